//! The history of a case: append-only, each event carrying a hash over the one before it.

use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::schema::{cases as case_rows, event_payloads, events};
use super::{Conn, Error, Result, cases};
use crate::secrets::{hex, sha256};

/// Bytes of the salt that keeps a short payload from being guessed from its digest.
const SALT_BYTES: usize = 16;
/// The hash before the first event.
pub const GENESIS: [u8; 32] = [0; 32];

/// One event as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = events)]
pub struct Event {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// Its number in the case, from 1.
    pub seq: i64,
    /// When.
    pub at: NaiveDateTime,
    /// `requester`, `staff` or `system`.
    pub actor: String,
    /// Which member of staff.
    pub staff_id: Option<String>,
    /// What happened, as an action's code.
    pub kind: String,
    /// SHA-256 over salt and payload.
    pub payload_digest: Vec<u8>,
    /// The hash of the event before.
    pub prev_hash: Vec<u8>,
    /// This event's hash.
    pub hash: Vec<u8>,
}

/// What stands in an event beside its digest; lawful destruction may erase it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = event_payloads)]
pub struct Payload {
    /// The event.
    pub event_id: String,
    /// Random bytes.
    pub salt: Vec<u8>,
    /// JSON.
    pub payload: String,
}

/// An event on its way into the history.
#[derive(Debug)]
pub struct NewEvent<'a> {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// `requester`, `staff` or `system`.
    pub actor: &'a str,
    /// Which member of staff.
    pub staff_id: Option<&'a str>,
    /// What happened.
    pub kind: &'a str,
    /// The details.
    pub payload: &'a Value,
    /// Random bytes for the digest.
    pub salt: [u8; SALT_BYTES],
    /// The version that the case must still have.
    pub expected: Option<i64>,
}

/// What is hashed: every column but the hash itself, in the JSON of RFC 8785.
#[derive(Debug, Serialize)]
pub struct Hashed<'a> {
    id: &'a str,
    case_id: &'a str,
    seq: i64,
    at: String,
    actor: &'a str,
    staff_id: Option<&'a str>,
    kind: &'a str,
    payload_digest: String,
}

impl Event {
    /// What is hashed of it.
    #[must_use]
    pub fn hashed(&self) -> Hashed<'_> {
        Hashed {
            id: &self.id,
            case_id: &self.case_id,
            seq: self.seq,
            at: self.at.and_utc().to_rfc3339_opts(SecondsFormat::Micros, true),
            actor: &self.actor,
            staff_id: self.staff_id.as_deref(),
            kind: &self.kind,
            payload_digest: hex(&self.payload_digest),
        }
    }

    /// `SHA-256(prev_hash ‖ RFC 8785 JSON of the event)`.
    ///
    /// # Errors
    /// [`Error::Other`] when the event cannot be written as JSON, which no event can fail at.
    pub fn compute_hash(&self) -> Result<Vec<u8>> {
        let json = serde_json_canonicalizer::to_vec(&self.hashed()).map_err(|error| Error::Other(error.to_string()))?;
        Ok(sha256(&[&self.prev_hash, &json]))
    }
}

impl Payload {
    /// The digest that its event must carry.
    #[must_use]
    pub fn digest(&self) -> Vec<u8> {
        sha256(&[&self.salt, self.payload.as_bytes()])
    }
}

/// Appends an event and returns its number, the case's new version. The transaction holds the case from here on.
///
/// # Errors
/// [`Error::NotFound`] when the case moved since `expected`.
pub fn append(conn: &mut Conn, new: &NewEvent<'_>) -> Result<i64> {
    let (seq, prev_hash) = cases::next_seq(conn, new.case_id, new.expected)?;
    let payload = Payload { event_id: new.id.clone(), salt: new.salt.to_vec(), payload: new.payload.to_string() };
    let mut event = Event {
        id: new.id.clone(),
        case_id: new.case_id.to_owned(),
        seq,
        at: new.at.naive_utc(),
        actor: new.actor.to_owned(),
        staff_id: new.staff_id.map(ToOwned::to_owned),
        kind: new.kind.to_owned(),
        payload_digest: payload.digest(),
        prev_hash,
        hash: Vec::new(),
    };
    event.hash = event.compute_hash()?;
    cases::set_head(conn, new.case_id, &event.hash)?;
    diesel::insert_into(events::table).values(&event).execute(conn)?;
    diesel::insert_into(event_payloads::table).values(&payload).execute(conn)?;
    Ok(seq)
}

/// The head that a case remembers.
pub type Head = (i64, Vec<u8>);

/// The history of a case with the head that the case remembers: one statement, so that nothing is written in between.
///
/// # Errors
/// [`Error::NotFound`] when there is no such case.
#[expect(clippy::type_complexity, reason = "the row of one query")]
pub fn of_case_with_head(conn: &mut Conn, case_id: &str) -> Result<(Head, Vec<(Event, Option<Payload>)>)> {
    let rows: Vec<(i64, Vec<u8>, Option<Event>, Option<Payload>)> = case_rows::table
        .left_join(events::table.on(events::case_id.eq(case_rows::id)))
        .left_join(event_payloads::table.on(event_payloads::event_id.eq(events::id)))
        .filter(case_rows::id.eq(case_id))
        .order(events::seq)
        .select((
            case_rows::head_seq,
            case_rows::head_hash,
            Option::<Event>::as_select(),
            Option::<Payload>::as_select(),
        ))
        .load(conn)?;
    let head = rows.first().map(|(seq, hash, ..)| (*seq, hash.clone())).ok_or(Error::NotFound)?;
    Ok((head, rows.into_iter().filter_map(|(_, _, event, payload)| Some((event?, payload))).collect()))
}

/// The history of a case, oldest first, each with its payload unless that was erased.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<(Event, Option<Payload>)>> {
    Ok(events::table
        .left_join(event_payloads::table.on(event_payloads::event_id.eq(events::id)))
        .filter(events::case_id.eq(case_id))
        .order(events::seq)
        .select((Event::as_select(), Option::<Payload>::as_select()))
        .load(conn)?)
}
