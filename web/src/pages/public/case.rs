//! The case page of a requester.

use shared::page::{CasePage, DocumentRow, Fact, MessageView, PostButton};
use yew::prelude::*;

use crate::components::{icon, notices, print_button, state_card, text_link, timeline};
use crate::forms::{Live, form_view};

/// The case: its state before anything else.
pub(super) fn view(page: &CasePage) -> Html {
    html! {
        <>
            <div class="case-head">
                <p>{ &page.reference_label }{ " " }<span class="reference">{ &page.reference }</span></p>
                { close(page.close.as_ref()) }
            </div>
            <h1>{ &page.title }</h1>
            { notices(&page.notices) }
            if let Some(form) = &page.email_code {
                <div class="box box--code">{ form_view(form, &Live::default()) }</div>
            }
            { state_card(&page.state) }
            <div class="columns columns--case">
                <div class="columns__main">
                    <h2>{ &page.timeline_title }</h2>
                    { timeline(&page.timeline) }
                    { messages(page) }
                </div>
                <div class="columns__aside">
                    { documents(page) }
                    <section class="panel">
                        <h2 class="panel__title">{ &page.facts_title }</h2>
                        <dl class="facts">{ for page.facts.iter().map(fact) }</dl>
                    </section>
                    <ul class="aside-links">
                        <li>{ print_button(&page.print) }</li>
                        { for page.actions.iter().map(|link| html! { <li>{ text_link(link) }</li> }) }
                    </ul>
                </div>
            </div>
        </>
    }
}

fn close(button: Option<&PostButton>) -> Html {
    let Some(button) = button else { return Html::default() };
    html! {
        <form method="post" action={button.action.clone()}>
            { for button.hidden.iter().map(|hidden| html! {
                <input type="hidden" name={hidden.name.clone()} value={hidden.value.clone()} />
            }) }
            <button type="submit" class="link-button">{ &button.text }</button>
        </form>
    }
}

fn messages(page: &CasePage) -> Html {
    html! {
        <section class="messages" aria-labelledby="messages">
            <h2 id="messages">{ &page.messages_title }</h2>
            if page.messages.is_empty() {
                <p class="nothing">{ &page.no_messages }</p>
            } else {
                <ol>{ for page.messages.iter().map(message) }</ol>
            }
            if let Some(form) = &page.compose { { form_view(form, &Live::default()) } }
        </section>
    }
}

fn message(message: &MessageView) -> Html {
    html! {
        <li class={classes!("message", message.mine.then_some("message--mine"))}>
            <p class="message__head"><strong>{ &message.from }</strong>{ " " }<span>{ &message.when }</span></p>
            <p class="message__text">{ &message.text }</p>
        </li>
    }
}

fn documents(page: &CasePage) -> Html {
    html! {
        <section class="panel" aria-labelledby="documents">
            <h2 class="panel__title" id="documents">{ &page.documents_title }</h2>
            if page.documents.is_empty() {
                <p class="nothing">{ &page.no_documents }</p>
            } else {
                <ul class="documents">{ for page.documents.iter().map(document) }</ul>
            }
            if let Some(form) = &page.upload {
                // Open when an upload was refused, so that the reason is seen.
                <details class="add" open={!form.errors().is_empty() || form.problem.is_some()}>
                    <summary class="usa-button usa-button--outline">{ &page.upload_title }</summary>
                    <div data-mount="form">{ form_view(form, &Live::default()) }</div>
                </details>
            }
        </section>
    }
}

fn document(row: &DocumentRow) -> Html {
    html! {
        <li>
            { icon("document") }
            <div>
                if let Some(href) = &row.href {
                    <a href={href.clone()} download="">{ &row.name }</a>
                } else {
                    <span>{ &row.name }</span>
                }
                <p>{ &row.detail }</p>
            </div>
        </li>
    }
}

fn fact(fact: &Fact) -> Html {
    html! {
        <div>
            <dt>{ &fact.label }</dt>
            <dd>{ for fact.value.iter().map(|line| html! { <span class="line">{ line }</span> }) }</dd>
        </div>
    }
}
