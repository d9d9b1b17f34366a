//! The figures on top of a sheet.

use shared::staff::{Tile, Urgency};
use yew::prelude::*;

use crate::pages::staff::icon::Icon;

/// The tiles; one with a list behind it is a link.
pub(super) fn html(tiles: &[Tile]) -> Html {
    if tiles.is_empty() {
        return Html::default();
    }
    html! { <ul class="tiles">{ for tiles.iter().map(tile) }</ul> }
}

fn tile(tile: &Tile) -> Html {
    let (class, icon) = match tile.urgency {
        Urgency::Overdue => ("tile tile-overdue", Some(Icon::Warning)),
        Urgency::Today => ("tile tile-today", Some(Icon::Clock)),
        Urgency::Tomorrow => ("tile tile-tomorrow", Some(Icon::Clock)),
        Urgency::Met => ("tile tile-met", Some(Icon::Check)),
        Urgency::Later => ("tile", None),
    };
    let body = html! {
        <>
            <span class="tile-label">{ icon.map(Icon::html) }{ &tile.label }</span>
            <span class="tile-value">{ &tile.value }</span>
            <span class="tile-note">{ &tile.note }</span>
        </>
    };
    html! {
        <li {class}>
            { match &tile.href {
                Some(href) => super::link_around(href, Classes::new(), body),
                None => body,
            } }
        </li>
    }
}
