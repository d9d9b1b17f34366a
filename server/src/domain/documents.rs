//! Who may add a file to what, and who may have it.

use shared::form::Fault;
use shared::service::Block;

use super::{Outcome, Refusal, cases, history, policy};
use crate::app::{Actor, Cx};
use crate::db::Conn;
use crate::db::cases::Case;
use crate::db::documents::{self, Document};
use crate::documents::{MAX_CASE_BYTES, MAX_DRAFT_FILES, Stored, Verdict, clean_name};
use crate::outbox::{self, Job};

/// A file that was stored and belongs to nothing yet. Its content must be deleted when the use case refuses it.
#[derive(Debug, Clone)]
pub struct Received {
    /// Its content.
    pub stored: Stored,
    /// The name that the sender gave it.
    pub name: String,
    /// What it is for: the purpose of a need, `other` or `release`.
    pub purpose: String,
}

/// How many bytes a case can still take.
///
/// # Errors
/// When storage fails.
pub fn room_of_case(conn: &mut Conn, case: &Case) -> Outcome<u64> {
    Ok(MAX_CASE_BYTES.saturating_sub(documents::bytes_of_case(conn, &case.id)?))
}

/// Most bytes of the files of all drafts together: a flood of begun forms must not fill the disk.
const MAX_DRAFT_BYTES: u64 = 20 * 1024 * 1024 * 1024;

/// Adds a file to a draft.
///
/// # Errors
/// [`Refusal::Invalid`] on the file's purpose, `too_many` or `no_room`; [`Refusal::Limited`] while all drafts together
/// are too large.
pub fn add_to_draft(conn: &mut Conn, cx: &Cx, draft_id: &str, received: &Received) -> Outcome<Document> {
    let known = documents::of_draft(conn, draft_id)?;
    if known.len() >= MAX_DRAFT_FILES {
        return Err(fault(&received.purpose, "too_many"));
    }
    let size: u64 = known.iter().filter_map(|document| u64::try_from(document.size_bytes).ok()).sum();
    if size + received.stored.size_bytes > MAX_CASE_BYTES {
        return Err(fault(&received.purpose, "no_room"));
    }
    if documents::bytes_of_drafts(conn)? > MAX_DRAFT_BYTES {
        return Err(Refusal::Limited(600));
    }
    let document = Document { draft_id: Some(draft_id.to_owned()), ..row(cx, received) };
    insert(conn, cx, &document)?;
    Ok(document)
}

/// Adds a file to a case: what a requester adds both sides see, what staff add stays with staff until it is released.
///
/// # Errors
/// [`Refusal::Invalid`] on the file's purpose, `no_room`.
pub fn add_to_case(conn: &mut Conn, cx: &Cx, case: &Case, received: &Received) -> Outcome<(Case, Document)> {
    if received.stored.size_bytes > room_of_case(conn, case)? {
        return Err(fault(&received.purpose, "no_room"));
    }
    let document = Document { case_id: Some(case.id.clone()), ..row(cx, received) };
    insert(conn, cx, &document)?;
    let case = cases::receive_document(conn, cx, case, &document.id, &document.name)?;
    Ok((case, document))
}

/// The gate of a document that nobody gets: it waits for the virus scanner, or was found infected.
const QUARANTINE: &str = "document_in_quarantine";

/// A document of a case for somebody to read, noted in the access log. The requester reads what was released.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Blocked`] while it is in quarantine.
pub fn read(conn: &mut Conn, cx: &Cx, case: &Case, id: &str) -> Outcome<Document> {
    let document = documents::get(conn, id)?;
    let of_case = document.case_id.as_ref() == Some(&case.id) && document.destroyed_at.is_none();
    let permitted = match &cx.actor {
        // A cashier sees a case for its fee alone.
        Actor::Staff(staff) => policy::may_see(staff, &case.section),
        Actor::Requester(_) => document.released_at.is_some() && document.visibility != documents::STAFF,
        Actor::Visitor | Actor::System => false,
    };
    if !of_case || !permitted {
        return Err(Refusal::NotFound);
    }
    if document.quarantine.is_some() {
        return Err(Refusal::Blocked(Block::Gate(QUARANTINE)));
    }
    cases::log_download(conn, cx, &case.id, &document.id)?;
    Ok(document)
}

/// Takes the scanner's verdict on a document. One without a virus leaves quarantine; one with a virus stays there for
/// good, and the history of its case says so.
///
/// # Errors
/// When storage fails.
pub fn scanned(conn: &mut Conn, cx: &Cx, id: &str, verdict: Verdict) -> Outcome<()> {
    let document = documents::get(conn, id)?;
    if document.quarantine.as_deref() != Some(documents::WAITING) {
        return Ok(());
    }
    let infected = verdict == Verdict::Infected;
    documents::note_scan(conn, id, infected)?;
    if let Some(case_id) = document.case_id.filter(|_| infected) {
        let payload = serde_json::json!({ "document": document.id, "purpose": document.purpose });
        history::record(conn, cx, &case_id, "quarantine_document", &payload, None)?;
    }
    Ok(())
}

/// Destroys an identity document whose time is over: returns where its content stood, which is to be deleted next.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such document.
pub fn destroy(conn: &mut Conn, cx: &Cx, id: &str) -> Outcome<Vec<String>> {
    let document = documents::get(conn, id)?;
    // A second run deletes the content again: the first may have died before it could.
    if document.destroyed_at.is_none() {
        documents::mark_destroyed(conn, id, cx.now.naive_utc())?;
        if let Some(case_id) = &document.case_id {
            let payload = serde_json::json!({ "document": document.id, "purpose": document.purpose });
            history::record(conn, cx, case_id, "destroy_document", &payload, None)?;
        }
    }
    Ok(vec![document.storage_key])
}

/// Adds the row, and has the file scanned.
fn insert(conn: &mut Conn, cx: &Cx, document: &Document) -> Outcome<()> {
    documents::insert(conn, document)?;
    if document.quarantine.is_some() {
        outbox::enqueue(conn, cx, &Job::ScanDocument { document_id: document.id.clone() }, cx.now)?;
    }
    Ok(())
}

/// A row of nobody's yet.
fn row(cx: &Cx, received: &Received) -> Document {
    let staff_id = cx.actor.staff_id().map(ToOwned::to_owned);
    let visibility = if staff_id.is_some() { documents::STAFF } else { documents::REQUESTER };
    Document {
        id: cx.id(),
        case_id: None,
        draft_id: None,
        name: clean_name(&received.name, received.stored.kind),
        media_type: received.stored.kind.media_type().to_owned(),
        size_bytes: i64::try_from(received.stored.size_bytes).unwrap_or(i64::MAX),
        sha256: received.stored.sha256.clone(),
        storage_key: received.stored.storage_key.clone(),
        sealed: received.stored.sealed,
        purpose: received.purpose.clone(),
        visibility: visibility.to_owned(),
        staff_id,
        scanned: false,
        added_at: cx.now.naive_utc(),
        checked_at: None,
        released_at: None,
        destroyed_at: None,
        quarantine: cx.app.documents.scans().then(|| documents::WAITING.to_owned()),
        locked: received.stored.locked,
    }
}

fn fault(purpose: &str, code: &str) -> Refusal {
    Refusal::Invalid(vec![Fault::new(purpose, code)])
}
