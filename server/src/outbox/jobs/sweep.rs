//! What has expired is removed. Each step is a transaction of its own, so that writers wait only a moment.

use chrono::TimeDelta;

use super::Failed;
use crate::app::{Actor, App, Cx};
use crate::db::{self, Conn};
use crate::domain::{Outcome, drafts, sessions};
use crate::outbox;

/// How long done jobs stay, for questions like "was it sent?".
const DONE_KEPT: TimeDelta = TimeDelta::days(90);

pub(super) async fn run(app: &App) -> Result<(), Failed> {
    step(app, drafts).await?;
    // After the drafts: a session with a draft waits for its files.
    step(app, sessions::sweep).await?;
    step(app, |conn, cx| Ok(db::keys::remove_expired(conn, cx.now.naive_utc())?)).await?;
    step(app, |conn, cx| Ok(db::email_codes::remove_expired(conn, cx.now.naive_utc())?)).await?;
    step(app, |conn, cx| Ok(db::outbox::remove_done(conn, (cx.now - DONE_KEPT).naive_utc())?)).await
}

async fn step(app: &App, work: fn(&mut Conn, &Cx) -> Outcome<()>) -> Result<(), Failed> {
    Ok(app.write(&Actor::System, work).await?)
}

/// Rows first; their files by a job of the same transaction, so that a crash between the two leaves none behind.
fn drafts(conn: &mut Conn, cx: &Cx) -> Outcome<()> {
    let storage_keys = drafts::sweep(conn, cx)?;
    Ok(outbox::enqueue_deletion(conn, cx, storage_keys)?)
}
