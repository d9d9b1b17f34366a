//! The ways through the console, and the keys that go them.

use shared::staff::{QueueQuery, SheetLink, capped};
use yew::prelude::*;

use super::{
    console::Console,
    icon::Icon,
    keys::Key,
    link::{Link, Place},
};
use crate::staff::Route;

/// The path of the sheet where the console opens.
pub const HOME: &str = "home";

/// The keys that go to the pages of the rail: `g` and a letter of the page's address.
pub fn keys(console: &Console) -> Vec<(Key, Place)> {
    let words = &console.words;
    let mut taken = vec!['h', 'q', 's'];
    let mut keys = vec![
        (Key::new("g h", words.get("staff-home")), Place::Path(String::new())),
        (Key::new("g q", words.get("staff-queue")), Place::Queue(QueueQuery::default())),
    ];
    for sheet in console.session.sheets.iter().filter(|sheet| sheet.href != HOME) {
        let last = sheet.href.rsplit('/').next().unwrap_or_default();
        let Some(letter) = last.chars().find(|letter| letter.is_ascii_lowercase() && !taken.contains(letter)) else {
            continue;
        };
        taken.push(letter);
        keys.push((Key::new(&format!("g {letter}"), sheet.label.clone()), Place::Path(sheet.href.clone())));
    }
    keys.push((Key::new("g s", words.get("staff-settings")), Place::Settings));
    keys
}

/// Home and queue, the services with their open cases, the other sheets.
pub fn html(console: &Console, route: Option<&Route>, query: &QueueQuery) -> Html {
    let words = &console.words;
    let on_queue = route == Some(&Route::Queue);
    let count = |id: &str| console.queue.counts.get(id).map(|n| html! { <span class="count">{ capped(*n) }</span> });
    let service = |kind: &str| QueueQuery {
        service: Some(kind.to_owned()),
        state: Some("open".to_owned()),
        ..QueueQuery::default()
    };
    html! {
        <nav aria-label={words.get("staff-nav")}>
            <ul>
                <li>
                    <Link to={Place::Path(String::new())} current={route == Some(&Route::Home)}>
                        { Icon::Home.html() }{ words.get("staff-home") }
                    </Link>
                </li>
                <li>
                    <Link to={Place::Queue(QueueQuery::default())}
                        current={on_queue && query.service.is_none()}>
                        { Icon::List.html() }{ words.get("staff-queue") }{ count("open") }
                    </Link>
                </li>
            </ul>
            if !console.session.services.is_empty() {
                <h2>{ words.get("staff-services") }</h2>
            }
            <ul>
                { for console.session.services.iter().map(|link| html! {
                    <li key={link.kind.clone()}>
                        <Link to={Place::Queue(service(&link.kind))}
                            current={on_queue && query.service.as_ref() == Some(&link.kind)}>
                            { Icon::Document.html() }{ &link.name }{ count(&link.kind) }
                        </Link>
                    </li>
                }) }
            </ul>
            <h2>{ words.get("staff-tools") }</h2>
            <ul>
                { for console.session.sheets.iter().filter(|link| link.href != HOME).map(|link| sheet(link, route)) }
                <li>
                    <Link to={Place::Settings} current={route == Some(&Route::Settings)}>
                        { Icon::Gear.html() }{ words.get("staff-settings") }
                    </Link>
                </li>
            </ul>
        </nav>
    }
}

/// One sheet; the sheets below it belong to it.
fn sheet(link: &SheetLink, route: Option<&Route>) -> Html {
    let current = match route {
        Some(Route::Sheet { path }) => *path == link.href || path.starts_with(&format!("{}/", link.href)),
        _ => false,
    };
    html! {
        <li key={link.href.clone()}>
            <Link to={Place::Path(link.href.clone())} {current}>{ Icon::of_sheet(&link.href).html() }{ &link.label }</Link>
        </li>
    }
}
