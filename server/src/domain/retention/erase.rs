//! Lawful erasure.

use chrono::TimeDelta;
use serde_json::json;

use super::What;
use crate::app::Cx;
use crate::db::cases::Case;
use crate::db::retention::Destruction;
use crate::db::{self, Conn, documents, erasure, events};
use crate::domain::cases::sealed;
use crate::domain::{Outcome, Refusal, history};
use crate::outbox;

/// The kind of the event that says what was erased. Its own details are never erased: they make the gaps lawful.
pub const ERASE: &str = "erase";

/// What stands in lists in place of a subject that is gone.
const NO_SUBJECT: &str = "—";

/// Erases what an approved proposal names; the event says what went, and under which rule.
pub(super) fn erase(conn: &mut Conn, cx: &Cx, case: &Case, destruction: &Destruction) -> Outcome<()> {
    let (record, accesses) = (destruction.what == What::Record.code(), destruction.what == What::Accesses.code());
    let mut open = documents::of_case(conn, &case.id)?;
    open.retain(|document| document.destroyed_at.is_none() && !accesses);
    let details: Vec<String> = if record { details(conn, &case.id)? } else { Vec::new() };
    let payload = json!({
        "what": destruction.what,
        "citation": destruction.citation,
        "days": destruction.days,
        "rule_version": destruction.rule_version,
        "past_at": destruction.past_at.and_utc(),
        "destruction": destruction.id,
        "proposed_by": destruction.proposed_by,
        "events": details,
        "documents": open.iter().map(|document| &document.id).collect::<Vec<_>>(),
    });
    history::record(conn, cx, &case.id, ERASE, &payload, Some(case.head_seq)).map_err(|refusal| match refusal {
        Refusal::NotFound => Refusal::Stale(case.head_seq + 1),
        other => other,
    })?;
    for document in &open {
        documents::mark_destroyed(conn, &document.id, cx.now.naive_utc())?;
    }
    outbox::enqueue_deletion(conn, cx, open.into_iter().map(|document| document.storage_key).collect())?;
    if accesses {
        let until = cx.now - TimeDelta::days(i64::from(destruction.days));
        erasure::accesses(conn, &case.id, until.naive_utc())?;
    }
    if record {
        erasure::payloads(conn, &details)?;
        erasure::correspondence(conn, &case.id)?;
        erasure::document_names(conn, &case.id)?;
        erasure::ways_in(conn, &case.id)?;
        erasure::reasons(conn, &case.id)?;
        erasure::identity(conn, &case.id, NO_SUBJECT, &sealed::seal(cx, &shared::form::Answers::new()))?;
        db::retention::void(conn, &case.id, cx.now.naive_utc())?;
    }
    Ok(())
}

/// The events whose details go: all that still have them, but those that say what was erased.
fn details(conn: &mut Conn, case_id: &str) -> Outcome<Vec<String>> {
    let history = events::of_case(conn, case_id)?;
    let present = history.into_iter().filter(|(event, payload)| payload.is_some() && event.kind != ERASE);
    Ok(present.map(|(event, _)| event.id).collect())
}
