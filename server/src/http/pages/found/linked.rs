//! The department as search engines read it: schema.org as JSON-LD.

use chrono::{Days, Weekday};
use serde_json::{Value, json};
use shared::page::{Block, Page, Row};

use super::super::Voice;
use super::super::search::plain;
use super::super::shell::Frame;
use crate::config::profile::{Counter, Line};
use crate::domain::offices::Offices;

/// How far ahead closures are told.
const CLOSURES: Days = Days::new(90);

/// The values for a page: the department on its front door and its contacts, and the questions of any page.
pub fn values(words: &Voice<'_>, origin: &str, frame: &Frame<'_>, page: &Page) -> Vec<String> {
    let offices = frame.offices.filter(|_| ["/", "/contact"].contains(&frame.path));
    let department = offices.map(|offices| office(words, origin, offices));
    let questions = match page {
        Page::Info(page) => questions(&page.blocks),
        _ => None,
    };
    // `<` cannot end the script element.
    department.into_iter().chain(questions).map(|value| value.to_string().replace('<', "\\u003c")).collect()
}

fn office(words: &Voice<'_>, origin: &str, offices: &Offices) -> Value {
    let department = &words.profile.department;
    let address = json!({
        "@type": "PostalAddress",
        "streetAddress": department.address.first(),
        "addressLocality": department.city,
        "addressRegion": department.region,
        "postalCode": department.postal_code,
        "addressCountry": "US",
    });
    let lines = words.profile.phones.values();
    let counters = words.profile.counters.values();
    json!({
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "@id": format!("{origin}/#department"),
        "name": department.name,
        "url": format!("{origin}{}", words.path("/")),
        "sameAs": department.website.as_str(),
        "address": address,
        "telephone": words.profile.line("non_emergency").map(|line| line.number.international()),
        "contactPoint": lines.map(|line| contact(words, line)).collect::<Vec<_>>(),
        "department": counters.map(|counter| place(words, counter, &address, offices)).collect::<Vec<_>>(),
    })
}

fn contact(words: &Voice<'_>, line: &Line) -> Value {
    let number = if line.fax { "faxNumber" } else { "telephone" };
    json!({
        "@type": "ContactPoint",
        "contactType": line.matter.get(words.lang),
        number: line.number.international(),
        "availableLanguage": ["en", "es"],
    })
}

fn place(words: &Voice<'_>, counter: &Counter, address: &Value, offices: &Offices) -> Value {
    let hours = counter.hours.iter().map(|window| {
        json!({
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": window.days.iter().map(|day| name(*day)).collect::<Vec<_>>(),
            "opens": window.from.format("%H:%M").to_string(),
            "closes": window.to.format("%H:%M").to_string(),
        })
    });
    // Closed all day: it opens and closes at midnight.
    let closed = offices.closed_days(counter, CLOSURES).map(|date| {
        json!({
            "@type": "OpeningHoursSpecification",
            "opens": "00:00",
            "closes": "00:00",
            "validFrom": date.to_string(),
            "validThrough": date.to_string(),
        })
    });
    json!({
        "@type": "GovernmentOffice",
        "name": counter.name.get(words.lang),
        "telephone": words.profile.line(&counter.phone).map(|line| line.number.international()),
        "address": address,
        "openingHoursSpecification": hours.collect::<Vec<_>>(),
        "specialOpeningHoursSpecification": closed.collect::<Vec<_>>(),
    })
}

/// The questions of a page with their answers; nothing when it asks none.
fn questions(blocks: &[Block]) -> Option<Value> {
    let rows = blocks.iter().filter_map(|block| match block {
        Block::Questions(rows) => Some(rows),
        _ => None,
    });
    let question = |row: &Row| {
        json!({
            "@type": "Question",
            "name": row.term,
            "acceptedAnswer": {"@type": "Answer", "text": plain(&row.text)},
        })
    };
    let all: Vec<Value> = rows.flatten().map(question).collect();
    (!all.is_empty()).then(|| json!({"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": all}))
}

/// A weekday as schema.org names it.
const fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
