//! What a reader sees of the working: a few sentences, and the days one by one.
//!
//! Both are keys of `clocks.ftl` and arguments; the server makes words of them, and writes dates and times.

use super::rule::{Binds, Kind, Rule};
use super::{Closed, Reason, Step, What};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
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
    /// A local date.
    Date(NaiveDate),
    /// A local time, to be shown with the name of the zone.
    Time(NaiveTime),
    /// A local date and time, to be shown with the name of the zone.
    Moment(NaiveDateTime),
    /// Why an office is closed.
    Reason(Reason),
    /// Closed days with their reasons, to be shown as a list.
    Closed(Vec<(Reason, NaiveDate)>),
    /// Text that is the same in every language: a rule id, a citation.
    Verbatim(String),
    /// Another message.
    Sentence(Box<Sentence>),
}

/// One date of the working.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The local date.
    pub date: NaiveDate,
    /// What became of it. Whether it is past or today is for the reader's clock to say.
    pub kind: DayKind,
    /// Its number, when it is a counted day.
    pub count: Option<u32>,
    /// The whole day in words.
    pub text: Sentence,
}

/// What became of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
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
    let office =
        || ("office", Arg::from(sentence(&format!("clock-office-{}", rule.office.id().replace('_', "-")), vec![])));
    let mut told = Vec::new();
    if let Some(first) = steps.first() {
        told.push(beginning(rule, first));
    }
    told.extend(match rule.kind {
        Kind::CalendarRolled(days) | Kind::CalendarFirm(days) => {
            Some(sentence("clock-count-calendar-days", vec![("count", Arg::Number(days))]))
        }
        Kind::WorkingDays(days) => {
            Some(sentence("clock-count-working-days", vec![("count", Arg::Number(days)), office()]))
        }
        Kind::ElapsedHours(hours) => Some(sentence("clock-count-hours", vec![("count", Arg::Number(hours))])),
        Kind::OpenHours(hours) => {
            Some(sentence("clock-count-open-hours", vec![("count", Arg::Number(hours)), office()]))
        }
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

/// The days one by one, each date once. A last day that is closed keeps its number.
#[must_use]
pub fn days(steps: &[Step]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for step in steps {
        match days.pop_if(|day| day.date == step.date) {
            // Of the day on which hours start, the start says more than the hours or the closure.
            Some(start) if start.kind == DayKind::Zero && !matches!(step.what, What::Due { .. }) => days.push(start),
            before => days.push(day(step, before.and_then(|day| day.count))),
        }
    }
    days
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
        What::Started { time } => ("clock-start-moment", Arg::Moment(first.date.and_time(time))),
        _ => ("clock-start-day", Arg::Date(first.date)),
    };
    sentence(key, vec![("event", Arg::from(sentence(rule.trigger.key(), vec![("when", when)])))])
}

fn months(step: &Step) -> Option<Sentence> {
    let What::MonthsLater { months, shortened } = step.what else { return None };
    let key = if shortened { "clock-count-months-shortened" } else { "clock-count-months" };
    Some(sentence(key, vec![("count", Arg::Number(months)), ("date", Arg::Date(step.date))]))
}

/// Saturdays and Sundays are told as weekends; an office with other closed weekdays has them told as days.
fn skipped_weekdays(steps: &[Step], office: (&'static str, Arg)) -> Option<Sentence> {
    let days: Vec<NaiveDate> =
        steps.iter().filter(|step| step.what == What::SkippedWeekday).map(|step| step.date).collect();
    let weekends: BTreeSet<_> = days.iter().map(|day| day.iso_week()).collect();
    let only_weekends = days.iter().all(|day| day.weekday().number_from_monday() > 5);
    match (days.len(), only_weekends) {
        (0, _) => None,
        (_, true) => Some(sentence("clock-skip-weekends", vec![("count", number(weekends.len()))])),
        (count, false) => Some(sentence("clock-skip-weekdays", vec![("count", number(count)), office])),
    }
}

fn skipped_dates(steps: &[Step], office: (&'static str, Arg)) -> Option<Sentence> {
    let days: Vec<_> = steps
        .iter()
        .filter_map(|step| match &step.what {
            What::SkippedClosed { reason } => Some((reason.clone(), step.date)),
            _ => None,
        })
        .collect();
    (!days.is_empty())
        .then(|| sentence("clock-skip-dates", vec![("count", number(days.len())), office, ("days", Arg::Closed(days))]))
}

fn number(count: usize) -> Arg {
    Arg::Number(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Where the count ends, what moved it, until when there is time, and whether that may still change.
fn ending(rule: &Rule, steps: &[Step], office: (&'static str, Arg)) -> Vec<Sentence> {
    let Some((Step { date: due, what: What::Due { time, known_until } }, before)) = steps.split_last() else {
        return vec![];
    };
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
        let days: Vec<_> = rolled
            .iter()
            .filter_map(|(date, closed)| match closed {
                Closed::Date(reason) => Some((reason.clone(), *date)),
                Closed::Weekday => None,
            })
            .collect();
        if !days.is_empty() {
            told.push(sentence("clock-rolled-dates", vec![("days", Arg::Closed(days))]));
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

/// In the text a count of 0 means that the day has none.
fn day(step: &Step, count_before: Option<u32>) -> Day {
    let reason = |reason: &Reason| Some(("reason", Arg::Reason(reason.clone())));
    let (kind, key, count, more) = match &step.what {
        What::DayZero => (DayKind::Zero, "clock-day-zero", None, None),
        What::Started { time } => (DayKind::Zero, "clock-day-started", None, Some(("time", Arg::Time(*time)))),
        What::Counted { day } => (DayKind::Counted, "clock-day-counted", Some(*day), None),
        What::Hours { .. } => (DayKind::Counted, "clock-day-hours", None, None),
        What::MonthsLater { .. } => (DayKind::Counted, "clock-day-months", None, None),
        What::SkippedWeekday => (DayKind::Weekday, "clock-day-skipped", None, None),
        What::SkippedClosed { reason: why } => (DayKind::Closed, "clock-day-skipped-closed", None, reason(why)),
        What::Rolled { closed: Closed::Weekday } => (DayKind::Weekday, "clock-day-rolled", count_before, None),
        What::Rolled { closed: Closed::Date(why) } => {
            (DayKind::Closed, "clock-day-rolled-closed", count_before, reason(why))
        }
        What::Due { time, .. } => (DayKind::Due, "clock-day-due", count_before, Some(("time", Arg::Time(*time)))),
    };
    let mut args = vec![("date", Arg::Date(step.date)), ("count", Arg::Number(count.unwrap_or_default()))];
    args.extend(more);
    Day { date: step.date, kind, count, text: sentence(key, args) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Closures, RULES, deadline, rule};
    use chrono::{DateTime, Weekday};

    const LOCALES: [&str; 2] =
        [include_str!("../../locales/en-US/clocks.ftl"), include_str!("../../locales/es-US/clocks.ftl")];

    fn date(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn steps(rule: &Rule, trigger: &str) -> Vec<Step> {
        let holiday = |name: &str| Reason { en: name.to_owned(), es: name.to_owned() };
        let closures = Closures {
            id: "records".to_owned(),
            version: 1,
            weekdays: vec![Weekday::Sat, Weekday::Sun],
            weekday_changes: [].into(),
            dates: [(date(11, 26), holiday("Thanksgiving Day")), (date(11, 27), holiday("Day after Thanksgiving"))]
                .into(),
            known_until: date(12, 31),
        };
        deadline(rule, DateTime::parse_from_rfc3339(trigger).unwrap(), &closures).unwrap().steps
    }

    fn keys(sentence: &Sentence) -> Vec<String> {
        let inner = sentence.args.iter().filter_map(|(_, arg)| match arg {
            Arg::Sentence(inner) => Some(keys(inner)),
            _ => None,
        });
        [sentence.key.clone()].into_iter().chain(inner.flatten()).collect()
    }

    fn told(sentences: &[Sentence]) -> Vec<&str> {
        sentences.iter().map(|sentence| sentence.key.as_str()).collect()
    }

    #[test]
    fn working_days_are_told_with_the_weekends_and_holidays_skipped() {
        let target = rule("report.target").unwrap();
        let told_here = sentences(target, &steps(target, "2026-11-16T10:42:00-08:00"));
        assert_eq!(
            told(&told_here),
            [
                "clock-start-day",
                "clock-count-working-days",
                "clock-skip-weekends",
                "clock-skip-dates",
                "clock-until-day-agency"
            ]
        );
        assert_eq!(told_here[2].args, [("count", Arg::Number(2))]);
        assert_eq!(told_here[3].args[0], ("count", Arg::Number(2)));
        assert_eq!(told_here[4].args[..2], [("count", Arg::Number(10)), ("date", Arg::Date(date(12, 2)))]);
    }

    #[test]
    fn a_rolled_deadline_is_told_with_what_moved_it() {
        let determination = rule("cpra.determination").unwrap();
        let steps = steps(determination, "2026-11-16T10:12:00-08:00");
        let told_here = sentences(determination, &steps);
        assert_eq!(
            told(&told_here),
            [
                "clock-start-day",
                "clock-count-calendar-days",
                "clock-rolled",
                "clock-rolled-dates",
                "clock-until-agency"
            ]
        );
        let last: Vec<_> = days(&steps).into_iter().skip(9).map(|day| (day.date, day.kind, day.count)).collect();
        assert_eq!(
            last,
            [
                (date(11, 25), DayKind::Counted, Some(9)),
                (date(11, 26), DayKind::Closed, Some(10)),
                (date(11, 27), DayKind::Closed, None),
                (date(11, 28), DayKind::Weekday, None),
                (date(11, 29), DayKind::Weekday, None),
                (date(11, 30), DayKind::Due, None),
            ]
        );
    }

    #[test]
    fn what_is_left_is_counted_in_the_days_of_the_rule() {
        let (target, determination) = (rule("report.target").unwrap(), rule("cpra.determination").unwrap());
        for (rule, today, key, count) in [
            (target, date(11, 24), "clock-left-working-days", 4),
            (target, date(12, 2), "clock-left-working-days", 0),
            (target, date(12, 4), "clock-left-overdue", 2),
            (determination, date(11, 24), "clock-left-days", 6),
        ] {
            let left = days_left(rule, &steps(rule, "2026-11-16T10:42:00-08:00"), today);
            assert_eq!(left, Some(sentence(key, vec![("count", Arg::Number(count))])), "{} on {today}", rule.id);
        }
    }

    #[test]
    fn every_key_has_its_words_in_both_languages() {
        let mut needed: BTreeSet<String> = BTreeSet::new();
        for rule in RULES {
            needed.extend([rule.name_key(), rule.staff_name_key()]);
            needed.extend(keys(&footing(rule)));
            if rule.kind == Kind::NoClock {
                continue;
            }
            for day in 1..=31 {
                let steps = steps(rule, &format!("2026-12-{day:02}T22:30:00-08:00"));
                needed.extend(sentences(rule, &steps).iter().flat_map(keys));
                needed.extend(days(&steps).iter().flat_map(|day| keys(&day.text)));
                needed.extend(days_left(rule, &steps, date(12, 1)).iter().flat_map(keys));
            }
        }
        for words in LOCALES {
            let known: BTreeSet<&str> =
                words.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key).collect();
            let missing: Vec<_> = needed.iter().filter(|key| !known.contains(key.as_str())).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }
}
