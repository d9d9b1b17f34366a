//! Many cases at once: what would become of each, and then what became of it.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use shared::form::Fault;
use shared::problem::Problem;
use shared::service::{self, Block};
use shared::staff::{ActionField, ActionOption, Bulk, BulkAction, BulkAnswer, BulkLine, Control};

use crate::app::{Actor, Cx};
use crate::db::{Conn, staff as accounts};
use crate::domain::cases::bulk::{self as use_case, DISPOSITION, Forecast, Wish};
use crate::domain::{Outcome, Refusal, policy};
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// The field that says who gets the cases, and its answer for nobody.
const TO: &str = "to";
const NOBODY: &str = "none";

/// `POST cases/bulk/preview`: what would become of each case; nothing changes.
///
/// # Errors
/// 422 on `cases` for none, or for too many.
#[utoipa::path(post, path = "/api/v1/staff/cases/bulk/preview", request_body = Bulk, responses((status = 200, body = BulkAnswer), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn preview(ctx: Ctx, staff: StaffSession, body: Json<Bulk>) -> Answer {
    let (bulk, words) = (counted(body.value)?, Words::new(&ctx.app, staff.lang));
    let read = move |conn: &mut Conn, cx: &Cx| -> Outcome<BulkAnswer> {
        let (wish, people) = (wish(&bulk), people(conn)?);
        let teller = Teller { words: &words, people: &people };
        let mut lines = Vec::new();
        let mut services = Vec::new();
        for case in &bulk.cases {
            let forecast = found(use_case::foresee(conn, cx, &wish, &case.reference, case.version))?;
            services.extend(forecast.as_ref().map(|forecast| forecast.case.service.clone()));
            lines.push(teller.line(&case.reference, forecast, Tense::Would));
        }
        let fields = match bulk.action {
            BulkAction::Assign => vec![to_field(conn, cx, &words)?],
            BulkAction::Close => vec![disposition_field(&words, &services)],
        };
        Ok(BulkAnswer { fields, lines })
    };
    Ok(HttpResponse::Ok().json(ctx.app.read(&staff.as_actor(), read).await?))
}

/// `POST cases/bulk`: does it, case by case; each answers for itself.
///
/// # Errors
/// 422 on `cases` for none, or for too many; 422 by field for an answer that is missing.
#[utoipa::path(post, path = "/api/v1/staff/cases/bulk", request_body = Bulk, responses((status = 200, body = BulkAnswer), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn run(ctx: Ctx, staff: StaffSession, body: Json<Bulk>) -> Answer {
    let (bulk, words) = (counted(body.value)?, Words::new(&ctx.app, staff.lang));
    let needed = match bulk.action {
        BulkAction::Assign => TO,
        BulkAction::Close => DISPOSITION,
    };
    if bulk.fields.get(needed).is_none_or(String::is_empty) {
        return Err(ApiError::InvalidIn("action-field".into(), vec![Fault::new(needed, "required")]));
    }
    let actor = staff.as_actor();
    let wish = wish(&bulk);
    let mut done = Vec::new();
    for case in bulk.cases {
        let (wish, reference) = (wish.clone(), case.reference.clone());
        let one = ctx.app.write(&actor, move |conn, cx| use_case::fulfil(conn, cx, &wish, &reference, case.version));
        done.push((case.reference, one.await));
    }
    let people = ctx.app.read(&actor, |conn, _| people(conn)).await?;
    let teller = Teller { words: &words, people: &people };
    let lines = done.into_iter().map(|(reference, one)| Ok(teller.line(&reference, found(one)?, Tense::Did)));
    let lines = lines.collect::<Outcome<Vec<_>>>()?;
    Ok(HttpResponse::Ok().json(BulkAnswer { fields: Vec::new(), lines }))
}

fn counted(bulk: Bulk) -> Result<Bulk, ApiError> {
    let code = match bulk.cases.len() {
        0 => "required",
        1..=Bulk::MOST => return Ok(bulk),
        _ => "many_cases",
    };
    Err(ApiError::Invalid(vec![Fault::new("cases", code)]))
}

fn wish(bulk: &Bulk) -> Wish {
    match bulk.action {
        BulkAction::Assign => Wish::Assign(bulk.fields.get(TO).filter(|to| *to != NOBODY).cloned()),
        BulkAction::Close => Wish::Close(bulk.fields.clone()),
    }
}

/// A case that moved while it was tried, or is none of the person's, is told of like any other that is skipped.
fn found(tried: Outcome<Forecast>) -> Outcome<Option<Forecast>> {
    match tried {
        Ok(forecast) => Ok(Some(forecast)),
        Err(Refusal::Storage(error)) => Err(error.into()),
        Err(_) => Ok(None),
    }
}

type People = BTreeMap<String, String>;

fn people(conn: &mut Conn) -> Outcome<People> {
    Ok(accounts::names(conn)?.into_iter().collect())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Would,
    Did,
}

/// Says what becomes of a case.
struct Teller<'a> {
    words: &'a Words,
    people: &'a People,
}

impl Teller<'_> {
    fn line(&self, reference: &str, forecast: Option<Forecast>, tense: Tense) -> BulkLine {
        let Some(Forecast { case, action, refusal, already }) = forecast else {
            let text = self.words.get("bulk-skip-moved");
            return BulkLine { reference: reference.to_owned(), text, ..BulkLine::default() };
        };
        // What is still to be answered stands in nobody's way in a preview.
        let refusal = refusal.filter(|refusal| tense == Tense::Did || !is_unanswered(refusal));
        let text = match (&refusal, action) {
            (Some(refusal), _) => self.why_not(refusal),
            (None, _) if already => self.words.get("bulk-skip-already"),
            (None, Some(action)) => {
                let mail = match (action.mail.is_some(), case.mail_allowed) {
                    (true, true) => "bulk-mail",
                    (true, false) => "bulk-no-mail",
                    (false, _) => "bulk-silent",
                };
                let key = if tense == Tense::Would { "bulk-will-close" } else { "bulk-closed" };
                let state = self.words.state(&case.state);
                self.words.format(key, &[("state", state.into()), ("mail", self.words.get(mail).into())])
            }
            (None, None) => {
                let owner = case.assigned_to.as_ref().and_then(|id| self.people.get(id));
                let owner = owner.cloned().unwrap_or_else(|| self.words.get("staff-unassigned"));
                let key = if tense == Tense::Would { "bulk-will-assign" } else { "bulk-assigned" };
                self.words.format(key, &[("name", owner.into())])
            }
        };
        BulkLine { reference: case.reference, subject: case.subject, acts: refusal.is_none() && !already, text }
    }

    fn why_not(&self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Blocked(Block::Gate(gate)) => self.words.get(&format!("gate-{}", slug(gate))),
            Refusal::Blocked(Block::State) => self.words.get("bulk-skip-state"),
            Refusal::Blocked(Block::Role) | Refusal::Forbidden => self.words.get("bulk-skip-role"),
            Refusal::Invalid(faults) if faults.iter().any(|fault| fault.field == TO) => {
                self.words.get("bulk-skip-person")
            }
            Refusal::Invalid(_) => self.words.get("bulk-skip-outcome"),
            _ => self.words.get("bulk-skip-moved"),
        }
    }
}

fn is_unanswered(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Invalid(faults) if faults.iter().all(|fault| fault.code == "required"))
}

/// Everybody who works where the reader does; a case that one of them may not see is skipped.
fn to_field(conn: &mut Conn, cx: &Cx, words: &Words) -> Outcome<ActionField> {
    let Actor::Staff(reader) = &cx.actor else { return Err(Refusal::Forbidden) };
    let mine = policy::sections(reader);
    let mut colleagues = accounts::actors(conn)?;
    colleagues.retain(|person| policy::sections(person).iter().any(|section| mine.contains(section)));
    let option = |value: &str, label: String| ActionOption { value: value.to_owned(), label, hint: None };
    let mut options: Vec<_> = colleagues.into_iter().map(|person| option(&person.id, person.name)).collect();
    options.push(option(NOBODY, words.get("staff-assign-nobody")));
    Ok(ActionField {
        name: TO.to_owned(),
        control: Control::Select,
        label: words.get("staff-assign-to"),
        options,
        required: true,
        value: reader.id.clone(),
        ..ActionField::default()
    })
}

/// How cases of these services can end.
fn disposition_field(words: &Words, services: &[String]) -> ActionField {
    let known = &words.app().services;
    let services: Vec<_> = services.iter().filter_map(|kind| service::find(known, kind)).collect();
    let key = format!("action-field-{DISPOSITION}");
    let option = |value: &str| ActionOption {
        value: value.to_owned(),
        label: words.get(&format!("{key}-{}", slug(value))),
        hint: None,
    };
    ActionField {
        name: DISPOSITION.to_owned(),
        control: Control::Select,
        label: words.get(&key),
        options: use_case::dispositions(&services).into_iter().map(option).collect(),
        required: true,
        ..ActionField::default()
    }
}
