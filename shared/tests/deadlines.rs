//! The deadlines that were worked out independently, and what must hold for every other one.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not as expected")]

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Timelike, Weekday};
use chrono_tz::{America, Tz};
use proptest::prelude::*;
use shared::calendar::{Closures, DeadlineError, Kind, RULES, Reason, Rule, Step, What, deadline, rule};
use std::collections::{BTreeMap, BTreeSet};

const CLOSURES: &str = include_str!("vectors/closures.csv");
const DEADLINES: &str = include_str!("vectors/deadlines.csv");
/// Of the rules that are not among those: worked out on paper, with the reason.
const BY_HAND: &str = include_str!("vectors/by-hand.csv");

fn calendars() -> BTreeMap<String, Closures> {
    let mut calendars = BTreeMap::new();
    for row in csv::Reader::from_reader(CLOSURES.as_bytes()).deserialize() {
        let (calendar, what, value, reason): (String, String, String, String) = row.unwrap();
        let closures = calendars.entry(calendar.clone()).or_insert_with(|| open_always(&calendar));
        match what.as_str() {
            "weekday" => closures.weekdays.push(value.parse().unwrap()),
            _ => {
                closures.dates.insert(value.parse().unwrap(), Reason { en: reason.clone(), es: reason });
            }
        }
    }
    calendars
}

fn open_always(id: &str) -> Closures {
    Closures {
        id: id.to_owned(),
        version: 1,
        weekdays: vec![],
        weekday_changes: BTreeMap::new(),
        dates: BTreeMap::new(),
        known_until: day(2032, 12, 31),
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(zone: Tz, local: &str) -> DateTime<Tz> {
    zone.from_local_datetime(&local.parse().unwrap()).latest().unwrap()
}

fn rule_counting(kind: Kind) -> Rule {
    Rule { kind, ..*rule("report.target").unwrap() }
}

#[test]
fn every_row_of_the_vectors_comes_out() {
    let calendars = calendars();
    let mut rows = 0;
    let mut without: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    let files = [DEADLINES, BY_HAND].map(|file| csv::Reader::from_reader(file.as_bytes()));
    for row in files.into_iter().flat_map(csv::Reader::into_records) {
        let row = row.unwrap();
        let [id, calendar, trigger, due] = [0, 1, 2, 3].map(|column| row.get(column).unwrap());
        without.remove(id);
        let rule = rule(id).unwrap();
        assert_eq!(rule.office.id(), calendar, "{id}");
        let start = DateTime::parse_from_rfc3339(trigger).unwrap().with_timezone(&America::Los_Angeles);
        let found = deadline(rule, start, calendars.get(calendar).unwrap()).unwrap();
        assert_eq!(found.due.to_rfc3339(), due, "{id} after {trigger}");
        rows += 1;
    }
    assert_eq!(rows, 190 + 26);
    assert_eq!(without, BTreeSet::from(["retention.hold"]), "rules without a vector; a hold has no clock");
}

/// Where the originals lie beside the checkout, the copies here must still be the same.
#[test]
fn the_vectors_are_carried_unchanged() {
    for (name, copy) in [("closures.csv", CLOSURES), ("deadlines.csv", DEADLINES)] {
        let original = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/").to_owned() + name;
        if let Ok(original) = std::fs::read_to_string(original) {
            assert_eq!(original, copy, "{name}");
        }
    }
}

#[test]
fn the_steps_tell_each_day_counted_skipped_and_rolled() {
    let records = calendars().remove("records").unwrap();
    let told = |id: &str, trigger: &str| -> Vec<String> {
        let found = deadline(rule(id).unwrap(), at(America::Los_Angeles, trigger), &records).unwrap();
        found.steps.iter().map(|step| format!("{} {}", step.date.format("%m-%d"), in_short(&step.what))).collect()
    };
    assert_eq!(
        told("report.target", "2026-11-16T10:42:00"),
        [
            "11-16 zero",
            "11-17 1",
            "11-18 2",
            "11-19 3",
            "11-20 4",
            "11-21 weekday",
            "11-22 weekday",
            "11-23 5",
            "11-24 6",
            "11-25 7",
            "11-26 Thanksgiving Day",
            "11-27 Day after Thanksgiving",
            "11-28 weekday",
            "11-29 weekday",
            "11-30 8",
            "12-01 9",
            "12-02 10",
            "12-02 due 23:59:59",
        ]
    );
    assert_eq!(
        told("cpra.determination", "2026-11-16T10:12:00").split_off(9),
        ["11-25 9", "11-26 10", "11-26 rolled", "11-27 rolled", "11-28 rolled", "11-29 rolled", "11-30 due 23:59:59"]
    );
    assert_eq!(
        told("vehicle.hearing_held", "2024-11-28T15:00:00"),
        [
            "11-28 from 15:00:00",
            "11-28 Thanksgiving Day",
            "11-29 Day after Thanksgiving",
            "11-30 weekday",
            "12-01 weekday",
            "12-02 24 h",
            "12-03 48 h",
            "12-04 due 00:00:00",
        ]
    );
}

fn in_short(what: &What) -> String {
    match what {
        What::DayZero => "zero".to_owned(),
        What::Started { time } => format!("from {time}"),
        What::Counted { day } => day.to_string(),
        What::Hours { so_far, .. } => format!("{} h", so_far / 3600),
        What::MonthsLater { months, .. } => format!("{months} months later"),
        What::SkippedWeekday => "weekday".to_owned(),
        What::SkippedClosed { reason } => reason.en.clone(),
        What::Rolled { .. } => "rolled".to_owned(),
        What::Due { time, .. } => format!("due {time}"),
    }
}

#[test]
fn a_shorter_month_ends_on_its_last_day() {
    let found = deadline(
        rule("claim.presentation").unwrap(),
        at(America::Los_Angeles, "2027-08-31T09:00:00"),
        &open_always("city_hall"),
    );
    assert_eq!(found.unwrap().due.to_rfc3339(), "2028-02-29T23:59:59-08:00");
}

#[test]
fn beyond_the_known_calendar_a_rolled_date_is_provisional_and_a_firm_one_is_not() {
    let records = calendars().remove("records").unwrap();
    let start = at(America::Los_Angeles, "2032-12-30T09:00:00");
    let rolled = deadline(rule("cpra.determination").unwrap(), start, &records).unwrap();
    assert!(rolled.provisional);
    assert!(
        matches!(rolled.steps.last().unwrap().what, What::Due { known_until: Some(until), .. } if until == records.known_until)
    );
    assert!(!deadline(rule("cpra.personnel").unwrap(), start, &records).unwrap().provisional);
}

#[test]
fn what_cannot_be_worked_out_is_an_error_and_no_endless_loop() {
    let now = at(America::Los_Angeles, "2026-11-24T09:00:00");
    let mut never = open_always("records");
    assert_eq!(deadline(rule("retention.hold").unwrap(), now, &never), Err(DeadlineError::NoClock));
    never.weekdays = (0..7).map(|weekday| Weekday::try_from(weekday).unwrap()).collect();
    for kind in [Kind::WorkingDays(1), Kind::CalendarRolled(1), Kind::OpenHours(1), Kind::MonthsRolled(1)] {
        assert_eq!(deadline(&rule_counting(kind), now, &never), Err(DeadlineError::NeverOpen), "{kind:?}");
    }
    let last = DateTime::<chrono::Utc>::MAX_UTC;
    for kind in [Kind::CalendarFirm(1), Kind::ElapsedHours(48), Kind::MonthsRolled(1)] {
        assert_eq!(
            deadline(&rule_counting(kind), last, &open_always("records")),
            Err(DeadlineError::OutOfRange),
            "{kind:?}"
        );
    }
}

#[test]
fn days_end_sensibly_where_clocks_change_at_midnight() {
    let one_day = rule_counting(Kind::CalendarFirm(1));
    for (zone, trigger, due) in [
        // 23:00 to 24:00 happens twice on the 17th.
        (America::Sao_Paulo, "2018-02-16T12:00:00", "2018-02-17T23:59:59-03:00"),
        // The 4th begins at 01:00.
        (America::Sao_Paulo, "2018-11-02T12:00:00", "2018-11-03T23:59:59-03:00"),
        // 00:00 to 01:00 happens twice on the 5th.
        (America::Havana, "2023-11-03T12:00:00", "2023-11-04T23:59:59-04:00"),
        // The 30th was left out: the day after the 29th never was.
        (chrono_tz::Pacific::Apia, "2011-12-29T12:00:00", "2011-12-29T23:59:59-10:00"),
    ] {
        let found = deadline(&one_day, at(zone, trigger), &open_always("records")).unwrap();
        assert_eq!(found.due.to_rfc3339(), due, "{zone} after {trigger}");
    }
    // From within the hour that comes twice, hours are still real hours.
    let two_days = rule_counting(Kind::OpenHours(48));
    let found = deadline(&two_days, at(America::Sao_Paulo, "2018-02-17T23:30:00"), &open_always("records")).unwrap();
    assert_eq!(found.due.to_rfc3339(), "2018-02-19T23:30:00-03:00");
}

fn any_closures() -> impl Strategy<Value = Closures> {
    let weekdays = prop::collection::hash_set(0u8..7, 0..=6);
    let dates = prop::collection::btree_map(
        0i64..800,
        Just(Reason { en: "Closed".to_owned(), es: "Cerrado".to_owned() }),
        0..60,
    );
    (weekdays, dates).prop_map(|(weekdays, dates)| Closures {
        weekdays: weekdays.into_iter().map(|weekday| Weekday::try_from(weekday).unwrap()).collect(),
        dates: dates.into_iter().map(|(offset, reason)| (day(2026, 1, 1) + TimeDelta::days(offset), reason)).collect(),
        ..open_always("any")
    })
}

fn any_trigger() -> impl Strategy<Value = DateTime<Tz>> {
    let zones = prop::sample::select(vec![
        America::Los_Angeles,
        America::Havana,
        America::Sao_Paulo,
        chrono_tz::Asia::Kathmandu,
    ]);
    (0i64..500 * 86_400, zones)
        .prop_map(|(second, zone)| DateTime::from_timestamp(1_767_225_600 + second, 0).unwrap().with_timezone(&zone))
}

fn any_kind() -> impl Strategy<Value = Kind> {
    let counted = (0u32..120).prop_flat_map(|n| {
        prop::sample::select(vec![
            Kind::CalendarRolled(n),
            Kind::CalendarFirm(n),
            Kind::WorkingDays(n),
            Kind::ElapsedHours(n),
            Kind::OpenHours(n),
            Kind::MonthsRolled(n % 13),
        ])
    });
    prop_oneof![
        counted,
        prop::sample::select(RULES).prop_map(|rule| rule.kind).prop_filter("a clock", |kind| *kind != Kind::NoClock)
    ]
}

proptest! {
    #[test]
    fn a_deadline_is_never_before_its_trigger_and_always_the_same(kind in any_kind(), trigger in any_trigger(), closures in any_closures()) {
        let rule = rule_counting(kind);
        let found = deadline(&rule, trigger, &closures).unwrap();
        prop_assert!(found.due >= trigger);
        prop_assert_eq!(&found, &deadline(&rule, trigger, &closures).unwrap());
        let kept: Vec<Step> = serde_json::from_str(&serde_json::to_string(&found.steps).unwrap()).unwrap();
        prop_assert_eq!(kept, found.steps);
    }

    #[test]
    fn a_deadline_within_the_closures_that_are_known_is_that_of_the_whole_calendar(kind in any_kind(), trigger in any_trigger(), closures in any_closures(), ahead in 0u64..400) {
        let rule = rule_counting(kind);
        let last = trigger.date_naive() + Days::new(ahead);
        let mut near = closures.clone();
        near.dates.retain(|date, _| *date <= last);
        let found = deadline(&rule, trigger, &near).unwrap();
        if found.due.date_naive() <= last {
            prop_assert_eq!(found, deadline(&rule, trigger, &closures).unwrap());
        }
    }

    #[test]
    fn days_end_with_their_last_second_and_rolled_ones_on_an_open_day(kind in any_kind(), trigger in any_trigger(), closures in any_closures()) {
        let found = deadline(&rule_counting(kind), trigger, &closures).unwrap();
        if !matches!(kind, Kind::ElapsedHours(_) | Kind::OpenHours(_)) {
            prop_assert_eq!((found.due.hour(), found.due.minute(), found.due.second()), (23, 59, 59));
        }
        if matches!(kind, Kind::CalendarRolled(_) | Kind::MonthsRolled(_)) {
            prop_assert_eq!(closures.closed(found.due.date_naive()), None);
        }
    }

    #[test]
    fn so_many_working_days_are_so_many_open_days(days in 0u32..120, trigger in any_trigger(), closures in any_closures()) {
        let found = deadline(&rule_counting(Kind::WorkingDays(days)), trigger, &closures).unwrap();
        let (start, due) = (trigger.date_naive(), found.due.date_naive());
        let open = start.iter_days().skip(1).take_while(|date| *date <= due).filter(|date| closures.closed(*date).is_none());
        prop_assert_eq!(open.count(), usize::try_from(days).unwrap());
    }

    #[test]
    fn the_steps_leave_out_no_day(days in 0u32..120, trigger in any_trigger(), closures in any_closures()) {
        for kind in [Kind::WorkingDays(days), Kind::CalendarRolled(days), Kind::OpenHours(days)] {
            let steps = deadline(&rule_counting(kind), trigger, &closures).unwrap().steps;
            for pair in steps.windows(2) {
                let gap = (pair[1].date - pair[0].date).num_days();
                prop_assert!((0..=1).contains(&gap), "{:?}", pair);
            }
        }
    }

    #[test]
    fn hours_are_real_seconds_and_open_hours_only_those_of_open_days(hours in 0u32..200, trigger in any_trigger(), closures in any_closures()) {
        let elapsed = deadline(&rule_counting(Kind::ElapsedHours(hours)), trigger, &closures).unwrap();
        prop_assert_eq!(elapsed.due - trigger, TimeDelta::hours(i64::from(hours)));
        let open = deadline(&rule_counting(Kind::OpenHours(hours)), trigger, &closures).unwrap();
        let mut counted = 0;
        for step in &open.steps {
            if let What::Hours { seconds, .. } = step.what {
                prop_assert_eq!(closures.closed(step.date), None);
                prop_assert!((0..=25 * 3600).contains(&seconds));
                counted += seconds;
            }
        }
        prop_assert_eq!(counted, i64::from(hours) * 3600);
    }
}
