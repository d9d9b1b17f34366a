//! Office calendars: the list, one calendar with what may be changed of it, and what a change would move.

mod calendar;
mod preview;

use actix_web::{HttpResponse, web};
use chrono::{Datelike, NaiveDate, Weekday};
use shared::calendar::{Closures, Reason};
use shared::problem::Problem;
use shared::staff::{Sheet, SheetSection, Table, TableCell};

use super::admin::{Answers, FIELD, columns, file, row, said};
use super::{Filters, answer};
use crate::app::Cx;
use crate::db::{self, Conn};
use crate::domain::Outcome;
use crate::domain::administration::{invalid, may_read};
use crate::domain::calendars::{self as use_case, Change, Statutes};
use crate::http::answers::only;
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};
use crate::local_time;

type Answer = Result<HttpResponse, ApiError>;

/// The name of the list's sheet.
const SHEET: &str = "admin/calendars";

/// `GET sheets/admin/calendars`: every calendar.
///
/// # Errors
/// 403 for anybody but an administrator.
#[utoipa::path(get, path = "/api/v1/staff/sheets/admin/calendars", params(("csv" = Option<String>, Query)), responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn list(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let sheet = ctx.app.read(&staff.as_actor(), move |conn, cx| list_sheet(conn, cx, &words)).await?;
    answer(&sheet, &filters)
}

/// `GET sheets/admin/calendars/{calendar}`: one calendar with its closures and its history.
///
/// # Errors
/// 403 for anybody but an administrator; 404.
#[utoipa::path(get, path = "/api/v1/staff/sheets/admin/calendars/{calendar}", params(("calendar" = String, Path), ("all" = Option<String>, Query, description = "yes: closures of every year"), ("csv" = Option<String>, Query)), responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, id: web::Path<String>, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let all = filters.contains_key("all");
    let load = move |conn: &mut Conn, cx: &Cx| calendar::sheet(conn, cx, &words, &id, all, None);
    let sheet = ctx.app.read(&staff.as_actor(), load).await?;
    answer(&sheet, &filters)
}

/// What a change of a calendar may say, whatever its kind.
const CHANGE: &[&str] = &[
    "version",
    "change",
    "day",
    "last_day",
    "reason_en",
    "reason_es",
    "weekdays",
    "from",
    "known_until",
    "statutes",
    "reason",
];

/// `POST sheets/admin/calendars/{calendar}/preview`: what a change would move. Nothing is changed.
///
/// # Errors
/// 409 when somebody changed it meanwhile; 422 by field, also when nothing would change.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/calendars/{calendar}/preview", params(("calendar" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn preview(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, CHANGE)?;
    let words = Words::new(&ctx.app, staff.lang);
    let load = move |conn: &mut Conn, cx: &Cx| {
        may_read(cx)?;
        preview::sheet(conn, cx, &words, &id, Some(&body.value))
    };
    changed(ctx.app.read(&staff.as_actor(), load).await)
}

/// `POST sheets/admin/calendars/{calendar}/change`: makes the change that was previewed.
///
/// # Errors
/// 409 when somebody changed it meanwhile; 422 on `reason` when clocks of a statute are to move.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/calendars/{calendar}/change", params(("calendar" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn change(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, CHANGE)?;
    let words = Words::new(&ctx.app, staff.lang);
    let work = move |conn: &mut Conn, cx: &Cx| {
        may_read(cx)?;
        let change = typed(&body.value)?;
        use_case::change(conn, cx, &id, seen(&body.value), &change, &statutes(&body.value))?;
        calendar::sheet(conn, cx, &words, &id, false, Some(words.get("admin-done-calendar")))
    };
    changed(ctx.app.write(&staff.as_actor(), work).await)
}

/// `POST sheets/admin/calendars/{calendar}/catch-up`: moves clocks that still follow an older version.
///
/// # Errors
/// 409 when somebody changed it meanwhile; 422 on `reason` when clocks of a statute are to move.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/calendars/{calendar}/catch-up", params(("calendar" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn catch_up(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &["version", "statutes", "reason"])?;
    let words = Words::new(&ctx.app, staff.lang);
    let work = move |conn: &mut Conn, cx: &Cx| {
        use_case::catch_up(conn, cx, &id, seen(&body.value), &statutes(&body.value))?;
        calendar::sheet(conn, cx, &words, &id, false, Some(words.get("admin-done-catch-up")))
    };
    changed(ctx.app.write(&staff.as_actor(), work).await)
}

/// `GET sheets/admin/calendars/{calendar}/behind`: the clocks that still follow an older version.
///
/// # Errors
/// 403 for anybody but an administrator; 404.
#[utoipa::path(get, path = "/api/v1/staff/sheets/admin/calendars/{calendar}/behind", params(("calendar" = String, Path)), responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn behind(ctx: Ctx, staff: StaffSession, id: web::Path<String>, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let load = move |conn: &mut Conn, cx: &Cx| {
        may_read(cx)?;
        preview::sheet(conn, cx, &words, &id, None)
    };
    let sheet = ctx.app.read(&staff.as_actor(), load).await?;
    answer(&sheet, &filters)
}

fn changed(done: Outcome<Sheet>) -> Answer {
    done.map(|sheet| HttpResponse::Ok().json(sheet)).map_err(|refusal| ApiError::from(refusal).in_form(FIELD))
}

/// The version that the person saw.
fn seen(answers: &Answers) -> u32 {
    said(answers, "version").parse().unwrap_or_default()
}

fn statutes(answers: &Answers) -> Statutes {
    let rules = said(answers, "statutes").split(',').map(str::trim).filter(|rule| !rule.is_empty());
    Statutes { rules: rules.map(ToOwned::to_owned).collect(), reason: said(answers, "reason").to_owned() }
}

/// The change that was typed; `change` says of which kind it is.
fn typed(answers: &Answers) -> Outcome<Change> {
    let day = |name: &str| -> Outcome<NaiveDate> {
        match said(answers, name) {
            "" => Err(invalid(name, "required")),
            text => text.parse().map_err(|_| invalid(name, "date")),
        }
    };
    match said(answers, "change") {
        "close" => {
            let first = day("day")?;
            let last = if said(answers, "last_day").is_empty() { first } else { day("last_day")? };
            let why = Reason { en: said(answers, "reason_en").to_owned(), es: said(answers, "reason_es").to_owned() };
            Ok(Change::Close { first, last, why })
        }
        "open" => Ok(Change::Open { day: day("day")? }),
        "week" => {
            let codes = said(answers, "weekdays").split(',').map(str::trim).filter(|code| !code.is_empty());
            let closed = codes.map(str::parse::<Weekday>).collect::<Result<_, _>>();
            Ok(Change::Week { from: day("from")?, closed: closed.map_err(|_| invalid("weekdays", "choice"))? })
        }
        "known_until" => Ok(Change::KnownUntil { day: day("known_until")? }),
        _ => Err(invalid("change", "choice")),
    }
}

/// The office of a calendar.
fn office(words: &Words, calendar: &str) -> String {
    let named = words.app().profile.calendars.get(calendar).map(|known| known.name.get(words.lang).to_owned());
    named.or_else(|| words.find(&format!("clock-office-{}", slug(calendar)))).unwrap_or_else(|| calendar.to_owned())
}

/// "Saturday, Sunday", from Monday on.
fn weekdays(words: &Words, of: &[Weekday]) -> String {
    let mut of = of.to_vec();
    of.sort_by_key(Weekday::num_days_from_monday);
    match of.as_slice() {
        [] => words.get("admin-no-weekday"),
        of => of.iter().map(|day| local_time::weekday(words.lang, *day)).collect::<Vec<_>>().join(", "),
    }
}

/// "Thu Dec 24, 2026".
fn day(words: &Words, day: NaiveDate) -> String {
    format!("{}, {}", local_time::short_weekday_day(words.lang, day), day.year())
}

fn list_sheet(conn: &mut Conn, cx: &Cx, words: &Words) -> Outcome<Sheet> {
    may_read(cx)?;
    let mut calendars: Vec<Closures> = Vec::new();
    for id in db::calendars::ids(conn)? {
        calendars.push(db::calendars::whole(conn, &id)?);
    }
    let today = words.today();
    let rows = calendars.iter().map(|calendar| {
        let next = calendar.dates.range(today..).next();
        let next = next.map_or_else(String::new, |(on, why)| format!("{}: {}", day(words, *on), why.get(words.lang)));
        let href = Some(format!("{SHEET}/{}", calendar.id));
        row(vec![
            TableCell { href, ..TableCell::new(office(words, &calendar.id)) },
            TableCell::new(weekdays(words, calendar.closed_weekdays(today))),
            TableCell::new(next),
            TableCell::new(day(words, calendar.known_until)),
            TableCell::new(calendar.version.to_string()),
        ])
    });
    let keys = [
        "admin-column-office",
        "admin-column-weekdays",
        "admin-column-next-closure",
        "admin-column-known-until",
        "admin-column-version-count",
    ];
    Ok(Sheet {
        title: words.get("sheet-admin-calendars"),
        lead: Some(words.get("admin-calendars-lead")),
        sections: vec![SheetSection {
            id: "calendars".to_owned(),
            title: words.get("admin-calendars"),
            wide: true,
            table: Some(Table {
                columns: columns(words, &keys),
                rows: rows.collect(),
                csv: file(SHEET, "calendars"),
                ..Table::default()
            }),
            ..SheetSection::default()
        }],
        ..Sheet::default()
    })
}
