//! Counters: open or closed now, their hours, their number.

use shared::page::Place;
use yew::prelude::*;

use super::{icon, text_link};

/// Counters with their hours, and whether they are open now.
pub(super) fn places(all: &[Place]) -> Html {
    html! {
        <ul class="places">
            { for all.iter().map(|Place { desk, hours }| html! {
                <li>
                    <p class="places__name">{ &desk.name }</p>
                    <p>{ open_mark(desk.open, &desk.words) }</p>
                    <p>{ hours }</p>
                    <p>{ text_link(&desk.phone) }</p>
                </li>
            }) }
        </ul>
    }
}

/// Open or closed, as a shape and in words.
pub(crate) fn open_mark(open: bool, words: &str) -> Html {
    let (class, mark) = if open { ("is-open", "state-full") } else { ("is-closed", "state-empty") };
    html! { <span class={classes!("open__mark", class)}>{ icon(mark) }<span>{ words }</span></span> }
}
