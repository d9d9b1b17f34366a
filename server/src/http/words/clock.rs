//! How a stored clock explains itself.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use shared::calendar::explain::{self, Arg, Day, DayKind, Sentence};
use shared::calendar::{self, Rule, Step};
use shared::lang::Lang;
use shared::page::{DayCell, DayLook, DaysStrip, LegendItem};

use super::Words;
use crate::db;
use crate::db::clocks::Clock;
use crate::i18n::Value;
use crate::local_time;

/// A clock with its rule and its steps, ready to be put into words.
#[derive(Debug)]
pub struct ClockWords<'a> {
    words: &'a Words,
    /// The clock as stored.
    pub clock: &'a Clock,
    /// The version of the rule that it was worked out by.
    pub rule: &'static Rule,
    steps: Vec<Step>,
}

impl<'a> ClockWords<'a> {
    /// Reads a stored clock.
    ///
    /// # Errors
    /// [`db::Error::Other`] when its rule is not in the table or its explanation does not read.
    pub fn new(words: &'a Words, clock: &'a Clock) -> db::Result<Self> {
        let version = u32::try_from(clock.rule_version).unwrap_or_default();
        let rule = calendar::rule_version(&clock.rule, version)
            .ok_or_else(|| db::Error::Other(format!("no version {version} of rule {}", clock.rule)))?;
        let steps = serde_json::from_str(&clock.explanation).map_err(|error| db::Error::Other(error.to_string()))?;
        Ok(Self { words, clock, rule, steps })
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
        explain::sentences(self.rule, &self.steps).iter().map(|sentence| self.words.sentence(sentence)).collect()
    }

    /// Whether it is law or the agency's own aim, and the rule's version.
    #[must_use]
    pub fn footing(&self) -> String {
        self.words.sentence(&explain::footing(self.rule))
    }

    /// "4 working days left."
    #[must_use]
    pub fn left(&self) -> String {
        explain::days_left(self.rule, &self.steps, self.words.today()).map(|sentence| self.words.sentence(&sentence)).unwrap_or_default()
    }

    /// The days one by one.
    #[must_use]
    pub fn days(&self) -> Vec<Day> {
        explain::days(&self.steps)
    }

    /// One day in words.
    #[must_use]
    pub fn day_text(&self, day: &Day) -> String {
        self.words.sentence(&day.text)
    }

    /// What is printed in a cell.
    #[must_use]
    pub fn day_mark(&self, day: &Day) -> String {
        match (day.kind, day.count) {
            (DayKind::Zero, _) => self.words.get("clock-cell-zero"),
            (DayKind::Closed, None) => self.words.get("clock-cell-closed"),
            (_, Some(count)) => count.to_string(),
            _ => "–".to_owned(),
        }
    }

    /// The days as a strip; none for a clock that counts hours or months.
    #[must_use]
    pub fn strip(&self) -> Option<DaysStrip> {
        use shared::calendar::Kind;
        if matches!(self.rule.kind, Kind::ElapsedHours(_) | Kind::OpenHours(_) | Kind::MonthsRolled(_) | Kind::NoClock) {
            return None;
        }
        let (words, today) = (self.words, self.words.today());
        let days = self.days();
        let legend = [
            (DayLook::Counted, "counted"),
            (DayLook::ToCount, "to-count"),
            (DayLook::Weekend, "weekend"),
            (DayLook::Holiday, "holiday"),
            (DayLook::Due, "due"),
        ];
        let monday = NaiveDate::from_isoywd_opt(2026, 1, Weekday::Mon).unwrap_or_default();
        Some(DaysStrip {
            label: words.get("clock-strip-label"),
            weekdays: std::array::from_fn(|day| {
                words.weekday_short(monday + Days::new(u64::try_from(day).unwrap_or_default()))
            }),
            first_weekday: days.first().map_or(0, |day| u8::try_from(day.date.weekday().num_days_from_monday()).unwrap_or(0)),
            folded: words.format("clock-folded", &[("count", Value::from(days.len().saturating_sub(14)))]),
            legend: legend
                .into_iter()
                .filter(|(shown, _)| days.iter().any(|day| look(day, today) == *shown))
                .map(|(look, key)| LegendItem { look, text: words.get(&format!("clock-legend-{key}")) })
                .collect(),
            days: days.iter().map(|day| self.cell(day, today)).collect(),
        })
    }

    fn cell(&self, day: &Day, today: NaiveDate) -> DayCell {
        let due = day.kind == DayKind::Due;
        let flag = match (due, day.date == today) {
            (true, _) => self.words.get("clock-flag-due"),
            (false, true) => self.words.get("clock-flag-today"),
            (false, false) => String::new(),
        };
        DayCell {
            weekday: self.words.weekday_letter(day.date),
            number: day.date.day().to_string(),
            mark: self.day_mark(day),
            look: look(day, today),
            today: day.date == today,
            due,
            flag,
            words: self.day_text(day),
        }
    }

    /// The last day.
    #[must_use]
    pub fn due_day(&self) -> NaiveDate {
        self.words.app.profile.zone.date(self.clock.due_at.and_utc())
    }
}

/// How a day looks on a strip that is read on `today`.
fn look(day: &Day, today: NaiveDate) -> DayLook {
    match day.kind {
        DayKind::Zero => DayLook::Plain,
        DayKind::Due => DayLook::Due,
        DayKind::Counted if day.date <= today => DayLook::Counted,
        DayKind::Counted => DayLook::ToCount,
        DayKind::Weekday => DayLook::Weekend,
        DayKind::Closed => DayLook::Holiday,
    }
}

impl Words {
    /// A sentence of the explanation, its arguments in the reader's words.
    #[must_use]
    pub fn sentence(&self, sentence: &Sentence) -> String {
        let args: Vec<(&str, Value<'_>)> = sentence.args.iter().map(|(name, arg)| (*name, self.arg(arg))).collect();
        self.format(&sentence.key, &args)
    }

    fn arg(&self, arg: &Arg) -> Value<'static> {
        let zone = self.app.profile.zone.name.get(self.lang);
        match arg {
            Arg::Number(number) => Value::from(*number),
            Arg::Date(date) => self.day(*date).into(),
            Arg::Time(time) => format!("{} {zone}", local_time::time(self.lang, *time)).into(),
            Arg::Moment(at) => format!("{}, {} {zone}", self.day(at.date()), local_time::time(self.lang, at.time())).into(),
            Arg::Reason(reason) => self.reason(reason).to_owned().into(),
            Arg::Closed(days) => {
                let days: Vec<String> = days.iter().map(|(reason, date)| format!("{} ({})", self.reason(reason), self.day(*date))).collect();
                self.list(&days).into()
            }
            Arg::Verbatim(text) => text.clone().into(),
            Arg::Sentence(inner) => self.sentence(inner).into(),
        }
    }

    fn reason<'r>(&self, reason: &'r calendar::Reason) -> &'r str {
        match self.lang {
            Lang::En => &reason.en,
            Lang::Es => &reason.es,
        }
    }

    /// "a, b and c".
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        let and = match self.lang {
            Lang::En => " and ",
            Lang::Es => " y ",
        };
        match items.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{}{and}{last}", before.join(", ")),
            None => String::new(),
        }
    }

    /// The name of a weekday in one letter, as in the strip.
    #[must_use]
    pub fn weekday_letter(&self, date: NaiveDate) -> String {
        local_time::weekday(self.lang, date.weekday()).chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default()
    }

    /// "Mon", "lun".
    #[must_use]
    pub fn weekday_short(&self, date: NaiveDate) -> String {
        local_time::weekday(self.lang, date.weekday()).chars().take(3).collect()
    }
}
