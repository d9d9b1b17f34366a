//! `/fees`: the schedule in force, and what is never charged; and the same as CSV.
//!
//! Amounts, laws and dates come from the database, which charges by them; who pays and when nobody does, from the profile.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use shared::lang::Lang;
use shared::money::Cents;
use shared::page::{Block, Info, Notice, Page, Prose, Table, Tone};

use super::shell::Frame;
use super::{Voice, document, kept};
use crate::app::Actor;
use crate::config::profile;
use crate::db::orders::FeeLine;
use crate::domain::published;
use crate::http::{ApiError, Ctx, csv};
use crate::local_time;

const COLUMNS: [&str; 4] = ["fees-column-fee", "fees-column-amount", "fees-column-law", "fees-column-payer"];
const NEVER: [&str; 4] = ["fees-never-search", "fees-never-look", "fees-never-victim", "fees-never-prea"];
/// Columns of the file, the same in every language, so that a program can read them.
const CSV_COLUMNS: [&str; 9] =
    ["code", "fee", "amount_usd", "unit", "law", "payer", "waiver", "effective_from", "adopted"];

/// A fee as it is published.
struct Fee {
    code: String,
    name: String,
    /// None: the actual cost, told beforehand.
    cents: Option<Cents>,
    unit: String,
    law: String,
    verified: bool,
    payer: String,
    waiver: String,
}

/// `GET /fees`.
///
/// # Errors
/// When storage fails.
pub async fn show(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    kept::serve(&request, || make(&request)).await
}

async fn make(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let ctx = Ctx::of(request)?;
    let schedule = ctx.app.read(&Actor::Visitor, published::fees).await?;
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let page = page(&words, &schedule);
    let title = page.title.clone();
    let frame = Frame { title: &title, path: "/fees", ..Frame::default() };
    Ok(document::render(&ctx, request, &frame, Page::Info(page)).await)
}

/// `GET /fees.csv`.
///
/// # Errors
/// When storage fails.
pub async fn file(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    kept::serve(&request, || make_file(&request)).await
}

async fn make_file(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let ctx = Ctx::of(request)?;
    let schedule = ctx.app.read(&Actor::Visitor, published::fees).await?;
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let (from, adopted) = match schedule.first() {
        Some(line) => (line.effective_from.to_string(), if line.sample { "no: a sample" } else { "yes" }),
        None => (String::new(), "no"),
    };
    let failed = |error: ::csv::Error| ApiError::Internal(error.to_string());
    let mut file = csv::line(CSV_COLUMNS.into_iter()).map_err(failed)?;
    for fee in fees(&words, &schedule) {
        let amount = fee.cents.map(|cents| cents.to_string().trim_start_matches('$').to_owned()).unwrap_or_default();
        let cells = [&fee.code, &fee.name, &amount, &fee.unit, &fee.law, &fee.payer, &fee.waiver, &from];
        let cells = cells.into_iter().map(String::as_str).chain([adopted]);
        file.extend(csv::line(cells).map_err(failed)?);
    }
    Ok(HttpResponse::Ok()
        .content_type(csv::MEDIA_TYPE)
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"fees.csv\""))
        .body(file))
}

fn page(words: &Voice<'_>, schedule: &[FeeLine]) -> Info {
    let mut blocks = Vec::new();
    if schedule.iter().any(|line| line.sample) {
        blocks.push(Block::Notice(Notice {
            tone: Tone::Warn,
            icon: None,
            title: words.get("fees-sample"),
            text: words.prose_with("fees-sample.text", &[("phone", words.phone_in_text("records_counter"))]),
            links: Vec::new(),
        }));
    }
    let caption = schedule.first().map(|line| {
        let from = local_time::full_date(words.lang, line.effective_from);
        words.with("fees-caption", &[("version", line.schedule_version.to_string()), ("date", from)])
    });
    blocks.push(Block::Table(Table {
        caption: caption.unwrap_or_default(),
        columns: COLUMNS.iter().map(|key| words.get(key)).collect(),
        rows: fees(words, schedule).into_iter().map(|fee| row(words, fee)).collect(),
    }));
    blocks.extend([
        words.paragraph("fees-file"),
        words.heading("never", "fees-never-title"),
        words.list(&NEVER),
        words.heading("pay", "fees-pay-title"),
        words.paragraph_with("fees-pay", &[("counter", words.counter("records")), ("hours", words.hours("records"))]),
    ]);
    Info { title: words.get("fees-title"), lead: words.get("fees-title.lead"), blocks, ..Info::default() }
}

/// The fees in the order of the profile, then those that only the database knows.
fn fees(words: &Voice<'_>, schedule: &[FeeLine]) -> Vec<Fee> {
    let known = &words.profile.fees.lines;
    let charged = |code: &str| schedule.iter().find(|line| line.code == code);
    let ours = known.iter().filter_map(|line| match (charged(&line.code), line.cents) {
        (Some(charged), _) => Some(fee(words, Some(line), Some(charged))),
        (None, None) => Some(fee(words, Some(line), None)),
        // It had an amount, and the schedule in force no longer has it.
        (None, Some(_)) => None,
    });
    let others = schedule.iter().filter(|line| known.iter().all(|ours| ours.code != line.code));
    ours.chain(others.map(|line| fee(words, None, Some(line)))).collect()
}

fn fee(words: &Voice<'_>, ours: Option<&profile::FeeLine>, charged: Option<&FeeLine>) -> Fee {
    let lang = words.lang;
    let name = |line: &FeeLine| match lang {
        Lang::En => line.name_en.clone(),
        Lang::Es => line.name_es.clone(),
    };
    let told = |text: fn(&profile::FeeLine) -> &shared::lang::Text| ours.map(|line| text(line).get(lang).to_owned());
    Fee {
        code: charged.map(|line| &line.code).or(ours.map(|line| &line.code)).cloned().unwrap_or_default(),
        name: charged.map(name).or(told(|line| &line.name)).unwrap_or_default(),
        cents: charged.map(|line| Cents(line.cents)),
        unit: told(|line| &line.unit).or(charged.map(|line| line.unit.clone())).unwrap_or_default(),
        law: charged.map(|line| &line.legal_basis).or(ours.map(|line| &line.legal_basis)).cloned().unwrap_or_default(),
        verified: ours.is_none_or(|line| line.verified),
        payer: told(|line| &line.payer).unwrap_or_default(),
        waiver: ours.and_then(|line| line.waiver.as_ref()).map(|text| text.get(lang).to_owned()).unwrap_or_default(),
    }
}

fn row(words: &Voice<'_>, fee: Fee) -> Vec<Prose> {
    let amount = match fee.cents {
        Some(cents) => words.with("fees-amount", &[("amount", cents.to_string()), ("unit", fee.unit)]),
        None => words.get("fees-amount-actual"),
    };
    let law = match fee.verified {
        true => fee.law,
        false => words.with("fees-law-unverified", &[("law", fee.law)]),
    };
    let payer = [fee.payer, fee.waiver].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
    vec![fee.name.into(), amount.into(), law.into(), payer.into()]
}
