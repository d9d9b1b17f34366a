//! Addresses in which no text can be found.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

use crate::http::ApiError;

/// Refuses a path, and a query of the API, with a NUL in it: no text of ours has one, and PostgreSQL takes it for an
/// error. Queries of pages are looked up in no database.
///
/// # Errors
/// Never: the refusal is a response.
pub async fn address(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let query = if request.path().starts_with("/api/") { request.query_string() } else { "" };
    if [request.uri().path(), query].iter().any(|part| part.contains("%00")) {
        return Ok(request.error_response(ApiError::Malformed(None)).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}
