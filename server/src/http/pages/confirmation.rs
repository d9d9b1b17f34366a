//! What a visitor sees after sending, for as long as their session lasts.

use serde::{Deserialize, Serialize};
use shared::ids::Reference;
use shared::page::{Confirmation, Link, Prose};

use super::email_code;
use super::form::{FormWords, document_key};
use super::promise::{Due, Promise};
use crate::app::App;

/// A request that was sent, as the confirmation needs it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Sent {
    /// The reference.
    pub reference: Reference,
    /// The first key to the case; encrypted wherever it is kept.
    pub access_key: String,
    /// What follows.
    pub promise: Promise,
    /// Whether digits were mailed that confirm the address.
    pub code_sent: bool,
    /// Purposes of the documents that are still to come.
    pub missing: Vec<String>,
}

/// The page; `confirmed` once the address was.
#[must_use]
pub fn page(app: &App, words: &FormWords<'_>, sent: &Sent, dues: &[Due], confirmed: bool) -> Confirmation {
    let voice = &words.voice;
    let title = sent.promise.sent_key(words);
    let path = format!("/k/{}", sent.access_key);
    let document = |purpose: &String| voice.get(&document_key(purpose));
    let case = voice.path(&format!("/requests/{}", sent.reference));
    Confirmation {
        title: words.get(&title),
        reference_label: voice.get("sent-reference"),
        reference: sent.reference.to_string(),
        keep: voice.prose_with("sent-keep", &[("link", app.settings.link(&path)), ("path", path)]),
        cells: sent.promise.cells(app, words, dues),
        email_code: (sent.code_sent && !confirmed).then(|| email_code::form(voice, &sent.reference.to_string(), None)),
        next_title: voice.get("sent-next-title"),
        next: next(words, sent, &title),
        bring_title: if sent.missing.is_empty() { String::new() } else { voice.get("sent-bring-title") },
        bring: sent.missing.iter().map(document).collect(),
        case: Link::new(case, voice.get("sent-case")),
        print: voice.get("sent-print"),
        notices: Vec::new(),
    }
}

/// What happens, in order: who acts, how news comes, how to find the request again.
fn next(words: &FormWords<'_>, sent: &Sent, title: &str) -> Vec<Prose> {
    let voice = &words.voice;
    let news = if sent.code_sent { "sent-next-code" } else { "sent-next-no-mail" };
    vec![words.get(&format!("{title}.lead")).into(), voice.prose(news), voice.prose("sent-keep-reference")]
}
