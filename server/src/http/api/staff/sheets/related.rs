//! The sheet of cases that belong to one case: linked ones, likely duplicates, and the forms that link and merge.

use actix_web::{HttpResponse, web};
use shared::problem::Problem;
use shared::staff::{ActionField, Control, Sheet, SheetForm, SheetLink, SheetSection, Table, TableCell};

use super::admin::{Answers, FIELD, columns, field, form, moment, row, said, why};
use crate::app::{Actor, Cx};
use crate::db::cases::Case;
use crate::db::links::{self, DUPLICATE, Link};
use crate::db::{Conn, staff};
use crate::domain::cases::{self, for_staff};
use crate::domain::{Outcome, Refusal, policy};
use crate::http::answers::only;
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// `GET sheets/cases/{reference}/related`: what belongs to this case.
///
/// # Errors
/// 404 for a case outside the person's scope.
#[utoipa::path(get, path = "/api/v1/staff/sheets/cases/{reference}/related", params(("reference" = String, Path)), responses((status = 200, body = Sheet), (status = 404, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, reference: web::Path<String>) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let read = move |conn: &mut Conn, cx: &Cx| {
        let case = whole(conn, cx, &reference)?;
        sheet(conn, cx, &words, &case, None)
    };
    Ok(HttpResponse::Ok().json(ctx.app.read(&staff.as_actor(), read).await?))
}

/// `POST sheets/cases/{reference}/related/link`: links it with another case.
///
/// # Errors
/// 404 for a case outside the person's scope; 422 on `other` or `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/cases/{reference}/related/link", params(("reference" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn link(ctx: Ctx, staff: StaffSession, reference: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &["other", "reason", "version"])?;
    let deed = |conn: &mut Conn, cx: &Cx, case: &Case, answers: &Answers| {
        cases::link(conn, cx, case, said(answers, "other"), said(answers, "reason"))
    };
    change(&ctx, &staff, reference.into_inner(), body.value, "related-done-link", deed).await
}

/// `POST sheets/cases/{reference}/related/merge`: closes it as a duplicate of an older case of the same person.
///
/// # Errors
/// 404 for a case outside the person's scope; 409 when it moved or is decided; 422 on `other` or `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/cases/{reference}/related/merge", params(("reference" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn merge(ctx: Ctx, staff: StaffSession, reference: web::Path<String>, body: Json<Answers>) -> Answer {
    only(&body.value, &["other", "reason", "version"])?;
    let deed = |conn: &mut Conn, cx: &Cx, case: &Case, answers: &Answers| {
        let seen = said(answers, "version").parse().unwrap_or_default();
        cases::merge(conn, cx, case, seen, said(answers, "other"), said(answers, "reason")).map(drop)
    };
    change(&ctx, &staff, reference.into_inner(), body.value, "related-done-merge", deed).await
}

async fn change(
    ctx: &Ctx,
    staff: &StaffSession,
    reference: String,
    answers: Answers,
    done: &'static str,
    deed: fn(&mut Conn, &Cx, &Case, &Answers) -> Outcome<()>,
) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let work = move |conn: &mut Conn, cx: &Cx| {
        let case = whole(conn, cx, &reference)?;
        deed(conn, cx, &case, &answers)?;
        let case = whole(conn, cx, &reference)?;
        sheet(conn, cx, &words, &case, Some(words.get(done)))
    };
    let changed = ctx.app.write(&staff.as_actor(), work).await;
    changed.map(|sheet| HttpResponse::Ok().json(sheet)).map_err(|refusal| ApiError::from(refusal).in_form(FIELD))
}

/// The case for somebody who sees it whole, and not only for its fee.
fn whole(conn: &mut Conn, cx: &Cx, reference: &str) -> Outcome<Case> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    let case = for_staff(conn, staff, reference)?;
    if policy::may_see(staff, &case.section) { Ok(case) } else { Err(Refusal::NotFound) }
}

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, case: &Case, done: Option<String>) -> Outcome<Sheet> {
    let Actor::Staff(reader) = &cx.actor else { return Err(Refusal::Forbidden) };
    let (linked, names) = (links::of_case(conn, &case.id)?, staff::names(conn)?);
    let mut alike = links::of_same_report(conn, case)?;
    alike.retain(|other| !linked.iter().any(|(_, known)| known.id == other.id));
    // A case may have moved to a section that this person does not see.
    let linked: Vec<_> = linked.into_iter().filter(|(_, other)| policy::may_see(reader, &other.section)).collect();
    let by = |id: &str| names.iter().find(|(of, _)| of == id).map(|(_, name)| name.clone()).unwrap_or_default();
    let rows = linked.iter().map(|(link, other)| {
        let mut cells = cells(words, other);
        cells.extend(
            [kind(words, case, link), link.reason.clone(), by(&link.made_by), moment(words, link.made_at)]
                .map(TableCell::new),
        );
        row(cells)
    });
    let of_case = ["related-column-case", "related-column-subject", "related-column-state", "related-column-received"];
    let of_link = ["related-column-kind", "admin-column-why", "admin-column-who", "admin-column-when"];
    let form = |id: &str| {
        let other = ActionField { value: String::new(), ..field(words, "other", Control::Line) };
        let post = format!("sheets/cases/{}/related/{id}", case.reference);
        SheetForm { needs_reauth: false, ..form(words, &format!("related-{id}"), post, vec![other, why(words)]) }
    };
    let mut merging = form("merge");
    merging.sent.insert("version".to_owned(), case.head_seq.to_string());
    merging.danger = true;
    let forms = if case.ended { vec![form("link")] } else { vec![form("link"), merging] };
    Ok(Sheet {
        title: words.format("related-title", &[("reference", case.reference.as_str().into())]),
        lead: Some(words.get("related-lead")),
        up: Some(SheetLink { label: case.reference.clone(), href: format!("cases/{}", case.reference) }),
        done,
        sections: vec![
            SheetSection {
                id: "linked".to_owned(),
                title: words.get("related-linked"),
                wide: true,
                table: Some(Table {
                    columns: columns(words, &[of_case.as_slice(), &of_link].concat()),
                    rows: rows.collect(),
                    empty: words.get("related-none"),
                    ..Table::default()
                }),
                forms,
                ..SheetSection::default()
            },
            SheetSection {
                id: "alike".to_owned(),
                title: words.get("related-alike"),
                wide: true,
                table: Some(Table {
                    columns: columns(words, &of_case),
                    rows: alike.iter().map(|other| row(cells(words, other))).collect(),
                    empty: words.get("related-alike-none"),
                    ..Table::default()
                }),
                ..SheetSection::default()
            },
        ],
        ..Sheet::default()
    })
}

fn cells(words: &Words, case: &Case) -> Vec<TableCell> {
    let subject = format!("{}: {}", words.get(&format!("service-{}", slug(&case.service))), case.subject);
    let rest = [subject, words.state(&case.state), moment(words, case.received_at)].map(TableCell::new);
    [TableCell::case(&case.reference)].into_iter().chain(rest).collect()
}

fn kind(words: &Words, case: &Case, link: &Link) -> String {
    words.get(match link.kind.as_str() {
        DUPLICATE if link.case_id == case.id => "related-duplicate-of",
        DUPLICATE => "related-duplicate",
        _ => "related-related",
    })
}
