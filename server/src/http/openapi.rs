//! The description of the API, made from the code.

use actix_web::HttpResponse;
use utoipa::OpenApi;

/// The operations that scripts and the console may rely on.
#[derive(OpenApi)]
#[openapi(info(
    title = "Front Counter",
    description = "The public counter of a police department, and its staff console."
))]
struct Description;

/// The description as JSON, the same on every build of the same code.
#[must_use]
pub fn document() -> String {
    Description::openapi().to_pretty_json().unwrap_or_default()
}

/// `GET /api/openapi.json`: the description.
pub async fn serve() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").insert_header(("cache-control", "no-cache")).body(document())
}
