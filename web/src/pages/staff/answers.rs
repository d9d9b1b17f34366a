//! The answers of a form whose fields the server names: kept in the drafts until they were sent.

use std::collections::BTreeMap;

use shared::problem::Problem;
use shared::staff::ActionField;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    console::{Console, use_console},
    field::{Field, field_id},
    parts,
};
use crate::api::Failure;

/// What was typed into one form, or what stood in its fields at first.
#[derive(Clone)]
pub struct Answers {
    console: Console,
    redraw: UseForceUpdateHandle,
    /// The beginning of the names of its drafts.
    draft: String,
    /// Unique on the page; the ids of its fields begin so.
    form: String,
    fields: Vec<ActionField>,
}

/// The answers of the form `form`, whose drafts' names begin with `draft`.
#[hook]
pub fn use_answers(draft: String, form: &str, fields: &[ActionField]) -> Answers {
    let (console, redraw) = (use_console(), use_force_update());
    Answers { console, redraw, draft, form: form.to_owned(), fields: fields.to_vec() }
}

impl Answers {
    /// The answers that are not empty, by field name.
    pub fn given(&self) -> BTreeMap<String, String> {
        let answers = self.fields.iter().map(|field| (field.name.clone(), self.value(field)));
        answers.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The fields that may not stay empty and are, as the server would refuse them.
    pub fn missing(&self) -> Option<Failure> {
        let words = &self.console.words;
        let empty = self.fields.iter().filter(|field| field.required && self.value(field).trim().is_empty());
        let errors: BTreeMap<String, String> =
            empty.map(|field| (field.name.clone(), words.get("staff-missing"))).collect();
        let title = words.get("staff-missing-title");
        let problem = || Problem { status: 422, title, errors: errors.clone(), ..Problem::default() };
        (!errors.is_empty()).then(|| Failure::Problem(Box::new(problem())))
    }

    /// Forgets what was typed.
    pub fn forget(&self) {
        self.console.drafts.forget(&self.draft);
    }

    /// The fields, each with what is wrong with it.
    pub fn fields(&self, failure: Option<&Failure>) -> Html {
        let field = |field: &ActionField| {
            let on_change = {
                let (answers, name, first) = (self.clone(), field.name.clone(), field.value.clone());
                Callback::from(move |value: String| {
                    answers.console.drafts.keep(&format!("{}{name}", answers.draft), &value, &first);
                    answers.redraw.force_update();
                })
            };
            let error = failure.and_then(|failure| failure.field(&field.name));
            html! {
                <Field key={field.name.clone()} field={field.clone()} form={self.form.clone()}
                    value={self.value(field)} error={error.map(|error| AttrValue::from(error.to_owned()))}
                    optional={self.console.words.get("staff-optional")} {on_change} />
            }
        };
        html! { <>{ for self.fields.iter().map(field) }</> }
    }

    /// What went wrong, with a way to each field that is wrong.
    pub fn summary(&self, failure: &Failure) -> Html {
        let wrong = self.fields.iter().filter_map(|field| Some((field, failure.field(&field.name)?)));
        let wrong: Vec<_> = wrong.collect();
        html! {
            <>
                { parts::failure(&self.console.words, failure) }
                if !wrong.is_empty() {
                    <ul class="wrong">
                        { for wrong.iter().map(|(field, error)| html! {
                            <li>
                                <a href={format!("#{}", field_id(&self.form, field))}>
                                    { format!("{}: {error}", field.label) }
                                </a>
                            </li>
                        }) }
                    </ul>
                }
            </>
        }
    }

    fn value(&self, field: &ActionField) -> String {
        let typed = self.console.drafts.get(&format!("{}{}", self.draft, field.name));
        typed.unwrap_or_else(|| field.value.clone())
    }
}

/// Gives the focus to a box whenever `failure` has changed to one: it was rendered a moment ago.
#[hook]
pub fn use_failure_focus(error: NodeRef, failure: Option<Failure>) {
    use_effect_with(failure, move |failure| {
        if let (Some(_), Some(error)) = (failure, error.cast::<HtmlElement>()) {
            // A box that left the page again needs no focus.
            let _ = error.focus();
        }
    });
}
