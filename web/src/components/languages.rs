//! A card of languages to point at.

use shared::page::SpokenLanguage;
use yew::prelude::*;

/// Each language twice: as its speakers read it, and as the page does.
pub(super) fn languages(all: &[SpokenLanguage]) -> Html {
    html! {
        <ul class="languages">
            { for all.iter().map(|language| html! {
                <li>
                    <p class="languages__says" lang={language.lang.clone()} dir={language.right_to_left.then_some("rtl")}>
                        { &language.says }
                    </p>
                    <p class="languages__name">{ &language.name }</p>
                </li>
            }) }
        </ul>
    }
}
