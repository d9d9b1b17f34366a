//! When and how cases ended: one row for each that is not open again.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::endings;
use super::{Conn, Result};

/// The end of a case.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = endings)]
pub struct Ending {
    /// The case.
    pub case_id: String,
    /// Its section.
    pub section: String,
    /// Its service's kind.
    pub service: String,
    /// How it ended: a disposition's code, or the state's as long as none is recorded.
    pub outcome: String,
    /// When.
    pub ended_at: NaiveDateTime,
    /// Local days from the receipt to the end.
    pub after_days: i32,
}

/// Notes that a case ended.
///
/// # Errors
/// [`super::Error::Conflict`] when it had ended.
pub fn insert(conn: &mut Conn, ending: &Ending) -> Result<()> {
    diesel::insert_into(endings::table).values(ending).execute(conn)?;
    Ok(())
}

/// Notes how an ended case ended, now that more is known. When it ended stays.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn set_outcome(conn: &mut Conn, case_id: &str, outcome: &str) -> Result<()> {
    diesel::update(endings::table.find(case_id)).set(endings::outcome.eq(outcome)).execute(conn)?;
    Ok(())
}

/// Forgets the end of a case that was opened again.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn remove(conn: &mut Conn, case_id: &str) -> Result<()> {
    diesel::delete(endings::table.find(case_id)).execute(conn)?;
    Ok(())
}

/// The end of a case, when it ended.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Option<Ending>> {
    Ok(endings::table.find(case_id).select(Ending::as_select()).first(conn).optional()?)
}
