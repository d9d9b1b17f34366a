//! What every part of the console can reach, by context.

use std::rc::Rc;

use shared::staff::{QueuePage, Session};
use yew::prelude::*;

use super::{drafts::Drafts, keys::Keyboard, prefs::Prefs, words::Words};
use crate::api::Api;

/// The context of everybody who is signed in.
#[derive(Clone, PartialEq)]
pub struct Console {
    /// Who is signed in.
    pub session: Rc<Session>,
    /// The words in their language.
    pub words: Words,
    /// The API with their token.
    pub api: Api,
    /// Whether it is locked; then nothing is asked of the server.
    pub locked: bool,
    /// How they want the console.
    pub prefs: Prefs,
    /// Changes that.
    pub set_prefs: Callback<Prefs>,
    /// Says a sentence in the live region.
    pub announce: Callback<String>,
    /// Asks for password and code; calls back with whether they were given.
    pub reauthenticate: Callback<Callback<bool>>,
    /// The single keys that act now.
    pub keyboard: Keyboard,
    /// What was typed and not sent.
    pub drafts: Drafts,
    /// What the queue showed last: counts for the rail, "previous" and "next" for a case.
    pub queue: Rc<QueuePage>,
    /// Keeps it.
    pub set_queue: Callback<Rc<QueuePage>>,
}

/// The console's context.
///
/// # Panics
/// Outside of the console, which is a mistake in this program.
#[hook]
#[expect(clippy::expect_used, reason = "every page stands inside the provider; without it nothing can be shown")]
pub fn use_console() -> Console {
    use_context().expect("a page of the console stands inside its provider")
}
