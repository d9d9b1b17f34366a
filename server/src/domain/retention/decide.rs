//! The second person decides.

use serde_json::json;
use shared::service::Block;

use super::erase::erase;
use super::propose::past_at;
use crate::app::{Actor, Cx, StaffActor};
use crate::db::cases::Case;
use crate::db::retention::{self, Destruction};
use crate::db::{Conn, cases};
use crate::domain::cases::words;
use crate::domain::{Outcome, Refusal, history, policy};

/// Approves a proposal and carries it out.
///
/// # Errors
/// [`Refusal::NotFound`] when it was decided, or its case is not for this person; [`Refusal::Blocked`] for whoever
/// proposed it, for anybody who does not supervise the section, and when a hold or anything else came in between;
/// [`Refusal::ProofNeeded`].
pub fn approve(conn: &mut Conn, cx: &Cx, id: &str) -> Outcome<Case> {
    let (destruction, case, staff) = decidable(conn, cx, id)?;
    past_at(conn, cx, &case, &destruction.what, destruction.days)?;
    if !policy::proved(&staff, cx.now) {
        return Err(Refusal::ProofNeeded);
    }
    retention::decide(conn, &destruction.id, &staff.id, cx.now.naive_utc(), retention::APPROVED, None)?;
    erase(conn, cx, &case, &destruction)?;
    Ok(cases::get(conn, &case.id)?)
}

/// Refuses a proposal with a reason; the system does not propose it again for a year.
///
/// # Errors
/// As [`approve`]; [`Refusal::Invalid`] on `reason`.
pub fn refuse(conn: &mut Conn, cx: &Cx, id: &str, reason: &str) -> Outcome<Case> {
    let (destruction, case, staff) = decidable(conn, cx, id)?;
    let reason = words("reason", reason)?;
    retention::decide(conn, &destruction.id, &staff.id, cx.now.naive_utc(), retention::REFUSED, Some(&reason))?;
    let payload = json!({ "destruction": destruction.id, "what": destruction.what, "reason": reason });
    history::record(conn, cx, &case.id, "refuse_destruction", &payload, None)?;
    Ok(cases::get(conn, &case.id)?)
}

fn decidable(conn: &mut Conn, cx: &Cx, id: &str) -> Outcome<(Destruction, Case, StaffActor)> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    let destruction = retention::open(conn, id)?;
    let case = cases::get(conn, &destruction.case_id)?;
    if !policy::may_see(staff, &case.section) {
        return Err(Refusal::NotFound);
    }
    if !policy::supervises(staff, &case.section) || destruction.proposed_by.as_ref() == Some(&staff.id) {
        return Err(Refusal::Blocked(Block::Role));
    }
    Ok((destruction, case, staff.clone()))
}
