//! What an administrator does with jobs that failed: look, have them tried again, give them up.

use chrono::NaiveDateTime;
use serde_json::json;

use super::Outcome;
use super::administration::{Done, Subject, may_change, may_read, reason, record};
use crate::app::Cx;
use crate::db::outbox::{DEAD, WAITING};
use crate::db::outbox_desk::{self, Group, Trouble};
use crate::db::{self, Conn};

/// Jobs that are listed, and that one decision reaches.
const MOST: i64 = 200;

/// The outbox as it stands.
#[derive(Debug)]
pub struct Standing {
    /// What is not done yet, by kind, cause and state.
    pub groups: Vec<Group>,
    /// Since when the longest due job waits.
    pub due_since: Option<NaiveDateTime>,
    /// Jobs that were given up after many attempts and wait for a person, the oldest first.
    pub dead: Vec<Trouble>,
    /// Jobs that failed and will be tried again, the oldest first.
    pub retrying: Vec<Trouble>,
}

/// How the outbox stands.
///
/// # Errors
/// [`super::Refusal::Forbidden`].
pub fn standing(conn: &mut Conn, cx: &Cx) -> Outcome<Standing> {
    may_read(cx)?;
    Ok(Standing {
        groups: outbox_desk::groups(conn)?,
        due_since: outbox_desk::due_since(conn, cx.now.naive_utc())?,
        dead: outbox_desk::failed(conn, DEAD, None, MOST)?,
        retrying: outbox_desk::failed(conn, WAITING, None, MOST)?,
    })
}

/// Has a job that failed tried again now.
///
/// # Errors
/// [`super::Refusal::NotFound`] when it is done, runs, or never failed.
pub fn retry(conn: &mut Conn, cx: &Cx, id: &str) -> Outcome<()> {
    may_change(cx)?;
    let row = db::outbox::get(conn, id)?;
    outbox_desk::retry(conn, id, cx.now.naive_utc())?;
    keep(conn, cx, &row, "retry", "")
}

/// Has every job tried again now that failed for one cause; returns how many.
///
/// # Errors
/// When storage fails.
pub fn retry_all(conn: &mut Conn, cx: &Cx, cause: &str) -> Outcome<usize> {
    may_change(cx)?;
    let mut failed = outbox_desk::failed(conn, DEAD, Some(cause), MOST)?;
    failed.extend(outbox_desk::failed(conn, WAITING, Some(cause), MOST)?);
    for Trouble { row, .. } in &failed {
        outbox_desk::retry(conn, &row.id, cx.now.naive_utc())?;
        keep(conn, cx, row, "retry", "")?;
    }
    Ok(failed.len())
}

/// Gives a job up that failed.
///
/// # Errors
/// [`super::Refusal::NotFound`] when it is done, runs, or never failed; [`super::Refusal::Invalid`] on `reason`.
pub fn give_up(conn: &mut Conn, cx: &Cx, id: &str, why: &str) -> Outcome<()> {
    may_change(cx)?;
    let why = reason(cx, why)?;
    let row = db::outbox::get(conn, id)?;
    outbox_desk::give_up(conn, id, cx.now.naive_utc())?;
    keep(conn, cx, &row, "give_up", why)
}

fn keep(conn: &mut Conn, cx: &Cx, row: &db::outbox::Row, what: &str, why: &str) -> Outcome<()> {
    let before = json!({ "job": row.job, "state": row.state, "cause": row.last_error, "attempts": row.attempts });
    let done = Done { subject: Subject::Job, id: &row.id, what, before, after: json!({}), reason: why };
    record(conn, cx, &done)?;
    Ok(())
}
