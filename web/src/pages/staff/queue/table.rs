//! The rows. The table keeps its roles where narrow screens show it as a list.

use shared::staff::{QueueQuery, QueueRow, Sort};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, window};
use yew::prelude::*;
use yew_router::prelude::*;

use super::super::{
    console::{Console, use_console},
    link::{Link, Place},
    parts,
};

/// Props of [`Table`].
#[derive(Properties, PartialEq)]
pub struct TableProps {
    /// The rows.
    pub rows: Vec<QueueRow>,
    /// The query, for the order.
    pub query: QueueQuery,
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
    let head = |column: &str| {
        let class = format!("col-{column}");
        html! { <th role="columnheader" scope="col" {class}>{ words.get(&format!("staff-col-{column}")) }</th> }
    };
    html! {
        <table class="rows" role="table">
            <caption class="spoken">{ words.get("staff-queue") }</caption>
            <thead role="rowgroup">
                <tr role="row">
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
            <th role="rowheader" scope="row" class="col-reference" id={row_id(&row.reference)}>
                <Link to={Place::Case(row.reference.clone())} class="mono">{ &row.reference }</Link>
            </th>
            <td role="cell" class="col-service">{ &row.service_text }</td>
            <td role="cell" class="col-subject">
                <span class="subject"><span>{ &row.subject }</span>{ flags(&console, row) }</span>
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

/// What one should know before opening a case: the requester's language, and that care is needed.
fn flags(console: &Console, row: &QueueRow) -> Html {
    let other_language = row.language != console.session.language;
    let name = console.session.languages.iter().find(|(tag, _)| *tag == row.language).map(|(_, name)| name);
    html! {
        <>
            if row.at_risk {
                <span class="flag">{ console.words.get("staff-at-risk") }</span>
            }
            if let Some(name) = name.filter(|_| other_language) {
                <abbr class="flag" title={name.clone()}>{ row.language.split('-').next() }</abbr>
            }
        </>
    }
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

fn in_list() -> bool {
    let focused: Option<Element> = window().and_then(|window| window.document()?.active_element());
    focused.is_some_and(|focused| matches!(focused.closest("table.rows"), Ok(Some(_))))
}

fn row_id(reference: &str) -> String {
    format!("row-{reference}")
}
