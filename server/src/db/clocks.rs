//! Clocks of cases.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{cases, clocks};
use super::{Conn, Result};

/// One deadline of a case, with everything it was worked out from.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = clocks)]
pub struct Clock {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// The rule's id.
    pub rule: String,
    /// The rule's version.
    pub rule_version: i32,
    /// The office calendar.
    pub calendar: String,
    /// Its version.
    pub calendar_version: i32,
    /// The version of the time-zone database.
    pub tzdb_version: String,
    /// What it counts from.
    pub trigger_at: NaiveDateTime,
    /// Its last second.
    pub due_at: NaiveDateTime,
    /// Whether the calendar is not known that far.
    pub provisional: bool,
    /// Every step, as JSON of [`shared::calendar::Step`].
    pub explanation: String,
    /// When it was met.
    pub met_at: Option<NaiveDateTime>,
}

/// A running clock of a case that has not ended: what decides when it is due, and whose it is.
#[derive(Debug, Clone, Queryable)]
pub struct Running {
    /// Its id.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// The case's reference.
    pub reference: String,
    /// The case's section.
    pub section: String,
    /// The rule's id.
    pub rule: String,
    /// The rule's version.
    pub rule_version: i32,
    /// The version of its calendar that it follows.
    pub calendar_version: i32,
    /// What it counts from.
    pub trigger_at: NaiveDateTime,
    /// Its last second.
    pub due_at: NaiveDateTime,
}

/// Adds a clock.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn insert(conn: &mut Conn, clock: &Clock) -> Result<()> {
    diesel::insert_into(clocks::table).values(clock).execute(conn)?;
    Ok(())
}

/// The clock with an id.
///
/// # Errors
/// [`super::Error::NotFound`].
pub fn get(conn: &mut Conn, id: &str) -> Result<Clock> {
    Ok(clocks::table.find(id).select(Clock::as_select()).first(conn)?)
}

/// The running clocks of a calendar, case by case, after a case and one of its clocks.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn running(conn: &mut Conn, calendar: &str, after: Option<(&str, &str)>, limit: i64) -> Result<Vec<Running>> {
    let (case, clock) = after.unwrap_or_default();
    let next = clocks::case_id.gt(case).or(clocks::case_id.eq(case).and(clocks::id.gt(clock)));
    Ok(clocks::table
        .inner_join(cases::table.on(cases::id.eq(clocks::case_id)))
        .filter(clocks::calendar.eq(calendar).and(clocks::met_at.is_null()))
        .filter(cases::ended.eq(false).and(next))
        .order((clocks::case_id, clocks::id))
        .select((
            clocks::id,
            clocks::case_id,
            cases::reference,
            cases::section,
            clocks::rule,
            clocks::rule_version,
            clocks::calendar_version,
            clocks::trigger_at,
            clocks::due_at,
        ))
        .limit(limit)
        .load(conn)?)
}

/// Keeps what a clock was worked out to again, and from which calendar.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn work_out_again(conn: &mut Conn, clock: &Clock) -> Result<()> {
    diesel::update(clocks::table.find(&clock.id))
        .set((
            clocks::calendar_version.eq(clock.calendar_version),
            clocks::tzdb_version.eq(&clock.tzdb_version),
            clocks::due_at.eq(clock.due_at),
            clocks::provisional.eq(clock.provisional),
            clocks::explanation.eq(&clock.explanation),
        ))
        .execute(conn)?;
    Ok(())
}

/// The clocks of a case, soonest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Clock>> {
    Ok(clocks::table
        .filter(clocks::case_id.eq(case_id))
        .order((clocks::due_at, clocks::id))
        .select(Clock::as_select())
        .load(conn)?)
}

/// The soonest open clocks of several cases, for a page of the queue.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn open_of(conn: &mut Conn, case_ids: &[String]) -> Result<Vec<Clock>> {
    let open = clocks::table.filter(clocks::case_id.eq_any(case_ids)).filter(clocks::met_at.is_null());
    Ok(open.order((clocks::due_at, clocks::id)).select(Clock::as_select()).load(conn)?)
}

/// Records that a clock was met.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn meet(conn: &mut Conn, id: &str, at: NaiveDateTime) -> Result<()> {
    diesel::update(clocks::table.find(id).filter(clocks::met_at.is_null())).set(clocks::met_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Lets the clocks run again that were met at a moment: what met them was taken back.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn run_again(conn: &mut Conn, case_id: &str, met_at: NaiveDateTime) -> Result<()> {
    let met = clocks::table.filter(clocks::case_id.eq(case_id)).filter(clocks::met_at.eq(met_at));
    diesel::update(met).set(clocks::met_at.eq(None::<NaiveDateTime>)).execute(conn)?;
    Ok(())
}

/// Lets the clocks of some rules run again: what met them was taken back.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn run_again_rules(conn: &mut Conn, case_id: &str, rules: &[&str]) -> Result<()> {
    let promised = clocks::table.filter(clocks::case_id.eq(case_id)).filter(clocks::rule.eq_any(rules));
    diesel::update(promised).set(clocks::met_at.eq(None::<NaiveDateTime>)).execute(conn)?;
    Ok(())
}
