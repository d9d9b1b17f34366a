//! What requester and staff write each other, and what staff write among themselves.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{messages, notes};
use super::{Conn, Result};

/// A message between requester and staff.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = messages)]
pub struct Message {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// When.
    pub at: NaiveDateTime,
    /// Who of the staff wrote it; none when the requester did.
    pub staff_id: Option<String>,
    /// The words.
    pub body: String,
}

/// A note, for staff only.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = notes)]
pub struct Note {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// When.
    pub at: NaiveDateTime,
    /// Who wrote it.
    pub staff_id: String,
    /// The words.
    pub body: String,
}

/// Adds a message.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn add(conn: &mut Conn, message: &Message) -> Result<()> {
    diesel::insert_into(messages::table).values(message).execute(conn)?;
    Ok(())
}

/// Adds a note.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn add_note(conn: &mut Conn, note: &Note) -> Result<()> {
    diesel::insert_into(notes::table).values(note).execute(conn)?;
    Ok(())
}

/// The messages of a case, oldest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Message>> {
    Ok(messages::table
        .filter(messages::case_id.eq(case_id))
        .order((messages::at, messages::id))
        .select(Message::as_select())
        .load(conn)?)
}

/// The notes of a case, oldest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn notes_of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Note>> {
    Ok(notes::table
        .filter(notes::case_id.eq(case_id))
        .order((notes::at, notes::id))
        .select(Note::as_select())
        .load(conn)?)
}
