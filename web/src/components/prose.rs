//! Texts with links and emphasis.

use shared::page::{Piece, Prose};
use yew::prelude::*;

/// The pieces of a text. Each is an element or stands alone between elements.
pub(crate) fn prose(text: &Prose) -> Html {
    text.pieces()
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(words) => html! { words },
            Piece::Strong(words) => html! { <strong>{ words }</strong> },
            Piece::Link { words, href } => html! { <a href={href.to_owned()}>{ words }</a> },
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
