//! `/about/communications`: who answers, how dispatch works, how to become a dispatcher.

use shared::page::Info;

use super::{about, phones};
use crate::domain::offices::Offices;
use crate::http::pages::Voice;
use crate::http::pages::info::call::dispatch;

const DOES: [&str; 9] = [
    "communications-does-answer",
    "communications-does-radio",
    "communications-does-consoles",
    "communications-does-dispatch",
    "communications-does-systems",
    "communications-does-rules",
    "communications-does-alarms",
    "communications-does-drafts",
    "communications-does-phones",
];

pub(super) fn page(words: &Voice<'_>, offices: &Offices) -> Info {
    let recruitment = words.profile.links.recruitment.as_str().to_owned();
    let values = [("values", words.profile.particulars.values.get(words.lang).to_owned())];
    let mut blocks = phones(words, "communications", offices);
    blocks.extend([
        words.paragraph("communications-line"),
        words.heading("does", "communications-does"),
        words.list(&DOES),
        words.paragraph_with("communications-values", &values),
        words.heading("dispatch", "dispatch-title"),
        dispatch(words),
        words.heading("join", "join-title"),
        words.paragraph_with("join-title.text", &[("address", recruitment)]),
    ]);
    about(words, "communications-title", blocks)
}
