//! Two people on one case: who else has it open, and what they did to it meanwhile.

use std::cell::RefCell;
use std::rc::Rc;

use shared::staff::{Person, Presence, Seen, StaffCase};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::Method;
use crate::pages::staff::{
    console::{Console, use_console},
    fetch::Got,
    icon::Icon,
    live::use_again,
    parts::{self, Tone},
    words::Words,
};

/// What is known of the others.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Live {
    /// Who else has the case open.
    pub here: Vec<Person>,
    /// What others did since the case on the screen; shown on asking, because something is typed here.
    pub waiting: Vec<String>,
    /// Shows it.
    pub show: Callback<()>,
    /// The version of the case on the screen.
    pub newest: Rc<RefCell<i64>>,
}

/// Says every few seconds that the case is open here. What others did is shown at once while nothing is typed.
#[hook]
pub(super) fn use_live(reference: &str, got: &UseStateHandle<Got<StaffCase>>) -> Live {
    let console = use_console();
    let known = use_state(Presence::default);
    let version = match &**got {
        Got::Here(case) => Some(case.version),
        _ => None,
    };
    let newest = use_mut_ref(i64::default);
    *newest.borrow_mut() = version.unwrap_or_default();
    // What was told of an older version than the one shown is no news any more.
    let news = known.version > version.unwrap_or_default();
    let show = {
        let (console, got, known, newest) = (console.clone(), got.clone(), known.clone(), Rc::clone(&newest));
        let path = format!("cases/{reference}");
        Callback::from(move |()| {
            let (console, got, known, path) = (console.clone(), got.clone(), known.clone(), path.clone());
            let newest = newest.clone();
            spawn_local(async move {
                let answer = console.api.by_itself().get::<StaffCase>(&path).await;
                // What somebody did here meanwhile is newer.
                if let Some(case) = answer.ok().filter(|case| case.version > *newest.borrow()) {
                    console.announce.emit(said(&console.words, &known.changed));
                    got.set(Got::Here(case));
                }
            });
        })
    };
    let say = {
        let (console, known, reference) = (console.clone(), known.clone(), reference.to_owned());
        Callback::from(move |()| {
            let Some(version) = version else { return };
            let (console, known, reference) = (console.clone(), known.clone(), reference.clone());
            spawn_local(async move {
                let path = format!("cases/{reference}/presence");
                let (api, seen) = (console.api.by_itself(), Seen { version });
                // Without an answer the next one tells.
                if let Ok(answer) = api.write::<Presence>(Method::Post, &path, &seen).await {
                    known.set(answer);
                }
            });
        })
    };
    {
        let say = say.clone();
        use_effect_with(version, move |_| say.emit(()));
    }
    use_again(&console, Some(Seen::EVERY_SECONDS), say);
    {
        let (drafts, typed) = (console.drafts.clone(), format!("{reference}/"));
        let show = show.clone();
        use_effect_with((news, known.version), move |(news, _)| {
            if *news && drafts.under(&typed).is_empty() {
                show.emit(());
            }
        });
    }
    {
        let (console, reference) = (console.clone(), reference.to_owned());
        use_effect_with((), move |()| move || leave(&console, reference));
    }
    let waiting = if news { known.changed.clone() } else { Vec::new() };
    Live { here: known.here.clone(), waiting, show, newest }
}

fn leave(console: &Console, reference: String) {
    let api = console.api.by_itself();
    spawn_local(async move {
        // When it does not arrive, the presence ends by itself within a minute.
        let _ = api.write::<()>(Method::Delete, &format!("cases/{reference}/presence"), &()).await;
    });
}

fn said(words: &Words, changed: &[String]) -> String {
    format!("{} {}", words.get("staff-changed-case"), changed.join(". "))
}

/// Who else is here, for the head of the case; said when it changes.
pub(super) fn here(words: &Words, live: &Live) -> Html {
    let names: Vec<&str> = live.here.iter().map(|person| person.name.as_str()).collect();
    html! {
        <span class="here" role="status">
            if !names.is_empty() {
                { Icon::People.html() }
                { words.fill("staff-here", &[("name", &names.join(", "))]) }
            }
        </span>
    }
}

/// What others did, when it waits to be shown.
pub(super) fn waiting(console: &Console, live: &Live) -> Html {
    let words = &console.words;
    html! {
        <div role="status">
            if !live.waiting.is_empty() {
                { parts::notice(Tone::Plain, &words.get("staff-changed-case"), html! {
                    <>
                        <ul>{ for live.waiting.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                        <p>{ words.get("staff-changed-kept") }</p>
                        <button type="button" class="button" onclick={live.show.reform(|_: MouseEvent| ())}>
                            { words.get("staff-changed-show") }
                        </button>
                    </>
                }) }
            }
        </div>
    }
}
