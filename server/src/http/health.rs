//! Whether this copy of the server lives, and whether it can serve.

use actix_web::HttpResponse;

use super::{ApiError, Ctx};
use crate::app::{Actor, Cx};
use crate::db::{self, Conn, settings};

/// The name under which a probe leaves its moment.
const PROBE: &str = "ready_at";

/// `GET /healthz`: the process answers, whatever its database does.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// `GET /readyz`: the database is at this version and keeps what is written to it, which one that is read-only, locked
/// or full does not.
///
/// # Errors
/// [`ApiError::Unavailable`] when it does not.
pub async fn readyz(ctx: Ctx) -> Result<HttpResponse, ApiError> {
    match ctx.app.write(&Actor::System, probe).await? {
        true => Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n")),
        false => Err(ApiError::Unavailable("migrations are pending".to_owned())),
    }
}

fn probe(conn: &mut Conn, cx: &Cx) -> db::Result<bool> {
    let migrated = db::migrated(conn)?;
    if migrated {
        settings::replace(conn, PROBE, &cx.now.to_rfc3339())?;
    }
    Ok(migrated)
}
