//! Accounts of staff, their roles, their second factor and their recovery codes.

use chrono::{DateTime, NaiveDateTime};
use diesel::prelude::*;
use shared::search::fold_words;
use shared::service::Role;

use super::schema::{recovery_codes, sessions, staff, staff_roles};
use super::{Conn, Error, Result};
use crate::app::StaffActor;

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = staff)]
pub struct Account {
    /// UUIDv7.
    pub id: String,
    /// The address they sign in with, in lower case.
    pub email: String,
    /// Their name, as colleagues see it.
    pub name: String,
    /// Their title, as it stands under letters.
    pub title: String,
    /// The language of their console, as `en-US`.
    pub language: String,
    /// Argon2id, as a PHC string.
    pub password_hash: String,
    /// Encrypted; none until they enrolled.
    pub totp_secret: Option<Vec<u8>>,
    /// The last step of the second factor that was used: a code works once.
    pub totp_last_step: i64,
    /// Wrong tries since the last right one.
    pub failed_tries: i32,
    /// Until when no try succeeds.
    pub locked_until: Option<NaiveDateTime>,
    /// When the account was closed.
    pub disabled_at: Option<NaiveDateTime>,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When its owner last signed in.
    pub last_signed_in_at: Option<NaiveDateTime>,
}

/// What an administrator may change of an account.
#[derive(Debug, Clone, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = staff)]
pub struct Particulars {
    /// The address they sign in with, in lower case.
    pub email: String,
    /// Their name, as colleagues see it.
    pub name: String,
    /// Their title, as it stands under letters.
    pub title: String,
    /// The language of their console, as `en-US`.
    pub language: String,
}

impl Account {
    /// The changeable part as it stands.
    #[must_use]
    pub fn particulars(&self) -> Particulars {
        Particulars {
            email: self.email.clone(),
            name: self.name.clone(),
            title: self.title.clone(),
            language: self.language.clone(),
        }
    }
}

/// A recovery code, hashed; the code itself is only ever shown to its owner.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = recovery_codes)]
pub struct RecoveryCode {
    /// UUIDv7.
    pub id: String,
    /// Whose it is.
    pub staff_id: String,
    /// SHA-256 of the code.
    pub code_hash: Vec<u8>,
}

/// Opens an account with its roles.
///
/// # Errors
/// [`Error::Conflict`] with `staff_email_unique` when the address is taken.
pub fn insert(conn: &mut Conn, account: &Account, roles: &[Role]) -> Result<()> {
    diesel::insert_into(staff::table).values(account).execute(conn)?;
    add_roles(conn, &account.id, roles)
}

/// Lets whoever changes accounts go one after the other, until the transaction ends: the oldest account stands for all.
/// What is read afterwards is what the one before left.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn take_turn(conn: &mut Conn) -> Result<()> {
    let oldest: Option<String> = staff::table.select(diesel::dsl::min(staff::id)).first(conn)?;
    let oldest = staff::table.filter(staff::id.eq(oldest.unwrap_or_default()));
    diesel::update(oldest).set(staff::created_at.eq(staff::created_at)).execute(conn)?;
    Ok(())
}

/// Every account with its roles, disabled ones included; by name.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn all(conn: &mut Conn) -> Result<Vec<(Account, Vec<Role>)>> {
    let mut accounts: Vec<Account> = staff::table.select(Account::as_select()).load(conn)?;
    accounts.sort_by_cached_key(|account| in_order(&account.name, &account.id));
    let roles: Vec<(String, String)> =
        staff_roles::table.select((staff_roles::staff_id, staff_roles::role)).order(staff_roles::role).load(conn)?;
    let of = |id: &str| roles.iter().filter(|(of, _)| of == id).filter_map(|(_, code)| Role::parse(code)).collect();
    Ok(accounts
        .into_iter()
        .map(|account| (of(&account.id), account))
        .map(|(roles, account)| (account, roles))
        .collect())
}

/// Changes who an account says it is.
///
/// # Errors
/// [`Error::Conflict`] with `staff_email_unique` when the address is taken.
pub fn change(conn: &mut Conn, id: &str, particulars: &Particulars) -> Result<()> {
    diesel::update(staff::table.find(id)).set(particulars).execute(conn)?;
    Ok(())
}

/// Gives an account these roles in place of its own.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn set_roles(conn: &mut Conn, id: &str, roles: &[Role]) -> Result<()> {
    diesel::delete(staff_roles::table.filter(staff_roles::staff_id.eq(id))).execute(conn)?;
    add_roles(conn, id, roles)
}

/// For every session that is open now, whose it is.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn open_sessions(conn: &mut Conn, now: NaiveDateTime) -> Result<Vec<String>> {
    let open = sessions::table.filter(sessions::staff_id.is_not_null()).filter(sessions::expires_at.gt(now));
    let of: Vec<Option<String>> = open.select(sessions::staff_id).load(conn)?;
    Ok(of.into_iter().flatten().collect())
}

/// Notes that the owner of an account signed in.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn note_sign_in(conn: &mut Conn, id: &str, at: NaiveDateTime) -> Result<()> {
    diesel::update(staff::table.find(id)).set(staff::last_signed_in_at.eq(at)).execute(conn)?;
    Ok(())
}

fn add_roles(conn: &mut Conn, id: &str, roles: &[Role]) -> Result<()> {
    // One by one: SQLite's batch insert is another type than PostgreSQL's.
    for role in roles {
        diesel::insert_into(staff_roles::table)
            .values((staff_roles::staff_id.eq(id), staff_roles::role.eq(role.code())))
            .execute(conn)?;
    }
    Ok(())
}

/// The account with an id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: &str) -> Result<Account> {
    Ok(staff::table.find(id).select(Account::as_select()).first(conn)?)
}

/// The account with an address in lower case.
///
/// # Errors
/// [`Error::NotFound`].
pub fn by_email(conn: &mut Conn, email: &str) -> Result<Account> {
    Ok(staff::table.filter(staff::email.eq(email)).select(Account::as_select()).first(conn)?)
}

/// The roles of an account.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn roles(conn: &mut Conn, id: &str) -> Result<Vec<Role>> {
    let codes: Vec<String> = staff_roles::table
        .filter(staff_roles::staff_id.eq(id))
        .select(staff_roles::role)
        .order(staff_roles::role)
        .load(conn)?;
    Ok(codes.iter().filter_map(|code| Role::parse(code)).collect())
}

/// An open account as an actor who proved nothing yet.
///
/// # Errors
/// [`Error::NotFound`] when there is none or it is disabled.
pub fn actor(conn: &mut Conn, id: &str) -> Result<StaffActor> {
    let account = get(conn, id)?;
    if account.disabled_at.is_some() {
        return Err(Error::NotFound);
    }
    Ok(StaffActor { roles: roles(conn, id)?, id: account.id, name: account.name, proved_at: DateTime::UNIX_EPOCH })
}

/// Id and name of every account, disabled ones included, because the history names them; by name.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn names(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    let mut names: Vec<(String, String)> = staff::table.select((staff::id, staff::name)).load(conn)?;
    names.sort_by_cached_key(|(id, name)| in_order(name, id));
    Ok(names)
}

/// Notes a wrong try: how many there are now, and until when the account is locked.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn set_tries(conn: &mut Conn, id: &str, failed: i32, locked_until: Option<NaiveDateTime>) -> Result<()> {
    diesel::update(staff::table.find(id))
        .set((staff::failed_tries.eq(failed), staff::locked_until.eq(locked_until)))
        .execute(conn)?;
    Ok(())
}

/// Uses a step of the second factor. False when it, or a later one, was used before.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn use_step(conn: &mut Conn, id: &str, step: i64) -> Result<bool> {
    let rows = diesel::update(staff::table.find(id).filter(staff::totp_last_step.lt(step)))
        .set(staff::totp_last_step.eq(step))
        .execute(conn)?;
    Ok(rows == 1)
}

/// Uses a recovery code. False when there is none like it, or it was used before.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn use_recovery_code(conn: &mut Conn, id: &str, code_hash: &[u8], now: NaiveDateTime) -> Result<bool> {
    let unused = recovery_codes::table
        .filter(recovery_codes::staff_id.eq(id))
        .filter(recovery_codes::code_hash.eq(code_hash))
        .filter(recovery_codes::used_at.is_null());
    Ok(diesel::update(unused).set(recovery_codes::used_at.eq(now)).execute(conn)? == 1)
}

/// Binds a second factor to an account that has none, with its owner's own password. False when it has one already.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn bind_second_factor(
    conn: &mut Conn,
    id: &str,
    password_hash: &str,
    sealed_secret: &[u8],
    step: i64,
    codes: &[RecoveryCode],
) -> Result<bool> {
    let rows = diesel::update(staff::table.find(id).filter(staff::totp_secret.is_null()))
        .set((
            staff::totp_secret.eq(sealed_secret),
            staff::totp_last_step.eq(step),
            staff::password_hash.eq(password_hash),
        ))
        .execute(conn)?;
    if rows == 0 {
        return Ok(false);
    }
    for code in codes {
        diesel::insert_into(recovery_codes::table).values(code).execute(conn)?;
    }
    Ok(true)
}

/// Takes the second factor and the recovery codes away, and sets a new password.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn reset(conn: &mut Conn, id: &str, password_hash: &str) -> Result<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::staff_id.eq(id))).execute(conn)?;
    diesel::update(staff::table.find(id))
        .set((
            staff::totp_secret.eq(None::<Vec<u8>>),
            staff::password_hash.eq(password_hash),
            staff::failed_tries.eq(0),
            staff::locked_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Closes an account, or opens it again. It always stays, because the history names it.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn set_disabled(conn: &mut Conn, id: &str, since: Option<NaiveDateTime>) -> Result<()> {
    diesel::update(staff::table.find(id)).set(staff::disabled_at.eq(since)).execute(conn)?;
    Ok(())
}

/// Every account that can sign in, with its roles; by name.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn actors(conn: &mut Conn) -> Result<Vec<StaffActor>> {
    let rows: Vec<(String, String, String)> = staff::table
        .inner_join(staff_roles::table.on(staff_roles::staff_id.eq(staff::id)))
        .filter(staff::disabled_at.is_null())
        .order(staff::id)
        .select((staff::id, staff::name, staff_roles::role))
        .load(conn)?;
    let mut actors: Vec<StaffActor> = Vec::new();
    for (id, name, role) in rows {
        if actors.last().is_none_or(|last| last.id != id) {
            actors.push(StaffActor { id, name, roles: Vec::new(), proved_at: DateTime::UNIX_EPOCH });
        }
        if let Some(last) = actors.last_mut() {
            last.roles.extend(Role::parse(&role));
        }
    }
    actors.sort_by_cached_key(|actor| in_order(&actor.name, &actor.id));
    Ok(actors)
}

/// The order of people's names, done here: each database has its own for capital and accented letters.
fn in_order(name: &str, id: &str) -> (String, String) {
    (fold_words(name).join(" "), id.to_owned())
}
