//! The sheet on which staff key in a request that came by phone, by post or at the counter.

use actix_web::{HttpResponse, web};
use shared::form::{self, Fault, Field};
use shared::lang::LANGS;
use shared::problem::Problem;
use shared::service::{Service, find};
use shared::staff::{ActionField, Control, Sheet, SheetForm, SheetLink, SheetNotice, SheetSection};

use super::Filters;
use super::admin::{Answers, FIELD, field, option};
use crate::app::{App, Cx, StaffActor};
use crate::db::Conn;
use crate::domain::cases::{CHANNELS, KeyedIn, key_in, keyed_in_fields};
use crate::domain::policy;
use crate::http::idempotent::{self, IdempotencyKey, Request};
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};
use crate::secrets::hex;

type Answer = Result<HttpResponse, ApiError>;

/// The fields that are about the receipt and not about the request.
const RECEIPT: [&str; 5] = ["channel", "received_day", "received_time", "reason", "their_language"];

/// What tells one form from the next, in place of the header `Idempotency-Key`.
const ONCE: &str = "once";

/// `GET sheets/new`: the form of the service that the filter `service` names; the first one otherwise.
///
/// # Errors
/// 403 for whoever sees no service's cases.
#[utoipa::path(get, path = "/api/v1/staff/sheets/new", params(("service" = Option<String>, Query)), responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let services = services(&ctx.app, &staff.actor);
    let wanted = filters.get("service").and_then(|kind| find(&services, kind));
    let service = wanted.or(services.first().copied()).ok_or(ApiError::Forbidden)?;
    Ok(HttpResponse::Ok().json(sheet(&words, &services, service)))
}

/// `POST sheets/new/{kind}`: takes the request in with the receipt that was told; the form that is posted twice, because
/// its answer got lost or a key was pressed twice, makes one case.
///
/// # Errors
/// 403 outside the person's sections; 404 for a service that has no form; 422 by field, on `channel` for a form that
/// was sent before with other answers.
#[utoipa::path(post, path = "/api/v1/staff/sheets/new/{kind}", params(("kind" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn add(ctx: Ctx, staff: StaffSession, kind: web::Path<String>, body: Json<Answers>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let services = services(&ctx.app, &staff.actor);
    let service = find(&services, &kind).ok_or(ApiError::NotFound)?;
    let mut answers = body.value;
    let key = IdempotencyKey::of_form(answers.remove(ONCE));
    let mut told = |name: &str| answers.remove(name).unwrap_or_default().trim().to_owned();
    let [channel, day, time, reason, language] = RECEIPT.map(&mut told);
    let lang = LANGS.into_iter().find(|lang| lang.code() == language).unwrap_or_default();
    let keyed = KeyedIn { service, lang, channel, day, time, reason, answers };
    let over_the_counter = keyed.channel == "counter";
    let route = format!("POST /api/v1/staff/sheets/new/{}", service.kind);
    let request = Request { route: &route, by: &staff.actor.id, body: &body.bytes };
    let work = move |conn: &mut Conn, cx: &Cx| {
        let taken = key_in(conn, cx, &keyed)?;
        let key = over_the_counter.then(|| taken.access_key.expose().to_owned());
        Ok((taken.reference.to_string(), key))
    };
    let taken = idempotent::once(&ctx, &staff.as_actor(), &key, request, work).await;
    let (reference, key) = taken.map_err(|error| in_form(error, service))?;
    let mut sheet = sheet(&words, &services, service);
    tell(&words, &mut sheet, &reference, key.as_deref());
    Ok(HttpResponse::Ok().json(sheet))
}

/// Faults of the receipt have words of the console, those of the request the words of its form.
fn in_form(error: ApiError, service: &Service) -> ApiError {
    match &error {
        ApiError::KeyReused => ApiError::Invalid(vec![Fault::new("channel", "sent_before")]).in_form(FIELD),
        ApiError::Invalid(faults) if faults.iter().all(|fault| RECEIPT.contains(&fault.field.as_str())) => {
            error.in_form(FIELD)
        }
        _ => error.in_form(slug(service.kind)),
    }
}

/// The services with a form whose cases somebody sees.
fn services(app: &App, staff: &StaffActor) -> Vec<&'static Service> {
    let seen = app.services.iter().copied().filter(|service| policy::may_see(staff, service.section.code()));
    seen.filter(|service| keyed_in_fields(service).next().is_some()).collect()
}

/// The reference to tell the requester; over the counter also the address that opens the request, because whoever stands
/// there has shown who they are.
fn tell(words: &Words, sheet: &mut Sheet, reference: &str, key: Option<&str>) {
    sheet.done = Some(words.format("key-in-done", &[("reference", reference.into())]));
    let text = match key {
        Some(key) => {
            let address = words.app().settings.link(&format!("/k/{key}"));
            words.format("key-in-hand-over", &[("address", address.into())])
        }
        None => words.get("key-in-tell"),
    };
    let title = words.format("key-in-done", &[("reference", reference.into())]);
    sheet.notices.push(SheetNotice { danger: false, title, text });
    sheet.links.push(SheetLink { label: reference.to_owned(), href: format!("cases/{reference}") });
}

fn sheet(words: &Words, services: &[&'static Service], service: &'static Service) -> Sheet {
    let kinds = services.iter().map(|service| option(service.kind, words.get(&slug(service.kind)))).collect();
    let of = ActionField {
        name: "service".to_owned(),
        options: kinds,
        value: service.kind.to_owned(),
        ..field(words, "new_service", Control::Select)
    };
    let asked = keyed_in_fields(service).map(|field| question(words, service, field));
    let fields = receipt(words).into_iter().chain(asked).collect();
    Sheet {
        title: words.get("sheet-new"),
        lead: Some(words.get("key-in-lead")),
        filters: vec![of],
        sections: vec![SheetSection {
            id: "request".to_owned(),
            title: words.get(&slug(service.kind)),
            wide: true,
            text: vec![words.get("key-in-receipt")],
            forms: vec![SheetForm {
                id: format!("new-{}", service.kind),
                label: words.get("key-in-send"),
                does: words.get("key-in-send.does"),
                post: format!("sheets/new/{}", service.kind),
                fields,
                sent: [(ONCE.to_owned(), hex(&words.app().random.bytes::<16>()))].into(),
                open: true,
                ..SheetForm::default()
            }],
            ..SheetSection::default()
        }],
        ..Sheet::default()
    }
}

fn receipt(words: &Words) -> Vec<ActionField> {
    let channels = CHANNELS.iter().map(|code| option(code, words.get(&format!("key-in-channel-{code}")))).collect();
    let languages = LANGS.map(|lang| option(lang.code(), words.get(&format!("language-{lang}")))).to_vec();
    vec![
        ActionField { options: channels, ..field(words, "channel", Control::Choice) },
        field(words, "received_day", Control::Date),
        field(words, "received_time", Control::Line),
        ActionField { label: words.get("key-in-reason"), ..field(words, "reason", Control::Line) },
        ActionField {
            options: languages,
            value: LANGS.map(|lang| lang.code()).first().copied().unwrap_or_default().to_owned(),
            ..field(words, "their_language", Control::Choice)
        },
    ]
}

/// A question of the service's form, for staff. One that depends on another answer says on which: all are shown at once.
fn question(words: &Words, service: &Service, field: &Field) -> ActionField {
    let key = |name: &str| format!("{}-{}", slug(service.kind), slug(name));
    let label = |name: &str| words.find(&format!("{}.short", key(name))).or_else(|| words.find(&key(name)));
    let (control, values): (Control, &[&str]) = match field.control {
        form::Control::Choice(values) => (Control::Choice, values),
        form::Control::Checkbox => (Control::Confirm, &[]),
        form::Control::Date => (Control::Date, &[]),
        form::Control::LongText { .. } => (Control::Text, &[]),
        _ => (Control::Line, &[]),
    };
    let hint = field.reveal.map(|reveal| {
        let on = label(reveal.field).unwrap_or_default();
        let answer = |value: &&str| words.staff_answer(&key(reveal.field), form::Control::Choice(reveal.values), value);
        let answers = reveal.values.iter().map(answer).collect::<Vec<_>>().join(", ");
        words.format("key-in-only", &[("question", on.into()), ("answers", answers.into())])
    });
    ActionField {
        name: field.name.to_owned(),
        control,
        label: label(field.name).unwrap_or_else(|| field.name.to_owned()),
        hint,
        options: values
            .iter()
            .map(|value| option(value, words.staff_answer(&key(field.name), field.control, value)))
            .collect(),
        required: field.required && field.reveal.is_none(),
        value: String::new(),
    }
}
