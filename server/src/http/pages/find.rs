//! Lost links: `/find`, and the links themselves, `/k/{access-key}`.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use shared::form::Answers;
use shared::page::{Control, FieldView, Form, FormPage, Notice, Page, Part, Submit, TextBox, TextKind, Tone};

use super::shell::Frame;
use super::{Voice, document};
use crate::app::Actor;
use crate::db::{cases as case_rows, keys as key_rows};
use crate::domain::{Outcome, cases, keys};
use crate::http::answers::UrlEncoded;
use crate::http::{ApiError, Ctx, Visitor};

type Answer = Result<HttpResponse, ApiError>;

/// Tries of one network in a quarter of an hour, at finding and at opening.
pub(in crate::http) const TRIES: i32 = 20;
pub(in crate::http) const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Mails to one address in a day.
const MAILS: i32 = 5;

/// `GET /find`.
///
/// # Errors
/// None of its own.
pub async fn ask(ctx: Ctx, request: HttpRequest) -> Answer {
    page(&ctx, &request, &Answers::new(), false).await
}

/// `POST /find`: the answer is the same whether there is such a case or not.
///
/// # Errors
/// 429 after too many tries.
pub async fn find(ctx: Ctx, request: HttpRequest, form: UrlEncoded) -> Answer {
    ctx.limit("find", TRIES, WINDOW).await?;
    let typed = form.only(&["reference", "email"])?;
    let given = |name: &str| typed.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let (reference, email) = (given("reference"), given("email"));
    // One write for a hit and for a miss: the time tells nothing either.
    ctx.app.write(&Actor::Visitor, move |conn, cx| cases::find(conn, cx, &reference, &email, MAILS)).await?;
    page(&ctx, &request, &Answers::new(), true).await
}

async fn page(ctx: &Ctx, request: &HttpRequest, typed: &Answers, sent: bool) -> Answer {
    let voice = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let field = |name: &str, kind: TextKind, autocomplete: Option<&str>, width: Option<u8>| {
        Part::Field(FieldView {
            name: name.to_owned(),
            label: voice.get(&format!("find-{name}")),
            hint: voice.prose(&format!("find-{name}.hint")),
            control: Control::Text(TextBox {
                kind,
                value: typed.get(name).cloned().unwrap_or_default(),
                autocomplete: autocomplete.map(ToOwned::to_owned),
                max_length: Some(254),
                width,
            }),
            ..FieldView::default()
        })
    };
    let said = Notice {
        tone: Tone::Ok,
        title: voice.get("find-sent"),
        text: voice.prose("find-sent.text"),
        ..Notice::default()
    };
    let after = [
        ("counter", voice.counter("records")),
        ("hours", voice.hours("records")),
        ("phone", voice.phone_in_text("records_counter")),
    ];
    let form = Form {
        title: voice.get("find-title"),
        intro: voice.prose("find-intro"),
        action: voice.path("/find"),
        problem: sent.then_some(said),
        parts: vec![
            field("reference", TextKind::Code, Some("off"), Some(12)),
            field("email", TextKind::Email, Some("email"), None),
        ],
        submit: Submit { text: voice.get("find-submit"), value: None },
        after: voice.prose_with("find-after", &after),
        ..Form::default()
    };
    let title = form.title.clone();
    let frame = Frame { title: &title, path: "/find", private: true, ..Frame::default() };
    Ok(document::render(ctx, request, &frame, Page::Form(FormPage { form, ..FormPage::default() })).await)
}

/// `GET /k/{access-key}`: gives this browser the case, then goes there without the key. May be repeated.
///
/// # Errors
/// 404 for a key that is unknown, revoked or expired; 429 after too many.
pub async fn open(ctx: Ctx, mut visitor: Visitor, key: web::Path<String>) -> Answer {
    ctx.limit("key", TRIES, WINDOW).await?;
    let typed = key.into_inner();
    let opened = ctx.app.write(&Actor::Visitor, move |conn, cx| keys::open(conn, cx, &typed)).await?;
    let session = match visitor.session().map(<[u8]>::to_vec) {
        Some(session) if has(&ctx, &session, &opened.case_id).await? => session,
        _ => visitor.renew(&ctx).await?,
    };
    let reference = ctx.app.write(&Actor::Visitor, move |conn, _| -> Outcome<String> {
        keys::grant(conn, &session, &opened)?;
        Ok(case_rows::get(conn, &opened.case_id)?.reference)
    });
    let to = ctx.lang.path(&format!("/requests/{}", reference.await?));
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish())
}

/// Whether a session got the case before.
async fn has(ctx: &Ctx, session: &[u8], case_id: &str) -> Result<bool, ApiError> {
    let (session, case_id) = (session.to_vec(), case_id.to_owned());
    let found = ctx.app.read(&Actor::Visitor, move |conn, _| key_rows::grant_of(conn, &session, &case_id));
    Ok(found.await?.is_some())
}
