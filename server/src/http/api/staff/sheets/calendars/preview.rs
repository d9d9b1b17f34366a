//! What a change of a calendar would move, before it is made.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use shared::calendar::rule;
use shared::staff::{ActionField, Control, Sheet, SheetForm, SheetSection, Table, TableCell, Tile};

use super::super::admin::{columns, field, form, link, option, row};
use super::{Answers, Change, Conn, Cx, Outcome, SHEET, Words, day, office, seen, typed, use_case, weekdays};
use crate::db::calendars;
use crate::domain::Refusal;
use crate::domain::calendars::Move;
use crate::local_time;

/// Clocks that are listed one by one; beyond, their number has to do.
const LISTED: usize = 200;

/// The preview of a change; without one, of what catching up with the newest version would move.
pub(super) fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, id: &str, answers: Option<&Answers>) -> Outcome<Sheet> {
    let change = answers.map(typed).transpose()?;
    let version = calendars::whole(conn, id)?.version;
    if let Some(answers) = answers.filter(|answers| seen(answers) != version) {
        return Err(Refusal::Stale(i64::from(seen(answers))));
    }
    let moves = use_case::preview(conn, cx, id, change.as_ref())?;
    let (legal, targets): (Vec<Move>, Vec<Move>) = moves.into_iter().partition(|moved| moved.legal);
    let tile = |key: &str, count: usize| Tile { label: words.get(key), value: count.to_string(), ..Tile::default() };
    let confirm = confirm(words, id, version, answers, &legal);
    let nothing = legal.is_empty() && targets.is_empty();
    let decide = SheetSection {
        id: "decide".to_owned(),
        title: words.get("admin-preview-decide"),
        wide: true,
        text: vec![words.get(if nothing { "admin-preview-nothing" } else { "admin-preview-text" })],
        // There is nothing to catch up with.
        forms: (!nothing || change.is_some()).then_some(confirm).into_iter().collect(),
        ..SheetSection::default()
    };
    Ok(Sheet {
        title: change.as_ref().map_or_else(|| words.get("admin-behind-title"), |change| told(words, change)),
        lead: Some(words.format("admin-preview-lead", &[("office", office(words, id).into())])),
        done: change.is_some().then(|| words.get("admin-preview-done")),
        up: Some(link(words, "admin-preview-back", &format!("{SHEET}/{id}"))),
        tiles: vec![tile("admin-preview-targets", targets.len()), tile("admin-preview-statutes", legal.len())],
        sections: vec![decide, section(words, "statutes", &legal), section(words, "targets", &targets)],
        ..Sheet::default()
    })
}

fn confirm(words: &Words, id: &str, version: u32, answers: Option<&Answers>, legal: &[Move]) -> SheetForm {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for moved in legal {
        *rules.entry(&moved.rule).or_default() += 1;
    }
    let choices = rules.iter().map(|(id, count)| {
        let citation = rule(id).map(|rule| rule.citation).unwrap_or_default();
        let values = [("rule", named(words, id).into()), ("citation", citation.into()), ("count", (*count).into())];
        option(id, words.format("admin-statute-option", &values))
    });
    let why = ActionField { required: false, ..field(words, "reason", Control::Line) };
    let which =
        ActionField { options: choices.collect(), required: false, ..field(words, "statutes", Control::Checks) };
    let fields = if legal.is_empty() { vec![why] } else { vec![which, why] };
    let (form_id, post) = match answers {
        Some(_) => ("confirm", "change"),
        None => ("catch-up", "catch-up"),
    };
    let mut form = form(words, form_id, format!("sheets/{SHEET}/{id}/{post}"), fields);
    form.open = true;
    form.sent = answers.cloned().unwrap_or_default();
    form.sent.insert("version".to_owned(), version.to_string());
    form
}

fn section(words: &Words, id: &str, moves: &[Move]) -> SheetSection {
    let rows = moves.iter().take(LISTED).map(|moved| {
        let case = match moved.visible {
            true => TableCell::case(&moved.reference),
            false => TableCell::new(moved.reference.clone()),
        };
        row(vec![case, TableCell::new(named(words, &moved.rule)), due(words, moved.from), due(words, moved.to)])
    });
    let keys = ["admin-column-case", "admin-column-rule", "admin-column-due-before", "admin-column-due-after"];
    let more = (moves.len() > LISTED)
        .then(|| words.format("admin-preview-more", &[("shown", LISTED.into()), ("count", moves.len().into())]));
    SheetSection {
        id: id.to_owned(),
        title: words.get(&format!("admin-preview-{id}")),
        wide: true,
        text: std::iter::once(words.get(&format!("admin-preview-{id}.text"))).chain(more).collect(),
        table: Some(Table {
            columns: columns(words, &keys),
            rows: rows.collect(),
            empty: words.get("admin-preview-none"),
            ..Table::default()
        }),
        ..SheetSection::default()
    }
}

fn due(words: &Words, at: NaiveDateTime) -> TableCell {
    let zone = &words.app().profile.zone;
    let (date, time) = (zone.date(at.and_utc()), zone.time(at.and_utc()));
    TableCell::new(format!("{}, {}", day(words, date), local_time::time_24(time)))
}

fn named(words: &Words, id: &str) -> String {
    rule(id).map_or_else(|| id.to_owned(), |rule| words.get(&rule.staff_name_key()))
}

/// The change as a heading.
fn told(words: &Words, change: &Change) -> String {
    let on = |date| day(words, date);
    match change {
        Change::Close { first, last, .. } if first == last => {
            words.format("admin-change-close", &[("days", on(*first).into())])
        }
        Change::Close { first, last, .. } => {
            words.format("admin-change-close", &[("days", format!("{} – {}", on(*first), on(*last)).into())])
        }
        Change::Open { day } => words.format("admin-change-open", &[("day", on(*day).into())]),
        Change::Week { from, closed } => {
            words.format("admin-week-planned", &[("date", on(*from).into()), ("days", weekdays(words, closed).into())])
        }
        Change::KnownUntil { day } => words.format("admin-change-known-until", &[("day", on(*day).into())]),
    }
}
