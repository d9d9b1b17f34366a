//! Forms that were begun and not sent: one row for each session and service.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::drafts;
use super::{Conn, Error, Result};

/// A form that was begun.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = drafts)]
pub struct Draft {
    /// UUIDv7.
    pub id: String,
    /// The visitor's session.
    pub session_hash: Vec<u8>,
    /// The service's kind.
    pub service: String,
    /// What was answered, encrypted.
    pub body: Vec<u8>,
    /// When it was begun.
    pub started_at: NaiveDateTime,
    /// When it is swept, unless it changes before.
    pub expires_at: NaiveDateTime,
}

/// Adds a draft.
///
/// # Errors
/// [`Error::Conflict`] when the session has one of this service, or is gone.
pub fn insert(conn: &mut Conn, draft: &Draft) -> Result<()> {
    diesel::insert_into(drafts::table).values(draft).execute(conn)?;
    Ok(())
}

/// The draft of a session and service, expired or not.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, session_hash: &[u8], service: &str) -> Result<Draft> {
    let draft = drafts::table.filter(drafts::session_hash.eq(session_hash).and(drafts::service.eq(service)));
    Ok(draft.select(Draft::as_select()).first(conn)?)
}

/// Makes place for a new draft beside an expired one, which waits for the sweep without a service.
///
/// # Errors
/// [`Error::NotFound`].
pub fn let_go(conn: &mut Conn, id: &str) -> Result<()> {
    let changed = diesel::update(drafts::table.find(id)).set(drafts::service.eq(id)).execute(conn)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Stores what a draft holds now.
///
/// # Errors
/// [`Error::NotFound`] when it is gone.
pub fn update(conn: &mut Conn, id: &str, body: &[u8], expires_at: NaiveDateTime) -> Result<()> {
    let changed = diesel::update(drafts::table.find(id))
        .set((drafts::body.eq(body), drafts::expires_at.eq(expires_at)))
        .execute(conn)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The ids of a session's drafts.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn of_session(conn: &mut Conn, session_hash: &[u8]) -> Result<Vec<String>> {
    Ok(drafts::table.filter(drafts::session_hash.eq(session_hash)).select(drafts::id).load(conn)?)
}

/// The ids of some drafts that expired.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn expired(conn: &mut Conn, now: NaiveDateTime, limit: i64) -> Result<Vec<String>> {
    let expired = drafts::table.filter(drafts::expires_at.le(now)).order(drafts::expires_at);
    Ok(expired.limit(limit).select(drafts::id).load(conn)?)
}

/// How many drafts there are.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(drafts::table.count().get_result(conn)?)
}

/// Deletes drafts, whose documents were forgotten before.
///
/// # Errors
/// [`Error::Conflict`] when one still has documents.
pub fn delete(conn: &mut Conn, ids: &[String]) -> Result<()> {
    diesel::delete(drafts::table.filter(drafts::id.eq_any(ids))).execute(conn)?;
    Ok(())
}

/// What the drafts hold, encrypted: for the proof that nothing stands in clear.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn bodies(conn: &mut Conn) -> Result<Vec<Vec<u8>>> {
    Ok(drafts::table.select(drafts::body).load(conn)?)
}
