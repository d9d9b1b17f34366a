//! The parts of a page to read.

use shared::page::{Aids, Block, NumberedStep, Table};
use yew::prelude::*;

use super::call::{call_box, dispatch};
use super::card::wall_card;
use super::languages::languages;
use super::places::places;
use super::practice::practice;
use super::{cells, notice, paragraph, print_button, prose, text_link, words};

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
            <ul class="list list--columns">{ for items.iter().map(|item| html! { <li>{ words(item) }</li> }) }</ul>
        },
        Block::Steps(steps) => numbered_steps(steps),
        Block::Rows(rows) => html! {
            <dl class="rows">
                { for rows.iter().map(|row| html! {
                    <div><dt>{ &row.term }</dt><dd>{ prose(&row.text) }</dd></div>
                }) }
            </dl>
        },
        Block::Table(table) => table_view(table),
        Block::Notice(value) => notice(value),
        Block::Call(value) => call_box(value),
        Block::Dispatch(value) => dispatch(value),
        Block::Aids(value) => aids(value),
        Block::WallCard(value) => wall_card(value),
        Block::Practice(value) => practice(value),
        Block::Questions(rows) => html! {
            <div class="questions">
                { for rows.iter().map(|row| html! {
                    <section><h3>{ &row.term }</h3>{ paragraph("text", &row.text) }</section>
                }) }
            </div>
        },
        Block::Places(all) => places(all),
        Block::Languages(all) => languages(all),
        Block::Start(link) => html! {
            <p class="start"><a class="usa-button" href={link.href.clone()}>{ &link.text }</a></p>
        },
        Block::Cells(all) => html! { <div class="box">{ cells(all) }</div> },
        Block::Links(links) => html! {
            <ul class="described">
                { for links.iter().map(|link| html! {
                    <li><a href={link.href.clone()}>{ words(&link.title) }</a><p>{ words(&link.text) }</p></li>
                }) }
            </ul>
        },
    }
}

/// Numbered steps.
pub(crate) fn numbered_steps(steps: &[NumberedStep]) -> Html {
    html! {
        <ol class="numbered">
            { for steps.iter().map(|step| html! {
                <li><h3>{ words(&step.title) }</h3>{ paragraph("", &step.text) }</li>
            }) }
        </ol>
    }
}

/// What helps to read or keep a page. The switch to larger type is a box that the style sheet asks, so that it works
/// without any script and leaves nothing behind.
fn aids(aids: &Aids) -> Html {
    html! {
        <div class="aids">
            if let Some(words) = &aids.larger {
                <p class="usa-checkbox aids__larger">
                    <input class="usa-checkbox__input" type="checkbox" id="larger" autocomplete="off" />
                    <label class="usa-checkbox__label" for="larger">{ words }</label>
                </p>
            }
            { for aids.links.iter().map(|link| html! { <p>{ text_link(link) }</p> }) }
            if let Some(words) = &aids.print { { print_button(words) } }
        </div>
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
