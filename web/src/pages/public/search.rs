//! What a search found.

use shared::page::{SearchPage, SearchResult};
use yew::prelude::*;

use crate::components::{paragraph, search_form, words};

/// The form, what was found, and where to look else.
pub(super) fn view(page: &SearchPage) -> Html {
    html! {
        <div class="check">
            <h1>{ &page.title }</h1>
            { search_form(&page.form) }
            if let Some(count) = &page.count {
                <h2 id="found">{ count }</h2>
                if !page.results.is_empty() {
                    <ol class="found" aria-labelledby="found">{ for page.results.iter().map(result) }</ol>
                }
                { paragraph("text", &page.help) }
            }
            <h2 id="often">{ &page.often_title }</h2>
            <ul class="described" aria-labelledby="often">
                { for page.often.iter().map(|link| html! {
                    <li><a href={link.href.clone()}>{ words(&link.title) }</a><p>{ words(&link.text) }</p></li>
                }) }
            </ul>
        </div>
    }
}

fn result(result: &SearchResult) -> Html {
    html! {
        <li>
            <a href={result.href.clone()}>{ words(&result.title) }</a>
            if !result.page.is_empty() { <span class="found__page">{ &result.page }</span> }
            { paragraph("found__text", &result.text) }
        </li>
    }
}
