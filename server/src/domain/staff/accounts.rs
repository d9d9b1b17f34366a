//! Opening an account, changing it, starting it over, closing it: by an administrator, or at the console of the server.
//!
//! An administrator can neither lower themselves nor take the last one away; somebody at the machine can, because there
//! they can also add one.

use serde_json::{Map, Value, json};
use shared::email::EmailAddress;
use shared::lang::Lang;
use shared::service::{Block, Role};

use super::password;
use crate::app::{Actor, Cx};
use crate::db::staff::{self, Account, Particulars};
use crate::db::{self, Conn, staff_history};
use crate::domain::administration::{Done, Subject, invalid, may_change, reason, record};
use crate::domain::{Outcome, Refusal};

/// Most characters of a name or a title.
const LONGEST_NAME: usize = 100;

/// Somebody who works here, or will.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The address they will sign in with.
    pub email: String,
    /// Their name, as colleagues see it.
    pub name: String,
    /// Their title, as it stands under letters.
    pub title: String,
    /// The language of their console.
    pub language: Lang,
    /// What they may be.
    pub roles: Vec<Role>,
}

/// The id of the account with an address.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn id_of(conn: &mut Conn, email: &str) -> Outcome<String> {
    Ok(staff::by_email(conn, &email.trim().to_lowercase())?.id)
}

/// The version of an account: how often something was done to it. Whoever changes it says which one they saw.
///
/// # Errors
/// When storage fails.
pub fn version(conn: &mut Conn, id: &str) -> Outcome<i64> {
    Ok(staff_history::newest(conn, Subject::Account.code(), id)?)
}

/// Opens an account with a password that was made up for it; returns the password, which is told once and kept nowhere.
///
/// # Errors
/// [`Refusal::Invalid`] by field, as on `email` when it is none or taken.
pub fn add(conn: &mut Conn, cx: &Cx, new: &NewAccount) -> Outcome<String> {
    may_change(cx)?;
    let password = password::generate(&cx.app.random);
    let id = insert(conn, cx, new, &password, None)?;
    let account = staff::get(conn, &id)?;
    let after = described(&account.particulars(), &new.roles);
    let done = Done { subject: Subject::Account, id: &id, what: "add", before: json!({}), after, reason: "" };
    record(conn, cx, &done)?;
    Ok(password)
}

/// Opens an account whose password and second factor are known: for the demo and for tests.
///
/// # Errors
/// Like [`add`].
pub fn insert(
    conn: &mut Conn,
    cx: &Cx,
    new: &NewAccount,
    password: &str,
    sealed_secret: Option<Vec<u8>>,
) -> Outcome<String> {
    let Particulars { email, name, title, language } = checked(new)?;
    let account = Account {
        id: cx.id(),
        email,
        name,
        title,
        language,
        password_hash: password::hash(&cx.app.random, password)?,
        totp_secret: sealed_secret,
        totp_last_step: 0,
        failed_tries: 0,
        locked_until: None,
        disabled_at: None,
        created_at: cx.now.naive_utc(),
        last_signed_in_at: None,
    };
    taken(staff::insert(conn, &account, &new.roles))?;
    Ok(account.id)
}

/// Changes who an account says it is and what its owner may be. Other roles end its sessions at once.
///
/// # Errors
/// [`Refusal::Stale`] when somebody changed it since `seen`; [`Refusal::Invalid`] by field; [`Refusal::Blocked`] when no
/// administrator would be left, or it is one's own administration.
pub fn change(conn: &mut Conn, cx: &Cx, id: &str, seen: i64, new: &NewAccount, why: &str) -> Outcome<()> {
    may_change(cx)?;
    let particulars = checked(new)?;
    let why = reason(cx, why)?;
    staff::take_turn(conn)?;
    let (account, roles) = (staff::get(conn, id)?, staff::roles(conn, id)?);
    let now = version(conn, id)?;
    if now != seen {
        return Err(Refusal::Stale(now));
    }
    let mut wanted = new.roles.clone();
    wanted.sort_by_key(|role| role.code());
    wanted.dedup();
    if !wanted.contains(&Role::Admin) {
        keep_an_administrator(conn, cx, &account, &roles)?;
    }
    taken(staff::change(conn, id, &particulars))?;
    if wanted != roles {
        staff::set_roles(conn, id, &wanted)?;
        db::sessions::delete_of_staff(conn, id)?;
    }
    let (before, after) = difference(described(&account.particulars(), &roles), described(&particulars, &wanted));
    record(conn, cx, &Done { subject: Subject::Account, id, what: "change", before, after, reason: why })?;
    Ok(())
}

/// Takes the second factor away, ends every session, and makes up a new password; returns it.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn reset_mfa(conn: &mut Conn, cx: &Cx, id: &str, why: &str) -> Outcome<String> {
    let account = begin(conn, cx, id)?;
    let password = password::generate(&cx.app.random);
    staff::reset(conn, id, &password::hash(&cx.app.random, &password)?)?;
    db::sessions::delete_of_staff(conn, id)?;
    let before = json!({ "second_factor": account.totp_secret.is_some() });
    finish(conn, cx, id, "reset_mfa", before, json!({ "second_factor": false }), why)?;
    Ok(password)
}

/// Closes an account and ends every session of it.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Blocked`] when no administrator would be left, or it is one's own.
pub fn disable(conn: &mut Conn, cx: &Cx, id: &str, why: &str) -> Outcome<()> {
    let account = begin(conn, cx, id)?;
    let roles = staff::roles(conn, id)?;
    keep_an_administrator(conn, cx, &account, &roles)?;
    staff::set_disabled(conn, id, Some(cx.now.naive_utc()))?;
    db::sessions::delete_of_staff(conn, id)?;
    finish(conn, cx, id, "disable", json!({ "open": account.disabled_at.is_none() }), json!({ "open": false }), why)
}

/// Opens a closed account again, with the password and the second factor that it had.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn enable(conn: &mut Conn, cx: &Cx, id: &str, why: &str) -> Outcome<()> {
    let account = begin(conn, cx, id)?;
    staff::set_disabled(conn, id, None)?;
    finish(conn, cx, id, "enable", json!({ "open": account.disabled_at.is_none() }), json!({ "open": true }), why)
}

/// Lets somebody try again who gave a wrong password or code too often.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn unlock(conn: &mut Conn, cx: &Cx, id: &str, why: &str) -> Outcome<()> {
    let account = begin(conn, cx, id)?;
    staff::set_tries(conn, id, 0, None)?;
    let locked = account.locked_until.is_some_and(|until| cx.now.naive_utc() < until);
    finish(conn, cx, id, "unlock", json!({ "locked": locked }), json!({ "locked": false }), why)
}

/// Ends every session of somebody.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn end_sessions(conn: &mut Conn, cx: &Cx, id: &str, why: &str) -> Outcome<()> {
    begin(conn, cx, id)?;
    let open = staff::open_sessions(conn, cx.now.naive_utc())?.into_iter().filter(|of| of == id).count();
    db::sessions::delete_of_staff(conn, id)?;
    finish(conn, cx, id, "end_sessions", json!({ "sessions": open }), json!({ "sessions": 0 }), why)
}

/// Asks for the right to change an account, waits for whoever changes one now, and reads it.
fn begin(conn: &mut Conn, cx: &Cx, id: &str) -> Outcome<Account> {
    may_change(cx)?;
    staff::take_turn(conn)?;
    Ok(staff::get(conn, id)?)
}

fn finish(conn: &mut Conn, cx: &Cx, id: &str, what: &str, before: Value, after: Value, why: &str) -> Outcome<()> {
    let why = reason(cx, why)?;
    record(conn, cx, &Done { subject: Subject::Account, id, what, before, after, reason: why })?;
    Ok(())
}

/// Refuses when an administrator would lower themselves, or be the last one that is taken away.
fn keep_an_administrator(conn: &mut Conn, cx: &Cx, account: &Account, roles: &[Role]) -> Outcome<()> {
    let Actor::Staff(actor) = &cx.actor else { return Ok(()) };
    if actor.id == account.id {
        return Err(Refusal::Blocked(Block::Gate("own_administration")));
    }
    if account.disabled_at.is_some() || !roles.contains(&Role::Admin) {
        return Ok(());
    }
    let another = staff::actors(conn)?.iter().any(|one| one.id != account.id && one.roles.contains(&Role::Admin));
    if another { Ok(()) } else { Err(Refusal::Blocked(Block::Gate("last_administrator"))) }
}

/// What was typed, tidied.
fn checked(new: &NewAccount) -> Outcome<Particulars> {
    let (email, name, title) = (new.email.trim().to_lowercase(), new.name.trim(), new.title.trim());
    if email.parse::<EmailAddress>().is_err() {
        return Err(invalid("email", "email"));
    }
    for (field, text) in [("name", name), ("title", title)] {
        if text.chars().count() > LONGEST_NAME {
            return Err(invalid(field, "too_long"));
        }
        if text.chars().any(char::is_control) {
            return Err(invalid(field, "characters"));
        }
    }
    if name.is_empty() {
        return Err(invalid("name", "required"));
    }
    if new.roles.is_empty() {
        return Err(invalid("roles", "required"));
    }
    Ok(Particulars { email, name: name.to_owned(), title: title.to_owned(), language: new.language.code().to_owned() })
}

/// Somebody else's address is a fault of the field.
fn taken(done: db::Result<()>) -> Outcome<()> {
    match done {
        Err(db::Error::Conflict(name)) if name == "staff_email_unique" => Err(invalid("email", "taken")),
        done => Ok(done?),
    }
}

fn described(of: &Particulars, roles: &[Role]) -> Value {
    let roles: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    json!({ "email": of.email, "name": of.name, "title": of.title, "language": of.language, "roles": roles })
}

/// Of both descriptions, what is not the same.
fn difference(before: Value, after: Value) -> (Value, Value) {
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return (json!({}), json!({})) };
    let changed = |of: &Map<String, Value>, other: &Map<String, Value>| {
        of.iter().filter(|(name, value)| other.get(*name) != Some(value)).map(|(k, v)| (k.clone(), v.clone())).collect()
    };
    (Value::Object(changed(&before, &after)), Value::Object(changed(&after, &before)))
}
