//! A letter of the agency.

use shared::page::Letter;
use yew::prelude::*;

use crate::components::{back_link, print_button};

/// The letter as it was sent.
pub(super) fn view(letter: &Letter) -> Html {
    let lines =
        |all: &[String]| -> Html { all.iter().map(|line| html! { <span class="line">{ line }</span> }).collect() };
    html! {
        <>
            { back_link(Some(&letter.back)) }
            <article class="letter" lang={letter.lang.clone()}>
                <p>{ lines(&letter.from) }</p>
                <p>{ &letter.date }</p>
                <p>{ lines(&letter.to) }</p>
                <h1>{ &letter.title }</h1>
                { for letter.paragraphs.iter().map(|text| html! { <p class="letter__text">{ text }</p> }) }
                <p>{ lines(&letter.signature) }</p>
            </article>
            <p>{ print_button(&letter.print) }</p>
        </>
    }
}
