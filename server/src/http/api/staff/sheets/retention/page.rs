//! How the retention sheet reads for one person.

use shared::service::Role;
use shared::staff::{ActionField, Control, Sheet, SheetForm, SheetSection, Table, TableCell, TableRow};

use super::super::admin::{columns, moment, moment_day, option, row};
use crate::app::{Actor, Cx, StaffActor};
use crate::db::cases::Case;
use crate::db::retention::{self as rows, Destruction};
use crate::db::{Conn, holds, staff as people};
use crate::domain::retention::{self, What};
use crate::domain::{Outcome, Refusal, policy};
use crate::http::words::{Words, slug};

/// Proposals and holds that are shown.
const SHOWN: i64 = 100;

/// The sheet; `reference` is the case that the reader came from, `done` what a form has just done.
pub(super) fn sheet(conn: &mut Conn, cx: &Cx, words: &Words, reference: &str, done: Option<String>) -> Outcome<Sheet> {
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
        let row = |(proposal, case): &(Destruction, Case)| TableRow {
            cells: vec![
                TableCell::case(&case.reference),
                TableCell::new(self.service(&case.service)),
                TableCell::new(self.what(&proposal.what)),
                TableCell::new(moment_day(words, words.app().profile.zone.date(proposal.past_at.and_utc()))),
                TableCell::new(self.rule(proposal.days, &proposal.citation)),
                TableCell::new(self.by(proposal.proposed_by.as_deref())),
            ],
            forms: if self.decides(proposal, case) { self.decisions(proposal) } else { Vec::new() },
        };
        let keys = [
            "retention-col-case",
            "retention-col-service",
            "retention-col-what",
            "retention-col-past",
            "retention-col-rule",
            "retention-col-by",
        ];
        let mine: Vec<&str> = proposals
            .iter()
            .filter(|(proposal, case)| self.decides(proposal, case))
            .map(|(proposal, _)| proposal.id.as_str())
            .collect();
        let more = i64::try_from(proposals.len()).is_ok_and(|count| count == SHOWN);
        let form = SheetForm {
            post: "sheets/retention/proposals".to_owned(),
            ..self.form("propose", vec![self.case_field(), self.what_field("propose")])
        };
        SheetSection {
            text: more
                .then(|| words.format("retention-proposed-more", &[("count", SHOWN.into())]))
                .into_iter()
                .collect(),
            forms: self.all_shown(&mine).into_iter().chain([form]).collect(),
            ..self.section("proposed", &keys, proposals.iter().map(row).collect())
        }
    }

    /// Whether the reader is the second person of a proposal.
    fn decides(&self, proposal: &Destruction, case: &Case) -> bool {
        policy::supervises(self.staff, &case.section) && proposal.proposed_by.as_ref() != Some(&self.staff.id)
    }

    /// One form for all that the reader may decide on, where there are several.
    fn all_shown(&self, mine: &[&str]) -> Option<SheetForm> {
        let label = self.words.format("retention-approve-shown", &[("count", mine.len().into())]);
        (mine.len() > 1).then(|| SheetForm {
            id: "approve-shown".to_owned(),
            label,
            does: self.words.get("retention-approve-shown-does"),
            post: "sheets/retention/proposals/approve".to_owned(),
            sent: [("proposals".to_owned(), mine.join(","))].into(),
            danger: true,
            needs_reauth: true,
            ..SheetForm::default()
        })
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
            ..self.form("hold", vec![self.case_field(), self.field("hold", "reason", Control::Text)])
        };
        SheetSection {
            forms: if supervises { vec![place] } else { Vec::new() },
            ..self.section("holds", &keys, holds.iter().map(row).collect())
        }
    }

    fn schedule(&self, rules: &[rows::Rule]) -> SheetSection {
        let words = self.words;
        let told = |rule: &rows::Rule| {
            row(vec![
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
            ..self.section("schedule", &keys, rules.iter().map(told).collect())
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

    fn case_field(&self) -> ActionField {
        ActionField { value: self.reference.to_owned(), ..self.field("propose", "reference", Control::Line) }
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
