//! What the agency does, one use case a function. Knows no HTTP and no SQL.

pub mod administration;
pub mod calendars;
pub mod cases;
pub mod clocks;
pub mod documents;
pub mod drafts;
pub mod email_code;
pub mod fee_schedule;
pub mod history;
pub mod keys;
pub mod letters;
pub mod limits;
pub mod list_export;
pub mod offices;
pub mod outbox_desk;
pub mod policy;
pub mod presence;
pub mod published;
pub mod replies;
pub mod retention;
pub mod seals;
pub mod sessions;
pub mod setup;
pub mod staff;
pub mod statistics;

use shared::form::Fault;
use shared::service::Block;

use crate::db;

/// Why a use case did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such thing, or this person may not know of it: the two answer alike.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or not as somebody who may.
    #[error("not permitted")]
    Forbidden,
    /// What was sent is wrong, by field. Holds names and codes, never what was typed.
    #[error("invalid fields: {}", .0.iter().map(|fault| format!("{} {}", fault.field, fault.code)).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<Fault>),
    /// The case moved since it was read: its version now.
    #[error("stale version")]
    Stale(i64),
    /// State, role or law forbid it now.
    #[error("blocked: {0:?}")]
    Blocked(Block),
    /// The person must prove again who they are.
    #[error("proof needed")]
    ProofNeeded,
    /// Too often: seconds until another try may succeed.
    #[error("limited for {0} s")]
    Limited(u64),
    /// Storage failed.
    #[error(transparent)]
    Storage(db::Error),
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::NotFound => Self::NotFound,
            other => Self::Storage(other),
        }
    }
}

/// The result of a use case.
pub type Outcome<T> = Result<T, Refusal>;
