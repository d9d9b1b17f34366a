//! A clock ran out: the action that its table names is taken, unless the case has moved on.

use shared::form::Answers;
use shared::service::Block;

use super::Failed;
use crate::app::{Actor, App};
use crate::db;
use crate::domain::cases::{Act, act};
use crate::domain::{Outcome, Refusal};
use crate::outbox::{self, Job};

pub(super) async fn run(app: &App, case_id: String, clock_id: String, action: String) -> Result<(), Failed> {
    let work = move |conn: &mut db::Conn, cx: &crate::app::Cx| -> Outcome<()> {
        let case = db::cases::get(conn, &case_id)?;
        let clock = db::clocks::get(conn, &clock_id)?;
        if clock.met_at.is_some() {
            return Ok(());
        }
        if clock.due_at > cx.now.naive_utc() {
            // Its calendar changed while this job was under way.
            let job = Job::ClockRanOut { case_id, clock_id, action };
            outbox::enqueue(conn, cx, &job, clock.due_at.and_utc())?;
        } else {
            act(conn, cx, &case, &Act { action, version: None, fields: Answers::new() })?;
        }
        Ok(())
    };
    match app.write(&Actor::System, work).await {
        // No longer in a state of the action: there is nothing to do any more.
        Err(Refusal::Blocked(Block::State)) => Ok(()),
        done => Ok(done?),
    }
}
