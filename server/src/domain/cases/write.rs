//! What is written on a case without changing where it stands: messages, notes, documents, whose it is.

use serde_json::json;
use shared::form::Fault;
use shared::search::index_words;
use shared::service::{Mail, Who, state};

use super::act::{Act, act, fresh, moved, service_of};
use crate::app::{Actor, Cx};
use crate::db::cases::Case;
use crate::db::messages::{Message, Note};
use crate::db::{self, Conn, cases, messages, search, staff};
use crate::domain::{Outcome, Refusal, history, policy};
use crate::outbox::{self, Job};

/// Most characters of a message or a note.
const LONGEST: usize = 10_000;

/// Writes between requester and staff. A requester's message answers an open question.
///
/// # Errors
/// [`Refusal::Invalid`] on `body`; [`Refusal::Forbidden`] for staff who see the case only for its fee.
pub fn message(conn: &mut Conn, cx: &Cx, case: &Case, body: &str) -> Outcome<Case> {
    let body = words("body", body)?;
    works(cx, case)?;
    let row = Message {
        id: cx.id(),
        case_id: case.id.clone(),
        at: cx.now.naive_utc(),
        staff_id: cx.actor.staff_id().map(ToOwned::to_owned),
        body: body.clone(),
    };
    // The event first: from here on this transaction holds the case, and nobody else adds words to its search.
    history::record(conn, cx, &case.id, "message", &json!({ "message": row.id, "text": body }), None)?;
    messages::add(conn, &row)?;
    search::add(conn, case, &index_words(&body))?;
    if cx.actor.staff_id().is_some() {
        let job = Job::MailUpdate { case_id: case.id.clone(), mail: Mail::Message };
        outbox::enqueue_mail(conn, cx, &case.id, &job)?;
        return Ok(cases::get(conn, &case.id)?);
    }
    answered(conn, cx, case)
}

/// Writes a note for staff.
///
/// # Errors
/// As [`message`].
pub fn note(conn: &mut Conn, cx: &Cx, case: &Case, body: &str) -> Outcome<Case> {
    let body = words("body", body)?;
    works(cx, case)?;
    let staff_id = cx.actor.staff_id().ok_or(Refusal::Forbidden)?.to_owned();
    let row = Note { id: cx.id(), case_id: case.id.clone(), at: cx.now.naive_utc(), staff_id, body: body.clone() };
    messages::add_note(conn, &row)?;
    history::record(conn, cx, &case.id, "note", &json!({ "note": row.id, "text": body }), None)?;
    Ok(cases::get(conn, &case.id)?)
}

/// Notes in the history that a document came in. A requester's document answers an open question.
///
/// # Errors
/// [`Refusal::Forbidden`] for staff who see the case only for its fee.
pub fn receive_document(conn: &mut Conn, cx: &Cx, case: &Case, document_id: &str, name: &str) -> Outcome<Case> {
    works(cx, case)?;
    history::record(conn, cx, &case.id, "document", &json!({ "document": document_id, "name": name }), None)?;
    if cx.actor.staff_id().is_some() { Ok(cases::get(conn, &case.id)?) } else { answered(conn, cx, case) }
}

/// Gives a case to somebody, or back to nobody.
///
/// # Errors
/// [`Refusal::Stale`]; [`Refusal::Invalid`] on `to` when that person may not see the case; [`Refusal::Forbidden`] for
/// staff who see it only for its fee.
pub fn assign(conn: &mut Conn, cx: &Cx, case: &Case, version: i64, to: Option<&str>) -> Outcome<Case> {
    fresh(case, Some(version))?;
    may_take(conn, cx, case, to)?;
    let payload = json!({ "from": case.assigned_to, "to": to });
    history::record(conn, cx, &case.id, "assign", &payload, Some(case.head_seq)).map_err(moved(case))?;
    let mut change = case.change();
    change.assigned_to = to.map(ToOwned::to_owned);
    cases::update(conn, &case.id, &change)?;
    Ok(cases::get(conn, &case.id)?)
}

/// Whether the actor may give a case to this person, who must see it.
pub(super) fn may_take(conn: &mut Conn, cx: &Cx, case: &Case, to: Option<&str>) -> Outcome<()> {
    works(cx, case)?;
    let Some(id) = to else { return Ok(()) };
    match staff::actor(conn, id) {
        Ok(person) if policy::may_see(&person, &case.section) => Ok(()),
        Ok(_) | Err(db::Error::NotFound) => Err(Refusal::Invalid(vec![Fault::new("to", "choice")])),
        Err(error) => Err(error.into()),
    }
}

/// Refuses staff who see the case only for its fee: they take the payment, and nothing else.
pub(super) fn works(cx: &Cx, case: &Case) -> Outcome<()> {
    match &cx.actor {
        Actor::Staff(staff) if !policy::may_see(staff, &case.section) => Err(Refusal::Forbidden),
        _ => Ok(()),
    }
}

/// When staff asked a question and the requester spoke, the case goes back to review.
fn answered(conn: &mut Conn, cx: &Cx, case: &Case) -> Outcome<Case> {
    let case = cases::get(conn, &case.id)?;
    let answer = service_of(cx, &case)?.actions.iter().find(|action| {
        action.who.contains(&Who::Requester) && action.from == [state::NEEDS_INFORMATION] && action.fields.is_empty()
    });
    match answer {
        Some(answer) if case.state == state::NEEDS_INFORMATION && matches!(cx.actor, Actor::Requester(_)) => {
            let wish = Act { action: answer.id.to_owned(), version: None, fields: shared::form::Answers::new() };
            act(conn, cx, &case, &wish)
        }
        _ => Ok(case),
    }
}

/// What somebody wrote, when it is neither empty nor too long.
pub(in crate::domain) fn words(field: &str, text: &str) -> Outcome<String> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    let code = if text.is_empty() {
        "required"
    } else if text.chars().count() > LONGEST {
        "too_long"
    } else if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        "characters"
    } else {
        return Ok(text);
    };
    Err(Refusal::Invalid(vec![Fault::new(field, code)]))
}
