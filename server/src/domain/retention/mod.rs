//! Keeping and letting go: the retention schedule, what it proposes to destroy, legal holds, and lawful erasure.
//!
//! Nothing is destroyed by itself (Gov 34090): the schedule or somebody of the section proposes, a supervisor decides,
//! and a hold blocks both. What goes is told by an event; reference, states, dates and outcome stay for the statistics,
//! and the chain of the history still verifies.

mod decide;
mod erase;
mod hold;
mod propose;
mod schedule;

pub use decide::{approve, refuse};
pub use erase::ERASE;
pub use hold::{lift, place};
pub use propose::{propose, propose_all};
pub use schedule::{LEAST_DAYS, change, current, seed};

use crate::db::retention::{ACCESSES, WHOLE};

/// What a rule of the schedule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The content of the files; names and everything else stay.
    Files,
    /// Everything that tells of a person: the request, names, messages, notes, letters, files, the details of events.
    Record,
    /// Who opened the case, as far as that is longer ago than the period.
    Accesses,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Files, Self::Record, Self::Accesses];

    /// Its code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Record => WHOLE,
            Self::Accesses => ACCESSES,
        }
    }

    /// What a code stands for.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.code() == code)
    }
}
