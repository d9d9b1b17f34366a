//! The profile against the day and against the database: facts that nobody checked for long, and what the file says
//! otherwise than the calendars, fees and periods that were taken from it once.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use shared::calendar::Closures;
use shared::money::Cents;
use shared::problem::Problem;
use shared::staff::{ActionField, Control, Sheet, SheetNotice, SheetSection, Table, TableCell, TableRow};

use super::admin::{Answers, FIELD, columns, fact, field, file, form, history, moment_day, row, said, why};
use super::{Filters, answer};
use crate::app::Cx;
use crate::db::{self, Conn, staff, staff_history};
use crate::domain::administration::{Subject, invalid, may_read};
use crate::domain::{Outcome, fee_schedule, retention, setup};
use crate::http::answers::only;
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};
use crate::local_time;

type Answer = Result<HttpResponse, ApiError>;

/// The name of the sheet.
const SHEET: &str = "admin/profile";

/// Adoptions that are shown.
const SHOWN: i64 = 50;

/// `GET sheets/admin/profile`: old facts, and differences.
///
/// # Errors
/// 403 for anybody but an administrator.
#[utoipa::path(get, path = "/api/v1/staff/sheets/admin/profile", params(("csv" = Option<String>, Query)), responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let sheet = ctx.app.read(&staff.as_actor(), move |conn, cx| sheet(conn, cx, &words, None)).await?;
    answer(&sheet, &filters)
}

/// `POST sheets/admin/profile/fees`: adopts the fee schedule of the profile, from a day on.
///
/// # Errors
/// 409 when there is a newer schedule than the person saw; 422 by field.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/profile/fees", request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn adopt_fees(ctx: Ctx, staff: StaffSession, body: Json<Answers>) -> Answer {
    only(&body.value, &["version", "effective_from", "reason"])?;
    let words = Words::new(&ctx.app, staff.lang);
    let work = move |conn: &mut Conn, cx: &Cx| {
        may_read(cx)?;
        let version = said(&body.value, "version").parse().unwrap_or_default();
        let from = said(&body.value, "effective_from").parse().map_err(|_| invalid("effective_from", "date"))?;
        fee_schedule::adopt(conn, cx, version, from, said(&body.value, "reason"))?;
        sheet(conn, cx, &words, Some(words.get("admin-done-fees")))
    };
    let done = ctx.app.write(&staff.as_actor(), work).await;
    done.map(|sheet| HttpResponse::Ok().json(sheet)).map_err(|refusal| ApiError::from(refusal).in_form(FIELD))
}

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, done: Option<String>) -> Outcome<Sheet> {
    may_read(cx)?;
    let (entries, names) = (staff_history::latest(conn, Subject::Fees.code(), SHOWN)?, staff::names(conn)?);
    let log = history(words, &names, &entries, |entry| {
        words.format("admin-version", &[("version", entry.subject_id.as_str().into())])
    });
    let stale = stale(words);
    let old = stale.table.as_ref().map_or(0, |table| table.rows.len());
    let notice = SheetNotice {
        danger: false,
        title: words.format("admin-stale", &[("count", old.into())]),
        text: words.get("admin-stale-text"),
    };
    Ok(Sheet {
        title: words.get("sheet-admin-profile"),
        lead: Some(words.get("admin-profile-lead")),
        done,
        notices: Some(notice).filter(|_| old > 0).into_iter().collect(),
        sections: vec![stale, fees(conn, cx, words)?, calendars(conn, words)?, periods(conn, words)?, log],
        ..Sheet::default()
    })
}

/// Facts that nobody compared with the department for 180 days.
fn stale(words: &Words) -> SheetSection {
    let profile = &words.app().profile;
    let rows = profile.stale_facts(words.today()).into_iter().map(|fact| {
        let line = || profile.line(&fact.fact).map(|line| line.matter.get(words.lang).to_owned());
        let name = words.find(&format!("admin-fact-{}", slug(&fact.fact))).or_else(line);
        row(vec![
            TableCell::new(name.unwrap_or_else(|| fact.fact.clone())),
            TableCell::new(local_time::short_day_with_year(words.lang, fact.checked)),
            TableCell::new(fact.days.to_string()),
        ])
    });
    let keys = ["admin-column-fact", "admin-column-checked", "admin-column-days-count"];
    section(words, "stale", &keys, rows.collect())
}

/// The lines of the file against those of the newest schedule of the database, with the form that adopts them.
fn fees(conn: &mut Conn, cx: &Cx, words: &Words) -> Outcome<SheetSection> {
    let (ours, theirs) = (fee_schedule::newest(conn, cx)?, setup::fee_lines(&words.app().profile));
    let codes: BTreeSet<&str> = ours.iter().chain(&theirs).map(|line| line.code.as_str()).collect();
    let told = |lines: &[db::orders::FeeLine], code: &str| {
        let line = lines.iter().find(|line| line.code == code)?;
        Some(format!("{}, {} / {}", line.name_en, Cents(line.cents), line.unit))
    };
    let rows = codes.into_iter().filter_map(|code| difference(words, code, told(&theirs, code), told(&ours, code)));
    let (version, sample) = ours.first().map_or((0, true), |line| (line.schedule_version, line.sample));
    let from = ours.first().map(|line| moment_day(words, line.effective_from)).unwrap_or_default();
    let today = words.today().to_string();
    let begin = ActionField { value: today, ..field(words, "effective_from", Control::Date) };
    let mut adopt = form(words, "adopt-fees", format!("sheets/{SHEET}/fees"), vec![begin, why(words)]);
    adopt.sent.insert("version".to_owned(), version.to_string());
    let mut fees = section(words, "fees", &DIFFERENCE, rows.collect());
    let offered = sample || fees.table.as_ref().is_some_and(|table| !table.rows.is_empty());
    fees.facts = vec![
        fact(words, "admin-fees-version", version.to_string()),
        fact(words, "admin-field-effective-from", from),
        fact(words, "admin-fees-standing", words.get(if sample { "admin-fees-sample" } else { "admin-fees-adopted" })),
    ];
    fees.forms = Some(adopt).filter(|_| offered).into_iter().collect();
    Ok(fees)
}

/// The columns of a difference.
const DIFFERENCE: [&str; 3] = ["admin-column-what", "admin-column-in-file", "admin-column-in-database"];

/// A row where both differ.
fn difference(words: &Words, what: &str, file: Option<String>, database: Option<String>) -> Option<TableRow> {
    let cell = |text: Option<String>| TableCell::new(text.unwrap_or_else(|| words.get("admin-missing")));
    (file != database).then(|| row(vec![TableCell::new(what), cell(file), cell(database)]))
}

/// The calendars of the file against the newest versions of the database.
fn calendars(conn: &mut Conn, words: &Words) -> Outcome<SheetSection> {
    let profile = &words.app().profile;
    let mut rows = Vec::new();
    for (id, calendar) in &profile.calendars {
        let Some(theirs) = profile.closures(id) else { continue };
        let ours = db::calendars::whole(conn, id)?;
        let name = calendar.name.get(words.lang);
        let week = |of: &Closures| {
            Some(of.weekdays.iter().map(|day| local_time::weekday(words.lang, *day)).collect::<Vec<_>>().join(", "))
        };
        let known = |of: &Closures| Some(moment_day(words, of.known_until));
        let what = |key: &str| format!("{name}: {}", words.get(key));
        rows.extend(difference(words, &what("admin-column-weekdays"), week(&theirs), week(&ours)));
        rows.extend(difference(words, &what("admin-column-known-until"), known(&theirs), known(&ours)));
        let why = |of: &Closures, day: &NaiveDate| of.dates.get(day).map(|why| why.get(words.lang).to_owned());
        let days: BTreeSet<&NaiveDate> = theirs.dates.keys().chain(ours.dates.keys()).collect();
        rows.extend(days.into_iter().filter_map(|day| {
            let what = format!("{name}: {}", moment_day(words, *day));
            let mut row = difference(words, &what, why(&theirs, day), why(&ours, day))?;
            if let Some(cell) = row.cells.first_mut() {
                cell.href = Some(format!("admin/calendars/{id}"));
            }
            Some(row)
        }));
    }
    Ok(section(words, "calendars", &DIFFERENCE, rows))
}

/// The period of the file for closed cases against the rules of the database.
fn periods(conn: &mut Conn, words: &Words) -> Outcome<SheetSection> {
    let days = |count: i32| Some(words.format("admin-days", &[("count", count.into())]));
    let file = i32::from(words.app().profile.retention.closed_case_days);
    let rows = retention::current(conn)?.into_iter().filter_map(|rule| {
        let service = words.get(&format!("service-{}", slug(&rule.service)));
        let what = format!("{service}: {}", words.get(&format!("retention-what-{}", slug(&rule.what))));
        difference(words, &what, days(file), days(rule.days))
    });
    Ok(section(words, "periods", &DIFFERENCE, rows.collect()))
}

fn section(words: &Words, id: &str, keys: &[&str], rows: Vec<TableRow>) -> SheetSection {
    SheetSection {
        id: id.to_owned(),
        title: words.get(&format!("admin-profile-{id}")),
        text: vec![words.get(&format!("admin-profile-{id}.text"))],
        wide: true,
        table: Some(Table {
            columns: columns(words, keys),
            rows,
            empty: words.get(&format!("admin-profile-{id}.empty")),
            csv: file(SHEET, id),
            next: None,
        }),
        ..SheetSection::default()
    }
}
