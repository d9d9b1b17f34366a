//! Lists that leave the counter as a file: their rows, and who took them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{cases, endings, exports};
use super::{Conn, Error, Result};

/// What a list says of one case.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cases)]
pub struct Listed {
    /// UUIDv7.
    pub id: String,
    /// As people read it.
    pub reference: String,
    /// The service's kind.
    pub service: String,
    /// One line on what it is about.
    pub subject: String,
    /// The state's code.
    pub state: String,
    /// The requester's name, or empty.
    pub requester_name: String,
    /// The requester's language.
    pub language: String,
    /// The agency's report number.
    pub report_number: Option<String>,
    /// The fee's code.
    pub fee: String,
    /// Whose case it is.
    pub assigned_to: Option<String>,
    /// How it ended.
    pub disposition: Option<String>,
    /// When it was received.
    pub received_at: NaiveDateTime,
    /// The soonest due moment, or [`super::cases::never`].
    pub next_due_at: NaiveDateTime,
    /// Whether it ended.
    pub ended: bool,
}

/// A case with when it ended.
pub type Row = (Listed, Option<NaiveDateTime>);

/// The place of a row in a section's list, newest first.
pub type Place = (NaiveDateTime, String);

/// The next cases of one section after a place, newest first.
///
/// Receipt and id never change, so that a case that moves meanwhile is neither lost nor told twice; and the index of
/// both is read on from where the last step stopped, whatever the list is narrowed to.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn next(conn: &mut Conn, section: &str, after: Option<&Place>, limit: i64) -> Result<Vec<Row>> {
    let mut query = cases::table
        .left_join(endings::table.on(endings::case_id.eq(cases::id)))
        .filter(cases::section.eq(section))
        .into_boxed();
    if let Some((at, id)) = after {
        // The first condition is the index's; alone, the second would be asked of every case before the place.
        query = query.filter(cases::received_at.le(*at)).filter(cases::received_at.lt(*at).or(cases::id.lt(id)));
    }
    Ok(query
        .order((cases::received_at.desc(), cases::id.desc()))
        .limit(limit)
        .select((Listed::as_select(), endings::ended_at.nullable()))
        .load(conn)?)
}

/// Cases of some sections by id, newest first.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn with_ids(conn: &mut Conn, sections: &[String], ids: &[String]) -> Result<Vec<Row>> {
    Ok(cases::table
        .left_join(endings::table.on(endings::case_id.eq(cases::id)))
        .filter(cases::id.eq_any(ids))
        .filter(cases::section.eq_any(sections))
        .order((cases::received_at.desc(), cases::id.desc()))
        .select((Listed::as_select(), endings::ended_at.nullable()))
        .load(conn)?)
}

/// One file that somebody took.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exports)]
pub struct Export {
    /// UUIDv7.
    pub id: String,
    /// When it was begun.
    pub at: NaiveDateTime,
    /// Who.
    pub staff_id: String,
    /// What was asked for, as JSON of codes.
    pub filter: String,
    /// How many rows it had; none when it was cut off.
    pub row_count: Option<i64>,
}

/// Notes that somebody begins to take a file.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn insert(conn: &mut Conn, export: &Export) -> Result<()> {
    diesel::insert_into(exports::table).values(export).execute(conn)?;
    Ok(())
}

/// Notes that the last row was sent.
///
/// # Errors
/// [`Error::NotFound`] when it was never begun.
pub fn finish(conn: &mut Conn, id: &str, row_count: i64) -> Result<()> {
    let changed = diesel::update(exports::table.find(id)).set(exports::row_count.eq(row_count)).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// The files that somebody of the staff took, newest first.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn of_staff(conn: &mut Conn, staff_id: &str, limit: i64) -> Result<Vec<Export>> {
    Ok(exports::table
        .filter(exports::staff_id.eq(staff_id))
        .order((exports::at.desc(), exports::id.desc()))
        .limit(limit)
        .select(Export::as_select())
        .load(conn)?)
}
