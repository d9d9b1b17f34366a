//! The form of a service, step by step. Nothing here names a service.

use std::collections::BTreeMap;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use chrono::{NaiveDate, TimeDelta};
use shared::form::{self, Answers, Control, Fault, Step};
use shared::page::{Icon, Notice, Page, Tone, UploadedFile};
use shared::service::{DocumentNeed, Service};

use super::form::{CHECK, FormWords, LATER, Showing, Typed, needs, uploaded};
use super::shell::Frame;
use super::step::Sent;
use super::{Voice, document, send};
use crate::app::Actor;
use crate::db::documents::Document;
use crate::domain::Refusal;
use crate::domain::documents::add_to_draft;
use crate::domain::drafts::{self, Draft};
use crate::http::body::{self, FileInput, Posted};
use crate::http::words::slug;
use crate::http::{ApiError, Ctx, Visitor};

/// Drafts that one network may begin in an hour: a library shares one address.
const DRAFTS_AN_HOUR: i32 = 300;
/// Posts with files that one network may make in an hour.
const UPLOADS_AN_HOUR: i32 = 300;

/// What stands behind the `?` of a step's address.
pub type Query = web::Query<BTreeMap<String, String>>;

/// A draft with its documents.
#[derive(Debug, Clone)]
pub(super) struct Begun {
    pub draft: Draft,
    pub documents: Vec<Document>,
}

/// `GET /services/{kind}/start`: the first step.
///
/// # Errors
/// [`ApiError::NotFound`] for a service that cannot be asked for here.
pub async fn start(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    kind: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, ApiError> {
    let service = service_of(&ctx, &kind)?;
    let first = service.steps.first().ok_or(ApiError::NotFound)?;
    show_step(&ctx, &request, &visitor, service, first, &query).await
}

/// `GET /services/{kind}/start/{step}`.
///
/// # Errors
/// [`ApiError::NotFound`].
pub async fn step(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, ApiError> {
    let service = service_of(&ctx, &path.0)?;
    if path.1 == CHECK {
        return send::show(&ctx, &request, &visitor, service).await;
    }
    let step = service.step(&path.1).ok_or(ApiError::NotFound)?;
    show_step(&ctx, &request, &visitor, service, step, &query).await
}

/// `POST /services/{kind}/start/{step}`: keeps what was typed, right or wrong, and leads on when it is right.
///
/// # Errors
/// [`ApiError::Invalid`] for names that the step does not have; [`ApiError::Limited`]; what reading a body refuses.
pub async fn post(
    ctx: Ctx,
    request: HttpRequest,
    mut visitor: Visitor,
    path: web::Path<(String, String)>,
    query: Query,
    payload: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let service = service_of(&ctx, &path.0)?;
    if path.1 == CHECK {
        return send::post(&ctx, &request, visitor, service, payload).await;
    }
    let step = service.step(&path.1).ok_or(ApiError::NotFound)?;
    let posted = receive(&ctx, &request, &visitor, service, payload, None).await?;
    let session = visitor.ensure(&ctx).await?;
    let sent = Sent { service, step, session, change: query.contains_key("change") };
    let later = posted.fields.contains_key(LATER);
    let answer = sent.keep(&ctx, &request, posted).await?;
    if later {
        visitor.keep_on_device(&ctx, true).await?;
    }
    Ok(answer)
}

/// `POST /services/{kind}/start/{step}/files/{purpose}`: one file, sent by the browser while the form is still open.
/// Answers 201 with the [`UploadedFile`].
///
/// # Errors
/// [`ApiError::InvalidIn`] with what is wrong with the file; [`ApiError::Limited`].
pub async fn upload(
    ctx: Ctx,
    request: HttpRequest,
    mut visitor: Visitor,
    path: web::Path<(String, String, String)>,
    payload: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let service = service_of(&ctx, &path.0)?;
    service.step(&path.1).ok_or(ApiError::NotFound)?;
    let posted = receive(&ctx, &request, &visitor, service, payload, Some(&path.2)).await?;
    if !posted.refused.is_empty() {
        return Err(ApiError::Invalid(posted.refused).in_form(slug(service.kind)));
    }
    let file = posted.files.files().pop().ok_or_else(|| ApiError::Invalid(vec![Fault::new(&path.2, "required")]))?;
    let session = visitor.ensure(&ctx).await?;
    let added = ctx
        .app
        .write(&Actor::Visitor, move |conn, cx| {
            let draft = drafts::begin(conn, cx, &session, service)?;
            let document = add_to_draft(conn, cx, &draft.id, &file)?;
            drafts::save(conn, cx, draft)?;
            Ok::<_, Refusal>(document)
        })
        .await;
    let document = added.map_err(|refusal| ApiError::from(refusal).in_form(slug(service.kind)))?;
    posted.files.claim();
    let file: UploadedFile = uploaded(&words(&ctx, service), &document);
    Ok(HttpResponse::Created().json(file))
}

/// The service of an address, if it can be asked for here.
pub(super) fn service_of(ctx: &Ctx, key: &str) -> Result<&'static Service, ApiError> {
    let found = ctx.app.services.iter().copied().find(|service| service.online && slug(service.kind) == key);
    found.ok_or(ApiError::NotFound)
}

/// The words of a service in the visitor's language.
pub(super) fn words<'a>(ctx: &'a Ctx, service: &'static Service) -> FormWords<'a> {
    let voice = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    FormWords { voice, service }
}

/// The visitor's draft of a service, if there is one.
pub(super) async fn begun(ctx: &Ctx, visitor: &Visitor, service: &'static Service) -> Result<Option<Begun>, ApiError> {
    let Some(session) = visitor.session().map(<[u8]>::to_vec) else { return Ok(None) };
    let found = ctx.app.read(&Actor::Visitor, move |conn, cx| {
        let Some(draft) = drafts::find(conn, cx, &session, service)? else { return Ok::<_, Refusal>(None) };
        let documents = drafts::documents(conn, &draft)?;
        Ok(Some(Begun { draft, documents }))
    });
    Ok(found.await?)
}

/// The local day.
pub(super) fn today(ctx: &Ctx) -> NaiveDate {
    ctx.app.profile.zone.date(ctx.app.clock.now())
}

/// What is wrong with a step: its answers, and the documents that it should have brought.
pub(super) fn faults_of(
    service: &Service,
    step: &Step,
    answers: &Answers,
    documents: &[Document],
    today: NaiveDate,
) -> Vec<Fault> {
    let mut faults = service.check_step(step, answers, today);
    if step.fields.iter().any(|field| field.control == Control::Uploads) {
        let filing = (service.filing)(&form::relevant(&service.fields(), answers));
        if !filing.documents_later {
            faults.extend(missing(&filing.documents, documents).map(|purpose| Fault::new(purpose, "required")));
        }
    }
    faults
}

/// Purposes of the documents that are needed and not there.
pub(super) fn missing<'a>(
    needs: &'a [DocumentNeed],
    documents: &[Document],
) -> impl Iterator<Item = &'static str> + 'a {
    let given: Vec<String> = documents.iter().map(|document| document.purpose.clone()).collect();
    needs.iter().map(|need| need.purpose).filter(move |purpose| !given.iter().any(|known| known == purpose))
}

/// "See other", so that going back or reloading sends nothing again.
pub(super) fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

async fn show_step(
    ctx: &Ctx,
    request: &HttpRequest,
    visitor: &Visitor,
    service: &'static Service,
    step: &'static Step,
    query: &Query,
) -> Result<HttpResponse, ApiError> {
    let begun = begun(ctx, visitor, service).await?;
    let (answers, documents) = begun.map(|begun| (begun.draft.body.answers, begun.documents)).unwrap_or_default();
    let faults = match query.contains_key("errors") {
        true => faults_of(service, step, &answers, &documents, today(ctx)),
        false => Vec::new(),
    };
    let typed = Typed { answers: &answers, faults: &faults, documents: &documents };
    let showing =
        Showing { today: today(ctx), change: query.contains_key("change"), problem: said(ctx, query), danger: false };
    Ok(respond(ctx, request, service, step, &typed, showing).await)
}

/// What an address asks to be said: that the answers are kept, or that they are gone.
fn said(ctx: &Ctx, query: &Query) -> Option<Notice> {
    let voice = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let notice = |tone, icon, key: &str| Notice {
        tone,
        icon: Some(icon),
        title: voice.get(key),
        text: voice.prose(&format!("{key}.text")),
        links: Vec::new(),
    };
    if query.contains_key("saved") {
        return Some(notice(Tone::Ok, Icon::Lock, "form-saved"));
    }
    query.contains_key("expired").then(|| notice(Tone::Warn, Icon::Clock, "form-expired"))
}

/// A step as an answer: 422 when something on it is wrong.
pub(super) async fn respond(
    ctx: &Ctx,
    request: &HttpRequest,
    service: &'static Service,
    step: &'static Step,
    typed: &Typed<'_>,
    showing: Showing,
) -> HttpResponse {
    let words = words(ctx, service);
    let page = super::form::page(&words, step, typed, showing);
    let path = format!("{}/start/{}", words.service_path(), step.id);
    let frame = Frame {
        title: &page.form.title.clone(),
        path: &path,
        intake: true,
        wrong: !typed.faults.is_empty(),
        ..Frame::default()
    };
    let mut response = document::render(ctx, request, &frame, Page::Form(page)).await;
    if !typed.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// Reads a body: which files it may bring follows from what was answered before. `only` names the purpose of a file
/// that the browser sends by itself, in the input `file`.
async fn receive(
    ctx: &Ctx,
    request: &HttpRequest,
    visitor: &Visitor,
    service: &'static Service,
    payload: web::Payload,
    only: Option<&str>,
) -> Result<Posted, ApiError> {
    let begun = begun(ctx, visitor, service).await?;
    if begun.is_none() {
        ctx.limit("draft", DRAFTS_AN_HOUR, TimeDelta::hours(1)).await?;
    }
    if request.content_type() == "multipart/form-data" {
        ctx.limit("upload", UPLOADS_AN_HOUR, TimeDelta::hours(1)).await?;
    }
    let needs = begun.map(|begun| needs(service, &begun.draft.body.answers)).unwrap_or_default();
    let inputs: Vec<FileInput> = needs
        .iter()
        .filter(|need| only.is_none_or(|purpose| purpose == need.purpose))
        .map(|need| FileInput {
            name: if only.is_some() { "file" } else { need.purpose }.to_owned(),
            purpose: need.purpose.to_owned(),
            identity: need.identity,
        })
        .collect();
    body::read(ctx, request, payload, &inputs).await
}
