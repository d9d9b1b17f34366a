//! The last step of a form: what will be sent.

use shared::page::{AnswerGroup, AnswerRow, CheckAnswers};
use yew::prelude::*;

use super::form_page::step_line;
use crate::components::{back_link, cells, print_button};
use crate::forms::{Live, error_summary, form_view};

/// Check your answers.
pub(super) fn view(page: &CheckAnswers) -> Html {
    html! {
        <>
            { back_link(page.back.as_ref()) }
            { step_line(page.steps.as_ref()) }
            <div class="check">
                { error_summary(&page.form) }
                <h1>{ &page.title }</h1>
                <p class="lead">{ &page.intro }</p>
                { for page.groups.iter().map(group) }
                if !page.today.is_empty() {
                    <section class="box box--today" aria-labelledby="today">
                        <h2 id="today">{ &page.today_title }</h2>
                        { cells(&page.today) }
                    </section>
                }
                { form_view(&page.form, &Live::default()) }
                <p class="after-form">{ print_button(&page.print) }</p>
            </div>
        </>
    }
}

fn group(group: &AnswerGroup) -> Html {
    html! {
        <section class="answers">
            <h2>{ &group.title }</h2>
            <dl>{ for group.rows.iter().map(row) }</dl>
        </section>
    }
}

fn row(row: &AnswerRow) -> Html {
    html! {
        <div class="answer">
            <dt>{ &row.label }</dt>
            <dd>{ for row.value.iter().map(|line| html! { <span class="line">{ line }</span> }) }</dd>
            if let Some(change) = &row.change {
                <dd class="answer__change">
                    <a href={change.href.clone()}>
                        { &change.text }<span class="spoken">{ ": " }{ &row.label }</span>
                    </a>
                </dd>
            }
        </div>
    }
}
