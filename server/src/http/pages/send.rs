//! Sending a form: the last look, the press of the button, and the page after it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use shared::form::{Fault, relevant};
use shared::ids::Pin;
use shared::page::{Icon, Notice, Page, Tone};
use shared::service::Service;

use super::check::{self, DECLARED, Showing, TOKEN};
use super::confirmation::{self, Sent};
use super::document;
use super::form::{CHECK, HONEYPOT, Typed};
use super::promise::{Due, Promise};
use super::service::{Begun, begun, faults_of, missing, see_other, service_of, today, words};
use super::shell::Frame;
use crate::app::{Actor, Cx};
use crate::db::{Conn, cases};
use crate::domain::keys::{self, Opened};
use crate::domain::{Outcome, Refusal, drafts};
use crate::http::body::{self, Posted};
use crate::http::idempotent::{self, IdempotencyKey, Request};
use crate::http::words::slug;
use crate::http::{ApiError, Ctx, Visitor};
use crate::secrets::hex;

/// Nobody reads and answers a form in less; whoever does is asked to press once more.
const SHORTEST: TimeDelta = TimeDelta::seconds(3);
/// Requests that one network may send in an hour: a shelter shares one address.
const SENT_AN_HOUR: i32 = 120;

/// `GET /services/{kind}/start/check`.
pub(super) async fn show(
    ctx: &Ctx,
    request: &HttpRequest,
    visitor: &Visitor,
    service: &'static Service,
) -> Result<HttpResponse, ApiError> {
    let Some(begun) = begun(ctx, visitor, service).await? else { return Ok(expired(ctx, service)) };
    if let Some(step) = unfinished(ctx, service, &begun) {
        return Ok(see_other(&format!("{}?errors=1", words(ctx, service).step_path(step))));
    }
    let showing = Showing { token: new_token(ctx), ..Showing::default() };
    last_look(ctx, request, service, &begun, &[], showing).await
}

/// `POST /services/{kind}/start/check`: makes a case of the draft. A second press finds the first one's answer.
pub(super) async fn post(
    ctx: &Ctx,
    request: &HttpRequest,
    mut visitor: Visitor,
    service: &'static Service,
    payload: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let posted = body::read(ctx, request, payload, &[]).await?;
    if let Some(name) = posted.fields.keys().find(|name| ![DECLARED, TOKEN, HONEYPOT].contains(&name.as_str())) {
        return Err(ApiError::Invalid(vec![Fault::new(name, "unknown")]));
    }
    let Some(session) = visitor.session().map(<[u8]>::to_vec) else { return Ok(expired(ctx, service)) };
    let press = Press { service, session, token: posted.fields.get(TOKEN).cloned().unwrap_or_default() };
    if press.sent(ctx).await?.is_some() {
        return Ok(see_other(&press.confirmation(ctx)));
    }
    let Some(begun) = begun(ctx, &visitor, service).await? else { return Ok(expired(ctx, service)) };
    if let Some(step) = unfinished(ctx, service, &begun) {
        return Ok(see_other(&format!("{}?errors=1", words(ctx, service).step_path(step))));
    }
    let declared = posted.fields.get(DECLARED).is_some_and(|answer| answer == "yes");
    let showing = Showing { token: press.token.clone(), declared, ..Showing::default() };
    if !declared {
        let faults = [Fault::new(DECLARED, "declared")];
        return last_look(ctx, request, service, &begun, &faults, showing).await;
    }
    if seems_a_machine(ctx, &posted, &begun) && press.ask_again(ctx).await? {
        let showing = Showing { problem: Some(once_more(ctx, service)), ..showing };
        return last_look(ctx, request, service, &begun, &[], showing).await;
    }
    ctx.limit("send", SENT_AN_HOUR, TimeDelta::hours(1)).await?;
    match press.send(ctx, &begun).await {
        Ok(_) => {}
        // Sent, or swept, from another window just now.
        Err(ApiError::NotFound) => return Ok(expired(ctx, service)),
        Err(error) => return Err(error.in_form(slug(service.kind))),
    }
    visitor.keep_on_device(ctx, false).await?;
    Ok(see_other(&press.confirmation(ctx)))
}

/// `GET /services/{kind}/sent/{token}`: the confirmation, for the session that sent.
///
/// # Errors
/// [`ApiError::NotFound`] for everybody else.
pub async fn sent(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, ApiError> {
    let (kind, token) = path.into_inner();
    let service = service_of(&ctx, &kind)?;
    let session = visitor.session().map(<[u8]>::to_vec).ok_or(ApiError::NotFound)?;
    let press = Press { service, session, token };
    let sent = press.sent(&ctx).await?.ok_or(ApiError::NotFound)?;
    let dues = dues(&ctx, &sent.promise).await?;
    let reference = sent.reference.to_string();
    let case = ctx.app.read(&Actor::Visitor, move |conn, _| cases::by_reference(conn, &reference)).await?;
    let confirmed = case.email_confirmed_at.is_some();
    let page = confirmation::page(&ctx.app, &words(&ctx, service), &sent, &dues, confirmed);
    let path = press.path();
    let frame = Frame { title: &page.title.clone(), path: &path, private: true, ..Frame::default() };
    Ok(document::render(&ctx, &request, &frame, Page::Confirmation(page)).await)
}

/// One press of the button.
#[derive(Clone)]
struct Press {
    service: &'static Service,
    session: Vec<u8>,
    token: String,
}

impl Press {
    fn path(&self) -> String {
        format!("/services/{}/sent/{}", slug(self.service.kind), self.token)
    }

    fn confirmation(&self, ctx: &Ctx) -> String {
        ctx.lang.path(&self.path())
    }

    fn key(&self) -> IdempotencyKey {
        IdempotencyKey::of_form(Some(self.token.clone()))
    }

    /// What the same press came to before.
    async fn sent(&self, ctx: &Ctx) -> Result<Option<Sent>, ApiError> {
        let by = hex(&self.session);
        idempotent::kept(ctx, &Actor::Visitor, &self.key(), self.request(&by)).await
    }

    /// The draft is the body: the same draft cannot be sent with other answers.
    fn request<'a>(&self, by: &'a str) -> Request<'a> {
        Request { route: "POST /services/{kind}/start/check", by, body: b"" }
    }

    /// Notes that the visitor was asked to press once more; whether it is the first time.
    async fn ask_again(&self, ctx: &Ctx) -> Result<bool, ApiError> {
        let press = self.clone();
        let ask = move |conn: &mut _, cx: &_| {
            let mut draft = drafts::find(conn, cx, &press.session, press.service)?.ok_or(Refusal::NotFound)?;
            if draft.body.asked_again {
                return Ok::<_, Refusal>(false);
            }
            draft.body.asked_again = true;
            drafts::save(conn, cx, draft)?;
            Ok(true)
        };
        Ok(ctx.app.write(&Actor::Visitor, ask).await?)
    }

    async fn send(&self, ctx: &Ctx, begun: &Begun) -> Result<Sent, ApiError> {
        let pin: Option<Pin> = begun.draft.body.answers.get("pin").and_then(|pin| pin.parse().ok());
        let (random, press, lang) = (ctx.app.random.clone(), self.clone(), ctx.lang);
        // Slow on purpose, so not while the database waits.
        let hashed = web::block(move || pin.and_then(|pin| keys::hash_pin(&random, &pin))).await;
        let pin_hash = hashed.map_err(|error| ApiError::Internal(error.to_string()))?;
        let by = hex(&self.session);
        let work = move |conn: &mut Conn, cx: &Cx| press.make_case(conn, cx, lang, pin_hash);
        idempotent::once(ctx, &Actor::Visitor, &self.key(), self.request(&by), work).await
    }

    fn make_case(&self, conn: &mut Conn, cx: &Cx, lang: shared::lang::Lang, pin_hash: Option<String>) -> Outcome<Sent> {
        let draft = drafts::find(conn, cx, &self.session, self.service)?.ok_or(Refusal::NotFound)?;
        let documents = drafts::documents(conn, &draft)?;
        let answers = relevant(&self.service.fields(), &draft.body.answers);
        let needs = (self.service.filing)(&answers).documents;
        let submitted = drafts::send(conn, cx, &draft, self.service, lang, pin_hash)?;
        // Whoever set the PIN a moment ago is not asked for it.
        let opened = Opened { case_id: submitted.case.id.clone(), key_id: submitted.key_id, needs_pin: false };
        keys::grant(conn, &self.session, &opened)?;
        Ok(Sent {
            reference: submitted.reference,
            access_key: submitted.access_key.expose().to_owned(),
            promise: Promise::new(self.service, &answers, submitted.case.received_at.and_utc()),
            code_sent: submitted.case.mail_allowed,
            missing: missing(&needs, &documents).map(str::to_owned).collect(),
        })
    }
}

/// The page with all answers; 422 when the box is not ticked.
async fn last_look(
    ctx: &Ctx,
    request: &HttpRequest,
    service: &'static Service,
    begun: &Begun,
    faults: &[Fault],
    showing: Showing,
) -> Result<HttpResponse, ApiError> {
    let words = words(ctx, service);
    let promise = Promise::new(service, &begun.draft.body.answers, ctx.app.clock.now());
    let dues = dues(ctx, &promise).await?;
    let showing = Showing { today: promise.cells(&ctx.app, &words, &dues), ..showing };
    let typed = Typed { answers: &begun.draft.body.answers, faults, documents: &begun.documents };
    let page = check::page(&words, &typed, showing);
    let path = format!("{}/start/{CHECK}", words.service_path());
    let frame =
        Frame { title: &page.title.clone(), path: &path, intake: true, wrong: !faults.is_empty(), ..Frame::default() };
    let mut response = document::render(ctx, request, &frame, Page::Check(page)).await;
    if !faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn dues(ctx: &Ctx, promise: &Promise) -> Result<Vec<Due>, ApiError> {
    let promise = promise.clone();
    Ok(ctx.app.read(&Actor::Visitor, move |conn, cx| promise.dues(conn, cx)).await?)
}

/// The first step on which something is wrong or missing.
fn unfinished(ctx: &Ctx, service: &'static Service, begun: &Begun) -> Option<&'static str> {
    let today = today(ctx);
    let wrong = |step: &&shared::form::Step| {
        !faults_of(service, step, &begun.draft.body.answers, &begun.documents, today).is_empty()
    };
    service.steps.iter().find(wrong).map(|step| step.id)
}

fn seems_a_machine(ctx: &Ctx, posted: &Posted, begun: &Begun) -> bool {
    let filled = posted.fields.get(HONEYPOT).is_some_and(|text| !text.is_empty());
    filled || ctx.app.clock.now() - begun.draft.started_at < SHORTEST
}

fn once_more(ctx: &Ctx, service: &'static Service) -> Notice {
    let voice = words(ctx, service).voice;
    Notice {
        tone: Tone::Warn,
        icon: Some(Icon::About),
        title: voice.get("form-once-more"),
        text: voice.prose("form-once-more.text"),
        links: Vec::new(),
    }
}

/// Nothing is there to be sent: back to the first step, which says so.
fn expired(ctx: &Ctx, service: &'static Service) -> HttpResponse {
    let start = words(ctx, service).service_path();
    see_other(&ctx.lang.path(&format!("{start}/start?expired=1")))
}

fn new_token(ctx: &Ctx) -> String {
    hex(&ctx.app.random.bytes::<16>())
}
