//! A sheet: a page of the console that the server writes as a value, drawn here.

mod chart;
mod filters;
mod form;
mod table;
mod tiles;

use std::{cell::Cell, rc::Rc};

use shared::staff::{Sheet, SheetLink, SheetSection};
use web_sys::{HtmlElement, window};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{
    console::use_console,
    fetch::{Got, use_get},
    file_link::FileLink,
    icon::Icon,
    link::{Link, Place},
    live::use_again,
    not_found::NotFoundPage,
    parts::{self, Tone},
    title::{use_heading_focus, use_title},
    words::Words,
};
use form::{Desk, FormPart};

/// Paths that begin so answer files.
const FILES: &str = "/api/";

/// Props of [`SheetPage`].
#[derive(Properties, PartialEq)]
pub struct SheetPageProps {
    /// Its path under `sheets/` of the API.
    pub path: AttrValue,
}

/// The sheet at a path, with the filters that stand in the address.
#[component]
pub fn SheetPage(props: &SheetPageProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let (heading, done_box) = (use_node_ref(), use_node_ref());
    let round = use_state(|| 0_u32);
    let done = use_state(|| None::<String>);
    let proved = use_memo((), |()| Cell::new(false));
    let query = use_location().map(|location| location.query_str().to_owned()).unwrap_or_default();
    let got = use_get::<Sheet>(&console.api, Some(format!("sheets/{}{query}", props.path)), *round);
    // While other filters are asked, the last answer stays where it is, and with it the focus.
    let last = use_mut_ref(|| None::<Sheet>);
    if let Got::Here(sheet) = &*got {
        *last.borrow_mut() = Some(sheet.clone());
    }
    let shown = last.borrow().clone();
    let title = shown.as_ref().map_or_else(|| words.get("staff-loading"), |sheet| sheet.title.clone());
    use_title(&title);
    use_heading_focus(heading.clone(), format!("{} {}", props.path, shown.is_some()));
    let again = {
        let round = round.clone();
        Callback::from(move |()| round.set(*round + 1))
    };
    use_again(&console, shown.as_ref().and_then(|sheet| sheet.refresh_seconds), again.clone());

    let desk = Desk {
        path: props.path.clone(),
        proved: Rc::clone(&proved),
        on_sheet: {
            let (got, done, done_box) = (got.clone(), done.clone(), done_box.clone());
            Callback::from(move |sheet: Sheet| {
                done.set(sheet.done.clone());
                got.set(Got::Here(sheet));
                if let Some(done_box) = done_box.cast::<HtmlElement>() {
                    // It always stands on the page, also when it says nothing.
                    let _ = done_box.focus();
                }
            })
        },
    };
    let Some(sheet) = shown else {
        return match &*got {
            Got::Failed(why) if why.status() == 404 => html! { <NotFoundPage /> },
            Got::Failed(why) => html! {
                <div class="narrow stack">
                    <h1 ref={heading} tabindex="-1">{ words.get("staff-sheet-failed") }</h1>
                    { parts::failure(words, why) }
                    <button type="button" class="button" onclick={again.reform(|_: MouseEvent| ())}>
                        { words.get("staff-retry") }
                    </button>
                </div>
            },
            _ => html! { <p class="narrow" role="status">{ words.get("staff-loading") }</p> },
        };
    };
    html! {
        <article class="sheet" aria-busy={(*got == Got::Waiting).to_string()}>
            <header class="page-head">
                if let Some(up) = &sheet.up { <p class="crumb">{ link(up, Classes::new()) }{ " /" }</p> }
                <h1 ref={heading} tabindex="-1">{ &sheet.title }</h1>
                if let Some(lead) = &sheet.lead { <p class="page-sub">{ lead }</p> }
                <div class="buttons">
                    { for sheet.links.iter().map(|it| link(it, classes!("button"))) }
                    { print_button(words) }
                </div>
            </header>
            <div class="sheet-body">
                <div ref={done_box} tabindex="-1" role="status" class="done">
                    if let Some(done) = &*done {
                        { parts::notice(Tone::Good, done, Html::default()) }
                    }
                </div>
                if let Got::Failed(why) = &*got {
                    <div role="alert">{ parts::failure(words, why) }</div>
                }
                { for sheet.notices.iter().map(|notice| {
                    let tone = if notice.danger { Tone::Danger } else { Tone::Warn };
                    parts::notice(tone, &notice.title, html! { <p>{ &notice.text }</p> })
                }) }
                if !sheet.filters.is_empty() {
                    // Other answers in the address begin another form.
                    <filters::Filters key={query} path={props.path.clone()} fields={sheet.filters.clone()} />
                }
                { tiles::html(&sheet.tiles) }
                <div class="sheet-sections">
                    { for sheet.sections.iter().map(|it| section(words, it, &desk)) }
                </div>
            </div>
        </article>
    }
}

fn section(words: &Words, section: &SheetSection, desk: &Desk) -> Html {
    let title = format!("{}-title", section.id);
    let table = section.table.as_ref().map(|table| {
        html! { <table::TableView table={table.clone()} name={section.title.clone()} desk={desk.clone()} /> }
    });
    let file = section.table.as_ref().and_then(|table| table.csv.clone());
    let (inline, behind): (Vec<_>, Vec<_>) = section.forms.iter().partition(|form| form.open);
    html! {
        <section key={section.id.clone()} id={section.id.clone()}
            aria-labelledby={(!section.title.is_empty()).then(|| title.clone())}
            class={classes!("panel", section.wide.then_some("wide"))}>
            <div class="panel-head">
                if !section.title.is_empty() { <h2 id={title}>{ &section.title }</h2> }
                <p class="panel-links">
                    if let Some(href) = file {
                        { link(&SheetLink { label: words.get("staff-csv"), href }, Classes::new()) }
                    }
                    if let Some(more) = &section.more { { link(more, Classes::new()) } }
                </p>
            </div>
            { for section.text.iter().map(|text| html! {
                <p class="kept-lines" lang={section.lang.clone()}>{ text }</p>
            }) }
            if !section.facts.is_empty() {
                <dl class="facts">
                    { for section.facts.iter().map(|fact| html! {
                        <div><dt>{ &fact.label }</dt><dd class="kept-lines">{ &fact.value }</dd></div>
                    }) }
                </dl>
            }
            if let Some(chart) = &section.chart {
                { chart::html(&section.title, chart) }
                if let Some(table) = table {
                    <details class="as-table"><summary>{ words.get("staff-as-table") }</summary>{ table }</details>
                }
            } else {
                { table }
            }
            { for inline.into_iter().map(|form| html! {
                <FormPart key={form.id.clone()} form={form.clone()} desk={desk.clone()} />
            }) }
            if !behind.is_empty() {
                <div class="sheet-forms">
                    { for behind.into_iter().map(|form| html! {
                        <FormPart key={form.id.clone()} form={form.clone()} desk={desk.clone()} />
                    }) }
                </div>
            }
        </section>
    }
}

/// A link of a sheet. A file is taken away, a whole path is loaded, and the rest stays in the console.
fn link(link: &SheetLink, class: Classes) -> Html {
    if link.href.starts_with(FILES) {
        return html! { <FileLink href={link.href.clone()} {class} label={link.label.clone()} /> };
    }
    link_around(&link.href, class, html! { &link.label })
}

/// A link around what is read.
fn link_around(href: &str, class: Classes, read: Html) -> Html {
    let whole = href.to_owned();
    if href.starts_with('/') {
        html! { <a href={whole} {class}>{ read }</a> }
    } else {
        html! { <Link to={Place::Path(whole)} {class}>{ read }</Link> }
    }
}

fn print_button(words: &Words) -> Html {
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = window() {
            // A browser without printing has nothing to say either.
            let _ = window.print();
        }
    });
    html! {
        <button type="button" class="button" onclick={print}>{ Icon::Print.html() }{ words.get("staff-print") }</button>
    }
}
