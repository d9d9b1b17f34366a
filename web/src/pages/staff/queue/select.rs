//! Which rows are ticked, and what can be done with all of them.

use std::collections::BTreeSet;

use shared::staff::{BulkAction, BulkCase, QueueRow};
use yew::prelude::*;

use crate::pages::staff::{console::Console, parts};

/// The ticked rows, and the one that was ticked last, from which a range begins.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Selection {
    references: BTreeSet<String>,
    last: Option<String>,
}

impl Selection {
    /// Whether a row is ticked.
    pub fn has(&self, reference: &str) -> bool {
        self.references.contains(reference)
    }

    /// Ticks a row, or takes the tick away; with `range` every row from the last one to it is ticked.
    pub fn toggled(&self, rows: &[QueueRow], reference: &str, range: bool) -> Self {
        let mut selection = Self { last: Some(reference.to_owned()), ..self.clone() };
        let place = |reference: &str| rows.iter().position(|row| row.reference == reference);
        let from = self.last.as_deref().and_then(place);
        if let (true, Some(from), Some(to)) = (range, from, place(reference)) {
            let between = rows.iter().skip(from.min(to)).take(from.abs_diff(to) + 1);
            selection.references.extend(between.map(|row| row.reference.clone()));
        } else if !selection.references.remove(reference) {
            selection.references.insert(reference.to_owned());
        }
        selection
    }

    /// Every row.
    pub fn all(rows: &[QueueRow]) -> Self {
        Self { references: rows.iter().map(|row| row.reference.clone()).collect(), last: None }
    }

    /// The ticked rows that are shown, in their order, as they are seen.
    pub fn cases(&self, rows: &[QueueRow]) -> Vec<BulkCase> {
        let ticked = rows.iter().filter(|row| self.has(&row.reference));
        ticked.map(|row| BulkCase { reference: row.reference.clone(), version: row.version }).collect()
    }
}

/// How many are ticked, and what can be done with them.
pub(super) fn bar(console: &Console, ticked: usize, on_action: &Callback<BulkAction>, on_clear: &Callback<()>) -> Html {
    let words = &console.words;
    let keys = console.prefs.single_keys;
    let act = |action: BulkAction, name: &str, key: &str| {
        html! {
            <button type="button" class="button" onclick={on_action.reform(move |_: MouseEvent| action)}>
                { words.get(name) }{ parts::key(keys, key) }
            </button>
        }
    };
    html! {
        <div class="bulk-bar" role="group" aria-label={words.get("staff-ticked-rows")}>
            if ticked > 0 {
                <strong>{ words.count("staff-ticked", ticked) }</strong>
                { act(BulkAction::Assign, "staff-bulk-assign", "Shift+A") }
                { act(BulkAction::Close, "staff-bulk-close", "Shift+C") }
                <button type="button" class="link" onclick={on_clear.reform(|_: MouseEvent| ())}>
                    { words.get("staff-untick") }{ parts::key(keys, "Esc") }
                </button>
            }
        </div>
    }
}
