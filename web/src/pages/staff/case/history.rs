//! Everything that happened, the newest first, with the hashes that hold it together.

use shared::staff::{Chain, Event};
use yew::prelude::*;

use crate::pages::staff::{
    console::use_console,
    icon::Icon,
    link::{Link, Place},
};

/// Events shown before the rest is asked for.
const FIRST: usize = 6;

/// Props of [`History`].
#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    /// Newest first.
    pub events: Vec<Event>,
    /// Whether the hashes hold.
    pub chain: Chain,
    /// The case, for the link to its audit.
    pub reference: AttrValue,
}

/// The events as a list.
#[component]
pub fn History(props: &HistoryProps) -> Html {
    let words = use_console().words;
    let all = use_state(|| false);
    let show_all = {
        let all = all.setter();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    let shown = if *all { props.events.len() } else { FIRST };
    let earlier = props.events.len().saturating_sub(shown);
    html! {
        <section class="panel" aria-labelledby="history">
            <div class="panel-head">
                <h2 id="history">{ words.get("staff-history") }</h2>
                if props.chain.verified {
                    <p class="ok">{ Icon::Check.html() }{ &props.chain.text }</p>
                } else {
                    <p class="danger">{ Icon::Warning.html() }{ &props.chain.text }</p>
                }
                <Link to={Place::Path(format!("cases/{}/audit", props.reference))}>{ words.get("staff-audit") }</Link>
            </div>
            <ol class="events" reversed={true}>
                { for props.events.iter().take(shown).map(|event| html! {
                    <li key={event.seq}>
                        <span class="event-seq">{ event.seq }</span>
                        <time datetime={event.at.at.clone()}>{ &event.at.text }</time>
                        <span class="event-what"><strong>{ &event.who }</strong>{ " " }{ &event.what }</span>
                        <span class="mono event-hash">{ &event.hash }</span>
                    </li>
                }) }
            </ol>
            if earlier > 0 {
                <button type="button" class="link" onclick={show_all}>
                    { words.count("staff-earlier-events", earlier) }
                </button>
            }
        </section>
    }
}
