//! The measure for `cargo xtask bench`: one page, served by handlers without middleware that do nothing else.

use actix_web::http::header;
use actix_web::{App, HttpResponse, HttpServer, web};
use bytes::Bytes;

use super::encoding::{Coding, compress_once, compress_to_keep};

const HTML: (header::HeaderName, &str) = (header::CONTENT_TYPE, "text/html; charset=utf-8");

/// Serves `page` at `/plain`, at `/kept` in the form that is kept, and at `/compressing` compressed for each request.
///
/// # Errors
/// When the port is taken.
pub async fn serve(bind: std::net::SocketAddr, page: Vec<u8>) -> std::io::Result<()> {
    let kept = Bytes::from(compress_to_keep(Coding::Brotli, &page));
    let page = Bytes::from(page);
    HttpServer::new(move || {
        let (plain, kept, compressing) = (page.clone(), kept.clone(), page.clone());
        let answer = |coding: Coding, body: Bytes| {
            HttpResponse::Ok().insert_header(HTML).insert_header((header::CONTENT_ENCODING, coding.name())).body(body)
        };
        let plain = move || std::future::ready(answer(Coding::Identity, plain.clone()));
        let kept = move || std::future::ready(answer(Coding::Brotli, kept.clone()));
        let compressing =
            move || std::future::ready(answer(Coding::Gzip, compress_once(Coding::Gzip, &compressing).into()));
        App::new()
            .route("/plain", web::get().to(plain))
            .route("/kept", web::get().to(kept))
            .route("/compressing", web::get().to(compressing))
    })
    .bind(bind)?
    .run()
    .await
}
