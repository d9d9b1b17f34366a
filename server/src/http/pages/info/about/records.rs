//! `/about/records`: hours, what the counter does, what can be asked for, numbers by matter.

use shared::page::Info;

use super::{about, hours, phones};
use crate::domain::offices::Offices;
use crate::http::pages::Voice;

const COUNTER: [&str; 4] =
    ["records-does-reports", "records-does-vehicles", "records-does-systems", "records-does-prints"];
const BEHIND: [&str; 4] =
    ["records-behind-files", "records-behind-statistics", "records-behind-registrations", "records-behind-court"];
const ASK: [&str; 6] = [
    "records-ask-report",
    "records-ask-public",
    "records-ask-alpr",
    "records-ask-vehicle",
    "records-ask-prints",
    "records-ask-fees",
];

pub(super) fn page(words: &Voice<'_>, offices: &Offices) -> Info {
    let links = &words.profile.links;
    let statistics = [
        ("national", links.national_statistics.as_str().to_owned()),
        ("state", links.state_statistics.as_str().to_owned()),
    ];
    let staff = [("staff", words.profile.particulars.counter_staff.get(words.lang).to_owned())];
    let mut blocks = hours(words, "records", offices);
    blocks.push(words.paragraph("records-hours"));
    blocks.extend(phones(words, "records", offices));
    blocks.extend([
        words.heading("ask", "records-ask"),
        words.list(&ASK),
        words.heading("counter", "records-counter"),
        words.paragraph_with("records-counter.text", &staff),
        words.list(&COUNTER),
        words.heading("behind", "records-behind"),
        words.list(&BEHIND),
        words.heading("statistics", "records-statistics"),
        words.paragraph_with("records-statistics.text", &statistics),
    ]);
    about(words, "records-title", blocks)
}
