//! A page with one form.

use shared::page::{FormPage, StepLine};
use yew::prelude::*;

use crate::components::{back_link, panels};
use crate::forms::{Live, form_view};

/// The form in its column, with short texts at its side.
pub(super) fn view(page: &FormPage) -> Html {
    html! {
        <>
            { back_link(page.back.as_ref()) }
            { step_line(page.steps.as_ref()) }
            <div class="columns columns--form">
                <div class="columns__main" data-mount="form">{ form_view(&page.form, &Live::default()) }</div>
                if !page.aside.is_empty() {
                    <div class="columns__aside columns__aside--plain">{ panels(&page.aside) }</div>
                }
            </div>
        </>
    }
}

/// "Step 2 of 6: The report", and bars that repeat it for the eye.
pub(super) fn step_line(steps: Option<&StepLine>) -> Html {
    let Some(steps) = steps else { return Html::default() };
    html! {
        <div class="steps">
            <p class="steps__words">
                <strong>{ &steps.words }</strong>{ " " }<span>{ steps.names.get(steps.current) }</span>
            </p>
            <ol class="steps__bars" aria-hidden="true">
                { for steps.names.iter().enumerate().map(|(index, name)| {
                    let class = match index.cmp(&steps.current) {
                        std::cmp::Ordering::Less => "is-done",
                        std::cmp::Ordering::Equal => "is-current",
                        std::cmp::Ordering::Greater => "is-later",
                    };
                    html! { <li {class}><span>{ name }</span></li> }
                }) }
            </ol>
        </div>
    }
}
