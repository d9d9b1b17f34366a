//! The HTML document around a page that Yew rendered.

use std::panic::AssertUnwindSafe;
use std::rc::Rc;

use ::web::public::{PageProps, PageView};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use futures_util::FutureExt;
use shared::page::{Mount, Page, Shell};
use yew::LocalServerRenderer;

use super::Voice;
use super::found::{self, Found};
use super::info::EMERGENCY;
use super::shell::{Frame, shell};
use crate::http::assets::StaticFiles;
use crate::http::{ApiError, Ctx};

#[derive(Template)]
#[template(path = "document.html")]
struct Document<'a> {
    shell: &'a Shell,
    /// The page's own title, without the department.
    title: &'a str,
    /// The page in a sentence.
    description: &'a str,
    theme_color: &'a str,
    /// None: not for search engines.
    found: Option<&'a Found>,
    /// Whether the words are shown before the style is there: a browser shows nothing below a style that it waits for.
    style_last: bool,
    /// What Yew rendered; empty when it failed.
    body: &'a str,
    /// What the browser takes over, as JSON that cannot end its script element.
    mount: Option<&'a str>,
    failed_title: &'a str,
    failed_text: &'a str,
}

/// A page as a whole document. Pages for search engines may be kept and are asked for anew; all others are not kept.
pub async fn render(ctx: &Ctx, request: &HttpRequest, frame: &Frame<'_>, page: Page) -> HttpResponse {
    let shell = Rc::new(shell_of(ctx, request, frame));
    let caching = if shell.noindex { "no-store" } else { "no-cache" };
    let found = (!shell.noindex).then(|| found::head(ctx, request, frame, &page));
    respond(ctx, &shell, frame, page, found, caching).await
}

/// A page that is never kept, whatever its frame says: an error.
pub async fn render_private(ctx: &Ctx, request: &HttpRequest, frame: &Frame<'_>, page: Page) -> HttpResponse {
    let shell = Rc::new(Shell { noindex: true, ..shell_of(ctx, request, frame) });
    respond(ctx, &shell, frame, page, None, "no-store").await
}

fn shell_of(ctx: &Ctx, request: &HttpRequest, frame: &Frame<'_>) -> Shell {
    let voice = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let files = request.app_data::<web::Data<StaticFiles>>();
    shell(&ctx.app, &voice, files.map(|files| files.addresses()).unwrap_or_default(), frame)
}

async fn respond(
    ctx: &Ctx,
    shell: &Rc<Shell>,
    frame: &Frame<'_>,
    page: Page,
    found: Option<Found>,
    caching: &'static str,
) -> HttpResponse {
    let voice = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let description = found::description(&voice, frame, &page);
    let mount = Mount::new(shell, &page).and_then(|mount| mount.to_script_text().ok());
    let props = PageProps { shell: Rc::clone(shell), page };
    // Never hydrated: the browser mounts its part anew, so the marks of hydration would be dead weight.
    // On this thread: to hand a page over to one of Yew's own and back costs more than rendering it.
    let rendering = LocalServerRenderer::<PageView>::with_props(props).hydratable(false).render();
    let body = AssertUnwindSafe(rendering).catch_unwind().await.unwrap_or_default();
    if body.is_empty() {
        // A component panicked; the panic itself is logged by the hook.
        tracing::error!("a page was not rendered");
    }
    let document = Document {
        shell,
        title: frame.title,
        description: &description,
        theme_color: voice.profile.department.theme_color.as_str(),
        found: found.as_ref(),
        style_last: EMERGENCY.contains(&frame.path),
        body: &body,
        mount: mount.as_deref().filter(|_| !body.is_empty()),
        failed_title: &ctx.text("error-internal"),
        failed_text: &ctx.text("error-page"),
    };
    let mut response = match document.render() {
        Ok(html) => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html),
        Err(error) => return HttpResponse::from_error(ApiError::Internal(error.to_string())),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static(caching));
    if shell.noindex {
        headers.insert(header::HeaderName::from_static("x-robots-tag"), header::HeaderValue::from_static("noindex"));
    }
    response
}
