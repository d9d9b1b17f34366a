//! The form of one action: what it does, what must be said, and the button that does it.

use shared::staff::{Action, ActionRequest};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::writer::{Outcome, Writer};
use crate::api::Failure;
use crate::pages::staff::{
    answers::{use_answers, use_failure_focus},
    console::use_console,
};

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
    let answers = use_answers(format!("{}/{}/", props.writer.reference, action.id), &action.id, &action.fields);
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
    use_failure_focus(error.clone(), (*failure).clone());

    let onsubmit = {
        let (busy, failure, answers) = (busy.clone(), failure.clone(), answers.clone());
        let (writer, on_end, announce) = (props.writer.clone(), props.on_end.clone(), console.announce.clone());
        let (path, version) = (format!("actions/{}", action.id), props.version);
        let proof = action.needs_reauth;
        let said = words.fill("staff-action-done", &[("what", &action.label)]);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            if let Some(missing) = answers.missing() {
                failure.set(Some(missing));
                return;
            }
            busy.set(true);
            let (busy, failure, on_end, answers) = (busy.clone(), failure.clone(), on_end.clone(), answers.clone());
            let (announce, said) = (announce.clone(), said.clone());
            let fields = answers.given();
            let done = Callback::from(move |outcome: Outcome| {
                busy.set(false);
                if outcome == Outcome::Done {
                    answers.forget();
                    announce.emit(said.clone());
                    on_end.emit(());
                }
                failure.set(outcome.failure());
            });
            writer.post(proof, &path, &ActionRequest { version, fields }, done);
        })
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
                <div ref={error} tabindex="-1" role="alert">{ answers.summary(failure) }</div>
            }
            { answers.fields(failure.as_ref()) }
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
