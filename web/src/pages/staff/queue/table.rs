//! The rows. The table keeps its roles where narrow screens show it as a list.

use std::{collections::BTreeMap, rc::Rc};

use shared::staff::{Person, QueueQuery, QueueRow, Sort};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, window};
use yew::prelude::*;
use yew_router::prelude::*;

use super::super::{
    console::{Console, use_console},
    icon::Icon,
    link::{Link, Place},
    parts,
};
use super::select::Selection;

/// Props of [`Table`].
#[derive(Properties, PartialEq)]
pub struct TableProps {
    /// The rows.
    pub rows: Vec<QueueRow>,
    /// The query, for the order.
    pub query: QueueQuery,
    /// Which rows are ticked.
    pub selection: Rc<Selection>,
    /// Who else has which case open.
    pub here: Rc<BTreeMap<String, Vec<Person>>>,
    /// Takes the reference of a row that is ticked or no longer, and whether a range was meant.
    pub on_tick: Callback<(String, bool)>,
    /// Ticks all rows, or none.
    pub on_tick_all: Callback<bool>,
    /// Reference of the row whose case stands beside the table.
    pub chosen: Option<String>,
    /// Takes the reference of a row that was pressed or got the focus.
    pub on_choose: Callback<String>,
}

/// The queue as a table with a sticky header.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let (by_due, next_sort) = match props.query.sort {
        Sort::Due => (Some("ascending"), Sort::DueDesc),
        Sort::DueDesc => (Some("descending"), Sort::Due),
        Sort::Received => (None, Sort::Due),
    };
    let sorted = |sort| Place::Queue(QueueQuery { sort, after: None, ..props.query.clone() });
    let by_received = props.query.sort == Sort::Received;
    let ticked = props.rows.iter().filter(|row| props.selection.has(&row.reference)).count();
    let all = ticked > 0 && ticked == props.rows.len();
    let tick_all = props.on_tick_all.reform(move |_: Event| !all);
    let head = |column: &str| {
        let class = format!("col-{column}");
        html! { <th role="columnheader" scope="col" {class}>{ words.get(&format!("staff-col-{column}")) }</th> }
    };
    html! {
        <table class="rows" role="table">
            <caption class="spoken">{ words.get("staff-queue") }</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col" class="col-tick">
                        <input type="checkbox" checked={all} onchange={tick_all}
                            aria-label={words.get("staff-tick-all")} />
                    </th>
                    { head("reference") }
                    { head("service") }
                    { head("subject") }
                    { head("state") }
                    <th role="columnheader" scope="col" class="col-due" aria-sort={by_due}>
                        <Link to={sorted(next_sort)} class="sort">
                            { words.get("staff-col-due") }
                            <span aria-hidden="true">
                                { match by_due { Some("ascending") => " ↑", Some(_) => " ↓", None => "" } }
                            </span>
                        </Link>
                    </th>
                    <th role="columnheader" scope="col" class="col-received"
                        aria-sort={by_received.then_some("descending")}>
                        <Link to={sorted(Sort::Received)} class="sort">
                            { words.get("staff-col-received") }
                            if by_received { <span aria-hidden="true">{ " ↓" }</span> }
                        </Link>
                    </th>
                    { head("owner") }
                </tr>
            </thead>
            <tbody role="rowgroup">
                { for props.rows.iter().map(|row| html! {
                    <Row key={row.reference.clone()} row={row.clone()}
                        chosen={props.chosen.as_ref() == Some(&row.reference)}
                        ticked={props.selection.has(&row.reference)}
                        here={props.here.get(&row.reference).cloned().unwrap_or_default()}
                        on_tick={props.on_tick.clone()}
                        on_choose={props.on_choose.clone()} />
                }) }
            </tbody>
        </table>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    row: QueueRow,
    chosen: bool,
    ticked: bool,
    here: Vec<Person>,
    on_tick: Callback<(String, bool)>,
    on_choose: Callback<String>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let console = use_console();
    let navigator = use_navigator();
    let row = &props.row;
    let choose = {
        let (reference, on_choose) = (row.reference.clone(), props.on_choose.clone());
        Callback::from(move |()| on_choose.emit(reference.clone()))
    };
    let tick = {
        let reference = row.reference.clone();
        props.on_tick.reform(move |event: MouseEvent| (reference.clone(), event.shift_key()))
    };
    let open = {
        let reference = row.reference.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(navigator) = &navigator {
                Place::Case(reference.clone()).open(navigator);
            }
        })
    };
    html! {
        <tr role="row" class={classes!(props.chosen.then_some("chosen"))}
            onclick={choose.reform(|_: MouseEvent| ())} onfocusin={choose.reform(|_: FocusEvent| ())}
            ondblclick={open}>
            <td role="cell" class="col-tick">
                <input type="checkbox" checked={props.ticked} onclick={tick}
                    aria-label={console.words.fill("staff-tick", &[("reference", &row.reference)])} />
            </td>
            <th role="rowheader" scope="row" class="col-reference" id={row_id(&row.reference)}>
                <Link to={Place::Case(row.reference.clone())} class="mono">{ &row.reference }</Link>
            </th>
            <td role="cell" class="col-service">{ &row.service_text }</td>
            <td role="cell" class="col-subject">
                <span class="subject"><span>{ &row.subject }</span>{ flags(&console, row, &props.here) }</span>
            </td>
            <td role="cell" class="col-state">{ parts::state(row.mark, &row.state_text) }</td>
            <td role="cell" class="col-due">{ parts::due(&console.words, row.due.as_ref()) }</td>
            <td role="cell" class="col-received">
                <time datetime={row.received.at.clone()}>{ &row.received.text }</time>
            </td>
            <td role="cell" class="col-owner">
                { match &row.owner {
                    Some(owner) => html! { <span title={owner.name.clone()}>{ &owner.short }</span> },
                    None => html! { <span class="unassigned">{ console.words.get("staff-unassigned") }</span> },
                } }
            </td>
        </tr>
    }
}

/// What one should know before opening a case: who is there, the requester's language, and that care is needed.
fn flags(console: &Console, row: &QueueRow, here: &[Person]) -> Html {
    let other_language = row.language != console.session.language;
    let name = console.session.languages.iter().find(|(tag, _)| *tag == row.language).map(|(_, name)| name);
    html! {
        <>
            if !here.is_empty() {
                <span class="flag here" title={names(here, |it| &it.name)}>
                    { Icon::People.html() }
                    <span class="spoken">{ console.words.get("staff-here-now") }{ " " }</span>
                    { names(here, |it| &it.short) }
                </span>
            }
            if row.at_risk {
                <span class="flag">{ console.words.get("staff-at-risk") }</span>
            }
            if let Some(name) = name.filter(|_| other_language) {
                <abbr class="flag" title={name.clone()}>{ row.language.split('-').next() }</abbr>
            }
        </>
    }
}

fn names(people: &[Person], name: fn(&Person) -> &String) -> String {
    people.iter().map(|person| name(person).as_str()).collect::<Vec<_>>().join(", ")
}

/// The row `by` steps from `from`; the first one when there is none yet.
pub(super) fn step(rows: &[QueueRow], from: Option<&QueueRow>, by: isize) -> Option<String> {
    let at = from.and_then(|from| rows.iter().position(|row| row.reference == from.reference));
    let focused = at.filter(|_| in_list());
    let index = match focused {
        Some(index) => index.checked_add_signed(by)?,
        // Outside of the list the first press only brings the focus to the chosen row.
        None => at.unwrap_or(0),
    };
    rows.get(index).map(|row| row.reference.clone())
}

/// Gives the focus to a row's link.
pub(super) fn focus(reference: &str) {
    let link = window().and_then(|window| {
        let row = window.document()?.get_element_by_id(&row_id(reference))?;
        row.query_selector("a").ok()??.dyn_into::<HtmlElement>().ok()
    });
    if let Some(link) = link {
        // It is on the page.
        let _ = link.focus();
    }
}

/// The row that has the focus, with its place.
pub(super) fn focused(rows: &[QueueRow]) -> Option<(usize, String)> {
    let row = focused_element()?.closest("tr").ok()??;
    let has = |reference: &str| matches!(row.query_selector(&format!("#{}", row_id(reference))), Ok(Some(_)));
    let (place, row) = rows.iter().enumerate().find(|(_, row)| has(&row.reference))?;
    Some((place, row.reference.clone()))
}

/// Gives the focus back that a row lost when it was moved; a row that is gone leaves it to the one in its place.
pub(super) fn keep_focus(rows: &[QueueRow], place: usize, reference: &str) {
    let row = rows.iter().find(|row| row.reference == reference);
    let row = row.or_else(|| rows.get(place)).or(rows.last());
    if let Some(row) = row.filter(|_| !in_list()) {
        focus(&row.reference);
    }
}

fn focused_element() -> Option<Element> {
    window()?.document()?.active_element()
}

fn in_list() -> bool {
    focused_element().is_some_and(|focused| matches!(focused.closest("table.rows"), Ok(Some(_))))
}

fn row_id(reference: &str) -> String {
    format!("row-{reference}")
}
