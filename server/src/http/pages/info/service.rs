//! `/services/{kind}`: who may ask, what it costs, what to have ready, how long it takes, other ways.

use shared::page::{Block, Cell, Icon, Info, Notice, Panel, Prose, Row, Tone};

use super::super::front_door::{OFFERS, Offer, days_of};
use super::Voice;

/// Who may have a report.
const WHO: [&str; 5] = [
    "police-report-who-victim",
    "police-report-who-party",
    "police-report-who-parent",
    "police-report-who-owner",
    "police-report-who-agent",
];

pub(super) fn page(words: &Voice<'_>, key: &str) -> Option<Info> {
    let offer = OFFERS.iter().find(|offer| offer.key() == key)?;
    Some(if offer.kind == "police_report" { police_report(words) } else { by_phone(words, offer) })
}

fn police_report(words: &Voice<'_>) -> Info {
    let days = [("days", days_of("report.target").unwrap_or_default().to_string())];
    let cell = |key: &str, values: &[(&str, String)]| Cell {
        label: words.get(&format!("{key}.label")),
        value: words.with(key, values),
        text: words.prose(&format!("{key}.text")),
    };
    let mut blocks = vec![
        Block::Cells(vec![
            cell("police-report-cell-time", &days),
            cell("police-report-cell-cost", &[]),
            cell("police-report-cell-documents", &[]),
        ]),
        Block::Start(words.link("/services/police-report/start", "police-report-start")),
        words.heading("who", "police-report-who-title"),
        words.paragraph("police-report-who-intro"),
        words.list(&WHO),
        words.paragraph("police-report-who-public"),
        words.heading("cost", "police-report-cost-title"),
        words.paragraph("police-report-cost"),
        words.paragraph("police-report-cost-free"),
        words.heading("ready", "police-report-need-title"),
        words.list(&["police-report-need-number", "police-report-need-id"]),
        words.paragraph("police-report-need-later"),
        words.heading("time", "police-report-time-title"),
        words.paragraph_with("police-report-time", &days),
        words.paragraph("police-report-time-victims"),
        words.heading("next", "police-report-next-title"),
        words.paragraph("police-report-next"),
        words.heading("other", "police-report-other-title"),
    ];
    blocks.push(Block::List(other_ways(words)));
    Info {
        back: Some(words.link("/", "services-title")),
        title: words.get("police-report"),
        lead: words.get("police-report-lead"),
        blocks,
        aside: vec![Panel {
            title: words.get("call-danger"),
            text: vec![words.prose("call-danger.text")],
            phone: None,
        }],
        ..Info::default()
    }
}

fn other_ways(words: &Voice<'_>) -> Vec<Prose> {
    let phone = |id: &str| ("phone", words.phone_in_text(id));
    let mut ways = Vec::new();
    if let Some(vendor) = &words.profile.vendors.collision_reports
        && let Some(url) = &vendor.url
    {
        let values = [("vendor", vendor.name.clone()), ("address", url.as_str().to_owned())];
        ways.push(words.prose_with("police-report-other-collision", &values));
    }
    if let Some(counter) = words.profile.counters.get("records") {
        let values = [
            ("counter", counter.name.get(words.lang).to_owned()),
            ("hours", counter.hours_in_words(words.lang)),
            ("address", words.address()),
        ];
        ways.push(words.prose_with("police-report-other-counter", &values));
    }
    ways.push(words.prose_with("police-report-other-phone", &[phone("records_counter")]));
    ways.push(words.prose("police-report-other-record"));
    ways.push(words.prose_with("police-report-other-crime", &[phone("non_emergency")]));
    ways
}

/// A service that cannot be asked for here yet: whom to call, when, and what to have ready.
fn by_phone(words: &Voice<'_>, offer: &Offer) -> Info {
    let (key, values) = (offer.key(), offer.values(words));
    let mut blocks = Vec::new();
    if let Some(text) = offer.by_phone(words, "by-phone-title.text", "by-phone-title.any") {
        blocks.push(Block::Notice(Notice {
            tone: Tone::Accent,
            icon: Some(Icon::Phone),
            title: words.get("by-phone-title"),
            text,
            links: Vec::new(),
        }));
    }
    let row = |term: &str, text: &str| Row { term: words.get(term), text: words.prose_with(text, &values) };
    blocks.push(Block::Rows(vec![
        row("by-phone-ready", &format!("{key}.ready")),
        row("by-phone-time", &format!("{key}.short-time")),
        row("by-phone-cost", &format!("{key}.short-cost")),
    ]));
    let counter = words.profile.services.get(offer.kind).and_then(|reach| reach.counter.as_deref());
    if counter == Some("records") {
        blocks.push(words.paragraph_with("by-phone-visit", &[("address", words.address())]));
    }
    Info {
        back: Some(words.link("/", "services-title")),
        title: words.get(&key),
        lead: words.get(&format!("{key}.summary")),
        blocks,
        ..Info::default()
    }
}
