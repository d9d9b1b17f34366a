//! The queue renews itself without moving what somebody looks at.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use shared::staff::{Changes, Person, QueuePage, QueueQuery, Seen};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{query_path, table};
use crate::api::Api;
use crate::pages::staff::{console::use_console, fetch::Got, live::use_again};

/// Rows of one answer: as many as the server gives at most, and as it gives when nothing is asked for.
const MOST_ROWS: usize = 200;
const LEAST_ROWS: usize = 50;

/// After so many questions the list is read again even when no case moved: due words change with the time.
const ROUNDS: u32 = 20;

#[derive(Default)]
struct Asked {
    since: Option<u64>,
    rounds: u32,
    /// What the answer before told: the same change may be told twice.
    told: BTreeMap<String, i64>,
    /// What is shown: an answer to another question comes too late.
    path: String,
    /// The row that had the focus before the list was renewed, with its place.
    focused: Option<(usize, String)>,
}

/// Who else has which case open, by reference; renews `got` whenever a case moved.
#[hook]
pub(super) fn use_live(query: &QueueQuery, got: &UseStateHandle<Got<QueuePage>>) -> BTreeMap<String, Vec<Person>> {
    let console = use_console();
    let here = use_state(BTreeMap::new);
    let asked = use_mut_ref(Asked::default);
    asked.borrow_mut().path = query_path(query);
    let again = {
        let (console, got, here, query) = (console.clone(), got.clone(), here.clone(), query.clone());
        let asked = Rc::clone(&asked);
        Callback::from(move |()| {
            let (console, got, here, query) = (console.clone(), got.clone(), here.clone(), query.clone());
            let asked = Rc::clone(&asked);
            spawn_local(async move {
                let api = console.api.by_itself();
                let since = asked.borrow().since.map(|since| format!("?since={since}")).unwrap_or_default();
                let Ok(changes) = api.get::<Changes>(&format!("cases/changes{since}")).await else { return };
                if changes.here != *here {
                    here.set(changes.here.clone());
                }
                let Got::Here(page) = &*got else { return };
                let moved = asked.borrow_mut().take(&changes);
                if moved.is_none() {
                    return;
                }
                let path = query_path(&query);
                let answer = read_again(&api, query, page.cases.len()).await;
                if let Some(renewed) = answer.filter(|_| asked.borrow().path == path) {
                    asked.borrow_mut().focused = table::focused(&page.cases);
                    let news = moved.filter(|moved| *moved > 0);
                    if let Some(moved) = news.filter(|_| renewed != *page) {
                        console.announce.emit(console.words.count("staff-changed", moved));
                    }
                    got.set(Got::Here(renewed));
                }
            });
        })
    };
    {
        let again = again.clone();
        use_effect_with((), move |()| again.emit(()));
    }
    use_again(&console, Some(Seen::EVERY_SECONDS), again);
    {
        let asked: Rc<RefCell<Asked>> = asked;
        let page = match &**got {
            Got::Here(page) => Some(page.cases.clone()),
            _ => None,
        };
        use_effect_with(page, move |page| {
            let focused = asked.borrow_mut().focused.take();
            if let (Some(rows), Some((place, reference))) = (page, focused) {
                table::keep_focus(rows, place, &reference);
            }
        });
    }
    (*here).clone()
}

/// As many rows as are shown, as they are now; nothing when an answer is missing.
async fn read_again(api: &Api, query: QueueQuery, rows: usize) -> Option<QueuePage> {
    let mut renewed = QueuePage::default();
    let mut after = None;
    loop {
        let left = rows.saturating_sub(renewed.cases.len()).clamp(LEAST_ROWS, MOST_ROWS);
        let part = QueueQuery { limit: u32::try_from(left).ok(), after: after.take(), ..query.clone() };
        let page = api.get::<QueuePage>(&query_path(&part)).await.ok()?;
        let first = renewed.cases.is_empty();
        renewed.cases.extend(page.cases);
        renewed.next.clone_from(&page.next);
        if first {
            (renewed.counts, renewed.narrow) = (page.counts, page.narrow);
        }
        after = page.next;
        if after.is_none() || renewed.cases.len() >= rows {
            return Some(renewed);
        }
    }
}

impl Asked {
    /// How many cases moved since the answer before; nothing when there is no need to read the list again.
    fn take(&mut self, changes: &Changes) -> Option<usize> {
        let moved = changes.changed.iter().filter(|(reference, version)| self.told.get(*reference) != Some(version));
        let moved = moved.count();
        self.since = Some(changes.next);
        self.told.clone_from(&changes.changed);
        self.rounds += 1;
        if moved == 0 && self.rounds < ROUNDS {
            return None;
        }
        self.rounds = 0;
        Some(moved)
    }
}
