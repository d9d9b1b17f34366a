//! A form with its heading, its errors and its buttons.

use shared::page::{Control, Form, HeadingLevel, Hidden, Part, Submit};
use yew::prelude::*;

use super::field::field;
use crate::components::{notice, paragraph};

/// The main button of a form.
const BUTTON: &str = "usa-button";
/// A button that looks like a link.
pub(super) const LINK: &str = "link-button";

/// What only the browser knows of a form: nothing on the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// Files on their way.
    pub uploads: Vec<Upload>,
    /// Whether the form is being sent.
    pub sending: bool,
}

/// A file on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Which upload of this page it is.
    pub id: u32,
    /// The field it belongs to.
    pub field: String,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub progress: Progress,
}

/// How an upload stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Sent so far, in percent, with its words.
    Sending(u8, String),
    /// It broke off or was refused, and why.
    Failed(String),
}

impl Upload {
    /// Whether it is still on its way.
    pub fn is_sending(&self) -> bool {
        matches!(self.progress, Progress::Sending(..))
    }
}

/// The form, complete without JavaScript.
pub fn form_view(form: &Form, live: &Live) -> Html {
    let in_page = form.level == HeadingLevel::Page && !form.title.is_empty();
    html! {
        <>
            if in_page { { error_summary(form) } }
            { heading(form) }
            { paragraph("form-intro", &form.intro) }
            if let Some(problem) = &form.problem { <div role="alert">{ notice(problem) }</div> }
            { danger_reminder(form) }
            <form
                method="post"
                action={form.action.clone()}
                enctype={form.multipart.then_some("multipart/form-data")}
                novalidate=true
                data-form=""
            >
                { default_button(form) }
                { for form.hidden.iter().map(hidden) }
                { honeypot(form) }
                { parts(&form.parts, form, live) }
                <div class="buttons">
                    { submit(BUTTON, &form.submit, live.sending.then_some(form.texts.sending.as_str())) }
                    if let Some(later) = &form.later { { submit(LINK, later, None) } }
                </div>
            </form>
            { paragraph("after-form", &form.after) }
        </>
    }
}

/// The summary of errors, which takes the focus: the same words as beside the fields, with links to them.
pub fn error_summary(form: &Form) -> Html {
    let errors = form.errors();
    if errors.is_empty() {
        return Html::default();
    }
    let title = match errors.len() {
        1 => form.texts.error_one.clone(),
        count => form.texts.error_many.replace("{count}", &count.to_string()),
    };
    html! {
        <div class="error-summary" id="errors" role="alert" tabindex="-1" data-focus="">
            <h2>{ title }</h2>
            <ul>
                { for errors.into_iter().map(|(id, words)| html! {
                    <li><a href={format!("#{id}")}>{ words }</a></li>
                }) }
            </ul>
        </div>
    }
}

/// Fields and notices in order.
pub(super) fn parts(all: &[Part], form: &Form, live: &Live) -> Html {
    all.iter()
        .map(|part| match part {
            Part::Field(value) => field(value, form, live),
            Part::Notice(value) => notice(value),
        })
        .collect()
}

/// A submit button; with `sending` it says so, and stays pressable for a form that did not get through.
/// One that is a link posts the form as it stands, without checks.
pub(super) fn submit(class: &'static str, button: &Submit, sending: Option<&str>) -> Html {
    let Hidden { name, value } = button.value.clone().unwrap_or_default();
    let named = button.value.is_some();
    html! {
        <button
            type="submit"
            {class}
            name={named.then_some(name)}
            value={named.then_some(value)}
            data-sending={sending.map(str::to_owned)}
            data-unchecked={(class == LINK).then_some("")}
        >
            <span>{ sending.unwrap_or(&button.text) }</span>
        </button>
    }
}

fn heading(form: &Form) -> Html {
    if form.title.is_empty() {
        return Html::default();
    }
    match form.level {
        HeadingLevel::Page => html! { <h1>{ &form.title }</h1> },
        HeadingLevel::Section => html! { <h2>{ &form.title }</h2> },
        HeadingLevel::Part => html! { <h3>{ &form.title }</h3> },
    }
}

fn danger_reminder(form: &Form) -> Html {
    let reminder = form.danger.as_ref().filter(|reminder| reminder.shown);
    html! {
        <div class="danger-reminder" role="alert">
            if let Some(reminder) = reminder { { notice(&reminder.notice) } }
        </div>
    }
}

/// Enter presses the first submit button of a form: this one, never the one that removes a file.
fn default_button(form: &Form) -> Html {
    let removes = form.open_fields().into_iter().any(|field| match &field.control {
        Control::Documents(documents) => documents.files.iter().any(|file| file.remove.is_some()),
        _ => false,
    });
    if !removes {
        return Html::default();
    }
    let Hidden { name, value } = form.submit.value.clone().unwrap_or_default();
    let named = form.submit.value.is_some();
    html! {
        <button
            type="submit"
            class="spoken"
            tabindex="-1"
            aria-hidden="true"
            name={named.then_some(name)}
            value={named.then_some(value)}
        >
            { &form.submit.text }
        </button>
    }
}

fn hidden(hidden: &Hidden) -> Html {
    html! { <input type="hidden" name={hidden.name.clone()} value={hidden.value.clone()} /> }
}

fn honeypot(form: &Form) -> Html {
    let Some(honeypot) = &form.honeypot else { return Html::default() };
    html! {
        <div class="honeypot" aria-hidden="true">
            <label for={honeypot.name.clone()}>{ &honeypot.label }</label>
            <input id={honeypot.name.clone()} name={honeypot.name.clone()} tabindex="-1" autocomplete="off" />
        </div>
    }
}
