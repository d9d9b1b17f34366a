//! From a rule, a trigger moment and an office's closures to the due moment, with every step on the way.

use super::{Closed, Closures, Kind, Reason, Rule};
use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, SubsecRound, TimeDelta, TimeZone};
use serde::{Deserialize, Serialize};

/// When a clock ends, and how that was worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline<Tz: TimeZone> {
    /// The last second, in the zone of the trigger.
    pub due: DateTime<Tz>,
    /// The calendar is not known that far: a closure that is added later may move it.
    pub provisional: bool,
    /// Each day that was counted, skipped or rolled, in order; the last one is the due date.
    pub steps: Vec<Step>,
}

/// One line of the working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The local date.
    pub date: NaiveDate,
    /// What became of it.
    #[serde(flatten)]
    pub what: What,
}

/// What became of a date. A last day that turns out closed has two steps: counted, then rolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// The trigger day, from which days and months are counted.
    DayZero,
    /// The trigger moment, from which hours are counted.
    Started {
        /// Local time.
        time: NaiveTime,
    },
    /// Counted as the n-th day.
    Counted {
        /// From 1.
        day: u32,
    },
    /// Hours of this date counted.
    Hours {
        /// Seconds of this date.
        seconds: i64,
        /// Seconds up to the end of this date.
        so_far: i64,
    },
    /// The same day of the month, months later.
    MonthsLater {
        /// How many.
        months: u32,
        /// That month has no such day: its last one was taken.
        shortened: bool,
    },
    /// Not counted: closed on this weekday.
    SkippedWeekday,
    /// Not counted: closed on this date.
    SkippedClosed {
        /// Why.
        reason: Reason,
    },
    /// The clock would have ended here, but the office is closed: on to the next day.
    Rolled {
        /// Why.
        closed: Closed,
    },
    /// The clock ends.
    Due {
        /// Local time.
        time: NaiveTime,
        /// Set when the due moment is provisional: the last day for which the calendar is known.
        known_until: Option<NaiveDate>,
    },
}

/// Why no due moment can be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// The rule has no due moment.
    #[error("this rule has no clock")]
    NoClock,
    /// The office is closed for years on end.
    #[error("the office never opens")]
    NeverOpen,
    /// Before or after the dates that a computer knows.
    #[error("the date is out of range")]
    OutOfRange,
}

/// Works a clock out. The same inputs give the same answer on every machine and in every year.
///
/// Whether something received after hours counts from that day or from the next open one is the caller's to settle
/// before, by the trigger.
///
/// # Errors
/// When the rule has no clock, the office never opens, or the date is out of range.
pub fn deadline<Tz: TimeZone>(
    rule: &Rule,
    trigger: DateTime<Tz>,
    closures: &Closures,
) -> Result<Deadline<Tz>, DeadlineError> {
    let trigger = trigger.trunc_subsecs(0);
    let zone = trigger.timezone();
    let start = trigger.date_naive();
    let mut working = Working { closures, steps: Vec::new() };
    let due = match rule.kind {
        Kind::CalendarRolled(days) => {
            let last = working.calendar_days(start, days)?;
            end_of_day(&zone, working.rolled(last)?)?
        }
        Kind::CalendarFirm(days) => end_of_day(&zone, working.calendar_days(start, days)?)?,
        Kind::WorkingDays(days) => end_of_day(&zone, working.working_days(start, days)?)?,
        Kind::MonthsRolled(months) => {
            let last = working.months(start, months)?;
            end_of_day(&zone, working.rolled(last)?)?
        }
        Kind::ElapsedHours(hours) => working.hours(&trigger, hours, false)?,
        Kind::OpenHours(hours) => working.hours(&trigger, hours, true)?,
        Kind::NoClock => return Err(DeadlineError::NoClock),
    };
    let provisional = rule.kind.needs_calendar() && due.date_naive() > closures.known_until;
    let known_until = provisional.then_some(closures.known_until);
    working.note(due.date_naive(), What::Due { time: due.time(), known_until });
    Ok(Deadline { due, provisional, steps: working.steps })
}

struct Working<'a> {
    closures: &'a Closures,
    steps: Vec<Step>,
}

impl Working<'_> {
    fn note(&mut self, date: NaiveDate, what: What) {
        self.steps.push(Step { date, what });
    }

    fn calendar_days(&mut self, start: NaiveDate, days: u32) -> Result<NaiveDate, DeadlineError> {
        self.note(start, What::DayZero);
        let mut date = start;
        for day in 1..=days {
            date = next(date)?;
            self.note(date, What::Counted { day });
        }
        Ok(date)
    }

    fn working_days(&mut self, start: NaiveDate, days: u32) -> Result<NaiveDate, DeadlineError> {
        self.note(start, What::DayZero);
        let mut date = start;
        for day in 1..=days {
            date = self.until_open(next(date)?, skipped)?;
            self.note(date, What::Counted { day });
        }
        Ok(date)
    }

    fn months(&mut self, start: NaiveDate, months: u32) -> Result<NaiveDate, DeadlineError> {
        self.note(start, What::DayZero);
        let date = start.checked_add_months(Months::new(months)).ok_or(DeadlineError::OutOfRange)?;
        self.note(date, What::MonthsLater { months, shortened: date.day() != start.day() });
        Ok(date)
    }

    fn rolled(&mut self, last: NaiveDate) -> Result<NaiveDate, DeadlineError> {
        self.until_open(last, |closed| What::Rolled { closed })
    }

    /// Goes on to the first open day from `from` on, and notes each closed one before it.
    fn until_open(&mut self, from: NaiveDate, note: fn(Closed) -> What) -> Result<NaiveDate, DeadlineError> {
        let open = self.closures.next_open(from).ok_or(DeadlineError::NeverOpen)?;
        for date in from.iter_days().take_while(|date| *date < open) {
            if let Some(closed) = self.closures.closed(date) {
                self.note(date, note(closed));
            }
        }
        Ok(open)
    }

    /// Counts real seconds date by date, because a date with a daylight-saving change has 23 or 25 hours.
    fn hours<Tz: TimeZone>(
        &mut self,
        trigger: &DateTime<Tz>,
        hours: u32,
        only_open: bool,
    ) -> Result<DateTime<Tz>, DeadlineError> {
        let zone = trigger.timezone();
        let total = i64::from(hours) * 3600;
        let mut now = trigger.clone();
        let mut date = now.date_naive();
        let mut so_far = 0;
        self.note(date, What::Started { time: now.time() });
        loop {
            if only_open {
                let open = self.until_open(date, skipped)?;
                if open > date {
                    now = start_of_day(&zone, open)?;
                    date = open;
                }
            }
            let midnight = start_of_day(&zone, next(date)?)?;
            let seconds = midnight.clone().signed_duration_since(&now).num_seconds().min(total - so_far);
            so_far += seconds;
            self.note(date, What::Hours { seconds, so_far });
            // An end exactly at midnight stays there, even when the day that begins is closed.
            if so_far == total {
                return now.checked_add_signed(TimeDelta::seconds(seconds)).ok_or(DeadlineError::OutOfRange);
            }
            now = midnight;
            date = next(date)?;
        }
    }
}

fn skipped(closed: Closed) -> What {
    match closed {
        Closed::Weekday => What::SkippedWeekday,
        Closed::Date(reason) => What::SkippedClosed { reason },
    }
}

fn next(date: NaiveDate) -> Result<NaiveDate, DeadlineError> {
    date.succ_opt().ok_or(DeadlineError::OutOfRange)
}

/// The date's first moment. Where clocks jump over midnight that is later than 00:00 (in a few zones a whole date was
/// left out); where they repeat it, the first of the two.
fn start_of_day<Tz: TimeZone>(zone: &Tz, date: NaiveDate) -> Result<DateTime<Tz>, DeadlineError> {
    let midnight = date.and_time(NaiveTime::MIN);
    (0..=QUARTER_HOURS_OF_TWO_DAYS)
        .filter_map(|quarters| midnight.checked_add_signed(TimeDelta::minutes(15 * quarters)))
        .find_map(|local| zone.from_local_datetime(&local).earliest())
        .ok_or(DeadlineError::OutOfRange)
}

const QUARTER_HOURS_OF_TWO_DAYS: i64 = 192;

/// The date's last second, 23:59:59 on all but the oddest dates; where that happens twice, the second one.
fn end_of_day<Tz: TimeZone>(zone: &Tz, date: NaiveDate) -> Result<DateTime<Tz>, DeadlineError> {
    start_of_day(zone, next(date)?)?.checked_sub_signed(TimeDelta::seconds(1)).ok_or(DeadlineError::OutOfRange)
}
