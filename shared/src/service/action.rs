//! The rows of an action table, and the gates that every service shares.

use serde::{Deserialize, Serialize};

use super::{Role, state};
use crate::form::{Answers, Field};

/// One thing that may be done with a case.
#[derive(Debug)]
pub struct Action {
    /// Its code in the API, in the history and in the locale files.
    pub id: &'static str,
    /// The states in which it may be done.
    pub from: &'static [&'static str],
    /// The state after it; none leaves the state as it is.
    pub to: Option<&'static str>,
    /// Who may do it.
    pub who: &'static [Who],
    /// What must be said with it.
    pub fields: &'static [Field],
    /// The role that must confirm it before it happens; the proposer cannot.
    pub approval: Option<Role>,
    /// What it does beside changing the state.
    pub effect: Effect,
    /// What the requester is sent.
    pub mail: Option<Mail>,
    /// Rules whose open clocks it meets.
    pub meets: Meets,
    /// Rules whose clocks it starts, each with the action that the system takes when it runs out.
    pub starts: &'static [(&'static str, &'static str)],
    /// Whether it needs the person's password again when they signed in long ago.
    pub reauthenticate: bool,
}

impl Action {
    /// A plain change of state; a table names what differs.
    pub const PLAIN: Self = Self {
        id: "",
        from: &[],
        to: None,
        who: &[],
        fields: &[],
        approval: None,
        effect: Effect::None,
        mail: None,
        meets: Meets::None,
        starts: &[],
        reauthenticate: false,
    };

    /// What the engine's own rules forbid, whatever the service.
    pub(super) fn generic_gate(&self, facts: &Facts<'_>) -> Option<&'static str> {
        match self.effect {
            Effect::Charge if facts.fee == Fee::Free => Some("free_of_charge"),
            Effect::Charge if facts.fee != Fee::Owed => Some("fee_settled"),
            Effect::Release { .. } | Effect::Ready if !facts.fee.settled() => Some("fee_not_settled"),
            Effect::Release { .. } if !facts.has_release_document => Some("no_document"),
            Effect::Recall if !facts.recall_open => Some("recall_too_late"),
            _ => None,
        }
    }
}

/// Who may do an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The person who asked.
    Requester,
    /// A timer of the system.
    System,
    /// Staff with this role.
    Staff(Role),
    /// The member of staff who released.
    Releaser,
}

/// What an action does beside changing the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing more.
    None,
    /// Writes the field `text` to the requester.
    AskRequester,
    /// Records whether a fee is owed, from the field `fee`.
    Approve,
    /// Makes an order from the lines of the fee schedule.
    Charge,
    /// Settles the order with a receipt of the counter.
    Pay,
    /// Settles the order without money.
    Waive,
    /// Gives the document of the field `document` to the requester.
    Release {
        /// Whether more will follow, so that the case goes on.
        partial: bool,
    },
    /// Takes a release back.
    Recall,
    /// Puts the copy on the counter.
    Ready,
    /// Writes the denial letter and records the decision.
    Deny,
    /// Opens a linked case of this kind with the same receipt date.
    Convert(&'static str),
    /// Records the disposition from the field `disposition`.
    Close,
    /// Opens the case again.
    Reopen,
}

/// Which open clocks an action meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meets {
    /// None.
    None,
    /// Every one.
    All,
    /// Those of one rule, with its variants (`rule` and `rule_…`).
    Rule(&'static str),
}

impl Meets {
    /// Whether a clock of `rule` is met.
    #[must_use]
    pub fn covers(self, rule: &str) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Rule(id) => rule.starts_with(id),
        }
    }
}

/// What the requester is sent. The subject is always neutral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mail {
    /// The request was taken in.
    Received,
    /// The state changed.
    State,
    /// Staff wrote a message.
    Message,
    /// A fee is due.
    Invoice,
    /// A fee was paid.
    Receipt,
    /// Something can be downloaded.
    Released,
    /// What to bring to the counter.
    Ready,
    /// A letter was written.
    Letter,
    /// The case was closed.
    Closed,
}

/// What is known of a case's fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    /// Nobody decided yet.
    Undecided,
    /// The law or staff say that there is none.
    Free,
    /// One is owed; no order stands.
    Owed,
    /// An order waits for payment.
    Due,
    /// Paid.
    Paid,
    /// Waived by a supervisor.
    Waived,
}

impl Fee {
    /// Every value, for parsing.
    const ALL: [Self; 6] = [Self::Undecided, Self::Free, Self::Owed, Self::Due, Self::Paid, Self::Waived];

    /// Its code in the database and in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Undecided => "undecided",
            Self::Free => "free",
            Self::Owed => "owed",
            Self::Due => "due",
            Self::Paid => "paid",
            Self::Waived => "waived",
        }
    }

    /// The value of a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fee| fee.code() == code)
    }

    /// Whether nothing stands between the requester and the copy.
    #[must_use]
    pub const fn settled(self) -> bool {
        matches!(self, Self::Free | Self::Paid | Self::Waived)
    }
}

/// What gates may look at.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The case's state.
    pub state: &'a str,
    /// Its fee.
    pub fee: Fee,
    /// The answers of its intake, sealed ones left out.
    pub answers: &'a Answers,
    /// Whether a document that staff added can be released.
    pub has_release_document: bool,
    /// Whether the last release is less than ten minutes old.
    pub recall_open: bool,
}

/// Why an action cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// Not this person.
    Role,
    /// Not in this state.
    State,
    /// The law or the procedure says not yet: a code for the locale files.
    Gate(&'static str),
}

/// Every state before something was released, in which a requester may withdraw.
pub const OPEN_STATES: &[&str] =
    &[state::RECEIVED, state::NEEDS_INFORMATION, state::IN_REVIEW, state::APPROVED, state::FEE_DUE, state::READY];
