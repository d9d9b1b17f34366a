//! The offices of the department at a moment: which counters are open, when they open next, which closures are near.
//!
//! Hours are the profile's; on which days an office is closed is the database's, where an administrator may change it.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use shared::calendar::Closures;
use shared::lang::Text;

use super::{Outcome, published};
use crate::app::Cx;
use crate::config::profile::{Counter, Profile, Window};
use crate::db::Conn;

/// How far ahead a closure is announced.
const ANNOUNCED_DAYS: u64 = 14;
/// How far ahead the next opening is looked for; no office closes longer without a new calendar.
const SEARCHED_DAYS: usize = 60;

/// Whether a counter is open at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Open, until this time today.
    Until(NaiveTime),
    /// Closed; opens on this day at this time.
    Next(NaiveDate, NaiveTime),
    /// Closed, and not known to open within the next weeks.
    Unknown,
}

/// Closed days in a row on which some counter would else be open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpcomingClosure {
    /// The days, in order.
    pub days: Vec<NaiveDate>,
    /// Why, once for each reason.
    pub reasons: Vec<Text>,
    /// Ids of the counters that are closed, when others are open.
    pub only: Vec<String>,
}

/// The calendars of all offices as they are at a moment.
#[derive(Debug, Clone)]
pub struct Offices {
    /// The moment.
    pub now: DateTime<Utc>,
    /// The local day.
    pub today: NaiveDate,
    time: NaiveTime,
    calendars: BTreeMap<String, Closures>,
}

impl Offices {
    /// The offices now, by the newest version of each calendar.
    ///
    /// # Errors
    /// When storage fails.
    pub fn read(conn: &mut Conn, cx: &Cx) -> Outcome<Self> {
        Ok(Self::new(&cx.app.profile, cx.now, published::closures(conn, cx)?))
    }

    /// The offices as the profile has them, which is what the database began with.
    #[must_use]
    pub fn of_profile(profile: &Profile, now: DateTime<Utc>) -> Self {
        Self::new(profile, now, profile.calendars.keys().filter_map(|id| profile.closures(id)))
    }

    fn new(profile: &Profile, now: DateTime<Utc>, calendars: impl IntoIterator<Item = Closures>) -> Self {
        let calendars = calendars.into_iter().map(|calendar| (calendar.id.clone(), calendar)).collect();
        Self { now, today: profile.zone.date(now), time: profile.zone.time(now), calendars }
    }

    /// Whether a counter is open, by its weekly hours and its calendar.
    #[must_use]
    pub fn opening(&self, counter: &Counter) -> Opening {
        let Some(closures) = self.calendars.get(&counter.calendar) else { return Opening::Unknown };
        for date in self.today.iter_days().take(SEARCHED_DAYS).filter(|date| closures.closed(*date).is_none()) {
            for window in hours_on(counter, date.weekday()) {
                if date > self.today || self.time < window.from {
                    return Opening::Next(date, window.from);
                }
                if self.time < window.to {
                    return Opening::Until(window.to);
                }
            }
        }
        Opening::Unknown
    }

    /// The days of the next weeks on which a counter would be open, and its office is closed.
    pub fn closed_days(&self, counter: &Counter, ahead: Days) -> impl Iterator<Item = NaiveDate> {
        let closures = self.calendars.get(&counter.calendar);
        let days = self.today.iter_days().take_while(move |date| *date < self.today + ahead);
        days.filter(move |date| {
            let closed = closures.is_some_and(|closures| closures.closed(*date).is_some());
            closed && hours_on(counter, date.weekday()).next().is_some()
        })
    }

    /// Closures of the next two weeks, today included, that keep one of these counters of the profile from opening.
    #[must_use]
    pub fn upcoming_closures(&self, profile: &Profile, counters: &[&str]) -> Vec<UpcomingClosure> {
        let served: Vec<_> = counters
            .iter()
            .filter_map(|id| {
                let counter = profile.counters.get(*id)?;
                Some((*id, counter, self.calendars.get(&counter.calendar)?))
            })
            .collect();
        let mut found: Vec<UpcomingClosure> = Vec::new();
        for date in self.today.iter_days().take_while(|date| *date < self.today + Days::new(ANNOUNCED_DAYS)) {
            let usual: Vec<_> =
                served.iter().filter(|(_, counter, _)| hours_on(counter, date.weekday()).next().is_some()).collect();
            let closed: Vec<_> = usual.iter().filter(|(_, _, closures)| closures.closed(date).is_some()).collect();
            // A weekday on which the office never opens has no reason: nobody expects it to.
            let reasons = closed.iter().filter_map(|(_, _, closures)| closures.dates.get(&date));
            let reasons: Vec<Text> = reasons.map(|why| Text { en: why.en.clone(), es: why.es.clone() }).collect();
            if reasons.is_empty() {
                continue;
            }
            let only = match closed.len() == usual.len() {
                true => Vec::new(),
                false => closed.iter().map(|(id, _, _)| (*id).to_owned()).collect(),
            };
            let goes_on = |last: &UpcomingClosure| {
                last.only == only && last.days.last().and_then(NaiveDate::succ_opt) == Some(date)
            };
            if !found.last().is_some_and(goes_on) {
                found.push(UpcomingClosure { days: Vec::new(), reasons: Vec::new(), only });
            }
            if let Some(closure) = found.last_mut() {
                closure.days.push(date);
                for reason in reasons {
                    if !closure.reasons.contains(&reason) {
                        closure.reasons.push(reason);
                    }
                }
            }
        }
        found
    }
}

/// The windows of a weekday, the earliest first.
fn hours_on(counter: &Counter, weekday: Weekday) -> impl Iterator<Item = &Window> {
    let mut windows: Vec<&Window> = counter.hours.iter().filter(|window| window.days.contains(&weekday)).collect();
    windows.sort_by_key(|window| window.from);
    windows.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Profile {
        Profile::built_in().unwrap()
    }

    fn at(local: &str) -> DateTime<Utc> {
        use chrono::TimeZone;
        let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        chrono_tz::America::Los_Angeles.from_local_datetime(&local).unwrap().to_utc()
    }

    fn opening(counter: &str, local: &str) -> String {
        let profile = profile();
        match Offices::of_profile(&profile, at(local)).opening(&profile.counters[counter]) {
            Opening::Until(time) => format!("until {time}"),
            Opening::Next(date, time) => format!("next {date} {time}"),
            Opening::Unknown => "unknown".into(),
        }
    }

    fn closures(profile: &Profile, local: &str) -> Vec<UpcomingClosure> {
        Offices::of_profile(profile, at(local)).upcoming_closures(profile, &["records", "property"])
    }

    #[test]
    fn a_counter_opens_and_closes_by_its_hours() {
        for (counter, local, expected) in [
            ("records", "2026-11-24 11:24", "until 17:00:00"),
            ("records", "2026-11-24 08:59", "next 2026-11-24 09:00:00"),
            ("records", "2026-11-24 09:00", "until 17:00:00"),
            ("records", "2026-11-24 17:00", "next 2026-11-25 09:00:00"),
            ("property", "2026-11-24 11:24", "next 2026-11-24 12:00:00"),
            ("property", "2026-11-24 12:00", "until 17:00:00"),
            ("property_office", "2026-11-23 08:00", "until 17:30:00"),
            // Fridays never.
            ("property", "2026-12-04 13:00", "next 2026-12-08 12:00:00"),
        ] {
            assert_eq!(opening(counter, local), expected, "{counter} at {local}");
        }
    }

    #[test]
    fn holidays_and_weekends_are_skipped() {
        assert_eq!(opening("records", "2026-11-25 17:00"), "next 2026-11-30 09:00:00", "Thanksgiving, then a weekend");
        assert_eq!(opening("records", "2026-11-26 10:00"), "next 2026-11-30 09:00:00", "on the holiday itself");
        assert_eq!(opening("property", "2026-12-31 17:00"), "next 2027-01-05 12:00:00", "New Year, then a weekend");
    }

    #[test]
    fn hours_stay_local_when_the_clocks_change() {
        // Daylight saving ends on November 1, 2026 and begins on March 14, 2027.
        for day in ["2026-10-30", "2026-11-02", "2027-03-12", "2027-03-15"] {
            assert_eq!(opening("records", &format!("{day} 09:00")), "until 17:00:00", "{day}");
            assert_eq!(opening("records", &format!("{day} 08:59")), format!("next {day} 09:00:00"));
            assert!(opening("records", &format!("{day} 16:59")).starts_with("until"), "{day}");
        }
        assert_eq!(at("2026-10-30 09:00").to_rfc3339(), "2026-10-30T16:00:00+00:00");
        assert_eq!(at("2026-11-02 09:00").to_rfc3339(), "2026-11-02T17:00:00+00:00");
    }

    #[test]
    fn closures_that_are_near_are_announced_together() {
        let found = closures(&profile(), "2026-11-24 11:24");
        assert_eq!(found.len(), 1, "{found:?}");
        let days: Vec<String> = found[0].days.iter().map(ToString::to_string).collect();
        // The property window never opens on Fridays, so the Friday is a closure of all that would be open.
        assert_eq!(days, ["2026-11-26", "2026-11-27"]);
        assert_eq!(found[0].reasons.len(), 2);
        assert!(found[0].only.is_empty());
        assert!(closures(&profile(), "2026-10-01 11:24").is_empty());
    }

    #[test]
    fn a_closure_of_one_counter_names_it() {
        let profile = profile();
        let mut offices = Offices::of_profile(&profile, at("2026-11-24 11:24"));
        offices.calendars.get_mut("property").unwrap().dates.clear();
        let found = offices.upcoming_closures(&profile, &["records", "property"]);
        let only: Vec<_> = found.iter().map(|closure| closure.only.clone()).collect();
        assert_eq!(only, [vec!["records".to_owned()], vec![]]);
    }
}
