//! What a service is. The engine reads these values and names no service.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::{self, Answers, Fault, Field, Step};

pub mod action;
pub mod police_report;
pub mod public_records;

pub use action::{Action, Block, Effect, Facts, Fee, Mail, Who};

/// The services of this product, in the order of the front door. A new service adds its line here.
pub const SERVICES: &[&Service] = &[&police_report::SERVICE, &public_records::SERVICE];

/// Codes of the states that every service may use; a service may add its own.
pub mod state {
    /// Taken in; nobody has looked yet.
    pub const RECEIVED: &str = "received";
    /// The requester must answer a question.
    pub const NEEDS_INFORMATION: &str = "needs_information";
    /// Staff are working on it.
    pub const IN_REVIEW: &str = "in_review";
    /// Decided in the requester's favour.
    pub const APPROVED: &str = "approved";
    /// Refused, with reasons in writing.
    pub const DENIED: &str = "denied";
    /// A fee must be paid first.
    pub const FEE_DUE: &str = "fee_due";
    /// Waiting at the counter.
    pub const READY: &str = "ready";
    /// Handed over or sent.
    pub const RELEASED: &str = "released";
    /// Finished.
    pub const CLOSED: &str = "closed";
    /// Taken back by the requester.
    pub const WITHDRAWN: &str = "withdrawn";

    /// States in which nothing more is owed to anybody.
    pub const ENDED: &[&str] = &[DENIED, RELEASED, CLOSED, WITHDRAWN];
}

/// What a member of staff may be. One person may have several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works report copies, public records, plate data, vehicles, fingerprints, subpoenas.
    Records,
    /// Works property and firearms.
    Property,
    /// Approves denials, extensions, releases and refunds.
    Supervisor,
    /// Alone sees reports of sexual abuse in custody.
    Prea,
    /// Takes in claims.
    Clerk,
    /// Takes payments at the counter.
    Cashier,
    /// Keeps accounts, calendars and fees; sees no case for that alone.
    Admin,
}

impl Role {
    /// Every role, in the order of the demo accounts.
    pub const ALL: [Self; 7] =
        [Self::Records, Self::Property, Self::Supervisor, Self::Prea, Self::Clerk, Self::Cashier, Self::Admin];

    /// Its code in the database and in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Property => "property",
            Self::Supervisor => "supervisor",
            Self::Prea => "prea",
            Self::Clerk => "clerk",
            Self::Cashier => "cashier",
            Self::Admin => "admin",
        }
    }

    /// The role of a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// One service of the counter.
#[derive(Debug)]
pub struct Service {
    /// Its code in the database and in the API, as `police_report`.
    pub kind: &'static str,
    /// The version of its intake, stored with every case.
    pub intake_version: i32,
    /// The role of the section that works it.
    pub section: Role,
    /// Whether the public can start it online; otherwise it is offered by phone.
    pub online: bool,
    /// The pages of its form.
    pub steps: &'static [Step],
    /// What is wrong with the meaning of the answers, given today's local date.
    pub rules: fn(&Answers, NaiveDate) -> Vec<Fault>,
    /// What the engine needs to know of a complete intake.
    pub filing: fn(&Answers) -> Filing,
    /// What may be done with a case, by whom, and when.
    pub actions: &'static [Action],
    /// What the law or the desk procedure still forbids although state and role would allow it: a code for the locale files.
    pub gate: fn(&Facts<'_>, &Action) -> Option<&'static str>,
    /// What is wrong with the meaning of an action's fields, given the case.
    pub action_rules: fn(&Facts<'_>, &Action, &Answers) -> Vec<Fault>,
}

/// What the engine takes from a complete intake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// The service that will work it: an intake may turn out to be another service's.
    pub kind: &'static str,
    /// The requester's name, or empty.
    pub requester_name: String,
    /// Where mail may go; none when the requester did not choose email.
    pub email: Option<String>,
    /// One line for lists; never in mail.
    pub subject: String,
    /// The agency's report number, where given.
    pub report_number: Option<String>,
    /// Whether the requester may be in danger from somebody near.
    pub at_risk: bool,
    /// The PIN that they chose, in clear; the engine stores a hash.
    pub pin: Option<String>,
    /// Rules whose clocks start with the receipt.
    pub clocks: Vec<&'static str>,
    /// The documents that prove their right.
    pub documents: Vec<DocumentNeed>,
    /// Whether they will bring the documents instead of uploading them.
    pub documents_later: bool,
}

/// One document that proves a requester's right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentNeed {
    /// Its purpose: a code, also the name of the upload field.
    pub purpose: &'static str,
    /// Whether it is an identity document: encrypted, and destroyed 30 days after it was checked.
    pub identity: bool,
}

/// The service of a kind among `services`.
#[must_use]
pub fn find(services: &[&'static Service], kind: &str) -> Option<&'static Service> {
    services.iter().copied().find(|service| service.kind == kind)
}

impl Service {
    /// Every field of the form, in order.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static Field> {
        self.steps.iter().flat_map(|step| step.fields).collect()
    }

    /// Everything that is wrong with an intake: form first, then meaning.
    #[must_use]
    pub fn check(&self, answers: &Answers, today: NaiveDate) -> Vec<Fault> {
        let fields = self.fields();
        let mut faults = form::check(&fields, answers);
        for fault in (self.rules)(&form::relevant(&fields, answers), today) {
            if !faults.iter().any(|known| known.field == fault.field) {
                faults.push(fault);
            }
        }
        faults
    }

    /// The faults of one step's fields.
    #[must_use]
    pub fn check_step(&self, step: &Step, answers: &Answers, today: NaiveDate) -> Vec<Fault> {
        let mut faults = self.check(answers, today);
        faults.retain(|fault| step.fields.iter().any(|field| field.name == fault.field));
        faults
    }

    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&'static Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The action with this id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<&'static Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// Whether `action` may be done now by somebody who is all of `who`.
    ///
    /// # Errors
    /// The [`Block`] that stands in the way.
    pub fn permit(&self, facts: &Facts<'_>, action: &Action, who: &[Who]) -> Result<(), Block> {
        if !action.who.iter().any(|allowed| who.contains(allowed)) {
            return Err(Block::Role);
        }
        if !action.from.contains(&facts.state) {
            return Err(Block::State);
        }
        match action.generic_gate(facts).or_else(|| (self.gate)(facts, action)) {
            Some(code) => Err(Block::Gate(code)),
            None => Ok(()),
        }
    }

    /// The faults of an action's fields: form first, then meaning.
    #[must_use]
    pub fn check_action(&self, facts: &Facts<'_>, action: &Action, fields: &Answers) -> Vec<Fault> {
        let table: Vec<&Field> = action.fields.iter().collect();
        let mut faults = form::check(&table, fields);
        faults.extend((self.action_rules)(facts, action, fields));
        faults
    }
}
