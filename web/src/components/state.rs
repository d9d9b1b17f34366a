//! The state card of a case.

use shared::page::{StateCard, StateMark, WorkedOut};
use yew::prelude::*;

use super::{days_strip, icon, paragraph};

/// State, what happens, who acts next, due date, in this order.
pub(crate) fn state_card(card: &StateCard) -> Html {
    let mark = match card.mark {
        StateMark::Empty => "state-empty",
        StateMark::Half => "state-half",
        StateMark::Dotted => "state-dotted",
        StateMark::Full => "state-full",
        StateMark::Square => "state-square",
    };
    html! {
        <section class="state-card" aria-labelledby="state-heading">
            <div class="state-card__top">
                <div class="state-card__now">
                    <p class="state-word">{ icon(mark) }<span>{ &card.word }</span></p>
                    <h2 id="state-heading">{ &card.heading }</h2>
                    { paragraph("state-card__text", &card.text) }
                    { for card.links.iter().map(|link| html! {
                        <p><a class="usa-button" href={link.href.clone()}>{ &link.text }</a></p>
                    }) }
                </div>
                if let Some(due) = &card.due {
                    <div class="state-card__due">
                        <p class="state-card__label">{ &due.label }</p>
                        <p class="state-card__when">{ &due.when }</p>
                        { for due.lines.iter().map(|line| paragraph("", line)) }
                    </div>
                }
            </div>
            { for card.worked_out.iter().map(worked_out) }
        </section>
    }
}

fn worked_out(worked: &WorkedOut) -> Html {
    html! {
        <details class="worked-out" open={worked.open}>
            <summary>{ icon("chevron-down") }<span>{ &worked.summary }</span></summary>
            if let Some(strip) = &worked.strip { { days_strip(strip) } }
            <ol class="worked-out__steps">
                { for worked.sentences.iter().map(|sentence| html! { <li>{ sentence }</li> }) }
            </ol>
            <p class="worked-out__source">{ &worked.source }</p>
            if !worked.every_day.is_empty() {
                <details class="every-day">
                    <summary><span>{ &worked.every_day_title }</span></summary>
                    <ol>{ for worked.every_day.iter().map(|day| html! { <li>{ day }</li> }) }</ol>
                </details>
            }
        </details>
    }
}
