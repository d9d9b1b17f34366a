//! Forms that were begun: kept encrypted while somebody writes, gone soon after they stop.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use shared::form::{self, Answers, Fault, Step};
use shared::lang::Lang;
use shared::service::Service;

use super::cases::{self, Submission, Submitted};
use super::sessions::visitor;
use super::{Outcome, Refusal};
use crate::app::Cx;
use crate::db::documents::{self, Document};
use crate::db::{self, Conn, drafts};
use crate::outbox;

/// Hours that a draft stays after its last change.
pub const IDLE_HOURS: i64 = 2;
const IDLE: TimeDelta = TimeDelta::hours(IDLE_HOURS);
/// How long it stays when its writer asked to finish later on this device.
const KEPT: TimeDelta = visitor::IDLE_KEPT;
/// Most drafts in all: a flood of begun forms must not fill the disk.
const MAX_DRAFTS: i64 = 50_000;
/// How many drafts one sweep takes, so that it does not hold up writers.
const SWEEP: i64 = 500;
/// What encrypted drafts are for.
const PURPOSE: &str = "draft";

/// A form that was begun.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its id, by which documents belong to it.
    pub id: String,
    /// What was written.
    pub body: Body,
    /// When it was begun.
    pub started_at: DateTime<Utc>,
    /// When it is swept unless it changes.
    pub expires_at: DateTime<Utc>,
}

/// What a draft holds, encrypted as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The answers so far, right or wrong.
    pub answers: Answers,
    /// Whether its writer asked to finish later.
    #[serde(default)]
    pub kept: bool,
    /// Whether the reminder of the emergency number was shown: it comes once.
    #[serde(default)]
    pub reminded: bool,
    /// Whether sending was asked for once more, because a machine seemed to write.
    #[serde(default)]
    pub asked_again: bool,
}

/// The draft of a session, if there is one that did not expire.
///
/// # Errors
/// When storage fails or no key opens the draft.
pub fn find(conn: &mut Conn, cx: &Cx, session: &[u8], service: &Service) -> Outcome<Option<Draft>> {
    match drafts::find(conn, session, service.kind) {
        Ok(row) if row.expires_at > cx.now.naive_utc() => open(cx, row).map(Some),
        Ok(_) | Err(db::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The documents of a draft.
///
/// # Errors
/// When storage fails.
pub fn documents(conn: &mut Conn, draft: &Draft) -> Outcome<Vec<Document>> {
    Ok(documents::of_draft(conn, &draft.id)?)
}

/// The draft of a session, begun now if there is none.
///
/// # Errors
/// [`Refusal::Limited`] when too many drafts stand in all.
pub fn begin(conn: &mut Conn, cx: &Cx, session: &[u8], service: &Service) -> Outcome<Draft> {
    match drafts::find(conn, session, service.kind) {
        Ok(row) if row.expires_at > cx.now.naive_utc() => return open(cx, row),
        // The sweep has not come by yet. It finds the files by the row, so the row is let go, not reused.
        Ok(row) => drafts::let_go(conn, &row.id)?,
        Err(db::Error::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    if drafts::count(conn)? >= MAX_DRAFTS {
        return Err(Refusal::Limited(60));
    }
    let draft = Draft { id: cx.id(), body: Body::default(), started_at: cx.now, expires_at: cx.now + IDLE };
    let row = drafts::Draft {
        id: draft.id.clone(),
        session_hash: session.to_vec(),
        service: service.kind.to_owned(),
        body: seal(cx, &draft.body)?,
        started_at: draft.started_at.naive_utc(),
        expires_at: draft.expires_at.naive_utc(),
    };
    drafts::insert(conn, &row)?;
    Ok(draft)
}

/// Stores the answers of one step in place of its old ones, right or wrong: what was typed stays.
///
/// # Errors
/// [`Refusal::Invalid`] with `unknown` for names that are not the step's.
pub fn save_step(conn: &mut Conn, cx: &Cx, mut draft: Draft, step: &Step, given: &Answers) -> Outcome<Draft> {
    let of_step = |name: &String| step.fields.iter().any(|field| field.name == name);
    let unknown: Vec<Fault> =
        given.keys().filter(|name| !of_step(name)).map(|name| Fault::new(name, "unknown")).collect();
    if !unknown.is_empty() {
        return Err(Refusal::Invalid(unknown));
    }
    draft.body.answers.retain(|name, _| !of_step(name));
    draft.body.answers.extend(form::tidy(given));
    save(conn, cx, draft)
}

/// Stores a draft; its time begins again.
///
/// # Errors
/// [`Refusal::NotFound`] when it was swept or sent meanwhile.
pub fn save(conn: &mut Conn, cx: &Cx, mut draft: Draft) -> Outcome<Draft> {
    draft.expires_at = cx.now + if draft.body.kept { KEPT } else { IDLE };
    drafts::update(conn, &draft.id, &seal(cx, &draft.body)?, draft.expires_at.naive_utc())?;
    Ok(draft)
}

/// Takes a document out of a draft and has its content deleted.
///
/// # Errors
/// When storage fails; a document that is gone already is no fault.
pub fn remove_document(conn: &mut Conn, cx: &Cx, draft: &Draft, document_id: &str) -> Outcome<()> {
    let storage_keys = documents::forget(conn, std::slice::from_ref(&draft.id), Some(document_id))?;
    Ok(outbox::enqueue_deletion(conn, cx, storage_keys)?)
}

/// Sends a draft: a case is made of it, its documents move there, and the draft is gone.
///
/// # Errors
/// As [`cases::submit`], and [`Refusal::NotFound`] when it was sent or swept; then the draft stays as it was.
pub fn send(
    conn: &mut Conn,
    cx: &Cx,
    draft: &Draft,
    service: &'static Service,
    lang: Lang,
    pin_hash: Option<String>,
) -> Outcome<Submitted> {
    let submission = Submission {
        service,
        lang,
        answers: draft.body.answers.clone(),
        draft_id: Some(draft.id.clone()),
        channel: "web",
        pin_hash,
    };
    // Of two windows that send at one moment, one gets the row; the other waits, and finds it gone.
    drafts::let_go(conn, &draft.id)?;
    let submitted = cases::submit(conn, cx, &submission)?;
    drafts::delete(conn, std::slice::from_ref(&draft.id))?;
    Ok(submitted)
}

/// Clears every draft of a session and has its files deleted.
///
/// # Errors
/// When storage fails.
pub fn clear(conn: &mut Conn, cx: &Cx, session: &[u8]) -> Outcome<()> {
    let ids = drafts::of_session(conn, session)?;
    let storage_keys = discard(conn, &ids)?;
    Ok(outbox::enqueue_deletion(conn, cx, storage_keys)?)
}

/// Clears drafts that expired; returns where the contents of their files stand, which are to be deleted next.
///
/// # Errors
/// When storage fails.
pub fn sweep(conn: &mut Conn, cx: &Cx) -> Outcome<Vec<String>> {
    let ids = drafts::expired(conn, cx.now.naive_utc(), SWEEP)?;
    discard(conn, &ids)
}

fn discard(conn: &mut Conn, ids: &[String]) -> Outcome<Vec<String>> {
    let keys = documents::forget(conn, ids, None)?;
    drafts::delete(conn, ids)?;
    Ok(keys)
}

fn seal(cx: &Cx, body: &Body) -> Outcome<Vec<u8>> {
    let json = serde_json::to_vec(body).map_err(|error| db::Error::Other(error.to_string()))?;
    Ok(cx.app.secrets.seal(&cx.app.random, PURPOSE, &json))
}

fn open(cx: &Cx, row: drafts::Draft) -> Outcome<Draft> {
    let broken = |error: &dyn std::fmt::Display| Refusal::Storage(db::Error::Other(format!("a draft: {error}")));
    let json = cx.app.secrets.open(PURPOSE, &row.body).map_err(|error| broken(&error))?;
    let body = serde_json::from_slice(&json).map_err(|error| broken(&error))?;
    Ok(Draft { id: row.id, body, started_at: row.started_at.and_utc(), expires_at: row.expires_at.and_utc() })
}
