//! Short answers side by side.

use shared::page::Cell;
use yew::prelude::*;

use super::prose;

/// Answers under their questions: when, how much, who acts next.
pub(crate) fn cells(all: &[Cell]) -> Html {
    html! {
        <dl class="cells">
            { for all.iter().map(|cell| html! {
                <div class="cell">
                    <dt class="cell__label">{ &cell.label }</dt>
                    <dd class="cell__value">{ &cell.value }</dd>
                    if !cell.text.is_empty() { <dd class="cell__text">{ prose(&cell.text) }</dd> }
                </div>
            }) }
        </dl>
    }
}
