//! What has expired is removed, and what is told of all cases is counted anew. Each step is a transaction of its own, so that writers wait only a moment.

use chrono::TimeDelta;

use super::Failed;
use crate::app::{Actor, App, Cx};
use crate::db::{self, Conn};
use crate::domain::{Outcome, drafts, sessions, statistics};
use crate::outbox;

/// How long done jobs stay, for questions like "was it sent?".
const DONE_KEPT: TimeDelta = TimeDelta::days(90);

pub(super) async fn run(app: &App) -> Result<(), Failed> {
    step(app, drafts).await?;
    // After the drafts: a session with a draft waits for its files.
    step(app, sessions::sweep).await?;
    step(app, |conn, cx| Ok(db::keys::remove_expired(conn, cx.now.naive_utc())?)).await?;
    step(app, |conn, cx| Ok(db::email_codes::remove_expired(conn, cx.now.naive_utc())?)).await?;
    step(app, |conn, cx| Ok(db::outbox::remove_done(conn, (cx.now - DONE_KEPT).naive_utc())?)).await?;
    step(app, |conn, cx| Ok(outbox::enqueue_daily(conn, cx)?)).await?;
    // Counted where nobody waits to write, and kept by a step of its own.
    let times = app.read(&Actor::System, statistics::count_public_times).await?;
    Ok(app.write(&Actor::System, move |conn, _| statistics::keep_public_times(conn, &times)).await?)
}

async fn step(app: &App, work: fn(&mut Conn, &Cx) -> Outcome<()>) -> Result<(), Failed> {
    Ok(app.write(&Actor::System, work).await?)
}

/// Rows first; their files by a job of the same transaction, so that a crash between the two leaves none behind.
fn drafts(conn: &mut Conn, cx: &Cx) -> Outcome<()> {
    let storage_keys = drafts::sweep(conn, cx)?;
    Ok(outbox::enqueue_deletion(conn, cx, storage_keys)?)
}
