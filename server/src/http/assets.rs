//! The static files: built by `cargo xtask`, held in memory, each under a name that changes with its content.

use std::borrow::Cow;
use std::collections::BTreeMap;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use rust_embed::RustEmbed;
use shared::page::Assets;

use super::ApiError;
use super::encoding::Coding;

/// Inside the binary when it is built for release; read from disk, once at start, when it is not.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/public"]
#[allow_missing = true]
struct Built;

/// A year: the name changes when the content does.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// A file with its compressed forms.
#[derive(Debug)]
struct File {
    media_type: HeaderValue,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// Every static file, by the name under which it is served.
#[derive(Debug, Default)]
pub struct StaticFiles {
    files: BTreeMap<String, File>,
    /// Logical name, as `public.css`, to the name under which the file is served.
    manifest: BTreeMap<String, String>,
}

impl StaticFiles {
    /// Reads the files. Without a build there are none, and pages come without style.
    #[must_use]
    pub fn load() -> Self {
        let read = |name: &str| {
            Built::get(name).map(|file| match file.data {
                // Inside the binary they stand in memory once already.
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            })
        };
        let manifest = read("manifest.json").and_then(|json| serde_json::from_slice(&json).ok());
        let manifest: BTreeMap<String, String> = manifest.unwrap_or_default();
        let file = |name: &String| {
            let plain = read(name)?;
            let (brotli, gzip) = (read(&format!("{name}.br")), read(&format!("{name}.gz")));
            Some((name.clone(), File { media_type: media_type(name), plain, brotli, gzip }))
        };
        let files = manifest.values().filter_map(file).collect();
        Self { files, manifest }
    }

    /// The address of a file by its logical name; empty when it was not built.
    #[must_use]
    pub fn address(&self, name: &str) -> String {
        self.manifest.get(name).map(|hashed| format!("/static/{hashed}")).unwrap_or_default()
    }

    /// The addresses that a public page needs.
    #[must_use]
    pub fn addresses(&self) -> Assets {
        Assets {
            css: self.address("public.css"),
            loader: self.address("loader.js"),
            js: self.address("public.js"),
            wasm: self.address("public.wasm"),
            icons: self.address("icons.svg"),
            font: self.address("fonts/public-sans-latin.woff2"),
            favicon: self.address("favicon.svg"),
            touch_icon: self.address("touch-icon.png"),
        }
    }
}

fn media_type(name: &str) -> HeaderValue {
    let guessed = match name.rsplit_once('.') {
        Some((_, "js")) => "text/javascript; charset=utf-8".to_owned(),
        Some((_, "css")) => "text/css; charset=utf-8".to_owned(),
        _ => mime_guess::from_path(name).first_or_octet_stream().to_string(),
    };
    HeaderValue::from_str(&guessed).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// `GET /static/{name}`: the file in the smallest form that the browser takes.
///
/// # Errors
/// [`ApiError::NotFound`].
pub async fn serve(
    name: web::Path<String>,
    files: web::Data<StaticFiles>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let file = files.files.get(name.as_str()).ok_or(ApiError::NotFound)?;
    let (coding, body) = match (Coding::smallest(request.headers()), &file.brotli, &file.gzip) {
        (Coding::Brotli, Some(brotli), _) => (Coding::Brotli, brotli),
        (Coding::Gzip, _, Some(gzip)) => (Coding::Gzip, gzip),
        // Named, so that nothing compresses the file once more.
        _ => (Coding::Identity, &file.plain),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type.clone()))
        .insert_header((header::CONTENT_ENCODING, coding.name()))
        .insert_header((header::VARY, "accept-encoding"))
        .insert_header((header::CACHE_CONTROL, IMMUTABLE))
        .body(body.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_say_their_charset() {
        assert_eq!(media_type("loader-1.js"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("public-1.wasm"), "application/wasm");
        assert_eq!(media_type("fonts/a.woff2"), "font/woff2");
    }
}
