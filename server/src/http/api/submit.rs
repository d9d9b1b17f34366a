//! `POST /api/v1/requests/{kind}`: a request by a script, with the same answers and rules as the form.

use actix_web::{HttpResponse, web};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use shared::form::Answers;
use shared::ids::Pin;
use utoipa::ToSchema;

use crate::app::{Actor, Cx};
use crate::db::Conn;
use crate::domain::cases::{self, Submission, Submitted};
use crate::domain::{Outcome, keys};
use crate::http::idempotent::{self, IdempotencyKey, Request};
use crate::http::words::{StoredClock, Words, slug};
use crate::http::{ApiError, Ctx, Json};

/// Requests that one network may send in an hour: a shelter shares one address.
const SENT_AN_HOUR: i32 = 120;

/// A request that was taken in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Taken {
    /// As `XXXX-XXXX`.
    reference: String,
    /// Opens the request; shown only here.
    access_key: String,
    /// The state's code.
    state: String,
    /// Where to go on.
    links: Links,
    /// The deadlines that run.
    clocks: Vec<Clock>,
}

/// Where to go on from a request.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Links {
    /// The request in the API, with the access key as bearer.
    api: String,
    /// The request as a page, for a browser that opened the key before.
    page: String,
    /// Opens the request in a browser.
    open: String,
}

/// A deadline.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = TakenClock)]
pub struct Clock {
    /// The rule's id.
    rule: String,
    /// RFC 3339, with the department's offset.
    due: String,
    /// How it was worked out, a sentence each.
    explanation: Vec<String>,
}

/// Takes a request in. The body is flat: the names of the form's fields, each answer a text, a date as `YYYY-MM-DD`.
///
/// # Errors
/// 404 for a service that cannot be asked for here; 422 by field; 409 for an idempotency key that was used otherwise.
#[utoipa::path(post, path = "/api/v1/requests/{kind}", params(("kind" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "22 to 255 visible characters, random: the same request again gets the same answer", min_length = 22, max_length = 255, pattern = "^[!-~]+$")), request_body = BTreeMap<String, String>, responses((status = 201, body = Taken), (status = 404), (status = 409), (status = 422), (status = 429)))]
pub async fn submit(
    ctx: Ctx,
    kind: web::Path<String>,
    key: IdempotencyKey,
    body: Json<Answers>,
) -> Result<HttpResponse, ApiError> {
    let found = ctx.app.services.iter().copied().find(|service| service.online && service.kind == *kind);
    let service = found.ok_or(ApiError::NotFound)?;
    ctx.limit("send", SENT_AN_HOUR, TimeDelta::hours(1)).await?;
    let pin: Option<Pin> = body.value.get("pin").and_then(|pin| pin.parse().ok());
    let random = ctx.app.random.clone();
    // Slow on purpose, so not while the database waits.
    let hashed = web::block(move || pin.and_then(|pin| keys::hash_pin(&random, &pin))).await;
    let submission = Submission {
        service,
        lang: ctx.lang,
        answers: body.value,
        draft_id: None,
        channel: "api",
        pin_hash: hashed.map_err(|error| ApiError::Internal(error.to_string()))?,
    };
    let words = Words::new(&ctx.app, ctx.lang);
    let work = move |conn: &mut Conn, cx: &Cx| taken(&words, cases::submit(conn, cx, &submission)?);
    let route = format!("POST /api/v1/requests/{}", service.kind);
    let request = Request { route: &route, by: "", body: &body.bytes };
    let taken = idempotent::once(&ctx, &Actor::Visitor, &key, request, work).await;
    Ok(HttpResponse::Created().json(taken.map_err(|error| error.in_form(slug(service.kind)))?))
}

fn taken(words: &Words, submitted: Submitted) -> Outcome<Taken> {
    let settings = &words.app().settings;
    let page = words.lang.path(&format!("/requests/{}", submitted.reference));
    let clocks = submitted.clocks.iter().map(|clock| {
        Ok(Clock {
            rule: clock.rule.clone(),
            due: words.app().profile.zone.with_offset(clock.due_at.and_utc()),
            explanation: StoredClock::new(words, clock)?.sentences(),
        })
    });
    Ok(Taken {
        clocks: clocks.collect::<crate::db::Result<_>>()?,
        reference: submitted.reference.to_string(),
        state: submitted.case.state,
        links: Links {
            api: settings.link(&format!("/api/v1/requests/{}", submitted.reference)),
            page: settings.link(&page),
            open: settings.link(&words.lang.path(&format!("/k/{}", submitted.access_key.expose()))),
        },
        access_key: submitted.access_key.expose().to_owned(),
    })
}
