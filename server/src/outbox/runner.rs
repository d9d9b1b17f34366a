//! The worker: claims jobs, does them, and tries again what failed. Any number may run, in any number of processes.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use futures_util::{FutureExt, StreamExt};

use super::jobs::{self, Failed};
use crate::app::{Actor, App, Cx};
use crate::clock::Random;
use crate::db::outbox::{self, Ending, Row};
use crate::db::{self, Conn};

/// How long a worker may take for a job before another takes it over. Longer than any mail may take.
const LEASE: TimeDelta = TimeDelta::minutes(3);
/// Jobs at a time: a mail server that hangs must not hold up timers.
const AT_A_TIME: usize = 4;
/// Ids that are read at a time.
const BATCH: i64 = 50;
/// How often an idle worker looks.
const PAUSE: Duration = Duration::from_secs(1);
/// The wait after the first failure; it doubles with each further one.
const FIRST_WAIT_SECONDS: u32 = 30;
/// The longest wait.
const LONGEST_WAIT_SECONDS: u32 = 6 * 60 * 60;
/// Attempts before a person must look: with these waits about two days.
pub const ATTEMPTS: i32 = 18;

/// Works until `stop` is ready, then ends what it has begun.
pub async fn run(app: App, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut swept = String::new();
    loop {
        if let Err(error) = work(&app, &mut swept).await {
            tracing::warn!(%error, "the worker cannot reach the database");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Enqueues the sweep when its time came, and does what is due. `swept` is the newest sweep that this worker saw.
async fn work(app: &App, swept: &mut String) -> db::Result<()> {
    let sweep = super::sweep_id(app.clock.now());
    if sweep != *swept {
        match app.write(&Actor::System, super::enqueue_sweep).await {
            // Another worker was first.
            Ok(()) | Err(db::Error::Conflict(_)) => *swept = sweep,
            Err(error) => return Err(error),
        }
    }
    run_due(app).await.map(drop)
}

/// Does every job that is due, and those that they enqueue for now; returns how many were done.
///
/// # Errors
/// [`db::Error::Unavailable`] when jobs cannot be claimed; a job that fails is no error, it waits for its next attempt.
pub async fn run_due(app: &App) -> db::Result<usize> {
    let mut done = 0;
    loop {
        let ids =
            app.read(&Actor::System, |conn: &mut Conn, cx: &Cx| outbox::due(conn, cx.now.naive_utc(), BATCH)).await?;
        if ids.is_empty() {
            return Ok(done);
        }
        let mut ends = futures_util::stream::iter(ids).map(|id| run_one(app, id)).buffer_unordered(AT_A_TIME);
        let mut failed = None;
        while let Some(end) = ends.next().await {
            match end {
                Ok(by_us) => done += usize::from(by_us),
                // The others end first: a mail that was sent must be known as sent.
                Err(error) => failed = Some(error),
            }
        }
        if let Some(error) = failed {
            return Err(error);
        }
    }
}

/// Does one job; whether it was done by this worker.
async fn run_one(app: &App, id: String) -> db::Result<bool> {
    let claim =
        move |conn: &mut Conn, cx: &Cx| outbox::claim(conn, &id, cx.now.naive_utc(), (cx.now + LEASE).naive_utc());
    let row = match app.write(&Actor::System, claim).await {
        Ok(row) => row,
        Err(db::Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    let outcome =
        AssertUnwindSafe(jobs::run(app, &row)).catch_unwind().await.unwrap_or_else(|_| Err(Failed("panic".to_owned())));
    let done = outcome.is_ok();
    let end = move |conn: &mut Conn, cx: &Cx| end(conn, cx, &row, &outcome);
    match app.write(&Actor::System, end).await {
        Ok(()) => Ok(done),
        // It took longer than its lease: whoever has it now decides.
        Err(db::Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

fn end(conn: &mut Conn, cx: &Cx, row: &Row, outcome: &Result<(), Failed>) -> db::Result<()> {
    let now = cx.now.naive_utc();
    match outcome {
        Ok(()) => outbox::end(conn, &row.id, row.attempts, now, &Ending::Done),
        Err(Failed(code)) if row.attempts >= ATTEMPTS => {
            tracing::error!(outbox.id = row.id, outbox.job = row.job, outbox.error = code, "a job was given up");
            outbox::end(conn, &row.id, row.attempts, now, &Ending::Dead(code))
        }
        Err(Failed(code)) => {
            tracing::warn!(
                outbox.id = row.id,
                outbox.job = row.job,
                outbox.error = code,
                "a job failed and will be tried again"
            );
            let again = next_attempt(&cx.app.random, row.attempts, now);
            outbox::end(conn, &row.id, row.attempts, now, &Ending::Again(code, again))
        }
    }
}

/// Doubling waits, each shortened by up to a half at random, so that jobs that failed together don't come back together.
fn next_attempt(random: &Random, attempts: i32, now: NaiveDateTime) -> NaiveDateTime {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0);
    let wait = 2_u32.checked_pow(doublings).and_then(|factor| FIRST_WAIT_SECONDS.checked_mul(factor));
    let wait = wait.unwrap_or(LONGEST_WAIT_SECONDS).min(LONGEST_WAIT_SECONDS);
    now + TimeDelta::seconds(i64::from(wait - random.below(wait / 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_six_hours_and_end_after_about_two_days() {
        let random = Random::seeded(1);
        let mut now = NaiveDateTime::default();
        let mut waits = Vec::new();
        for attempt in 1..ATTEMPTS {
            let next = next_attempt(&random, attempt, now);
            waits.push((next - now).num_seconds());
            now = next;
        }
        assert!((15..=30).contains(&waits[0]), "{waits:?}");
        assert!((60..=120).contains(&waits[2]), "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= 6 * 60 * 60), "{waits:?}");
        let days = now.and_utc().timestamp() / (24 * 60 * 60);
        assert!((1..=2).contains(&days), "{days} days");
    }

    #[test]
    fn jobs_that_failed_together_do_not_come_back_together() {
        let random = Random::seeded(1);
        let now = NaiveDateTime::default();
        let times: std::collections::BTreeSet<_> = (0..20).map(|_| next_attempt(&random, 8, now)).collect();
        assert!(times.len() > 10, "{times:?}");
    }
}
