//! The parts of a page to read.

use shared::page::{Block, Table};
use yew::prelude::*;

use super::{cells, icon, notice, paragraph, prose};

/// Blocks in order.
pub(crate) fn blocks(all: &[Block]) -> Html {
    all.iter().map(block).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::Heading { id, text } => html! { <h2 id={id.clone()}>{ text }</h2> },
        Block::Subheading(text) => html! { <h3>{ text }</h3> },
        Block::Paragraph(text) => paragraph("text", text),
        Block::List(items) => html! {
            <ul class="list">{ for items.iter().map(|item| html! { <li>{ prose(item) }</li> }) }</ul>
        },
        Block::Columns(items) => html! {
            <ul class="list list--columns">{ for items.iter().map(|item| html! { <li>{ item }</li> }) }</ul>
        },
        Block::Steps(steps) => html! {
            <ol class="numbered">
                { for steps.iter().map(|step| html! {
                    <li><h3>{ &step.title }</h3>{ paragraph("", &step.text) }</li>
                }) }
            </ol>
        },
        Block::Rows(rows) => html! {
            <dl class="rows">
                { for rows.iter().map(|row| html! {
                    <div><dt>{ &row.term }</dt><dd>{ prose(&row.text) }</dd></div>
                }) }
            </dl>
        },
        Block::Table(table) => table_view(table),
        Block::Notice(value) => notice(value),
        Block::Call { title, text, call } => html! {
            <section class="call">
                <div><h2>{ title }</h2><p>{ text }</p></div>
                <a class="usa-button call__button" href={call.href.clone()}>
                    { icon("phone") }<span>{ &call.text }</span>
                </a>
            </section>
        },
        Block::Start(link) => html! {
            <p class="start"><a class="usa-button" href={link.href.clone()}>{ &link.text }</a></p>
        },
        Block::Cells(all) => html! { <div class="box">{ cells(all) }</div> },
        Block::Links(links) => html! {
            <ul class="described">
                { for links.iter().map(|link| html! {
                    <li><a href={link.href.clone()}>{ &link.title }</a><p>{ &link.text }</p></li>
                }) }
            </ul>
        },
    }
}

/// A table; on a phone each row becomes a list, with the column's name before each cell.
fn table_view(table: &Table) -> Html {
    html! {
        <table class="table">
            <caption>{ &table.caption }</caption>
            <thead>
                <tr>{ for table.columns.iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr>
            </thead>
            <tbody>
                { for table.rows.iter().map(|row| html! {
                    <tr>
                        { for row.iter().zip(&table.columns).enumerate().map(|(index, (cell, column))| {
                            if index == 0 {
                                html! { <th scope="row">{ prose(cell) }</th> }
                            } else {
                                html! { <td data-column={column.clone()}>{ prose(cell) }</td> }
                            }
                        }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
