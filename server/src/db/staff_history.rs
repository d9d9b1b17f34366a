//! What was done to accounts, calendars, failed jobs and the fees: append-only, so that there is neither an update nor a
//! delete here.

use chrono::NaiveDateTime;
use diesel::dsl::max;
use diesel::prelude::*;

use super::schema::staff_history;
use super::{Conn, Result};

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = staff_history)]
pub struct Entry {
    /// UUIDv7.
    pub id: String,
    /// When.
    pub at: NaiveDateTime,
    /// Who; none at the console of the server.
    pub staff_id: Option<String>,
    /// What it was done to: `account`, `calendar`, `job` or `fees`.
    pub subject: String,
    /// Which one.
    pub subject_id: String,
    /// Counts up from 1 for each thing: its version.
    pub number: i64,
    /// What was done.
    pub what: String,
    /// What changed, as it was: JSON.
    pub before: String,
    /// What changed, as it is: JSON.
    pub after: String,
    /// Why, in the person's words.
    pub reason: String,
}

/// The number of the newest entry about one thing, 0 before the first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn newest(conn: &mut Conn, subject: &str, subject_id: &str) -> Result<i64> {
    let of =
        staff_history::table.filter(staff_history::subject.eq(subject).and(staff_history::subject_id.eq(subject_id)));
    let newest: Option<i64> = of.select(max(staff_history::number)).first(conn)?;
    Ok(newest.unwrap_or_default())
}

/// Adds an entry.
///
/// # Errors
/// [`super::Error::Conflict`] on `staff_history_subject_unique` when somebody did something to it at the same moment.
pub fn append(conn: &mut Conn, entry: &Entry) -> Result<()> {
    diesel::insert_into(staff_history::table).values(entry).execute(conn)?;
    Ok(())
}

/// The entry with an id.
///
/// # Errors
/// [`super::Error::NotFound`].
pub fn get(conn: &mut Conn, id: &str) -> Result<Entry> {
    Ok(staff_history::table.find(id).select(Entry::as_select()).first(conn)?)
}

/// The newest entries about one thing, the newest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of(conn: &mut Conn, subject: &str, subject_id: &str, limit: i64) -> Result<Vec<Entry>> {
    Ok(staff_history::table
        .filter(staff_history::subject.eq(subject).and(staff_history::subject_id.eq(subject_id)))
        .order(staff_history::number.desc())
        .select(Entry::as_select())
        .limit(limit)
        .load(conn)?)
}

/// The newest entries about everything of one kind, the newest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn latest(conn: &mut Conn, subject: &str, limit: i64) -> Result<Vec<Entry>> {
    Ok(staff_history::table
        .filter(staff_history::subject.eq(subject))
        .order((staff_history::at.desc(), staff_history::id.desc()))
        .select(Entry::as_select())
        .limit(limit)
        .load(conn)?)
}
