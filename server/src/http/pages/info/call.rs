//! `/911`: how to call, whole without JavaScript.

use shared::page::{Block, Icon, Info, Link, Notice, Panel, Tone};

use super::Voice;

const STEPS: [&str; 7] = [
    "call-step-calm",
    "call-step-now",
    "call-step-what",
    "call-step-where",
    "call-step-number",
    "call-step-name",
    "call-step-stay",
];
const QUESTIONS: [&str; 6] =
    ["call-ask-what", "call-ask-where", "call-ask-when", "call-ask-phone", "call-ask-here", "call-ask-weapons"];
const PHONES: [&str; 7] = [
    "call-from-mobile",
    "call-from-no-service",
    "call-from-voip",
    "call-from-pay",
    "call-from-tty",
    "call-from-away",
    "call-from-mistake",
];

pub(super) fn page(words: &Voice<'_>) -> Info {
    Info {
        back: None,
        title: words.get("call-title"),
        lead: words.get("call-title.lead"),
        blocks: vec![
            Block::Call {
                title: words.get("call-box"),
                text: words.get("call-box.text"),
                call: Link::new("tel:911", words.get("call-box.button")),
            },
            Block::Notice(Notice {
                tone: Tone::Warn,
                icon: Some(Icon::Leave),
                title: words.get("call-leave"),
                text: words.prose("call-leave.text"),
                links: Vec::new(),
            }),
            words.heading("steps", "call-steps"),
            words.steps(&STEPS),
            words.heading("questions", "call-ask"),
            words.paragraph("call-ask.text"),
            Block::Columns(QUESTIONS.iter().map(|key| words.get(key)).collect()),
            words.heading("phones", "call-from"),
            Block::Rows(PHONES.iter().map(|key| words.row(key, &[])).collect()),
        ],
        aside: vec![
            Panel {
                title: words.get("call-not"),
                text: vec![words.prose("call-not.text")],
                phone: Some(words.phone("non_emergency")),
            },
            Panel {
                title: words.get("call-crisis"),
                text: vec![words.prose("call-crisis.text")],
                phone: Some(Link::new("tel:988", "9-8-8")),
            },
        ],
        aside_note: None,
        aside_links: vec![
            words.link("/about/communications#dispatch", "call-dispatch"),
            words.link("/about/communications#join", "call-join"),
        ],
    }
}
