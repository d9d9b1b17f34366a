use shared::lang::Text;

use super::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn calendar() -> Closures {
    Closures {
        id: "records".to_owned(),
        version: 3,
        weekdays: vec![Weekday::Sat, Weekday::Sun],
        weekday_changes: BTreeMap::new(),
        dates: [(day(12, 25), Text { en: "Christmas Day".into(), es: "Navidad".into() })].into(),
        known_until: day(12, 31),
    }
}

fn close(first: NaiveDate, last: NaiveDate) -> Change {
    Change::Close { first, last, why: Text { en: "Power cut".into(), es: "Corte de luz".into() } }
}

fn apply(change: &Change) -> Result<Closures, String> {
    change.apply(&calendar(), day(11, 24)).map_err(|refusal| match refusal {
        Refusal::Invalid(faults) => faults.iter().map(|fault| format!("{} {}", fault.field, fault.code)).collect(),
        other => other.to_string(),
    })
}

#[test]
fn days_in_a_row_are_closed_but_for_those_that_are_already() {
    let after = apply(&close(day(12, 24), day(12, 28))).unwrap();
    assert_eq!(after.version, 4);
    // Friday is Christmas and keeps its name; Saturday and Sunday are closed every week.
    let closed: Vec<_> = after.dates.iter().map(|(day, why)| (*day, why.en.as_str())).collect();
    assert_eq!(closed, [(day(12, 24), "Power cut"), (day(12, 25), "Christmas Day"), (day(12, 28), "Power cut")]);
}

#[test]
fn what_would_change_nothing_is_refused() {
    assert_eq!(apply(&close(day(12, 25), day(12, 27))), Err("day closed_already".to_owned()));
    assert_eq!(apply(&Change::Open { day: day(12, 24) }), Err("day open_already".to_owned()));
    let same = Change::Week { from: day(12, 7), closed: vec![Weekday::Sun, Weekday::Sat] };
    assert_eq!(apply(&same), Err("weekdays same".to_owned()));
    assert_eq!(apply(&Change::KnownUntil { day: day(12, 31) }), Err("known_until same".to_owned()));
}

#[test]
fn slips_of_the_pen_are_refused() {
    assert_eq!(apply(&close(day(12, 24), day(12, 23))), Err("last_day order".to_owned()));
    assert_eq!(apply(&close(day(10, 1), day(12, 1))), Err("last_day days".to_owned()));
    let year_26 = NaiveDate::from_ymd_opt(26, 12, 24).unwrap();
    assert_eq!(apply(&close(year_26, year_26)), Err("day date".to_owned()));
    let week = |from, closed| apply(&Change::Week { from, closed });
    assert_eq!(week(day(11, 23), vec![]), Err("from past".to_owned()));
    let every_day = (0..7).map(|day| Weekday::try_from(day).unwrap()).collect();
    assert_eq!(week(day(12, 7), every_day), Err("weekdays never_open".to_owned()));
    assert_eq!(apply(&Change::KnownUntil { day: day(11, 23) }), Err("known_until past".to_owned()));
}

#[test]
fn a_change_of_the_week_leaves_the_days_before_it_as_they_were() {
    let first = Change::Week { from: day(12, 7), closed: vec![Weekday::Fri, Weekday::Sat, Weekday::Sun] };
    let after = apply(&first).unwrap();
    assert!(after.closed(day(12, 4)).is_none() && after.closed(day(12, 11)).is_some());
    // Back to the old week on the same day: there is no change left.
    let back = Change::Week { from: day(12, 7), closed: vec![Weekday::Sat, Weekday::Sun] };
    assert_eq!(back.apply(&after, day(11, 24)).unwrap().weekday_changes, BTreeMap::new());
}
