//! `/fees`: the schedule of the profile, and what is never charged.

use shared::page::{Block, Info, Notice, Prose, Table, Tone};

use super::Voice;
use crate::config::profile::FeeLine;
use crate::local_time;

const COLUMNS: [&str; 4] = ["fees-column-fee", "fees-column-amount", "fees-column-law", "fees-column-payer"];
const NEVER: [&str; 4] = ["fees-never-search", "fees-never-look", "fees-never-victim", "fees-never-prea"];

pub(super) fn page(words: &Voice<'_>) -> Info {
    let fees = &words.profile.fees;
    let mut blocks = Vec::new();
    if fees.sample {
        blocks.push(Block::Notice(Notice {
            tone: Tone::Warn,
            icon: None,
            title: words.get("fees-sample"),
            text: words.prose_with("fees-sample.text", &[("phone", words.phone_in_text("records_counter"))]),
            links: Vec::new(),
        }));
    }
    let from = local_time::full_date(words.lang, fees.effective_from);
    blocks.push(Block::Table(Table {
        caption: words.with("fees-caption", &[("version", fees.version.clone()), ("date", from)]),
        columns: COLUMNS.iter().map(|key| words.get(key)).collect(),
        rows: fees.lines.iter().map(|line| row(words, line)).collect(),
    }));
    blocks.extend([
        words.heading("never", "fees-never-title"),
        words.list(&NEVER),
        words.heading("pay", "fees-pay-title"),
        words.paragraph_with("fees-pay", &[("hours", words.hours("records"))]),
    ]);
    Info { title: words.get("fees-title"), lead: words.get("fees-title.lead"), blocks, ..Info::default() }
}

fn row(words: &Voice<'_>, line: &FeeLine) -> Vec<Prose> {
    let unit = line.unit.get(words.lang).to_owned();
    let amount = match line.cents {
        Some(cents) => words.with("fees-amount", &[("amount", cents.to_string()), ("unit", unit)]),
        None => words.get("fees-amount-actual"),
    };
    let law = match line.verified {
        true => line.legal_basis.clone(),
        false => words.with("fees-law-unverified", &[("law", line.legal_basis.clone())]),
    };
    let waiver = line.waiver.as_ref().map(|waiver| format!(". {}", waiver.get(words.lang))).unwrap_or_default();
    let payer = format!("{}{waiver}", line.payer.get(words.lang));
    vec![line.name.get(words.lang).into(), amount.into(), law.into(), payer.into()]
}
