//! Who read which case or document.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::access_log;
use super::{Conn, Result};

/// One reading.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = access_log)]
pub struct Access {
    /// UUIDv7.
    pub id: String,
    /// When.
    pub at: NaiveDateTime,
    /// `requester` or `staff`.
    pub actor: String,
    /// Which member of staff.
    pub staff_id: Option<String>,
    /// The case.
    pub case_id: String,
    /// The document, where one was read.
    pub document_id: Option<String>,
    /// `read` or `download`.
    pub what: String,
    /// Why, where a reason is required.
    pub reason: Option<String>,
}

/// Adds a reading.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn insert(conn: &mut Conn, access: &Access) -> Result<()> {
    diesel::insert_into(access_log::table).values(access).execute(conn)?;
    Ok(())
}

/// The readings of a case, newest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str, limit: i64) -> Result<Vec<Access>> {
    Ok(access_log::table
        .filter(access_log::case_id.eq(case_id))
        .order((access_log::at.desc(), access_log::id.desc()))
        .limit(limit)
        .select(Access::as_select())
        .load(conn)?)
}

/// Whether there are readings of a case from before a moment, or of it.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn any_until(conn: &mut Conn, case_id: &str, until: NaiveDateTime) -> Result<bool> {
    let old = access_log::table.filter(access_log::case_id.eq(case_id)).filter(access_log::at.le(until));
    Ok(diesel::select(diesel::dsl::exists(old)).get_result(conn)?)
}
