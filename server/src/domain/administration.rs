//! What the use cases of administrators have in common: who may, and what is kept of it.

use serde_json::Value;
use shared::form::Fault;
use shared::service::Role;

use super::{Outcome, Refusal, policy};
use crate::app::{Actor, Cx};
use crate::db::staff_history::{self, Entry};
use crate::db::{self, Conn};

/// Most characters of a reason.
const LONGEST_REASON: usize = 500;

/// What is administered, as the history calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An account of staff.
    Account,
    /// An office calendar.
    Calendar,
    /// A job of the outbox.
    Job,
    /// The fee schedule.
    Fees,
}

impl Subject {
    /// Its code in the history.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Calendar => "calendar",
            Self::Job => "job",
            Self::Fees => "fees",
        }
    }
}

/// Something that is being done, on its way into the history.
#[derive(Debug)]
pub struct Done<'a> {
    /// To what.
    pub subject: Subject,
    /// To which one.
    pub id: &'a str,
    /// What, as a code.
    pub what: &'a str,
    /// What changed, as it was.
    pub before: Value,
    /// What changed, as it is.
    pub after: Value,
    /// Why.
    pub reason: &'a str,
}

/// Lets administrators read, and the console of the server.
///
/// # Errors
/// [`Refusal::Forbidden`].
pub fn may_read(cx: &Cx) -> Outcome<()> {
    match &cx.actor {
        Actor::System => Ok(()),
        Actor::Staff(staff) if staff.roles.contains(&Role::Admin) => Ok(()),
        _ => Err(Refusal::Forbidden),
    }
}

/// Lets administrators change something who proved lately who they are, and the console of the server.
///
/// # Errors
/// [`Refusal::Forbidden`], [`Refusal::ProofNeeded`].
pub fn may_change(cx: &Cx) -> Outcome<()> {
    may_read(cx)?;
    match &cx.actor {
        Actor::Staff(staff) if !policy::proved(staff, cx.now) => Err(Refusal::ProofNeeded),
        _ => Ok(()),
    }
}

/// The reason that a member of staff must give; at the console of the server none is asked for.
///
/// # Errors
/// [`Refusal::Invalid`] on `reason`.
pub fn reason<'a>(cx: &Cx, given: &'a str) -> Outcome<&'a str> {
    let given = given.trim();
    match cx.actor {
        Actor::Staff(_) if given.is_empty() => Err(invalid("reason", "required")),
        _ if given.chars().count() > LONGEST_REASON => Err(invalid("reason", "too_long")),
        _ => Ok(given),
    }
}

/// Keeps what is done; returns the entry's id.
///
/// # Errors
/// [`Refusal::Stale`] when somebody did something to the same thing at this moment.
pub fn record(conn: &mut Conn, cx: &Cx, done: &Done<'_>) -> Outcome<String> {
    let id = cx.id();
    let entry = Entry {
        id: id.clone(),
        at: cx.now.naive_utc(),
        staff_id: cx.actor.staff_id().map(ToOwned::to_owned),
        subject: done.subject.code().to_owned(),
        subject_id: done.id.to_owned(),
        number: staff_history::newest(conn, done.subject.code(), done.id)? + 1,
        what: done.what.to_owned(),
        before: done.before.to_string(),
        after: done.after.to_string(),
        reason: done.reason.to_owned(),
    };
    match staff_history::append(conn, &entry) {
        Err(db::Error::Conflict(_)) => Err(Refusal::Stale(entry.number)),
        done => Ok(done.map(|()| id)?),
    }
}

/// A refusal on one field.
#[must_use]
pub fn invalid(field: &str, code: &str) -> Refusal {
    Refusal::Invalid(vec![Fault::new(field, code)])
}
