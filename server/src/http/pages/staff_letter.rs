//! A letter as staff read and print it: `/staff/letters/{reference}/{id}`.

use actix_web::{HttpRequest, HttpResponse, web};
use shared::page::{Link, Page};

use super::document;
use super::shell::Frame;
use crate::db::letters as rows;
use crate::domain::{Outcome, Refusal, cases, letters, policy};
use crate::http::{ApiError, Ctx, StaffSession};

/// Shows a letter of a case in the person's scope.
///
/// # Errors
/// 404 outside the scope.
pub async fn show(
    ctx: Ctx,
    request: HttpRequest,
    staff: StaffSession,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, ApiError> {
    let (reference, id) = path.into_inner();
    let back = Link::new(format!("/staff/cases/{reference}"), ctx.text("form-back"));
    let (actor, reader) = (staff.as_actor(), staff.actor.clone());
    let letter = ctx.app.read(&actor, move |conn, _| -> Outcome<_> {
        let case = cases::for_staff(conn, &reader, &reference)?;
        // Whoever sees a case for its fee alone sees no letter of it.
        if !policy::may_see(&reader, &case.section) {
            return Err(Refusal::NotFound);
        }
        Ok(rows::get(conn, &case.id, &id)?)
    });
    let view = letters::page(&ctx.app.texts, ctx.lang, &letter.await?, back)?;
    let title = view.title.clone();
    let frame = Frame { title: &title, path: "/", private: true, ..Frame::default() };
    Ok(document::render(&ctx, &request, &frame, Page::Letter(view)).await)
}
