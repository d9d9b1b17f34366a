//! "Leave this page now".

use actix_web::HttpResponse;
use actix_web::http::header;

use crate::app::Actor;
use crate::domain::drafts;
use crate::http::{ApiError, Ctx, Visitor};

/// `GET /leave`: ends the visitor's session, clears what they wrote, and leads to a site that tells nobody anything.
///
/// # Errors
/// None that a person in a hurry would see: what could not be cleared is logged, and swept later.
pub async fn leave(ctx: Ctx, mut visitor: Visitor) -> HttpResponse {
    if let Err(error) = forget(&ctx, &mut visitor).await {
        tracing::error!(%error, "a session that was left could not be cleared");
    }
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, ctx.app.profile.links.leave.as_str()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Where the browser knows how, Back finds nothing.
        .insert_header(("clear-site-data", "\"cache\", \"storage\""))
        .finish()
}

async fn forget(ctx: &Ctx, visitor: &mut Visitor) -> Result<(), ApiError> {
    if let Some(session) = visitor.session().map(<[u8]>::to_vec) {
        ctx.app.write(&Actor::Visitor, move |conn, cx| drafts::clear(conn, cx, &session)).await?;
    }
    visitor.end(ctx).await
}
