//! The places of the site that a search leads to: every page to read, cut at its headings and its rows.

use chrono::{DateTime, Utc};
use shared::lang::Lang;
use shared::page::{Block, Dispatch, Info, Piece, Prose, Tone};

use super::super::Voice;
use super::super::info;
use crate::config::profile::Profile;
use crate::domain::offices::Offices;
use crate::i18n::Texts;

/// A place with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its address, with the anchor of the heading that it stands under.
    pub href: String,
    /// Its heading, or the term of its row.
    pub heading: String,
    /// The title of its page.
    pub page: String,
    /// What it says, a sentence or a few each.
    pub texts: Vec<Prose>,
    /// Whether it is a line of the fee schedule, which speaks of the same things as the services.
    pub fee: bool,
}

/// Every place in a language. What changes with the hour (open now, closures) is left out: the pages tell it.
pub fn places(texts: &Texts, profile: &Profile, now: DateTime<Utc>, lang: Lang) -> Vec<Place> {
    let words = Voice { texts, profile, lang };
    let offices = Offices::of_profile(profile, now);
    let mut places: Vec<Place> = info::PAGES
        .iter()
        .filter_map(|path| Some((path, info::page(path, &words, &offices)?)))
        .flat_map(|(path, page)| places_of(&words.path(path), page))
        .collect();
    let place = |path: &str, heading: String, page: &str, text: String| Place {
        href: words.path(path),
        heading,
        page: words.get(page),
        texts: vec![text.into()],
        fee: false,
    };
    places.push(place("/contact", words.get("contact-address"), "contact-title", words.address()));
    for (path, title) in [("/fees", "fees-title"), ("/closures", "closures-title")] {
        places.push(place(path, words.get(title), title, words.get(&format!("{title}.lead"))));
    }
    // Amounts change while the counter runs: the page has them.
    places.extend(profile.fees.lines.iter().map(|line| {
        let text = format!("{}. {}", line.payer.get(lang), line.legal_basis);
        Place { fee: true, ..place("/fees", line.name.get(lang).to_owned(), "fees-title", text) }
    }));
    places
}

/// The places of one page: itself, its headings, the rows and steps under them.
fn places_of(path: &str, page: Info) -> Vec<Place> {
    let place = |href: &str, heading: String, texts: Vec<Prose>| Place {
        href: href.to_owned(),
        heading,
        page: page.title.clone(),
        texts,
        fee: false,
    };
    let mut href = path.to_owned();
    let mut places = vec![place(path, page.title.clone(), vec![page.lead.into()])];
    let mut open = 0;
    for block in page.blocks {
        let said: Vec<Prose> = match block {
            Block::Heading { id, text } => {
                href = format!("{path}#{id}");
                open = places.len();
                places.push(place(&href, text, Vec::new()));
                continue;
            }
            Block::Rows(rows) | Block::Questions(rows) => {
                places.extend(rows.into_iter().map(|row| place(&href, row.term, vec![row.text])));
                continue;
            }
            Block::Table(table) => {
                let columns = table.columns;
                places.extend(table.rows.into_iter().filter_map(|row| {
                    let (name, cells) = row.split_first()?;
                    let cell = |(column, cell): (&String, &Prose)| format!("{column}: {}", plain(cell));
                    let said = columns.iter().skip(1).zip(cells).map(cell).collect::<Vec<_>>().join(". ");
                    Some(place(&href, plain(name), vec![said.into()]))
                }));
                continue;
            }
            Block::Steps(steps) | Block::Dispatch(Dispatch { steps, .. }) => {
                steps.into_iter().map(|step| format!("{}. {}", step.title, step.text.0).into()).collect()
            }
            Block::Paragraph(text) => vec![text],
            Block::List(items) => items,
            Block::Columns(items) => items.into_iter().map(Prose).collect(),
            Block::Subheading(text) => vec![text.into()],
            // A warning is about these days.
            Block::Notice(notice) if notice.tone != Tone::Warn => vec![notice.text],
            Block::Call(call) => vec![call.text.into()],
            Block::Places(all) => {
                all.into_iter().map(|place| format!("{}: {}", place.desk.name, place.hours).into()).collect()
            }
            Block::Cells(cells) => {
                cells.into_iter().map(|cell| format!("{}: {}", cell.label, cell.value).into()).collect()
            }
            Block::Languages(all) => all.into_iter().map(|language| language.name.into()).collect(),
            // What the page itself says already.
            Block::Aids(_) | Block::WallCard(_) | Block::Practice(_) => Vec::new(),
            Block::Notice(_) | Block::Start(_) | Block::Links(_) => Vec::new(),
        };
        if let Some(place) = places.get_mut(open) {
            place.texts.extend(said.into_iter().filter(|text| !text.is_empty()));
        }
    }
    // A heading over rows or steps alone says nothing by itself.
    places.retain(|place| !place.texts.is_empty());
    places
}

/// A text without its marks.
pub fn plain(text: &Prose) -> String {
    text.pieces()
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(words) | Piece::Strong(words) | Piece::Link { words, .. } => words,
        })
        .collect()
}
