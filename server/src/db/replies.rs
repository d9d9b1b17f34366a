//! Replies that staff write again and again. A change is a new version; nothing is overwritten.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::replies;
use super::{Conn, Result};

/// One version of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = replies)]
pub struct Reply {
    /// UUIDv7, the same in every version.
    pub id: String,
    /// From 1.
    pub version: i32,
    /// The service kind that it is for.
    pub service: String,
    /// The requester's language that it is in.
    pub language: String,
    /// What staff choose it by.
    pub name: String,
    /// The text, with its placeholders.
    pub body: String,
    /// Whether it is no longer offered.
    pub retired: bool,
    /// Who wrote this version.
    pub made_by: String,
    /// When.
    pub made_at: NaiveDateTime,
}

/// Adds a version.
///
/// # Errors
/// [`super::Error::Conflict`] on `replies_pkey` when somebody else was first with this version.
pub fn insert(conn: &mut Conn, reply: &Reply) -> Result<()> {
    diesel::insert_into(replies::table).values(reply).execute(conn)?;
    Ok(())
}

/// Every version of every reply, the newest first: a department has some dozens.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn all(conn: &mut Conn) -> Result<Vec<Reply>> {
    Ok(replies::table
        .order((replies::made_at.desc(), replies::id, replies::version.desc()))
        .select(Reply::as_select())
        .load(conn)?)
}

/// The versions of one reply, the newest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn versions(conn: &mut Conn, id: &str) -> Result<Vec<Reply>> {
    let of = replies::table.filter(replies::id.eq(id));
    Ok(of.order(replies::version.desc()).select(Reply::as_select()).load(conn)?)
}

/// Every version of the replies for a service in a language, the newest version of each first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_service(conn: &mut Conn, service: &str, language: &str) -> Result<Vec<Reply>> {
    let of = replies::table.filter(replies::service.eq(service).and(replies::language.eq(language)));
    Ok(of.order((replies::id, replies::version.desc())).select(Reply::as_select()).load(conn)?)
}
