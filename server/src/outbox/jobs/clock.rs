//! A clock ran out: the action that its table names is taken, unless the case has moved on.

use shared::form::Answers;
use shared::service::Block;

use super::Failed;
use crate::app::{Actor, App};
use crate::db;
use crate::domain::cases::{Act, act};
use crate::domain::{Outcome, Refusal};

pub(super) async fn run(app: &App, case_id: String, clock_id: String, action: String) -> Result<(), Failed> {
    let work = move |conn: &mut db::Conn, cx: &crate::app::Cx| -> Outcome<()> {
        let case = db::cases::get(conn, &case_id)?;
        let open =
            db::clocks::of_case(conn, &case_id)?.iter().any(|clock| clock.id == clock_id && clock.met_at.is_none());
        if open {
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
