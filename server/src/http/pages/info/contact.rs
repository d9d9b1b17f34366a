//! `/contact`: the directory by matter, hours, and what is open now.

use shared::page::{Block, Info, Link, Notice, Panel, Prose, Row, Tone};

use super::super::hours::closures;
use super::Voice;
use super::about::places;
use crate::config::profile::{Line, Section};
use crate::domain::offices::Offices;
use crate::local_time;

pub(super) fn page(words: &Voice<'_>, offices: &Offices) -> Info {
    let profile = words.profile;
    let mut blocks: Vec<Block> = closed_days(words, offices).collect();
    for section in &profile.sections {
        blocks.push(Block::Heading { id: section.id.clone(), text: section.name.get(words.lang).to_owned() });
        blocks.push(hours(words, section, offices));
        blocks.push(directory(words, section));
    }
    blocks.push(words.paragraph_with("contact-no-answer", &[("phone", words.phone_in_text("non_emergency"))]));
    let checked = local_time::full_date(words.lang, profile.checked.phones_and_hours());
    let phone = words.phone_in_text("records_counter");
    blocks.push(words.paragraph_with("contact-checked", &[("date", checked), ("phone", phone)]));
    Info {
        back: None,
        title: words.get("contact-title"),
        lead: words.get("contact-title.lead"),
        blocks,
        aside: vec![address(words), clock(words, offices)],
        aside_note: None,
        aside_links: vec![
            words.link("/closures", "footer-closures"),
            Link::new(profile.department.website.as_str(), words.get("contact-website")),
        ],
    }
}

/// The closures that are near.
pub(super) fn closed_days(words: &Voice<'_>, offices: &Offices) -> impl Iterator<Item = Block> {
    closures(words, offices).into_iter().map(|closure| {
        Block::Notice(Notice {
            tone: Tone::Warn,
            icon: None,
            title: closure.title,
            text: closure.text.into(),
            links: Vec::new(),
        })
    })
}

/// The counters that answer a section's lines, open or closed now; for a section without any, its hours in words.
pub(super) fn hours(words: &Voice<'_>, section: &Section, offices: &Offices) -> Block {
    let counters = words.profile.counters.iter().filter(|(_, counter)| section.phones.contains(&counter.phone));
    let ids: Vec<&str> = counters.map(|(id, _)| id.as_str()).collect();
    match (&section.hours, ids.is_empty()) {
        (_, false) => places(words, &ids, offices),
        (Some(hours), true) => Block::Paragraph(hours.get(words.lang).into()),
        (None, true) => words.paragraph("contact-hours-unknown"),
    }
}

/// What time it is where the counters are.
fn clock(words: &Voice<'_>, offices: &Offices) -> Panel {
    let now = words.profile.zone.instant_named(words.lang, offices.now);
    Panel { title: words.get("contact-now"), text: vec![now.into()], phone: None }
}

fn address(words: &Voice<'_>) -> Panel {
    let department = &words.profile.department;
    let lines = [&department.name, &department.division].into_iter().chain(&department.address);
    Panel { title: words.get("contact-address"), text: lines.map(|line| line.as_str().into()).collect(), phone: None }
}

/// The lines of a section, each by its matter.
pub(super) fn directory(words: &Voice<'_>, section: &Section) -> Block {
    let lines = section.phones.iter().filter_map(|id| Some((id, words.profile.line(id)?)));
    Block::Rows(lines.map(|(id, line)| Row { term: matter(words, line), text: number(words, id, line) }).collect())
}

fn matter(words: &Voice<'_>, line: &Line) -> String {
    let matter = line.matter.get(words.lang).to_owned();
    match &line.person {
        None => matter,
        Some(person) => words.with(
            "contact-person",
            &[
                ("matter", matter),
                ("name", person.name.clone()),
                ("date", local_time::full_date(words.lang, person.as_of)),
            ],
        ),
    }
}

/// A link that calls; a fax is only shown.
fn number(words: &Voice<'_>, id: &str, line: &Line) -> Prose {
    if line.fax { line.number.as_str().into() } else { words.phone_in_text(id).into() }
}
