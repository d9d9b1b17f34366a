//! Answers kept for requests that may be sent again.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::idempotency;
use super::{Conn, Result};

/// The constraint that refuses a second row for the same key, route and actor.
pub const TAKEN: &str = "idempotency_pkey";

/// A request that was sent with a key, and its answer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency)]
pub struct Row {
    /// SHA-256 over key, route and actor.
    pub slot: Vec<u8>,
    /// SHA-256 of the request's body.
    pub body_hash: Vec<u8>,
    /// The HTTP status of the answer.
    pub status: i32,
    /// The answer, encrypted under a key derived from the client's.
    pub answer: Vec<u8>,
    /// Until when the answer is kept.
    pub expires_at: NaiveDateTime,
}

/// The row of a slot, unless it has expired.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn find(conn: &mut Conn, slot: &[u8], now: NaiveDateTime) -> Result<Option<Row>> {
    let row = idempotency::table.find(slot).filter(idempotency::expires_at.gt(now));
    Ok(row.select(Row::as_select()).first(conn).optional()?)
}

/// Takes a slot, in place of an expired row. A second taker waits for the transaction of the first.
///
/// # Errors
/// [`super::Error::Conflict`] with [`TAKEN`] when another transaction took it first.
pub fn insert(conn: &mut Conn, row: &Row, now: NaiveDateTime) -> Result<()> {
    let expired = idempotency::table.find(&row.slot).filter(idempotency::expires_at.le(now));
    diesel::delete(expired).execute(conn)?;
    diesel::insert_into(idempotency::table).values(row).execute(conn)?;
    Ok(())
}

/// Keeps the answer of a slot that was taken in this transaction.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn answer(conn: &mut Conn, slot: &[u8], answer: &[u8]) -> Result<()> {
    diesel::update(idempotency::table.find(slot)).set(idempotency::answer.eq(answer)).execute(conn)?;
    Ok(())
}

/// Removes expired rows.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn sweep(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    diesel::delete(idempotency::table.filter(idempotency::expires_at.le(now))).execute(conn)?;
    Ok(())
}
