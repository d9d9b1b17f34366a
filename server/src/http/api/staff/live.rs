//! What the console asks every few seconds: what changed, and who else is there.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use shared::problem::Problem;
use shared::staff::{Changes, ChangesSince, Person, Presence, Seen};

use super::case_view;
use super::cases::{changed_since, visible};
use crate::app::Cx;
use crate::db::{self, Conn, staff as accounts};
use crate::domain::{Outcome, Refusal, presence};
use crate::http::words::Words;
use crate::http::{ApiError, Ctx, Json, Query, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// `GET cases/changes`: which cases moved, and who has which one open.
///
/// # Errors
/// 401 when nobody is signed in; 422 by parameter.
#[utoipa::path(get, path = "/api/v1/staff/cases/changes", params(ChangesSince), responses((status = 200, body = Changes), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn changes(ctx: Ctx, staff: StaffSession, Query(query): Query<ChangesSince>) -> Answer {
    let since = query.since;
    let read = move |conn: &mut Conn, cx: &Cx| -> Outcome<Changes> {
        let news = presence::news(conn, cx, since)?;
        let people = people(conn)?;
        let mut here: BTreeMap<String, Vec<Person>> = BTreeMap::new();
        for (reference, id) in news.here {
            here.entry(reference).or_default().extend(people.get(&id).cloned());
        }
        let next = u64::try_from(cx.now.timestamp_millis()).unwrap_or_default();
        Ok(Changes { next, changed: news.changed.into_iter().collect(), here })
    };
    Ok(HttpResponse::Ok().json(ctx.app.read(&staff.as_actor(), read).await?))
}

/// `POST cases/{reference}/presence`: the case stands open on a screen; says what happened since, and who else is there.
///
/// # Errors
/// 404 for a case outside the person's scope.
#[utoipa::path(post, path = "/api/v1/staff/cases/{reference}/presence", params(("reference" = String, Path)), request_body = Seen, responses((status = 200, body = Presence), (status = 404, body = Problem)))]
pub async fn enter(ctx: Ctx, staff: StaffSession, reference: web::Path<String>, body: Json<Seen>) -> Answer {
    let (actor, words) = (staff.as_actor(), Words::new(&ctx.app, staff.lang));
    let session = staff.signed_in.session.token_hash;
    let note = || {
        let (session, reference) = (session.clone(), reference.clone());
        ctx.app.write(&actor, move |conn, cx| {
            let case = visible(conn, cx, &reference)?;
            let here = presence::note(conn, cx, &session, &case)?;
            Ok::<_, Refusal>((case, here))
        })
    };
    let (case, here) = match note().await {
        // Another tab of this browser opened it at the same moment. Its row is there now.
        Err(Refusal::Storage(db::Error::Conflict(_))) => note().await?,
        noted => noted?,
    };
    let seen = body.value.version;
    let read = move |conn: &mut Conn, cx: &Cx| -> Outcome<Presence> {
        let changed = if case.head_seq > seen {
            changed_since(&case_view::load(conn, cx, &words, &case)?, seen)
        } else {
            Vec::new()
        };
        let people = if here.is_empty() { BTreeMap::new() } else { people(conn)? };
        let here = here.iter().filter_map(|id| people.get(id).cloned()).collect();
        Ok(Presence { version: case.head_seq, here, changed })
    };
    Ok(HttpResponse::Ok().json(ctx.app.read(&actor, read).await?))
}

/// `DELETE cases/{reference}/presence`: the case was left.
///
/// # Errors
/// 404 for a case outside the person's scope.
#[utoipa::path(delete, path = "/api/v1/staff/cases/{reference}/presence", params(("reference" = String, Path)), responses((status = 204), (status = 404, body = Problem)))]
pub async fn leave(ctx: Ctx, staff: StaffSession, reference: web::Path<String>) -> Answer {
    let actor = staff.as_actor();
    let session = staff.signed_in.session.token_hash;
    let left = ctx.app.write(&actor, move |conn, cx| {
        let case = visible(conn, cx, &reference)?;
        Ok::<_, Refusal>(db::presence::leave(conn, &session, &case.id)?)
    });
    left.await?;
    Ok(HttpResponse::NoContent().finish())
}

fn people(conn: &mut Conn) -> Outcome<BTreeMap<String, Person>> {
    let names = accounts::names(conn)?.into_iter();
    Ok(names.map(|(id, name)| (id.clone(), case_view::person_view(&id, &name))).collect())
}
