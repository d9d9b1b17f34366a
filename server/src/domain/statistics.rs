//! What the agency may say of its work: how much came in and ended, how old what is open is, how long cases took, and
//! how they ended. Every figure is counted from the cases themselves, within the scope of whoever asks.

mod median;
mod period;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use shared::service::{Role, Service};

use super::{Outcome, policy};
use crate::app::{App, Cx, StaffActor};
use crate::db::cases::{Case, CaseChange};
use crate::db::statistics::{self as counts, Alike, Scope, Span};
use crate::db::{self, Conn, endings, settings};

pub use median::Durations;
pub use period::{Grain, Period, start_of};

/// A median is never told of fewer cases.
pub const FEWEST: u64 = 5;
/// The public is told none of fewer cases.
const FEWEST_PUBLIC: u64 = 20;
/// Days that the public's median looks back.
pub const PUBLIC_DAYS: u64 = 90;
/// Under which name the public's medians are kept.
const PUBLIC_TIMES: &str = "public_times";

/// Dispositions of cases that went on under another reference: they are ended, but nobody's wait was.
const WENT_ON: &[&str] = &["converted", "duplicate", "merged"];
/// Outcomes with which something was given out.
const RELEASED: &[&str] = &["released", "released_full", "released_part"];

/// How old the open cases are told to be, in days from and to.
const AGES: [(u64, Option<u64>); 5] = [(0, Some(2)), (3, Some(5)), (6, Some(10)), (11, Some(20)), (21, None)];

/// Notes when a case ended, and how; what was opened again has not ended.
pub(super) fn note_end(conn: &mut Conn, cx: &Cx, case: &Case, change: &CaseChange) -> Outcome<()> {
    if !change.ended {
        if case.ended {
            endings::remove(conn, &case.id)?;
        }
        return Ok(());
    }
    let outcome = change.disposition.as_ref().unwrap_or(&change.state);
    if case.ended {
        return Ok(endings::set_outcome(conn, &case.id, outcome)?);
    }
    let zone = &cx.app.profile.zone;
    let days = (zone.date(cx.now) - zone.date(case.received_at.and_utc())).num_days();
    let ending = endings::Ending {
        case_id: case.id.clone(),
        section: case.section.clone(),
        service: case.service.clone(),
        outcome: outcome.clone(),
        ended_at: cx.now.naive_utc(),
        after_days: i32::try_from(days).unwrap_or(i32::MAX),
    };
    Ok(endings::insert(conn, &ending)?)
}

/// The services whose cases somebody sees whole; none for whoever sees none, or only those with a fee.
#[must_use]
pub fn services_of(app: &App, staff: &StaffActor) -> Vec<&'static Service> {
    app.services.iter().copied().filter(|service| policy::may_see(staff, service.section.code())).collect()
}

/// What is counted for somebody: the cases of these services.
#[must_use]
pub fn scope_of(services: &[&'static Service]) -> Scope {
    let mut sections: Vec<String> = services.iter().map(|service| service.section.code().to_owned()).collect();
    sections.sort_unstable();
    sections.dedup();
    Scope { sections, services: services.iter().map(|service| service.kind.to_owned()).collect() }
}

/// How much came in and ended in a part of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// The part.
    pub period: Period,
    /// Cases that came in.
    pub received: u64,
    /// Cases that ended.
    pub ended: u64,
}

/// Volume, part by part.
///
/// # Errors
/// When storage fails.
pub fn volumes(conn: &mut Conn, cx: &Cx, scope: &Scope, parts: Vec<Period>) -> Outcome<Vec<Volume>> {
    let zone = cx.app.profile.zone.id;
    let mut volumes = Vec::new();
    for period in parts {
        let span = period.span(zone);
        let received = counts::received(conn, scope, span)?;
        volumes.push(Volume { period, received, ended: counts::ended(conn, scope, span)? });
    }
    Ok(volumes)
}

/// Open cases that are about as old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Age {
    /// Days since the receipt, at least.
    pub from: u64,
    /// Days since the receipt, at most; none for the oldest.
    pub to: Option<u64>,
    /// How many are open.
    pub open: u64,
    /// How many of these are overdue.
    pub overdue: u64,
}

/// How old the open cases are, in local days.
///
/// # Errors
/// When storage fails.
pub fn ages(conn: &mut Conn, cx: &Cx, scope: &Scope) -> Outcome<Vec<Age>> {
    let zone = &cx.app.profile.zone;
    let tomorrow = zone.date(cx.now) + Days::new(1);
    // The day that is so many days before today began that much before tomorrow.
    let begin = |days: u64| start_of(tomorrow - Days::new(days), zone.id);
    let mut ages = Vec::new();
    for (from, to) in AGES {
        let first = to.map_or(start_of(earliest(), zone.id), |to| begin(to + 1));
        let span = Span { from: first, until: begin(from) };
        let (open, overdue) = counts::open(conn, scope, span, cx.now.naive_utc())?;
        ages.push(Age { from, to, open, overdue });
    }
    Ok(ages)
}

/// The figures of one service in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceFigures {
    /// Cases that came in.
    pub received: u64,
    /// Cases that ended.
    pub ended: u64,
    /// Days to the end of those that ended, without those that went on under another reference.
    pub to_end: Durations,
    /// Days to the release of those of which something was given out.
    pub to_release: Durations,
}

/// The figures of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// By the service's kind.
    pub services: BTreeMap<String, ServiceFigures>,
    /// How many ended how: a disposition's code, or the state's where none is recorded. The most frequent first.
    pub outcomes: Vec<(String, u64)>,
}

/// What came in and ended in a period, by service.
///
/// # Errors
/// When storage fails.
pub fn figures(conn: &mut Conn, cx: &Cx, scope: &Scope, period: Period) -> Outcome<Figures> {
    let span = period.span(cx.app.profile.zone.id);
    let mut figures = Figures::default();
    for (service, cases) in counts::received_by_service(conn, scope, span)? {
        figures.services.entry(service).or_default().received = whole(cases);
    }
    figures.take_in(counts::ended_alike(conn, scope, span)?);
    Ok(figures)
}

impl Figures {
    fn take_in(&mut self, endings: Vec<Alike>) {
        let mut outcomes: BTreeMap<String, u64> = BTreeMap::new();
        for Alike { service, outcome, days, cases } in endings {
            let cases = whole(cases);
            let figures = self.services.entry(service).or_default();
            figures.ended += cases;
            if !WENT_ON.contains(&outcome.as_str()) {
                figures.to_end.add(days, cases);
            }
            if RELEASED.contains(&outcome.as_str()) {
                figures.to_release.add(days, cases);
            }
            *outcomes.entry(outcome).or_default() += cases;
        }
        self.outcomes = outcomes.into_iter().collect();
        self.outcomes.sort_by_key(|(_, cases)| std::cmp::Reverse(*cases));
    }
}

/// Within how many days half of the requests ended that ended lately, by the service's kind: what the public is told.
///
/// # Errors
/// When storage fails.
pub fn count_public_times(conn: &mut Conn, cx: &Cx) -> Outcome<BTreeMap<String, i32>> {
    let today = cx.app.profile.zone.date(cx.now);
    let mut times = BTreeMap::new();
    // Whether anybody reports abuse in custody, and how often, is for the coordinator alone.
    for service in cx.app.services.iter().filter(|service| service.online && service.section != Role::Prea) {
        let found = figures(conn, cx, &scope_of(&[service]), Period::last_days(today, PUBLIC_DAYS))?;
        let half = found.services.get(service.kind).and_then(|figures| figures.to_end.half_within(FEWEST_PUBLIC));
        times.extend(half.map(|days| (service.kind.to_owned(), days)));
    }
    Ok(times)
}

/// Keeps what [`count_public_times`] found, for every page of every copy of the program.
///
/// # Errors
/// When storage fails.
pub fn keep_public_times(conn: &mut Conn, times: &BTreeMap<String, i32>) -> Outcome<()> {
    let json = serde_json::to_string(times).map_err(|error| db::Error::Other(error.to_string()))?;
    Ok(settings::replace(conn, PUBLIC_TIMES, &json)?)
}

/// What was kept last; nothing before the first count.
///
/// # Errors
/// When storage fails.
pub fn public_times(conn: &mut Conn) -> Outcome<BTreeMap<String, i32>> {
    let json = settings::get(conn, PUBLIC_TIMES)?.unwrap_or_default();
    Ok(serde_json::from_str(&json).unwrap_or_default())
}

/// The first day that a period may begin with: no case is older than the counter by so much.
#[must_use]
pub fn earliest() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN)
}

fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(outcome: &str, days: i32, cases: i64) -> Alike {
        Alike { service: "police_report".to_owned(), outcome: outcome.to_owned(), days, cases }
    }

    /// Twelve cases by hand: released after 2, 3, 3, 5 and 9 days, denied after 10 and 12, withdrawn after 0, no such
    /// record after 4 and 6, and two that went on as another request after 1.
    #[test]
    fn a_hand_worked_period() {
        let mut figures = Figures::default();
        figures.take_in(vec![
            alike("released", 2, 1),
            alike("released", 3, 2),
            alike("released", 5, 1),
            alike("released", 9, 1),
            alike("denied", 10, 1),
            alike("denied", 12, 1),
            alike("withdrawn", 0, 1),
            alike("no_record", 4, 1),
            alike("no_record", 6, 1),
            alike("converted", 1, 2),
        ]);
        let service = &figures.services["police_report"];
        assert_eq!(service.ended, 12);
        // 0 2 3 3 4 | 5 6 9 10 12
        assert_eq!((service.to_end.cases(), service.to_end.half_within(FEWEST)), (10, Some(4)));
        // 2 3 3 | 5 9
        assert_eq!((service.to_release.cases(), service.to_release.half_within(FEWEST)), (5, Some(3)));
        let outcomes: Vec<(&str, u64)> =
            figures.outcomes.iter().map(|(outcome, cases)| (outcome.as_str(), *cases)).collect();
        assert_eq!(outcomes, [("released", 5), ("converted", 2), ("denied", 2), ("no_record", 2), ("withdrawn", 1)]);
    }
}
