//! The API of requesters: their case, with an access key as bearer or with the session of the browser.

mod view;

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use shared::form::Answers;
use shared::problem::Problem;
use utoipa::ToSchema;

use crate::app::Actor;
use crate::db::cases::Case;
use crate::domain::cases::{self, Act};
use crate::domain::{Refusal, keys};
use crate::http::pages::find::{TRIES, WINDOW};
use crate::http::words::Words;
use crate::http::{ApiError, Ctx, Json, Visitor, extract};

type Answer = Result<HttpResponse, ApiError>;

/// A message to the agency.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The words.
    body: String,
}

/// `GET /api/v1/requests/{reference}`.
///
/// # Errors
/// 404 without a key for this case.
#[utoipa::path(get, path = "/api/v1/requests/{reference}", params(("reference" = String, Path)), responses((status = 200, body = view::RequestView), (status = 404, body = Problem)))]
pub async fn show(ctx: Ctx, request: actix_web::HttpRequest, visitor: Visitor, reference: web::Path<String>) -> Answer {
    let case = case_of(&ctx, &request, &visitor, &reference).await?;
    answer(&ctx, case).await
}

/// `POST /api/v1/requests/{reference}/messages`.
///
/// # Errors
/// 404 without a key for this case; 422 on `body`.
#[utoipa::path(post, path = "/api/v1/requests/{reference}/messages", params(("reference" = String, Path)), request_body = Message, responses((status = 200, body = view::RequestView), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn message(
    ctx: Ctx,
    request: actix_web::HttpRequest,
    visitor: Visitor,
    reference: web::Path<String>,
    body: Json<Message>,
) -> Answer {
    let case = case_of(&ctx, &request, &visitor, &reference).await?;
    let text = body.value.body;
    let case = ctx
        .app
        .write(&Actor::Requester(case.id.clone()), move |conn, cx| cases::message(conn, cx, &case, &text))
        .await?;
    answer(&ctx, case).await
}

/// `POST /api/v1/requests/{reference}/withdraw`.
///
/// # Errors
/// 404 without a key for this case; 409 when it is too late.
#[utoipa::path(post, path = "/api/v1/requests/{reference}/withdraw", params(("reference" = String, Path)), responses((status = 200, body = view::RequestView), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn withdraw(
    ctx: Ctx,
    request: actix_web::HttpRequest,
    visitor: Visitor,
    reference: web::Path<String>,
) -> Answer {
    let case = case_of(&ctx, &request, &visitor, &reference).await?;
    let wish = Act { action: "withdraw".to_owned(), version: None, fields: Answers::new() };
    let case =
        ctx.app.write(&Actor::Requester(case.id.clone()), move |conn, cx| cases::act(conn, cx, &case, &wish)).await?;
    answer(&ctx, case).await
}

async fn answer(ctx: &Ctx, case: Case) -> Answer {
    let words = Words::new(&ctx.app, ctx.lang);
    let actor = Actor::Requester(case.id.clone());
    let view = ctx.app.read(&actor, move |conn, _| view::load(conn, &words, &case)).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// The case of a bearer key or of the browser's session. A PIN is asked of a browser; a script shows it in `X-Case-Pin`.
///
/// # Errors
/// 404 when neither opens this case; 429 after too many wrong keys.
pub async fn case_of(
    ctx: &Ctx,
    request: &actix_web::HttpRequest,
    visitor: &Visitor,
    reference: &str,
) -> Result<Case, ApiError> {
    let reference = reference.to_owned();
    if let Some(key) = extract::bearer(request.headers()).map(ToOwned::to_owned) {
        let pin =
            request.headers().get("x-case-pin").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let opened = ctx.app.write(&Actor::Visitor, move |conn, cx| {
            let opened = keys::open(conn, cx, &key)?;
            let case = cases::by_reference(conn, &reference)?;
            // The key also opens what the request became.
            let opens = case.id == opened.case_id || case.converted_from.as_ref() == Some(&opened.case_id);
            let passed = opens && (!opened.needs_pin || keys::try_pin(conn, &case.id, &pin)? == keys::Try::Right);
            // A wrong try is counted: the refusal is carried out of the transaction as a value.
            Ok::<_, Refusal>(passed.then_some(case))
        });
        return match opened.await {
            Ok(Some(case)) => Ok(case),
            Ok(None) | Err(Refusal::NotFound) => {
                // Only wrong tries count: a script may ask as often as it likes for what is its own.
                ctx.limit("bearer", TRIES, WINDOW).await?;
                Err(ApiError::NotFound)
            }
            Err(other) => Err(other.into()),
        };
    }
    let Some(session) = visitor.session().map(<[u8]>::to_vec) else { return Err(ApiError::NotFound) };
    Ok(ctx.app.read(&Actor::Visitor, move |conn, _| cases::for_requester(conn, &session, &reference)).await?)
}
