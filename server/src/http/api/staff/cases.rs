//! The staff API of cases: the queue, one case, and everything that may be done with it.

use actix_web::{HttpResponse, web};
use serde_json::json;
use shared::problem::Problem;
use shared::staff::{ActionRequest, Assign, Conflict, QueuePage, QueueQuery, StaffCase, Write};

use super::{case_view, queue};
use crate::app::{Actor, App, Cx};
use crate::db::Conn;
use crate::db::cases::Case;
use crate::domain::cases::{self as use_case, Act};
use crate::domain::{Outcome, Refusal};
use crate::http::words::Words;
use crate::http::{ApiError, Ctx, Json, Query, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// `GET cases`: one page of the queue.
///
/// # Errors
/// 422 by parameter.
#[utoipa::path(get, path = "/api/v1/staff/cases", params(QueueQuery), responses((status = 200, body = QueuePage), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn list(ctx: Ctx, staff: StaffSession, Query(query): Query<QueueQuery>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let page = ctx.app.read(&staff.as_actor(), move |conn, cx| queue::load(conn, cx, &words, &query)).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// `GET cases/{reference}`: the case; the reading is logged.
///
/// # Errors
/// 404 for a case outside the person's scope.
#[utoipa::path(get, path = "/api/v1/staff/cases/{reference}", params(("reference" = String, Path)), responses((status = 200, body = StaffCase), (status = 404, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, reference: web::Path<String>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let actor = staff.as_actor();
    let case = ctx
        .app
        .read(&actor, {
            let reference = reference.clone();
            move |conn, cx| visible(conn, cx, &reference)
        })
        .await?;
    let id = case.id.clone();
    ctx.app.write(&actor, move |conn, cx| use_case::log_reading(conn, cx, &id)).await?;
    let view = ctx.app.read(&actor, move |conn, cx| case_view::load(conn, cx, &words, &case)).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// `POST cases/{reference}/actions/{action}`.
///
/// # Errors
/// 409 with the case as it is now when it moved; 403, 409 or 422 when role, state or law forbid it; 422 by field.
#[utoipa::path(post, path = "/api/v1/staff/cases/{reference}/actions/{action}", params(("reference" = String, Path), ("action" = String, Path)), request_body = ActionRequest, responses((status = 200, body = StaffCase), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Conflict), (status = 422, body = Problem)))]
pub async fn act(
    ctx: Ctx,
    staff: StaffSession,
    path: web::Path<(String, String)>,
    body: Json<ActionRequest>,
) -> Answer {
    let (reference, action) = path.into_inner();
    let ActionRequest { version, fields } = body.value;
    change(&ctx, &staff, reference, Some(version), move |conn, cx, case| {
        use_case::act(conn, cx, case, &Act { action, version: Some(version), fields })
    })
    .await
}

/// `POST cases/{reference}/assign`.
///
/// # Errors
/// 409 when the case moved; 422 when that person may not see it.
#[utoipa::path(post, path = "/api/v1/staff/cases/{reference}/assign", params(("reference" = String, Path)), request_body = Assign, responses((status = 200, body = StaffCase), (status = 404, body = Problem), (status = 409, body = Conflict), (status = 422, body = Problem)))]
pub async fn assign(ctx: Ctx, staff: StaffSession, reference: web::Path<String>, body: Json<Assign>) -> Answer {
    let Assign { version, to } = body.value;
    let to = match to.as_deref() {
        Some("me") => staff.as_actor().staff_id().map(ToOwned::to_owned),
        _ => to,
    };
    change(&ctx, &staff, reference.into_inner(), Some(version), move |conn, cx, case| {
        use_case::assign(conn, cx, case, version, to.as_deref())
    })
    .await
}

/// `POST cases/{reference}/messages`: to the requester.
///
/// # Errors
/// 422 on `body`.
#[utoipa::path(post, path = "/api/v1/staff/cases/{reference}/messages", params(("reference" = String, Path)), request_body = Write, responses((status = 200, body = StaffCase), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn message(ctx: Ctx, staff: StaffSession, reference: web::Path<String>, body: Json<Write>) -> Answer {
    let text = body.value.body;
    change(&ctx, &staff, reference.into_inner(), None, move |conn, cx, case| use_case::message(conn, cx, case, &text))
        .await
}

/// `POST cases/{reference}/notes`: for staff only.
///
/// # Errors
/// 422 on `body`.
#[utoipa::path(post, path = "/api/v1/staff/cases/{reference}/notes", params(("reference" = String, Path)), request_body = Write, responses((status = 200, body = StaffCase), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn note(ctx: Ctx, staff: StaffSession, reference: web::Path<String>, body: Json<Write>) -> Answer {
    let text = body.value.body;
    change(&ctx, &staff, reference.into_inner(), None, move |conn, cx, case| use_case::note(conn, cx, case, &text))
        .await
}

/// `POST cases/{reference}/approvals/{id}/{confirm|refuse}`.
///
/// # Errors
/// 403 for the proposer; 404 when somebody decided it; 409 when the case moved.
#[utoipa::path(post, path = "/api/v1/staff/cases/{reference}/approvals/{approval}/{decision}", params(("reference" = String, Path), ("approval" = String, Path), ("decision" = String, Path, description = "confirm or refuse")), request_body = ActionRequest, responses((status = 200, body = StaffCase), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Conflict), (status = 422, body = Problem)))]
pub async fn decide(
    ctx: Ctx,
    staff: StaffSession,
    path: web::Path<(String, String, String)>,
    body: Json<ActionRequest>,
) -> Answer {
    let (reference, approval, decision) = path.into_inner();
    let ActionRequest { version, fields } = body.value;
    change(&ctx, &staff, reference, Some(version), move |conn, cx, case| match decision.as_str() {
        "confirm" => use_case::confirm(conn, cx, case, &approval, version),
        "refuse" => {
            let reason = fields.get("reason").cloned().unwrap_or_default();
            use_case::refuse(conn, cx, case, &approval, version, &reason)
        }
        _ => Err(Refusal::NotFound),
    })
    .await
}

/// Runs a writing use case on a visible case and answers the case after it, or, when it moved, the case now.
async fn change(
    ctx: &Ctx,
    staff: &StaffSession,
    reference: String,
    seen: Option<i64>,
    work: impl FnOnce(&mut Conn, &Cx, &Case) -> Outcome<Case> + Send + 'static,
) -> Answer {
    let actor = staff.as_actor();
    let words = Words::new(&ctx.app, staff.lang);
    let wanted = reference.clone();
    let done = ctx.app.write(&actor, move |conn, cx| {
        let case = visible(conn, cx, &wanted)?;
        work(conn, cx, &case)
    });
    match done.await {
        Ok(case) => {
            let view = ctx.app.read(&actor, move |conn, cx| case_view::load(conn, cx, &words, &case)).await?;
            Ok(HttpResponse::Ok().json(view))
        }
        Err(Refusal::Stale(_)) => Err(stale(&ctx.app, &actor, words, reference, seen.unwrap_or_default()).await),
        Err(refusal) => Err(ApiError::from(refusal).in_form("action-field")),
    }
}

/// The answer to a stale version: the case as it is now, and what others did since.
async fn stale(app: &App, actor: &Actor, words: Words, reference: String, seen: i64) -> ApiError {
    let read = app.read(actor, move |conn, cx| -> Outcome<(StaffCase, Vec<String>)> {
        let case = visible(conn, cx, &reference)?;
        let now = case_view::load(conn, cx, &words, &case)?;
        let changed = changed_since(&now, seen);
        Ok((now, changed))
    });
    match read.await {
        Ok((current, changed)) => ApiError::Stale(Some(Box::new(json!({ "current": current, "changed": changed })))),
        Err(refusal) => refusal.into(),
    }
}

/// What happened to a case since a version, one sentence each, oldest first.
pub(super) fn changed_since(case: &StaffCase, seen: i64) -> Vec<String> {
    let changed = case.history.iter().rev().filter(|event| event.seq > seen);
    changed.map(|event| format!("{}, {}: {}", event.at.text, event.who, event.what)).collect()
}

pub(super) fn visible(conn: &mut Conn, cx: &Cx, reference: &str) -> Outcome<Case> {
    match &cx.actor {
        Actor::Staff(staff) => use_case::for_staff(conn, staff, reference),
        _ => Err(Refusal::NotFound),
    }
}
