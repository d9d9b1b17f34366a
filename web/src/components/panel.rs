//! Boxes and short texts at the side of a page.

use shared::page::Panel;
use yew::prelude::*;

use super::{paragraph, text_link};

/// Panels in order.
pub(crate) fn panels(all: &[Panel]) -> Html {
    all.iter().map(panel).collect()
}

fn panel(panel: &Panel) -> Html {
    html! {
        <section class="panel">
            <h2 class="panel__title">{ &panel.title }</h2>
            { for panel.text.iter().map(|text| paragraph("panel__text", text)) }
            if let Some(phone) = &panel.phone { <p class="panel__phone">{ text_link(phone) }</p> }
        </section>
    }
}
