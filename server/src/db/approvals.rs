//! Actions that wait for a second person.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::approvals;
use super::{Conn, Result};

/// An action with its exact payload, proposed by one person.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = approvals)]
pub struct Approval {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// The action's code.
    pub action: String,
    /// The action's fields, as JSON.
    pub payload: String,
    /// The case's version after the proposal: a case that moved on makes it void.
    pub case_version: i64,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: NaiveDateTime,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<NaiveDateTime>,
    /// `confirmed` or `refused`.
    pub outcome: Option<String>,
}

/// Adds a proposal.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn insert(conn: &mut Conn, approval: &Approval) -> Result<()> {
    diesel::insert_into(approvals::table).values(approval).execute(conn)?;
    Ok(())
}

/// The proposals of a case that nobody decided, oldest first; those of an older version are void.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn open_of_case(conn: &mut Conn, case_id: &str, version: i64) -> Result<Vec<Approval>> {
    Ok(approvals::table
        .filter(approvals::case_id.eq(case_id))
        .filter(approvals::outcome.is_null())
        .filter(approvals::case_version.eq(version))
        .order((approvals::proposed_at, approvals::id))
        .select(Approval::as_select())
        .load(conn)?)
}

/// The undecided proposal with an id.
///
/// # Errors
/// [`super::Error::NotFound`] when there is none, or somebody decided it.
pub fn open(conn: &mut Conn, id: &str) -> Result<Approval> {
    Ok(approvals::table.find(id).filter(approvals::outcome.is_null()).select(Approval::as_select()).first(conn)?)
}

/// Decides a proposal, once.
///
/// # Errors
/// [`super::Error::NotFound`] when somebody else was first.
pub fn decide(conn: &mut Conn, id: &str, by: &str, at: NaiveDateTime, outcome: &str) -> Result<()> {
    let changed = diesel::update(approvals::table.find(id).filter(approvals::outcome.is_null()))
        .set((approvals::decided_by.eq(by), approvals::decided_at.eq(at), approvals::outcome.eq(outcome)))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(super::Error::NotFound) }
}
