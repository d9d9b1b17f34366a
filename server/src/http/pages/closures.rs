//! `/closures`: the days on which the offices are closed, from their calendars; and the same as a calendar to subscribe.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Months, NaiveDate, Weekday};
use shared::calendar::Closures;
use shared::lang::Lang;
use shared::page::{Block, Info, Page, Row};

use super::shell::Frame;
use super::{Voice, document, kept};
use crate::app::Actor;
use crate::domain::published;
use crate::http::ics::{self, WholeDay};
use crate::http::{ApiError, Ctx};
use crate::local_time;

/// How far ahead the page looks; the feed goes as far as the calendars.
const MONTHS: Months = Months::new(12);
/// What calendar programs may keep the feed for, in seconds.
const FEED_CACHE: &str = "public, max-age=3600";

/// A day on which some offices are closed for the same reason.
struct Day {
    date: NaiveDate,
    reason: String,
    /// Ids of the offices.
    offices: BTreeSet<String>,
}

/// `GET /closures`.
///
/// # Errors
/// When storage fails.
pub async fn show(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    kept::serve(&request, || make(&request)).await
}

async fn make(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let ctx = Ctx::of(request)?;
    let calendars = ctx.app.read(&Actor::Visitor, published::closures).await?;
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let page = page(&words, &calendars, ctx.app.profile.zone.date(ctx.app.clock.now()));
    let title = page.title.clone();
    let frame = Frame { title: &title, path: "/closures", ..Frame::default() };
    Ok(document::render(&ctx, request, &frame, Page::Info(page)).await)
}

/// `GET /closures.ics`.
///
/// # Errors
/// When storage fails.
pub async fn feed(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    kept::serve(&request, || make_feed(&request)).await
}

async fn make_feed(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let ctx = Ctx::of(request)?;
    let calendars = ctx.app.read(&Actor::Visitor, published::closures).await?;
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let host = ctx.app.settings.public_url.host_str().unwrap_or_default();
    let closed = |offices_closed: &BTreeSet<String>| match offices_closed.len() == calendars.len() {
        true => words.get("closures-event-all"),
        false => offices(&words, offices_closed),
    };
    let event = |day: Day| WholeDay {
        // An office is closed once a day, so its name and the day are unique, whatever the reason becomes.
        uid: format!("{}-{}@{host}", day.date, day.offices.first().map_or("", String::as_str)),
        date: day.date,
        summary: words.with("closures-event", &[("offices", closed(&day.offices)), ("reason", day.reason)]),
    };
    let events: Vec<WholeDay> = days(&words, &calendars, NaiveDate::MAX).into_iter().map(event).collect();
    let name = words.get("closures-feed-name");
    Ok(HttpResponse::Ok()
        .content_type(ics::MEDIA_TYPE)
        .insert_header((header::CACHE_CONTROL, FEED_CACHE))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"closures.ics\""))
        .body(ics::calendar(&name, &events, ctx.app.clock.now())))
}

fn page(words: &Voice<'_>, calendars: &[Closures], today: NaiveDate) -> Info {
    let until = today.checked_add_months(MONTHS).unwrap_or(NaiveDate::MAX);
    let mut blocks = vec![
        words.paragraph("closures-feed"),
        words.heading("weekly", "closures-weekly"),
        Block::Rows(calendars.iter().map(|office| weekly(words, office, today)).collect()),
    ];
    // Closures of the most offices first: these are what most people look for.
    let mut groups: BTreeMap<(usize, BTreeSet<String>), Vec<Row>> = BTreeMap::new();
    for day in days(words, calendars, until) {
        let row = Row { term: local_time::day_with_year(words.lang, day.date), text: day.reason.into() };
        groups.entry((calendars.len() - day.offices.len(), day.offices)).or_default().push(row);
    }
    for (number, ((others, closed), rows)) in groups.into_iter().enumerate() {
        let text = match others {
            0 => words.get("closures-all"),
            _ => words.with("closures-only", &[("offices", offices(words, &closed))]),
        };
        blocks.push(Block::Heading { id: format!("closed-{}", number + 1), text });
        blocks.push(Block::Rows(rows));
    }
    Info {
        back: Some(words.link("/contact", "footer-contacts")),
        title: words.get("closures-title"),
        lead: words.get("closures-title.lead"),
        blocks,
        ..Info::default()
    }
}

/// The days until `until`, in order, offices with the same reason together.
fn days(words: &Voice<'_>, calendars: &[Closures], until: NaiveDate) -> Vec<Day> {
    let mut days: BTreeMap<(NaiveDate, &str), BTreeSet<String>> = BTreeMap::new();
    for office in calendars {
        for (date, reason) in office.dates.range(..until) {
            let reason = match words.lang {
                Lang::En => &reason.en,
                Lang::Es => &reason.es,
            };
            days.entry((*date, reason)).or_default().insert(office.id.clone());
        }
    }
    let day = |((date, reason), offices): ((NaiveDate, &str), _)| Day { date, reason: reason.to_owned(), offices };
    days.into_iter().map(day).collect()
}

/// The weekdays on which an office never opens, and from when on it will be others.
fn weekly(words: &Voice<'_>, office: &Closures, today: NaiveDate) -> Row {
    let now = weekdays(words, office.closed_weekdays(today));
    let later = office.weekday_changes.range(today..).filter(|(from, _)| **from > today).map(|(from, closed)| {
        let day = local_time::day_with_year(words.lang, *from);
        words.with("closures-weekly-from", &[("day", day), ("weekdays", weekdays(words, closed))])
    });
    let told: Vec<String> = std::iter::once(now).chain(later).collect();
    Row { term: name(words, &office.id), text: told.join(". ").into() }
}

fn weekdays(words: &Voice<'_>, closed: &[Weekday]) -> String {
    let mut closed = closed.to_vec();
    closed.sort_by_key(Weekday::num_days_from_monday);
    match closed.is_empty() {
        true => words.get("closures-weekly-none"),
        false => together(words, closed.iter().map(|day| local_time::weekday(words.lang, *day).to_owned()).collect()),
    }
}

fn offices(words: &Voice<'_>, ids: &BTreeSet<String>) -> String {
    together(words, ids.iter().map(|id| name(words, id)).collect())
}

/// "Records, Property and City Hall".
fn together(words: &Voice<'_>, mut names: Vec<String>) -> String {
    let last = names.pop().unwrap_or_default();
    match names.is_empty() {
        true => last,
        false => words.with("closures-together", &[("names", names.join(", ")), ("last", last)]),
    }
}

fn name(words: &Voice<'_>, office: &str) -> String {
    let calendar = words.profile.calendars.get(office);
    calendar.map(|calendar| calendar.name.get(words.lang).to_owned()).unwrap_or_default()
}
