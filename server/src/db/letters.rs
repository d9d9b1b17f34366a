//! Letters of cases, their text frozen.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::letters;
use super::{Conn, Result};

/// A letter as it was written.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = letters)]
pub struct Letter {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// When.
    pub at: NaiveDateTime,
    /// `denial` or `closure`.
    pub kind: String,
    /// The version of its template.
    pub template_version: i32,
    /// Its language.
    pub language: String,
    /// The frozen text, as JSON of [`crate::domain::letters::Frozen`].
    pub body: String,
}

/// Adds a letter. Letters are never changed.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn insert(conn: &mut Conn, letter: &Letter) -> Result<()> {
    diesel::insert_into(letters::table).values(letter).execute(conn)?;
    Ok(())
}

/// The letter of a case with an id.
///
/// # Errors
/// [`super::Error::NotFound`], also when it is another case's.
pub fn get(conn: &mut Conn, case_id: &str, id: &str) -> Result<Letter> {
    Ok(letters::table.find(id).filter(letters::case_id.eq(case_id)).select(Letter::as_select()).first(conn)?)
}

/// The letters of a case, oldest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Letter>> {
    Ok(letters::table
        .filter(letters::case_id.eq(case_id))
        .order((letters::at, letters::id))
        .select(Letter::as_select())
        .load(conn)?)
}
