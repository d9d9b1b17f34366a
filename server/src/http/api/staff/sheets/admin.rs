//! What the administrator's sheets have in common: fields, forms, and how their history reads.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use chrono::{NaiveDate, NaiveDateTime};
use shared::staff::{
    ActionField, ActionOption, Column, Control, Fact, Sheet, SheetForm, SheetLink, SheetSection, Table, TableCell,
    TableRow,
};

use crate::app::Cx;
use crate::db::Conn;
use crate::db::staff_history::Entry;
use crate::domain::Outcome;
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, StaffSession};

/// The answers of a form, by the names of its fields.
pub(super) type Answers = BTreeMap<String, String>;

/// The prefix of the fields' texts.
pub(super) const FIELD: &str = "admin-field";

/// What was answered; nothing when it was not.
pub(super) fn said<'a>(answers: &'a Answers, name: &str) -> &'a str {
    answers.get(name).map_or("", |answer| answer.trim())
}

/// Does what a form asks for, and answers the sheet after it, which says what was done. The texts of faults begin with
/// `fields`.
pub(super) async fn deed(
    ctx: &Ctx,
    staff: &StaffSession,
    fields: &'static str,
    answers: Answers,
    sheet: fn(&mut Conn, &Cx, &Words, String) -> Outcome<Sheet>,
    work: impl FnOnce(&mut Conn, &Cx, &Words, &Answers) -> Outcome<String> + Send + 'static,
) -> Result<HttpResponse, ApiError> {
    let words = Words::new(&ctx.app, staff.lang);
    let work = move |conn: &mut Conn, cx: &Cx| {
        let done = work(conn, cx, &words, &answers)?;
        sheet(conn, cx, &words, done)
    };
    let done = ctx.app.write(&staff.as_actor(), work).await;
    done.map(|sheet| HttpResponse::Ok().json(sheet)).map_err(|refusal| ApiError::from(refusal).in_form(fields))
}

/// A field with its words; required unless it has a hint that says otherwise.
pub(super) fn field(words: &Words, name: &str, control: Control) -> ActionField {
    let key = format!("{FIELD}-{}", slug(name));
    ActionField {
        name: name.to_owned(),
        control,
        label: words.get(&key),
        hint: words.find(&format!("{key}.hint")),
        options: Vec::new(),
        required: true,
        value: String::new(),
    }
}

/// The field in which the person says why.
pub(super) fn why(words: &Words) -> ActionField {
    field(words, "reason", Control::Line)
}

/// One of the answers to a field.
pub(super) fn option(value: &str, label: String) -> ActionOption {
    ActionOption { value: value.to_owned(), label, hint: None }
}

/// A form: its id is that of its words, and it asks for password and code.
pub(super) fn form(words: &Words, id: &str, post: String, fields: Vec<ActionField>) -> SheetForm {
    SheetForm {
        id: id.to_owned(),
        label: words.get(&format!("admin-do-{id}")),
        does: words.find(&format!("admin-do-{id}.does")).unwrap_or_default(),
        post,
        fields,
        needs_reauth: true,
        ..SheetForm::default()
    }
}

/// A label and its value.
pub(super) fn fact(words: &Words, key: &str, value: impl Into<String>) -> Fact {
    Fact { label: words.get(key), value: value.into() }
}

/// The columns of a table by the keys of their headings; those that end in `-count` hold figures.
pub(super) fn columns(words: &Words, keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column { name: words.get(key), number: key.ends_with("-count") }).collect()
}

/// A row that is only read.
pub(super) fn row(cells: Vec<TableCell>) -> TableRow {
    TableRow { cells, forms: Vec::new() }
}

/// A link to a sheet by its name.
pub(super) fn link(words: &Words, key: &str, href: &str) -> SheetLink {
    SheetLink { label: words.get(key), href: href.to_owned() }
}

/// Where the table of a section is as a file.
pub(super) fn file(sheet: &str, section: &str) -> Option<String> {
    Some(format!("/api/v1/staff/sheets/{sheet}?csv={section}"))
}

/// A moment with its year, in the department's zone.
pub(super) fn moment(words: &Words, at: NaiveDateTime) -> String {
    let zone = &words.app().profile.zone;
    let (date, time) = (zone.date(at.and_utc()), zone.time(at.and_utc()));
    format!("{}, {}", crate::local_time::short_day_with_year(words.lang, date), crate::local_time::time_24(time))
}

/// A day with its year.
pub(super) fn moment_day(words: &Words, day: NaiveDate) -> String {
    crate::local_time::short_day_with_year(words.lang, day)
}

/// What was done to one thing, the newest first. `what` and `change` put an entry into words.
pub(super) fn history(
    words: &Words,
    names: &[(String, String)],
    entries: &[Entry],
    change: impl Fn(&Entry) -> String,
) -> SheetSection {
    let by = |entry: &Entry| match &entry.staff_id {
        Some(id) => names.iter().find(|(of, _)| of == id).map(|(_, name)| name.clone()).unwrap_or_default(),
        None => words.get("admin-by-console"),
    };
    let rows = entries.iter().map(|entry| {
        row(vec![
            TableCell::new(moment(words, entry.at)),
            TableCell::new(by(entry)),
            TableCell::new(words.get(&format!("admin-done-{}-{}", entry.subject, slug(&entry.what)))),
            TableCell::new(change(entry)),
            TableCell::new(entry.reason.clone()),
        ])
    });
    let keys =
        ["admin-column-when", "admin-column-who", "admin-column-what", "admin-column-change", "admin-column-why"];
    SheetSection {
        id: "history".to_owned(),
        title: words.get("admin-history"),
        wide: true,
        table: Some(Table {
            columns: columns(words, &keys),
            rows: rows.collect(),
            empty: words.get("admin-history-empty"),
            ..Table::default()
        }),
        ..SheetSection::default()
    }
}
