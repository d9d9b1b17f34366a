//! What sending promises: when an answer is due, what it costs, who acts next. Said before sending, and kept after.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::calendar::{Kind, Rule, Step, explain};
use shared::form::{Answers, relevant};
use shared::page::Cell;
use shared::service::{Effect, Facts, Fee, Service, state};

use super::form::FormWords;
use crate::app::{App, Cx};
use crate::clock_words::ClockWords;
use crate::db::Conn;
use crate::domain::{Outcome, clocks};
use crate::http::words::{Words, slug};

/// What follows from an intake, whatever the language it is said in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The service that works it: a request may turn out to be another service's.
    pub filed_as: String,
    /// Rules whose clocks run.
    pub rules: Vec<String>,
    /// Whether the law forbids to charge for it.
    pub free: bool,
    /// When it was, or would be, received.
    pub received: DateTime<Utc>,
}

/// A clock of a promise.
#[derive(Debug)]
pub struct Due {
    rule: &'static Rule,
    at: DateTime<Utc>,
    steps: Vec<Step>,
}

impl Promise {
    /// What follows from these answers when they are received at `received`.
    #[must_use]
    pub fn new(service: &Service, answers: &Answers, received: DateTime<Utc>) -> Self {
        let answers = relevant(&service.fields(), answers);
        let filing = (service.filing)(&answers);
        Self {
            filed_as: filing.kind.to_owned(),
            rules: filing.clocks.iter().map(|rule| (*rule).to_owned()).collect(),
            free: free(service, &answers),
            received,
        }
    }

    /// When the clocks end, the soonest first.
    ///
    /// # Errors
    /// When storage fails.
    pub fn dues(&self, conn: &mut Conn, cx: &Cx) -> Outcome<Vec<Due>> {
        let mut dues = Vec::new();
        for rule in &self.rules {
            let trigger = clocks::receipt(conn, &cx.app, rule, self.received)?;
            let worked_out = clocks::work_out(conn, &cx.app, rule, trigger)?;
            let deadline = worked_out.deadline;
            dues.push(Due { rule: worked_out.rule, at: deadline.due.to_utc(), steps: deadline.steps });
        }
        dues.sort_by_key(|due| due.at);
        Ok(dues)
    }

    /// When, how much, who acts next.
    #[must_use]
    pub fn cells(&self, app: &App, form: &FormWords<'_>, dues: &[Due]) -> Vec<Cell> {
        let voice = &form.voice;
        let words = Words::new(app, voice.lang);
        let cost = if self.free { "check-cost-free" } else { "check-cost-none" };
        let own = |key: &str| voice.texts.of_service(voice.lang, &self.filed_as, key);
        let due = dues.first().map(|soonest| Cell {
            label: voice.get("check-due"),
            value: soonest.when(&words),
            text: match dues {
                [only] => only.counting(&words).into(),
                several => several.iter().map(|due| due.named(form, &words)).collect::<Vec<_>>().join(" ").into(),
            },
        });
        let next = Cell {
            label: voice.get("check-next"),
            value: own("state-received.acts"),
            text: form.get(&format!("{}.lead", self.sent_key(form))).into(),
        };
        let cost =
            Cell { label: voice.get("check-cost"), value: voice.get(cost), text: voice.prose(&format!("{cost}.text")) };
        due.into_iter().chain([cost, next]).collect()
    }

    /// The key of "We have your request": another one when another service works it.
    #[must_use]
    pub fn sent_key(&self, form: &FormWords<'_>) -> String {
        let other =
            if self.filed_as == form.service.kind { String::new() } else { format!("-as-{}", slug(&self.filed_as)) };
        form.key(&format!("sent{other}"))
    }
}

impl Due {
    /// The day, and the time where the clock counts hours.
    fn when(&self, words: &Words) -> String {
        let hours = matches!(self.rule.kind, Kind::ElapsedHours(_) | Kind::OpenHours(_));
        if hours { words.moment(self.at) } else { words.day(words.app().profile.zone.date(self.at)) }
    }

    /// What is counted and what is skipped: the middle of the explanation.
    fn counting(&self, words: &Words) -> String {
        let middle = |sentence: &explain::Sentence| {
            ["clock-count-", "clock-skip-"].iter().any(|start| sentence.key.starts_with(start))
        };
        let (texts, zone) = (&words.app().texts, &words.app().profile.zone);
        let told =
            ClockWords { texts, lang: words.lang, zone, today: words.today() }.explanation(self.rule, &self.steps);
        let sentences = explain::sentences(self.rule, &self.steps);
        let kept = sentences.iter().zip(told).filter(|(sentence, _)| middle(sentence)).map(|(_, words)| words);
        kept.collect::<Vec<_>>().join(" ")
    }

    fn named(&self, form: &FormWords<'_>, words: &Words) -> String {
        let values = [("name", form.voice.get(&self.rule.name_key())), ("day", self.when(words))];
        form.voice.with("check-due-each", &values)
    }
}

/// Whether the service's own gate forbids the action that charges.
fn free(service: &Service, answers: &Answers) -> bool {
    let charge = service.actions.iter().find(|action| action.effect == Effect::Charge);
    let facts =
        Facts { state: state::APPROVED, fee: Fee::Owed, answers, has_release_document: false, recall_open: false };
    charge.is_some_and(|charge| (service.gate)(&facts, charge).is_some())
}
