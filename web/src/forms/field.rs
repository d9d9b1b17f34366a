//! A question: label, hint, error, control, and why it is asked, in this order.

use shared::page::{Control, FieldView, Form};
use yew::prelude::*;

use super::view::Live;
use super::{controls, documents};
use crate::components::{icon, prose};

/// A question with its control.
pub(super) fn field(field: &FieldView, form: &Form, live: &Live) -> Html {
    let class = if field.error.is_some() { "usa-form-group usa-form-group--error" } else { "usa-form-group" };
    let group = matches!(field.control, Control::Date { .. } | Control::Radios { .. } | Control::Checkboxes { .. });
    let control = control(field, form, live);
    let (before, after) = (before(field), why(field));
    if !group {
        return html! {
            <div {class} data-field={field.name.clone()}>
                <label class={if field.label_hidden { "usa-label spoken" } else { "usa-label" }} for={field.name.clone()}>{ words(field) }</label>
                { before }{ control }{ after }
            </div>
        };
    }
    if field.label.is_empty() {
        // One box to tick: its own label is the question.
        return html! { <div {class} data-field={field.name.clone()}>{ before }{ control }{ after }</div> };
    }
    html! {
        <div {class} data-field={field.name.clone()}>
            <fieldset class="usa-fieldset" aria-describedby={described_by(field)}>
                <legend class={if field.label_hidden { "usa-legend spoken" } else { "usa-legend" }}>{ words(field) }</legend>
                { before }{ control }{ after }
            </fieldset>
        </div>
    }
}

/// Ids of the texts that describe a field, for `aria-describedby`.
pub(super) fn described_by(field: &FieldView) -> Option<String> {
    let mut ids = Vec::new();
    if !field.hint.is_empty() {
        ids.push(format!("{}-hint", field.name));
    }
    if field.error.is_some() {
        ids.push(format!("{}-error", field.name));
    }
    if matches!(field.control, Control::Documents(_)) {
        ids.push(format!("{}-allowed", field.name));
    }
    if !field.why.is_empty() {
        ids.push(format!("{}-why", field.name));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn control(field: &FieldView, form: &Form, live: &Live) -> Html {
    match &field.control {
        Control::Text(text) => controls::text(field, text),
        Control::LongText { value, max_length } => controls::long_text(field, value, *max_length),
        Control::Date { parts } => controls::date(field, parts),
        Control::Radios { choices } => controls::choices(field, choices, &controls::RADIO, form, live),
        Control::Checkboxes { choices } => controls::choices(field, choices, &controls::CHECKBOX, form, live),
        Control::Select { value, options } => controls::select(field, value, options),
        Control::Documents(files) => documents::control(field, files, live),
    }
}

fn words(field: &FieldView) -> Html {
    html! {
        <>
            <span>{ &field.label }</span>
            if let Some(optional) = &field.optional { { " " }<span class="optional">{ optional }</span> }
        </>
    }
}

fn before(field: &FieldView) -> Html {
    html! {
        <>
            if !field.hint.is_empty() {
                <div class="usa-hint" id={format!("{}-hint", field.name)}>{ prose(&field.hint) }</div>
            }
            if let Some(error) = &field.error {
                <p class="usa-error-message" id={format!("{}-error", field.name)}>
                    { icon("warning") }<span>{ error }</span>
                </p>
            }
        </>
    }
}

fn why(field: &FieldView) -> Html {
    if field.why.is_empty() {
        return Html::default();
    }
    html! {
        <p class="why" id={format!("{}-why", field.name)}>{ icon("about") }<span>{ &field.why }</span></p>
    }
}
