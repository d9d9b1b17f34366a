//! `/accessibility`, `/privacy` and `/language`: what the counter promises, with the numbers of the profile.

use shared::page::{Aids, Block, Info, Row, SpokenLanguage};

use super::Voice;
use crate::domain::drafts::IDLE_HOURS;

const MADE: [&str; 6] = [
    "accessibility-how-script",
    "accessibility-how-keyboard",
    "accessibility-how-zoom",
    "accessibility-how-reader",
    "accessibility-how-time",
    "accessibility-how-language",
];
const KEPT: [&str; 3] = ["privacy-collect-request", "privacy-collect-messages", "privacy-collect-log"];
const NOT_DONE: [&str; 6] = [
    "privacy-not-account",
    "privacy-not-tracking",
    "privacy-not-address",
    "privacy-not-search",
    "privacy-not-sell",
    "privacy-not-immigration",
];

pub(super) fn accessibility(words: &Voice<'_>) -> Info {
    let phone = ("phone", words.phone_in_text("records_counter"));
    let mut limits = vec!["accessibility-limits-documents", "accessibility-limits-people"];
    if !words.profile.translator_reviewed {
        limits.push("accessibility-limits-translation");
    }
    Info {
        title: words.get("accessibility-title"),
        lead: words.get("accessibility-title.lead"),
        blocks: vec![
            words.heading("help", "accessibility-help"),
            words.paragraph_with("accessibility-help.text", &[phone.clone(), ("hours", words.hours("records"))]),
            words.heading("aim", "accessibility-aim"),
            words.paragraph("accessibility-aim.text"),
            words.heading("how", "accessibility-how"),
            words.list(&MADE),
            words.heading("tested", "accessibility-tested"),
            words.paragraph("accessibility-tested.text"),
            words.heading("limits", "accessibility-limits"),
            words.list(&limits),
            words.heading("tell", "accessibility-tell"),
            words.paragraph_with("accessibility-tell.text", &[phone]),
        ],
        ..Info::default()
    }
}

pub(super) fn privacy(words: &Voice<'_>) -> Info {
    let hours = ("hours", IDLE_HOURS.to_string());
    let section = |id: &str, key: &str, values: &[(&str, String)]| {
        [words.heading(id, key), words.paragraph_with(&format!("{key}.text"), values)]
    };
    let mut blocks = vec![
        words.heading("kept", "privacy-collect"),
        words.list(&KEPT),
        words.heading("not", "privacy-not"),
        words.list(&NOT_DONE),
    ];
    blocks.extend(section("locked", "privacy-locked", &[]));
    blocks.push(words.heading("device", "privacy-device"));
    blocks.push(Block::Rows(vec![words.row("privacy-device-cookie", &[]), words.row("privacy-device-pages", &[])]));
    blocks.extend(section("draft", "privacy-draft", std::slice::from_ref(&hours)));
    blocks.extend(section("link", "privacy-link", &[]));
    blocks.extend(section("shared", "privacy-shared", &[]));
    blocks.extend(section("safe", "privacy-safe", &[]));
    blocks.push(words.heading("how-long", "privacy-keep"));
    blocks.push(Block::Rows(how_long(words, hours)));
    blocks.extend(section("public", "privacy-public", &[]));
    blocks.extend(section("ask", "privacy-ask", &[("phone", words.phone_in_text("records_counter"))]));
    Info { title: words.get("privacy-title"), lead: words.get("privacy-title.lead"), blocks, ..Info::default() }
}

fn how_long(words: &Voice<'_>, draft: (&str, String)) -> Vec<Row> {
    let kept = words.profile.retention;
    let days = |days: u16| [("days", days.to_string())];
    vec![
        words.row("privacy-keep-draft", &[draft]),
        words.row("privacy-keep-id", &days(kept.identity_document_days)),
        words.row("privacy-keep-case", &days(kept.closed_case_days)),
        words.row("privacy-keep-log", &days(kept.audit_days)),
    ]
}

/// Languages to point at and to print, and how this site itself is read in another language.
pub(super) fn language(words: &Voice<'_>) -> Info {
    let spoken = words.profile.languages.iter().map(|language| SpokenLanguage {
        lang: language.tag.clone(),
        right_to_left: language.right_to_left,
        says: language.says.clone(),
        name: language.name.get(words.lang).to_owned(),
    });
    let mut site = vec!["language-site-switch", "language-site-browser"];
    if !words.profile.translator_reviewed {
        site.push("language-site-reviewed");
    }
    Info {
        title: words.get("language-title"),
        lead: words.get("language-title.lead"),
        blocks: vec![
            words.heading("card", "language-card"),
            Block::Languages(spoken.collect()),
            Block::Aids(Aids { print: Some(words.get("language-print")), ..Aids::default() }),
            words.heading("call", "language-call"),
            words.paragraph_with("language-call.text", &[("phone", words.phone_in_text("records_counter"))]),
            words.heading("hear", "language-hear"),
            words.paragraph("language-hear.text"),
            words.heading("site", "language-site"),
            words.list(&site),
        ],
        ..Info::default()
    }
}
