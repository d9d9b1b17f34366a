//! The controls of questions: native inputs, with the attributes that keyboards and browsers need.

use shared::page::{Choice, DatePart, FieldView, Form, SelectOption, TextBox, TextKind};
use yew::prelude::*;

use super::field::described_by;
use super::view::{Live, parts};

/// One line of text.
pub(super) fn text(field: &FieldView, text: &TextBox) -> Html {
    let (kind, mode) = match text.kind {
        TextKind::Words => ("text", None),
        TextKind::Email => ("email", Some("email")),
        TextKind::Phone => ("tel", Some("tel")),
        TextKind::Digits => ("text", Some("numeric")),
        TextKind::Pin => ("password", Some("numeric")),
        TextKind::Code => ("text", Some("text")),
    };
    let exact = !matches!(text.kind, TextKind::Words);
    let width = text.width.map(|characters| match characters {
        0..=4 => "usa-input--small",
        5..=12 => "usa-input--medium",
        _ => "usa-input--large",
    });
    html! {
        <input
            class={classes!("usa-input", invalid(field).then_some("usa-input--error"), width)}
            id={field.name.clone()}
            name={field.name.clone()}
            type={kind}
            value={text.value.clone()}
            inputmode={mode}
            autocomplete={text.autocomplete.clone()}
            autocapitalize={exact.then_some("none")}
            spellcheck={exact.then_some("false")}
            maxlength={text.max_length.map(|max| max.to_string())}
            aria-describedby={described_by(field)}
            aria-invalid={invalid(field).then_some("true")}
        />
    }
}

/// Several lines of text.
pub(super) fn long_text(field: &FieldView, value: &str, max_length: Option<u32>) -> Html {
    html! {
        <textarea
            class={classes!("usa-textarea", invalid(field).then_some("usa-input--error"))}
            id={field.name.clone()}
            name={field.name.clone()}
            rows="4"
            value={value.to_owned()}
            maxlength={max_length.map(|max| max.to_string())}
            aria-describedby={described_by(field)}
            aria-invalid={invalid(field).then_some("true")}
        />
    }
}

/// A date in three boxes.
pub(super) fn date(field: &FieldView, parts: &[DatePart; 3]) -> Html {
    html! {
        <div class="usa-memorable-date">
            { for parts.iter().map(|part| html! {
                <div class="date-part">
                    <label for={part.name.clone()}>{ &part.label }</label>
                    <input
                        class={classes!(
                            "usa-input",
                            (part.digits > 2).then_some("date-part--year"),
                            part.wrong.then_some("usa-input--error"),
                        )}
                        id={part.name.clone()}
                        name={part.name.clone()}
                        type="text"
                        inputmode="numeric"
                        maxlength={part.digits.to_string()}
                        value={part.value.clone()}
                        aria-describedby={part.wrong.then(|| format!("{}-error", field.name))}
                        aria-invalid={part.wrong.then_some("true")}
                    />
                </div>
            }) }
        </div>
    }
}

/// Radios or checkboxes: the type of the input, and the classes of its parts.
pub(super) struct Kind {
    input: &'static str,
    classes: [&'static str; 4],
}

pub(super) const RADIO: Kind = Kind {
    input: "radio",
    classes: ["usa-radio", "usa-radio__input", "usa-radio__label", "usa-radio__label-description"],
};
pub(super) const CHECKBOX: Kind = Kind {
    input: "checkbox",
    classes: ["usa-checkbox", "usa-checkbox__input", "usa-checkbox__label", "usa-checkbox__label-description"],
};

/// Radios or checkboxes, each followed by what it opens.
pub(super) fn choices(field: &FieldView, choices: &[Choice], kind: &Kind, form: &Form, live: &Live) -> Html {
    let [around, input, label, description] = kind.classes;
    let lone = field.label.is_empty();
    let all: Html = choices
        .iter()
        .map(|choice| {
            let id = choice.id();
            html! {
                <div class="choice">
                    <div class={around}>
                        <input
                            class={input}
                            id={id.clone()}
                            name={choice.name.clone()}
                            type={kind.input}
                            value={choice.value.clone()}
                            checked={choice.checked}
                            data-opens={choice.opens_followers.then_some("")}
                            aria-describedby={lone.then(|| described_by(field)).flatten()}
                            aria-invalid={(lone && invalid(field)).then_some("true")}
                        />
                        <label class={label} for={id}>
                            <span>{ &choice.label }</span>
                            if !choice.hint.is_empty() {
                                <span class={description}>{ &choice.hint }</span>
                            }
                        </label>
                    </div>
                    if !choice.reveals.is_empty() {
                        <div class="reveal">{ parts(&choice.reveals, form, live) }</div>
                    }
                </div>
            }
        })
        .collect();
    html! {
        <>
            { all }
            if !field.followers.is_empty() {
                <div class="reveal followers">{ parts(&field.followers, form, live) }</div>
            }
        </>
    }
}

/// One of many.
pub(super) fn select(field: &FieldView, value: &str, options: &[SelectOption]) -> Html {
    html! {
        <select
            class={classes!("usa-select", invalid(field).then_some("usa-input--error"))}
            id={field.name.clone()}
            name={field.name.clone()}
            aria-describedby={described_by(field)}
            aria-invalid={invalid(field).then_some("true")}
        >
            { for options.iter().map(|option| html! {
                <option value={option.value.clone()} selected={option.value == value}>{ &option.label }</option>
            }) }
        </select>
    }
}

fn invalid(field: &FieldView) -> bool {
    field.error.is_some()
}
