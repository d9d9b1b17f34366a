//! The accounts of staff: the list, and one account with everything that may be done to it.

mod account;

use actix_web::{HttpResponse, web};
use shared::lang::{LANGS, Lang};
use shared::problem::Problem;
use shared::service::Role;
use shared::staff::{ActionField, Control, Sheet, SheetSection, Table, TableCell, Tile, Urgency};

use super::admin::Answers;
use super::admin::{FIELD, columns, field, file, form, link, moment, option, row, said, why};
use super::{Filters, answer};
use crate::app::Cx;
use crate::db::Conn;
use crate::db::staff::{self, Account};
use crate::domain::Outcome;
use crate::domain::administration::{invalid, may_read};
use crate::domain::staff::accounts::{self, NewAccount};
use crate::http::answers::only;
use crate::http::words::Words;
use crate::http::{ApiError, Ctx, Json, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// The name of the list's sheet.
const SHEET: &str = "admin/accounts";

/// `GET sheets/admin/accounts`: every account.
///
/// # Errors
/// 403 for anybody but an administrator.
#[utoipa::path(get, path = "/api/v1/staff/sheets/admin/accounts", params(("csv" = Option<String>, Query)), responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn list(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let sheet = ctx.app.read(&staff.as_actor(), move |conn, cx| list_sheet(conn, cx, &words)).await?;
    answer(&sheet, &filters)
}

/// What may be said of an account, whatever is done with it.
const ACCOUNT: &[&str] = &["email", "name", "title", "language", "roles", "reason", "version"];

/// `POST sheets/admin/accounts`: opens an account. The answer tells its first password, once.
///
/// # Errors
/// 403 for anybody but an administrator, and without a fresh proof; 422 by field.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/accounts", request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn add(ctx: Ctx, staff: StaffSession, body: Json<Answers>) -> Answer {
    only(&body.value, ACCOUNT)?;
    let words = Words::new(&ctx.app, staff.lang);
    let work = move |conn: &mut Conn, cx: &Cx| {
        may_read(cx)?;
        let new = typed(&body.value)?;
        let password = accounts::add(conn, cx, &new)?;
        let id = accounts::id_of(conn, &new.email)?;
        let done = words.format("admin-done-add", &[("name", new.name.as_str().into())]);
        account::sheet(conn, cx, &words, &id, Some(done), Some(&password))
    };
    changed(ctx.app.write(&staff.as_actor(), work).await)
}

/// `GET sheets/admin/accounts/{account}`: one account with its history.
///
/// # Errors
/// 403 for anybody but an administrator; 404.
#[utoipa::path(get, path = "/api/v1/staff/sheets/admin/accounts/{account}", params(("account" = String, Path)), responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, id: web::Path<String>, filters: web::Query<Filters>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let load = move |conn: &mut Conn, cx: &Cx| account::sheet(conn, cx, &words, &id, None, None);
    let sheet = ctx.app.read(&staff.as_actor(), load).await?;
    answer(&sheet, &filters)
}

/// `POST sheets/admin/accounts/{account}/change`: name, title, address, language and roles.
///
/// # Errors
/// 409 when somebody changed it meanwhile; 422 by field, and when no administrator would be left.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/accounts/{account}/change", params(("account" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn change(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, ACCOUNT)?;
    let seen = said(&body.value, "version").parse().unwrap_or(-1);
    deed(&ctx, &staff, id.into_inner(), &body.value, "admin-done-change", move |conn, cx, id, answers| {
        may_read(cx)?;
        accounts::change(conn, cx, id, seen, &typed(answers)?, said(answers, "reason")).map(|()| None)
    })
    .await
}

/// `POST sheets/admin/accounts/{account}/reset-mfa`: takes the second factor away. The answer tells the new password,
/// once.
///
/// # Errors
/// 422 on `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/accounts/{account}/reset-mfa", params(("account" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn reset_mfa(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, ACCOUNT)?;
    deed(&ctx, &staff, id.into_inner(), &body.value, "admin-done-reset-mfa", |conn, cx, id, answers| {
        accounts::reset_mfa(conn, cx, id, said(answers, "reason")).map(Some)
    })
    .await
}

/// `POST sheets/admin/accounts/{account}/disable`.
///
/// # Errors
/// 422 on `reason`, and when no administrator would be left.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/accounts/{account}/disable", params(("account" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn disable(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, ACCOUNT)?;
    deed(&ctx, &staff, id.into_inner(), &body.value, "admin-done-disable", |conn, cx, id, answers| {
        accounts::disable(conn, cx, id, said(answers, "reason")).map(|()| None)
    })
    .await
}

/// `POST sheets/admin/accounts/{account}/enable`.
///
/// # Errors
/// 422 on `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/accounts/{account}/enable", params(("account" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn enable(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, ACCOUNT)?;
    deed(&ctx, &staff, id.into_inner(), &body.value, "admin-done-enable", |conn, cx, id, answers| {
        accounts::enable(conn, cx, id, said(answers, "reason")).map(|()| None)
    })
    .await
}

/// `POST sheets/admin/accounts/{account}/unlock`.
///
/// # Errors
/// 422 on `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/accounts/{account}/unlock", params(("account" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn unlock(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, ACCOUNT)?;
    deed(&ctx, &staff, id.into_inner(), &body.value, "admin-done-unlock", |conn, cx, id, answers| {
        accounts::unlock(conn, cx, id, said(answers, "reason")).map(|()| None)
    })
    .await
}

/// `POST sheets/admin/accounts/{account}/end-sessions`.
///
/// # Errors
/// 422 on `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/admin/accounts/{account}/end-sessions", params(("account" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn end_sessions(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, ACCOUNT)?;
    deed(&ctx, &staff, id.into_inner(), &body.value, "admin-done-end-sessions", |conn, cx, id, answers| {
        accounts::end_sessions(conn, cx, id, said(answers, "reason")).map(|()| None)
    })
    .await
}

/// Does something to an account, and answers its sheet after it, with the password that came of it.
async fn deed(
    ctx: &Ctx,
    staff: &StaffSession,
    id: String,
    answers: &Answers,
    done: &'static str,
    work: impl FnOnce(&mut Conn, &Cx, &str, &Answers) -> Outcome<Option<String>> + Send + 'static,
) -> Answer {
    let (words, answers) = (Words::new(&ctx.app, staff.lang), answers.clone());
    let work = move |conn: &mut Conn, cx: &Cx| {
        let password = work(conn, cx, &id, &answers)?;
        account::sheet(conn, cx, &words, &id, Some(words.get(done)), password.as_deref())
    };
    changed(ctx.app.write(&staff.as_actor(), work).await)
}

fn changed(done: Outcome<Sheet>) -> Answer {
    done.map(|sheet| HttpResponse::Ok().json(sheet)).map_err(|refusal| ApiError::from(refusal).in_form(FIELD))
}

fn typed(answers: &Answers) -> Outcome<NewAccount> {
    let codes = said(answers, "roles").split(',').map(str::trim).filter(|code| !code.is_empty());
    let roles: Option<Vec<Role>> = codes.map(Role::parse).collect();
    Ok(NewAccount {
        email: said(answers, "email").to_owned(),
        name: said(answers, "name").to_owned(),
        title: said(answers, "title").to_owned(),
        language: Lang::from_code(said(answers, "language")).ok_or_else(|| invalid("language", "choice"))?,
        roles: roles.ok_or_else(|| invalid("roles", "choice"))?,
    })
}

/// The fields of an account; of a new one without an account.
fn fields(words: &Words, of: Option<(&Account, &[Role])>) -> Vec<ActionField> {
    let value = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let account = of.map(|(account, _)| account);
    let line = |name, text: Option<&str>| ActionField { value: value(text), ..field(words, name, Control::Line) };
    let roles = Role::ALL.map(|role| option(role.code(), words.get(&format!("role-{}", role.code()))));
    let languages = LANGS.map(|lang| option(lang.code(), words.get(&format!("language-{lang}"))));
    let had: Vec<&str> = of.map(|(_, roles)| roles.iter().map(|role| role.code()).collect()).unwrap_or_default();
    let language = account.map_or(Lang::En.code(), |account| &account.language);
    vec![
        line("name", account.map(|account| account.name.as_str())),
        ActionField { required: false, ..line("title", account.map(|account| account.title.as_str())) },
        line("email", account.map(|account| account.email.as_str())),
        ActionField {
            options: languages.to_vec(),
            value: language.to_owned(),
            ..field(words, "language", Control::Select)
        },
        ActionField { options: roles.to_vec(), value: had.join(","), ..field(words, "roles", Control::Checks) },
    ]
}

/// The roles in words.
fn roles_text(words: &Words, codes: impl Iterator<Item = impl AsRef<str>>) -> String {
    codes.map(|code| words.get(&format!("role-{}", code.as_ref()))).collect::<Vec<_>>().join(", ")
}

/// Whether somebody can sign in, and what keeps them from it.
fn standing(words: &Words, account: &Account) -> (String, Urgency) {
    match (account.disabled_at, account.locked_until.filter(|until| words.now.naive_utc() < *until)) {
        (Some(at), _) => (words.format("admin-closed-since", &[("when", moment(words, at).into())]), Urgency::Met),
        (None, Some(until)) => {
            (words.format("admin-locked-until", &[("when", moment(words, until).into())]), Urgency::Today)
        }
        (None, None) => (words.get("admin-open"), Urgency::Later),
    }
}

fn list_sheet(conn: &mut Conn, cx: &Cx, words: &Words) -> Outcome<Sheet> {
    may_read(cx)?;
    let everybody = staff::all(conn)?;
    let sessions = staff::open_sessions(conn, cx.now.naive_utc())?;
    let open = || everybody.iter().map(|(account, _)| account).filter(|account| account.disabled_at.is_none());
    let tile = |key: &str, count: usize| Tile { label: words.get(key), value: count.to_string(), ..Tile::default() };
    let rows = everybody.iter().map(|(account, roles)| {
        let (text, urgency) = standing(words, account);
        let state = TableCell { text, href: None, urgency: Some(urgency).filter(|urgency| *urgency != Urgency::Later) };
        let factor = if account.totp_secret.is_some() { "admin-mfa-set-up" } else { "admin-mfa-missing" };
        let signed_in = account.last_signed_in_at.map_or_else(|| words.get("admin-never"), |at| moment(words, at));
        row(vec![
            TableCell { href: Some(format!("{SHEET}/{}", account.id)), ..TableCell::new(account.name.clone()) },
            TableCell::new(account.email.clone()),
            TableCell::new(roles_text(words, roles.iter().map(|role| role.code()))),
            TableCell::new(words.get(factor)),
            TableCell::new(signed_in),
            state,
            TableCell::new(sessions.iter().filter(|of| **of == account.id).count().to_string()),
        ])
    });
    let keys = [
        "admin-column-name",
        "admin-column-email",
        "admin-column-roles",
        "admin-column-mfa",
        "admin-column-signed-in",
        "admin-column-state",
        "admin-column-sessions-count",
    ];
    Ok(Sheet {
        title: words.get("sheet-admin-accounts"),
        lead: Some(words.get("admin-accounts-lead")),
        tiles: vec![
            tile("admin-tile-open", open().count()),
            tile("admin-tile-no-mfa", open().filter(|account| account.totp_secret.is_none()).count()),
            tile("admin-tile-sessions", sessions.len()),
        ],
        sections: vec![SheetSection {
            id: "accounts".to_owned(),
            title: words.get("admin-accounts"),
            wide: true,
            table: Some(Table {
                columns: columns(words, &keys),
                rows: rows.collect(),
                csv: file(SHEET, "accounts"),
                ..Table::default()
            }),
            forms: vec![form(words, "add", format!("sheets/{SHEET}"), fields(words, None))],
            ..SheetSection::default()
        }],
        ..Sheet::default()
    })
}
