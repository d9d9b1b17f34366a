//! Text that is whole in memory travels compressed.

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::Next;

use crate::http::encoding::{Coding, compress_once};
use crate::http::extract::header_text;

/// Bytes below which compressing gains nothing: the answer fits into one packet.
const SMALL: usize = 1024;

/// Compresses pages and JSON. What is compressed already and what is streamed goes as it is.
///
/// `actix_web::middleware::Compress` hands each page to a thread that may block, at a level that costs more than
/// making the page did: twice the time, and memory for every such thread.
///
/// # Errors
/// Never of its own.
pub async fn compress(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let coding = Coding::quickest(request.headers());
    let response = next.call(request).await?.map_into_boxed_body();
    if !is_text(response.headers()) || response.headers().contains_key(header::CONTENT_ENCODING) {
        return Ok(response);
    }
    let (request, response) = response.into_parts();
    let (mut response, body) = response.into_parts();
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let body = match body.try_into_bytes() {
        Ok(plain) if coding != Coding::Identity && plain.len() >= SMALL => {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
            BoxBody::new(compress_once(coding, &plain))
        }
        Ok(plain) => BoxBody::new(plain),
        Err(stream) => stream,
    };
    Ok(ServiceResponse::new(request, response.set_body(body)))
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = header_text(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
    kind.starts_with("text/") || kind.contains("json") || kind.contains("xml")
}
