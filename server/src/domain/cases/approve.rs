//! The second person.

use serde_json::json;
use shared::form::Answers;
use shared::service::{Block, Who};

use super::act::{checked, fresh, lookup, moved, perform, prove};
use super::write::words;
use crate::app::{Actor, Cx, StaffActor};
use crate::db::approvals::{self, Approval};
use crate::db::cases::Case;
use crate::db::{self, Conn, cases};
use crate::domain::{Outcome, Refusal, history};

/// Confirms a proposal and carries it out with its exact payload.
///
/// # Errors
/// [`Refusal::Stale`] when the case moved since, which voids the proposal; [`Refusal::Blocked`] for the proposer
/// and for anybody without the role; [`Refusal::NotFound`] when it was decided; [`Refusal::ProofNeeded`].
pub fn confirm(conn: &mut Conn, cx: &Cx, case: &Case, approval_id: &str, version: i64) -> Outcome<Case> {
    let (approval, staff) = decidable(conn, cx, case, approval_id, version)?;
    let (service, action) = lookup(cx, case, &approval.action)?;
    let fields: Answers =
        serde_json::from_str(&approval.payload).map_err(|error| db::Error::Other(error.to_string()))?;
    // The table's own roles are the proposer's; that the law still allows it is asked again.
    let proposer: Vec<Who> = action.who.to_vec();
    let fields = checked(conn, cx, case, service, action, &fields, &proposer)?;
    prove(cx, action)?;
    approvals::decide(conn, &approval.id, &staff.id, cx.now.naive_utc(), "confirmed")?;
    perform(conn, cx, case, action, &fields, Some(&approval.proposed_by))
}

/// Refuses a proposal with a reason; the case stays as it is.
///
/// # Errors
/// As [`confirm`]; [`Refusal::Invalid`] on `reason`.
pub fn refuse(conn: &mut Conn, cx: &Cx, case: &Case, approval_id: &str, version: i64, reason: &str) -> Outcome<Case> {
    let (approval, staff) = decidable(conn, cx, case, approval_id, version)?;
    let reason = words("reason", reason)?;
    let payload = json!({ "action": approval.action, "approval": approval.id, "reason": reason });
    // The proposal before the case, as in `confirm`: two who decide at one moment wait for each other in one order.
    approvals::decide(conn, &approval.id, &staff.id, cx.now.naive_utc(), "refused")?;
    history::record(conn, cx, &case.id, "refuse", &payload, Some(case.head_seq)).map_err(moved(case))?;
    Ok(cases::get(conn, &case.id)?)
}

fn decidable(
    conn: &mut Conn,
    cx: &Cx,
    case: &Case,
    approval_id: &str,
    version: i64,
) -> Outcome<(Approval, StaffActor)> {
    fresh(case, Some(version))?;
    let approval = approvals::open(conn, approval_id)?;
    if approval.case_id != case.id {
        return Err(Refusal::NotFound);
    }
    if approval.case_version != case.head_seq {
        return Err(Refusal::Stale(case.head_seq));
    }
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    let (_, action) = lookup(cx, case, &approval.action)?;
    let permitted = action.approval.is_some_and(|role| staff.roles.contains(&role));
    if !permitted || approval.proposed_by == staff.id {
        return Err(Refusal::Blocked(Block::Role));
    }
    Ok((approval, staff.clone()))
}
