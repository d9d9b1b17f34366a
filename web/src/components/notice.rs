//! Notices: something to notice, with a bar at its side.

use shared::page::{Notice, Tone};
use yew::prelude::*;

use super::{icon, icon_name, paragraph, text_link, words};

/// One notice.
pub(crate) fn notice(notice: &Notice) -> Html {
    let tone = match notice.tone {
        Tone::Accent => "notice--accent",
        Tone::Warn => "notice--warn",
        Tone::Danger => "notice--danger",
        Tone::Ok => "notice--ok",
    };
    html! {
        <div class={classes!("notice", tone)}>
            if let Some(name) = notice.icon { { icon(icon_name(name)) } }
            <div class="notice__words">
                if !notice.title.is_empty() { <p class="notice__title">{ words(&notice.title) }</p> }
                { paragraph("notice__text", &notice.text) }
                if !notice.links.is_empty() {
                    <ul class="notice__links">
                        { for notice.links.iter().map(|link| html! { <li>{ text_link(link) }</li> }) }
                    </ul>
                }
            </div>
        </div>
    }
}

/// Notices in order.
pub(crate) fn notices(all: &[Notice]) -> Html {
    all.iter().map(notice).collect()
}
