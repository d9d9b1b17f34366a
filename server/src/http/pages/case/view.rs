//! A case as its requester sees it.

mod files;

use shared::form::{Answers, Control as Asked};
use shared::page::{
    CasePage, Control, DueBox, Fact, FieldView, Form, HeadingLevel, Link, MessageView, Notice, Part, PostButton,
    StateCard, StateMark, Submit, TimelineStatus, TimelineStep, Tone, WorkedOut,
};
use shared::service::{self, Fee, Service, action::OPEN_STATES, state};

use super::Said;
use crate::app::Cx;
use crate::db::cases::Case;
use crate::db::{self, Conn, clocks, documents, events, letters, messages, orders};
use crate::domain::Outcome;
use crate::domain::cases::{answers, sealed};
use crate::http::pages::{Voice, email_code};
use crate::http::words::{StoredClock, Words, slug};

/// Most characters of a message.
const MESSAGE: u32 = 10_000;

/// Everything that is read for the page.
pub struct Read {
    case: Case,
    open: Answers,
    secret: Answers,
    clocks: Vec<clocks::Clock>,
    events: Vec<(events::Event, Option<events::Payload>)>,
    messages: Vec<messages::Message>,
    documents: Vec<documents::Document>,
    letters: Vec<letters::Letter>,
    orders: Vec<orders::Order>,
}

impl Read {
    /// Reads a case for its requester.
    ///
    /// # Errors
    /// When storage fails.
    pub fn load(conn: &mut Conn, cx: &Cx, case: Case) -> Outcome<Self> {
        Ok(Self {
            open: answers(&case),
            secret: sealed::open(&cx.app, &case)?,
            clocks: clocks::of_case(conn, &case.id)?,
            events: events::of_case(conn, &case.id)?,
            messages: messages::of_case(conn, &case.id)?,
            documents: documents::of_case(conn, &case.id)?,
            letters: letters::of_case(conn, &case.id)?,
            orders: orders::of_case(conn, &case.id)?,
            case,
        })
    }

    /// The page, with what the requester just did or was refused.
    ///
    /// # Errors
    /// When a stored clock does not read.
    pub fn page(&self, words: &Words, voice: &Voice<'_>, said: &Said) -> db::Result<CasePage> {
        Teller { read: self, case: &self.case, words, voice, said }.page()
    }
}

struct Teller<'a> {
    read: &'a Read,
    case: &'a Case,
    words: &'a Words,
    voice: &'a Voice<'a>,
    said: &'a Said,
}

impl Teller<'_> {
    fn page(&self) -> db::Result<CasePage> {
        let voice = self.voice;
        Ok(CasePage {
            reference_label: voice.get("case-reference"),
            reference: self.case.reference.clone(),
            close: Some(PostButton {
                action: self.path("/close"),
                text: voice.get("case-close-device"),
                hidden: Vec::new(),
            }),
            title: voice.get(&format!("case-title-{}", slug(&self.case.service))),
            notices: self.notices(),
            email_code: self.email_code(),
            state: self.state()?,
            timeline_title: voice.get("case-timeline"),
            timeline: self.timeline(),
            messages_title: voice.get("case-messages"),
            messages: self.messages(),
            no_messages: voice.get("case-no-messages"),
            compose: Some(self.compose()),
            documents_title: voice.get("case-documents"),
            documents: self.documents(),
            no_documents: voice.get("case-no-documents"),
            upload_title: voice.get("case-add-document"),
            upload: Some(self.upload()),
            facts_title: voice.get("case-facts"),
            facts: self.facts(),
            print: voice.get("case-print"),
            actions: self.actions(),
        })
    }

    fn path(&self, rest: &str) -> String {
        self.voice.path(&format!("/requests/{}{rest}", self.case.reference))
    }

    fn state_text(&self, part: &str) -> String {
        let key = format!("state-{}.{part}", slug(&self.case.state));
        // A service may say it better for itself: `public-records-state-received.sentence`.
        self.words.find(&format!("{}-{key}", slug(&self.case.service))).unwrap_or_else(|| self.voice.get(&key))
    }

    fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if let Some(key) = self.said.done {
            notices.push(Notice { tone: Tone::Ok, title: self.voice.get(key), ..Notice::default() });
        }
        if let Some(key) = self.said.problem {
            notices.push(Notice { tone: Tone::Danger, title: self.voice.get(key), ..Notice::default() });
        }
        for (event, payload) in &self.read.events {
            let key = match event.kind.as_str() {
                "converted_to" => "case-converted",
                "merge" => "case-merged",
                _ => continue,
            };
            let Some(payload) = payload else { continue };
            let told: serde_json::Value = serde_json::from_str(&payload.payload).unwrap_or_default();
            let reference = told.get("to_reference").or_else(|| told.get("fields")?.get("to_reference"));
            let reference = reference.and_then(|text| text.as_str()).unwrap_or_default().to_owned();
            let link = Link::new(self.voice.path(&format!("/requests/{reference}")), reference);
            notices.push(Notice {
                title: self.voice.get(key),
                text: self.voice.prose(&format!("{key}.text")),
                links: vec![link],
                ..Notice::default()
            });
        }
        if self.case.service == "public_records" && !self.case.ended {
            notices.push(Notice {
                title: self.voice.get("case-public-records"),
                text: self.voice.prose("case-public-records.text"),
                ..Notice::default()
            });
        }
        notices
    }

    /// The box for the six digits, while the address is not confirmed.
    fn email_code(&self) -> Option<Form> {
        if !self.case.mail_allowed || self.case.email_confirmed_at.is_some() {
            return None;
        }
        let error = self.said.code_error.map(|key| self.voice.get(key));
        Some(email_code::form(self.voice, &self.case.reference, error))
    }

    fn state(&self) -> db::Result<StateCard> {
        let open: Vec<&clocks::Clock> = self.read.clocks.iter().filter(|clock| clock.met_at.is_none()).collect();
        let mut worked_out = Vec::new();
        for clock in &open {
            let told = StoredClock::new(self.words, clock)?;
            let summary = if open.len() == 1 {
                self.voice.get("clock-how")
            } else {
                format!("{}: {}", told.name(), self.voice.get("clock-how"))
            };
            worked_out.push(WorkedOut {
                summary,
                open: worked_out.is_empty(),
                strip: told.strip(),
                sentences: told.sentences(),
                source: told.footing(),
                every_day_title: self.voice.get("clock-every-day"),
                every_day: told.every_day(),
            });
        }
        let due = match open.first() {
            Some(clock) => {
                let told = StoredClock::new(self.words, clock)?;
                let at = clock.due_at.and_utc();
                let date = self.words.app().profile.zone.date(at);
                let acts = self.voice.with("case-next-to-act", &[("who", self.state_text("acts"))]);
                let when = if told.strip().is_some() { self.words.day(date) } else { self.words.moment(at) };
                Some(DueBox { label: self.voice.get("case-due"), when, lines: vec![told.left().into(), acts.into()] })
            }
            None => None,
        };
        Ok(StateCard {
            mark: mark(&self.case.state),
            word: self.voice.get(&format!("state-{}", slug(&self.case.state))),
            heading: self.state_text("title"),
            text: self.state_text("sentence").into(),
            links: self
                .released()
                .map(|document| {
                    Link::new(
                        self.download(document),
                        self.voice.with("case-download", &[("name", document.name.clone())]),
                    )
                })
                .collect(),
            due,
            worked_out,
        })
    }

    /// What happened in words, then where it stands, then what comes.
    fn timeline(&self) -> Vec<TimelineStep> {
        let step = |status: TimelineStatus, words: &str, title: String, when: String| TimelineStep {
            status,
            status_words: self.voice.get(words),
            title,
            when,
            text: String::new(),
        };
        let happened = self.read.events.iter().filter_map(|(event, _)| {
            let key = match (event.kind.as_str(), event.actor.as_str()) {
                ("document", "requester") => "case-done-document".to_owned(),
                ("message", "requester") => "case-done-message".to_owned(),
                ("converted", _) => "action-received.done".to_owned(),
                (kind, _) => format!("action-{}.done", slug(kind)),
            };
            Some(step(
                TimelineStatus::Done,
                "case-step-done",
                self.words.find(&key)?,
                self.words.moment(event.at.and_utc()),
            ))
        });
        let mut steps: Vec<TimelineStep> = happened.collect();
        if self.case.ended {
            return steps;
        }
        steps.push(step(TimelineStatus::Now, "case-step-now", self.state_text("title"), self.voice.get("case-now")));
        let undecided =
            [state::RECEIVED, state::IN_REVIEW, state::NEEDS_INFORMATION].contains(&self.case.state.as_str());
        let due = self
            .read
            .clocks
            .iter()
            .find(|clock| clock.met_at.is_none())
            .map(|clock| self.words.app().profile.zone.date(clock.due_at.and_utc()));
        if let (true, Some(due)) = (undecided, due) {
            let when = self.voice.with("case-by", &[("date", self.words.day(due))]);
            steps.push(step(TimelineStatus::Later, "case-step-later", self.voice.get("case-decision"), when));
        }
        if self.case.state != state::READY {
            steps.push(step(
                TimelineStatus::Later,
                "case-step-later",
                self.voice.get("case-copy"),
                self.voice.get("case-copy.when"),
            ));
        }
        steps
    }

    fn messages(&self) -> Vec<MessageView> {
        let told = |message: &messages::Message| MessageView {
            from: self.voice.get(if message.staff_id.is_some() { "case-from-records" } else { "case-from-you" }),
            mine: message.staff_id.is_none(),
            when: self.words.app().profile.zone.short_instant(self.words.lang, message.at.and_utc()),
            text: message.body.clone(),
        };
        self.read.messages.iter().map(told).collect()
    }

    fn compose(&self) -> Form {
        let error = self.said.message_error.map(|key| self.voice.get(key));
        Form {
            title: self.voice.get("case-write"),
            level: HeadingLevel::Part,
            intro: self.voice.prose("case-write-hint"),
            action: self.path("/messages"),
            parts: vec![Part::Field(FieldView {
                name: "body".to_owned(),
                label: self.voice.get("case-write"),
                label_hidden: true,
                error,
                control: Control::LongText { value: self.said.typed.clone(), max_length: Some(MESSAGE) },
                ..FieldView::default()
            })],
            submit: Submit { text: self.voice.get("case-send"), value: None },
            ..Form::default()
        }
    }

    /// What was asked. How to reach a person at risk is not shown: somebody may look over a shoulder.
    fn facts(&self) -> Vec<Fact> {
        let services = &self.words.app().services;
        let own = service::find(services, &self.case.service).filter(|service| !service.steps.is_empty());
        let form: Option<&Service> = own.or_else(|| services.iter().copied().find(|service| !service.steps.is_empty()));
        let Some(form) = form else { return Vec::new() };
        let hidden = [
            "name",
            "contact",
            "contact_note",
            "email",
            "phone",
            "documents_later",
            "have_number",
            "suspect",
            "attorney_declaration",
            "postal_address",
        ];
        let shown = form
            .fields()
            .into_iter()
            .filter(|field| !matches!(field.control, Asked::Notice | Asked::Uploads) && !hidden.contains(&field.name));
        let mut facts: Vec<Fact> = shown
            .filter_map(|field| {
                let answer = self.read.open.get(field.name).or_else(|| self.read.secret.get(field.name))?;
                let key = format!("{}-{}", slug(form.kind), slug(field.name));
                let label = self.words.find(&format!("{key}.short")).unwrap_or_else(|| self.words.get(&key));
                Some(Fact {
                    label,
                    value: self.words.answer(&key, field.control, answer).lines().map(ToOwned::to_owned).collect(),
                })
            })
            .collect();
        facts.push(Fact { label: self.voice.get("case-fees"), value: vec![self.fee()] });
        facts
    }

    fn fee(&self) -> String {
        let total = self
            .read
            .orders
            .last()
            .map(|order| shared::money::Cents(order.total_cents).to_string())
            .unwrap_or_default();
        match Fee::parse(&self.case.fee).unwrap_or(Fee::Undecided) {
            Fee::Undecided => self.voice.get("case-fee-undecided"),
            Fee::Free => self.voice.get("case-fee-free"),
            Fee::Owed => self.voice.get("case-fee-owed"),
            Fee::Due => self.voice.with("case-fee-due", &[("total", total)]),
            Fee::Paid => self.voice.with("case-fee-paid", &[("total", total)]),
            Fee::Waived => self.voice.get("case-fee-waived"),
        }
    }

    fn actions(&self) -> Vec<Link> {
        let withdrawable = OPEN_STATES.contains(&self.case.state.as_str());
        withdrawable.then(|| Link::new(self.path("/withdraw"), self.voice.get("case-withdraw"))).into_iter().collect()
    }
}

fn mark(state: &str) -> StateMark {
    use shared::staff::StateMark as Staff;
    match crate::http::words::mark_of(state) {
        Staff::Empty => StateMark::Empty,
        Staff::Half => StateMark::Half,
        Staff::Dotted => StateMark::Dotted,
        Staff::Full => StateMark::Full,
        Staff::Square => StateMark::Square,
    }
}
