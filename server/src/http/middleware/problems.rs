//! Turns an error into its response: problem+json (RFC 9457) for programs, a page for people.

use std::collections::BTreeMap;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{ConnectionType, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};
use serde_json::Value;
use shared::form::Fault;
use shared::problem::Problem;
use shared::service::Block;

use crate::http::cookies::Pending;
use crate::http::error::ApiError;
use crate::http::extract::{Ctx, header_text};
use crate::http::pages::{Voice, problem};
use crate::http::words::slug;

/// The line of the profile that a person in need of help calls.
const HELP_LINE: &str = "records_counter";

/// Fills the responses of errors, and adds the cookies that handlers set.
///
/// # Errors
/// Never: every error is a response.
pub async fn problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let written = match response.response().error().map(|error| (error, error.as_error::<ApiError>())) {
        Some((_, Some(ours))) => Some(write(response.request(), ours).await),
        // The framework's words are for programmers, and may quote what was sent.
        Some((theirs, None)) => {
            let error = ApiError::of_status(response.status(), &format!("{theirs:?}"));
            Some(write(response.request(), &error).await)
        }
        None if is_bare(&response) => {
            let error = ApiError::of_status(response.status(), "a handler answered without a body");
            Some(write(response.request(), &error).await)
        }
        None => None,
    };
    let mut response = match written {
        Some(written) => response.into_response(written),
        None => response,
    };
    let pending = response.request().extensions_mut().remove::<Pending>().unwrap_or_default();
    for cookie in pending.0 {
        // Names and values are ours and fit a header.
        response.response_mut().add_cookie(&cookie).ok();
    }
    Ok(response)
}

/// Whether the framework refused without a word, as for a method that no route takes.
fn is_bare(response: &ServiceResponse) -> bool {
    let refused = response.status().is_client_error() || response.status().is_server_error();
    refused && matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0))
}

async fn write(request: &HttpRequest, error: &ApiError) -> HttpResponse {
    log(error);
    let Ok(ctx) = Ctx::of(request) else { return HttpResponse::InternalServerError().finish() };
    let problem = describe(&ctx, error);
    let mut response = if wants_page(request) {
        problem::render(&ctx, request, &problem).await
    } else {
        let mut body = serde_json::to_value(&problem).unwrap_or_default();
        if let (ApiError::Stale(Some(members)), Value::Object(body)) = (error, &mut body) {
            body.extend(members.as_object().cloned().unwrap_or_default());
        }
        HttpResponse::Ok().content_type("application/problem+json").body(body.to_string())
    };
    *response.status_mut() = error.face().status;
    match error {
        ApiError::Method(allow) => {
            // Names of methods fit a header.
            let allow = HeaderValue::from_str(allow).unwrap_or(HeaderValue::from_static(""));
            response.headers_mut().insert(header::ALLOW, allow);
        }
        // What is still to come of the body would be read as the next request.
        ApiError::Slow => response.head_mut().set_connection_type(ConnectionType::Close),
        _ => {}
    }
    if let Some(seconds) = error.face().retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// A defect and an outage are logged here and nowhere else; the span around has the request's id.
fn log(error: &ApiError) {
    match error.face().status {
        StatusCode::INTERNAL_SERVER_ERROR => tracing::error!(error.chain = %error, "the request failed"),
        StatusCode::SERVICE_UNAVAILABLE => tracing::warn!(error.chain = %error, "the request could not be served"),
        _ => {}
    }
}

/// A browser gets a page, except from the API, where it gets one only when somebody typed the address.
fn wants_page(request: &HttpRequest) -> bool {
    let accept = header_text(request.headers(), "accept").unwrap_or_default();
    accept.contains("text/html") || (!request.path().starts_with("/api/") && !accept.contains("json"))
}

fn describe(ctx: &Ctx, error: &ApiError) -> Problem {
    let voice = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let face = error.face();
    let detail = match error {
        ApiError::Blocked(Block::Gate(gate)) => ctx.text(&format!("gate-{}", slug(gate))),
        ApiError::Malformed(Some(place)) => format!("{} ({place})", ctx.text(&format!("{}.text", face.text))),
        _ => voice.with(&format!("{}.text", face.text), &[("phone", voice.phone_in_text(HELP_LINE))]),
    };
    Problem {
        kind: "about:blank".to_owned(),
        status: face.status.as_u16(),
        code: face.code.to_owned(),
        title: ctx.text(face.text),
        detail: Some(detail),
        request_id: ctx.request_id.clone(),
        errors: match error {
            ApiError::Invalid(faults) => errors(ctx, None, faults),
            ApiError::InvalidIn(form, faults) => errors(ctx, Some(form), faults),
            _ => BTreeMap::new(),
        },
    }
}

/// The words for each field: the form's own where it has some, else those that fit any field.
fn errors(ctx: &Ctx, form: Option<&str>, faults: &[Fault]) -> BTreeMap<String, String> {
    let words = |fault: &Fault| {
        let own = form.map(|form| format!("{form}-{}-error-{}", slug(&fault.field), slug(&fault.code)));
        own.and_then(|key| ctx.app.texts.find(ctx.lang, &key))
            .or_else(|| ctx.app.texts.find(ctx.lang, &format!("fault-{}", slug(&fault.code))))
            .unwrap_or_else(|| ctx.text("error-invalid"))
    };
    faults.iter().map(|fault| (fault.field.clone(), words(fault))).collect()
}
