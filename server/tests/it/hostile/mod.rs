//! What strangers send: any text, keys that are not theirs, nonsense in every place that is parsed, and bodies that
//! never end.

mod bodies;
mod keys;
mod parsers;
mod senders;
mod text;
mod types;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::Value;

use crate::engine::{THEFT, tables};
use crate::support::{Answer, Browser, TestApp};

/// The form of a request under a place, with every text field that a request has.
pub const PLACED: &[(&str, &str)] = &[
    ("have_number", "no"),
    ("report_number", ""),
    ("incident_date", "2026-11-03"),
    ("place", "East Walnut Street"),
    ("description", "A window was broken."),
];

/// A request's answers for the API, later ones in place of earlier ones.
pub fn answers(changes: &[&[(&str, &str)]]) -> BTreeMap<String, String> {
    let all = [&[THEFT, PLACED], changes].concat().concat();
    all.into_iter().map(|(name, answer)| (name.to_owned(), answer.to_owned())).collect()
}

/// Sends a request as a program does.
pub async fn ask(browser: &Browser, changes: &[(&str, &str)]) -> Answer {
    browser.post("/api/v1/requests/police_report", &answers(&[changes])).await
}

/// Reference and key of a request that was taken.
pub fn taken(answer: Answer) -> (String, String) {
    let taken: Value = answer.expect(201).json();
    let text = |name: &str| taken[name].as_str().expect("a text").to_owned();
    (text("reference"), text("access_key"))
}

/// What the problem says is wrong: fields in order, `name characters`.
pub fn faults(answer: &Answer) -> Vec<String> {
    let problem: shared::problem::Problem = answer.json();
    problem.errors.into_keys().collect()
}

/// A browser that opened the private link.
pub async fn opened(app: &TestApp, key: &str) -> Browser {
    let browser = app.browser();
    browser.get(&format!("/k/{key}")).await.expect(303);
    // Only so many links may be opened in a while.
    app.advance(TimeDelta::minutes(16));
    browser
}

/// How many rows the tables have that a request fills.
pub async fn rows(app: &TestApp) -> i64 {
    let tables = ["cases", "events", "messages", "notes", "documents", "outbox", "replies"].map(str::to_owned);
    app.read(move |conn, _| Ok(tables::rows(conn, &tables))).await
}
