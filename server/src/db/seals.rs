//! Seals: signed statements about the newest event of every case, and the reading that they are made and checked with.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{cases, events, seals};
use super::{Conn, Result};

/// A seal as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = seals)]
pub struct Seal {
    /// Counts up from 1.
    pub number: i64,
    /// When it was made.
    pub made_at: NaiveDateTime,
    /// How many cases it covers.
    pub case_count: i64,
    /// The signed text, [`crate::domain::seals::Head`].
    pub head: String,
    /// Where the list of the cases stands in the document store.
    pub storage_key: String,
}

/// Adds a seal.
///
/// # Errors
/// [`super::Error::Conflict`] on `seals_pkey` when another copy of the program was first.
pub fn insert(conn: &mut Conn, seal: &Seal) -> Result<()> {
    diesel::insert_into(seals::table).values(seal).execute(conn)?;
    Ok(())
}

/// The newest seal, if there is one.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn newest(conn: &mut Conn) -> Result<Option<Seal>> {
    Ok(seals::table.order(seals::number.desc()).select(Seal::as_select()).first(conn).optional()?)
}

/// The seal with a number.
///
/// # Errors
/// [`super::Error::NotFound`].
pub fn get(conn: &mut Conn, number: i64) -> Result<Seal> {
    Ok(seals::table.find(number).select(Seal::as_select()).first(conn)?)
}

/// Where the history of a case stands: its reference, the number of its newest event and that one's hash.
pub type CaseHead = (String, i64, Vec<u8>);

/// The heads of the cases after an id, in order, each with its case's id.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn heads_after(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<(String, CaseHead)>> {
    Ok(cases::table
        .filter(cases::id.gt(after))
        .order(cases::id)
        .select((cases::id, (cases::reference, cases::head_seq, cases::head_hash)))
        .limit(limit)
        .load(conn)?)
}

/// Of each of some cases, by reference: how many events it counts, and the hashes of those of its events that have one
/// of these numbers.
///
/// # Errors
/// [`super::Error::Unavailable`].
#[expect(clippy::type_complexity, reason = "the rows of one query")]
pub fn hashes(
    conn: &mut Conn,
    references: &[&str],
    numbers: &[i64],
) -> Result<Vec<(String, i64, Option<(i64, Vec<u8>)>)>> {
    let numbered = events::case_id.eq(cases::id).and(events::seq.eq_any(numbers));
    Ok(cases::table
        .left_join(events::table.on(numbered))
        .filter(cases::reference.eq_any(references))
        .select((cases::reference, cases::head_seq, (events::seq, events::hash).nullable()))
        .load(conn)?)
}
