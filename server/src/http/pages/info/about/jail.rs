//! `/about/jail`: mission, how to report abuse, phones, programs.

use shared::page::{Block, Info, Notice, Tone};

use super::{about, phones, vendor_in_text};
use crate::domain::offices::Offices;
use crate::http::pages::Voice;

const MISSION: [&str; 3] = ["jail-mission-rights", "jail-mission-safe", "jail-mission-information"];

pub(super) fn page(words: &Voice<'_>, offices: &Offices) -> Info {
    let phone = [("phone", words.phone_in_text("jail"))];
    let report = [
        ("supervisor", words.phone_in_text("jail_supervisor")),
        ("administrator", words.phone_in_text("jail_administrator")),
    ];
    let mut blocks = phones(words, "jail", offices);
    blocks.extend([
        words.heading("mission", "jail-mission"),
        words.paragraph("jail-mission.text"),
        mission(words),
        words.heading("prea", "jail-prea"),
        words.paragraph("jail-prea.text"),
        Block::Notice(Notice {
            tone: Tone::Accent,
            title: words.get("jail-prea-report"),
            text: words.prose_with("jail-prea-report.text", &report),
            ..Notice::default()
        }),
        words.paragraph("jail-prea-more"),
    ]);
    if let Some(vendor) = &words.profile.vendors.inmate_phones {
        let [phone] = phone.clone();
        blocks.push(words.heading("calls", "jail-calls"));
        blocks.push(words.paragraph_with("jail-calls.text", &[("vendor", vendor_in_text(vendor)), phone]));
    }
    let programs = &words.profile.particulars.jail_programs;
    if !programs.is_empty() {
        blocks.extend([
            words.heading("programs", "jail-programs"),
            Block::List(programs.iter().map(|program| program.get(words.lang).into()).collect()),
            words.paragraph_with("jail-programs-ask", &phone),
        ]);
    }
    about(words, "jail-title", blocks)
}

/// What the section promises; the last promise has a name in some departments.
fn mission(words: &Voice<'_>) -> Block {
    let mut fair = words.get("jail-mission-fair");
    if let Some(way) = &words.profile.particulars.jail_way {
        fair = format!("{fair} {}", words.with("jail-mission-way", &[("way", way.get(words.lang).to_owned())]));
    }
    Block::List(MISSION.iter().map(|key| words.prose(key)).chain([fair.into()]).collect())
}
