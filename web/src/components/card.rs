//! The card of one page to hang by the phone.

use shared::page::WallCard;
use yew::prelude::*;

use super::{notice, prose, words};

/// The card. Its lines are empty: they are filled in by hand, or by the practice.
pub(super) fn wall_card(card: &WallCard) -> Html {
    let list = |items: &[String]| -> Html { items.iter().map(|item| html! { <li>{ item }</li> }).collect() };
    html! {
        <article class="wall">
            <h2 class="wall__title">{ words(&card.title) }</h2>
            <p class="wall__text">{ words(&card.text) }</p>
            { notice(&card.leave) }
            <h3>{ &card.home_title }</h3>
            <dl class="wall__lines">
                { for card.lines.iter().map(|line| html! {
                    <div><dt>{ &line.label }</dt><dd data-answer={line.id.clone()}></dd></div>
                }) }
            </dl>
            <div class="wall__halves">
                <div><h3>{ &card.steps_title }</h3><ol class="wall__steps">{ list(&card.steps) }</ol></div>
                <div><h3>{ &card.ask_title }</h3><ul class="wall__ask">{ list(&card.ask) }</ul></div>
            </div>
            <dl class="wall__numbers">
                { for card.numbers.iter().map(|row| html! {
                    <div><dt>{ &row.term }</dt><dd>{ prose(&row.text) }</dd></div>
                }) }
            </dl>
        </article>
    }
}
