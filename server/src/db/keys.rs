//! Access keys of cases, and which of them a visitor's browser has used.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{access_keys, cases, grants};
use super::{Conn, Error, Result};

/// A key as stored: its hash, never the key.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = access_keys)]
pub struct Key {
    /// UUIDv7.
    pub id: String,
    /// The case it opens.
    pub case_id: String,
    /// SHA-256 of the key.
    pub key_hash: Vec<u8>,
    /// What it was made for: `submission`, `mail` or `counter`.
    pub purpose: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it ends unless it is used before.
    pub expires_at: NaiveDateTime,
    /// When it was revoked.
    pub revoked_at: Option<NaiveDateTime>,
}

/// A case that a visitor's session may see.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = grants)]
pub struct Grant {
    /// The session's hash.
    pub session_hash: Vec<u8>,
    /// The case.
    pub case_id: String,
    /// The key that opened it.
    pub key_id: String,
    /// Whether nothing more is asked: the case has no PIN, or it was given.
    pub pin_passed: bool,
}

/// Adds a key.
///
/// # Errors
/// [`Error::Conflict`] on `access_keys_hash_unique`, which random keys never meet.
pub fn insert(conn: &mut Conn, key: &Key) -> Result<()> {
    diesel::insert_into(access_keys::table).values(key).execute(conn)?;
    Ok(())
}

/// The key with a hash, if it is neither revoked nor expired.
///
/// # Errors
/// [`Error::NotFound`].
pub fn live(conn: &mut Conn, hash: &[u8], now: NaiveDateTime) -> Result<Key> {
    let live = access_keys::table.filter(access_keys::key_hash.eq(hash)).filter(access_keys::revoked_at.is_null());
    Ok(live.filter(access_keys::expires_at.gt(now)).select(Key::as_select()).first(conn)?)
}

/// Moves a key's end.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn extend(conn: &mut Conn, id: &str, until: NaiveDateTime) -> Result<()> {
    diesel::update(access_keys::table.find(id)).set(access_keys::expires_at.eq(until)).execute(conn)?;
    Ok(())
}

/// Revokes every key of a case, and what browsers got by them.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn revoke_all(conn: &mut Conn, case_id: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(
        access_keys::table.filter(access_keys::case_id.eq(case_id)).filter(access_keys::revoked_at.is_null()),
    )
    .set(access_keys::revoked_at.eq(now))
    .execute(conn)?;
    diesel::delete(grants::table.filter(grants::case_id.eq(case_id))).execute(conn)?;
    Ok(())
}

/// Removes keys that ended and that no session stands on.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn remove_expired(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let used = grants::table.select(grants::key_id);
    diesel::delete(access_keys::table.filter(access_keys::expires_at.le(now)).filter(access_keys::id.ne_all(used)))
        .execute(conn)?;
    Ok(())
}

/// Gives a session a case, in place of what it had of that case.
///
/// # Errors
/// [`Error::Conflict`] when the session ended meanwhile.
pub fn grant(conn: &mut Conn, grant: &Grant) -> Result<()> {
    take_back(conn, &grant.session_hash, &grant.case_id)?;
    diesel::insert_into(grants::table).values(grant).execute(conn)?;
    Ok(())
}

/// Takes a case from a session.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn take_back(conn: &mut Conn, session_hash: &[u8], case_id: &str) -> Result<()> {
    diesel::delete(grants::table.find((session_hash, case_id))).execute(conn)?;
    Ok(())
}

/// What a session has of a case, if anything.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn grant_of(conn: &mut Conn, session_hash: &[u8], case_id: &str) -> Result<Option<Grant>> {
    Ok(grants::table.find((session_hash, case_id)).select(Grant::as_select()).first(conn).optional()?)
}

/// Whether a session may see a case: a key opened it, and its PIN, where it has one, was given.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn granted(conn: &mut Conn, session_hash: &[u8], case_id: &str) -> Result<bool> {
    Ok(grant_of(conn, session_hash, case_id)?.is_some_and(|grant| grant.pin_passed))
}

/// Records that a session gave the PIN of a case.
///
/// # Errors
/// [`Error::NotFound`] when no key opened the case for this session.
pub fn pass_pin(conn: &mut Conn, session_hash: &[u8], case_id: &str) -> Result<()> {
    let changed =
        diesel::update(grants::table.find((session_hash, case_id))).set(grants::pin_passed.eq(true)).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Counts a try at the PIN of a case before it is looked at, so that tries at the same moment count too.
///
/// # Errors
/// [`Error::NotFound`] when no try is left.
pub fn count_pin_try(conn: &mut Conn, case_id: &str, most: i32) -> Result<()> {
    let changed = diesel::update(cases::table.find(case_id).filter(cases::pin_tries.lt(most)))
        .set(cases::pin_tries.eq(cases::pin_tries + 1))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Forgets the wrong tries at the PIN of a case.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn forget_pin_tries(conn: &mut Conn, case_id: &str) -> Result<()> {
    diesel::update(cases::table.find(case_id)).set(cases::pin_tries.eq(0)).execute(conn)?;
    Ok(())
}

/// Sets or removes the PIN of a case. Sessions that were in must give the new one.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn set_pin(conn: &mut Conn, case_id: &str, hash: Option<&str>) -> Result<()> {
    diesel::update(cases::table.find(case_id)).set((cases::pin_hash.eq(hash), cases::pin_tries.eq(0))).execute(conn)?;
    diesel::update(grants::table.filter(grants::case_id.eq(case_id)))
        .set(grants::pin_passed.eq(hash.is_none()))
        .execute(conn)?;
    Ok(())
}
