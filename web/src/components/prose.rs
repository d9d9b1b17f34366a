//! Texts with links and emphasis, and the numbers in them that must stay whole.

use shared::page::{Piece, Prose};
use yew::prelude::*;

/// Numbers that are called by their digits.
const NUMBERS: [&str; 3] = ["9-1-1", "9-8-8", "7-1-1"];

/// Words of ours in which no line ends within "9-1-1". Browsers break after a hyphen. One that forbids it (U+2011) would be
/// another character for whoever searches, copies or listens, and no style reaches a few letters, so they get an element.
pub(crate) fn words(text: &str) -> Html {
    let found = NUMBERS.iter().filter_map(|number| Some((text.split_once(number)?, *number)));
    match found.min_by_key(|((before, _), _)| before.len()) {
        None => html! { text },
        Some(((before, after), number)) => html! {
            <>{ before }<span class="whole">{ number }</span>{ words(after) }</>
        },
    }
}

/// The pieces of a text. Each is an element or stands alone between elements.
pub(crate) fn prose(text: &Prose) -> Html {
    text.pieces()
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(plain) => words(plain),
            Piece::Strong(strong) => html! { <strong>{ words(strong) }</strong> },
            Piece::Link { words: link, href } => html! { <a href={href.to_owned()}>{ words(link) }</a> },
        })
        .collect()
}

/// A paragraph; nothing for an empty text.
pub(crate) fn paragraph(class: &'static str, text: &Prose) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    html! { <p {class}>{ prose(text) }</p> }
}
