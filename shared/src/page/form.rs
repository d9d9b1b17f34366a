//! Forms as values: the same value is rendered by the server and taken over by the browser.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::answers::open_fields;
use super::{Control, FieldView, Link, Notice, Panel, Prose};

/// A page with one form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FormPage {
    /// Where the visitor is in a longer form.
    pub steps: Option<StepLine>,
    /// The page before this one.
    pub back: Option<Link>,
    /// The form, with the heading of the page.
    pub form: Form,
    /// Short texts at the side.
    pub aside: Vec<Panel>,
}

/// "Step 2 of 6: The report".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepLine {
    /// "Step 2 of 6:"
    pub words: String,
    /// Names of all steps.
    pub names: Vec<String>,
    /// Which one this is, from 0.
    pub current: usize,
}

/// A form, complete without JavaScript.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Its heading; empty when the page has said it.
    pub title: String,
    /// Which heading `title` is; [`HeadingLevel::Page`] also brings the summary of errors.
    pub level: HeadingLevel,
    /// A sentence or two under the heading; may be empty.
    pub intro: Prose,
    /// Where it posts to.
    pub action: String,
    /// Whether it carries files (`multipart/form-data`).
    pub multipart: bool,
    /// Values that travel along: the start token, an idempotency token.
    pub hidden: Vec<Hidden>,
    /// A field that only machines fill in.
    pub honeypot: Option<Honeypot>,
    /// What is wrong with the whole form, or asked once more.
    pub problem: Option<Notice>,
    /// Reminder of the emergency number, shown once when a long text speaks of danger now.
    pub danger: Option<DangerReminder>,
    /// Fields and notices, in order.
    pub parts: Vec<Part>,
    /// The main button.
    pub submit: Submit,
    /// A second way to post the same form, written as a link: "Save and finish later".
    pub later: Option<Submit>,
    /// A sentence under the buttons; may be empty.
    pub after: Prose,
    /// Which step's rules the browser checks it by; `None` when only what is empty is checked.
    pub checked_by: Option<CheckedBy>,
    /// Messages for checks in the browser, by `field.code`; see [`Form::message`].
    pub messages: BTreeMap<String, String>,
    /// Words that only the browser needs.
    pub texts: FormTexts,
}

/// The rules of a form: a step of a service's table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedBy {
    /// Kind of the service.
    pub service: String,
    /// Id of the step.
    pub step: String,
    /// Today in the department's zone.
    pub today: NaiveDate,
}

/// Which heading a form has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadingLevel {
    /// The heading of the page (`h1`).
    #[default]
    Page,
    /// A section of a page (`h2`).
    Section,
    /// A part of a section (`h3`).
    Part,
}

/// A hidden value of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Name of the field.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A field that only machines fill in; hidden from people, and labelled for those who still meet it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Honeypot {
    /// Name of the field.
    pub name: String,
    /// "Leave this empty".
    pub label: String,
}

/// When and how a form reminds of the emergency number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DangerReminder {
    /// Words in lower case that a text in danger contains.
    pub words: Vec<String>,
    /// The reminder.
    pub notice: Notice,
    /// Whether to show it now; the server sets it once.
    pub shown: bool,
}

/// A button that posts the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submit {
    /// What it does.
    pub text: String,
    /// Its name and value, where the server must tell the buttons apart.
    pub value: Option<Hidden>,
}

/// Words that only the browser needs. `{count}` and `{percent}` are filled in there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormTexts {
    /// Heading of the error summary for one error.
    pub error_one: String,
    /// Heading of the error summary for `{count}` errors.
    pub error_many: String,
    /// Before the title of the window when there is an error: "Error:".
    pub error_prefix: String,
    /// On the button while the form is being sent.
    pub sending: String,
    /// Progress of an upload: "{percent}% sent".
    pub uploading: String,
    /// An upload broke off.
    pub upload_failed: String,
    /// A file is larger than allowed.
    pub upload_too_large: String,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
// Where pointers are small, the lint finds nothing to expect.
#[cfg_attr(
    target_pointer_width = "64",
    expect(clippy::large_enum_variant, reason = "nearly every part is a field; a box would only cost")
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A question.
    Field(FieldView),
    /// Something to notice, such as a way out of the form.
    Notice(Notice),
}

impl Form {
    /// Every error with the id of the control it belongs to, in the order of the page.
    pub fn errors(&self) -> Vec<(String, String)> {
        let mut errors = Vec::new();
        for field in open_fields(&self.parts) {
            if let Some(error) = &field.error {
                errors.push((field.first_id(), error.clone()));
            }
        }
        errors
    }

    /// The message for a check, `field.code`, or else the one for the code alone.
    pub fn message(&self, field: &str, code: &str) -> Option<&String> {
        self.messages.get(&format!("{field}.{code}")).or_else(|| self.messages.get(code))
    }

    /// Calls `change` for every field, those under choices included.
    pub fn for_each_field(&mut self, mut change: impl FnMut(&mut FieldView)) {
        visit(&mut self.parts, &mut change);
    }

    /// The fields that count now: those of the form and of choices that are chosen.
    pub fn open_fields(&self) -> Vec<&FieldView> {
        open_fields(&self.parts)
    }
}

fn visit(parts: &mut [Part], change: &mut impl FnMut(&mut FieldView)) {
    for part in parts {
        let Part::Field(field) = part else { continue };
        change(field);
        if let Control::Radios { choices } | Control::Checkboxes { choices } = &mut field.control {
            for choice in choices {
                visit(&mut choice.reveals, change);
            }
        }
        visit(&mut field.followers, change);
    }
}
