//! How often something was done within a window of time, counted for all copies of the server together.

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Binary, Timestamp};

use super::prepared::Prepared;
use super::schema::limits;
use super::{Conn, Result};

/// Counts one use of `bucket` in the window that `now` is in: windows stand side by side from the epoch on.
/// When `max` uses were counted before, counts nothing and answers the time until the next window.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn take(
    conn: &mut Conn,
    now: NaiveDateTime,
    bucket: &[u8],
    max: i32,
    window: TimeDelta,
) -> Result<std::result::Result<(), TimeDelta>> {
    let seconds = window.num_seconds().max(1);
    let into = now.and_utc().timestamp().rem_euclid(seconds);
    let start = DateTime::from_timestamp(now.and_utc().timestamp() - into, 0).unwrap_or_default().naive_utc();
    // Both databases understand this, and neither blocks others for it once the row stands.
    let row = sql_query("INSERT INTO limits (bucket, window_start, used) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING");
    Prepared(row.bind::<Binary, _>(bucket).bind::<Timestamp, _>(start)).execute(conn)?;
    let room = limits::table.find((bucket, start)).filter(limits::used.lt(max));
    let counted = Prepared(diesel::update(room).set(limits::used.eq(limits::used + 1))).execute(conn)?;
    Ok(if counted == 1 { Ok(()) } else { Err(TimeDelta::seconds(seconds - into)) })
}

/// Removes windows that began before `before`.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn sweep(conn: &mut Conn, before: NaiveDateTime) -> Result<()> {
    diesel::delete(limits::table.filter(limits::window_start.lt(before))).execute(conn)?;
    Ok(())
}
