//! The history of a case to take away.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use shared::problem::Problem;

use crate::app::{Actor, Cx};
use crate::db::Conn;
use crate::db::cases::Case;
use crate::domain::history::export;
use crate::domain::{Outcome, Refusal, cases, policy};
use crate::http::{ApiError, Ctx, StaffSession};

/// `GET cases/{reference}/audit/export`: one page that holds the history, and checks it in any browser, without us.
///
/// # Errors
/// 404 for a case outside the person's scope; 403 `reauthentication_required`.
#[utoipa::path(get, path = "/api/v1/staff/cases/{reference}/audit/export", params(("reference" = String, Path)), responses((status = 200, body = String, content_type = "text/html"), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn take(ctx: Ctx, staff: StaffSession, reference: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let permit = move |conn: &mut Conn, cx: &Cx| -> Outcome<_> {
        let case = whole(conn, cx, &reference)?;
        export::permit(conn, cx, &case)?;
        Ok(case)
    };
    let case = ctx.app.write(&staff.as_actor(), permit).await?;
    let export = export::export(&ctx.app, &case).await.map_err(|error| ApiError::Internal(error.to_string()))?;
    let name = format!("attachment; filename=\"history-{}.html\"", case.reference);
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(export::page(&export)))
}

/// A case that the person sees all of: whoever sees it for its fee alone sees nothing of its history.
pub(super) fn whole(conn: &mut Conn, cx: &Cx, reference: &str) -> Outcome<Case> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::NotFound) };
    let case = cases::for_staff(conn, staff, reference)?;
    if policy::may_see(staff, &case.section) { Ok(case) } else { Err(Refusal::NotFound) }
}
