//! Cases that belong together, and duplicates that are closed in favour of the one that came first.

use serde_json::json;
use shared::form::{Answers, Fault};
use shared::service::action::Meets;
use shared::service::{Action, Block, Effect, Mail, state};

use super::act::{fresh, perform};
use super::for_staff;
use super::write::{words, works};
use crate::app::{Actor, Cx};
use crate::db::cases::Case;
use crate::db::links::{self, DUPLICATE, Link, RELATED};
use crate::db::{self, Conn};
use crate::domain::{Outcome, Refusal, history};

/// How a duplicate ends: its clocks are met by the case that goes on, and its requester hears where it does.
static MERGE: Action = Action {
    id: "merge",
    from: &[state::RECEIVED, state::NEEDS_INFORMATION, state::IN_REVIEW],
    to: Some(state::CLOSED),
    effect: Effect::Close,
    mail: Some(Mail::Closed),
    meets: Meets::All,
    ..Action::PLAIN
};

/// Says that two cases belong together.
///
/// # Errors
/// [`Refusal::Invalid`] on `other` for a case that this person cannot see, the case itself, or one that is linked
/// already; on `reason`.
pub fn link(conn: &mut Conn, cx: &Cx, case: &Case, other: &str, reason: &str) -> Outcome<()> {
    let other = other_case(conn, cx, case, other)?;
    let reason = words("reason", reason)?;
    let payload = |far: &Case| json!({ "to_reference": far.reference, "reason": reason });
    // In the order of the ids, as every transaction that holds two cases.
    let (first, second) = if case.id < other.id { (case, &other) } else { (&other, case) };
    history::record(conn, cx, &first.id, "link", &payload(second), None)?;
    history::record(conn, cx, &second.id, "link", &payload(first), None)?;
    insert(conn, cx, case, &other, RELATED, &reason)
}

/// Closes a duplicate in favour of a case that the same person asked for before. The older one goes on, because the law
/// counts from the first receipt; what was sent with the duplicate stays with it and is reached through the link.
///
/// # Errors
/// [`Refusal::Stale`]; [`Refusal::Blocked`] when it is no longer open or decided; [`Refusal::Invalid`] on `other`:
/// `other_service`, `other_requester`, `younger` or `ended`.
pub fn merge(conn: &mut Conn, cx: &Cx, case: &Case, version: i64, other: &str, reason: &str) -> Outcome<Case> {
    fresh(case, Some(version))?;
    let other = other_case(conn, cx, case, other)?;
    let reason = words("reason", reason)?;
    if !MERGE.from.contains(&case.state.as_str()) {
        return Err(Refusal::Blocked(Block::State));
    }
    let wrong = match () {
        () if other.service != case.service => Some("other_service"),
        () if !same_requester(case, &other) => Some("other_requester"),
        () if other.received_at > case.received_at => Some("younger"),
        () if other.ended => Some("ended"),
        () => None,
    };
    if let Some(code) = wrong {
        return Err(invalid(code));
    }
    let fields =
        [("disposition", "duplicate"), ("to_reference", other.reference.as_str()), ("reason", reason.as_str())];
    let fields: Answers = fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let payload = json!({ "from_reference": case.reference, "reason": reason });
    let note = |conn: &mut Conn| {
        let noted = history::record(conn, cx, &other.id, "merged_from", &payload, Some(other.head_seq));
        noted.map_err(|_| Refusal::Stale(case.head_seq))
    };
    // In the order of the ids, as every transaction that holds two cases.
    if other.id < case.id {
        note(conn)?;
    }
    let merged = perform(conn, cx, case, &MERGE, &fields, None)?;
    if case.id < other.id {
        note(conn)?;
    }
    // A duplicate says more than that the two are related.
    links::remove_related(conn, &case.id, &other.id)?;
    insert(conn, cx, case, &other, DUPLICATE, &reason)?;
    Ok(merged)
}

/// The same address, or none on either side and the same name: merging two people's requests would tell each of the
/// other, and take from one the answer that the law owes them.
fn same_requester(case: &Case, other: &Case) -> bool {
    let name = |case: &Case| shared::search::fold_words(&case.requester_name);
    match (&case.email_digest, &other.email_digest) {
        (Some(one), Some(two)) => one == two,
        (None, None) => !name(case).is_empty() && name(case) == name(other),
        _ => false,
    }
}

fn other_case(conn: &mut Conn, cx: &Cx, case: &Case, reference: &str) -> Outcome<Case> {
    works(cx, case)?;
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    match for_staff(conn, staff, reference) {
        Ok(other) if other.id == case.id => Err(invalid("itself")),
        Ok(other) => {
            works(cx, &other)?;
            Ok(other)
        }
        Err(Refusal::NotFound) => Err(invalid("no_case")),
        Err(refusal) => Err(refusal),
    }
}

fn insert(conn: &mut Conn, cx: &Cx, case: &Case, other: &Case, kind: &str, reason: &str) -> Outcome<()> {
    let link = Link {
        id: cx.id(),
        case_id: case.id.clone(),
        other_id: other.id.clone(),
        kind: kind.to_owned(),
        reason: reason.to_owned(),
        made_by: cx.actor.staff_id().ok_or(Refusal::Forbidden)?.to_owned(),
        made_at: cx.now.naive_utc(),
    };
    match links::insert(conn, &link) {
        Err(db::Error::Conflict(_)) => Err(invalid("linked")),
        done => Ok(done?),
    }
}

fn invalid(code: &str) -> Refusal {
    Refusal::Invalid(vec![Fault::new("other", code)])
}
