//! The saved views and the filters; both only change the address.

use std::collections::BTreeMap;

use shared::staff::{QueueQuery, Sort, capped};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, window};
use yew::prelude::*;

use crate::pages::staff::{
    console::{Console, use_console},
    icon::Icon,
    link::{Link, Place},
};

/// The state of every case; known to the address only, the API is then asked without a state.
pub(super) const ALL: &str = "all";

/// Props of [`Filters`].
#[derive(Properties, PartialEq)]
pub struct FiltersProps {
    /// What is shown.
    pub query: QueueQuery,
    /// Cases in each view.
    pub counts: BTreeMap<String, u64>,
    /// Takes the new query.
    pub on_filter: Callback<QueueQuery>,
}

/// One filter: its label, its value, what can be chosen, and how it changes a query.
struct Filter {
    label: String,
    value: Option<String>,
    options: Vec<(String, String)>,
    set: fn(&mut QueueQuery, Option<String>),
}

/// Views, chips, and the order in words.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let query = &props.query;
    let order = match query.sort {
        Sort::Due => "staff-sorted-due",
        Sort::DueDesc => "staff-sorted-due-desc",
        Sort::Received => "staff-sorted-received",
    };
    html! {
        <>
            <nav class="tabs" aria-label={words.get("staff-views")}>
                <ul>
                    { for console.session.views.iter().map(|view| html! {
                        <li key={view.id.clone()}>
                            <Link to={Place::Queue(view.query.clone())} current={view.query == *query}>
                                { &view.name }
                                if let Some(n) = props.counts.get(&view.id) {
                                    <span class="count">{ capped(*n) }</span>
                                }
                            </Link>
                        </li>
                    }) }
                </ul>
            </nav>
            <div class="chips" role="group" aria-label={words.get("staff-filters")}>
                if let Some(q) = &query.q {
                    { chip_on(props, &console, &words.get("staff-filter-search"), q, |query, _| query.q = None) }
                }
                { for filters(&console, query).iter().map(|filter| select(props, &console, filter)) }
                { due_before(props, &console) }
                <p class="order">{ words.get(order) }</p>
            </div>
        </>
    }
}

/// Gives the focus to the first filter.
pub(super) fn focus() -> bool {
    let first = window().and_then(|window| window.document()?.query_selector(".chips select").ok()?);
    let first = first.and_then(|first| first.dyn_into::<HtmlElement>().ok());
    // It is on the page.
    first.is_some_and(|first| first.focus().is_ok())
}

fn filters(console: &Console, query: &QueueQuery) -> [Filter; 5] {
    let session = &console.session;
    let words = &console.words;
    let say = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        let pair = |(value, id): &(&str, &str)| ((*value).to_owned(), words.get(id));
        pairs.iter().map(pair).collect()
    };
    let mut states = say(&[("open", "staff-state-open"), (ALL, "staff-state-all")]);
    states.extend(session.states.iter().cloned());
    let services = session.services.iter();
    [
        Filter {
            label: words.get("staff-filter-service"),
            value: query.service.clone(),
            options: services.map(|it| (it.kind.clone(), it.name.clone())).collect(),
            set: |query, value| query.service = value,
        },
        Filter {
            label: words.get("staff-filter-state"),
            value: query.state.clone(),
            options: states,
            set: |query, value| query.state = value,
        },
        Filter {
            label: words.get("staff-filter-owner"),
            value: query.assigned.clone(),
            options: say(&[("me", "staff-owner-me"), ("none", "staff-unassigned")]),
            set: |query, value| query.assigned = value,
        },
        Filter {
            label: words.get("staff-filter-due"),
            value: query.due_before.clone().filter(|due| !is_date(due)),
            options: say(&[("now", "staff-due-now"), ("tomorrow", "staff-due-tomorrow")]),
            set: |query, value| query.due_before = value,
        },
        Filter {
            label: words.get("staff-filter-language"),
            value: query.language.clone(),
            options: session.languages.clone(),
            set: |query, value| query.language = value,
        },
    ]
}

fn select(props: &FiltersProps, console: &Console, filter: &Filter) -> Html {
    let chosen = filter.value.as_ref();
    let onchange = {
        let (query, on_filter, set) = (props.query.clone(), props.on_filter.clone(), filter.set);
        Callback::from(move |event: Event| {
            let value = event.target_dyn_into::<HtmlSelectElement>().map(|it| it.value());
            on_filter.emit(changed(&query, set, value.filter(|value| !value.is_empty())));
        })
    };
    html! {
        <span class={classes!("chip", chosen.is_some().then_some("chip-on"))}>
            <label>
                <span>{ &filter.label }</span>
                <select {onchange}>
                    <option value="" selected={chosen.is_none()}>{ console.words.get("staff-any") }</option>
                    { for filter.options.iter().map(|(value, name)| html! {
                        <option value={value.clone()} selected={chosen == Some(value)}>{ name }</option>
                    }) }
                </select>
            </label>
            if chosen.is_some() {
                { remove(props, console, &filter.label, filter.set) }
            }
        </span>
    }
}

fn due_before(props: &FiltersProps, console: &Console) -> Html {
    let label = console.words.get("staff-filter-due-before");
    let value = props.query.due_before.clone().filter(|due| is_date(due));
    let set: fn(&mut QueueQuery, Option<String>) = |query, value| query.due_before = value;
    let onchange = {
        let (query, on_filter) = (props.query.clone(), props.on_filter.clone());
        Callback::from(move |event: Event| {
            let value = event.target_dyn_into::<HtmlInputElement>().map(|it| it.value());
            on_filter.emit(changed(&query, set, value.filter(|value| !value.is_empty())));
        })
    };
    let on = value.is_some();
    html! {
        <span class={classes!("chip", on.then_some("chip-on"))}>
            <label>
                <span>{ &label }</span>
                <input type="date" value={value.unwrap_or_default()} {onchange} />
            </label>
            if on {
                { remove(props, console, &label, set) }
            }
        </span>
    }
}

fn chip_on(
    props: &FiltersProps,
    console: &Console,
    label: &str,
    value: &str,
    set: fn(&mut QueueQuery, Option<String>),
) -> Html {
    html! {
        <span class="chip chip-on">
            <span class="chip-text">{ label }{ " " }<strong>{ value }</strong></span>
            { remove(props, console, label, set) }
        </span>
    }
}

fn remove(props: &FiltersProps, console: &Console, label: &str, set: fn(&mut QueueQuery, Option<String>)) -> Html {
    let (query, on_filter) = (props.query.clone(), props.on_filter.clone());
    let onclick = Callback::from(move |_: MouseEvent| on_filter.emit(changed(&query, set, None)));
    let name = console.words.fill("staff-filter-remove", &[("what", label)]);
    html! {
        <button type="button" class="chip-remove" {onclick} aria-label={name}>{ Icon::Close.html() }</button>
    }
}

/// The query with one filter changed, from its first page on.
///
/// Never the empty query, whose address stands for the first view: `all` says that nothing is left out.
fn changed(query: &QueueQuery, set: fn(&mut QueueQuery, Option<String>), value: Option<String>) -> QueueQuery {
    let mut query = QueueQuery { after: None, ..query.clone() };
    set(&mut query, value);
    if query == QueueQuery::default() {
        query.state = Some(ALL.to_owned());
    }
    query
}

fn is_date(due: &str) -> bool {
    due.starts_with(|first: char| first.is_ascii_digit())
}
