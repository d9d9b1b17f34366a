//! The head of a case: what it is, where it stands, and the ways to its neighbours.

use shared::staff::{QueueQuery, QueueRow, StaffCase};
use web_sys::window;
use yew::prelude::*;

use super::live::{self, Live};
use crate::pages::staff::{
    console::Console,
    icon::Icon,
    link::{Link, Place},
    parts,
};

/// The cases before and after this one in the queue that was shown last.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Neighbours {
    pub previous: Option<String>,
    pub next: Option<String>,
}

pub(super) fn neighbours(rows: &[QueueRow], reference: &str) -> Neighbours {
    let Some(at) = rows.iter().position(|row| row.reference == reference) else {
        return Neighbours::default();
    };
    let row = |at: Option<usize>| Some(rows.get(at?)?.reference.clone());
    Neighbours { previous: row(at.checked_sub(1)), next: row(at.checked_add(1)) }
}

pub(super) fn html(
    console: &Console,
    case: &StaffCase,
    neighbours: &Neighbours,
    live: &Live,
    heading: NodeRef,
) -> Html {
    let words = &console.words;
    let keys = console.prefs.single_keys;
    // Every case has a history: who is not shown it is here for the fee alone.
    let whole = !case.history.is_empty();
    let service =
        QueueQuery { service: Some(case.service.clone()), state: Some("open".to_owned()), ..QueueQuery::default() };
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = window() {
            // A browser without printing has nothing to say either.
            let _ = window.print();
        }
    });
    let step = |to: &Option<String>, id: &str, key: &str| {
        to.as_ref().map(|to| {
            html! {
                <Link to={Place::Case(to.clone())} class="button">
                    { words.get(id) }{ parts::key(keys, key) }
                </Link>
            }
        })
    };
    html! {
        <header class="case-head">
            <p class="crumb">
                <Link to={Place::Queue(service)}>{ &case.service_text }</Link>{ " / " }
                <span class="mono">{ &case.reference }</span>
            </p>
            <div class="case-title">
                <h1 ref={heading} tabindex="-1">{ &case.subject }</h1>
                <div class="buttons">
                    { step(&neighbours.previous, "staff-previous", "K") }
                    { step(&neighbours.next, "staff-next", "J") }
                    <button type="button" class="button" onclick={print}>
                        { Icon::Print.html() }{ words.get("staff-print") }
                    </button>
                </div>
            </div>
            <p class="case-line">
                { parts::state(case.mark, &case.state_text) }
                { parts::due(words, case.due.as_ref()) }
                { match &case.owner {
                    Some(owner) => html! {
                        <span><span class="avatar" aria-hidden="true">{ initials(&owner.name) }</span>{ &owner.name }</span>
                    },
                    None => html! { <span class="unassigned">{ words.get("staff-unassigned") }</span> },
                } }
                <span>
                    { words.fill("staff-received-line", &[("when", &case.received.text), ("what", &case.channel)]) }
                </span>
                if case.at_risk {
                    <span class="flag">{ words.get("staff-at-risk") }</span>
                }
                { live::here(words, live) }
            </p>
            <nav class="tabs" aria-label={words.get("staff-on-this-page")}>
                <ul>
                    { tab("#main", &words.get("staff-case"), None) }
                    if whole {
                        { tab("#documents", &words.get("staff-documents"), Some(case.documents.len())) }
                        { tab("#letters", &words.get("staff-letters"), Some(case.letters.len())) }
                    }
                    { tab("#fees", &words.get("staff-fees"), case.fees.as_ref().map(|fees| fees.lines.len())) }
                    if whole {
                        { tab("#history", &words.get("staff-history"), Some(case.history.len())) }
                        <li>
                            <Link to={Place::Path(format!("cases/{}/related", case.reference))}>
                                { words.get("staff-related") }<span class="count">{ case.related }</span>
                            </Link>
                        </li>
                    }
                </ul>
            </nav>
        </header>
    }
}

fn tab(to: &'static str, name: &str, count: Option<usize>) -> Html {
    html! {
        <li>
            <a href={to}>
                { name }
                if let Some(count) = count { <span class="count">{ count }</span> }
            </a>
        </li>
    }
}

fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.take(2).collect()
}
