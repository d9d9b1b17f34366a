//! The statistics of any period: volume, age, median times, outcomes.

use actix_web::{HttpResponse, web};
use chrono::{Datelike, Days, NaiveDate};
use shared::form::Fault;
use shared::problem::Problem;
use shared::service::Service;
use shared::staff::{ActionField, ActionOption, Control, Sheet, SheetLink, SheetSection};

use super::{Filters, answer, charts};
use crate::app::{Actor, Cx};
use crate::db::Conn;
use crate::domain::statistics::{self, Period};
use crate::domain::{Outcome, Refusal, policy};
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, StaffSession};
use crate::local_time;

/// How many days stand there at first.
const FIRST_DAYS: u64 = 90;
/// The answer that stands for every service.
const ALL: &str = "all";

/// `GET sheets/statistics`: the figures of the days `from` to `to`, of one service or of all that the person sees.
///
/// # Errors
/// 403 for whoever sees no case whole; 422 by filter.
#[utoipa::path(get, path = "/api/v1/staff/sheets/statistics", params(("from" = Option<String>, Query, description = "YYYY-MM-DD, the first day"), ("to" = Option<String>, Query, description = "YYYY-MM-DD, the last day"), ("service" = Option<String>, Query), ("csv" = Option<String>, Query, description = "volume, age, times or outcomes")), responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Result<HttpResponse, ApiError> {
    let words = Words::new(&ctx.app, staff.lang);
    let asked = filters.clone();
    let load = move |conn: &mut Conn, cx: &Cx| sheet(conn, cx, &words, &asked);
    let sheet = ctx.app.read(&staff.as_actor(), load).await;
    answer(&sheet.map_err(|refusal: Refusal| ApiError::from(refusal).in_form("numbers-field"))?, &filters)
}

/// What is asked.
struct Question {
    period: Period,
    /// All that the person sees.
    services: Vec<&'static Service>,
    /// The one that is asked for.
    service: Option<&'static Service>,
}

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, filters: &Filters) -> Outcome<Sheet> {
    let Actor::Staff(reader) = &cx.actor else { return Err(Refusal::Forbidden) };
    let services = statistics::services_of(&cx.app, reader);
    if policy::sections(reader).is_empty() {
        return Err(Refusal::Forbidden);
    }
    let asked = question(words.today(), services, filters)?;
    let scope = statistics::scope_of(asked.service.as_ref().map_or(&asked.services, std::slice::from_ref));
    let grain = asked.period.grain();
    let volumes = statistics::volumes(conn, cx, &scope, asked.period.parts(grain))?;
    let figures = statistics::figures(conn, cx, &scope, asked.period)?;
    let ages = statistics::ages(conn, cx, &scope)?;
    let name = address(asked.period, asked.service);
    let file = |section| charts::with_file(section, &name);
    let (from, to) = (asked.period.from, asked.period.to);
    let day = |day| local_time::short_day_with_year(words.lang, day);
    Ok(Sheet {
        title: words.get("sheet-statistics"),
        lead: Some(words.format("numbers-period", &[("from", day(from).into()), ("to", day(to).into())])),
        links: presets(words, &asked),
        filters: fields(words, &asked),
        sections: vec![
            file(SheetSection { wide: true, ..charts::volume(words, grain, &volumes, false) }),
            file(charts::times(words, &figures)),
            file(charts::outcomes(words, &figures)),
            file(charts::ages(words, &ages)),
        ],
        ..Sheet::default()
    })
}

fn question(today: NaiveDate, services: Vec<&'static Service>, filters: &Filters) -> Outcome<Question> {
    let given = |name: &str| filters.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let wrong = |field: &str, code: &str| Refusal::Invalid(vec![Fault::new(field, code)]);
    let day = |name: &str| given(name).map(|text| text.parse().map_err(|_| wrong(name, "date"))).transpose();
    let to: NaiveDate = day("to")?.unwrap_or(today);
    let from = day("from")?.unwrap_or_else(|| Period::last_days(to, FIRST_DAYS).from);
    if to > today {
        return Err(wrong("to", "future"));
    }
    if from > to || from < statistics::earliest() {
        return Err(wrong("from", "order"));
    }
    let service = given("service").filter(|kind| *kind != ALL).map(|kind| {
        services.iter().copied().find(|service| service.kind == kind).ok_or_else(|| wrong("service", "choice"))
    });
    Ok(Question { period: Period { from, to }, service: service.transpose()?, services })
}

/// The sheet of a period.
fn address(period: Period, service: Option<&Service>) -> String {
    let service = service.map(|service| format!("&service={}", service.kind)).unwrap_or_default();
    format!("statistics?from={}&to={}{service}", period.from, period.to)
}

/// Periods that are often asked for.
fn presets(words: &Words, asked: &Question) -> Vec<SheetLink> {
    let today = words.today();
    let january = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
    let this_year = january(today.year());
    let periods = [
        ("numbers-last-30", Period::last_days(today, 30)),
        ("numbers-last-90", Period::last_days(today, 90)),
        ("numbers-this-year", Period { from: this_year, to: today }),
        ("numbers-last-year", Period { from: january(today.year() - 1), to: this_year - Days::new(1) }),
    ];
    let link = |(key, period)| SheetLink { label: words.get(key), href: address(period, asked.service) };
    periods.into_iter().map(link).collect()
}

fn fields(words: &Words, asked: &Question) -> Vec<ActionField> {
    let field = |name: &str, control, value: String, options| ActionField {
        name: name.to_owned(),
        control,
        label: words.get(&format!("numbers-field-{name}")),
        options,
        value,
        ..ActionField::default()
    };
    let option = |value: &str, label: String| ActionOption { value: value.to_owned(), label, hint: None };
    let all = option(ALL, words.get("numbers-all-services"));
    let known = asked.services.iter();
    let named = known.map(|service| option(service.kind, words.get(&format!("service-{}", slug(service.kind)))));
    let service = asked.service.map_or(ALL, |service| service.kind).to_owned();
    vec![
        field("from", Control::Date, asked.period.from.to_string(), Vec::new()),
        field("to", Control::Date, asked.period.to.to_string(), Vec::new()),
        field("service", Control::Select, service, std::iter::once(all).chain(named).collect()),
    ]
}
