//! Signing in, who is signed in, proving it again, signing out.

use actix_web::{HttpRequest, HttpResponse};
use shared::lang::{LANGS, Lang};
use shared::problem::Problem;
use shared::service::state;
use shared::staff::{ReAuth, ServiceLink, Session, SignIn, TEXT_ARGS, Texts};

use super::{queue, sheets};
use crate::app::{Actor, App};
use crate::documents::{ACCEPT, MAX_FILE_BYTES};
use crate::domain::sessions::staff::{IDLE, SignedIn, Standing};
use crate::domain::staff::password;
use crate::domain::staff::sign_in::{self, Codes};
use crate::domain::{Outcome, Refusal, policy};
use crate::http::session::{AnyStaffSession, set_staff_cookie};
use crate::http::words::{Words, file_size, slug};
use crate::http::{ApiError, Ctx, Json};
use crate::i18n::Value;

type Answer = Result<HttpResponse, ApiError>;

/// The states that the queue can be filtered by, in the order of a case's life.
const STATES: [&str; 10] = [
    state::RECEIVED,
    state::IN_REVIEW,
    state::NEEDS_INFORMATION,
    state::APPROVED,
    state::FEE_DUE,
    state::READY,
    state::RELEASED,
    state::DENIED,
    state::WITHDRAWN,
    state::CLOSED,
];

/// `POST /api/v1/staff/session`: signs in.
///
/// # Errors
/// 401 with the same words for whatever was wrong; 429.
#[utoipa::path(post, path = "/api/v1/staff/session", request_body = SignIn, responses((status = 200, body = Session), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn sign_in(ctx: Ctx, request: HttpRequest, body: Json<SignIn>) -> Answer {
    let SignIn { email, password, totp, recovery_code } = body.value;
    let address = email.clone();
    let hash = ctx.app.read(&Actor::System, move |conn, _| sign_in::password_hash(conn, &address)).await?;
    let fits = password::fits(hash, password).await;
    let (client, codes) = (ctx.network(), Codes { totp, recovery: recovery_code });
    let outcome: Outcome<_> = ctx
        .app
        .write(&Actor::System, move |conn, cx| sign_in::sign_in(conn, cx, &email, &client, fits, &codes))
        .await?;
    let (opened, signed_in) = outcome?.ok_or(ApiError::Credentials)?;
    set_staff_cookie(&request, &ctx, &opened.token);
    Ok(HttpResponse::Ok().json(view(&ctx.app, &signed_in)))
}

/// `GET /api/v1/staff/session`: who is signed in.
///
/// # Errors
/// 401 when nobody is, or the session is locked.
#[utoipa::path(get, path = "/api/v1/staff/session", responses((status = 200, body = Session), (status = 401, body = Problem)))]
pub async fn show(ctx: Ctx, session: AnyStaffSession) -> Answer {
    if session.standing == Standing::Locked {
        return Err(ApiError::Locked);
    }
    Ok(HttpResponse::Ok().json(view(&ctx.app, &session.signed_in)))
}

/// `POST /api/v1/staff/session/reauth`: proves who is there.
///
/// # Errors
/// 401 with the same words for whatever was wrong.
#[utoipa::path(post, path = "/api/v1/staff/session/reauth", request_body = ReAuth, responses((status = 200, body = Session), (status = 401, body = Problem)))]
pub async fn prove(ctx: Ctx, session: AnyStaffSession, body: Json<ReAuth>) -> Answer {
    let ReAuth { password, totp, recovery_code } = body.value;
    let signed_in = session.signed_in;
    let fits = password::fits(Some(signed_in.account.password_hash.clone()), password).await;
    let codes = Codes { totp, recovery: recovery_code };
    let prove = move |conn: &mut _, cx: &_| sign_in::prove(conn, cx, &signed_in, fits, &codes);
    let proved = ctx.app.write(&Actor::System, prove).await?.ok_or(ApiError::Credentials)?;
    Ok(HttpResponse::Ok().json(view(&ctx.app, &proved)))
}

/// `DELETE /api/v1/staff/session`: signs out.
///
/// # Errors
/// 401 when nobody is signed in.
#[utoipa::path(delete, path = "/api/v1/staff/session", responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out(ctx: Ctx, session: AnyStaffSession) -> Answer {
    session.forget(&ctx);
    let hash = session.signed_in.session.token_hash;
    let end = move |conn: &mut _, _: &_| Ok::<_, Refusal>(crate::db::sessions::delete(conn, &hash)?);
    ctx.app.write(&Actor::System, end).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Everything that the console knows of the person and the installation.
pub(in crate::http) fn view(app: &App, signed_in: &SignedIn) -> Session {
    let lang = signed_in.lang();
    let words = Words::new(app, lang);
    let actor = signed_in.actor();
    let (mut sections, paying) = (policy::sections(&actor), policy::payment_sections(&actor));
    sections.extend(paying);
    let seen = app.services.iter().filter(|service| sections.contains(&service.section.code()));
    let role = |code: &&str| words.get(&format!("role-{code}"));
    let codes: Vec<&str> = signed_in.roles.iter().map(|role| role.code()).collect();
    let size = file_size(i64::try_from(MAX_FILE_BYTES).unwrap_or(i64::MAX));
    Session {
        csrf: signed_in.session.csrf.clone(),
        id: actor.id.clone(),
        email: signed_in.account.email.clone(),
        name: actor.name.clone(),
        roles: codes.iter().map(|code| (*code).to_owned()).collect(),
        roles_text: codes.iter().map(role).collect::<Vec<_>>().join(", "),
        language: lang.code().to_owned(),
        agency: app.profile.department.short_name.clone(),
        demo: app.demo,
        must_enrol: signed_in.session.proved_at.is_none(),
        idle_minutes: u32::try_from(IDLE.num_minutes()).unwrap_or_default(),
        time_zone: app.profile.zone.id.name().to_owned(),
        time_zone_text: app.profile.zone.name.get(lang).to_owned(),
        texts: console_texts(app, lang),
        sheets: sheets::rail(&words, &signed_in.roles),
        services: seen
            .map(|service| ServiceLink { kind: service.kind.to_owned(), name: words.get(&slug(service.kind)) })
            .collect(),
        states: STATES.iter().map(|code| ((*code).to_owned(), words.state(code))).collect(),
        languages: LANGS.iter().map(|lang| (lang.code().to_owned(), words.get(&format!("language-{lang}")))).collect(),
        views: queue::views(&words),
        upload_rule: words.format("staff-upload-rule", &[("size", Value::from(size))]),
        upload_accept: ACCEPT.to_owned(),
    }
}

/// The console's words; each variable stands in them as `{name}`, for the console to fill.
pub(in crate::http) fn console_texts(app: &App, lang: Lang) -> Texts {
    let places: Vec<(&str, Value<'_>)> =
        TEXT_ARGS.iter().map(|name| (*name, Value::from(format!("{{{name}}}")))).collect();
    app.texts.of_file(lang, "staff.ftl", &places)
}
