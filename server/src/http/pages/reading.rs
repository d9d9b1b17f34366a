//! The pages that are the same for everyone: front door and pages to read. They are kept: a page more is a line in
//! `routes.rs` that leads here, or `kept::serve(&request, …)` in the first line of a handler of its own.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use shared::page::Page;

use super::shell::Frame;
use super::{Voice, document, front_door, hours, info, kept, own_time};
use crate::domain::offices::Offices;
use crate::http::{ApiError, Ctx};

/// `GET /`: the front door.
///
/// # Errors
/// Never of its own.
pub async fn home(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    kept::serve(&request, || make_home(&request)).await
}

async fn make_home(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let ctx = Ctx::of(request)?;
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let offices = hours::offices(&ctx).await;
    let mut page = front_door::front_door(&words, &offices);
    own_time::tell_at_front_door(&ctx, &mut page).await;
    let title = page.title.clone();
    let frame = Frame { title: &title, path: "/", offices: Some(&offices), ..Frame::default() };
    Ok(document::render(&ctx, request, &frame, Page::FrontDoor(page)).await)
}

/// `GET /911`, `/fees`, `/about/…`, `/services/…`: the page to read at this address.
///
/// # Errors
/// [`ApiError::NotFound`] when there is none.
pub async fn read(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    kept::serve(&request, || make(&request)).await
}

async fn make(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    page_at(&Ctx::of(request)?, request).await
}

/// The page to read at the path of `ctx`, as a whole document.
pub(super) async fn page_at(ctx: &Ctx, request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let offices = match info::tells_hours(&ctx.path) {
        true => hours::offices(ctx).await,
        false => Offices::of_profile(words.profile, ctx.app.clock.now()),
    };
    let mut page = info::page(&ctx.path, &words, &offices).ok_or(ApiError::NotFound)?;
    own_time::tell(ctx, &mut page).await;
    let title = page.title.clone();
    let frame = Frame { title: &title, path: &ctx.path, offices: Some(&offices), ..Frame::default() };
    Ok(document::render(ctx, request, &frame, Page::Info(page)).await)
}

/// `GET /es`: the address of the Spanish front door ends with a slash.
pub async fn spanish_home() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, "/es/")).finish()
}
