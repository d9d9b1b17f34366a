//! Which case stands open before whom.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{cases, presences};
use super::{Conn, Result};

/// A case on somebody's screen.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = presences)]
pub struct Row {
    /// The session of the browser.
    pub session_hash: Vec<u8>,
    /// The case.
    pub case_id: String,
    /// Whose session it is.
    pub staff_id: String,
    /// When it was last said.
    pub seen_at: NaiveDateTime,
}

/// Notes that a case stands open, and forgets what the session had open before `stale`.
///
/// # Errors
/// [`super::Error::Conflict`] when another tab of the same browser says so at the same moment: then it is noted.
pub fn note(conn: &mut Conn, row: &Row, stale: NaiveDateTime) -> Result<()> {
    let mine = presences::table.filter(presences::session_hash.eq(&row.session_hash));
    diesel::delete(mine.filter(presences::seen_at.le(stale))).execute(conn)?;
    let here = presences::table.find((&row.session_hash, &row.case_id));
    if diesel::update(here).set(presences::seen_at.eq(row.seen_at)).execute(conn)? == 0 {
        diesel::insert_into(presences::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Notes that a case is no longer open.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn leave(conn: &mut Conn, session_hash: &[u8], case_id: &str) -> Result<()> {
    diesel::delete(presences::table.find((session_hash, case_id))).execute(conn)?;
    Ok(())
}

/// Who has a case open, by staff id.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str, since: NaiveDateTime) -> Result<Vec<String>> {
    let here = presences::table.filter(presences::case_id.eq(case_id)).filter(presences::seen_at.gt(since));
    Ok(here.select(presences::staff_id).distinct().order(presences::staff_id).load(conn)?)
}

/// Who has which case of these sections open: reference and staff id.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_sections(conn: &mut Conn, sections: &[&str], since: NaiveDateTime) -> Result<Vec<(String, String)>> {
    Ok(presences::table
        .inner_join(cases::table.on(cases::id.eq(presences::case_id)))
        .filter(presences::seen_at.gt(since))
        .filter(cases::section.eq_any(sections))
        .select((cases::reference, presences::staff_id))
        .distinct()
        .order((cases::reference, presences::staff_id))
        .load(conn)?)
}
