//! The sheet of reply templates: what staff write again and again, kept by supervisors with its history.

use actix_web::{HttpResponse, web};
use shared::lang::LANGS;
use shared::problem::Problem;
use shared::staff::{ActionField, Control, Sheet, SheetForm, SheetSection, Table, TableCell, TableRow};

use super::admin::{Answers, FIELD, columns, field, form, moment, option, row, said};
use crate::app::{Actor, Cx};
use crate::db::replies::Reply;
use crate::db::{Conn, staff};
use crate::domain::replies::{self, Draft, PLACES};
use crate::domain::{Outcome, Refusal, policy};
use crate::http::answers::only;
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// `GET sheets/replies`: the templates with their versions.
///
/// # Errors
/// 403 for anybody but a supervisor.
#[utoipa::path(get, path = "/api/v1/staff/sheets/replies", responses((status = 200, body = Sheet), (status = 403, body = Problem)))]
pub async fn show(ctx: Ctx, session: StaffSession) -> Answer {
    let words = Words::new(&ctx.app, session.lang);
    let sheet = ctx.app.read(&session.as_actor(), move |conn, cx| sheet(conn, cx, &words, None)).await?;
    Ok(HttpResponse::Ok().json(sheet))
}

/// `POST sheets/replies`: adds a template.
///
/// # Errors
/// 403 for anybody but a supervisor; 422 by field.
#[utoipa::path(post, path = "/api/v1/staff/sheets/replies", request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn add(ctx: Ctx, staff: StaffSession, body: Json<Answers>) -> Answer {
    only(&body.value, &["reply_service", "reply_language", "reply_name", "reply_body"])?;
    keep(&ctx, &staff, body.value, "reply-done-add", |conn, cx, _, draft| replies::add(conn, cx, draft)).await
}

/// `POST sheets/replies/{reply}`: writes a new version of a template, if nobody wrote one since.
///
/// # Errors
/// 403 for anybody but a supervisor; 409 when somebody else was first; 422 by field.
#[utoipa::path(post, path = "/api/v1/staff/sheets/replies/{reply}", params(("reply" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn change(ctx: Ctx, staff: StaffSession, id: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &["reply_service", "reply_language", "reply_name", "reply_body", "version", "retired"])?;
    keep(&ctx, &staff, body.value, "reply-done-change", move |conn, cx, answers, draft| {
        let seen = said(answers, "version").parse().unwrap_or_default();
        replies::change(conn, cx, &id, seen, draft, said(answers, "retired") == "yes")
    })
    .await
}

async fn keep(
    ctx: &Ctx,
    staff: &StaffSession,
    answers: Answers,
    done: &'static str,
    work: impl FnOnce(&mut Conn, &Cx, &Answers, &Draft) -> Outcome<()> + Send + 'static,
) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let work = move |conn: &mut Conn, cx: &Cx| {
        let told = |name: &str| said(&answers, name).to_owned();
        let draft = Draft {
            service: told("reply_service"),
            language: told("reply_language"),
            name: told("reply_name"),
            body: told("reply_body"),
        };
        work(conn, cx, &answers, &draft)?;
        sheet(conn, cx, &words, Some(words.get(done)))
    };
    let kept = ctx.app.write(&staff.as_actor(), work).await;
    kept.map(|sheet| HttpResponse::Ok().json(sheet)).map_err(|refusal| ApiError::from(named(refusal)).in_form(FIELD))
}

/// The faults of a template under the names of the form's fields.
fn named(refusal: Refusal) -> Refusal {
    let Refusal::Invalid(mut faults) = refusal else { return refusal };
    for fault in &mut faults {
        fault.field = format!("reply_{}", fault.field);
    }
    Refusal::Invalid(faults)
}

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, done: Option<String>) -> Outcome<Sheet> {
    let (all, names) = (replies::all(conn, cx)?, staff::names(conn)?);
    let mut newest: Vec<&Reply> = Vec::new();
    for reply in &all {
        match newest.iter_mut().find(|known| known.id == reply.id) {
            None => newest.push(reply),
            Some(known) if known.version < reply.version => *known = reply,
            Some(_) => {}
        }
    }
    newest.sort_by(|one, two| (&one.service, &one.language, &one.name).cmp(&(&two.service, &two.language, &two.name)));
    let offered =
        newest.iter().map(|reply| TableRow { cells: cells(words, reply), forms: vec![changing(words, reply)] });
    let by = |id: &str| names.iter().find(|(of, _)| of == id).map(|(_, name)| name.clone()).unwrap_or_default();
    let versions = all.iter().map(|reply| {
        let mut cells = cells(words, reply);
        cells.insert(0, TableCell::new(moment(words, reply.made_at)));
        cells.insert(1, TableCell::new(by(&reply.made_by)));
        row(cells)
    });
    let what = ["reply-column-name", "reply-column-for", "reply-column-text", "reply-column-state"];
    let when = ["admin-column-when", "admin-column-who"];
    let places = PLACES.map(|place| format!("{{{place}}}: {}", words.get(&format!("reply-place-{}", slug(place)))));
    Ok(Sheet {
        title: words.get("sheet-replies"),
        lead: Some(words.get("replies-lead")),
        done,
        sections: vec![
            SheetSection {
                id: "offered".to_owned(),
                title: words.get("replies-offered"),
                wide: true,
                text: vec![words.get("replies-places"), places.join("\n")],
                table: Some(Table {
                    columns: columns(words, &what),
                    rows: offered.collect(),
                    empty: words.get("replies-none"),
                    ..Table::default()
                }),
                forms: vec![adding(cx, words)],
                ..SheetSection::default()
            },
            SheetSection {
                id: "versions".to_owned(),
                title: words.get("replies-versions"),
                wide: true,
                table: Some(Table {
                    columns: columns(words, &[when.as_slice(), &what].concat()),
                    rows: versions.collect(),
                    empty: words.get("replies-none"),
                    ..Table::default()
                }),
                ..SheetSection::default()
            },
        ],
        ..Sheet::default()
    })
}

fn cells(words: &Words, reply: &Reply) -> Vec<TableCell> {
    let of = format!("{}, {}", words.get(&slug(&reply.service)), words.get(&format!("language-{}", reply.language)));
    let state = words.get(if reply.retired { "reply-retired" } else { "reply-in-use" });
    [reply.name.clone(), of, reply.body.clone(), state].map(TableCell::new).to_vec()
}

fn texts(words: &Words, name: &str, body: &str) -> Vec<ActionField> {
    vec![
        ActionField { value: name.to_owned(), ..field(words, "reply_name", Control::Line) },
        ActionField { value: body.to_owned(), ..field(words, "reply_body", Control::Text) },
    ]
}

fn adding(cx: &Cx, words: &Words) -> SheetForm {
    let Actor::Staff(reader) = &cx.actor else { return SheetForm::default() };
    let seen = cx.app.services.iter().filter(|service| policy::may_see(reader, service.section.code()));
    let services = seen.map(|service| option(service.kind, words.get(&slug(service.kind)))).collect();
    let languages = LANGS.map(|lang| option(lang.code(), words.get(&format!("language-{lang}")))).to_vec();
    let mut fields = vec![
        ActionField { options: services, ..field(words, "reply_service", Control::Select) },
        ActionField { options: languages, ..field(words, "reply_language", Control::Select) },
    ];
    fields.extend(texts(words, "", ""));
    SheetForm { needs_reauth: false, ..form(words, "reply-add", "sheets/replies".to_owned(), fields) }
}

fn changing(words: &Words, reply: &Reply) -> SheetForm {
    let mut fields = texts(words, &reply.name, &reply.body);
    let retired = if reply.retired { "yes" } else { "" };
    fields.push(ActionField {
        required: false,
        value: retired.to_owned(),
        ..field(words, "retired", Control::Confirm)
    });
    let mut change = form(words, "reply-change", format!("sheets/replies/{}", reply.id), fields);
    change.id = format!("reply-{}", reply.id);
    change.sent.insert("version".to_owned(), reply.version.to_string());
    SheetForm { needs_reauth: false, ..change }
}
