//! One case: what is asked, by when, what was said, and what may be done.

mod action_form;
mod actions;
mod approvals;
mod clocks;
mod documents;
mod facts;
mod head;
mod history;
mod live;
mod talk;
mod writer;

pub use actions::main_first;
pub use clocks::{DaysStrip, first_clock};

use std::{cell::Cell, rc::Rc};

use shared::staff::StaffCase;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{
    console::use_console,
    fetch::{Got, use_get},
    keys::{Key, use_keys},
    link::Place,
    parts::{self, Tone},
    title::{use_heading_focus, use_title},
};
use writer::Writer;

/// Props of [`CasePage`].
#[derive(Properties, PartialEq)]
pub struct CasePageProps {
    /// The case's reference.
    pub reference: String,
}

/// The case with this reference.
#[component]
pub fn CasePage(props: &CasePageProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let heading = use_node_ref();
    let got = use_get::<StaffCase>(&console.api, Some(format!("cases/{}", props.reference)), 0);
    let changed = use_state(|| None::<Vec<String>>);
    let changed_box = use_node_ref();
    let live = live::use_live(&props.reference, &got);
    let navigator = use_navigator();
    let proved = use_memo((), |()| Cell::new(false));

    use_title(&words.fill("staff-case-page-title", &[("reference", &props.reference)]));
    let here = matches!(*got, Got::Here(_));
    use_heading_focus(heading.clone(), format!("{} {here}", props.reference));
    {
        let changed_box = changed_box.clone();
        use_effect_with((*changed).clone(), move |_| {
            if let Some(shown) = changed_box.cast::<HtmlElement>() {
                // The box was rendered a moment ago.
                let _ = shown.focus();
            }
        });
    }
    let neighbours = head::neighbours(&console.queue.cases, &props.reference);
    {
        let neighbours = neighbours.clone();
        let keys = vec![Key::new("j", words.get("staff-key-next")), Key::new("k", words.get("staff-key-previous"))];
        use_keys(&console, keys, move |key| {
            let to = match key {
                "j" => &neighbours.next,
                "k" => &neighbours.previous,
                _ => return false,
            };
            if let (Some(to), Some(navigator)) = (to, &navigator) {
                Place::Case(to.clone()).open(navigator);
            }
            true
        });
    }

    let case = match &*got {
        Got::Here(case) => case,
        Got::Waiting => {
            return html! { <p class="narrow" role="status">{ words.get("staff-loading") }</p> };
        }
        Got::Failed(failure) => {
            return html! {
                <div class="narrow">
                    <h1 ref={heading} tabindex="-1">{ &props.reference }</h1>
                    { parts::failure(words, failure) }
                </div>
            };
        }
    };
    let writer = Writer {
        console: console.clone(),
        reference: case.reference.clone(),
        proved: Rc::clone(&proved),
        on_case: {
            let (got, newest) = (got.clone(), Rc::clone(&live.newest));
            Callback::from(move |case: StaffCase| {
                // Of two writes that are under way at once, the first one's answer may come last.
                if case.version >= *newest.borrow() {
                    got.set(Got::Here(case));
                }
            })
        },
        on_changed: {
            let changed = changed.setter();
            Callback::from(move |list: Option<Vec<String>>| changed.set(list))
        },
    };

    html! {
        <article class="case">
            { head::html(&console, case, &neighbours, &live, heading) }
            <div class="case-body">
                <div class="case-do">
                    <actions::Actions case={case.clone()} writer={writer.clone()} />
                </div>
                <div class="case-main">
                    { live::waiting(&console, &live) }
                    if let Some(changed) = &*changed {
                        <div ref={changed_box} tabindex="-1" role="alert">
                            { parts::notice(Tone::Plain, &words.get("staff-stale-title"), html! {
                                <>
                                    <ul>{ for changed.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                                    <p>{ words.get("staff-stale-kept") }</p>
                                </>
                            }) }
                        </div>
                    }
                    { for case.cautions.iter().map(|caution| parts::notice(Tone::Warn, caution, Html::default())) }
                    <approvals::Approvals case={case.clone()} writer={writer.clone()} />
                    // Every case has a history: who is not shown it is here for the fee alone.
                    if case.history.is_empty() {
                        { documents::fees(&console, case) }
                    } else {
                        { clocks::panel(&console, case) }
                        { facts::request(&console, case) }
                        if let Some(role) = &case.role {
                            { facts::role(&console, case, role) }
                        }
                        <talk::Talk case={case.clone()} writer={writer.clone()} />
                        <history::History events={case.history.clone()} chain={case.chain.clone()} reference={case.reference.clone()} />
                    }
                </div>
                <div class="case-files">
                    if !case.history.is_empty() {
                        <documents::Documents case={case.clone()} writer={writer} />
                        { documents::letters(&console, case) }
                        { documents::fees(&console, case) }
                    }
                </div>
            </div>
        </article>
    }
}
