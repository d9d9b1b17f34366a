//! What search engines, phones and other sites read: the head of a public page, the sitemap, robots, the manifest.

mod linked;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde_json::json;
use shared::lang::{LANGS, Lang};
use shared::page::Page;

use super::shell::Frame;
use super::{Voice, info};
use crate::app::App;
use crate::http::assets::StaticFiles;
use crate::http::{ApiError, Ctx};

/// Pages beside those of [`info::PAGES`] that may be found.
const OTHERS: [&str; 3] = ["/", "/fees", "/closures"];

/// Addresses of staff and of machines, and those of people in each language: not for search engines.
const HIDDEN: [&str; 2] = ["/staff", "/api/"];
const PRIVATE: [&str; 4] = ["/requests/", "/k/", "/leave", "/search"];

/// What only a page that may be found has in its head.
pub struct Found {
    /// Its own address, whole.
    pub address: String,
    /// The same page by language, and for everybody else.
    pub languages: Vec<(&'static str, String)>,
    /// The picture that other sites show with a link to it.
    pub image: String,
    /// What the picture shows.
    pub image_text: String,
    /// The language for other sites, as `en_US`, and the other one.
    pub locales: [String; 2],
    /// JSON-LD that cannot end its script element.
    pub linked: Vec<String>,
}

/// What a page says of itself in a sentence; a private one says nothing about its person.
pub fn description(words: &Voice<'_>, frame: &Frame<'_>, page: &Page) -> String {
    match page {
        Page::FrontDoor(page) => page.lead.clone(),
        Page::Info(page) if !page.lead.is_empty() => page.lead.clone(),
        _ => words.with("found-description", &[("page", frame.title.to_owned())]),
    }
}

/// The head of a page that may be found.
pub fn head(ctx: &Ctx, request: &HttpRequest, frame: &Frame<'_>, page: &Page) -> Found {
    let settings = &ctx.app.settings;
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let files = request.app_data::<web::Data<StaticFiles>>();
    let image = files.map(|files| files.address("card.png")).unwrap_or_default();
    let locale = |lang: Lang| lang.code().replace('-', "_");
    Found {
        address: settings.link(&ctx.lang.path(frame.path)),
        languages: languages(&ctx.app, frame.path),
        image: settings.link(&image),
        image_text: words.get("found-image"),
        locales: [locale(ctx.lang), locale(ctx.lang.other())],
        linked: linked::values(&words, &settings.origin(), frame, page),
    }
}

/// A page's address in each language; English for those who read neither.
fn languages(app: &App, path: &str) -> Vec<(&'static str, String)> {
    let address = |lang: Lang| app.settings.link(&lang.path(path));
    let ours = LANGS.into_iter().map(|lang| (lang.code(), address(lang)));
    ours.chain([("x-default", address(Lang::En))]).collect()
}

#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    /// Each page in each language.
    pages: Vec<SitemapPage>,
}

struct SitemapPage {
    address: String,
    languages: Vec<(&'static str, String)>,
}

/// `GET /sitemap.xml` (sitemaps.org 0.9, with the languages of each page).
///
/// # Errors
/// Never of its own.
pub async fn sitemap(ctx: Ctx) -> Result<HttpResponse, ApiError> {
    let paths = OTHERS.iter().chain(info::PAGES);
    let page = |path: &&'static str, lang: Lang| SitemapPage {
        address: ctx.app.settings.link(&lang.path(path)),
        languages: languages(&ctx.app, path),
    };
    let pages = paths.flat_map(|path| LANGS.map(|lang| page(path, lang))).collect();
    let xml = Sitemap { pages }.render().map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(HttpResponse::Ok().content_type("application/xml; charset=utf-8").body(xml))
}

/// `GET /robots.txt` (RFC 9309).
pub async fn robots(ctx: Ctx) -> HttpResponse {
    let hidden = HIDDEN.iter().map(|path| (*path).to_owned());
    let private = LANGS.into_iter().flat_map(|lang| PRIVATE.map(|path| lang.path(path)));
    let lines: String = hidden.chain(private).map(|path| format!("Disallow: {path}\n")).collect();
    let text = format!("User-agent: *\n{lines}\nSitemap: {}\n", ctx.app.settings.link("/sitemap.xml"));
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text)
}

/// `GET /manifest.webmanifest`: how a phone keeps the counter on its first screen.
pub async fn manifest(ctx: Ctx, files: web::Data<StaticFiles>) -> HttpResponse {
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let department = &words.profile.department;
    let icon = |name: &str, sizes: &str, purpose: &str| json!({"src": files.address(name), "sizes": sizes, "type": "image/png", "purpose": purpose});
    let manifest = json!({
        "id": "/",
        "name": department.name,
        "short_name": department.short_name,
        "description": words.get("front-title.lead"),
        "lang": words.lang.code(),
        "start_url": words.path("/"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": department.theme_color.as_str(),
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable.png", "512x512", "maskable"),
            {"src": files.address("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
        "shortcuts": [{"name": words.get("call-title"), "url": words.path("/911")}],
    });
    HttpResponse::Ok().content_type("application/manifest+json").body(manifest.to_string())
}

/// `GET /favicon.ico`: browsers ask for it where no page names an icon.
pub async fn favicon(files: web::Data<StaticFiles>) -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, files.address("favicon.svg"))).finish()
}
