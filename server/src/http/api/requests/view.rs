//! The case as its requester's scripts see it.

use serde::Serialize;
use shared::money::Cents;
use utoipa::ToSchema;

use crate::db::cases::Case;
use crate::db::{Conn, clocks, documents, events, messages, orders};
use crate::domain::Outcome;
use crate::http::words::{StoredClock, Words, rfc3339, slug};

/// A case, for its requester.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestView {
    /// As `XXXX-XXXX`.
    reference: String,
    /// The service's kind.
    service: String,
    /// The state's code.
    state: String,
    /// What happens next and who must act.
    state_text: String,
    /// The deadlines.
    clocks: Vec<ClockView>,
    /// What happened, oldest first.
    timeline: Vec<TimelineView>,
    /// Messages both ways, oldest first.
    messages: Vec<MessageView>,
    /// What was sent and what was released.
    documents: Vec<DocumentView>,
    /// The booked time; none for services without one.
    appointment: Option<String>,
    /// What is owed or was paid.
    fees: Vec<FeeView>,
}

/// A deadline.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockView {
    /// The rule's id.
    rule: String,
    /// RFC 3339, with the department's offset.
    due: String,
    /// When it was met.
    met: Option<String>,
    /// How it was worked out.
    explanation: Vec<String>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineView {
    /// RFC 3339.
    at: String,
    /// In words.
    text: String,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageView {
    /// RFC 3339.
    at: String,
    /// `staff` or `requester`.
    from: String,
    /// The words.
    body: String,
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentView {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// In bytes.
    size: i64,
    /// Whether it can be downloaded.
    released: bool,
}

/// A fee.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeeView {
    /// `due`, `paid` or `waived`.
    state: String,
    /// As `$1.50`.
    total: String,
}

/// Reads a case for its requester.
///
/// # Errors
/// When storage fails.
pub fn load(conn: &mut Conn, words: &Words, case: &Case) -> Outcome<RequestView> {
    let clocks = clocks::of_case(conn, &case.id)?;
    let told = clocks.iter().map(|clock| {
        Ok(ClockView {
            rule: clock.rule.clone(),
            due: words.app().profile.zone.with_offset(clock.due_at.and_utc()),
            met: clock.met_at.map(|at| rfc3339(at.and_utc())),
            explanation: StoredClock::new(words, clock)?.sentences(),
        })
    });
    let clocks = told.collect::<crate::db::Result<Vec<_>>>()?;
    let happened = events::of_case(conn, &case.id)?.into_iter().filter_map(|(event, _)| {
        let text = words.find(&format!("action-{}.done", slug(&event.kind)))?;
        Some(TimelineView { at: rfc3339(event.at.and_utc()), text })
    });
    let from = |staff: &Option<String>| if staff.is_some() { "staff" } else { "requester" }.to_owned();
    Ok(RequestView {
        reference: case.reference.clone(),
        service: case.service.clone(),
        state: case.state.clone(),
        state_text: words.get(&format!("state-{}.sentence", slug(&case.state))),
        clocks,
        timeline: happened.collect(),
        messages: messages::of_case(conn, &case.id)?
            .into_iter()
            .map(|message| MessageView {
                at: rfc3339(message.at.and_utc()),
                from: from(&message.staff_id),
                body: message.body,
            })
            .collect(),
        documents: documents::of_case(conn, &case.id)?
            .into_iter()
            .filter(|document| document.staff_id.is_none() || document.released_at.is_some())
            .map(|document| DocumentView {
                id: document.id,
                name: document.name,
                size: document.size_bytes,
                released: document.released_at.is_some(),
            })
            .collect(),
        appointment: None,
        fees: orders::of_case(conn, &case.id)?
            .into_iter()
            .map(|order| FeeView { state: order.state, total: Cents(order.total_cents).to_string() })
            .collect(),
    })
}
