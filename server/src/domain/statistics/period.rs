//! Periods of local days, and what they fall into.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::db::statistics::Span;

/// Longest period that is told by days, by weeks, by months.
const MOST_DAYS: i64 = 31;
const MOST_WEEKS: i64 = 27;
const MOST_MONTHS: i64 = 36;

/// Local days, the first and the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// By what a period is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Day by day.
    Day,
    /// By weeks, which begin on Mondays.
    Week,
    /// By months of the calendar.
    Month,
    /// By years of the calendar.
    Year,
}

impl Period {
    /// So many days, of which `today` is the last.
    #[must_use]
    pub fn last_days(today: NaiveDate, days: u64) -> Self {
        Self { from: today - Days::new(days.saturating_sub(1)), to: today }
    }

    /// So many weeks, of which that of `today` is the last, up to today.
    #[must_use]
    pub fn last_weeks(today: NaiveDate, weeks: u64) -> Self {
        let whole = Days::new(weeks.saturating_sub(1) * 7);
        Self { from: Grain::Week.begin(today) - whole, to: today }
    }

    /// The moments of these days in a zone.
    #[must_use]
    pub fn span(self, zone: Tz) -> Span {
        Span { from: start_of(self.from, zone), until: start_of(self.to + Days::new(1), zone) }
    }

    /// What it is told by.
    #[must_use]
    pub fn grain(self) -> Grain {
        let days = (self.to - self.from).num_days() + 1;
        match days {
            _ if days <= MOST_DAYS => Grain::Day,
            _ if days <= MOST_WEEKS * 7 => Grain::Week,
            _ if days <= MOST_MONTHS * 31 => Grain::Month,
            _ => Grain::Year,
        }
    }

    /// Its days, weeks, months or years; the first and the last may be cut by its ends.
    #[must_use]
    pub fn parts(self, grain: Grain) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let next = grain.next(from);
            parts.push(Self { from, to: self.to.min(next - Days::new(1)) });
            from = next;
        }
        parts
    }
}

impl Grain {
    /// The first day of the one that a day is in.
    fn begin(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => day,
            Self::Week => day - Days::new(u64::from(day.weekday().num_days_from_monday())),
            Self::Month => day.with_day(1).unwrap_or(day),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day),
        }
    }

    /// The first day of the one after that a day is in.
    fn next(self, day: NaiveDate) -> NaiveDate {
        let begin = self.begin(day);
        match self {
            Self::Day => begin + Days::new(1),
            Self::Week => begin + Days::new(7),
            Self::Month => begin + Months::new(1),
            Self::Year => begin + Months::new(12),
        }
    }
}

/// The first moment of a local day, in UTC.
#[must_use]
pub fn start_of(day: NaiveDate, zone: Tz) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    // Where daylight saving begins at midnight, the day begins an hour later.
    let first = [midnight, midnight + TimeDelta::hours(1)].into_iter();
    let local = first.filter_map(|local| local.and_local_timezone(zone).earliest()).next();
    local.map_or(midnight, |moment| moment.with_timezone(&Utc).naive_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn period(from: &str, to: &str) -> Period {
        Period { from: day(from), to: day(to) }
    }

    fn hours(period: Period) -> i64 {
        let span = period.span(Tz::America__Los_Angeles);
        (span.until - span.from).num_hours()
    }

    #[test]
    fn weeks_are_whole_across_daylight_saving() {
        let weeks = period("2026-10-19", "2026-11-08").parts(Grain::Week);
        assert_eq!(weeks.iter().copied().map(hours).collect::<Vec<_>>(), [168, 169, 168]);
        let spring = period("2027-03-08", "2027-03-21").parts(Grain::Week);
        assert_eq!(spring.iter().copied().map(hours).collect::<Vec<_>>(), [167, 168]);
        let spans: Vec<Span> = weeks.iter().map(|week| week.span(Tz::America__Los_Angeles)).collect();
        assert!(spans.windows(2).all(|pair| pair[0].until == pair[1].from), "no moment is lost or told twice");
    }

    #[test]
    fn a_day_that_begins_at_one_begins_there() {
        assert_eq!(start_of(day("2026-09-06"), Tz::America__Santiago).to_string(), "2026-09-06 04:00:00");
    }

    #[test]
    fn a_cut_week_keeps_to_its_period() {
        let weeks = period("2026-11-18", "2026-11-24").parts(Grain::Week);
        assert_eq!(weeks, [period("2026-11-18", "2026-11-22"), period("2026-11-23", "2026-11-24")]);
        assert_eq!(Period::last_weeks(day("2026-11-24"), 2), period("2026-11-16", "2026-11-24"));
        assert_eq!(Period::last_days(day("2026-11-24"), 1), period("2026-11-24", "2026-11-24"));
    }

    #[test]
    fn the_longer_a_period_the_larger_its_parts() {
        let grain = |from| period(from, "2026-11-24").grain();
        assert_eq!(grain("2026-11-01"), Grain::Day);
        assert_eq!(grain("2026-08-27"), Grain::Week);
        assert_eq!(grain("2025-01-01"), Grain::Month);
        assert_eq!(grain("2010-01-01"), Grain::Year);
        let years = period("2024-07-01", "2026-11-24").parts(Grain::Year);
        assert_eq!(years[1], period("2025-01-01", "2025-12-31"));
        assert_eq!(period("2026-01-31", "2026-03-01").parts(Grain::Month).len(), 3);
    }
}
