//! How a stored clock explains itself.

use chrono::NaiveDate;
use shared::calendar::{self, Kind, Rule, Step, explain};
use shared::page::DaysStrip;

use super::Words;
use crate::clock_words::ClockWords;
use crate::db;
use crate::db::clocks::Clock;
use crate::local_time;

/// A stored clock with its rule and its steps, ready to be put into words.
#[derive(Debug)]
pub struct StoredClock<'a> {
    words: &'a Words,
    /// The version of the rule that it was worked out by.
    pub rule: &'static Rule,
    steps: Vec<Step>,
}

impl<'a> StoredClock<'a> {
    /// Reads a stored clock.
    ///
    /// # Errors
    /// [`db::Error::Other`] when its rule is not in the table or its explanation does not read.
    pub fn new(words: &'a Words, clock: &Clock) -> db::Result<Self> {
        let version = u32::try_from(clock.rule_version).unwrap_or_default();
        let rule = calendar::rule_version(&clock.rule, version)
            .ok_or_else(|| db::Error::Other(format!("no version {version} of rule {}", clock.rule)))?;
        let steps = serde_json::from_str(&clock.explanation).map_err(|error| db::Error::Other(error.to_string()))?;
        Ok(Self { words, rule, steps })
    }

    fn told(&self) -> ClockWords<'_> {
        let words = self.words;
        ClockWords { texts: &words.app.texts, lang: words.lang, zone: &words.app.profile.zone, today: words.today() }
    }

    /// What the public calls it.
    #[must_use]
    pub fn name(&self) -> String {
        self.words.get(&self.rule.name_key())
    }

    /// What staff call it.
    #[must_use]
    pub fn staff_name(&self) -> String {
        self.words.get(&self.rule.staff_name_key())
    }

    /// The answer to "How was this worked out?".
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        self.told().explanation(self.rule, &self.steps)
    }

    /// Whether it is law or the agency's own aim, and the rule's version.
    #[must_use]
    pub fn footing(&self) -> String {
        self.told().footing(self.rule)
    }

    /// "4 working days left."
    #[must_use]
    pub fn left(&self) -> String {
        self.told().left(self.rule, &self.steps)
    }

    /// Every day as text.
    #[must_use]
    pub fn every_day(&self) -> Vec<String> {
        self.told().every_day(&self.steps)
    }

    /// The days one by one.
    #[must_use]
    pub fn days(&self) -> Vec<explain::Day> {
        explain::days(&self.steps)
    }

    /// The days as a strip; none for a clock that counts hours or months.
    #[must_use]
    pub fn strip(&self) -> Option<DaysStrip> {
        let by_days = matches!(self.rule.kind, Kind::CalendarRolled(_) | Kind::CalendarFirm(_) | Kind::WorkingDays(_));
        by_days.then(|| self.told().strip(&self.steps))
    }
}

impl Words {
    /// The event of a clock that moved with its calendar: from when to when, and why.
    #[must_use]
    pub fn moved_clock(&self, payload: &serde_json::Value) -> String {
        let told = |name: &str| payload.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
        let moment = |name: &str| told(name).parse().map(|at| self.staff_moment(at)).unwrap_or_default();
        let rule = calendar::rule(told("rule")).map(|rule| self.get(&rule.staff_name_key())).unwrap_or_default();
        let values = [
            ("rule", rule.into()),
            ("from", moment("due_before").into()),
            ("to", moment("due").into()),
            ("reason", told("reason").into()),
        ];
        self.format("case-event-move-clock", &values).trim_end().to_owned()
    }

    /// "Mon", "lun".
    #[must_use]
    pub fn weekday_short(&self, date: NaiveDate) -> String {
        use chrono::Datelike;
        local_time::weekday(self.lang, date.weekday()).chars().take(3).collect()
    }
}
