//! What is still to be done: rows that a worker claims one by one.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::schema::outbox;
use super::{Conn, Error, Result};

/// Nobody works on it.
pub const WAITING: &str = "waiting";
/// A worker has it, until its lease ends.
pub const LEASED: &str = "leased";
/// It happened.
pub const DONE: &str = "done";
/// It failed too often and waits for a person.
pub const DEAD: &str = "dead";

/// No worker takes a job for so long: a lease that seems to was taken by a clock that has since been put right.
const LONGEST_LEASE: TimeDelta = TimeDelta::hours(1);

/// One job as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = outbox)]
pub struct Row {
    /// UUIDv7; a mail's Message-ID is made of it.
    pub id: String,
    /// The job's code.
    pub job: String,
    /// The job, as JSON of [`crate::outbox::Job`].
    pub payload: String,
    /// The case it is for.
    pub case_id: Option<String>,
    /// [`WAITING`], [`LEASED`], [`DONE`] or [`DEAD`].
    pub state: String,
    /// Not before.
    pub run_at: NaiveDateTime,
    /// How often it was begun; the number of the attempt that holds the lease.
    pub attempts: i32,
    /// When another worker may take it.
    pub leased_until: Option<NaiveDateTime>,
    /// Why the last attempt failed, as a code.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub made_at: NaiveDateTime,
    /// When it was done or given up.
    pub done_at: Option<NaiveDateTime>,
}

/// Adds a job.
///
/// # Errors
/// [`Error::Conflict`] on `outbox_pkey` when the id exists.
pub fn insert(conn: &mut Conn, row: &Row) -> Result<()> {
    diesel::insert_into(outbox::table).values(row).execute(conn)?;
    Ok(())
}

/// The job with an id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: &str) -> Result<Row> {
    Ok(outbox::table.find(id).select(Row::as_select()).first(conn)?)
}

/// The jobs of a case, oldest first.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Row>> {
    Ok(outbox::table
        .filter(outbox::case_id.eq(case_id))
        .order((outbox::made_at, outbox::id))
        .select(Row::as_select())
        .load(conn)?)
}

/// When jobs of one kind were enqueued for a case since a moment, newest first.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn made_since(conn: &mut Conn, case_id: &str, job: &str, since: NaiveDateTime) -> Result<Vec<NaiveDateTime>> {
    let made =
        outbox::table.filter(outbox::case_id.eq(case_id)).filter(outbox::job.eq(job)).filter(outbox::made_at.gt(since));
    Ok(made.order(outbox::made_at.desc()).select(outbox::made_at).load(conn)?)
}

/// Ids of the jobs that may be begun now, the longest due first: waiting ones, and ones whose worker is gone.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn due(conn: &mut Conn, now: NaiveDateTime, limit: i64) -> Result<Vec<String>> {
    let over = outbox::leased_until.le(now).or(outbox::leased_until.gt(now + LONGEST_LEASE));
    let free = outbox::state.eq(WAITING).or(outbox::state.eq(LEASED).and(over));
    Ok(outbox::table
        .filter(outbox::run_at.le(now))
        .filter(free)
        .order((outbox::run_at, outbox::id))
        .select(outbox::id)
        .limit(limit)
        .load(conn)?)
}

/// Takes a job until `until`. One conditional update: of several workers, one gets it.
///
/// # Errors
/// [`Error::NotFound`] when another worker was first.
pub fn claim(conn: &mut Conn, id: &str, now: NaiveDateTime, until: NaiveDateTime) -> Result<Row> {
    let over = outbox::leased_until.le(now).or(outbox::leased_until.gt(now + LONGEST_LEASE));
    let free = outbox::state.eq(WAITING).or(outbox::state.eq(LEASED).and(over));
    let taken = diesel::update(outbox::table.find(id).filter(outbox::run_at.le(now)).filter(free))
        .set((outbox::state.eq(LEASED), outbox::leased_until.eq(until), outbox::attempts.eq(outbox::attempts + 1)))
        .execute(conn)?;
    if taken == 1 { get(conn, id) } else { Err(Error::NotFound) }
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending<'a> {
    /// It happened.
    Done,
    /// It failed with this code and is tried again then.
    Again(&'a str, NaiveDateTime),
    /// It failed with this code and is given up.
    Dead(&'a str),
}

/// Gives a job back. The number of the attempt is the proof of the lease: after another worker took it, it differs.
///
/// # Errors
/// [`Error::NotFound`] when the lease was lost.
pub fn end(conn: &mut Conn, id: &str, attempt: i32, now: NaiveDateTime, ending: &Ending<'_>) -> Result<()> {
    let held = outbox::table.find(id).filter(outbox::state.eq(LEASED)).filter(outbox::attempts.eq(attempt));
    let free = outbox::leased_until.eq(None::<NaiveDateTime>);
    let update = diesel::update(held);
    let changed = match *ending {
        Ending::Done => update.set((outbox::state.eq(DONE), outbox::done_at.eq(now), free)).execute(conn)?,
        Ending::Again(error, at) => update
            .set((outbox::state.eq(WAITING), outbox::run_at.eq(at), outbox::last_error.eq(error), free))
            .execute(conn)?,
        Ending::Dead(error) => update
            .set((outbox::state.eq(DEAD), outbox::done_at.eq(now), outbox::last_error.eq(error), free))
            .execute(conn)?,
    };
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// How many jobs wait, run or were given up, by state; for health and tests.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn count(conn: &mut Conn, state: &str) -> Result<i64> {
    Ok(outbox::table.filter(outbox::state.eq(state)).count().get_result(conn)?)
}

/// Removes jobs that were done before a moment.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn remove_done(conn: &mut Conn, before: NaiveDateTime) -> Result<()> {
    diesel::delete(outbox::table.filter(outbox::state.eq(DONE)).filter(outbox::done_at.lt(before))).execute(conn)?;
    Ok(())
}

/// Ends every mail that waits without sending it: for a demo, whose requesters are invented.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn end_all_mail(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let mail = outbox::table.filter(outbox::state.eq(WAITING)).filter(outbox::job.like("mail\\_%").escape('\\'));
    diesel::update(mail).set((outbox::state.eq(DONE), outbox::done_at.eq(now))).execute(conn)?;
    Ok(())
}
