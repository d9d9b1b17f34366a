//! The outbox as an administrator sees it: what failed, and what becomes of it.

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::outbox::{DEAD, LEASED, Row, WAITING};
use super::schema::{cases, outbox};
use super::{Conn, Error, Result};

/// A person decided that it will not happen.
pub const GIVEN_UP: &str = "given_up";

/// How many jobs of one kind and state failed for one cause.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Group {
    /// The job's code.
    pub job: String,
    /// Why the last attempt failed, as a code.
    pub cause: Option<String>,
    /// `waiting`, `leased` or `dead`.
    pub state: String,
    /// How many.
    pub count: i64,
    /// When the oldest of them was enqueued.
    pub oldest: Option<NaiveDateTime>,
}

/// A job that failed, and whose it is.
#[derive(Debug, Clone, Queryable)]
pub struct Trouble {
    /// The job.
    pub row: Row,
    /// Reference and section of its case, if it is for one.
    pub case: Option<(String, String)>,
}

/// What is not done yet, by kind, cause and state.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn groups(conn: &mut Conn) -> Result<Vec<Group>> {
    Ok(outbox::table
        .filter(outbox::state.eq_any([WAITING, LEASED, DEAD]))
        .group_by((outbox::job, outbox::last_error, outbox::state))
        .select((outbox::job, outbox::last_error, outbox::state, count_star(), min(outbox::made_at)))
        .order((outbox::job, outbox::last_error, outbox::state))
        .load(conn)?)
}

/// Since when the longest due job waits.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn due_since(conn: &mut Conn, now: NaiveDateTime) -> Result<Option<NaiveDateTime>> {
    let due = outbox::table.filter(outbox::state.eq(WAITING)).filter(outbox::run_at.le(now));
    Ok(due.select(min(outbox::run_at)).first(conn)?)
}

/// The jobs in a state that failed at least once, the oldest first; `cause` narrows them.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn failed(conn: &mut Conn, state: &str, cause: Option<&str>, limit: i64) -> Result<Vec<Trouble>> {
    let mut query = outbox::table
        .left_join(cases::table.on(outbox::case_id.eq(cases::id.nullable())))
        .filter(outbox::state.eq(state).and(outbox::last_error.is_not_null()))
        .select((Row::as_select(), (cases::reference, cases::section).nullable()))
        .order((outbox::made_at, outbox::id))
        .limit(limit)
        .into_boxed();
    if let Some(cause) = cause {
        query = query.filter(outbox::last_error.eq(cause));
    }
    Ok(query.load(conn)?)
}

/// Lets a job that was given up, or waits for its next attempt, be begun now. One that was given up gets all its
/// attempts again.
///
/// # Errors
/// [`Error::NotFound`] when it is neither.
pub fn retry(conn: &mut Conn, id: &str, now: NaiveDateTime) -> Result<()> {
    let dead = outbox::table.find(id).filter(outbox::state.eq(DEAD));
    let anew = (
        outbox::state.eq(WAITING),
        outbox::run_at.eq(now),
        outbox::attempts.eq(0),
        outbox::done_at.eq(None::<NaiveDateTime>),
    );
    if diesel::update(dead).set(anew).execute(conn)? == 1 {
        return Ok(());
    }
    let waiting = outbox::table.find(id).filter(outbox::state.eq(WAITING).and(outbox::last_error.is_not_null()));
    found(diesel::update(waiting).set(outbox::run_at.eq(now)).execute(conn)?)
}

/// Takes a job that failed from the list for good.
///
/// # Errors
/// [`Error::NotFound`] when it did not fail, runs now, or is done.
pub fn give_up(conn: &mut Conn, id: &str, now: NaiveDateTime) -> Result<()> {
    let failed = outbox::state.eq(DEAD).or(outbox::state.eq(WAITING).and(outbox::last_error.is_not_null()));
    let ended = (outbox::state.eq(GIVEN_UP), outbox::done_at.eq(now));
    found(diesel::update(outbox::table.find(id).filter(failed)).set(ended).execute(conn)?)
}

/// The jobs of a case that wait for a clock: their payload names it.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn timers_of(conn: &mut Conn, case_id: &str, clock_id: &str) -> Result<Vec<Row>> {
    let waiting = outbox::table.filter(outbox::case_id.eq(case_id).and(outbox::state.eq(WAITING)));
    let rows: Vec<Row> = waiting.order(outbox::id).select(Row::as_select()).load(conn)?;
    Ok(rows.into_iter().filter(|row| row.payload.contains(&format!("\"{clock_id}\""))).collect())
}

/// Moves a job that waits to another time.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn put_off(conn: &mut Conn, id: &str, until: NaiveDateTime) -> Result<()> {
    let waiting = outbox::table.find(id).filter(outbox::state.eq(WAITING));
    diesel::update(waiting).set(outbox::run_at.eq(until)).execute(conn)?;
    Ok(())
}

fn found(rows: usize) -> Result<()> {
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}
