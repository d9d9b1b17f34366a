//! An error, as a page.

use shared::page::ProblemPage;
use yew::prelude::*;

use crate::components::{paragraph, search_form, text_link};

/// What went wrong and how to go on.
pub(super) fn view(page: &ProblemPage) -> Html {
    html! {
        <div class="check">
            <h1>{ &page.title }</h1>
            { for page.text.iter().map(|text| paragraph("text", text)) }
            if let Some(form) = &page.search { { search_form(form) } }
            <ul class="aside-links">
                { for page.links.iter().map(|link| html! { <li>{ text_link(link) }</li> }) }
            </ul>
            if let Some(request_id) = &page.request_id {
                <p class="request-id">
                    { &request_id.label }{ " " }<span class="reference">{ &request_id.value }</span>
                </p>
            }
        </div>
    }
}
