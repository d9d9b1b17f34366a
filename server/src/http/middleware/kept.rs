//! Pages that are the same for everyone are answered before a route is looked for.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};

use crate::app::App;
use crate::http::pages::kept::Kept;

/// Answers with the kept page of this address, if there is one. What stands behind a `?` is for the handlers.
///
/// # Errors
/// Never of its own.
pub async fn kept(
    app: web::Data<App>,
    kept: web::Data<Kept>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let plain = *request.method() == Method::GET && request.query_string().is_empty();
    let found = plain.then(|| kept.fresh(&app, request.path(), request.headers())).flatten();
    match found {
        Some((answer, route)) => {
            request.extensions_mut().insert(route);
            Ok(request.into_response(answer))
        }
        None => Ok(next.call(request).await?.map_into_boxed_body()),
    }
}
