//! Writes come from our own pages, or from a script that holds an access key.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use actix_web::middleware::Next;
use actix_web::{Error, web};

use crate::app::App;
use crate::http::ApiError;
use crate::http::extract::{bearer, header_text};

/// Refuses a write from elsewhere with 403.
///
/// # Errors
/// Never: the refusal is a response.
pub async fn origin(
    app: web::Data<App>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_ours(request.headers(), &app.settings.origin()) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    Ok(request.error_response(ApiError::Origin).map_into_right_body())
}

/// `Sec-Fetch-Site: same-origin` or `none`, or else our own `Origin`; a bearer key needs neither, since
/// no browser sends it by itself.
fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    matches!(header_text(headers, "sec-fetch-site"), Some("same-origin" | "none"))
        || header_text(headers, "origin") == Some(origin)
        || bearer(headers).is_some()
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers =
            pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_ours(&headers.collect(), "https://counter.example.test")
    }

    #[test]
    fn only_our_pages_and_key_holders_write() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("sec-fetch-site", "none")]));
        assert!(ours(&[("origin", "https://counter.example.test")]));
        assert!(ours(&[("authorization", "Bearer abc")]));
        assert!(!ours(&[]));
        assert!(!ours(&[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example.test")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("origin", "null")]));
        assert!(!ours(&[("origin", "https://counter.example.test.evil.example.test")]));
        assert!(!ours(&[("authorization", "Basic abc")]));
        assert!(!ours(&[("authorization", "Bearer ")]));
    }
}
