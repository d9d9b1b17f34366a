//! One calendar: its week, its closures, who changed it, and what may be changed of it.

use chrono::{Days, NaiveDate, Weekday};
use serde_json::Value;
use shared::calendar::Closures;
use shared::lang::Text;
use shared::staff::{ActionField, Control, Sheet, SheetForm, SheetNotice, SheetSection, Table, TableCell, TableRow};

use super::super::admin::{columns, fact, field, file, form, history, link, option};
use super::{Conn, Cx, Outcome, SHEET, Words, day, office, use_case, weekdays};
use crate::db::staff_history::{self, Entry};
use crate::db::{calendars, staff};
use crate::domain::administration::{Subject, may_read};
use crate::local_time;

/// Entries of the history that are shown.
const SHOWN: i64 = 100;

/// Past closures that are shown, in days.
const SHOWN_PAST: u64 = 60;

/// Closures to come that are shown unless all are asked for, in days.
const SHOWN_AHEAD: u64 = 400;

/// So many days before the closures are not known any more, the sheet says so: no clock of an agency is longer.
const KNOWN_AHEAD: u64 = 120;

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The sheet of a calendar, with the closures of the next year or with all of them; after something was done, what.
pub(super) fn sheet(
    conn: &mut Conn,
    cx: &Cx,
    words: &Words,
    id: &str,
    all: bool,
    done: Option<String>,
) -> Outcome<Sheet> {
    may_read(cx)?;
    let calendar = calendars::whole(conn, id)?;
    let behind = use_case::preview(conn, cx, id, None)?.len();
    let (entries, names) = (staff_history::of(conn, Subject::Calendar.code(), id, SHOWN)?, staff::names(conn)?);
    let log = history(words, &names, &entries, |entry| described(words, entry));
    let known = calendar.known_until < words.today() + Days::new(KNOWN_AHEAD);
    let ends = SheetNotice {
        danger: false,
        title: words.get("admin-known-soon"),
        text: words.format("admin-known-soon-text", &[("date", day(words, calendar.known_until).into())]),
    };
    let left = SheetNotice {
        danger: false,
        title: words.format("admin-behind", &[("count", behind.into())]),
        text: words.get("admin-behind-text"),
    };
    Ok(Sheet {
        title: office(words, id),
        lead: Some(words.get("admin-calendar-lead")),
        up: Some(link(words, "sheet-admin-calendars", SHEET)),
        links: (behind > 0)
            .then(|| link(words, "admin-behind-link", &format!("{SHEET}/{id}/behind")))
            .into_iter()
            .collect(),
        done,
        notices: [Some(ends).filter(|_| known), Some(left).filter(|_| behind > 0)].into_iter().flatten().collect(),
        sections: vec![week(words, &calendar), closures(words, &calendar, all), log],
        ..Sheet::default()
    })
}

fn week(words: &Words, calendar: &Closures) -> SheetSection {
    let today = words.today();
    let planned = calendar.weekday_changes.range(today..).filter(|(from, _)| **from > today);
    let planned = planned.map(|(from, closed)| {
        words.format(
            "admin-week-planned",
            &[("date", day(words, *from).into()), ("days", weekdays(words, closed).into())],
        )
    });
    let days = WEEK.map(|day| option(&day.to_string(), local_time::weekday(words.lang, day).to_owned()));
    let closed: Vec<String> = calendar.closed_weekdays(today).iter().map(ToString::to_string).collect();
    let in_week = vec![
        ActionField {
            options: days.to_vec(),
            required: false,
            value: closed.join(","),
            ..field(words, "weekdays", Control::Checks)
        },
        field(words, "from", Control::Date),
    ];
    let close = vec![
        field(words, "day", Control::Date),
        ActionField { required: false, ..field(words, "last_day", Control::Date) },
        field(words, "reason_en", Control::Line),
        field(words, "reason_es", Control::Line),
    ];
    let known = ActionField { value: calendar.known_until.to_string(), ..field(words, "known_until", Control::Date) };
    SheetSection {
        id: "week".to_owned(),
        title: words.get("admin-week"),
        wide: true,
        text: planned.collect(),
        facts: vec![
            fact(words, "admin-column-weekdays", weekdays(words, calendar.closed_weekdays(today))),
            fact(words, "admin-column-known-until", day(words, calendar.known_until)),
            fact(words, "admin-column-version-count", calendar.version.to_string()),
        ],
        forms: vec![
            change(words, calendar, "close", "close", close),
            change(words, calendar, "week", "week", in_week),
            change(words, calendar, "known-until", "known_until", vec![known]),
        ],
        ..SheetSection::default()
    }
}

fn closures(words: &Words, calendar: &Closures, all: bool) -> SheetSection {
    let from = words.today().checked_sub_days(Days::new(SHOWN_PAST)).unwrap_or(NaiveDate::MIN);
    let until = if all { NaiveDate::MAX } else { words.today() + Days::new(SHOWN_AHEAD) };
    let rows = calendar.dates.range(from..=until).map(|(on, why)| {
        let mut open = change(words, calendar, "open", "open", Vec::new());
        open.id = format!("open-{on}");
        open.sent.insert("day".to_owned(), on.to_string());
        open.does = words.format("admin-do-open-does", &[("date", day(words, *on).into())]);
        TableRow {
            cells: vec![
                TableCell::new(day(words, *on)),
                TableCell::new(why.en.clone()),
                TableCell::new(why.es.clone()),
            ],
            forms: vec![open],
        }
    });
    SheetSection {
        id: "closures".to_owned(),
        title: words.get("admin-closures"),
        wide: true,
        table: Some(Table {
            columns: columns(words, &["admin-column-day", "admin-column-reason-en", "admin-column-reason-es"]),
            rows: rows.collect(),
            empty: words.get("admin-closures-empty"),
            csv: file(&format!("{SHEET}/{}", calendar.id), "closures").map(|file| format!("{file}&all=yes")),
            next: None,
        }),
        more: (!all).then(|| link(words, "admin-closures-all", &format!("{SHEET}/{}?all=yes", calendar.id))),
        ..SheetSection::default()
    }
}

/// A form that shows first what it would move. Only the change itself asks for password and code.
fn change(words: &Words, calendar: &Closures, id: &str, code: &str, fields: Vec<ActionField>) -> SheetForm {
    let mut form = form(words, id, format!("sheets/{SHEET}/{}/preview", calendar.id), fields);
    form.needs_reauth = false;
    form.sent.insert("change".to_owned(), code.to_owned());
    form.sent.insert("version".to_owned(), calendar.version.to_string());
    form
}

/// What an entry of the history changed.
fn described(words: &Words, entry: &Entry) -> String {
    let after: Value = serde_json::from_str(&entry.after).unwrap_or_default();
    let at = |place: &str| after.pointer(place).cloned().unwrap_or_default();
    let date = |place: &str| at(place).as_str().and_then(|text| text.parse().ok()).map(|date| day(words, date));
    let told = match entry.what.as_str() {
        "close" => {
            let mut days: Vec<String> = ["/change/first", "/change/last"].into_iter().filter_map(date).collect();
            days.dedup();
            let why: Text = serde_json::from_value(at("/change/why")).unwrap_or_default();
            format!("{}: {}", days.join(" – "), why.get(words.lang))
        }
        "week" => {
            let closed: Vec<Weekday> = serde_json::from_value(at("/change/closed")).unwrap_or_default();
            let from = date("/change/from").unwrap_or_default();
            words.format("admin-week-planned", &[("date", from.into()), ("days", weekdays(words, &closed).into())])
        }
        _ => date("/change/day").unwrap_or_default(),
    };
    let rules: Vec<String> = serde_json::from_value(at("/statutes")).unwrap_or_default();
    let version = words.format("admin-version", &[("version", at("/version").to_string().into())]);
    [told, rules.join(", "), version].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
