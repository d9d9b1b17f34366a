//! The form of one action: what it does, what must be said, and the button that does it.

use std::collections::BTreeMap;

use shared::problem::Problem;
use shared::staff::{Action, ActionRequest};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    field::Field,
    writer::{Outcome, Writer},
};
use crate::api::Failure;
use crate::pages::staff::{console::use_console, parts};

/// Props of [`ActionForm`].
#[derive(Properties, PartialEq)]
pub struct ActionFormProps {
    /// The action.
    pub action: Action,
    /// The version the person sees.
    pub version: i64,
    /// Writes to the case.
    pub writer: Writer,
    /// Called when it was done or called off.
    pub on_end: Callback<()>,
}

/// What was typed stays in the console's drafts until the action succeeded.
#[component]
pub fn ActionForm(props: &ActionFormProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let action = &props.action;
    let draft = format!("{}/{}/", props.writer.reference, action.id);
    let values = use_state(|| {
        let value =
            |name: &str, first: &str| console.drafts.get(&format!("{draft}{name}")).unwrap_or_else(|| first.to_owned());
        let fields = action.fields.iter();
        fields.map(|field| (field.name.clone(), value(&field.name, &field.value))).collect::<BTreeMap<_, _>>()
    });
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let (top, error) = (use_node_ref(), use_node_ref());
    {
        let top = top.clone();
        use_effect_with((), move |()| {
            if let Some(top) = top.cast::<HtmlElement>() {
                // The form was rendered a moment ago.
                let _ = top.focus();
            }
        });
    }
    {
        let error = error.clone();
        use_effect_with((*failure).clone(), move |_| {
            if let Some(error) = error.cast::<HtmlElement>() {
                // The box was rendered a moment ago.
                let _ = error.focus();
            }
        });
    }

    let onsubmit = {
        let (busy, failure, values) = (busy.clone(), failure.clone(), values.clone());
        let (writer, on_end, console) = (props.writer.clone(), props.on_end.clone(), console.clone());
        let (id, label, version) = (action.id.clone(), action.label.clone(), props.version);
        let proof = action.needs_reauth;
        let required = action.fields.iter().filter(|field| field.required);
        let required: Vec<String> = required.map(|field| field.name.clone()).collect();
        let (missing_title, missing_text) = (words.get("staff-missing-title"), words.get("staff-missing"));
        let draft = draft.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let missing: BTreeMap<String, String> = required
                .iter()
                .filter(|name| values.get(*name).is_none_or(|value| value.trim().is_empty()))
                .map(|name| (name.clone(), missing_text.clone()))
                .collect();
            if !missing.is_empty() {
                failure.set(Some(Failure::Problem(Box::new(Problem {
                    status: 422,
                    title: missing_title.clone(),
                    errors: missing,
                    ..Problem::default()
                }))));
                return;
            }
            busy.set(true);
            let fields = values.iter().filter(|(_, value)| !value.is_empty());
            let body =
                ActionRequest { version, fields: fields.map(|(name, value)| (name.clone(), value.clone())).collect() };
            let (busy, failure, on_end) = (busy.clone(), failure.clone(), on_end.clone());
            let (drafts, announce) = (console.drafts.clone(), console.announce.clone());
            let done = console.words.fill("staff-action-done", &[("what", &label)]);
            let draft = draft.clone();
            writer.post_proved(
                proof,
                &format!("actions/{id}"),
                body,
                Callback::from(move |outcome: Outcome| {
                    busy.set(false);
                    if outcome == Outcome::Done {
                        drafts.forget(&draft);
                        announce.emit(done.clone());
                        on_end.emit(());
                    }
                    failure.set(outcome.failure());
                }),
            );
        })
    };
    let field = |field: &shared::staff::ActionField| {
        let on_change = {
            let (values, drafts) = (values.clone(), console.drafts.clone());
            let (name, key) = (field.name.clone(), format!("{draft}{}", field.name));
            Callback::from(move |value: String| {
                drafts.keep(&key, &value);
                let mut changed = (*values).clone();
                changed.insert(name.clone(), value);
                values.set(changed);
            })
        };
        let value = values.get(&field.name).cloned().unwrap_or_default();
        let error = failure.as_ref().and_then(|failure| failure.field(&field.name));
        html! {
            <Field key={field.name.clone()} field={field.clone()} form={action.id.clone()} value={value}
                error={error.map(|error| AttrValue::from(error.to_owned()))}
                optional={words.get("staff-optional")} {on_change} />
        }
    };
    let button = if action.needs_approval {
        words.fill("staff-propose", &[("what", &action.label)])
    } else {
        action.label.clone()
    };

    html! {
        <form class="action-form stack" {onsubmit} novalidate={true}>
            <p ref={top} tabindex="-1" class="quiet">{ &action.does }</p>
            if action.needs_approval {
                <p class="quiet">{ words.get("staff-needs-approval") }</p>
            }
            if action.needs_reauth {
                <p class="quiet">{ words.get("staff-needs-reauth") }</p>
            }
            if let Some(failure) = &*failure {
                <div ref={error} tabindex="-1" role="alert">{ parts::failure(words, failure) }</div>
            }
            { for action.fields.iter().map(field) }
            <div class="buttons">
                <button class="button button-main" aria-busy={busy.to_string()}>
                    { if *busy { words.get("staff-working") } else { button } }
                </button>
                <button type="button" class="button" onclick={props.on_end.reform(|_: MouseEvent| ())}>
                    { words.get("staff-cancel") }
                </button>
            </div>
        </form>
    }
}
