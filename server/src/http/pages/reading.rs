//! The pages that are the same for everyone: front door and pages to read.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use shared::page::Page;

use super::shell::Frame;
use super::{document, front_door, info};
use crate::http::{ApiError, Ctx};

/// `GET /`: the front door.
pub async fn home(ctx: Ctx, request: HttpRequest) -> HttpResponse {
    let page = front_door::front_door(&ctx.app.texts, &ctx.app.profile, ctx.app.clock.now(), ctx.lang);
    let title = page.title.clone();
    document::render(&ctx, &request, &Frame { title: &title, path: "/", ..Frame::default() }, Page::FrontDoor(page))
        .await
}

/// `GET /911`, `/fees`, `/about/…`, `/services/…`: the page to read at this address.
///
/// # Errors
/// [`ApiError::NotFound`] when there is none.
pub async fn read(ctx: Ctx, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let page = info::page(&ctx.path, &ctx.app.texts, &ctx.app.profile, ctx.app.clock.now(), ctx.lang);
    let page = page.ok_or(ApiError::NotFound)?;
    let title = page.title.clone();
    let frame = Frame { title: &title, path: &ctx.path, ..Frame::default() };
    Ok(document::render(&ctx, &request, &frame, Page::Info(page)).await)
}

/// `GET /es`: the address of the Spanish front door ends with a slash.
pub async fn spanish_home() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, "/es/")).finish()
}
