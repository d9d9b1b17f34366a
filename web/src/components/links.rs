//! Links and the print button.

use shared::page::Link;
use yew::prelude::*;

use super::{icon, words};

/// A link.
pub(crate) fn text_link(link: &Link) -> Html {
    html! { <a href={link.href.clone()}>{ words(&link.text) }</a> }
}

/// The way back, above the heading.
pub(crate) fn back_link(link: Option<&Link>) -> Html {
    let Some(link) = link else { return Html::default() };
    html! {
        <p class="back">{ icon("chevron-left") }<a href={link.href.clone()}>{ words(&link.text) }</a></p>
    }
}

/// A button that prints. It needs the loader, which takes `hidden` away.
pub(crate) fn print_button(words: &str) -> Html {
    html! { <button type="button" class="link-button" data-print="" hidden=true>{ words }</button> }
}
