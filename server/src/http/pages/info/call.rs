//! `/911`, `/911/card` and `/911/practice`: how to call, whole without JavaScript, and kept on the device for the time
//! without a connection. Nothing on these pages depends on the hour.

use shared::page::{Aids, Block, CallBox, CardLine, Dispatch, Icon, Info, Link, Notice, Panel, Row, Tone, WallCard};
use shared::page::{Practice, PracticeQuestion};

use super::Voice;

/// The page itself.
pub(super) const CALL: &str = "/911";
/// The card to hang by the phone.
pub(super) const CARD: &str = "/911/card";
/// The practice with the dispatcher.
pub(super) const PRACTICE: &str = "/911/practice";

/// The crisis line is the same number in the whole country, and so is relay.
const CRISIS: (&str, &str) = ("tel:988", "9-8-8");

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
const DISPATCH: [&str; 5] = ["dispatch-call", "dispatch-route", "dispatch-answer", "dispatch-send", "dispatch-help"];
/// What a dispatcher asks in the practice, in the order of a call.
const ASKED: [&str; 10] = ["where", "unit", "cross", "phone", "name", "find", "what", "when", "here", "weapons"];
/// The answers that stay the same, and so stand on the card.
const LINES: [&str; 6] = ["where", "unit", "cross", "phone", "name", "find"];

pub(super) fn page(words: &Voice<'_>) -> Info {
    Info {
        title: words.get("call-title"),
        lead: words.get("call-title.lead"),
        blocks: vec![
            Block::Call(CallBox {
                title: words.get("call-box"),
                text: words.get("call-box.text"),
                call: Link::new("tel:911", words.get("call-box.button")),
                message: Link::new("sms:911", words.get("call-box.message")),
            }),
            Block::Notice(leave(words)),
            Block::Aids(Aids {
                links: vec![words.link(CARD, "card-title.link"), words.link(PRACTICE, "practice-title.link")],
                larger: Some(words.get("call-larger")),
                print: None,
            }),
            words.heading("steps", "call-steps"),
            words.steps(&STEPS),
            words.heading("questions", "call-ask"),
            words.paragraph("call-ask.text"),
            Block::Columns(lines(words, &QUESTIONS)),
            words.heading("phones", "call-from"),
            Block::Rows(PHONES.iter().map(|key| words.row(key, &[])).collect()),
            words.heading("dispatch", "dispatch-title"),
            dispatch(words),
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
                phone: Some(Link::new(CRISIS.0, CRISIS.1)),
            },
        ],
        aside_note: Some(words.get("call-offline")),
        aside_links: vec![words.link("/about/communications#join", "call-join")],
        ..Info::default()
    }
}

pub(super) fn card(words: &Voice<'_>) -> Info {
    Info {
        back: Some(words.link(CALL, "call-back")),
        title: words.get("card-title"),
        lead: words.get("card-title.lead"),
        blocks: vec![
            Block::Aids(Aids { print: Some(words.get("card-title.print")), ..Aids::default() }),
            Block::WallCard(wall_card(words)),
        ],
        ..Info::default()
    }
}

pub(super) fn practice(words: &Voice<'_>) -> Info {
    let count = ASKED.len().to_string();
    let question = |(id, number): (&&str, u32)| PracticeQuestion {
        id: (*id).to_owned(),
        count: words.with("practice-count", &[("number", number.to_string()), ("count", count.clone())]),
        question: words.get(&format!("practice-{id}")),
        hint: words.get(&format!("practice-{id}.hint")),
    };
    Info {
        back: Some(words.link(CALL, "call-back")),
        title: words.get("practice-title"),
        lead: words.get("practice-title.lead"),
        blocks: vec![
            Block::Notice(Notice {
                tone: Tone::Warn,
                icon: Some(Icon::Phone),
                title: words.get("practice-nobody"),
                text: words.prose("practice-nobody.text"),
                links: Vec::new(),
            }),
            Block::Practice(Box::new(Practice {
                paper: words.get("practice-paper"),
                questions: ASKED.iter().zip(1..).map(question).collect(),
                back: words.get("practice-back"),
                next: words.get("practice-next"),
                finish: words.get("practice-finish"),
                done: words.row("practice-done", &[]),
                card: wall_card(words),
                print: words.get("practice-print"),
                again: words.get("practice-again"),
            })),
        ],
        ..Info::default()
    }
}

/// How dispatch works, as a picture and in words.
pub(super) fn dispatch(words: &Voice<'_>) -> Block {
    let steps = DISPATCH.iter().map(|key| words.step(key)).collect();
    Block::Dispatch(Dispatch { picture: words.get("dispatch-picture"), steps })
}

fn wall_card(words: &Voice<'_>) -> WallCard {
    let label = |id: &&str| CardLine { id: (*id).to_owned(), label: words.get(&format!("card-line-{id}")) };
    WallCard {
        title: words.get("card-head"),
        text: words.get("card-head.text"),
        leave: leave(words),
        steps_title: words.get("call-steps"),
        steps: lines(words, &STEPS),
        ask_title: words.get("call-ask"),
        ask: lines(words, &QUESTIONS),
        home_title: words.get("card-home"),
        lines: LINES.iter().map(label).collect(),
        numbers: vec![
            Row { term: words.get("card-not"), text: words.phone_in_text("non_emergency").into() },
            Row { term: words.get("card-crisis"), text: format!("[{}]({})", CRISIS.1, CRISIS.0).into() },
        ],
    }
}

fn leave(words: &Voice<'_>) -> Notice {
    Notice {
        tone: Tone::Warn,
        icon: Some(Icon::Leave),
        title: words.get("call-leave"),
        text: words.prose("call-leave.text"),
        links: Vec::new(),
    }
}

fn lines(words: &Voice<'_>, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.get(key)).collect()
}
