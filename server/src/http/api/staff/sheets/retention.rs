//! The retention sheet: what is proposed for destruction, legal holds, and the schedule.

mod page;

use actix_web::{HttpResponse, web};
use shared::form::Fault;
use shared::problem::Problem;
use shared::service::Block;
use shared::staff::Sheet;

use self::page::sheet;
use super::admin::{Answers, deed, said};
use super::{Filters, answer};
use crate::app::Cx;
use crate::db::Conn;
use crate::db::cases::Case;
use crate::domain::retention::{self, What};
use crate::domain::{Outcome, Refusal};
use crate::http::answers::only;
use crate::http::api::staff::audit::whole;
use crate::http::words::Words;
use crate::http::{ApiError, Ctx, Json, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// The prefix of the texts of faults.
const FIELD: &str = "retention";

/// `GET sheets/retention`: proposals of the person's sections, holds, the schedule.
///
/// # Errors
/// 403 for whoever sees no cases and keeps no schedule.
#[utoipa::path(get, path = "/api/v1/staff/sheets/retention", params(("reference" = Option<String>, Query)), responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let reference = filters.get("reference").cloned().unwrap_or_default();
    let load = move |conn: &mut Conn, cx: &Cx| sheet(conn, cx, &words, &reference, None);
    answer(&ctx.app.read(&staff.as_actor(), load).await?, &filters)
}

/// `POST sheets/retention/proposals`: proposes a case whose period is over.
///
/// # Errors
/// 422 on `reference`, or with what stands in the way.
#[utoipa::path(post, path = "/api/v1/staff/sheets/retention/proposals", request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn propose(ctx: Ctx, staff: StaffSession, body: Json<Answers>) -> Answer {
    only(&body.value, &["reference", "what"])?;
    deed(&ctx, &staff, FIELD, body.value, after, |conn, cx, words, answers| {
        let case = named(conn, cx, answers)?;
        let what = What::parse(said(answers, "what")).ok_or_else(|| fault("what", "choice"))?;
        retention::propose(conn, cx, &case, what)?;
        Ok(done(words, "proposed", &case))
    })
    .await
}

/// `POST sheets/retention/proposals/{proposal}/approve`: destroys what was proposed.
///
/// # Errors
/// 403 for the proposer, for anybody who does not supervise the section, and without a fresh proof; 422 with what came
/// in between.
#[utoipa::path(post, path = "/api/v1/staff/sheets/retention/proposals/{proposal}/approve", params(("proposal" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn approve(ctx: Ctx, staff: StaffSession, proposal: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &[])?;
    deed(&ctx, &staff, FIELD, body.value, after, move |conn, cx, words, _| {
        let case = retention::approve(conn, cx, &proposal)?;
        Ok(done(words, "destroyed", &case))
    })
    .await
}

/// `POST sheets/retention/proposals/approve`: destroys everything of `proposals`, ids joined by commas. What a hold or
/// anything else came in between of is left as it was.
///
/// # Errors
/// 403 for the proposer of one of them, for anybody who does not supervise its section, and without a fresh proof.
#[utoipa::path(post, path = "/api/v1/staff/sheets/retention/proposals/approve", request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn approve_all(ctx: Ctx, staff: StaffSession, body: Json<Answers>) -> Answer {
    only(&body.value, &["proposals"])?;
    deed(&ctx, &staff, FIELD, body.value, after, |conn, cx, words, answers| {
        let (mut count, mut left) = (0_i64, 0_i64);
        for proposal in said(answers, "proposals").split(',').filter(|id| !id.is_empty()) {
            match retention::approve(conn, cx, proposal) {
                Ok(_) => count += 1,
                Err(Refusal::NotFound | Refusal::Blocked(Block::Gate(_))) => left += 1,
                Err(other) => return Err(other),
            }
        }
        Ok(words.format("retention-done-destroyed-shown", &[("count", count.into()), ("left", left.into())]))
    })
    .await
}

/// `POST sheets/retention/proposals/{proposal}/refuse`: keeps what was proposed.
///
/// # Errors
/// As approving; 422 on `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/retention/proposals/{proposal}/refuse", params(("proposal" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn refuse(ctx: Ctx, staff: StaffSession, proposal: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &["reason"])?;
    deed(&ctx, &staff, FIELD, body.value, after, move |conn, cx, words, answers| {
        let case = retention::refuse(conn, cx, &proposal, said(answers, "reason"))?;
        Ok(done(words, "kept", &case))
    })
    .await
}

/// `POST sheets/retention/holds`: places a legal hold.
///
/// # Errors
/// 403 for anybody who does not supervise the section; 422 on `reference`, `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/retention/holds", request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn hold(ctx: Ctx, staff: StaffSession, body: Json<Answers>) -> Answer {
    only(&body.value, &["reference", "reason"])?;
    deed(&ctx, &staff, FIELD, body.value, after, |conn, cx, words, answers| {
        let case = named(conn, cx, answers)?;
        retention::place(conn, cx, &case, said(answers, "reason"))?;
        Ok(done(words, "held", &case))
    })
    .await
}

/// `POST sheets/retention/holds/{hold}/lift`: lifts a legal hold of the case `reference`.
///
/// # Errors
/// As placing it; 404 when it was lifted.
#[utoipa::path(post, path = "/api/v1/staff/sheets/retention/holds/{hold}/lift", params(("hold" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn lift(ctx: Ctx, staff: StaffSession, hold: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &["reference", "reason"])?;
    deed(&ctx, &staff, FIELD, body.value, after, move |conn, cx, words, answers| {
        let case = named(conn, cx, answers)?;
        retention::lift(conn, cx, &case, &hold, said(answers, "reason"))?;
        Ok(done(words, "lifted", &case))
    })
    .await
}

/// `POST sheets/retention/schedule`: changes a period.
///
/// # Errors
/// 403 for anybody but supervisors and administrators, and without a fresh proof; 422 by field.
#[utoipa::path(post, path = "/api/v1/staff/sheets/retention/schedule", request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn change(ctx: Ctx, staff: StaffSession, body: Json<Answers>) -> Answer {
    only(&body.value, &["service", "what", "days", "citation", "reason"])?;
    deed(&ctx, &staff, FIELD, body.value, after, |conn, cx, words, answers| {
        let told = |name| said(answers, name);
        retention::change(conn, cx, told("service"), told("what"), told("days"), told("citation"), told("reason"))?;
        Ok(words.get("retention-done-changed"))
    })
    .await
}

fn after(conn: &mut Conn, cx: &Cx, words: &Words, done: String) -> Outcome<Sheet> {
    sheet(conn, cx, words, "", Some(done))
}

/// The case that a form names.
fn named(conn: &mut Conn, cx: &Cx, answers: &Answers) -> Outcome<Case> {
    whole(conn, cx, said(answers, "reference")).map_err(|refusal| match refusal {
        Refusal::NotFound => fault("reference", "reference"),
        other => other,
    })
}

fn fault(field: &str, code: &str) -> Refusal {
    Refusal::Invalid(vec![Fault::new(field, code)])
}

fn done(words: &Words, what: &str, case: &Case) -> String {
    words.format(&format!("retention-done-{what}"), &[("reference", case.reference.as_str().into())])
}
