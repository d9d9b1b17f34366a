//! The queue: every case the person may see, the one that is due first on top.

mod bulk;
mod filters;
mod live;
mod preview;
mod select;
mod table;

use std::rc::Rc;

use shared::staff::{Assign, BulkAction, QueuePage as Page, QueueQuery, QueueRow, StaffCase};
use wasm_bindgen_futures::spawn_local;
use web_sys::window;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{
    console::use_console,
    fetch::{Got, use_get},
    file_link::FileLink,
    icon::Icon,
    keys::{Key, use_keys},
    link::Place,
    parts,
    prefs::Prefs,
    title::{use_heading_focus, use_title},
    words::Words,
};
use crate::api::{Failure, Method};
use select::Selection;

/// Views, filters, table, and the chosen case beside it.
#[component]
pub fn QueuePage() -> Html {
    let console = use_console();
    let words = console.words.clone();
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<QueueQuery>().ok()).unwrap_or_default();
    let query = if query == QueueQuery::default() {
        // The address without filters shows the first view.
        let first = console.session.views.first();
        first.map(|view| view.query.clone()).unwrap_or_default()
    } else {
        query
    };
    let first = query_path(&query);
    let round = use_state(|| 0);
    let got = use_get::<Page>(&console.api, Some(first.clone()), *round);
    let chosen = use_state(|| None::<String>);
    let more = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let copied = use_state(|| false);
    let heading = use_node_ref();

    use_heading_focus(heading.clone(), "queue".to_owned());
    let page = match &*got {
        Got::Here(page) => Some(Rc::new(page.clone())),
        _ => None,
    };
    {
        let set_queue = console.set_queue.clone();
        use_effect_with(page.clone(), move |page| {
            if let Some(page) = page {
                set_queue.emit(Rc::clone(page));
            }
        });
    }
    {
        // Said once for each view; what changes in it afterwards says so by itself.
        let (announce, words, page) = (console.announce.clone(), words.clone(), page.clone());
        use_effect_with((first.clone(), page.is_some()), move |_| {
            if let Some(page) = page {
                announce.emit(words.count("staff-rows", page.cases.len()));
            }
        });
    }
    let here = Rc::new(live::use_live(&query, &got));
    let selection = use_state(|| Rc::new(Selection::default()));
    let bulk = use_state(|| None::<BulkAction>);
    // While the next answer is on its way, the last one stays where it is.
    let shown = page.unwrap_or_else(|| Rc::clone(&console.queue));
    let row = chosen
        .as_ref()
        .and_then(|reference| shown.cases.iter().find(|row| row.reference == *reference))
        .or(shown.cases.first())
        .cloned();
    use_title(&words.fill("staff-queue-page-title", &[("n", &shown.cases.len().to_string())]));

    let assign = {
        let (console, got, failure) = (console.clone(), got.clone(), failure.clone());
        Callback::from(move |row: QueueRow| {
            let (console, got, failure) = (console.clone(), got.clone(), failure.clone());
            spawn_local(async move {
                let path = format!("cases/{}/assign", row.reference);
                let body = Assign { version: row.version, to: Some("me".to_owned()) };
                match console.api.write::<StaffCase>(Method::Post, &path, &body).await {
                    Ok(case) => {
                        console.announce.emit(console.words.fill("staff-assigned", &[("reference", &case.reference)]));
                        refresh(&got, &case);
                        failure.set(None);
                    }
                    Err(why) => {
                        if let Failure::Conflict(conflict) = &why {
                            refresh(&got, &conflict.current);
                        }
                        failure.set(Some(why));
                    }
                }
            });
        })
    };
    let load_more = {
        let (console, got, more, failure) = (console.clone(), got.clone(), more.clone(), failure.clone());
        let query = query.clone();
        Callback::from(move |_: MouseEvent| {
            let Got::Here(page) = (*got).clone() else {
                return;
            };
            let (console, got, more) = (console.clone(), got.clone(), more.clone());
            let failure = failure.clone();
            let next = QueueQuery { after: page.next.clone(), ..query.clone() };
            more.set(true);
            spawn_local(async move {
                match console.api.get::<Page>(&query_path(&next)).await {
                    Ok(mut rest) => {
                        let mut whole = page;
                        whole.cases.append(&mut rest.cases);
                        whole.next = rest.next;
                        got.set(Got::Here(whole));
                    }
                    Err(why) => failure.set(Some(why)),
                }
                more.set(false);
            });
        })
    };

    let cases = selection.cases(&shown.cases);
    let ticked = cases.len();
    let on_tick = {
        let (selection, rows, chosen) = (selection.clone(), Rc::clone(&shown), chosen.setter());
        Callback::from(move |(reference, range): (String, bool)| {
            selection.set(Rc::new(selection.toggled(&rows.cases, &reference, range)));
            chosen.set(Some(reference));
        })
    };
    let on_tick_all = {
        let (selection, rows) = (selection.clone(), Rc::clone(&shown));
        Callback::from(move |all: bool| {
            let none = Selection::default();
            selection.set(Rc::new(if all { Selection::all(&rows.cases) } else { none }));
        })
    };
    let on_clear = on_tick_all.reform(|()| false);
    let on_bulk = {
        let bulk = bulk.clone();
        Callback::from(move |action: BulkAction| bulk.set(Some(action)))
    };
    let on_bulk_end = {
        let (bulk, round, on_clear) = (bulk.clone(), round.clone(), on_clear.clone());
        Callback::from(move |done: bool| {
            bulk.set(None);
            if done {
                on_clear.emit(());
                round.set(*round + 1);
            }
        })
    };
    let keys = page_keys(&words);
    {
        let (rows, row) = (Rc::clone(&shown), row.clone());
        let (bulk, on_tick, on_clear) = (bulk.clone(), on_tick.clone(), on_clear.clone());
        let (chosen, assign, navigator) = (chosen.clone(), assign.clone(), navigator.clone());
        let (prefs, set_prefs) = (console.prefs, console.set_prefs.clone());
        use_keys(&console, keys.clone(), move |key| {
            let step = match key {
                "j" => 1,
                "k" => -1,
                "f" => return filters::focus(),
                "shift+a" | "shift+c" if ticked > 0 => {
                    bulk.set(Some(if key == "shift+a" { BulkAction::Assign } else { BulkAction::Close }));
                    return true;
                }
                "escape" if ticked > 0 => {
                    on_clear.emit(());
                    return true;
                }
                "x" | "shift+x" => {
                    if let Some(row) = &row {
                        on_tick.emit((row.reference.clone(), key == "shift+x"));
                    }
                    return true;
                }
                "p" => {
                    set_prefs.emit(Prefs { preview: !prefs.preview, ..prefs });
                    return true;
                }
                "a" | "enter" => {
                    let Some(row) = row.clone() else {
                        return false;
                    };
                    if key == "a" {
                        assign.emit(row);
                    } else if let Some(navigator) = &navigator {
                        Place::Case(row.reference).open(navigator);
                    }
                    return true;
                }
                _ => return false,
            };
            if let Some(reference) = table::step(&rows.cases, row.as_ref(), step) {
                table::focus(&reference);
                chosen.set(Some(reference));
            }
            true
        });
    }
    let copy = {
        let (copied, announce) = (copied.clone(), console.announce.clone());
        let said = words.get("staff-link-copied");
        let href = Place::Queue(query.clone()).href();
        Callback::from(move |_: MouseEvent| {
            if let Some(window) = window() {
                let origin = window.location().origin().unwrap_or_default();
                let _copying = window.navigator().clipboard().write_text(&format!("{origin}{href}"));
                copied.set(true);
                announce.emit(said.clone());
            }
        })
    };
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |reference: String| chosen.set(Some(reference)))
    };
    let on_filter = {
        let (navigator, copied) = (navigator.clone(), copied.clone());
        Callback::from(move |query: QueueQuery| {
            copied.set(false);
            if let Some(navigator) = &navigator {
                Place::Queue(query).open(navigator);
            }
        })
    };
    let retry = {
        let round = round.clone();
        Callback::from(move |_: MouseEvent| round.set(*round + 1))
    };
    let preview = console.prefs.preview;

    html! {
        <div class={classes!("queue", preview.then_some("queue-preview"))}>
            <div class="page-head">
                <h1 ref={heading} tabindex="-1">{ words.get("staff-queue") }</h1>
                <p class="page-sub">{ words.count("staff-rows", shown.cases.len()) }</p>
                <div class="buttons">
                    <FileLink class="button" href={format!("/api/v1/staff/{}", first.replacen("cases?", "cases.csv?", 1))}
                        label={words.get("staff-csv")} />
                    <button type="button" class="button" onclick={copy}>
                        { if *copied { Icon::Check.html() } else { Icon::Link.html() } }
                        { words.get(if *copied { "staff-link-copied" } else { "staff-copy-link" }) }
                    </button>
                </div>
            </div>
            <filters::Filters query={query.clone()} counts={shown.counts.clone()} {on_filter} />
            if let Some(failure) = &*failure {
                <div role="alert" class="pad">{ parts::failure(&words, failure) }</div>
            }
            if let Got::Failed(failure) = &*got {
                <div role="alert" class="pad stack">
                    { parts::failure(&words, failure) }
                    <button type="button" class="button" onclick={retry}>{ words.get("staff-retry") }</button>
                </div>
            } else {
                <div class="queue-body">
                    <div class="queue-list" aria-busy={(*got == Got::Waiting).to_string()}>
                        { select::bar(&console, ticked, &on_bulk, &on_clear) }
                        <table::Table rows={shown.cases.clone()} query={query.clone()}
                            selection={Rc::clone(&selection)} {here} {on_tick} {on_tick_all}
                            chosen={row.as_ref().map(|row| row.reference.clone())} {on_choose} />
                        if shown.cases.is_empty() && *got != Got::Waiting {
                            <p class="pad">{ words.get("staff-queue-empty") }</p>
                        }
                        if shown.narrow {
                            <p class="pad">{ words.get("staff-queue-narrow") }</p>
                        }
                        if shown.next.is_some() {
                            <div class="pad">
                                <button type="button" class="button" onclick={load_more}
                                    aria-busy={more.to_string()}>
                                    { words.get(if *more { "staff-working" } else { "staff-more" }) }
                                </button>
                            </div>
                        }
                        { legend(console.prefs.single_keys, &keys) }
                    </div>
                    if let Some(action) = *bulk {
                        <bulk::BulkDialog {action} {cases} on_end={on_bulk_end} />
                    }
                    if let Some(row) = row.filter(|_| preview) {
                        <preview::Preview {row} on_assign={assign} />
                    }
                </div>
            }
        </div>
    }
}

/// The keys of this page.
fn page_keys(words: &Words) -> Vec<Key> {
    let keys = [
        ("j", "staff-key-next"),
        ("k", "staff-key-previous"),
        ("enter", "staff-key-open"),
        ("a", "staff-key-assign"),
        ("p", "staff-key-preview"),
        ("f", "staff-key-filter"),
        ("x", "staff-key-tick"),
        ("shift+x", "staff-key-tick-range"),
        ("shift+a", "staff-bulk-assign"),
        ("shift+c", "staff-bulk-close"),
        ("escape", "staff-untick"),
    ];
    keys.iter().map(|(name, does)| Key::new(name, words.get(does))).collect()
}

/// The plain keys of this page, printed under it; the help has all of them.
fn legend(shown: bool, keys: &[Key]) -> Html {
    if !shown {
        return Html::default();
    }
    let plain = keys.iter().filter(|key| !key.name.starts_with("shift") && key.name != "escape");
    html! {
        <ul class="legend">
            { for plain.map(|key| html! { <li><kbd>{ key.label() }</kbd>{ &key.does }</li> }) }
        </ul>
    }
}

fn query_path(query: &QueueQuery) -> String {
    use yew_router::query::ToQuery;
    let query = QueueQuery { state: query.state.clone().filter(|state| state != filters::ALL), ..query.clone() };
    format!("cases?{}", query.to_query().unwrap_or_default())
}

/// Puts what a write answered into the row it belongs to.
fn refresh(got: &UseStateHandle<Got<Page>>, case: &StaffCase) {
    let Got::Here(mut page) = (**got).clone() else {
        return;
    };
    for row in &mut page.cases {
        if row.reference == case.reference {
            row.owner.clone_from(&case.owner);
            row.version = case.version;
            row.state.clone_from(&case.state);
            row.state_text.clone_from(&case.state_text);
            row.mark = case.mark;
            row.due.clone_from(&case.due);
        }
    }
    got.set(Got::Here(page));
}
