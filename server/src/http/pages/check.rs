//! "Check your answers": what will be sent, what follows, and the button that sends it.

use chrono::NaiveDate;
use shared::form::{Control, Field, Step};
use shared::lang::Lang;
use shared::page::{
    AnswerGroup, AnswerRow, Cell, CheckAnswers, Choice, Control as Shown, FieldView, Form, HeadingLevel, Hidden,
    Honeypot, Link, Notice, Part, Submit,
};

use super::form::{CHECK, FormWords, HONEYPOT, Typed, back, document_key, needs, step_line};
use crate::http::words::{file_size, slug};
use crate::local_time;

/// The box that says that the answers are true.
pub const DECLARED: &str = "declared";
/// The value that makes a second press send nothing.
pub const TOKEN: &str = "token";

/// How the page is shown this time.
#[derive(Debug, Default)]
pub struct Showing {
    /// What makes a second press send nothing.
    pub token: String,
    /// When, how much, who acts next.
    pub today: Vec<Cell>,
    /// Whether the box was ticked already.
    pub declared: bool,
    /// What to say before the button.
    pub problem: Option<Notice>,
}

/// The page.
#[must_use]
pub fn page(words: &FormWords<'_>, typed: &Typed<'_>, showing: Showing) -> CheckAnswers {
    let voice = &words.voice;
    CheckAnswers {
        steps: Some(step_line(words, CHECK)),
        back: Some(back(words, CHECK, false)),
        title: voice.get("check-title"),
        intro: voice.get("check-nothing-sent"),
        groups: words
            .service
            .steps
            .iter()
            .map(|step| group(words, step, typed))
            .filter(|group| !group.rows.is_empty())
            .collect(),
        today_title: voice.get("check-if-sent"),
        form: form(words, typed, &showing),
        today: showing.today,
        print: voice.get("check-print"),
    }
}

fn form(words: &FormWords<'_>, typed: &Typed<'_>, showing: &Showing) -> Form {
    let voice = &words.voice;
    let declared = FieldView {
        name: DECLARED.to_owned(),
        error: typed.fault(DECLARED).map(|code| words.fault(DECLARED, code)),
        control: Shown::Checkboxes {
            choices: vec![Choice {
                name: DECLARED.to_owned(),
                value: "yes".to_owned(),
                label: voice.get("check-true"),
                checked: showing.declared,
                ..Choice::default()
            }],
        },
        ..FieldView::default()
    };
    Form {
        // The page shows title and summary of errors itself.
        level: HeadingLevel::Section,
        action: words.step_path(CHECK),
        hidden: vec![Hidden { name: TOKEN.to_owned(), value: showing.token.clone() }],
        honeypot: Some(Honeypot { name: HONEYPOT.to_owned(), label: voice.get("form-honeypot") }),
        problem: showing.problem.clone(),
        parts: vec![Part::Field(declared)],
        submit: Submit { text: voice.get("check-send"), value: None },
        after: voice.prose("check-link-note"),
        texts: words.form_texts(),
        ..Form::default()
    }
}

/// The answers of one step.
fn group(words: &FormWords<'_>, step: &'static Step, typed: &Typed<'_>) -> AnswerGroup {
    let fields = words.service.fields();
    let shown = step.fields.iter().filter(|field| field.shown(&fields, typed.answers));
    AnswerGroup {
        title: words.step_name(step.id),
        rows: shown.flat_map(|field| rows(words, step, field, typed)).collect(),
    }
}

fn rows(words: &FormWords<'_>, step: &Step, field: &Field, typed: &Typed<'_>) -> Vec<AnswerRow> {
    if field.control == Control::Uploads {
        return documents(words, step, typed);
    }
    let Some(answer) = typed.answers.get(field.name) else { return Vec::new() };
    let id = match field.control {
        Control::Choice(values) => format!("{}-{}", field.name, values.first().copied().unwrap_or_default()),
        Control::Checkbox => format!("{}-yes", field.name),
        Control::Date => format!("{}_month", field.name),
        _ => field.name.to_owned(),
    };
    vec![AnswerRow {
        label: words.short_label(field),
        value: value(words, field, answer),
        change: Some(change(words, step, &id)),
    }]
}

fn change(words: &FormWords<'_>, step: &Step, id: &str) -> Link {
    Link::new(format!("{}?change=1#{id}", words.step_path(step.id)), words.voice.get("check-change"))
}

/// An answer as its reader would say it.
fn value(words: &FormWords<'_>, field: &Field, answer: &str) -> Vec<String> {
    let voice = &words.voice;
    match field.control {
        Control::Choice(_) => vec![words.get(&format!("{}-{}", words.key(field.name), slug(answer)))],
        Control::Checkbox => vec![voice.get("form-yes")],
        Control::Date => vec![date(voice.lang, answer)],
        // It may be read over a shoulder: only that it is there.
        Control::Pin => vec![voice.get("check-pin-set")],
        _ => answer.lines().map(str::to_owned).collect(),
    }
}

fn date(lang: Lang, answer: &str) -> String {
    answer.parse::<NaiveDate>().map_or_else(|_| answer.to_owned(), |date| local_time::day_with_year(lang, date))
}

/// A row for each document that is needed.
fn documents(words: &FormWords<'_>, step: &Step, typed: &Typed<'_>) -> Vec<AnswerRow> {
    let voice = &words.voice;
    let needs = needs(words.service, typed.answers);
    needs
        .into_iter()
        .map(|need| {
            let given = typed.documents.iter().filter(|document| document.purpose == need.purpose);
            let mut value: Vec<String> =
                given.map(|document| format!("{}, {}", document.name, file_size(document.size_bytes))).collect();
            if value.is_empty() {
                value.push(voice.get("form-document-later"));
            }
            AnswerRow {
                label: voice.get(&document_key(need.purpose)),
                value,
                change: Some(change(words, step, need.purpose)),
            }
        })
        .collect()
}
