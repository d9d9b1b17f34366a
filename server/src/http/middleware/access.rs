//! The request's id, and its line in the log. The line has the route's pattern, never an address, which may hold a
//! reference, a key or a search.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use tracing::Instrument;

use crate::app::App;
use crate::http::extract::RequestId;
use crate::http::pages::kept::KeptRoute;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request, and logs it when it is answered.
///
/// # Errors
/// Never of its own.
pub async fn access(
    app: web::Data<App>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let began = app.clock.now();
    if request.method() == Method::HEAD {
        // Routes know GET alone; the protocol's side remembers what was asked and leaves the body out.
        request.head_mut().method = Method::GET;
    }
    let id = app.random.id(began);
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", request.id = %id);
    let mut response = next.call(request).instrument(span.clone()).await?;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    let _entered = span.entered();
    let kept = response.request().extensions().get::<KeptRoute>().cloned();
    let looked_for = if kept.is_none() { response.request().match_pattern() } else { None };
    let route = kept.as_ref().map(|kept| &*kept.0).or(looked_for.as_deref());
    let (status, took) = (response.status().as_u16(), app.clock.now() - began);
    app.metrics().answered(response.request().method().as_str(), route, status, took);
    tracing::info!(
        request.method = %response.request().method(),
        request.route = route.unwrap_or("none"),
        response.status = status,
        duration_ms = took.num_milliseconds(),
        "request answered"
    );
    Ok(response)
}
