//! `/about` and `/about/…`: the division and its sections.

mod communications;
mod jail;
mod property;
mod records;

use shared::page::{Block, Info, Place};

use super::super::hours::{capitalised, desk};
use super::{Voice, contact};
use crate::config::profile::{Section, Vendor};
use crate::domain::offices::Offices;

/// The sections, in the order of the page: path, key.
const SECTIONS: [(&str, &str); 5] = [
    ("/about/communications", "about-communications"),
    ("/about/records", "about-records"),
    ("/about/property", "about-property"),
    ("/about/jail", "about-jail"),
    ("/about/technical-services", "about-technical"),
];
const RUNS: [&str; 8] = [
    "about-runs-voice",
    "about-runs-radio",
    "about-runs-property",
    "about-runs-computers",
    "about-runs-analysis",
    "about-runs-web",
    "about-runs-fleet",
    "about-runs-other",
];

/// The page of the division or of a section; `None` when there is none.
pub(super) fn page(words: &Voice<'_>, path: &str, offices: &Offices) -> Option<Info> {
    Some(match path {
        "/about" => division(words),
        "/about/communications" => communications::page(words, offices),
        "/about/jail" => jail::page(words, offices),
        "/about/records" => records::page(words, offices),
        "/about/property" => property::page(words, offices),
        "/about/technical-services" => technical_services(words),
        _ => return None,
    })
}

/// What the division is and runs.
fn division(words: &Voice<'_>) -> Info {
    let values = [("division", words.profile.department.division.clone()), ("address", words.address())];
    Info {
        title: words.get("about-title"),
        lead: words.with("about-title.lead", &values),
        blocks: vec![
            words.heading("sections", "about-sections"),
            Block::Links(SECTIONS.iter().map(|(path, key)| words.described(path, key, &[])).collect()),
            words.heading("runs", "about-runs"),
            words.list(&RUNS),
        ],
        ..Info::default()
    }
}

fn technical_services(words: &Voice<'_>) -> Info {
    let users = [("users", words.profile.particulars.computer_users.to_string())];
    let units = ["technical-computers", "technical-analysis", "technical-fleet"];
    about(words, "technical-title", vec![Block::Rows(units.iter().map(|key| words.row(key, &users)).collect())])
}

/// A section's page around its blocks: the title is a key, its `.lead` the lead.
fn about(words: &Voice<'_>, title: &str, blocks: Vec<Block>) -> Info {
    let jail = words.profile.particulars.jail.get(words.lang).to_owned();
    Info {
        back: Some(words.link("/about", "about-back")),
        title: words.get(title),
        lead: words.with(&format!("{title}.lead"), &[("address", words.address()), ("jail", jail)]),
        blocks,
        ..Info::default()
    }
}

/// Counters with their hours, and whether they are open now.
pub(super) fn places(words: &Voice<'_>, counters: &[&str], offices: &Offices) -> Block {
    let known = counters.iter().filter_map(|id| words.profile.counters.get(*id));
    let place = |counter| Place {
        desk: desk(words, counter, offices),
        hours: capitalised(&counter.hours_in_words(words.lang)),
    };
    Block::Places(known.map(place).collect())
}

/// The counters of a section, whether they are open now, and the closures that are near.
fn hours(words: &Voice<'_>, id: &str, offices: &Offices) -> Vec<Block> {
    let counters = section(words, id).map(|section| contact::hours(words, section, offices));
    let heading = words.heading("hours", "about-hours");
    std::iter::once(heading).chain(counters).chain(contact::closed_days(words, offices)).collect()
}

/// The telephone lines of a section; for one without a counter, also when they are answered.
fn phones(words: &Voice<'_>, id: &str, offices: &Offices) -> Vec<Block> {
    let Some(section) = section(words, id) else { return Vec::new() };
    let answered = contact::hours(words, section, offices);
    let answered = (!matches!(answered, Block::Places(_))).then_some(answered);
    let heading = words.heading("phones", "about-phones");
    std::iter::once(heading).chain(answered).chain([contact::directory(words, section)]).collect()
}

fn section<'a>(words: &Voice<'a>, id: &str) -> Option<&'a Section> {
    words.profile.sections.iter().find(|section| section.id == id)
}

/// The vendor's name, with a link where it has a site.
fn vendor_in_text(vendor: &Vendor) -> String {
    match &vendor.url {
        None => vendor.name.clone(),
        Some(url) => format!("[{}]({})", vendor.name, url.as_str()),
    }
}
