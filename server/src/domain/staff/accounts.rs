//! Opening an account, starting it over, closing it: at the console of the server.

use shared::email::EmailAddress;
use shared::form::Fault;
use shared::lang::Lang;
use shared::service::Role;

use super::password;
use crate::app::Cx;
use crate::db::staff::{self, Account};
use crate::db::{self, Conn};
use crate::domain::{Outcome, Refusal};

/// Somebody who will work here.
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

/// Opens an account with a password that was made up for it; returns the password, which is told once and kept nowhere.
///
/// # Errors
/// [`Refusal::Invalid`] on `email` when it is none or taken, on `roles` when there are none.
pub fn add(conn: &mut Conn, cx: &Cx, new: &NewAccount) -> Outcome<String> {
    let password = password::generate(&cx.app.random);
    insert(conn, cx, new, &password, None)?;
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
    let invalid = |field, code| Err(Refusal::Invalid(vec![Fault::new(field, code)]));
    let email = new.email.trim().to_lowercase();
    if email.parse::<EmailAddress>().is_err() {
        return invalid("email", "email");
    }
    if new.roles.is_empty() {
        return invalid("roles", "required");
    }
    let account = Account {
        id: cx.id(),
        email,
        name: new.name.trim().to_owned(),
        title: new.title.trim().to_owned(),
        language: new.language.code().to_owned(),
        password_hash: password::hash(&cx.app.random, password)?,
        totp_secret: sealed_secret,
        totp_last_step: 0,
        failed_tries: 0,
        locked_until: None,
        disabled_at: None,
        created_at: cx.now.naive_utc(),
    };
    match staff::insert(conn, &account, &new.roles) {
        Err(db::Error::Conflict(name)) if name == "staff_email_unique" => invalid("email", "taken"),
        done => Ok(done.map(|()| account.id)?),
    }
}

/// Takes the second factor away, ends every session, and makes up a new password; returns it.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn reset_mfa(conn: &mut Conn, cx: &Cx, email: &str) -> Outcome<String> {
    let account = staff::by_email(conn, &email.trim().to_lowercase())?;
    let password = password::generate(&cx.app.random);
    staff::reset(conn, &account.id, &password::hash(&cx.app.random, &password)?)?;
    db::sessions::delete_of_staff(conn, &account.id)?;
    Ok(password)
}

/// Closes an account and ends every session of it.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn disable(conn: &mut Conn, cx: &Cx, email: &str) -> Outcome<()> {
    let account = staff::by_email(conn, &email.trim().to_lowercase())?;
    staff::disable(conn, &account.id, cx.now.naive_utc())?;
    Ok(db::sessions::delete_of_staff(conn, &account.id)?)
}
