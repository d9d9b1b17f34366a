//! `?lang=es` and `?lang=en` on a public page lead to the same page in that language.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};
use shared::lang::Lang;
use url::form_urlencoded;

/// Redirects to the address without `lang`.
///
/// # Errors
/// Never: the redirect is a response.
pub async fn language(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match target(request.path(), request.query_string()).filter(|_| reads) {
        None => Ok(next.call(request).await?.map_into_left_body()),
        Some(address) => {
            let redirect = HttpResponse::Found().insert_header((header::LOCATION, address)).finish();
            Ok(request.into_response(redirect).map_into_right_body())
        }
    }
}

fn target(path: &str, query: &str) -> Option<String> {
    if ["/api/", "/static/", "/staff"].iter().any(|own| path.starts_with(own)) {
        return None;
    }
    let pairs = || form_urlencoded::parse(query.as_bytes());
    let lang = pairs().find(|(name, _)| name == "lang").and_then(|(_, code)| Lang::from_code(&code))?;
    // Never `//host`: the address must stay on this site.
    let plain = format!("/{}", Lang::split_path(path).1.trim_start_matches('/'));
    let rest = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs().filter(|(name, _)| name != "lang"))
        .finish();
    let query = if rest.is_empty() { rest } else { format!("?{rest}") };
    Some(format!("{}{query}", lang.path(&plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_is_named_in_the_other_language() {
        let to = |path, query| target(path, query).unwrap();
        assert_eq!(to("/fees", "lang=es"), "/es/fees");
        assert_eq!(to("/es/fees", "lang=en"), "/fees");
        assert_eq!(to("/es/", "lang=es"), "/es/");
        assert_eq!(to("/es", "lang=en-US"), "/");
        assert_eq!(to("/find", "a=1&lang=es&b=%26"), "/es/find?a=1&b=%26");
        assert_eq!(to("//evil.example.test", "lang=en"), "/evil.example.test");
    }

    #[test]
    fn what_is_no_public_page_or_no_language_is_left_alone() {
        assert_eq!(target("/fees", "lang=fr"), None);
        assert_eq!(target("/fees", ""), None);
        assert_eq!(target("/api/v1/x", "lang=es"), None);
        assert_eq!(target("/staff/cases", "lang=es"), None);
    }
}
