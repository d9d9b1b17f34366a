//! Practice with the dispatcher. The file `practice.js` shows one question at a time and fills the card; without it
//! the same HTML is a worksheet. No field has a name and none stands in a form: nothing can be sent.

use shared::page::{Practice, PracticeQuestion};
use yew::prelude::*;

use super::card::wall_card;
use super::{paragraph, words};

/// The questions, and the card.
pub(super) fn practice(practice: &Practice) -> Html {
    html! {
        <section class="practice" data-practice="">
            <p class="text practice__paper">{ &practice.paper }</p>
            <ol class="practice__questions">
                { for practice.questions.iter().map(|item| question(item, practice)) }
            </ol>
            <div class="practice__done" hidden=true tabindex="-1">
                <h2>{ &practice.done.term }</h2>
                { paragraph("text", &practice.done.text) }
                <p class="practice__steps">
                    { button("print", "usa-button", &practice.print) }
                    { button("again", "link-button", &practice.again) }
                </p>
            </div>
            { wall_card(&practice.card) }
        </section>
    }
}

fn question(question: &PracticeQuestion, practice: &Practice) -> Html {
    let (field, hint) = (format!("answer-{}", question.id), format!("hint-{}", question.id));
    let last = practice.questions.last() == Some(question);
    let next = if last { &practice.finish } else { &practice.next };
    html! {
        <li class="practice__question">
            <p class="practice__count">{ &question.count }</p>
            <label class="practice__says" for={field.clone()}>{ words(&question.question) }</label>
            <p class="usa-hint" id={hint.clone()}>{ &question.hint }</p>
            // A spelling checker may send what is written to its maker.
            <input
                class="usa-input" id={field} type="text" data-fills={question.id.clone()} aria-describedby={hint}
                autocomplete="off" spellcheck="false" autocapitalize="off"
            />
            <p class="practice__steps" hidden=true>
                if practice.questions.first() != Some(question) {
                    { button("back", "link-button", &practice.back) }
                }
                { button("next", "usa-button", next) }
            </p>
        </li>
    }
}

/// A button that `practice.js` answers.
fn button(does: &'static str, class: &'static str, words: &str) -> Html {
    html! { <button type="button" {class} data-does={does}>{ words }</button> }
}
