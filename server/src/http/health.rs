//! Whether this copy of the server lives, and whether it can serve.

use actix_web::HttpResponse;

use super::{ApiError, Ctx};

/// `GET /healthz`: the process answers.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// `GET /readyz`: the database is reachable and at this version.
///
/// # Errors
/// [`ApiError::Unavailable`] when it is not.
pub async fn readyz(ctx: Ctx) -> Result<HttpResponse, ApiError> {
    let app = ctx.app.clone();
    let migrated = actix_web::web::block(move || app.db.migrated()).await;
    match migrated.map_err(|_| ApiError::Unavailable("no thread".to_owned()))? {
        Ok(true) => Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n")),
        Ok(false) => Err(ApiError::Unavailable("migrations are pending".to_owned())),
        Err(error) => Err(error.into()),
    }
}
