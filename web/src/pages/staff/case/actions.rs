//! What this person may do now, who has the case, and what the case is not ready for.

use shared::staff::{Action, Assign, Blocked, StaffCase};
use web_sys::{HtmlElement, HtmlSelectElement};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{
    action_form::ActionForm,
    writer::{Outcome, Writer},
};
use crate::api::Failure;
use crate::pages::staff::{
    console::{Console, use_console},
    icon::Icon,
    keys::{Key, use_keys},
    parts,
};

/// The name under which "assign" is open; no service's action has it.
const ASSIGN: &str = "assign";

/// Props of [`Actions`].
#[derive(Properties, PartialEq)]
pub struct ActionsProps {
    /// The case.
    pub case: StaffCase,
    /// Writes to it.
    pub writer: Writer,
}

/// The actions as buttons that open their form in place.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let case = &props.case;
    let asked = use_location().and_then(|location| {
        let pairs = location.query::<Vec<(String, String)>>().ok()?;
        let action = pairs.into_iter().find(|(name, _)| name == "action")?;
        Some(action.1)
    });
    let open = use_state(|| asked);
    let heading = use_node_ref();

    {
        let open = open.setter();
        let of_action =
            |action: &Action| Some((Key::new(action.key.as_ref()?, action.label.clone()), action.id.clone()));
        let assign =
            (!case.assignees.is_empty()).then(|| (Key::new("a", words.get("staff-assign")), ASSIGN.to_owned()));
        let opens: Vec<(Key, String)> = case.actions.iter().filter_map(of_action).chain(assign).collect();
        use_keys(&console, opens.iter().map(|(key, _)| key.clone()).collect(), move |pressed| {
            let found = opens.iter().find(|(key, _)| key.name == pressed);
            if let Some((_, id)) = found {
                open.set(Some(id.clone()));
            }
            found.is_some()
        });
    }
    let toggle = |id: &str| {
        let (open, id) = (open.clone(), id.to_owned());
        Callback::from(move |_: MouseEvent| {
            let shown = open.as_deref() == Some(id.as_str());
            open.set((!shown).then(|| id.clone()));
        })
    };
    let on_end = {
        let (open, heading) = (open.setter(), heading.clone());
        Callback::from(move |()| {
            open.set(None);
            if let Some(heading) = heading.cast::<HtmlElement>() {
                // The heading stays on the page while the form goes.
                let _ = heading.focus();
            }
        })
    };
    // Something was typed for an action that others have made impossible since.
    let orphan = open.as_deref().filter(|id| *id != ASSIGN && !case.actions.iter().any(|action| action.id == *id));
    let kept = orphan.map(|id| console.drafts.under(&format!("{}/{id}/", case.reference)));
    let owner = case.owner.as_ref().map_or_else(|| words.get("staff-unassigned"), |it| it.name.clone());

    html! {
        <section class="panel" aria-labelledby="actions">
            <div class="panel-head"><h2 id="actions" ref={heading} tabindex="-1">{ words.get("staff-may-do") }</h2></div>
            if let Some(kept) = kept.filter(|kept| !kept.is_empty()) {
                { parts::notice(parts::Tone::Warn, &words.get("staff-orphan-title"), html! {
                    <>{ for kept.iter().map(|text| html! { <p class="kept-lines">{ text }</p> }) }</>
                }) }
            }
            <ul class="acts">
                { for main_first(&case.actions).map(|action| {
                    let shown = open.as_deref() == Some(action.id.as_str());
                    html! {
                        <li key={action.id.clone()}>
                            <button type="button" class={classes!("act", action.main.then_some("act-main"))}
                                aria-expanded={shown.to_string()} onclick={toggle(&action.id)}>
                                <span class="act-label">{ &action.label }</span>
                                if let Some(key) = &action.key {
                                    { parts::key(console.prefs.single_keys, &key.to_ascii_uppercase()) }
                                }
                                if !shown { <span class="act-does">{ &action.does }</span> }
                            </button>
                            if shown {
                                <ActionForm action={action.clone()} version={case.version}
                                    writer={props.writer.clone()} on_end={on_end.clone()} />
                            }
                        </li>
                    }
                }) }
                if !case.assignees.is_empty() {
                    <li key="assign">
                        <button type="button" class="act" onclick={toggle(ASSIGN)}
                            aria-expanded={(open.as_deref() == Some(ASSIGN)).to_string()}>
                            <span class="act-label">{ words.get("staff-assign") }</span>
                            { parts::key(console.prefs.single_keys, "A") }
                            <span class="act-does">{ words.fill("staff-assign-now", &[("name", &owner)]) }</span>
                        </button>
                        if open.as_deref() == Some(ASSIGN) {
                            <AssignForm case={case.clone()} writer={props.writer.clone()} on_end={on_end} />
                        }
                    </li>
                }
            </ul>
            { not_yet(&console, &case.blocked) }
        </section>
    }
}

/// The likely next step, then the others as the server orders them.
pub fn main_first(actions: &[Action]) -> impl Iterator<Item = &Action> {
    actions.iter().filter(|action| action.main).chain(actions.iter().filter(|action| !action.main))
}

fn not_yet(console: &Console, blocked: &[Blocked]) -> Html {
    if blocked.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ console.words.get("staff-not-yet") }</h3>
            <ul class="acts">
                { for blocked.iter().map(|it| html! {
                    <li class="act act-blocked" key={it.label.clone()}>
                        <span class="act-label">{ &it.label }</span>
                        { Icon::Lock.html() }
                        <span class="act-does">{ &it.why }</span>
                    </li>
                }) }
            </ul>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AssignFormProps {
    case: StaffCase,
    writer: Writer,
    on_end: Callback<()>,
}

/// Takes the case, or gives it to somebody.
#[component]
fn AssignForm(props: &AssignFormProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let case = &props.case;
    let me = &console.session.id;
    let field = use_node_ref();
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlElement>() {
                // The form was rendered a moment ago.
                let _ = field.focus();
            }
        });
    }
    let onsubmit = {
        let (field, busy, failure) = (field.clone(), busy.clone(), failure.clone());
        let (writer, on_end, version) = (props.writer.clone(), props.on_end.clone(), case.version);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(select) = field.cast::<HtmlSelectElement>().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let to = Some(select.value()).filter(|id| !id.is_empty());
            let (busy, failure, on_end) = (busy.clone(), failure.clone(), on_end.clone());
            let done = Callback::from(move |outcome: Outcome| {
                busy.set(false);
                if outcome == Outcome::Done {
                    on_end.emit(());
                }
                failure.set(outcome.failure());
            });
            writer.post(false, "assign", &Assign { version, to }, done);
        })
    };
    html! {
        <form class="action-form stack" {onsubmit}>
            if let Some(failure) = &*failure {
                <div role="alert">{ parts::failure(words, failure) }</div>
            }
            <div class="field">
                <label for="assign-to">{ words.get("staff-assign-to") }</label>
                <select id="assign-to" ref={field}>
                    { for case.assignees.iter().map(|person| html! {
                        <option value={person.id.clone()} selected={person.id == *me}>
                            { if person.id == *me { words.fill("staff-me", &[("name", &person.name)]) } else { person.name.clone() } }
                        </option>
                    }) }
                    <option value="">{ words.get("staff-assign-nobody") }</option>
                </select>
            </div>
            <div class="buttons">
                <button class="button button-main" aria-busy={busy.to_string()}>{ words.get("staff-assign-button") }</button>
                <button type="button" class="button" onclick={props.on_end.reform(|_: MouseEvent| ())}>
                    { words.get("staff-cancel") }
                </button>
            </div>
        </form>
    }
}
