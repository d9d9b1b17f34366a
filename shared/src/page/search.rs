//! The search over services, answers, sections and contacts.

use serde::{Deserialize, Serialize};

use super::{Described, Prose};

/// A form that leads to `/search`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchForm {
    /// Where it leads.
    pub action: String,
    /// What can be searched for.
    pub label: String,
    /// What was searched for; plain words of the visitor.
    pub value: String,
    /// The words of the button.
    pub button: String,
}

/// `/search`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchPage {
    /// The heading of the page.
    pub title: String,
    /// The form, with what was searched for.
    pub form: SearchForm,
    /// How many places were found; `None` before anything was searched for.
    pub count: Option<String>,
    /// What was found, the best first.
    pub results: Vec<SearchResult>,
    /// What to do when nothing fits.
    pub help: Prose,
    /// Pages that many look for.
    pub often_title: String,
    /// The same, as links.
    pub often: Vec<Described>,
}

/// A place that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResult {
    /// Where it is: a page, and the place on it.
    pub href: String,
    /// Its heading.
    pub title: String,
    /// The page that it stands on, when that is not the heading itself.
    pub page: String,
    /// The sentence that fits best.
    pub text: Prose,
}
