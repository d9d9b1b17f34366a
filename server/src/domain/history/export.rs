//! The history of a case to take away: everything that somebody outside needs to check it without us.

use serde_json::{Value, json};

use super::super::seals::{self, SealError};
use crate::app::{Actor, App, Cx};
use crate::db::cases::Case;
use crate::db::events::{self, Event, Payload};
use crate::db::{self, Conn, access_log, seals as rows, staff};
use crate::domain::{Outcome, Refusal, policy};
use crate::secrets::hex;

/// What the file says it is. The verifier reads this version and no other.
pub const FORMAT: &str = "front-counter-history-1";

/// The page that checks an export without us: one file, which asks for nothing from anywhere.
const VERIFIER: &str = include_str!("../../../templates/verifier.html");
/// Where the page holds its export.
const PLACE: &str = "<script type=\"application/json\" id=\"export\">null</script>";

/// The history of a case with everything that proves it, the newest seal that covers it included.
///
/// # Errors
/// When storage fails, or the list of the seal is gone from the document store.
pub async fn export(app: &App, case: &Case) -> Result<Value, SealError> {
    let of = case.clone();
    let mut export = app.read(&Actor::System, move |conn: &mut Conn, cx: &Cx| told(conn, cx, &of)).await?;
    let newest = app.read(&Actor::System, |conn: &mut Conn, _: &Cx| rows::newest(conn)).await?;
    if let Some(seal) = newest
        && let Some((line, path)) = seals::proof(app, &seal, &case.reference).await?
        && let Some(fields) = export.as_object_mut()
    {
        let path: Vec<Value> =
            path.into_iter().map(|step| json!({ "hash": hex(&step.hash), "left": step.left })).collect();
        fields.insert("seal".to_owned(), json!({ "head": seal.head, "line": line, "path": path }));
    }
    Ok(export)
}

/// The verifier with an export inside: opened in a browser, it tells whether the history holds.
#[must_use]
pub fn page(export: &Value) -> String {
    // No text of the history may end the script that holds it.
    let json = export.to_string().replace('<', "\\u003c");
    VERIFIER.replacen(PLACE, &PLACE.replacen("null", &json, 1), 1)
}

/// The verifier alone, which takes an export that is dropped onto it.
#[must_use]
pub const fn verifier() -> &'static str {
    VERIFIER
}

/// Takes the history of a case away: asks for a recent proof, and notes it in the access log.
///
/// # Errors
/// [`Refusal::ProofNeeded`].
pub fn permit(conn: &mut Conn, cx: &Cx, case: &Case) -> Outcome<()> {
    match &cx.actor {
        Actor::Staff(staff) if !policy::proved(staff, cx.now) => Err(Refusal::ProofNeeded),
        _ => log(conn, cx, case, "export"),
    }
}

/// Notes in the access log what somebody did with the history of a case: `audit` or `export`.
///
/// # Errors
/// When storage fails.
pub fn log(conn: &mut Conn, cx: &Cx, case: &Case, what: &str) -> Outcome<()> {
    let access = access_log::Access {
        id: cx.id(),
        at: cx.now.naive_utc(),
        actor: cx.actor.code().to_owned(),
        staff_id: cx.actor.staff_id().map(ToOwned::to_owned),
        case_id: case.id.clone(),
        document_id: None,
        what: what.to_owned(),
        reason: None,
    };
    Ok(access_log::insert(conn, &access)?)
}

fn told(conn: &mut Conn, cx: &Cx, case: &Case) -> db::Result<Value> {
    let ((head_seq, head_hash), history) = events::of_case_with_head(conn, &case.id)?;
    let accesses = access_log::of_case(conn, &case.id, i64::MAX)?;
    let mut people = serde_json::Map::new();
    for (id, name) in staff::names(conn)? {
        let named = history.iter().any(|(event, _)| event.staff_id.as_ref() == Some(&id))
            || accesses.iter().any(|access| access.staff_id.as_ref() == Some(&id));
        if named {
            people.insert(id, name.into());
        }
    }
    let events = history.iter().map(|(event, payload)| event_json(event, payload.as_ref()));
    let accesses = accesses.iter().rev().map(|access| {
        json!({
            "at": access.at.and_utc(),
            "actor": access.actor,
            "staff_id": access.staff_id,
            "what": access.what,
            "document_id": access.document_id,
            "reason": access.reason,
        })
    });
    Ok(json!({
        "format": FORMAT,
        "exported_at": cx.now,
        "department": cx.app.profile.department.name,
        "case": {
            "id": case.id,
            "reference": case.reference,
            "service": case.service,
            "head_seq": head_seq,
            "head_hash": hex(&head_hash),
        },
        "people": people,
        "events": events.collect::<db::Result<Vec<Value>>>()?,
        "accesses": accesses.collect::<Vec<Value>>(),
    }))
}

/// An event: what is hashed, as it is hashed; the hashes; and its details, unless they were lawfully destroyed.
fn event_json(event: &Event, payload: Option<&Payload>) -> db::Result<Value> {
    let hashed = serde_json::to_value(event.hashed()).map_err(|error| db::Error::Other(error.to_string()))?;
    Ok(json!({
        "hashed": hashed,
        "prev_hash": hex(&event.prev_hash),
        "hash": hex(&event.hash),
        "salt": payload.map(|payload| hex(&payload.salt)),
        "payload": payload.map(|payload| payload.payload.as_str()),
    }))
}
