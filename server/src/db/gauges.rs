//! How much waits and how much is open, for monitoring. Each query reads an index and ends at [`MOST`] rows.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text, Timestamp};

use super::outbox::{DEAD, LEASED, WAITING};
use super::schema::outbox;
use super::{Conn, Result};

/// Where counting ends: beyond this, more is no news.
const MOST: i64 = 50_000;

/// The outbox at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jobs {
    /// Jobs that should be under way.
    pub due: i64,
    /// Jobs that a worker has.
    pub leased: i64,
    /// Jobs that were given up.
    pub dead: i64,
    /// Since when the oldest job that is due has been due.
    pub oldest: Option<NaiveDateTime>,
}

/// The open cases of one service.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Cases {
    /// The service's kind.
    #[diesel(sql_type = Text)]
    pub service: String,
    /// Cases that have not ended.
    #[diesel(sql_type = BigInt)]
    pub open: i64,
    /// Those of them whose soonest deadline has passed.
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
}

/// Counts the outbox.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn jobs(conn: &mut Conn, now: NaiveDateTime) -> Result<Jobs> {
    let due = outbox::table.filter(outbox::state.eq(WAITING)).filter(outbox::run_at.le(now));
    let oldest = due.select(outbox::run_at).order(outbox::run_at).first(conn).optional()?;
    let mut count = |state: &str, until: NaiveDateTime| -> Result<i64> {
        let rows = outbox::table.filter(outbox::state.eq(state)).filter(outbox::run_at.le(until));
        let ids: Vec<NaiveDateTime> = rows.select(outbox::run_at).limit(MOST).load(conn)?;
        Ok(i64::try_from(ids.len()).unwrap_or(MOST))
    };
    Ok(Jobs { due: count(WAITING, now)?, leased: count(LEASED, now)?, dead: count(DEAD, now)?, oldest })
}

/// Counts the open cases of a section by their service.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn cases(conn: &mut Conn, section: &str, now: NaiveDateTime) -> Result<Vec<Cases>> {
    // The rows come in the order of the queue's index, so that the limit is not a sort.
    let counted = "SELECT service, COUNT(*) AS open, COUNT(CASE WHEN next_due_at < $1 THEN 1 END) AS overdue FROM \
                   (SELECT service, next_due_at FROM cases WHERE section = $2 AND ended = FALSE \
                   ORDER BY next_due_at LIMIT $3) AS first GROUP BY service";
    Ok(sql_query(counted).bind::<Timestamp, _>(now).bind::<Text, _>(section).bind::<BigInt, _>(MOST).load(conn)?)
}
