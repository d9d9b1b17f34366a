//! Writing the history, and proving that it was not changed.

pub mod export;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::Outcome;
use super::retention::ERASE;
use crate::app::Cx;
use crate::db::events::{self, Event, Payload};
use crate::db::{self, Conn};

/// Appends an event and returns the case's new version. `expected` refuses when the case moved meanwhile.
///
/// # Errors
/// [`super::Refusal::NotFound`] when the case moved, or does not exist.
pub fn record(
    conn: &mut Conn,
    cx: &Cx,
    case_id: &str,
    kind: &str,
    payload: &Value,
    expected: Option<i64>,
) -> Outcome<i64> {
    let event = events::NewEvent {
        id: cx.id(),
        case_id,
        at: cx.now,
        actor: cx.actor.code(),
        staff_id: cx.actor.staff_id(),
        kind,
        payload,
        salt: cx.app.random.bytes(),
        expected,
    };
    Ok(events::append(conn, &event)?)
}

/// What is wrong with a history.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// An event's number does not follow the one before: one was removed, inserted or moved.
    #[error("event {found} stands where event {expected} belongs")]
    Order {
        /// The number that belongs there.
        expected: i64,
        /// The number that stands there.
        found: i64,
    },
    /// An event does not continue the hash of the one before.
    #[error("event {0} does not follow from the event before it")]
    Link(i64),
    /// A column of an event was changed.
    #[error("event {0} was changed")]
    Changed(i64),
    /// The payload of an event was changed.
    #[error("the details of event {0} were changed")]
    Payload(i64),
    /// The payload of an event is gone and no lawful destruction says so.
    #[error("the details of event {0} were removed")]
    PayloadGone(i64),
    /// The newest events are missing.
    #[error("the history ends at event {found}, but {expected} events were written")]
    Tail {
        /// How many events the case counted.
        expected: i64,
        /// How many there are.
        found: i64,
    },
    /// The newest event is not the one that the case remembers.
    #[error("the newest event is not the one that was written last")]
    Head,
}

impl Break {
    /// The event at which the history breaks; none when something is missing at its end.
    #[must_use]
    pub const fn event(&self) -> Option<i64> {
        match *self {
            Self::Order { expected: seq, .. }
            | Self::Link(seq)
            | Self::Changed(seq)
            | Self::Payload(seq)
            | Self::PayloadGone(seq) => Some(seq),
            Self::Tail { .. } | Self::Head => None,
        }
    }
}

/// The events of a case, oldest first, each with its details unless they were destroyed.
pub type Events = Vec<(Event, Option<Payload>)>;

/// Verifies the history of a case; returns how many events it has, or its first break.
///
/// # Errors
/// When the case does not exist or storage fails; a broken history is not an error but a finding.
pub fn verify(conn: &mut Conn, case_id: &str) -> db::Result<Result<i64, Break>> {
    Ok(examine(conn, case_id)?.1)
}

/// The events of a case, and what verifying them found.
///
/// # Errors
/// As [`verify`].
pub fn examine(conn: &mut Conn, case_id: &str) -> db::Result<(Events, Result<i64, Break>)> {
    let (head, history) = events::of_case_with_head(conn, case_id)?;
    let found = first_break(&head, &history)?;
    Ok((history, found))
}

fn first_break((head_seq, head_hash): &events::Head, history: &Events) -> db::Result<Result<i64, Break>> {
    let erased = lawfully_erased(history);
    let mut prev_hash = events::GENESIS.as_slice();
    let mut seq = 0;
    for (event, payload) in history {
        seq += 1;
        if event.seq != seq {
            return Ok(Err(Break::Order { expected: seq, found: event.seq }));
        }
        if event.prev_hash != prev_hash {
            return Ok(Err(Break::Link(seq)));
        }
        if event.compute_hash()? != event.hash {
            return Ok(Err(Break::Changed(seq)));
        }
        match payload {
            Some(payload) if payload.digest() != event.payload_digest => return Ok(Err(Break::Payload(seq))),
            None if erased.get(&event.id).is_none_or(|by| *by <= seq) => return Ok(Err(Break::PayloadGone(seq))),
            _ => prev_hash = &event.hash,
        }
    }
    Ok(if *head_seq != seq {
        Err(Break::Tail { expected: *head_seq, found: seq })
    } else if *head_hash != prev_hash {
        Err(Break::Head)
    } else {
        Ok(seq)
    })
}

/// The events that an erasure of the same case names, each with the number of that erasure. What an erasure says is
/// proven by the chain like everything else: its own details must be there, and match.
fn lawfully_erased(history: &[(Event, Option<Payload>)]) -> BTreeMap<String, i64> {
    let erasures = history.iter().filter(|(event, _)| event.kind == ERASE).filter_map(|(event, payload)| {
        let payload = payload.as_ref().filter(|payload| payload.digest() == event.payload_digest)?;
        Some((event.seq, serde_json::from_str::<Erasure>(&payload.payload).ok()?))
    });
    erasures.flat_map(|(seq, erasure)| erasure.events.into_iter().map(move |id| (id, seq))).collect()
}

/// What counts of an erasure's details.
#[derive(Deserialize)]
struct Erasure {
    events: Vec<String>,
}
