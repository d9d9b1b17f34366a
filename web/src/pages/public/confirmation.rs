//! What the visitor sees after sending.

use shared::page::Confirmation;
use yew::prelude::*;

use crate::components::{cells, icon, notices, paragraph, print_button, prose};
use crate::forms::{Live, form_view};

/// Request sent: the reference, what happens next, what to bring.
pub(super) fn view(page: &Confirmation) -> Html {
    html! {
        <div class="check">
            <section class="sent">
                <h1>{ icon("check") }<span>{ &page.title }</span></h1>
                <p class="sent__label">{ &page.reference_label }</p>
                <p class="sent__reference">{ &page.reference }</p>
                { paragraph("sent__keep", &page.keep) }
            </section>
            { notices(&page.notices) }
            if let Some(form) = &page.email_code {
                <div class="box">{ form_view(form, &Live::default()) }</div>
            }
            if !page.cells.is_empty() { <div class="box">{ cells(&page.cells) }</div> }
            <h2>{ &page.next_title }</h2>
            <ol class="list list--numbers">
                { for page.next.iter().map(|step| html! { <li>{ prose(step) }</li> }) }
            </ol>
            if !page.bring.is_empty() {
                <>
                    <h2>{ &page.bring_title }</h2>
                    <ul class="bring">
                        { for page.bring.iter().map(|item| html! { <li>{ icon("check") }<span>{ item }</span></li> }) }
                    </ul>
                </>
            }
            <div class="buttons">
                <a class="usa-button" href={page.case.href.clone()}>{ &page.case.text }</a>
                { print_button(&page.print) }
            </div>
        </div>
    }
}
