//! What a reader sees of the working: a few sentences, and one cell for each day of the days strip.
//!
//! Both are keys and arguments. The server turns them into words with `clocks.ftl`, and formats dates and times.

use super::rule::{Binds, Kind, Rule, Trigger};
use super::{Closed, Reason, Step, What};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A message of `clocks.ftl` and what goes into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Key of the message.
    pub key: String,
    /// Its arguments by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A number, for plurals.
    Number(u32),
    /// Shown with weekday, day and month; with the year when it is not this year.
    Date(NaiveDate),
    /// A local time, shown with the name of the zone.
    Time(NaiveTime),
    /// A local date and time, shown with the name of the zone.
    Moment(NaiveDateTime),
    /// Why an office is closed: take the reader's language.
    Reason(Reason),
    /// Text that is the same in every language: a rule id, a citation.
    Verbatim(String),
    /// Another message.
    Sentence(Box<Sentence>),
    /// Several, joined by `clock-list-comma` and before the last by `clock-list-and`.
    List(Vec<Sentence>),
}

/// One day of the days strip.
#[derive(Clone, Debug, PartialEq)]
pub struct DayCell {
    /// The local date.
    pub date: NaiveDate,
    /// How it is drawn. Whether it is past or today is for the reader's clock to say.
    pub kind: CellKind,
    /// Its number, when it is a counted day.
    pub count: Option<u32>,
    /// What is printed under the date, such as the count or "Hol.".
    pub label: Sentence,
    /// The full text, for screen readers and for "every day as text".
    pub text: Sentence,
}

/// How a day of the strip is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// The trigger day.
    Zero,
    /// Counted.
    Counted,
    /// Closed on this weekday: skipped, or rolled over.
    Weekday,
    /// A holiday or another closure: skipped, or rolled over.
    Closed,
    /// The last day.
    Due,
}

/// The answer to "How was this worked out?": the trigger, what is counted, what is skipped, where it ends.
#[must_use]
pub fn sentences(rule: &Rule, steps: &[Step]) -> Vec<Sentence> {
    let office = || ("office", Arg::from(sentence(&format!("clock-office-{}", rule.office.id().replace('_', "-")), vec![])));
    let mut told = Vec::new();
    if let Some(first) = steps.first() {
        told.push(beginning(rule, first));
    }
    told.extend(match rule.kind {
        Kind::CalendarRolled(days) | Kind::CalendarFirm(days) => {
            Some(sentence("clock-count-calendar-days", vec![("count", Arg::Number(days))]))
        }
        Kind::WorkingDays(days) => Some(sentence("clock-count-working-days", vec![("count", Arg::Number(days)), office()])),
        Kind::ElapsedHours(hours) => Some(sentence("clock-count-hours", vec![("count", Arg::Number(hours))])),
        Kind::OpenHours(hours) => Some(sentence("clock-count-open-hours", vec![("count", Arg::Number(hours)), office()])),
        Kind::MonthsRolled(_) => steps.iter().find_map(months),
        Kind::NoClock => None,
    });
    told.extend(skipped_weekdays(steps, office()));
    told.extend(skipped_dates(steps, office()));
    told.extend(ending(rule, steps, office()));
    told
}

/// Under the sentences: whether this is law or the agency's own aim, and the rule's version.
#[must_use]
pub fn footing(rule: &Rule) -> Sentence {
    let key = if rule.legal { "clock-footing-law" } else { "clock-footing-target" };
    sentence(
        key,
        vec![
            ("citation", Arg::Verbatim(rule.citation.to_owned())),
            ("rule", Arg::Verbatim(rule.id.to_owned())),
            ("version", Arg::Number(rule.version)),
        ],
    )
}

/// How much time is left on a local date, in the days that the rule counts.
#[must_use]
pub fn days_left(rule: &Rule, steps: &[Step], today: NaiveDate) -> Option<Sentence> {
    let due = steps.last()?.date;
    let whole_days = (due - today).num_days();
    let key = match rule.kind {
        _ if whole_days < 0 => "clock-left-overdue",
        Kind::WorkingDays(_) => "clock-left-working-days",
        _ => "clock-left-days",
    };
    let count = match rule.kind {
        Kind::WorkingDays(_) if whole_days >= 0 => {
            number(steps.iter().filter(|step| step.date > today && matches!(step.what, What::Counted { .. })).count())
        }
        _ => Arg::Number(u32::try_from(whole_days.abs()).unwrap_or(u32::MAX)),
    };
    Some(sentence(key, vec![("count", count)]))
}

/// One cell a date. A last day that is closed keeps its number and is drawn as closed.
#[must_use]
pub fn days_strip(steps: &[Step]) -> Vec<DayCell> {
    let mut cells: Vec<DayCell> = Vec::new();
    for step in steps {
        let before = cells.pop_if(|cell| cell.date == step.date);
        let count = before.as_ref().and_then(|cell| cell.count);
        // The hours counted, or the closure, of the very day on which a clock of hours starts: the start says more.
        match before {
            Some(start) if start.kind == CellKind::Zero && !matches!(step.what, What::Due { .. }) => cells.push(start),
            _ => cells.push(cell(step, count)),
        }
    }
    cells
}

impl From<Sentence> for Arg {
    fn from(inner: Sentence) -> Self {
        Self::Sentence(Box::new(inner))
    }
}

fn sentence(key: &str, args: Vec<(&'static str, Arg)>) -> Sentence {
    Sentence { key: key.to_owned(), args }
}

fn beginning(rule: &Rule, first: &Step) -> Sentence {
    let (key, when) = match first.what {
        What::Started { time } => ("clock-start", Arg::Moment(first.date.and_time(time))),
        _ => ("clock-day-zero", Arg::Date(first.date)),
    };
    sentence(key, vec![("event", Arg::from(sentence(trigger_key(rule.trigger), vec![("when", when)])))])
}

fn trigger_key(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Receipt => "clock-trigger-receipt",
        Trigger::IncidentKnown => "clock-trigger-incident-known",
        Trigger::LastReview => "clock-trigger-last-review",
        Trigger::Ready => "clock-trigger-ready",
        Trigger::ReceiptGiven => "clock-trigger-receipt-given",
        Trigger::HoldingEnded => "clock-trigger-holding-ended",
        Trigger::Intake => "clock-trigger-intake",
        Trigger::Publication => "clock-trigger-publication",
        Trigger::CompetingClaim => "clock-trigger-competing-claim",
        Trigger::LetterDate => "clock-trigger-letter-date",
        Trigger::AvailableNotice => "clock-trigger-available-notice",
        Trigger::Accrual => "clock-trigger-accrual",
        Trigger::Presentation => "clock-trigger-presentation",
        Trigger::StorageNotice => "clock-trigger-storage-notice",
        Trigger::HearingRequest => "clock-trigger-hearing-request",
        Trigger::RegistrationEvent => "clock-trigger-registration-event",
        Trigger::SubpoenaServed => "clock-trigger-subpoena-served",
        Trigger::HoldPlaced => "clock-trigger-hold-placed",
    }
}

fn months(step: &Step) -> Option<Sentence> {
    let What::MonthsLater { months, shortened } = step.what else { return None };
    let key = if shortened { "clock-count-months-shortened" } else { "clock-count-months" };
    Some(sentence(key, vec![("count", Arg::Number(months)), ("date", Arg::Date(step.date))]))
}

/// Saturdays and Sundays are told as weekends; an office with other closed weekdays has them told as days.
fn skipped_weekdays(steps: &[Step], office: (&'static str, Arg)) -> Option<Sentence> {
    let days: Vec<NaiveDate> = steps.iter().filter(|step| step.what == What::SkippedWeekday).map(|step| step.date).collect();
    let weekends: BTreeSet<_> = days.iter().map(|day| day.iso_week()).collect();
    let only_weekends = days.iter().all(|day| day.weekday().number_from_monday() > 5);
    match (days.len(), only_weekends) {
        (0, _) => None,
        (_, true) => Some(sentence("clock-skip-weekends", vec![("count", number(weekends.len()))])),
        (count, false) => Some(sentence("clock-skip-weekdays", vec![("count", number(count)), office])),
    }
}

fn skipped_dates(steps: &[Step], office: (&'static str, Arg)) -> Option<Sentence> {
    let days: Vec<Sentence> = steps
        .iter()
        .filter_map(|step| match &step.what {
            What::SkippedClosed { reason } => Some(closed_day(step.date, reason)),
            _ => None,
        })
        .collect();
    (!days.is_empty()).then(|| sentence("clock-skip-dates", vec![("count", number(days.len())), office, ("days", Arg::List(days))]))
}

fn closed_day(date: NaiveDate, reason: &Reason) -> Sentence {
    sentence("clock-closed-day", vec![("reason", Arg::Reason(reason.clone())), ("date", Arg::Date(date))])
}

fn number(count: usize) -> Arg {
    Arg::Number(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Where the count ends, what moved it, until when there is time, and whether that may still change.
fn ending(rule: &Rule, steps: &[Step], office: (&'static str, Arg)) -> Vec<Sentence> {
    let Some((Step { date: due, what: What::Due { time, known_until } }, before)) = steps.split_last() else { return vec![] };
    let agency = rule.binds == Binds::Agency;
    let count = ("count", Arg::Number(last_count(before).unwrap_or_default()));
    let rolled: Vec<(NaiveDate, &Closed)> = before
        .iter()
        .filter_map(|step| match &step.what {
            What::Rolled { closed } => Some((step.date, closed)),
            _ => None,
        })
        .collect();

    let mut told = Vec::new();
    if let Some((from, _)) = rolled.first() {
        told.push(sentence("clock-rolled", vec![count.clone(), ("date", Arg::Date(*from)), office]));
        let days: Vec<Sentence> = rolled
            .iter()
            .filter_map(|(date, closed)| match closed {
                Closed::Date(reason) => Some(closed_day(*date, reason)),
                Closed::Weekday => None,
            })
            .collect();
        if !days.is_empty() {
            told.push(sentence("clock-rolled-dates", vec![("count", number(days.len())), ("days", Arg::List(days))]));
        }
    }
    let key = match (agency, last_count(before).is_some() && rolled.is_empty()) {
        (true, true) => "clock-until-day-agency",
        (false, true) => "clock-until-day-other",
        (true, false) => "clock-until-agency",
        (false, false) => "clock-until-other",
    };
    told.push(sentence(key, vec![count, ("date", Arg::Date(*due)), ("time", Arg::Time(*time))]));
    told.extend(known_until.map(|known| sentence("clock-provisional", vec![("date", Arg::Date(known))])));
    told
}

fn last_count(steps: &[Step]) -> Option<u32> {
    steps.iter().rev().find_map(|step| match step.what {
        What::Counted { day } => Some(day),
        _ => None,
    })
}

/// In the texts a count of 0 means that the day has none.
fn cell(step: &Step, count_before: Option<u32>) -> DayCell {
    let (kind, key, count, more) = match &step.what {
        What::DayZero => (CellKind::Zero, "clock-day-is-zero", None, None),
        What::Started { time } => (CellKind::Zero, "clock-day-started", None, Some(("time", Arg::Time(*time)))),
        What::Counted { day } => (CellKind::Counted, "clock-day-counted", Some(*day), None),
        What::Hours { .. } | What::MonthsLater { .. } => (CellKind::Counted, "clock-day-passed", None, None),
        What::SkippedWeekday => (CellKind::Weekday, "clock-day-skipped", None, None),
        What::SkippedClosed { reason } => (CellKind::Closed, "clock-day-skipped-closed", None, Some(("reason", Arg::Reason(reason.clone())))),
        What::Rolled { closed: Closed::Weekday } => (CellKind::Weekday, "clock-day-rolled", count_before, None),
        What::Rolled { closed: Closed::Date(reason) } => {
            (CellKind::Closed, "clock-day-rolled-closed", count_before, Some(("reason", Arg::Reason(reason.clone()))))
        }
        What::Due { time, .. } => (CellKind::Due, "clock-day-due", count_before, Some(("time", Arg::Time(*time)))),
    };
    let mut args = vec![("date", Arg::Date(step.date)), ("count", Arg::Number(count.unwrap_or_default()))];
    args.extend(more);
    DayCell { date: step.date, kind, count, label: label(kind, count), text: sentence(key, args) }
}

fn label(kind: CellKind, count: Option<u32>) -> Sentence {
    let key = match (kind, count) {
        (_, Some(_)) => "clock-cell-count",
        (CellKind::Zero, None) => "clock-cell-zero",
        (CellKind::Counted, None) => "clock-cell-passed",
        (CellKind::Weekday, None) => "clock-cell-weekday",
        (CellKind::Closed, None) => "clock-cell-closed",
        (CellKind::Due, None) => "clock-cell-due",
    };
    sentence(key, vec![("count", Arg::Number(count.unwrap_or_default()))])
}
