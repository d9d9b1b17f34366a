//! Legal holds: while one is open, nothing of its case is destroyed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{cases, holds};
use super::{Conn, Error, Result};

/// One hold.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = holds)]
pub struct Hold {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// Why it was placed.
    pub reason: String,
    /// Who placed it.
    pub placed_by: String,
    /// When.
    pub placed_at: NaiveDateTime,
    /// Why it was lifted.
    pub lift_reason: Option<String>,
    /// Who lifted it.
    pub lifted_by: Option<String>,
    /// When.
    pub lifted_at: Option<NaiveDateTime>,
}

/// Places a hold.
///
/// # Errors
/// [`Error::Conflict`] when there is no such case.
pub fn insert(conn: &mut Conn, hold: &Hold) -> Result<()> {
    diesel::insert_into(holds::table).values(hold).execute(conn)?;
    Ok(())
}

/// The open hold of a case with an id.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it was lifted.
pub fn open(conn: &mut Conn, case_id: &str, id: &str) -> Result<Hold> {
    let open = holds::table.find(id).filter(holds::case_id.eq(case_id)).filter(holds::lifted_at.is_null());
    Ok(open.select(Hold::as_select()).first(conn)?)
}

/// Lifts a hold, once.
///
/// # Errors
/// [`Error::NotFound`] when somebody else was first.
pub fn lift(conn: &mut Conn, id: &str, by: &str, at: NaiveDateTime, reason: &str) -> Result<()> {
    let lifted = (holds::lifted_by.eq(by), holds::lifted_at.eq(at), holds::lift_reason.eq(reason));
    let changed = diesel::update(holds::table.find(id).filter(holds::lifted_at.is_null())).set(lifted).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// The holds of a case, oldest first, lifted ones too.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Hold>> {
    let of_case = holds::table.filter(holds::case_id.eq(case_id));
    Ok(of_case.order((holds::placed_at, holds::id)).select(Hold::as_select()).load(conn)?)
}

/// Whether a hold is open on a case.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn held(conn: &mut Conn, case_id: &str) -> Result<bool> {
    let open = holds::table.filter(holds::case_id.eq(case_id)).filter(holds::lifted_at.is_null());
    Ok(open.count().get_result::<i64>(conn)? > 0)
}

/// The open holds of the cases of some sections, oldest first, with the references.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn open_of_sections(conn: &mut Conn, sections: &[&str], limit: i64) -> Result<Vec<(Hold, String)>> {
    Ok(holds::table
        .inner_join(cases::table.on(cases::id.eq(holds::case_id)))
        .filter(cases::section.eq_any(sections))
        .filter(holds::lifted_at.is_null())
        .order((holds::placed_at, holds::id))
        .select((Hold::as_select(), cases::reference))
        .limit(limit)
        .load(conn)?)
}
