//! `/service-worker.js`: what keeps the pages for an emergency on the device, so that they open without a connection.

use actix_web::body::to_bytes;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;
use shared::lang::LANGS;

use super::info::EMERGENCY;
use super::{kept, reading};
use crate::http::assets::StaticFiles;
use crate::http::{ApiError, Ctx};
use crate::secrets::{hex, sha256};

/// The worker's text, but for the edition that goes before it.
const WORKER: &str = include_str!("../../../../public/service-worker.js");

/// The static files that the pages for an emergency need.
const FILES: [&str; 6] =
    ["public.css", "loader.js", "practice.js", "icons.svg", "favicon.svg", "fonts/public-sans-latin.woff2"];

/// `GET /service-worker.js`: the worker, with the edition it keeps. The edition's version is the hash of the pages as
/// they are sent, so that every copy of this program tells the same one, and a change of a word, a number or a file
/// another one.
///
/// # Errors
/// [`ApiError::Internal`] when a page cannot be made.
pub async fn worker(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    kept::serve(&request, || make(&request)).await
}

async fn make(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let ctx = Ctx::of(request)?;
    let (mut pages, mut sent) = (Vec::new(), Vec::new());
    for lang in LANGS {
        for path in EMERGENCY {
            let page = reading::page_at(&Ctx { lang, path: path.to_owned(), ..ctx.clone() }, request).await?;
            let html = to_bytes(page.into_body()).await.map_err(|error| ApiError::Internal(error.to_string()))?;
            pages.push(lang.path(path));
            sent.push(html);
        }
    }
    let files = request.app_data::<web::Data<StaticFiles>>();
    let files: Vec<String> = files.into_iter().flat_map(|files| FILES.map(|name| files.address(name))).collect();
    let parts: Vec<&[u8]> = sent.iter().map(AsRef::as_ref).chain(files.iter().map(String::as_bytes)).collect();
    // A file that was not built has no address.
    let files: Vec<&String> = files.iter().filter(|address| !address.is_empty()).collect();
    let edition = json!({ "version": hex(&sha256(&parts)), "pages": pages, "files": files });
    Ok(HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(format!("const EDITION = {edition};\n{WORKER}")))
}
