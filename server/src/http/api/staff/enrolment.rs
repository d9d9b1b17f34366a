//! The second factor of a new account.

use actix_web::HttpResponse;
use shared::form::Fault;
use shared::problem::Problem;
use shared::staff::{Enrolment, EnrolmentConfirm, Session};

use super::session;
use crate::app::Actor;
use crate::domain::sessions::staff::Standing;
use crate::domain::staff::{enrolment, password};
use crate::http::session::AnyStaffSession;
use crate::http::{ApiError, Ctx, Json};

/// Where the words for its fields are.
const FORM: &str = "staff-enrol";

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

/// `POST /api/v1/staff/enrolment/confirm`: binds it, and takes the person's own password.
///
/// # Errors
/// 422 on `totp` when the code does not fit, on `password` when it is short or the one that was given; 403 when the account has a second factor.
#[utoipa::path(post, path = "/api/v1/staff/enrolment/confirm", request_body = EnrolmentConfirm, responses((status = 200, body = Session), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn confirm(ctx: Ctx, session: AnyStaffSession, body: Json<EnrolmentConfirm>) -> Answer {
    unlocked(&session)?;
    let AnyStaffSession { signed_in, token, .. } = session;
    let EnrolmentConfirm { totp, password } = body.value;
    let invalid = |field, code| ApiError::InvalidIn(FORM.into(), vec![Fault::new(field, code)]);
    if signed_in.account.totp_secret.is_some() {
        return Err(ApiError::Forbidden);
    }
    if let Some(code) = password::fault(&password) {
        return Err(invalid("password", code));
    }
    if password::fits(Some(signed_in.account.password_hash.clone()), password.clone()).await {
        return Err(invalid("password", "same"));
    }
    let hash = password::hash_aside(ctx.app.random.clone(), password).await?;
    let confirm = move |conn: &mut _, cx: &_| enrolment::confirm(conn, cx, &signed_in, &token, &totp, &hash);
    let proved = ctx.app.write(&Actor::System, confirm).await?.ok_or_else(|| invalid("totp", "totp"))?;
    Ok(HttpResponse::Ok().json(session::view(&ctx.app, &proved)))
}

fn unlocked(session: &AnyStaffSession) -> Result<(), ApiError> {
    if session.standing == Standing::Locked { Err(ApiError::Locked) } else { Ok(()) }
}
