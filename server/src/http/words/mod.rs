//! Words about cases, resolved for a reader: what the pages and the staff API have in common.

mod clock;
mod due;

use chrono::{DateTime, NaiveDate, Utc};
use shared::form::Control;
use shared::lang::Lang;
use shared::staff::StateMark;

use crate::app::App;
use crate::i18n::Value;
use crate::local_time;

pub use clock::StoredClock;
pub use due::rfc3339;

/// Who reads, and when.
#[derive(Debug, Clone)]
pub struct Words {
    app: App,
    /// The reader's language.
    pub lang: Lang,
    /// The moment of reading.
    pub now: DateTime<Utc>,
}

impl Words {
    /// Words for a reader of `lang`, now.
    #[must_use]
    pub fn new(app: &App, lang: Lang) -> Self {
        Self { app: app.clone(), lang, now: app.clock.now() }
    }

    /// The text of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.app.texts.get(self.lang, key)
    }

    /// The text of a key that need not exist.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        self.app.texts.find(self.lang, key)
    }

    /// The text of a key with values put in.
    #[must_use]
    pub fn format(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let values: Vec<(&str, Value<'_>)> = values.to_vec();
        self.app.texts.format(self.lang, key, &values)
    }

    /// A state's word for staff, who know the states: shorter than the public's, and said about the requester.
    #[must_use]
    pub fn state(&self, code: &str) -> String {
        let key = format!("state-{}", slug(code));
        self.find(&format!("{key}.staff")).unwrap_or_else(|| self.get(&key))
    }

    /// The local day of reading.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.app.profile.zone.date(self.now)
    }

    /// "Tuesday, November 17, 9:05 am".
    #[must_use]
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        self.app.profile.zone.instant(self.lang, at)
    }

    /// "Mon Nov 16, 10:12", for staff.
    #[must_use]
    pub fn staff_moment(&self, at: DateTime<Utc>) -> String {
        self.app.profile.zone.staff_instant(self.lang, at)
    }

    /// "Wednesday, December 2".
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> String {
        local_time::day(self.lang, date)
    }

    /// The counter.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }
}

/// A code as it stands in a key: `needs_information` is `needs-information`.
#[must_use]
pub fn slug(code: &str) -> String {
    code.replace(['_', '.'], "-")
}

/// "2.1 MB", "640 KB", in steps of 1,000 as file managers show them.
#[must_use]
pub fn file_size(bytes: i64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", (bytes / 1_000).max(1)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// The shape beside a state's word.
#[must_use]
pub fn mark_of(state: &str) -> StateMark {
    match state {
        "received" => StateMark::Empty,
        "in_review" | "approved" => StateMark::Half,
        "needs_information" | "fee_due" => StateMark::Dotted,
        "scheduled" | "ready" | "partly_released" | "released" => StateMark::Full,
        _ => StateMark::Square,
    }
}

impl Words {
    /// An answer as staff say it of somebody who said "I" where it was chosen.
    #[must_use]
    pub fn staff_answer(&self, key: &str, control: Control, answer: &str) -> String {
        let staff = self.find(&format!("{key}-{}.staff", slug(answer)));
        staff.filter(|_| matches!(control, Control::Choice(_))).unwrap_or_else(|| self.answer(key, control, answer))
    }

    /// An answer as people say it: the option's label, a date in words, "yes".
    #[must_use]
    pub fn answer(&self, key: &str, control: Control, answer: &str) -> String {
        match control {
            Control::Choice(_) => self.find(&format!("{key}-{}", slug(answer))).unwrap_or_else(|| answer.to_owned()),
            Control::Checkbox => self.get("answer-yes"),
            Control::Date => {
                answer.parse().map_or_else(|_| answer.to_owned(), |date| local_time::day_with_year(self.lang, date))
            }
            _ => answer.to_owned(),
        }
    }
}
