//! Sessions of visitors and of staff. A cookie holds the token, a row only its SHA-256.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::schema::{drafts, grants, sessions};
use super::{Conn, Error, Result};

/// A browser that we know again.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// SHA-256 of the cookie's value.
    pub token_hash: Vec<u8>,
    /// The member of staff; none for a visitor.
    pub staff_id: Option<String>,
    /// What the console sends back with every write; empty for a visitor.
    pub csrf: String,
    /// When it began.
    pub created_at: NaiveDateTime,
    /// When it was last used, to the minute.
    pub last_seen_at: NaiveDateTime,
    /// When it ends.
    pub expires_at: NaiveDateTime,
    /// When the person last proved who they are with password and code; none before the second factor is enrolled.
    pub proved_at: Option<NaiveDateTime>,
}

/// Begins a session.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn insert(conn: &mut Conn, session: &Session) -> Result<()> {
    diesel::insert_into(sessions::table).values(session).execute(conn)?;
    Ok(())
}

/// How far the clocks of several machines may differ.
const SKEW: TimeDelta = TimeDelta::minutes(5);

/// The session with this token, unless it has ended. One that begins later than now was opened by a clock that has
/// since been put right: it would last longer than any may, and counts as ended.
///
/// # Errors
/// [`Error::NotFound`] when there is none or it has ended.
pub fn live(conn: &mut Conn, token_hash: &[u8], now: NaiveDateTime) -> Result<Session> {
    Ok(sessions::table
        .find(token_hash)
        .filter(sessions::expires_at.gt(now).and(sessions::created_at.le(now + SKEW)))
        .select(Session::as_select())
        .first(conn)?)
}

/// Notes that a session was used, and until when it now lasts.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn touch(conn: &mut Conn, token_hash: &[u8], seen: NaiveDateTime, expires: NaiveDateTime) -> Result<()> {
    diesel::update(sessions::table.find(token_hash))
        .set((sessions::last_seen_at.eq(seen), sessions::expires_at.eq(expires)))
        .execute(conn)?;
    Ok(())
}

/// Notes that the person proved who they are, and gives the session a new token for its writes.
///
/// # Errors
/// [`Error::NotFound`] when the session is gone.
pub fn prove(conn: &mut Conn, token_hash: &[u8], now: NaiveDateTime, csrf: &str) -> Result<()> {
    let rows = diesel::update(sessions::table.find(token_hash))
        .set((sessions::proved_at.eq(now), sessions::last_seen_at.eq(now), sessions::csrf.eq(csrf)))
        .execute(conn)?;
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Puts a session in place of another: draft and grants go along.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn replace(conn: &mut Conn, token_hash: &[u8], by: &Session) -> Result<()> {
    insert(conn, by)?;
    diesel::update(drafts::table.filter(drafts::session_hash.eq(token_hash)))
        .set(drafts::session_hash.eq(&by.token_hash))
        .execute(conn)?;
    diesel::update(grants::table.filter(grants::session_hash.eq(token_hash)))
        .set(grants::session_hash.eq(&by.token_hash))
        .execute(conn)?;
    delete(conn, token_hash)
}

/// Takes from a session the right to see cases.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn forget_grants(conn: &mut Conn, token_hash: &[u8]) -> Result<()> {
    diesel::delete(grants::table.filter(grants::session_hash.eq(token_hash))).execute(conn)?;
    Ok(())
}

/// Ends a session, with its draft's row and its grants.
///
/// # Errors
/// [`Error::Conflict`] when documents still belong to its draft.
pub fn delete(conn: &mut Conn, token_hash: &[u8]) -> Result<()> {
    diesel::delete(sessions::table.find(token_hash)).execute(conn)?;
    Ok(())
}

/// Ends every session of a member of staff.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn delete_of_staff(conn: &mut Conn, staff_id: &str) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::staff_id.eq(staff_id))).execute(conn)?;
    Ok(())
}

/// Removes sessions that have ended; those with a draft wait until the draft and its files are swept.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn sweep(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let draft = drafts::table.filter(drafts::session_hash.eq(sessions::token_hash));
    let ended = sessions::table.filter(sessions::expires_at.le(now)).filter(not(exists(draft)));
    diesel::delete(ended).execute(conn)?;
    Ok(())
}
