//! The limits that matter are counted in the database, so that they hold for all copies of the server together.

use chrono::TimeDelta;

use super::{Outcome, Refusal};
use crate::app::Cx;
use crate::db::{self, Conn};

/// Counts one use of `what` by `who`, at most `max` in a `window`. Who it was is kept only as a keyed digest.
///
/// An error rolls the count back with its transaction: to count tries that fail, return this outcome as a value.
///
/// # Errors
/// [`Refusal::Limited`] with the seconds until the next window.
pub fn take(conn: &mut Conn, cx: &Cx, what: &str, who: &str, max: i32, window: TimeDelta) -> Outcome<()> {
    let bucket = cx.app.secrets.digest(&format!("limit {what}"), who.as_bytes());
    db::limits::take(conn, cx.now.naive_utc(), &bucket, max, window)?
        .map_err(|wait| Refusal::Limited(u64::try_from(wait.num_seconds()).unwrap_or(1).max(1)))
}
