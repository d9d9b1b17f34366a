//! A case as the console shows it, in the reader's words.

mod actions;
mod reckoning;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use shared::form::{Answers, Control};
use shared::lang::Lang;
use shared::service::{self, Filing, Service};
use shared::staff::{self as view, StaffCase};

use crate::app::{Actor, Cx, StaffActor};
use crate::db::cases::Case;
use crate::db::{self, Conn, approvals, clocks, documents, events, letters, links, messages, orders, staff};
use crate::domain::cases::{answers, facts_of, offers, sealed};
use crate::domain::{Outcome, Refusal, history, policy, replies};
use crate::http::api::staff::sheets::audit::broken;
use crate::http::words::{Words, file_size, mark_of, rfc3339, slug};
use crate::local_time;

/// Names of the staff by id.
type People = BTreeMap<String, view::Person>;

/// Everything that is read for one page.
struct Page<'a> {
    words: &'a Words,
    reader: &'a StaffActor,
    case: &'a Case,
    service: &'static Service,
    open: Answers,
    secret: Answers,
    filing: Filing,
    people: People,
    documents: Vec<documents::Document>,
}

/// Reads a case for a member of staff and puts it into words.
///
/// # Errors
/// When storage fails.
pub fn load(conn: &mut Conn, cx: &Cx, words: &Words, case: &Case) -> Outcome<StaffCase> {
    let Actor::Staff(reader) = &cx.actor else { return Err(Refusal::Forbidden) };
    let service = service::find(&cx.app.services, &case.service)
        .ok_or_else(|| db::Error::Other(format!("no service {}", case.service)))?;
    let open = answers(case);
    let secret = sealed::open(&cx.app, case)?;
    let filing = (service.filing)(&open);
    let people = staff::names(conn)?.into_iter().map(|(id, name)| (id.clone(), person_view(&id, &name))).collect();
    let documents = documents::of_case(conn, &case.id)?;
    let page = Page { words, reader, case, service, open, secret, filing, people, documents };
    let stored_clocks = clocks::of_case(conn, &case.id)?;
    let soonest = stored_clocks.iter().find(|clock| clock.met_at.is_none());
    let history = events::of_case(conn, &case.id)?;
    let chain = history::verify(conn, &case.id)?;
    let facts = facts_of(conn, cx, case, &page.open)?;
    let offers = offers(conn, cx, case)?;
    let schedule = orders::schedule(conn, words.today())?;
    let mut assignees = staff::actors(conn)?;
    assignees.retain(|person| policy::may_see(person, &case.section));
    let view = StaffCase {
        reference: case.reference.clone(),
        service: case.service.clone(),
        service_text: words.get(&format!("service-{}", slug(&case.service))),
        subject: case.subject.clone(),
        state: case.state.clone(),
        state_text: words.state(&case.state),
        mark: mark_of(&case.state),
        version: case.head_seq,
        received: page.moment(case.received_at),
        channel: words.get(&format!("case-channel-{}", case.channel)),
        due: words.next_due(case.next_due_at, soonest),
        owner: case.assigned_to.as_ref().and_then(|id| page.people.get(id)).cloned(),
        assignees: assignees.iter().map(|person| person_view(&person.id, &person.name)).collect(),
        at_risk: case.at_risk,
        cautions: page.cautions(),
        request: page.open.get("description").cloned().unwrap_or_default(),
        facts: page.facts(),
        role: page.role(&history),
        clocks: stored_clocks.iter().map(|clock| page.clock(clock)).collect::<db::Result<_>>()?,
        entries: page.entries(messages::of_case(conn, &case.id)?, messages::notes_of_case(conn, &case.id)?),
        message_reach: words.get(if case.mail_allowed { "case-reach-mail" } else { "case-reach-page" }),
        may_message: policy::may_see(reader, &case.section),
        replies: replies::offered(conn, cx, case)?
            .into_iter()
            .map(|(label, value)| view::Fact { label, value })
            .collect(),
        related: links::of_case(conn, &case.id)?.len(),
        documents: page.documents.iter().map(|document| page.document(document)).collect(),
        may_upload: policy::may_see(reader, &case.section),
        letters: letters::of_case(conn, &case.id)?.iter().map(|letter| page.letter(letter)).collect(),
        fees: page.fees(&orders::of_case(conn, &case.id)?, &schedule),
        history: history.iter().rev().map(|(event, payload)| page.event(event, payload.as_ref())).collect(),
        chain: match chain {
            Ok(count) => view::Chain {
                verified: true,
                text: words.format("case-chain-holds", &[("count", count.into()), ("time", page.clock_time().into())]),
            },
            Err(found) => view::Chain {
                verified: false,
                text: words.format("case-chain-broken", &[("break", broken(words, &found).into())]),
            },
        },
        approvals: page.approvals(approvals::open_of_case(conn, &case.id, case.head_seq)?),
        actions: page.actions(&facts, &offers, &schedule),
        blocked: page.blocked(&offers),
    };
    Ok(if policy::may_see(reader, &case.section) { view } else { for_payment(view) })
}

/// What somebody sees who takes the payment of a case and nothing else.
fn for_payment(view: StaffCase) -> StaffCase {
    StaffCase {
        reference: view.reference,
        service: view.service,
        subject: view.service_text.clone(),
        service_text: view.service_text,
        state: view.state,
        state_text: view.state_text,
        mark: view.mark,
        version: view.version,
        received: view.received,
        channel: view.channel,
        fees: view.fees,
        actions: view.actions,
        ..StaffCase::default()
    }
}

pub(super) fn person_view(id: &str, name: &str) -> view::Person {
    let short = name.split_whitespace().next_back().unwrap_or(name);
    view::Person { id: id.to_owned(), name: name.to_owned(), short: short.to_owned() }
}

impl Page<'_> {
    fn moment(&self, at: chrono::NaiveDateTime) -> view::Moment {
        view::Moment { at: rfc3339(at.and_utc()), text: self.words.staff_moment(at.and_utc()) }
    }

    fn clock_time(&self) -> String {
        local_time::time_24(self.words.app().profile.zone.time(self.words.now))
    }

    fn name_of(&self, staff_id: Option<&str>) -> String {
        staff_id.and_then(|id| self.people.get(id)).map(|person| person.name.clone()).unwrap_or_default()
    }

    fn answer(&self, field: &str) -> Option<&str> {
        self.open.get(field).or_else(|| self.secret.get(field)).map(String::as_str)
    }

    fn cautions(&self) -> Vec<String> {
        let contact = self.answer("contact").unwrap_or_default();
        let mut cautions = Vec::new();
        if contact == "none" {
            cautions.push(self.words.get("case-caution-no-contact"));
        }
        if self.case.at_risk {
            cautions.push(self.words.get("case-caution-at-risk"));
        }
        if contact == "phone" {
            cautions.push(self.words.get("case-caution-phone"));
        }
        if let Some(note) = self.answer("contact_note") {
            cautions.push(self.words.format("case-caution-note", &[("note", note.into())]));
        }
        if self.case.mail_allowed && self.case.email_confirmed_at.is_none() {
            cautions.push(self.words.get("case-caution-unconfirmed"));
        }
        cautions
    }

    /// The answers of the form, in its order, then who asked.
    fn facts(&self) -> Vec<view::Fact> {
        // A converted case carries the answers of the form it came from.
        let services = self.words.app().services.iter().filter(|service| !service.steps.is_empty());
        let form = std::iter::once(self.service).chain(services.copied()).find(|service| !service.steps.is_empty());
        let fields = form.map(Service::fields).unwrap_or_default();
        let prefix = form.map(|service| slug(service.kind)).unwrap_or_default();
        let told = fields.iter().filter(|field| !matches!(field.control, Control::Notice | Control::Uploads));
        let mut facts: Vec<view::Fact> = told
            .filter_map(|field| {
                let answer =
                    self.answer(field.name).filter(|_| field.name != "description" && field.name != "contact_note")?;
                let key = format!("{prefix}-{}", slug(field.name));
                let own = |part: &str| self.words.find(&format!("{key}.{part}"));
                let label = own("staff").or_else(|| own("short")).unwrap_or_else(|| self.words.get(&key));
                Some(view::Fact { label, value: self.words.staff_answer(&key, field.control, answer) })
            })
            .collect();
        let language = Lang::from_code(&self.case.language).unwrap_or_default();
        facts.push(view::Fact {
            label: self.words.get("case-fact-language"),
            value: self.words.get(&format!("language-{}", language.code())),
        });
        facts
    }

    fn role(&self, history: &[(events::Event, Option<events::Payload>)]) -> Option<view::RoleCheck> {
        let role = self.answer("role")?;
        let approved = history.iter().rev().find(|(event, _)| event.kind == "approve");
        let checked = approved.map(|(event, _)| {
            let (name, when) = (self.name_of(event.staff_id.as_deref()), self.words.staff_moment(event.at.and_utc()));
            self.words.format("case-role-checked", &[("name", name.into()), ("when", when.into())])
        });
        let need = |need: &service::DocumentNeed| {
            let sent = self.documents.iter().rev().find(|document| document.purpose == need.purpose);
            let checked = sent.and_then(|document| document.checked_at);
            let status = match (sent, checked) {
                (_, Some(at)) => {
                    let date = local_time::short_day(self.words.lang, self.words.app().profile.zone.date(at.and_utc()));
                    self.words.format("case-document-checked", &[("date", date.into())])
                }
                (Some(_), None) => self.words.get("case-document-sent"),
                (None, None) => self.words.get("case-document-missing"),
            };
            view::RequiredDocument {
                label: self.words.get(&format!("document-{}", slug(need.purpose))),
                document: sent.filter(|document| document.destroyed_at.is_none()).map(|document| document.id.clone()),
                status,
                checked: checked.is_some(),
            }
        };
        let rule = if self.case.at_risk {
            "case-role-rule-fc6228"
        } else if role == "public" {
            "case-role-rule-public"
        } else {
            "case-role-rule-plain"
        };
        Some(view::RoleCheck {
            role: self.words.staff_answer("police-report-role", Control::Choice(&[]), role),
            rule: self.words.get(rule),
            documents: self.filing.documents.iter().map(need).collect(),
            checked,
        })
    }

    fn entries(&self, messages: Vec<messages::Message>, notes: Vec<messages::Note>) -> Vec<view::Entry> {
        let spoken = messages.into_iter().map(|message| {
            let (kind, author) = match &message.staff_id {
                Some(id) => (view::EntryKind::FromStaff, self.name_of(Some(id))),
                None => (view::EntryKind::FromRequester, self.requester()),
            };
            (message.at, view::Entry { kind, author, at: self.moment(message.at), body: message.body })
        });
        let noted = notes.into_iter().map(|note| {
            let author = self.name_of(Some(&note.staff_id));
            (note.at, view::Entry { kind: view::EntryKind::Note, author, at: self.moment(note.at), body: note.body })
        });
        let mut entries: Vec<_> = spoken.chain(noted).collect();
        entries.sort_by_key(|(at, _)| *at);
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    fn requester(&self) -> String {
        match self.case.requester_name.as_str() {
            "" => self.words.get("case-event-actor-requester"),
            name => name.to_owned(),
        }
    }

    fn document(&self, document: &documents::Document) -> view::Document {
        let when = self.words.staff_moment(document.added_at.and_utc());
        let origin = match &document.staff_id {
            None => self.words.format("case-document-from-requester", &[("when", when.into())]),
            Some(id) => self
                .words
                .format("case-document-from-staff", &[("name", self.name_of(Some(id)).into()), ("when", when.into())]),
        };
        let (visibility, key) = match (document.visibility.as_str(), &document.staff_id) {
            ("public", _) => (view::Visibility::Public, "case-visibility-public"),
            ("requester", None) => (view::Visibility::Requester, "case-visibility-requester-own"),
            ("requester", Some(_)) => (view::Visibility::Requester, "case-visibility-requester"),
            _ => (view::Visibility::Staff, "case-visibility-staff"),
        };
        let mut status = vec![self.words.get(key)];
        if document.sealed {
            status.push(self.words.get("case-document-sealed"));
        }
        if document.destroyed_at.is_some() {
            status.push(self.words.get("case-document-destroyed"));
        } else {
            let scan = match document.quarantine.as_deref() {
                Some(documents::INFECTED) => Some("case-document-infected"),
                Some(_) => Some("case-document-waiting"),
                None if document.scanned => None,
                None => Some("case-document-not-scanned"),
            };
            status.extend(scan.map(|key| self.words.get(key)));
        }
        if document.locked {
            status.push(self.words.get("case-document-locked"));
        }
        view::Document {
            id: document.id.clone(),
            name: document.name.clone(),
            size: file_size(document.size_bytes),
            origin,
            visibility,
            status: status.join(", "),
            readable: document.destroyed_at.is_none() && document.quarantine.is_none(),
        }
    }

    fn letter(&self, letter: &letters::Letter) -> view::Letter {
        view::Letter {
            title: self.words.format(
                &format!("letter-{}-title", letter.kind),
                &[("reference", self.case.reference.as_str().into())],
            ),
            at: self.moment(letter.at),
            href: format!("/staff/letters/{}/{}", self.case.reference, letter.id),
        }
    }

    fn fees(&self, orders: &[orders::Order], schedule: &[orders::FeeLine]) -> Option<view::Fees> {
        let order = orders.last()?;
        let name = schedule
            .iter()
            .find(|line| line.code == order.line_code)
            .map_or(order.line_code.clone(), |line| fee_name(line, self.words.lang));
        let unit =
            schedule.iter().find(|line| line.code == order.line_code).map(|line| line.unit.clone()).unwrap_or_default();
        let total = shared::money::Cents(order.total_cents).to_string();
        let when = order.settled_at.map(|at| self.words.staff_moment(at.and_utc())).unwrap_or_default();
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let status = match order.state.as_str() {
            "paid" => self.words.format(
                "case-order-paid",
                &[
                    ("when", when.into()),
                    ("receipt", said(&order.receipt_number).into()),
                    ("drawer", said(&order.drawer).into()),
                ],
            ),
            "waived" => self.words.format("case-order-waived", &[("when", when.into())]),
            "void" => self.words.format("case-order-void", &[("when", when.into())]),
            _ => self.words.get("case-order-due"),
        };
        let line = self.words.format(
            "case-order-line",
            &[("name", name.into()), ("quantity", order.quantity.into()), ("unit", unit.into())],
        );
        Some(view::Fees { lines: vec![view::Fact { label: line, value: total.clone() }], total, status })
    }

    fn event(&self, event: &events::Event, payload: Option<&events::Payload>) -> view::Event {
        let payload: Json = payload.and_then(|payload| serde_json::from_str(&payload.payload).ok()).unwrap_or_default();
        let told = |name: &str| payload.get(name).and_then(Json::as_str).unwrap_or_default();
        let label = |action: &str| self.words.get(&format!("action-{}", slug(action)));
        let kind = event.kind.as_str();
        let what = match kind {
            "converted_to" | "link" => {
                self.words.format(&format!("case-event-{}", slug(kind)), &[("reference", told("to_reference").into())])
            }
            "merged_from" => {
                self.words.format("case-event-merged-from", &[("reference", told("from_reference").into())])
            }
            "move_clock" => self.words.moved_clock(&payload),
            "propose" | "refuse" => {
                self.words.format(&format!("case-event-{kind}"), &[("action", label(told("action")).into())])
            }
            _ => match self.words.find(&format!("case-event-{}", slug(kind))) {
                Some(text) => text,
                None if told("from") == told("to") => {
                    self.words.format("case-event-action", &[("action", label(kind).into())])
                }
                None => {
                    let state = |code: &str| self.words.state(code);
                    let (from, to) = (state(told("from")), state(told("to")));
                    self.words.format(
                        "case-event-action-moved",
                        &[("action", label(kind).into()), ("from", from.into()), ("to", to.into())],
                    )
                }
            },
        };
        let who = match event.actor.as_str() {
            "staff" => self.name_of(event.staff_id.as_deref()),
            other => self.words.get(&format!("case-event-actor-{other}")),
        };
        let hash = crate::secrets::hex(&event.hash);
        let short = format!(
            "{}…{}",
            hash.get(..4).unwrap_or_default(),
            hash.get(hash.len().saturating_sub(4)..).unwrap_or_default()
        );
        view::Event { seq: event.seq, at: self.moment(event.at), who, what, hash: short }
    }
}

fn fee_name(line: &orders::FeeLine, lang: Lang) -> String {
    match lang {
        Lang::En => line.name_en.clone(),
        Lang::Es => line.name_es.clone(),
    }
}
