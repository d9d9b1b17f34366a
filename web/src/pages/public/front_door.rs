//! The front door.

use shared::page::{FrontDoor, OpenNow, ServiceRow, Situation};
use yew::prelude::*;

use crate::components::{drawn, icon, icon_name, open_mark, prose, search_form, text_link, words};

/// What do you need?
pub(super) fn view(page: &FrontDoor) -> Html {
    html! {
        <>
            <div class="columns columns--door">
                <div class="door__head">
                    <h1>{ &page.title }</h1>
                    <p class="lead">{ &page.lead }</p>
                    { search_form(&page.search) }
                </div>
                <div class="door__open">{ open_now(&page.open) }</div>
                <ul class="situations">{ for page.situations.iter().map(situation) }</ul>
                <section class="panel door__already">
                    <h2 class="panel__title">{ &page.already.title }</h2>
                    <p class="panel__text">{ &page.already.text }</p>
                    <p>
                        <a class="usa-button usa-button--outline" href={page.already.link.href.clone()}>
                            { &page.already.link.text }
                        </a>
                    </p>
                </section>
            </div>
            <section aria-labelledby="services">
                <h2 id="services">{ &page.services_title }</h2>
                if let Some(hours) = &page.services_hours { <p class="also">{ prose(hours) }</p> }
                <div class="services">
                    <p class="services__head" aria-hidden="true">
                        { for page.columns.iter().map(|name| html! { <span>{ name }</span> }) }
                    </p>
                    <ul>{ for page.services.iter().map(|row| service(row, &page.columns)) }</ul>
                </div>
                <p class="also">{ prose(&page.also) }</p>
            </section>
            <section aria-labelledby="know">
                <h2 id="know">{ &page.know_title }</h2>
                <ul class="know">
                    { for page.know.iter().map(|item| html! {
                        <li><a href={item.href.clone()}>{ words(&item.title) }</a><p>{ words(&item.text) }</p></li>
                    }) }
                </ul>
            </section>
        </>
    }
}

fn situation(situation: &Situation) -> Html {
    html! {
        <li class="situation">
            { icon(icon_name(situation.icon)) }
            <div>
                <a href={situation.href.clone()}>{ &situation.title }</a>
                <p>{ &situation.text }</p>
            </div>
            { drawn("icon situation__go", "chevron-right") }
        </li>
    }
}

/// The panel twice: folded to its most useful line for a phone, whole for a wide screen.
fn open_now(open: &OpenNow) -> Html {
    let desks = || {
        html! {
            <>
                { for open.desks.iter().map(|desk| html! {
                    <div class="open__desk">
                        <p><strong>{ &desk.name }</strong></p>
                        <p>{ open_mark(desk.open, &desk.words) }</p>
                        <p>{ text_link(&desk.phone) }</p>
                    </div>
                }) }
            </>
        }
    };
    let now = || html! { <p class="open__now">{ prose(&open.now) }</p> };
    html! {
        <section class="open" aria-labelledby="open-now">
            <h2 class="open__title" id="open-now">{ &open.title }</h2>
            <details class="open__fold">
                <summary>{ open_mark(open.summary_open, &open.summary) }{ icon("chevron-down") }</summary>
                { desks() }
                { now() }
            </details>
            <div class="open__whole">{ desks() }</div>
            { for open.closures.iter().map(|closure| html! {
                <p class="open__closure"><strong>{ &closure.title }</strong><span>{ &closure.text }</span></p>
            }) }
            <div class="open__whole">{ now() }</div>
        </section>
    }
}

fn service(row: &ServiceRow, columns: &[String; 3]) -> Html {
    let [_, time, cost] = columns;
    let labelled = |label: &str, text| {
        html! { <p><span class="services__label">{ label }{ ": " }</span><span>{ prose(text) }</span></p> }
    };
    html! {
        <li>
            <div>
                <a href={row.href.clone()}>{ &row.title }</a>
                <p>{ &row.text }</p>
                if let Some(by_phone) = &row.by_phone {
                    <p class="services__phone">{ icon("phone") }<span>{ prose(by_phone) }</span></p>
                }
            </div>
            { labelled(time, &row.time) }
            { labelled(cost, &row.cost) }
        </li>
    }
}
