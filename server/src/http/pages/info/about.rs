//! `/about/…`: what each section of the division does.

use shared::page::{Block, Info, Notice, Tone};

use super::Voice;
use super::contact::directory;
use crate::config::profile::Vendor;

const COMMUNICATIONS: [&str; 6] = [
    "communications-does-answer",
    "communications-does-radio",
    "communications-does-dispatch",
    "communications-does-systems",
    "communications-does-alarms",
    "communications-does-phones",
];
const DISPATCH: [&str; 5] = ["dispatch-call", "dispatch-route", "dispatch-answer", "dispatch-send", "dispatch-help"];
const JAIL: [&str; 4] = ["jail-mission-safe", "jail-mission-rights", "jail-mission-information", "jail-mission-fair"];
const RECORDS: [&str; 5] = [
    "records-does-reports",
    "records-does-vehicles",
    "records-does-systems",
    "records-does-prints",
    "records-does-behind",
];
const RECORDS_ASK: [&str; 4] = ["records-ask-report", "records-ask-public", "records-ask-alpr", "records-ask-fees"];

pub(super) fn communications(words: &Voice<'_>) -> Info {
    let recruitment = words.profile.links.recruitment.as_str().to_owned();
    about(
        words,
        "communications-title",
        vec![
            words.heading("does", "communications-does"),
            words.list(&COMMUNICATIONS),
            words.paragraph("communications-values"),
            words.heading("dispatch", "dispatch-title"),
            words.steps(&DISPATCH),
            Block::Links(vec![words.described("/911", "know-call", &[])]),
            words.heading("join", "join-title"),
            words.paragraph_with("join-title.text", &[("address", recruitment)]),
        ],
    )
}

pub(super) fn jail(words: &Voice<'_>) -> Info {
    let phones = [words.phone_in_text("jail_supervisor"), words.phone_in_text("jail_administrator")].join(", ");
    let phone = ("phone", words.phone_in_text("jail"));
    let mut blocks = vec![
        words.heading("mission", "jail-mission"),
        words.list(&JAIL),
        words.heading("prea", "jail-prea"),
        words.paragraph("jail-prea.text"),
        Block::Notice(Notice {
            tone: Tone::Accent,
            text: words.prose_with("jail-prea-report", &[("phones", phones)]),
            ..Notice::default()
        }),
        words.heading("phones", "jail-phones"),
    ];
    blocks.extend(section(words, "jail"));
    if let Some(vendor) = &words.profile.vendors.inmate_phones {
        blocks.push(words.heading("calls", "jail-calls"));
        blocks.push(words.paragraph_with("jail-calls.text", &[("vendor", vendor_in_text(vendor)), phone.clone()]));
    }
    blocks.push(words.heading("programs", "jail-programs"));
    blocks.push(words.paragraph_with("jail-programs.text", &[phone]));
    let address = [("address", words.address())];
    Info { lead: words.with("jail-title.lead", &address), ..about(words, "jail-title", blocks) }
}

pub(super) fn records(words: &Voice<'_>) -> Info {
    let links = &words.profile.links;
    let statistics = [
        ("national", links.national_statistics.as_str().to_owned()),
        ("state", links.state_statistics.as_str().to_owned()),
    ];
    let mut blocks = vec![
        words.heading("counter", "records-counter"),
        words.paragraph_with("records-counter.text", &[("hours", words.hours("records"))]),
        words.list(&RECORDS),
        words.heading("ask", "records-ask"),
        words.list(&RECORDS_ASK),
        words.heading("statistics", "records-statistics"),
        words.paragraph_with("records-statistics.text", &statistics),
        words.heading("phones", "records-phones"),
    ];
    blocks.extend(section(words, "records"));
    about(words, "records-title", blocks)
}

pub(super) fn property(words: &Voice<'_>) -> Info {
    let held = words.profile.holding;
    let days = |days: u16| [("days", days.to_string())];
    let window = [("hours", words.hours("property")), ("phone", words.phone_in_text("property"))];
    let mut blocks = vec![
        words.heading("window", "property-window"),
        words.paragraph_with("property-window.text", &window),
        words.heading("keep", "property-keep"),
        Block::Rows(vec![
            words.row("property-keep-found", &days(held.found_days)),
            words.row("property-keep-safekeeping", &days(held.safekeeping_days)),
            words.row("property-keep-firearm", &[]),
            words.row("property-keep-evidence", &[]),
        ]),
        words.heading("other", "property-other"),
        words.paragraph("property-other.text"),
        words.heading("wrong", "property-wrong"),
        words.paragraph_with("property-wrong.text", &[("phone", words.phone_in_text("city_clerk"))]),
    ];
    if let Some(vendor) = &words.profile.vendors.auctions {
        blocks.push(words.heading("auctions", "property-auction"));
        blocks.push(words.paragraph_with("property-auction.text", &[("vendor", vendor_in_text(vendor))]));
    }
    blocks.push(words.heading("phones", "property-phones"));
    blocks.push(words.paragraph_with("property-phones.text", &[("hours", words.hours("property_office"))]));
    blocks.extend(section(words, "property"));
    about(words, "property-title", blocks)
}

pub(super) fn technical_services(words: &Voice<'_>) -> Info {
    let units = ["technical-computers", "technical-analysis", "technical-fleet"];
    about(words, "technical-title", vec![Block::Rows(units.iter().map(|key| words.row(key, &[])).collect())])
}

fn about(words: &Voice<'_>, title: &str, blocks: Vec<Block>) -> Info {
    Info {
        back: Some(words.link("/contact", "about-back")),
        title: words.get(title),
        lead: words.get(&format!("{title}.lead")),
        blocks,
        ..Info::default()
    }
}

/// The telephone lines of a section.
fn section(words: &Voice<'_>, id: &str) -> Option<Block> {
    words.profile.sections.iter().find(|section| section.id == id).map(|section| directory(words, section))
}

/// The vendor's name, with a link where it has a site.
fn vendor_in_text(vendor: &Vendor) -> String {
    match &vendor.url {
        None => vendor.name.clone(),
        Some(url) => format!("[{}]({})", vendor.name, url.as_str()),
    }
}
