//! When a counter is open, when it opens next, and the closures that are near.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use shared::lang::{Lang, Text};

use super::{Counter, Profile, Window};
use crate::local_time;

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

impl Profile {
    /// Whether a counter is open now, by its weekly hours and its calendar.
    pub fn open_now(&self, counter: &Counter, now: DateTime<Utc>) -> Opening {
        let (today, time) = (self.zone.date(now), self.zone.time(now));
        let Some(closures) = self.closures(&counter.calendar) else { return Opening::Unknown };
        for date in today.iter_days().take(SEARCHED_DAYS).filter(|date| closures.closed(*date).is_none()) {
            for window in hours_on(counter, date.weekday()) {
                if date > today || time < window.from {
                    return Opening::Next(date, window.from);
                }
                if time < window.to {
                    return Opening::Until(window.to);
                }
            }
        }
        Opening::Unknown
    }

    /// Closures of the next two weeks, today included, that keep one of these counters from opening.
    pub fn upcoming_closures(&self, counters: &[&str], now: DateTime<Utc>) -> Vec<UpcomingClosure> {
        let today = self.zone.date(now);
        let served: Vec<_> = counters
            .iter()
            .filter_map(|id| {
                let counter = self.counters.get(*id)?;
                Some((*id, counter, self.closures(&counter.calendar)?))
            })
            .collect();
        let mut found: Vec<UpcomingClosure> = Vec::new();
        for date in today.iter_days().take_while(|date| *date < today + Days::new(ANNOUNCED_DAYS)) {
            let usual: Vec<_> =
                served.iter().filter(|(_, counter, _)| hours_on(counter, date.weekday()).next().is_some()).collect();
            let closed: Vec<_> = usual.iter().filter(|(_, _, closures)| closures.closed(date).is_some()).collect();
            let Some(reason) = closed.iter().find_map(|(_, _, closures)| closures.dates.get(&date)) else {
                continue;
            };
            let reason = Text { en: reason.en.clone(), es: reason.es.clone() };
            let only = match closed.len() == usual.len() {
                true => Vec::new(),
                false => closed.iter().map(|(id, _, _)| (*id).to_owned()).collect(),
            };
            match found.last_mut() {
                Some(last) if last.only == only && last.days.last().and_then(NaiveDate::succ_opt) == Some(date) => {
                    last.days.push(date);
                    if !last.reasons.contains(&reason) {
                        last.reasons.push(reason);
                    }
                }
                _ => found.push(UpcomingClosure { days: vec![date], reasons: vec![reason], only }),
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

/// All windows in words, one after the other.
pub(super) fn hours_in_words(windows: &[Window], lang: Lang) -> String {
    windows.iter().map(|window| window_in_words(window, lang)).collect::<Vec<_>>().join("; ")
}

/// "Monday to Friday, 9:00 am to 5:00 pm", "martes a jueves, 12:00 p. m. a 5:00 p. m.".
fn window_in_words(window: &Window, lang: Lang) -> String {
    let name = |day: &Weekday| local_time::weekday(lang, *day).to_owned();
    let (to, and) = match lang {
        Lang::En => ("to", "and"),
        Lang::Es => ("a", "y"),
    };
    let in_a_row = window.days.windows(2).all(|pair| matches!(pair, [day, next] if day.succ() == *next));
    let days = match window.days.as_slice() {
        [first, .., last] if in_a_row && window.days.len() > 2 => {
            format!("{} {to} {}", name(first), name(last))
        }
        [rest @ .., last] if !rest.is_empty() => {
            format!("{} {and} {}", rest.iter().map(name).collect::<Vec<_>>().join(", "), name(last))
        }
        days => days.iter().map(name).collect(),
    };
    // "5:00" and "pm" stay on one line.
    let time = |time| local_time::time(lang, time).replace(' ', "\u{a0}");
    format!("{days}, {} {to} {}", time(window.from), time(window.to))
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
        match profile.open_now(&profile.counters[counter], at(local)) {
            Opening::Until(time) => format!("until {time}"),
            Opening::Next(date, time) => format!("next {date} {time}"),
            Opening::Unknown => "unknown".into(),
        }
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
        let found = profile().upcoming_closures(&["records", "property"], at("2026-11-24 11:24"));
        assert_eq!(found.len(), 1, "{found:?}");
        let days: Vec<String> = found[0].days.iter().map(ToString::to_string).collect();
        // The property window never opens on Fridays, so the Friday is a closure of all that would be open.
        assert_eq!(days, ["2026-11-26", "2026-11-27"]);
        assert_eq!(found[0].reasons.len(), 2);
        assert!(found[0].only.is_empty());
        assert!(profile().upcoming_closures(&["records", "property"], at("2026-10-01 11:24")).is_empty());
    }

    #[test]
    fn a_closure_of_one_counter_names_it() {
        let mut profile = profile();
        for group in &mut profile.closures {
            group.calendars.remove("property");
        }
        let found = profile.upcoming_closures(&["records", "property"], at("2026-11-24 11:24"));
        let only: Vec<_> = found.iter().map(|closure| closure.only.clone()).collect();
        assert_eq!(only, [vec!["records".to_owned()], vec![]]);
    }

    #[test]
    fn hours_are_read_out_in_both_languages() {
        let profile = profile();
        let words = |counter: &str, lang| profile.counters[counter].hours_in_words(lang).replace('\u{a0}', " ");
        assert_eq!(words("records", Lang::En), "Monday to Friday, 9:00 am to 5:00 pm");
        assert_eq!(words("property", Lang::Es), "martes a jueves, 12:00 p. m. a 5:00 p. m.");
        let two = Window { days: vec![Weekday::Mon, Weekday::Wed], ..profile.counters["records"].hours[0].clone() };
        assert_eq!(window_in_words(&two, Lang::En).replace('\u{a0}', " "), "Monday and Wednesday, 9:00 am to 5:00 pm");
    }
}
