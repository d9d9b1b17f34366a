//! Failed mail and other jobs: what failed, why, and what becomes of it. Administrators see no cases: a job is told by
//! its kind, its time and its cause.

use actix_web::{HttpResponse, web};
use chrono::NaiveDateTime;
use serde_json::Value;
use shared::problem::Problem;
use shared::staff::{Sheet, SheetForm, SheetSection, Table, TableCell, TableRow, Tile, Urgency};

use super::admin::{Answers, FIELD, columns, deed, file, form, history, moment, said, why};
use super::{Filters, answer};
use crate::app::{Actor, Cx};
use crate::db::outbox::{DEAD, WAITING};
use crate::db::outbox_desk::{Group, Trouble};
use crate::db::{Conn, staff, staff_history};
use crate::domain::administration::Subject;
use crate::domain::outbox_desk::{self, Standing};
use crate::domain::{Outcome, policy};
use crate::http::answers::only;
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// The name of the sheet.
const SHEET: &str = "admin/outbox";

/// Decisions that are shown.
const SHOWN: i64 = 50;

/// Seconds after which the console reads it again.
const REFRESH: u32 = 60;

/// `GET sheets/admin/outbox`: what failed.
///
/// # Errors
/// 403 for anybody but an administrator.
#[utoipa::path(get, path = "/api/v1/staff/sheets/admin/outbox", params(("csv" = Option<String>, Query)), responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn show(ctx: Ctx, session: StaffSession, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, session.lang);
    let sheet = ctx.app.read(&session.as_actor(), move |conn, cx| sheet(conn, cx, &words, None)).await?;
    answer(&sheet, &filters)
}

/// `POST sheets/admin/outbox`: has everything tried again now that failed for one `cause`.
///
/// # Errors
/// 403 for anybody but an administrator, and without a fresh proof.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/outbox", request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn retry_all(ctx: Ctx, staff: StaffSession, body: Json<Answers>) -> Answer {
    only(&body.value, &["cause"])?;
    deed(&ctx, &staff, FIELD, body.value, after, |conn, cx, words, answers| {
        let count = outbox_desk::retry_all(conn, cx, said(answers, "cause"))?;
        Ok(words.format("admin-done-retry-all", &[("count", count.into())]))
    })
    .await
}

/// `POST sheets/admin/outbox/{job}/retry`: has one job tried again now.
///
/// # Errors
/// 404 when it is done, runs, or never failed.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/outbox/{job}/retry", params(("job" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn retry(ctx: Ctx, staff: StaffSession, job: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &[])?;
    deed(&ctx, &staff, FIELD, body.value, after, move |conn, cx, words, _| {
        outbox_desk::retry(conn, cx, &job)?;
        Ok(words.get("admin-done-retry"))
    })
    .await
}

/// `POST sheets/admin/outbox/{job}/give-up`: takes one job from the list for good.
///
/// # Errors
/// 404 when it is done, runs, or never failed; 422 on `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/outbox/{job}/give-up", params(("job" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn give_up(ctx: Ctx, staff: StaffSession, job: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &["reason"])?;
    deed(&ctx, &staff, FIELD, body.value, after, move |conn, cx, words, answers| {
        outbox_desk::give_up(conn, cx, &job, said(answers, "reason"))?;
        Ok(words.get("admin-done-give-up"))
    })
    .await
}

fn after(conn: &mut Conn, cx: &Cx, words: &Words, done: String) -> Outcome<Sheet> {
    sheet(conn, cx, words, Some(done))
}

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, done: Option<String>) -> Outcome<Sheet> {
    let Standing { groups, due_since, dead, retrying } = outbox_desk::standing(conn, cx)?;
    let (entries, names) = (staff_history::latest(conn, Subject::Job.code(), SHOWN)?, staff::names(conn)?);
    let log = history(words, &names, &entries, |entry| {
        let before: Value = serde_json::from_str(&entry.before).unwrap_or_default();
        let told = |name: &str| before.get(name).and_then(Value::as_str).unwrap_or_default();
        format!("{}: {}", kind(words, told("job")), cause(words, told("cause")))
    });
    let count = |state: &str, failed: bool| -> i64 {
        let of = groups.iter().filter(|group| group.state == state && (!failed || group.cause.is_some()));
        of.map(|group| group.count).sum()
    };
    let tile = |key: &str, value: String, urgency| Tile { label: words.get(key), value, urgency, ..Tile::default() };
    let bad = |count: i64| if count > 0 { Urgency::Overdue } else { Urgency::Later };
    let waited = due_since.map_or(0, |since| (cx.now.naive_utc() - since).num_minutes().max(0));
    Ok(Sheet {
        title: words.get("sheet-admin-outbox"),
        lead: Some(words.get("admin-outbox-lead")),
        done,
        tiles: vec![
            tile("admin-tile-dead", count(DEAD, false).to_string(), bad(count(DEAD, false))),
            tile("admin-tile-retrying", count(WAITING, true).to_string(), Urgency::Later),
            tile("admin-tile-waiting", count(WAITING, false).to_string(), Urgency::Later),
            tile("admin-tile-oldest", words.format("admin-minutes", &[("count", waited.into())]), Urgency::Later),
        ],
        sections: vec![
            causes(words, &groups),
            jobs(words, cx, "dead", &dead),
            jobs(words, cx, "retrying", &retrying),
            log,
        ],
        refresh_seconds: Some(REFRESH),
        ..Sheet::default()
    })
}

/// What failed, by cause; each can be tried again together.
fn causes(words: &Words, groups: &[Group]) -> SheetSection {
    let failed = groups.iter().filter_map(|group| Some((group, group.cause.as_deref()?)));
    let rows = failed.enumerate().map(|(number, (group, code))| {
        let mut again = form(words, "retry-all", format!("sheets/{SHEET}"), Vec::new());
        again.id = format!("retry-all-{number}");
        again.sent.insert("cause".to_owned(), code.to_owned());
        TableRow {
            cells: vec![
                TableCell::new(cause(words, code)),
                TableCell::new(kind(words, &group.job)),
                TableCell::new(words.get(&format!("admin-job-{}", group.state))),
                TableCell::new(group.count.to_string()),
                TableCell::new(group.oldest.map(|at| moment(words, at)).unwrap_or_default()),
            ],
            forms: vec![again],
        }
    });
    let keys = [
        "admin-column-cause",
        "admin-column-job",
        "admin-column-state",
        "admin-column-jobs-count",
        "admin-column-oldest",
    ];
    section(words, "causes", &keys, rows.collect())
}

fn jobs(words: &Words, cx: &Cx, id: &str, jobs: &[Trouble]) -> SheetSection {
    let time = |at: Option<NaiveDateTime>| TableCell::new(at.map(|at| moment(words, at)).unwrap_or_default());
    let rows = jobs.iter().map(|Trouble { row: job, case }| {
        let deed = |id: &str, fields| {
            let form = form(words, id, format!("sheets/{SHEET}/{}/{id}", job.id), fields);
            SheetForm { id: format!("{id}-{}", job.id), ..form }
        };
        let seen = case
            .as_ref()
            .filter(|(_, section)| matches!(&cx.actor, Actor::Staff(staff) if policy::may_see(staff, section)));
        let next = if job.state == WAITING { Some(job.run_at) } else { None };
        TableRow {
            cells: vec![
                TableCell::new(kind(words, &job.job)),
                TableCell::new(cause(words, job.last_error.as_deref().unwrap_or_default())),
                TableCell::new(job.attempts.to_string()),
                time(Some(job.made_at)),
                time(next.or(job.done_at)),
                seen.map_or_else(TableCell::default, |(reference, _)| TableCell::case(reference)),
                // Enough to find it in the log, and nothing about anybody.
                TableCell::new(job.id.clone()),
            ],
            forms: vec![deed("retry", Vec::new()), SheetForm { danger: true, ..deed("give-up", vec![why(words)]) }],
        }
    });
    let last = if id == "dead" { "admin-column-given-up" } else { "admin-column-next-try" };
    let keys = [
        "admin-column-job",
        "admin-column-cause",
        "admin-column-attempts-count",
        "admin-column-made",
        last,
        "admin-column-case",
        "admin-column-id",
    ];
    section(words, id, &keys, rows.collect())
}

fn section(words: &Words, id: &str, keys: &[&str], rows: Vec<TableRow>) -> SheetSection {
    SheetSection {
        id: id.to_owned(),
        title: words.get(&format!("admin-outbox-{id}")),
        wide: true,
        table: Some(Table {
            columns: columns(words, keys),
            rows,
            empty: words.get(&format!("admin-outbox-{id}.empty")),
            csv: file(SHEET, id),
            next: None,
        }),
        ..SheetSection::default()
    }
}

/// A job's kind in words; its code where it has none.
fn kind(words: &Words, code: &str) -> String {
    words.find(&format!("admin-job-kind-{}", slug(code))).unwrap_or_else(|| code.to_owned())
}

/// A cause in words with its code, which stands in the log.
fn cause(words: &Words, code: &str) -> String {
    // A code of the mail server or of a file may end in something that is not ours.
    let family = code.split('_').next().unwrap_or_default();
    let text = [slug(code), family.to_owned()].iter().find_map(|code| words.find(&format!("admin-cause-{code}")));
    text.map_or_else(|| code.to_owned(), |text| format!("{text} ({code})"))
}
