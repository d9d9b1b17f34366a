//! The retention sheet: what is proposed for destruction, legal holds, and the schedule.

use actix_web::{HttpResponse, web};
use shared::form::Fault;
use shared::problem::Problem;
use shared::service::Role;
use shared::staff::{ActionField, Control, Sheet, SheetForm, SheetSection, Table, TableCell, TableRow};

use super::admin::{Answers, columns, moment, moment_day, option, said};
use super::{Filters, answer};
use crate::app::{Actor, Cx, StaffActor};
use crate::db::cases::Case;
use crate::db::retention::{self as rows, Destruction};
use crate::db::{Conn, holds, staff as people};
use crate::domain::retention::{self, What};
use crate::domain::{Outcome, Refusal, policy};
use crate::http::api::staff::audit::whole;
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};

type Answer = Result<HttpResponse, ApiError>;

/// Proposals and holds that are shown.
const SHOWN: i64 = 100;
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
    deed(&ctx, &staff, body.value, |conn, cx, words, answers| {
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
    deed(&ctx, &staff, body.value, move |conn, cx, words, _| {
        let case = retention::approve(conn, cx, &proposal)?;
        Ok(done(words, "destroyed", &case))
    })
    .await
}

/// `POST sheets/retention/proposals/{proposal}/refuse`: keeps what was proposed.
///
/// # Errors
/// As approving; 422 on `reason`.
#[utoipa::path(post, path = "/api/v1/staff/sheets/retention/proposals/{proposal}/refuse", params(("proposal" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn refuse(ctx: Ctx, staff: StaffSession, proposal: web::Path<String>, body: Json<Answers>) -> Answer {
    deed(&ctx, &staff, body.value, move |conn, cx, words, answers| {
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
    deed(&ctx, &staff, body.value, |conn, cx, words, answers| {
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
    deed(&ctx, &staff, body.value, move |conn, cx, words, answers| {
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
    deed(&ctx, &staff, body.value, |conn, cx, words, answers| {
        let told = |name| said(answers, name);
        retention::change(conn, cx, told("service"), told("what"), told("days"), told("citation"), told("reason"))?;
        Ok(words.get("retention-done-changed"))
    })
    .await
}

async fn deed(
    ctx: &Ctx,
    staff: &StaffSession,
    answers: Answers,
    work: impl FnOnce(&mut Conn, &Cx, &Words, &Answers) -> Outcome<String> + Send + 'static,
) -> Answer {
    let words = Words::new(&ctx.app, staff.lang);
    let work = move |conn: &mut Conn, cx: &Cx| {
        let done = work(conn, cx, &words, &answers)?;
        sheet(conn, cx, &words, "", Some(done))
    };
    let done = ctx.app.write(&staff.as_actor(), work).await;
    done.map(|sheet| HttpResponse::Ok().json(sheet)).map_err(|refusal| ApiError::from(refusal).in_form(FIELD))
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

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, reference: &str, done: Option<String>) -> Outcome<Sheet> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    let sections = policy::sections(staff);
    if sections.is_empty() && !staff.roles.contains(&Role::Admin) {
        return Err(Refusal::Forbidden);
    }
    let page = Page { words, staff, names: people::names(conn)?, reference };
    let mut parts = Vec::new();
    if !sections.is_empty() {
        parts.push(page.proposals(&rows::open_of_sections(conn, &sections, SHOWN)?));
        parts.push(page.holds(&holds::open_of_sections(conn, &sections, SHOWN)?));
    }
    parts.push(page.schedule(&retention::current(conn)?));
    Ok(Sheet {
        title: words.get("retention-title"),
        lead: Some(words.get("retention-lead")),
        done,
        sections: parts,
        ..Sheet::default()
    })
}

struct Page<'a> {
    words: &'a Words,
    staff: &'a StaffActor,
    names: Vec<(String, String)>,
    /// The case that the reader came from.
    reference: &'a str,
}

impl Page<'_> {
    fn proposals(&self, proposals: &[(Destruction, Case)]) -> SheetSection {
        let words = self.words;
        let row = |(proposal, case): &(Destruction, Case)| {
            let decides =
                policy::supervises(self.staff, &case.section) && proposal.proposed_by.as_ref() != Some(&self.staff.id);
            TableRow {
                cells: vec![
                    TableCell::case(&case.reference),
                    TableCell::new(self.service(&case.service)),
                    TableCell::new(self.what(&proposal.what)),
                    TableCell::new(moment_day(words, words.app().profile.zone.date(proposal.past_at.and_utc()))),
                    TableCell::new(self.rule(proposal.days, &proposal.citation)),
                    TableCell::new(self.by(proposal.proposed_by.as_deref())),
                ],
                forms: if decides { self.decisions(proposal) } else { Vec::new() },
            }
        };
        let keys = [
            "retention-col-case",
            "retention-col-service",
            "retention-col-what",
            "retention-col-past",
            "retention-col-rule",
            "retention-col-by",
        ];
        let more = i64::try_from(proposals.len()).is_ok_and(|count| count == SHOWN);
        let form = SheetForm {
            post: "sheets/retention/proposals".to_owned(),
            ..self.form("propose", vec![self.case_field("propose"), self.what_field("propose")])
        };
        SheetSection {
            text: more
                .then(|| words.format("retention-proposed-more", &[("count", SHOWN.into())]))
                .into_iter()
                .collect(),
            forms: vec![form],
            ..self.section("proposed", &keys, proposals.iter().map(row).collect())
        }
    }

    fn decisions(&self, proposal: &Destruction) -> Vec<SheetForm> {
        let (words, id) = (self.words, &proposal.id);
        vec![
            SheetForm {
                id: format!("approve-{id}"),
                label: words.get("retention-approve"),
                does: words.get(&format!("retention-approve-{}", proposal.what)),
                post: format!("sheets/retention/proposals/{id}/approve"),
                danger: true,
                needs_reauth: true,
                ..SheetForm::default()
            },
            SheetForm {
                id: format!("refuse-{id}"),
                post: format!("sheets/retention/proposals/{id}/refuse"),
                ..self.form("refuse", vec![self.field("refuse", "reason", Control::Text)])
            },
        ]
    }

    fn holds(&self, holds: &[(holds::Hold, String)]) -> SheetSection {
        let words = self.words;
        let supervises = policy::sections(self.staff).iter().any(|section| policy::supervises(self.staff, section));
        let row = |(hold, reference): &(holds::Hold, String)| {
            let mut lift = SheetForm {
                id: format!("lift-{}", hold.id),
                post: format!("sheets/retention/holds/{}/lift", hold.id),
                ..self.form("lift", vec![self.field("lift", "reason", Control::Text)])
            };
            lift.sent.insert("reference".to_owned(), reference.clone());
            TableRow {
                cells: vec![
                    TableCell::case(reference),
                    TableCell::new(moment(words, hold.placed_at)),
                    TableCell::new(self.by(Some(&hold.placed_by))),
                    TableCell::new(&hold.reason),
                ],
                forms: if supervises { vec![lift] } else { Vec::new() },
            }
        };
        let keys = ["retention-col-case", "retention-col-since", "audit-col-who", "retention-col-reason"];
        let place = SheetForm {
            post: "sheets/retention/holds".to_owned(),
            ..self.form("hold", vec![self.case_field("hold"), self.field("hold", "reason", Control::Text)])
        };
        SheetSection {
            forms: if supervises { vec![place] } else { Vec::new() },
            ..self.section("holds", &keys, holds.iter().map(row).collect())
        }
    }

    fn schedule(&self, rules: &[rows::Rule]) -> SheetSection {
        let words = self.words;
        let row = |rule: &rows::Rule| {
            super::admin::row(vec![
                TableCell::new(self.service(&rule.service)),
                TableCell::new(self.what(&rule.what)),
                TableCell::new(rule.days.to_string()),
                TableCell::new(&rule.citation),
                TableCell::new(moment(words, rule.made_at)),
                TableCell::new(&rule.reason),
            ])
        };
        let keys = [
            "retention-col-service",
            "retention-col-what",
            "retention-col-days",
            "retention-col-source",
            "retention-col-since",
            "retention-col-reason",
        ];
        let changes = self.staff.roles.iter().any(|role| matches!(role, Role::Supervisor | Role::Admin));
        let days = words.app().profile.retention.identity_document_days;
        SheetSection {
            text: vec![words.format("retention-schedule-text", &[("days", days.into())])],
            forms: if changes { vec![self.change_form()] } else { Vec::new() },
            ..self.section("schedule", &keys, rules.iter().map(row).collect())
        }
    }

    fn change_form(&self) -> SheetForm {
        let services = &self.words.app().services;
        let mut service = self.field("change", "service", Control::Select);
        service.options = services.iter().map(|service| option(service.kind, self.service(service.kind))).collect();
        SheetForm {
            post: "sheets/retention/schedule".to_owned(),
            needs_reauth: true,
            ..self.form(
                "change",
                vec![
                    service,
                    self.what_field("change"),
                    self.field("change", "days", Control::Number),
                    self.field("change", "citation", Control::Line),
                    self.field("change", "reason", Control::Line),
                ],
            )
        }
    }

    fn section(&self, id: &str, keys: &[&str], rows: Vec<TableRow>) -> SheetSection {
        SheetSection {
            id: id.to_owned(),
            title: self.words.get(&format!("retention-{id}")),
            wide: true,
            table: Some(Table {
                columns: columns(self.words, keys),
                rows,
                empty: self.words.find(&format!("retention-{id}-empty")).unwrap_or_default(),
                ..Table::default()
            }),
            ..SheetSection::default()
        }
    }

    fn form(&self, id: &str, fields: Vec<ActionField>) -> SheetForm {
        SheetForm {
            id: id.to_owned(),
            label: self.words.get(&format!("retention-{id}")),
            does: self.words.get(&format!("retention-{id}-does")),
            fields,
            ..SheetForm::default()
        }
    }

    fn field(&self, form: &str, name: &str, control: Control) -> ActionField {
        ActionField {
            name: name.to_owned(),
            control,
            label: self.words.get(&format!("retention-{form}-{name}")),
            required: true,
            ..ActionField::default()
        }
    }

    fn case_field(&self, form: &str) -> ActionField {
        let label = self.words.get("retention-propose-reference");
        ActionField { label, value: self.reference.to_owned(), ..self.field(form, "reference", Control::Line) }
    }

    fn what_field(&self, form: &str) -> ActionField {
        let options = What::ALL.iter().map(|what| option(what.code(), self.what(what.code()))).collect();
        ActionField { options, ..self.field(form, "what", Control::Choice) }
    }

    fn service(&self, kind: &str) -> String {
        self.words.get(&format!("service-{}", slug(kind)))
    }

    fn what(&self, code: &str) -> String {
        self.words.get(&format!("retention-what-{code}"))
    }

    fn rule(&self, days: i32, citation: &str) -> String {
        self.words.format("retention-rule", &[("days", days.into()), ("citation", citation.into())])
    }

    fn by(&self, staff_id: Option<&str>) -> String {
        let name = staff_id.and_then(|id| self.names.iter().find(|(of, _)| of == id));
        name.map_or_else(|| self.words.get("retention-by-system"), |(_, name)| name.clone())
    }
}
