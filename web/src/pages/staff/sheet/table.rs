//! The rows of a sheet. The table keeps its roles where narrow screens show it as a list.

use shared::staff::{Column, Table, TableCell, TableRow};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};
use yew::prelude::*;

use super::form::{ActButton, Desk, FormBody, acts_at_once};
use crate::pages::staff::{console::use_console, parts};

/// Props of [`TableView`].
#[derive(Properties, PartialEq)]
pub struct TableProps {
    /// Columns and rows.
    pub table: Table,
    /// What it is called.
    pub name: String,
    /// The sheet.
    pub desk: Desk,
}

/// A table with a sticky header; a form of a row opens under it.
#[component]
pub fn TableView(props: &TableProps) -> Html {
    let console = use_console();
    let table = &props.table;
    let open = use_state(|| {
        let mut forms = table.rows.iter().flat_map(|row| &row.forms);
        let typed = forms.find(|form| !console.drafts.under(&props.desk.draft(form)).is_empty());
        typed.map(|form| form.id.clone())
    });
    if table.rows.is_empty() {
        return html! { <p class="quiet">{ &table.empty }</p> };
    }
    let acts = table.rows.iter().any(|row| !row.forms.is_empty());
    let head = |column: &Column| {
        let class = column.number.then_some("number");
        html! { <th role="columnheader" scope="col" {class}>{ &column.name }</th> }
    };
    html! {
        <>
            <table class="grid" role="table">
                <caption class="spoken">{ &props.name }</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        { for table.columns.iter().map(head) }
                        if acts {
                            <th role="columnheader" scope="col">
                                <span class="spoken">{ console.words.get("staff-row-acts") }</span>
                            </th>
                        }
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    { for table.rows.iter().map(|row| rows(props, row, acts, &open)) }
                </tbody>
            </table>
            if let Some(next) = &table.next {
                <p class="table-next">{ super::link(next, classes!("button")) }</p>
            }
        </>
    }
}

/// A row, and under it the form that is open.
fn rows(props: &TableProps, row: &TableRow, acts: bool, open: &UseStateHandle<Option<String>>) -> Html {
    let shown = row.forms.iter().find(|form| open.as_ref() == Some(&form.id));
    let wide = props.table.columns.len() + usize::from(acts);
    let columns = props.table.columns.iter().zip(&row.cells).enumerate();
    html! {
        <>
            <tr role="row">
                { for columns.map(|(at, (column, cell))| self::cell(column, cell, at == 0)) }
                if acts {
                    <td role="cell" class="row-acts">
                        { for row.forms.iter().map(|form| {
                            if acts_at_once(form) {
                                return html! { <ActButton key={form.id.clone()} form={form.clone()} desk={props.desk.clone()} /> };
                            }
                            let is_open = open.as_ref() == Some(&form.id);
                            let onclick = {
                                let (open, id) = (open.setter(), form.id.clone());
                                Callback::from(move |_: MouseEvent| open.set((!is_open).then(|| id.clone())))
                            };
                            html! {
                                <button key={form.id.clone()} id={opener(&form.id)} type="button" {onclick}
                                    class={classes!("button", form.danger.then_some("button-danger"))}
                                    aria-expanded={is_open.to_string()}>
                                    { &form.label }
                                </button>
                            }
                        }) }
                    </td>
                }
            </tr>
            if let Some(form) = shown {
                <tr role="row" class="row-form">
                    <td role="cell" colspan={wide.to_string()}>
                        <FormBody key={form.id.clone()} form={form.clone()} desk={props.desk.clone()}
                            on_end={close(open, &form.id)} />
                    </td>
                </tr>
            }
        </>
    }
}

/// Closes the form and gives the focus back to the button that opened it.
fn close(open: &UseStateHandle<Option<String>>, form: &str) -> Callback<()> {
    let (open, opener) = (open.setter(), opener(form));
    Callback::from(move |()| {
        open.set(None);
        let button = window().and_then(|window| window.document()?.get_element_by_id(&opener));
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            // It stays on the page until the next sheet is here.
            let _ = button.focus();
        }
    })
}

fn opener(form: &str) -> String {
    format!("open-{form}")
}

fn cell(column: &Column, cell: &TableCell, first: bool) -> Html {
    let class = column.number.then_some("number");
    let text = match cell.urgency {
        Some(urgency) => parts::due_words(urgency, &cell.text),
        None => html! { &cell.text },
    };
    let text = match &cell.href {
        Some(href) => super::link_around(href, Classes::new(), text),
        None => text,
    };
    if first {
        html! { <th role="rowheader" scope="row" {class}>{ text }</th> }
    } else {
        html! { <td role="cell" {class} data-label={column.name.clone()}>{ text }</td> }
    }
}
