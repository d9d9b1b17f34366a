//! The document of the staff console, which is one application in the browser.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::staff::{Start, Texts};

use crate::domain::sessions::staff::Standing;
use crate::http::api::staff::session::{console_texts, view};
use crate::http::assets::StaticFiles;
use crate::http::session::AnyStaffSession;
use crate::http::{ApiError, Ctx};
use crate::i18n::Value;

#[derive(Template)]
#[template(path = "staff.html")]
struct Console<'a> {
    start: &'a Start,
    /// `start` as JSON that cannot end its script element.
    value: String,
    title: String,
    failed: String,
    no_script: String,
    css: String,
    font: String,
    favicon: String,
    script: String,
}

/// `GET /staff/…`: the same document for every address; the console's router shows the page.
///
/// # Errors
/// [`ApiError::Internal`] when the template fails.
pub async fn console(
    ctx: Ctx,
    files: web::Data<StaticFiles>,
    session: Option<AnyStaffSession>,
) -> Result<HttpResponse, ApiError> {
    let agency = &ctx.app.profile.department.short_name;
    let session = session.filter(|session| session.standing != Standing::Locked);
    let session = session.map(|session| view(&ctx.app, &session.signed_in));
    let start = Start {
        language: session.as_ref().map_or_else(|| ctx.lang.code().to_owned(), |session| session.language.clone()),
        agency: agency.clone(),
        demo: ctx.app.demo,
        texts: if session.is_none() { console_texts(&ctx.app, ctx.lang) } else { Texts::new() },
        session,
    };
    let internal = |error: &dyn std::error::Error| ApiError::Internal(error.to_string());
    let value = serde_json::to_string(&start).map_err(|error| internal(&error))?.replace('<', "\\u003c");
    let console = Console {
        start: &start,
        value,
        title: ctx.app.texts.format(ctx.lang, "staff-console-title", &[("agency", Value::from(agency.as_str()))]),
        failed: ctx.text("staff-start-failed"),
        no_script: ctx.text("staff-no-script"),
        css: files.address("staff.css"),
        font: files.address("fonts/public-sans-latin.woff2"),
        favicon: files.address("favicon.svg"),
        script: files.address("staff.js"),
    };
    let html = console.render().map_err(|error| internal(&error))?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}
