//! Legal holds.

use serde_json::json;
use shared::service::Block;

use crate::app::{Actor, Cx};
use crate::db::cases::Case;
use crate::db::holds::{self, Hold};
use crate::db::{Conn, cases, retention};
use crate::domain::cases::words;
use crate::domain::{Outcome, Refusal, history, policy};

/// Places a hold: nothing of the case is destroyed until it is lifted, and what was proposed is void.
///
/// # Errors
/// [`Refusal::Blocked`] for anybody who does not supervise the section; [`Refusal::Invalid`] on `reason`.
pub fn place(conn: &mut Conn, cx: &Cx, case: &Case, reason: &str) -> Outcome<Case> {
    let by = supervisor(cx, case)?;
    let reason = words("reason", reason)?;
    let hold = Hold {
        id: cx.id(),
        case_id: case.id.clone(),
        reason,
        placed_by: by,
        placed_at: cx.now.naive_utc(),
        lift_reason: None,
        lifted_by: None,
        lifted_at: None,
    };
    // The event first: from here on this transaction holds the case, and no erasure can pass it.
    history::record(conn, cx, &case.id, "place_hold", &json!({ "hold": hold.id, "reason": hold.reason }), None)?;
    holds::insert(conn, &hold)?;
    retention::void(conn, &case.id, cx.now.naive_utc())?;
    Ok(cases::get(conn, &case.id)?)
}

/// Lifts a hold with a reason.
///
/// # Errors
/// As [`place`]; [`Refusal::NotFound`] when it was lifted.
pub fn lift(conn: &mut Conn, cx: &Cx, case: &Case, id: &str, reason: &str) -> Outcome<Case> {
    let by = supervisor(cx, case)?;
    let reason = words("reason", reason)?;
    history::record(conn, cx, &case.id, "lift_hold", &json!({ "hold": id, "reason": reason }), None)?;
    holds::open(conn, &case.id, id)?;
    holds::lift(conn, id, &by, cx.now.naive_utc(), &reason)?;
    Ok(cases::get(conn, &case.id)?)
}

fn supervisor(cx: &Cx, case: &Case) -> Outcome<String> {
    match &cx.actor {
        Actor::Staff(staff) if policy::supervises(staff, &case.section) => Ok(staff.id.clone()),
        _ => Err(Refusal::Blocked(Block::Role)),
    }
}
