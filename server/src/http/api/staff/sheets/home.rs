//! Home: what is overdue, due today, nobody's, and waiting; what to do first; what comes; and how the work goes.
//!
//! Everything is counted within the scope of whoever reads. A cashier sees the fees that are due, and an administrator,
//! who sees no case, what administrators do.

mod ahead;

use actix_web::{HttpResponse, web};
use chrono::{NaiveDateTime, TimeDelta};
use shared::problem::Problem;
use shared::service::state;
use shared::staff::{
    QueuePage, QueueQuery, QueueRow, Sheet, SheetLink, SheetSection, Table, TableCell, TableRow, Tile, Urgency, capped,
};

use super::day::{columns, due_cells, owner};
use super::{Filters, answer, charts, rail};
use crate::app::{Actor, Cx, StaffActor};
use crate::db::queue::{COUNT_LIMIT, Filter};
use crate::db::statistics::Scope;
use crate::db::{Conn, queue as list, statistics as counts};
use crate::domain::cases::queue_filter;
use crate::domain::statistics::{self, Grain, Period, start_of};
use crate::domain::{Outcome, Refusal, policy};
use crate::http::api::staff::queue;
use crate::http::words::Words;
use crate::http::{ApiError, Ctx, StaffSession};
use crate::local_time;

/// Clocks that are to be done first.
const FIRST: u32 = 6;
/// Weeks of the chart.
const WEEKS: u64 = 12;
/// Days for which it is told how cases ended.
const OUTCOME_DAYS: u64 = 30;
/// Seconds after which a shown home is read again.
const REFRESH_SECONDS: u32 = 60;

/// `GET sheets/home`: the day of the person who reads.
///
/// # Errors
/// 401.
#[utoipa::path(get, path = "/api/v1/staff/sheets/home", params(("csv" = Option<String>, Query, description = "volume, age or outcomes")), responses((status = 200, body = Sheet), (status = 401, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Result<HttpResponse, ApiError> {
    let words = Words::new(&ctx.app, staff.lang);
    let load = move |conn: &mut Conn, cx: &Cx| sheet(conn, cx, &words);
    let sheet = ctx.app.read(&staff.as_actor(), load).await.map_err(|refusal: Refusal| ApiError::from(refusal))?;
    answer(&sheet, &filters)
}

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words) -> Outcome<Sheet> {
    let Actor::Staff(reader) = &cx.actor else { return Err(Refusal::Forbidden) };
    let sheet = if !policy::sections(reader).is_empty() {
        of_section(conn, cx, words, reader)?
    } else if !policy::payment_sections(reader).is_empty() {
        of_cashier(conn, cx, words, reader)?
    } else {
        without_cases(words, reader)
    };
    Ok(Sheet { title: words.get("sheet-home"), refresh_seconds: Some(REFRESH_SECONDS), ..sheet })
}

/// Whoever works cases.
fn of_section(conn: &mut Conn, cx: &Cx, words: &Words, reader: &StaffActor) -> Outcome<Sheet> {
    let services = statistics::services_of(&cx.app, reader);
    let scope = statistics::scope_of(&services);
    let soonest = QueueQuery { state: Some("open".to_owned()), limit: Some(FIRST), ..QueueQuery::default() };
    let page = queue::load(conn, cx, words, &soonest)?;
    let first: Vec<&QueueRow> = page.cases.iter().filter(|row| row.due.is_some()).collect();
    let today = words.today();
    let weeks = Period::last_weeks(today, WEEKS).parts(Grain::Week);
    let volumes = statistics::volumes(conn, cx, &scope, weeks)?;
    let ages = statistics::ages(conn, cx, &scope)?;
    let figures = statistics::figures(conn, cx, &scope, Period::last_days(today, OUTCOME_DAYS))?;
    let mut sections = vec![do_first(words, &first, "queue?state=open")];
    sections.push(ahead::section(conn, cx, words, &services, &scope)?);
    sections.extend(ahead::approvals(conn, words, reader, &services, &scope)?);
    sections.extend([
        charts::with_file(charts::volume(words, Grain::Week, &volumes, true), "home"),
        charts::with_file(charts::ages(words, &ages), "home"),
        charts::with_file(charts::outcomes(words, &figures), "home"),
    ]);
    let open = page.counts.get("open").copied().unwrap_or_default();
    Ok(Sheet {
        lead: Some(words.format("numbers-home-lead", &[("count", open.into()), ("said", capped(open).into())])),
        links: vec![
            SheetLink { label: words.get("sheet-day"), href: "day".to_owned() },
            SheetLink { label: words.get("numbers-open-file"), href: "/api/v1/staff/cases.csv?state=open".to_owned() },
        ],
        tiles: tiles(conn, cx, words, reader, &scope, &page)?,
        sections,
        ..Sheet::default()
    })
}

/// Overdue, due today, unassigned, waiting for the requester.
fn tiles(
    conn: &mut Conn,
    cx: &Cx,
    words: &Words,
    reader: &StaffActor,
    scope: &Scope,
    page: &QueuePage,
) -> Outcome<Vec<Tile>> {
    let count = |view: &str| page.counts.get(view).copied().unwrap_or_default();
    let (overdue, unassigned, waiting) = (count("overdue"), count("unassigned"), count("waiting"));
    let zone = cx.app.profile.zone.id;
    let (midnight, tomorrow) = (start_of(words.today(), zone), start_of(words.today() + chrono::Days::new(1), zone));
    // The view of today holds what is overdue, too.
    let later = Filter {
        ended: Some(false),
        due_before: Some(tomorrow),
        after: Some((cx.now.naive_utc(), String::new())),
        limit: COUNT_LIMIT,
        ..queue_filter(reader)
    };
    let today = list::count(conn, &later)?;
    let new = counts::unassigned_since(conn, scope, midnight)?;
    let week_ago = (cx.now - TimeDelta::weeks(1)).naive_utc();
    let silent = counts::silent_since(conn, scope, state::NEEDS_INFORMATION, week_ago, COUNT_LIMIT)?;
    let tile = |view: &str, count: u64, note: String, urgency: Urgency, query: &str| Tile {
        label: words.get(&format!("view-{view}")),
        value: capped(count),
        note,
        urgency: if count == 0 { Urgency::Later } else { urgency },
        href: Some(format!("queue?{query}")),
    };
    let oldest = page.cases.first().and_then(|row| row.due.as_ref()).filter(|due| due.urgency == Urgency::Overdue);
    let oldest = oldest.map_or_else(|| words.get("numbers-none-overdue"), |due| oldest_by(words, &due.at));
    Ok(vec![
        tile("overdue", overdue, oldest, Urgency::Overdue, "state=open&due_before=now"),
        tile(
            "today",
            today,
            next_today(conn, words, &Filter { limit: 1, ..later }, tomorrow)?,
            Urgency::Today,
            "state=open&due_before=tomorrow",
        ),
        tile(
            "unassigned",
            unassigned,
            words.format("numbers-came-today", &[("count", new.into())]),
            Urgency::Later,
            "state=open&assigned=none",
        ),
        tile(
            "waiting",
            waiting,
            words.format("numbers-silent", &[("count", silent.into()), ("said", capped(silent).into())]),
            Urgency::Later,
            "state=needs_information",
        ),
    ])
}

/// By how much the oldest is overdue; `due` is RFC 3339.
fn oldest_by(words: &Words, due: &str) -> String {
    let Ok(due) = due.parse::<chrono::DateTime<chrono::Utc>>() else { return String::new() };
    let late = words.now - due;
    if late.num_hours() < 24 {
        return words.format(
            "numbers-oldest-hours",
            &[("hours", late.num_hours().into()), ("minutes", (late.num_minutes() % 60).into())],
        );
    }
    let days = (words.today() - words.app().profile.zone.date(due)).num_days();
    words.format("numbers-oldest-days", &[("days", days.into())])
}

/// What is due next today.
fn next_today(conn: &mut Conn, words: &Words, next: &Filter, tomorrow: NaiveDateTime) -> Outcome<String> {
    let zone = &words.app().profile.zone;
    let Some(case) = list::page(conn, next)?.0.pop() else { return Ok(words.get("numbers-none-today")) };
    let left = case.next_due_at - words.now.naive_utc();
    if tomorrow - case.next_due_at <= TimeDelta::minutes(1) {
        return Ok(words.get("numbers-next-midnight"));
    }
    Ok(words.format(
        "numbers-next-at",
        &[
            ("time", local_time::time_24(zone.time(case.next_due_at.and_utc())).into()),
            ("hours", left.num_hours().into()),
            ("minutes", (left.num_minutes() % 60).into()),
        ],
    ))
}

/// The soonest clocks.
fn do_first(words: &Words, rows: &[&QueueRow], queue: &str) -> SheetSection {
    let row = |row: &&QueueRow| {
        let mut cells = due_cells(row);
        cells.push(owner(words, row));
        TableRow { cells, ..TableRow::default() }
    };
    SheetSection {
        id: "first".to_owned(),
        title: words.get("numbers-first"),
        wide: true,
        table: Some(Table {
            columns: columns(words, &["export-due", "export-reference", "export-subject", "export-owner"]),
            rows: rows.iter().map(row).collect(),
            empty: words.get("numbers-nothing-runs"),
            ..Table::default()
        }),
        more: Some(SheetLink { label: words.get("numbers-to-queue"), href: queue.to_owned() }),
        ..SheetSection::default()
    }
}

/// Whoever takes payments: the fees that are due, the longest waiting first.
fn of_cashier(conn: &mut Conn, cx: &Cx, words: &Words, reader: &StaffActor) -> Outcome<Sheet> {
    let due = Filter { state: Some(state::FEE_DUE.to_owned()), limit: COUNT_LIMIT, ..queue_filter(reader) };
    let count = list::count(conn, &due)?;
    let query = QueueQuery { state: Some(state::FEE_DUE.to_owned()), limit: Some(FIRST), ..QueueQuery::default() };
    let page = queue::load(conn, cx, words, &query)?;
    let queue = "queue?state=fee_due";
    Ok(Sheet {
        lead: Some(words.get("numbers-cashier-lead")),
        tiles: vec![Tile {
            label: words.get("numbers-fees-due"),
            value: capped(count),
            note: words.get(if count == 0 { "numbers-no-fees" } else { "numbers-fees-wait" }),
            urgency: Urgency::Later,
            href: Some(queue.to_owned()),
        }],
        sections: vec![do_first(words, &page.cases.iter().collect::<Vec<_>>(), queue)],
        ..Sheet::default()
    })
}

/// Whoever sees no case: why, and what there is to do instead.
fn without_cases(words: &Words, reader: &StaffActor) -> Sheet {
    let links = rail(words, &reader.roles).into_iter().filter(|link| link.href != "home");
    let row = |link: SheetLink| TableRow {
        cells: vec![
            TableCell { text: link.label, href: Some(link.href.clone()), urgency: None },
            TableCell::new(words.find(&format!("numbers-does-{}", link.href.replace('/', "-"))).unwrap_or_default()),
        ],
        ..TableRow::default()
    };
    Sheet {
        lead: Some(words.get("numbers-admin-lead")),
        sections: vec![SheetSection {
            id: "keeps".to_owned(),
            title: words.get("numbers-admin-does"),
            wide: true,
            text: vec![words.get("numbers-admin-why")],
            table: Some(Table {
                columns: columns(words, &["numbers-page", "numbers-does"]),
                rows: links.map(row).collect(),
                ..Table::default()
            }),
            ..SheetSection::default()
        }],
        ..Sheet::default()
    }
}
