//! The second factor of a new account.

use actix_web::HttpResponse;
use shared::form::Fault;
use shared::problem::Problem;
use shared::staff::{Enrolment, EnrolmentConfirm, Session};

use super::session;
use crate::app::Actor;
use crate::domain::sessions::staff::Standing;
use crate::domain::staff::enrolment;
use crate::http::session::AnyStaffSession;
use crate::http::{ApiError, Ctx, Json};

type Answer = Result<HttpResponse, ApiError>;

/// `POST /api/v1/staff/enrolment`: what the person needs to set their app up.
///
/// # Errors
/// 401 when nobody is signed in; 403 when the account has a second factor.
#[utoipa::path(post, path = "/api/v1/staff/enrolment", responses((status = 200, body = Enrolment), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn offer(ctx: Ctx, session: AnyStaffSession) -> Answer {
    unlocked(&session)?;
    let enrolment = enrolment::offer(&ctx.app, &session.signed_in, &session.token)?;
    Ok(HttpResponse::Ok().json(enrolment))
}

/// `POST /api/v1/staff/enrolment/confirm`: binds it.
///
/// # Errors
/// 422 on `totp` when the code does not fit; 403 when the account has a second factor.
#[utoipa::path(post, path = "/api/v1/staff/enrolment/confirm", request_body = EnrolmentConfirm, responses((status = 200, body = Session), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn confirm(ctx: Ctx, session: AnyStaffSession, body: Json<EnrolmentConfirm>) -> Answer {
    unlocked(&session)?;
    let AnyStaffSession { signed_in, token, .. } = session;
    let code = body.value.totp;
    let confirm = move |conn: &mut _, cx: &_| enrolment::confirm(conn, cx, &signed_in, &token, &code);
    let proved = ctx.app.write(&Actor::System, confirm).await?;
    let proved = proved.ok_or_else(|| ApiError::Invalid(vec![Fault::new("totp", "totp")]))?;
    Ok(HttpResponse::Ok().json(session::view(&ctx.app, &proved)))
}

fn unlocked(session: &AnyStaffSession) -> Result<(), ApiError> {
    if session.standing == Standing::Locked { Err(ApiError::Locked) } else { Ok(()) }
}
