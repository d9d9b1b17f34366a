//! The days on which an office is closed.

use super::Reason;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a date does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// The office is closed on this weekday every week.
    Weekday,
    /// A holiday, or another closure on this date.
    Date(Reason),
}

/// One version of an office's calendar. Versions are only ever added, so that old clocks can be worked out again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closures {
    /// The office's id, such as `records`.
    pub id: String,
    /// Counts up from 1.
    pub version: u32,
    /// Weekdays on which the office is closed every week.
    pub weekdays: Vec<Weekday>,
    /// From a day on, these weekdays in place of the ones before.
    pub weekday_changes: BTreeMap<NaiveDate, Vec<Weekday>>,
    /// Holidays and other closures.
    pub dates: BTreeMap<NaiveDate, Reason>,
    /// The last day whose closures are known; what falls due later is provisional.
    pub known_until: NaiveDate,
}

impl Closures {
    /// Why the office is closed on a date; none when it is open. A holiday on a closed weekday is named as the weekday.
    #[must_use]
    pub fn closed(&self, date: NaiveDate) -> Option<Closed> {
        if self.closed_weekdays(date).contains(&date.weekday()) {
            return Some(Closed::Weekday);
        }
        self.dates.get(&date).cloned().map(Closed::Date)
    }

    /// The weekdays on which the office is closed every week around a date.
    #[must_use]
    pub fn closed_weekdays(&self, date: NaiveDate) -> &[Weekday] {
        self.weekday_changes.range(..=date).next_back().map_or(&self.weekdays, |(_, weekdays)| weekdays)
    }

    /// The date itself when the office is open, else the next one on which it is; none when it does not open again
    /// within ten years.
    #[must_use]
    pub fn next_open(&self, date: NaiveDate) -> Option<NaiveDate> {
        date.iter_days().take(TEN_YEARS).find(|day| self.closed(*day).is_none())
    }
}

/// Days to look ahead before an office counts as never open.
const TEN_YEARS: usize = 3653;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn a_week_changes_on_its_day_and_not_before() {
        let calendar = Closures {
            id: "records".to_owned(),
            version: 2,
            weekdays: vec![Weekday::Sat, Weekday::Sun],
            weekday_changes: [(day(12, 7), vec![Weekday::Fri, Weekday::Sat, Weekday::Sun]), (day(12, 21), vec![])]
                .into(),
            dates: BTreeMap::new(),
            known_until: day(12, 31),
        };
        let closed = |month, of| calendar.closed(day(month, of)).is_some();
        assert!(!closed(12, 4), "the last Friday before");
        assert!(closed(12, 5) && closed(12, 11), "a Saturday before, a Friday after");
        assert!(!closed(12, 26), "no day at all from the second change on");
        assert_eq!(calendar.next_open(day(12, 18)), Some(day(12, 21)), "over the day of a change");
    }
}
