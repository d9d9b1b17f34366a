//! One field of a form that the server describes.

use shared::staff::{ActionField, ActionOption, Control};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Props of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// What is asked.
    pub field: ActionField,
    /// The form's name, so that ids are unique on the page.
    pub form: AttrValue,
    /// What was answered.
    pub value: AttrValue,
    /// What is wrong with it.
    pub error: Option<AttrValue>,
    /// What is said beside the label when it may stay empty.
    pub optional: AttrValue,
    /// Takes the answer.
    pub on_change: Callback<String>,
}

/// The id of the input that takes the focus first.
pub fn field_id(form: &str, field: &ActionField) -> String {
    format!("{form}-{}", field.name)
}

/// Label, hint, error and input, in this order.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let field = &props.field;
    let id = field_id(&props.form, field);
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described =
        [field.hint.is_some().then_some(hint_id.as_str()), props.error.is_some().then_some(error_id.as_str())];
    let described: Vec<&str> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));

    let label = html! {
        <>
            { &field.label }
            if !field.required { <span class="optional">{ &props.optional }</span> }
        </>
    };
    let notes = html! {
        <>
            if let Some(hint) = &field.hint { <p class="hint" id={hint_id.clone()}>{ hint }</p> }
            if let Some(error) = &props.error { <p class="error" id={error_id.clone()}>{ error }</p> }
        </>
    };
    let class = classes!("field", props.error.is_some().then_some("field-error"));
    let wrong = props.error.is_some().then_some("true");
    let on_input = {
        let on_change = props.on_change.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                on_change.emit(input.value());
            } else if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                on_change.emit(area.value());
            }
        })
    };

    match field.control {
        Control::Choice | Control::Checks => html! {
            <fieldset {class} aria-describedby={described}>
                <legend>{ label }</legend>
                { notes }
                { for field.options.iter().enumerate().map(|(at, it)| option(props, (at == 0).then(|| id.clone()), it)) }
            </fieldset>
        },
        Control::Confirm => {
            let on_change = props.on_change.clone();
            let onchange = Callback::from(move |event: Event| {
                let ticked = event.target_dyn_into::<HtmlInputElement>().is_some_and(|it| it.checked());
                on_change.emit(if ticked { "yes".to_owned() } else { String::new() });
            });
            html! {
                <div {class}>
                    <label class="option">
                        <input {id} type="checkbox" checked={props.value == "yes"} {onchange}
                            aria-describedby={described} aria-invalid={wrong} />
                        { &field.label }
                    </label>
                    { notes }
                </div>
            }
        }
        Control::Select => {
            let on_change = props.on_change.clone();
            let onchange = Callback::from(move |event: Event| {
                if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                    on_change.emit(select.value());
                }
            });
            html! {
                <div {class}>
                    <label for={id.clone()}>{ label }</label>
                    { notes }
                    <select {id} {onchange} aria-describedby={described} aria-invalid={wrong}>
                        <option value="" selected={props.value.is_empty()}>{ "–" }</option>
                        { for field.options.iter().map(|it| html! {
                            <option value={it.value.clone()} selected={props.value == it.value}>{ &it.label }</option>
                        }) }
                    </select>
                </div>
            }
        }
        Control::Text => html! {
            <div {class}>
                <label for={id.clone()}>{ label }</label>
                { notes }
                <textarea {id} rows="4" value={props.value.clone()} oninput={on_input}
                    aria-describedby={described} aria-invalid={wrong} />
            </div>
        },
        Control::Line | Control::Money | Control::Number | Control::Date => {
            let (kind, inputmode) = match field.control {
                Control::Money => ("text", Some("decimal")),
                Control::Number => ("text", Some("numeric")),
                Control::Date => ("date", None),
                _ => ("text", None),
            };
            html! {
                <div {class}>
                    <label for={id.clone()}>{ label }</label>
                    { notes }
                    <input {id} type={kind} {inputmode} value={props.value.clone()} oninput={on_input}
                        autocomplete="off" aria-describedby={described} aria-invalid={wrong} />
                </div>
            }
        }
    }
}

fn option(props: &FieldProps, id: Option<String>, option: &ActionOption) -> Html {
    let name = field_id(&props.form, &props.field);
    let many = props.field.control == Control::Checks;
    let chosen: Vec<String> = props.value.split(',').map(str::to_owned).collect();
    let checked = chosen.contains(&option.value);
    let onchange = {
        let (on_change, value) = (props.on_change.clone(), option.value.clone());
        Callback::from(move |_: Event| {
            let mut chosen = chosen.clone();
            chosen.retain(|it| many && !it.is_empty() && *it != value);
            if !(many && checked) {
                chosen.push(value.clone());
            }
            on_change.emit(chosen.join(","));
        })
    };
    html! {
        <label class="option" key={option.value.clone()}>
            <input {id} type={if many { "checkbox" } else { "radio" }} {name}
                value={option.value.clone()} {checked} {onchange} />
            <span>
                { &option.label }
                if let Some(hint) = &option.hint { <span class="option-hint">{ hint }</span> }
            </span>
        </label>
    }
}
