//! California Public Records Act requests, as far as a report request turns into one.
//!
//! The public form, determinations, extensions and instalments come with the service's own issue; until then
//! a converted request is received with its date, its ten-day clock runs, and staff answer it.

use super::action::{Action, Effect, Mail, Meets, OPEN_STATES, Who};
use super::state::{CLOSED, IN_REVIEW, NEEDS_INFORMATION, RECEIVED, WITHDRAWN};
use super::{Filing, Role, Service};
use crate::form::{Answers, Control, Field, Step};

/// The service.
pub static SERVICE: Service = Service {
    kind: "public_records",
    intake_version: 1,
    section: Role::Records,
    online: false,
    // For requests that staff key in: the public's form comes with the service's own issue.
    steps: &[Step { id: "request", fields: FIELDS }],
    rules: |_, _| Vec::new(),
    filing,
    actions: ACTIONS,
    gate: |_, _| None,
    action_rules: |_, _, _| Vec::new(),
};

/// Name and purpose are never required (Gov 7922.535, 7921.300); a description is.
const FIELDS: &[Field] = &[
    Field::required("description", Control::LongText { max: 10_000 }),
    Field::optional("report_number", Control::Text { max: 40, autocomplete: "off" }),
    Field::optional("name", Control::Text { max: 120, autocomplete: "name" }),
    Field::optional("email", Control::Email).sealed(),
];

const RECORDS: &[Who] = &[Who::Staff(Role::Records)];

const ACTIONS: &[Action] = &[
    Action {
        id: "start_review",
        from: &[RECEIVED],
        to: Some(IN_REVIEW),
        who: RECORDS,
        mail: Some(Mail::State),
        ..Action::PLAIN
    },
    Action {
        id: "ask_information",
        from: &[RECEIVED, IN_REVIEW],
        to: Some(NEEDS_INFORMATION),
        who: RECORDS,
        fields: &[Field::required("text", Control::LongText { max: 10_000 })],
        effect: Effect::AskRequester,
        mail: Some(Mail::Message),
        ..Action::PLAIN
    },
    Action { id: "answer", from: &[NEEDS_INFORMATION], to: Some(IN_REVIEW), who: &[Who::Requester], ..Action::PLAIN },
    Action {
        id: "withdraw",
        from: OPEN_STATES,
        to: Some(WITHDRAWN),
        who: &[Who::Requester],
        mail: Some(Mail::State),
        meets: Meets::All,
        ..Action::PLAIN
    },
    Action {
        id: "close",
        from: &[IN_REVIEW, WITHDRAWN],
        to: Some(CLOSED),
        who: RECORDS,
        fields: &[Field::required("disposition", Control::Choice(DISPOSITIONS))],
        effect: Effect::Close,
        mail: Some(Mail::Closed),
        meets: Meets::All,
        ..Action::PLAIN
    },
];

/// Endings that need no supervisor; a denial does, and comes with the service's own issue.
const DISPOSITIONS: &[&str] = &["released_full", "no_records", "referred", "duplicate", "no_answer"];

/// A request that comes in as this service from the start; converted ones keep the filing of their first service.
fn filing(answers: &Answers) -> Filing {
    let answer = |name: &str| answers.get(name).cloned();
    Filing {
        kind: SERVICE.kind,
        requester_name: answer("name").unwrap_or_default(),
        email: answer("email"),
        subject: answer("description").map(|text| first_words(&text)).unwrap_or_default(),
        report_number: answer("report_number"),
        at_risk: false,
        pin: answer("pin"),
        clocks: vec!["cpra.determination"],
        documents: Vec::new(),
        documents_later: true,
    }
}

/// As much of a description as fits a line of a list, cut between two words.
fn first_words(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() > 80 {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().take(80));
    }
    line
}
