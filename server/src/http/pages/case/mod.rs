//! The requester's own pages: the case, and what they may do on it.

mod view;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use shared::form::{Answers, Fault};
use shared::page::{Control, FieldView, Form, FormPage, Link, Page, Submit, TextBox, TextKind};

pub use view::Read;

use super::shell::Frame;
use super::{Voice, document};
use crate::app::Actor;
use crate::db::cases::Case;
use crate::db::{keys as key_rows, letters as letter_rows};
use crate::domain::cases::{self, Act};
use crate::domain::keys::{self, Try};
use crate::domain::{Refusal, documents, email_code, letters};
use crate::http::answers::UrlEncoded;
use crate::http::api::documents::{FILE, UPLOADS_AN_HOUR, inputs};
use crate::http::body;
use crate::http::words::Words;
use crate::http::{ApiError, Ctx, Visitor};

type Answer = Result<HttpResponse, ApiError>;

/// What the page says beside the case: what was just done, what was wrong, what was typed.
#[derive(Debug, Default)]
pub struct Said {
    /// Something that was done.
    pub done: Option<&'static str>,
    /// Something that could not be done.
    pub problem: Option<&'static str>,
    /// What is wrong with the six digits.
    pub code_error: Option<&'static str>,
    /// What is wrong with the message.
    pub message_error: Option<&'static str>,
    /// What is wrong with a file: its input, and the text's key.
    pub document_error: Option<(String, &'static str)>,
    /// The message as typed.
    pub typed: String,
}

/// Whether this visitor may see the case, and how.
enum Access {
    /// They may.
    Granted(Box<Case>),
    /// A key opened it, the PIN is missing.
    PinMissing,
}

async fn access(ctx: &Ctx, visitor: &Visitor, reference: &str) -> Result<Access, ApiError> {
    let Some(session) = visitor.session().map(<[u8]>::to_vec) else { return Err(ApiError::NotFound) };
    let reference = reference.to_owned();
    let found = ctx.app.read(&Actor::Visitor, move |conn, _| match cases::for_requester(conn, &session, &reference) {
        Ok(case) => Ok(Access::Granted(Box::new(case))),
        Err(Refusal::NotFound) => {
            let case = cases::by_reference(conn, &reference)?;
            key_rows::grant_of(conn, &session, &case.id)?.map(|_| Access::PinMissing).ok_or(Refusal::NotFound)
        }
        Err(other) => Err(other),
    });
    Ok(found.await?)
}

/// The case of a visitor who may see it.
async fn granted(ctx: &Ctx, visitor: &Visitor, reference: &str) -> Result<Case, ApiError> {
    match access(ctx, visitor, reference).await? {
        Access::Granted(case) => Ok(*case),
        Access::PinMissing => Err(ApiError::NotFound),
    }
}

/// `GET /requests/{reference}`.
///
/// # Errors
/// 404 without a key, as for a reference that does not exist.
pub async fn show(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    reference: web::Path<String>,
    query: web::Query<Done>,
) -> Answer {
    match access(&ctx, &visitor, &reference).await? {
        Access::Granted(case) => page(&ctx, &request, *case, Said { done: query.text(), ..Said::default() }).await,
        Access::PinMissing => pin_page(&ctx, &request, &reference, None).await,
    }
}

/// What a redirect says was done, as `?done=message`.
#[derive(Debug, serde::Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    fn text(&self) -> Option<&'static str> {
        let known =
            ["case-said-message", "case-said-document", "case-said-code", "case-said-confirmed", "case-said-withdrawn"];
        known.into_iter().find(|key| key.strip_prefix("case-said-") == Some(self.done.as_str()))
    }
}

async fn page(ctx: &Ctx, request: &HttpRequest, case: Case, said: Said) -> Answer {
    let words = Words::new(&ctx.app, ctx.lang);
    let path = format!("/requests/{}", case.reference);
    let actor = Actor::Requester(case.id.clone());
    let read = ctx.app.read(&actor, move |conn, cx| Read::load(conn, cx, case)).await?;
    let view = read.page(&words, &voice(ctx), &said)?;
    let wrong = said.code_error.or(said.message_error).or(said.problem).is_some() || said.document_error.is_some();
    let title = view.title.clone();
    let frame = Frame { title: &title, path: &path, private: true, wrong, ..Frame::default() };
    Ok(document::render(ctx, request, &frame, Page::Case(Box::new(view))).await)
}

fn voice(ctx: &Ctx) -> Voice<'_> {
    Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang }
}

fn see_other(ctx: &Ctx, reference: &str, done: &str) -> HttpResponse {
    let query = if done.is_empty() { String::new() } else { format!("?done={done}") };
    let to = ctx.lang.path(&format!("/requests/{reference}{query}"));
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish()
}

/// `POST /requests/{reference}/messages`.
///
/// # Errors
/// 404 without a key.
pub async fn message(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    reference: web::Path<String>,
    form: UrlEncoded,
) -> Answer {
    let case = granted(&ctx, &visitor, &reference).await?;
    let typed = form.only(&["body"])?.remove("body").unwrap_or_default();
    let (actor, of, body) = (Actor::Requester(case.id.clone()), case.clone(), typed.clone());
    match ctx.app.write(&actor, move |conn, cx| cases::message(conn, cx, &of, &body)).await {
        Ok(_) => Ok(see_other(&ctx, &case.reference, "message")),
        Err(Refusal::Invalid(faults)) => {
            let error = error_key(
                &faults,
                &[("too_long", "case-message-too-long"), ("characters", "case-message-characters")],
                "case-message-empty",
            );
            page(&ctx, &request, case, Said { message_error: Some(error), typed, ..Said::default() }).await
        }
        Err(other) => Err(other.into()),
    }
}

fn error_key(faults: &[Fault], known: &[(&str, &'static str)], otherwise: &'static str) -> &'static str {
    let code = faults.first().map(|fault| fault.code.as_str());
    known.iter().find(|(name, _)| code == Some(*name)).map_or(otherwise, |(_, key)| key)
}

/// `POST /requests/{reference}/documents`.
///
/// # Errors
/// 404 without a key; 413 beyond every limit.
pub async fn add_document(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    reference: web::Path<String>,
    payload: web::Payload,
) -> Answer {
    let case = granted(&ctx, &visitor, &reference).await?;
    ctx.limit("upload", UPLOADS_AN_HOUR, TimeDelta::hours(1)).await?;
    let inputs = inputs(&ctx, &case);
    let posted = body::read(&ctx, &request, payload, &inputs).await?;
    let refused = |faults: &[Fault]| {
        let known = [
            ("file_too_large", "case-file-too-large"),
            ("file_kind", "case-file-kind"),
            ("file_cut_off", "case-file-cut-off"),
            ("file_empty", "case-file-broken"),
            ("no_room", "case-file-no-room"),
        ];
        let of =
            |fault: &Fault| inputs.iter().find(|input| input.purpose == fault.field).map(|input| input.name.clone());
        let input = faults.first().and_then(of).unwrap_or_else(|| FILE.to_owned());
        Said { document_error: Some((input, error_key(faults, &known, "case-file-missing"))), ..Said::default() }
    };
    let files = posted.files.files();
    if files.is_empty() || !posted.refused.is_empty() {
        return page(&ctx, &request, case, refused(&posted.refused)).await;
    }
    let (actor, of) = (Actor::Requester(case.id.clone()), case.clone());
    let added = ctx.app.write(&actor, move |conn, cx| {
        let mut case = of;
        for file in &files {
            (case, _) = documents::add_to_case(conn, cx, &case, file)?;
        }
        Ok(())
    });
    match added.await {
        Ok(()) => {
            posted.files.claim();
            Ok(see_other(&ctx, &case.reference, "document"))
        }
        Err(Refusal::Invalid(faults)) => page(&ctx, &request, case, refused(&faults)).await,
        Err(other) => Err(other.into()),
    }
}

/// `GET /requests/{reference}/letters/{id}`.
///
/// # Errors
/// 404 without a key, or for another case's letter.
pub async fn letter(ctx: Ctx, request: HttpRequest, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    let (reference, id) = path.into_inner();
    let case = granted(&ctx, &visitor, &reference).await?;
    let case_id = case.id.clone();
    let letter = ctx
        .app
        .read(&Actor::Requester(case.id), move |conn, _| Ok::<_, Refusal>(letter_rows::get(conn, &case_id, &id)?))
        .await?;
    let back = Link::new(ctx.lang.path(&format!("/requests/{reference}")), ctx.text("form-back"));
    let view = letters::page(&ctx.app.texts, ctx.lang, &letter, back)?;
    let title = view.title.clone();
    let path = ctx.path.clone();
    let frame = Frame { title: &title, path: &path, private: true, ..Frame::default() };
    Ok(document::render(&ctx, &request, &frame, Page::Letter(view)).await)
}

/// `GET /requests/{reference}/withdraw`: asks once more.
///
/// # Errors
/// 404 without a key.
pub async fn ask_withdraw(ctx: Ctx, request: HttpRequest, visitor: Visitor, reference: web::Path<String>) -> Answer {
    let case = granted(&ctx, &visitor, &reference).await?;
    let voice = voice(&ctx);
    let path = format!("/requests/{}/withdraw", case.reference);
    let form = Form {
        title: voice.get("case-withdraw-title"),
        intro: voice.prose("action-withdraw.does"),
        action: voice.path(&path),
        submit: Submit { text: voice.get("action-withdraw"), value: None },
        ..Form::default()
    };
    let back = Some(Link::new(voice.path(&format!("/requests/{}", case.reference)), voice.get("form-back")));
    let title = form.title.clone();
    let frame = Frame { title: &title, path: &path, private: true, ..Frame::default() };
    Ok(document::render(&ctx, &request, &frame, Page::Form(FormPage { back, form, ..FormPage::default() })).await)
}

/// `POST /requests/{reference}/withdraw`.
///
/// # Errors
/// 404 without a key.
pub async fn withdraw(ctx: Ctx, request: HttpRequest, visitor: Visitor, reference: web::Path<String>) -> Answer {
    let case = granted(&ctx, &visitor, &reference).await?;
    let (actor, of) = (Actor::Requester(case.id.clone()), case.clone());
    let wish = Act { action: "withdraw".to_owned(), version: None, fields: Answers::new() };
    match ctx.app.write(&actor, move |conn, cx| cases::act(conn, cx, &of, &wish)).await {
        Ok(_) => Ok(see_other(&ctx, &case.reference, "withdrawn")),
        Err(Refusal::Blocked(_) | Refusal::Stale(_)) => {
            page(&ctx, &request, case, Said { problem: Some("case-not-withdrawn"), ..Said::default() }).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /requests/{reference}/close`: takes the case from this browser; the link opens it again.
///
/// # Errors
/// 404 without a key.
pub async fn close(ctx: Ctx, visitor: Visitor, reference: web::Path<String>) -> Answer {
    let case = granted(&ctx, &visitor, &reference).await?;
    let session = visitor.session().map(<[u8]>::to_vec).ok_or(ApiError::NotFound)?;
    ctx.app.write(&Actor::Visitor, move |conn, _| keys::take_back(conn, &session, &case)).await?;
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, ctx.lang.path("/"))).finish())
}

/// `POST /requests/{reference}/email-code`: the six digits, or `again` for new ones.
///
/// # Errors
/// 404 without a key.
pub async fn confirm_email(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    reference: web::Path<String>,
    form: UrlEncoded,
) -> Answer {
    let case = granted(&ctx, &visitor, &reference).await?;
    let (actor, of) = (Actor::Requester(case.id.clone()), case.clone());
    let mut form = form.only(&["again", "code"])?;
    if form.contains_key("again") {
        return match ctx.app.write(&actor, move |conn, cx| email_code::send(conn, cx, &of)).await {
            Ok(()) => Ok(see_other(&ctx, &case.reference, "code")),
            Err(Refusal::Limited(_)) => {
                page(&ctx, &request, case, Said { code_error: Some("case-code-limited"), ..Said::default() }).await
            }
            Err(other) => Err(other.into()),
        };
    }
    let typed = form.remove("code").unwrap_or_default();
    let tried = ctx.app.write(&actor, move |conn, cx| email_code::confirm(conn, cx, &of, &typed)).await?;
    let error = match tried {
        Try::Right => return Ok(see_other(&ctx, &case.reference, "confirmed")),
        Try::Wrong => "case-code-wrong",
        Try::Locked => "case-code-over",
    };
    page(&ctx, &request, case, Said { code_error: Some(error), ..Said::default() }).await
}

/// `POST /requests/{reference}/pin`.
///
/// # Errors
/// 404 when no key opened the case for this visitor.
pub async fn pin(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    reference: web::Path<String>,
    form: UrlEncoded,
) -> Answer {
    let Some(session) = visitor.session().map(<[u8]>::to_vec) else { return Err(ApiError::NotFound) };
    let (of, typed) = (reference.clone(), form.only(&["pin"])?.remove("pin").unwrap_or_default());
    let tried = ctx.app.write(&Actor::Visitor, move |conn, _| {
        let case = cases::by_reference(conn, &of)?;
        keys::pass_pin(conn, &session, &case.id, &typed)
    });
    match tried.await? {
        Try::Right => Ok(see_other(&ctx, &reference, "")),
        Try::Wrong => pin_page(&ctx, &request, &reference, Some("case-pin-wrong")).await,
        Try::Locked => pin_page(&ctx, &request, &reference, Some("case-pin-locked")).await,
    }
}

async fn pin_page(ctx: &Ctx, request: &HttpRequest, reference: &str, error: Option<&str>) -> Answer {
    let voice = voice(ctx);
    let path = format!("/requests/{reference}");
    let form = Form {
        title: voice.get("case-pin-title"),
        intro: voice.prose("case-pin-intro"),
        action: voice.path(&format!("{path}/pin")),
        parts: vec![shared::page::Part::Field(FieldView {
            name: "pin".to_owned(),
            label: voice.get("case-pin"),
            error: error.map(|key| voice.get(key)),
            control: Control::Text(TextBox {
                kind: TextKind::Pin,
                max_length: Some(6),
                width: Some(6),
                ..TextBox::default()
            }),
            ..FieldView::default()
        })],
        submit: Submit { text: voice.get("case-pin-open"), value: None },
        ..Form::default()
    };
    let title = form.title.clone();
    let frame = Frame { title: &title, path: &path, private: true, wrong: error.is_some(), ..Frame::default() };
    Ok(document::render(ctx, request, &frame, Page::Form(FormPage { form, ..FormPage::default() })).await)
}
