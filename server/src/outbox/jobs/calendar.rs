//! The calendar of an office changed: its running clocks follow, some at a time, so that other writers wait only a
//! moment.

use chrono::DateTime;

use super::Failed;
use crate::app::{Actor, App, Cx, StaffActor};
use crate::db::{self, Conn};
use crate::domain::calendars::{Order, move_some};

pub(super) async fn run(app: &App, order: Order) -> Result<(), Failed> {
    let decision = order.decision.clone();
    let decided = app.read(&Actor::System, move |conn, _| by(conn, &decision)).await?;
    let mut after = None;
    loop {
        let (order, last) = (order.clone(), after);
        after = app.write(&decided, move |conn: &mut Conn, cx: &Cx| move_some(conn, cx, &order, last.as_ref())).await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Whoever decided it, for the histories of the cases, whatever became of their account since.
fn by(conn: &mut Conn, decision: &str) -> db::Result<Actor> {
    let Some(id) = db::staff_history::get(conn, decision)?.staff_id else { return Ok(Actor::System) };
    let name = db::staff::get(conn, &id)?.name;
    Ok(Actor::Staff(StaffActor { id, name, roles: Vec::new(), proved_at: DateTime::UNIX_EPOCH }))
}
