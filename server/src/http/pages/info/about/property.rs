//! `/about/property`: hours, how to get things back, how long they are kept, questions and answers.

use shared::page::{Block, Info, Row};

use super::{about, hours, phones, vendor_in_text};
use crate::domain::offices::Offices;
use crate::http::pages::Voice;
use crate::http::pages::hours::capitalised;

const DOES: [&str; 4] = ["property-does-chain", "property-does-lab", "property-does-tell", "property-does-return"];

pub(super) fn page(words: &Voice<'_>, offices: &Offices) -> Info {
    let mut blocks = hours(words, "property", offices);
    blocks.extend([
        words.heading("window", "property-window"),
        words.paragraph_with("property-window.text", &[("phone", words.phone_in_text("property"))]),
        Block::Rows(vec![
            words.row("property-window-returns", &[("hours", capitalised(&words.hours("property")))]),
            words.row("property-window-money", &[]),
            words.row("property-window-firearms", &[]),
        ]),
        words.heading("keep", "property-keep"),
        Block::Rows(vec![
            words.row("property-keep-found", &days(words.profile.holding.found_days)),
            words.row("property-keep-safekeeping", &days(words.profile.holding.safekeeping_days)),
            words.row("property-keep-evidence", &[]),
        ]),
        words.heading("questions", "about-questions"),
        Block::Questions(questions(words)),
    ]);
    blocks.extend(phones(words, "property", offices));
    blocks.extend([words.heading("does", "property-does"), words.list(&DOES)]);
    about(words, "property-title", blocks)
}

fn questions(words: &Voice<'_>) -> Vec<Row> {
    let profile = words.profile;
    let mut rows = vec![
        words.row("property-ask-found", &days(profile.holding.found_days)),
        words.row("property-ask-custody", &days(profile.holding.safekeeping_days)),
        words.row("property-ask-other", &[]),
        words
            .row("property-ask-evidence", &[("prosecutor", profile.particulars.prosecutor.get(words.lang).to_owned())]),
        words.row("property-ask-firearm", &[("cfars", clearance(words))]),
        words.row("property-ask-hold", &[]),
        words.row("property-ask-wrong", &[("phone", words.phone_in_text("city_clerk"))]),
    ];
    if let Some(vendor) = &profile.vendors.auctions {
        rows.push(words.row("property-ask-auction", &[("vendor", vendor_in_text(vendor))]));
    }
    rows
}

/// Where the state takes the application for a firearm's clearance.
fn clearance(words: &Voice<'_>) -> String {
    match &words.profile.links.firearm_clearance {
        None => "CFARS".to_owned(),
        Some(address) => format!("[CFARS]({})", address.as_str()),
    }
}

fn days(days: u16) -> [(&'static str, String); 1] {
    [("days", days.to_string())]
}
