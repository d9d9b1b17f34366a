//! Pages to read.

use shared::page::Info;
use yew::prelude::*;

use crate::components::{back_link, blocks, icon, panels, text_link, words};

/// A page to read, with boxes at its side.
pub(super) fn view(page: &Info) -> Html {
    let has_aside = !(page.aside.is_empty() && page.aside_links.is_empty() && page.aside_note.is_none());
    html! {
        <>
            { back_link(page.back.as_ref()) }
            <div class={classes!("columns", (!has_aside).then_some("columns--alone"))}>
                <div class="columns__main">
                    <h1>{ words(&page.title) }</h1>
                    if !page.lead.is_empty() { <p class="lead">{ words(&page.lead) }</p> }
                    { blocks(&page.blocks) }
                </div>
                if has_aside {
                    <div class="columns__aside">
                        { panels(&page.aside) }
                        if let Some(note) = &page.aside_note {
                            <p class="aside-note">{ icon("check") }<span>{ note }</span></p>
                        }
                        if !page.aside_links.is_empty() {
                            <ul class="aside-links">
                                { for page.aside_links.iter().map(|link| html! { <li>{ text_link(link) }</li> }) }
                            </ul>
                        }
                    </div>
                }
            </div>
        </>
    }
}
