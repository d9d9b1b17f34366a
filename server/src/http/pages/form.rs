//! One step of a service's form as a page. The service's table says what is asked, the locale files in which words.

mod controls;
mod texts;

use chrono::NaiveDate;
use shared::form::{Answers, Control as Asked, Fault, Field, Step, relevant};
use shared::page::{
    CheckedBy, DangerReminder, Form, FormPage, Hidden, Icon, Link, Notice, Panel, Part, Prose, StepLine, Submit, Tone,
};
use shared::service::{DocumentNeed, Service};

use crate::db::documents::Document;
use crate::http::words::slug;

pub use controls::uploaded;
pub use texts::FormWords;

/// The id of the last step, which every service has and no table names.
pub const CHECK: &str = "check";
/// The field that only machines fill in.
pub const HONEYPOT: &str = "website";
/// The button that takes a document out of a draft: its value is the document's id.
pub const REMOVE: &str = "remove";
/// The button that finishes later.
pub const LATER: &str = "later";

/// What a visitor has answered so far, and what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The answers, right or wrong.
    pub answers: &'a Answers,
    /// What is wrong with them; empty until they were sent.
    pub faults: &'a [Fault],
    /// The documents of the draft.
    pub documents: &'a [Document],
}

impl Typed<'_> {
    fn answer(&self, name: &str) -> String {
        self.answers.get(name).cloned().unwrap_or_default()
    }

    pub(super) fn fault(&self, name: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == name).map(|fault| fault.code.as_str())
    }
}

/// How a step is shown this time.
#[derive(Debug, Default)]
pub struct Showing {
    /// The local day.
    pub today: NaiveDate,
    /// Whether the visitor came from "check your answers" and goes back there.
    pub change: bool,
    /// Something to say before the questions.
    pub problem: Option<Notice>,
    /// Whether the reminder of the emergency number interrupts now.
    pub danger: bool,
}

/// The page of a step.
#[must_use]
pub fn page(words: &FormWords<'_>, step: &'static Step, typed: &Typed<'_>, showing: Showing) -> FormPage {
    let voice = &words.voice;
    let uploads = step.fields.iter().find(|field| field.control == Asked::Uploads);
    let needs = uploads.map(|_| needs(words.service, typed.answers)).unwrap_or_default();
    let title = words.step_title(step.id);
    let suffix = if showing.change { "?change=1" } else { "" };
    let form = Form {
        title: title.clone(),
        intro: uploads.map(|field| words.hint(field)).unwrap_or_default(),
        action: format!("{}{suffix}", words.step_path(step.id)),
        multipart: !needs.is_empty(),
        problem: showing.problem,
        danger: danger(words, step, showing.danger),
        parts: Parts { words, step, typed, needs: &needs, title: &title }.all(),
        submit: Submit { text: voice.get("form-continue"), value: None },
        later: Some(Submit {
            text: voice.get("form-save"),
            value: Some(Hidden { name: LATER.to_owned(), value: "yes".to_owned() }),
        }),
        checked_by: Some(CheckedBy {
            service: words.service.kind.to_owned(),
            step: step.id.to_owned(),
            today: showing.today,
        }),
        messages: words.messages(step),
        texts: words.form_texts(),
        ..Form::default()
    };
    FormPage {
        steps: Some(step_line(words, step.id)),
        back: Some(back(words, step.id, showing.change)),
        form,
        aside: aside(words),
    }
}

/// The documents that these answers call for.
#[must_use]
pub fn needs(service: &Service, answers: &Answers) -> Vec<DocumentNeed> {
    (service.filing)(&relevant(&service.fields(), answers)).documents
}

/// The name of a document's purpose in the locale files.
#[must_use]
pub fn document_key(purpose: &str) -> String {
    format!("document-{}", slug(purpose))
}

/// "Step 2 of 6: The report".
#[must_use]
pub fn step_line(words: &FormWords<'_>, id: &str) -> StepLine {
    let ids: Vec<&str> = words.service.steps.iter().map(|step| step.id).chain([CHECK]).collect();
    let current = ids.iter().position(|known| *known == id).unwrap_or(0);
    let numbers = [("step", (current + 1).to_string()), ("steps", ids.len().to_string())];
    StepLine {
        words: format!("{}:", words.voice.with("form-step", &numbers)),
        names: ids.iter().map(|id| words.step_name(id)).collect(),
        current,
    }
}

/// To the step before this one; from the first to the page on the service.
#[must_use]
pub fn back(words: &FormWords<'_>, id: &str, change: bool) -> Link {
    let before = words.service.steps.iter().map(|step| step.id).take_while(|known| *known != id).last();
    let href = match before {
        _ if change => words.step_path(CHECK),
        Some(before) => words.step_path(before),
        None => words.voice.path(&words.service_path()),
    };
    Link::new(href, words.voice.get("form-back"))
}

/// Where help is, what happens to the answers, and the way in person.
fn aside(words: &FormWords<'_>) -> Vec<Panel> {
    let voice = &words.voice;
    let panel =
        |key: &str| Panel { title: voice.get(key), text: vec![voice.prose(&format!("{key}.text"))], phone: None };
    let mut panels = vec![panel("form-danger"), panel("form-draft")];
    let reach = voice.profile.services.get(words.service.kind);
    if let Some(counter) = reach.and_then(|reach| voice.profile.counters.get(reach.counter.as_deref()?)) {
        let hours = counter.hours_in_words(voice.lang);
        // Spanish hours end in "p. m." with a full stop of their own.
        let place = format!("{}, {}.", counter.name.get(voice.lang), hours.trim_end_matches('.'));
        panels.push(Panel {
            title: voice.get("form-in-person"),
            text: vec![format!("{place} {}", voice.phone_in_text(&counter.phone)).into()],
            phone: None,
        });
    }
    panels
}

/// The reminder of the emergency number, on steps where people write freely.
fn danger(words: &FormWords<'_>, step: &Step, shown: bool) -> Option<DangerReminder> {
    let free = step.fields.iter().any(|field| matches!(field.control, Asked::LongText { .. }));
    free.then(|| DangerReminder { words: words.danger_words(), notice: words.danger_notice(), shown })
}

/// The parts of one step's form.
struct Parts<'a> {
    words: &'a FormWords<'a>,
    step: &'static Step,
    typed: &'a Typed<'a>,
    needs: &'a [DocumentNeed],
    title: &'a str,
}

impl Parts<'_> {
    /// Every part, in order: fields that a single answer reveals stand under that answer.
    fn all(&self) -> Vec<Part> {
        let top = self.step.fields.iter().filter(|field| match field.reveal {
            None => true,
            // Decided on another step: then the answer is known.
            Some(reveal) => self.decider(reveal.field).is_none() && self.shown(field),
        });
        top.flat_map(|field| self.parts_of(field)).collect()
    }

    /// The fields that several answers of a field reveal: one place after all answers, not one under each.
    fn followers(&self, field: &'static Field) -> Vec<Part> {
        let followers =
            self.revealed_by(field).filter(|follower| follower.reveal.is_some_and(|reveal| reveal.values.len() > 1));
        followers.flat_map(|follower| self.parts_of(follower)).collect()
    }

    /// Whether an answer of a field reveals any of its followers.
    fn opens_followers(&self, field: &'static Field, value: &str) -> bool {
        self.revealed_by(field)
            .filter_map(|follower| follower.reveal)
            .any(|reveal| reveal.values.len() > 1 && reveal.values.contains(&value))
    }

    /// The fields that stand under one answer of a field.
    fn under(&self, field: &'static Field, value: &str) -> Vec<Part> {
        let here = self.revealed_by(field).filter(|under| under.reveal.is_some_and(|reveal| reveal.values == [value]));
        here.flat_map(|under| self.parts_of(under)).collect()
    }

    fn revealed_by(&self, field: &'static Field) -> impl Iterator<Item = &'static Field> {
        self.step.fields.iter().filter(move |other| other.reveal.is_some_and(|reveal| reveal.field == field.name))
    }

    fn decider(&self, name: &str) -> Option<&'static Field> {
        self.step.fields.iter().find(|field| field.name == name)
    }

    fn shown(&self, field: &Field) -> bool {
        field.shown(&self.words.service.fields(), self.typed.answers)
    }

    fn parts_of(&self, field: &'static Field) -> Vec<Part> {
        match field.control {
            Asked::Notice => self.words.notice(field).map(Part::Notice).into_iter().collect(),
            Asked::Uploads => self.uploads(field),
            _ => vec![Part::Field(controls::field(self, field))],
        }
    }

    /// A control for each document that is needed, or the word that none is.
    fn uploads(&self, field: &'static Field) -> Vec<Part> {
        if self.needs.is_empty() {
            let voice = &self.words.voice;
            return vec![Part::Notice(Notice {
                tone: Tone::Ok,
                icon: Some(Icon::Check),
                title: voice.get("form-no-documents"),
                text: Prose::default(),
                links: Vec::new(),
            })];
        }
        let last = self.needs.len() - 1;
        let needs = self.needs.iter().enumerate();
        needs.map(|(place, need)| Part::Field(controls::documents(self, field, need, place == last))).collect()
    }
}
