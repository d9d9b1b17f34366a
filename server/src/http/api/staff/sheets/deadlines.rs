//! The deadline calculator: a rule, a moment and an office's calendar make a due moment, with every day on the way.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use shared::calendar::{Closures, DeadlineError, RULES, Rule, Step, explain, rule};
use shared::lang::{LANGS, Lang};
use shared::problem::Problem;
use shared::staff::{
    ActionField, ActionOption, Column, Control, Fact, Sheet, SheetNotice, SheetSection, Table, TableCell, TableRow,
    Tile,
};

use super::{Filters, answer};
use crate::app::Cx;
use crate::clock_words::ClockWords;
use crate::db::{self, Conn};
use crate::deadlines::{self, Problem as Unsolved};
use crate::domain::administration::invalid;
use crate::domain::{Outcome, Refusal};
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, StaffSession};
use crate::local_time;

/// The rule that stands there at first.
const FIRST_RULE: &str = "report.target";

/// `GET sheets/deadlines`: works a deadline out. `rule`, `day`, `time` and `calendar` stand in the address.
///
/// # Errors
/// 422 by filter.
#[utoipa::path(get, path = "/api/v1/staff/sheets/deadlines", params(("rule" = Option<String>, Query), ("day" = Option<String>, Query, description = "YYYY-MM-DD, in the department's zone"), ("time" = Option<String>, Query, description = "HH:MM"), ("calendar" = Option<String>, Query), ("csv" = Option<String>, Query)), responses((status = 200, body = Sheet), (status = 422, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Result<HttpResponse, ApiError> {
    let words = Words::new(&ctx.app, staff.lang);
    let asked = filters.clone();
    let load = move |conn: &mut Conn, cx: &Cx| sheet(conn, cx, &words, &asked);
    let sheet = ctx
        .app
        .read(&staff.as_actor(), load)
        .await
        .map_err(|refusal: Refusal| ApiError::from(refusal).in_form("calculator-field"))?;
    answer(&sheet, &filters)
}

/// What is asked.
struct Question {
    rule: &'static Rule,
    trigger: DateTime<Tz>,
    calendar: Closures,
}

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, filters: &Filters) -> Outcome<Sheet> {
    let asked = question(conn, cx, filters)?;
    let calendars = db::calendars::ids(conn)?;
    let mut sheet = Sheet {
        title: words.get("sheet-deadlines"),
        lead: Some(words.get("calculator-lead")),
        filters: fields(words, &asked, &calendars, filters),
        ..Sheet::default()
    };
    match deadlines::work_out(asked.rule.id, asked.trigger, &asked.calendar) {
        Ok((_, found)) => {
            let notice = |key: &str| SheetNotice {
                danger: false,
                title: words.get(key),
                text: words.get(&format!("{key}.text")),
            };
            sheet.notices.extend((!asked.rule.verified).then(|| notice("calculator-unverified")));
            sheet.notices.extend(found.provisional.then(|| notice("calculator-provisional")));
            let due = words.app().profile.zone.instant_named(words.lang, found.due.to_utc());
            sheet.tiles = vec![Tile {
                label: words.get("calculator-due"),
                value: format!(
                    "{}, {}",
                    local_time::short_day_with_year(words.lang, found.due.date_naive()),
                    local_time::time_24(found.due.time())
                ),
                note: due,
                ..Tile::default()
            }];
            let here = explained(words, words.lang, &asked, &found.steps, "calculator-how");
            let mut there = LANGS.into_iter().filter(|lang| *lang != words.lang);
            let there =
                there.next().map(|lang| explained(words, lang, &asked, &found.steps, "calculator-other-language"));
            sheet.sections =
                std::iter::once(SheetSection { facts: footing(words, &asked), ..here }).chain(there).collect();
            sheet.sections.push(days(words, &asked, &found.steps, filters));
        }
        Err(Unsolved::Deadline(DeadlineError::NoClock)) => sheet.notices.push(SheetNotice {
            danger: false,
            title: words.get("calculator-no-clock"),
            text: words.get("calculator-no-clock.text"),
        }),
        Err(_) => return Err(invalid("day", "date")),
    }
    Ok(sheet)
}

/// Reads the filters; what is missing is the report target of a request that comes in now.
fn question(conn: &mut Conn, cx: &Cx, filters: &Filters) -> Outcome<Question> {
    let zone = &cx.app.profile.zone;
    let given = |name: &str| filters.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let rule = rule(given("rule").unwrap_or(FIRST_RULE)).ok_or_else(|| invalid("rule", "choice"))?;
    let day: NaiveDate = match given("day") {
        Some(text) => text.parse().map_err(|_| invalid("day", "date"))?,
        None => zone.date(cx.now),
    };
    let time = match given("time") {
        Some(text) => NaiveTime::parse_from_str(text, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
            .map_err(|_| invalid("time", "time"))?,
        None => zone.time(cx.now),
    };
    // The hour that happens twice counts from its first time: the stricter reading.
    let trigger =
        day.and_time(time).and_local_timezone(zone.id).earliest().ok_or_else(|| invalid("time", "skipped"))?;
    let calendar = given("calendar").unwrap_or(rule.office.id());
    let calendar = match db::calendars::whole(conn, calendar) {
        Err(db::Error::NotFound) => return Err(invalid("calendar", "choice")),
        found => found?,
    };
    Ok(Question { rule, trigger, calendar })
}

fn fields(words: &Words, asked: &Question, calendars: &[String], filters: &Filters) -> Vec<ActionField> {
    let field = |name: &str, control, value: String, options: Vec<ActionOption>| ActionField {
        name: name.to_owned(),
        control,
        label: words.get(&format!("calculator-field-{name}")),
        hint: words.find(&format!("calculator-field-{name}.hint")),
        options,
        required: false,
        value,
    };
    let option = |value: &str, label: String| ActionOption { value: value.to_owned(), label, hint: None };
    let rules = RULES.iter().filter(|known| rule(known.id) == Some(known));
    let rules = rules.map(|rule| option(rule.id, format!("{} ({})", words.get(&rule.staff_name_key()), rule.citation)));
    let offices = calendars.iter().map(|id| option(id, office(words, id)));
    vec![
        field("rule", Control::Select, asked.rule.id.to_owned(), rules.collect()),
        field("day", Control::Date, asked.trigger.date_naive().to_string(), Vec::new()),
        field("time", Control::Line, local_time::time_24(asked.trigger.time()), Vec::new()),
        // Empty unless it was chosen, so that another rule comes with its own office.
        field("calendar", Control::Select, filters.get("calendar").cloned().unwrap_or_default(), offices.collect()),
    ]
}

fn office(words: &Words, calendar: &str) -> String {
    let named = words.app().profile.calendars.get(calendar).map(|known| known.name.get(words.lang).to_owned());
    named.unwrap_or_else(|| calendar.to_owned())
}

fn told(words: &Words, lang: Lang) -> ClockWords<'_> {
    ClockWords { texts: &words.app().texts, lang, zone: &words.app().profile.zone, today: words.today() }
}

/// The working in sentences, in one language.
fn explained(words: &Words, lang: Lang, asked: &Question, steps: &[Step], key: &str) -> SheetSection {
    let told = told(words, lang);
    let mut text = told.explanation(asked.rule, steps);
    text.push(told.footing(asked.rule));
    let other = Some(lang.code().to_owned()).filter(|_| lang != words.lang);
    SheetSection { id: slug(lang.code()), title: words.get(key), text, lang: other, ..SheetSection::default() }
}

fn footing(words: &Words, asked: &Question) -> Vec<Fact> {
    let fact = |key: &str, value: String| Fact { label: words.get(key), value };
    vec![
        fact("calculator-trigger", words.app().profile.zone.instant_named(words.lang, asked.trigger.to_utc())),
        fact(
            "calculator-rule",
            words.format(
                "calculator-version",
                &[("name", asked.rule.id.into()), ("version", asked.rule.version.into())],
            ),
        ),
        fact("calculator-source", asked.rule.citation.to_owned()),
        fact(
            "calculator-calendar",
            words.format(
                "calculator-version",
                &[("name", office(words, &asked.calendar.id).into()), ("version", asked.calendar.version.into())],
            ),
        ),
    ]
}

/// Every day on the way, each once.
fn days(words: &Words, asked: &Question, steps: &[Step], filters: &Filters) -> SheetSection {
    let texts = told(words, words.lang).every_day(steps);
    let rows = explain::days(steps).into_iter().zip(texts).map(|(day, text)| TableRow {
        cells: vec![
            TableCell::new(day.date.to_string()),
            TableCell::new(day.count.map(|count| count.to_string()).unwrap_or_default()),
            TableCell::new(text),
        ],
        forms: Vec::new(),
    });
    let column = |key: &str, number| Column { name: words.get(key), number };
    let mut address = url::form_urlencoded::Serializer::new(String::new());
    address.extend_pairs(filters.iter().filter(|(name, _)| *name != "csv"));
    address.append_pair("csv", "days");
    SheetSection {
        id: "days".to_owned(),
        title: words.get("calculator-days"),
        wide: true,
        table: Some(Table {
            columns: vec![
                column("calculator-date", false),
                column("calculator-count", true),
                column("calculator-what", false),
            ],
            rows: rows.collect(),
            csv: Some(format!("/api/v1/staff/sheets/deadlines?{}", address.finish())),
            ..Table::default()
        }),
        text: vec![words.format("calculator-days-text", &[("rule", words.get(&asked.rule.staff_name_key()).into())])],
        ..SheetSection::default()
    }
}
