//! What stands around every public page: title, header, emergency line, footer.

use shared::lang::Lang;
use shared::page::{Assets, EmergencyLine, Footer, LanguageLink, Link, Shell};

use super::Voice;
use crate::app::App;
use crate::domain::offices::Offices;
use crate::local_time;

/// How one page wants to be framed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame<'a> {
    /// The page's own title.
    pub title: &'a str,
    /// Its path without the language's prefix, for the link to the other language.
    pub path: &'a str,
    /// Whether it asks for something: then it says that nobody watches, and can be left in a hurry.
    pub intake: bool,
    /// Whether it belongs to one person: not for search engines, and it can be left in a hurry.
    pub private: bool,
    /// Whether something on it has to be corrected.
    pub wrong: bool,
    /// The offices, for a page that tells search engines of them.
    pub offices: Option<&'a Offices>,
}

/// The line for people who need help right now.
const EMERGENCY: &str = "tel:911";
/// The number for everything else, in the profile.
const NON_EMERGENCY: &str = "non_emergency";

/// The surroundings of a page.
#[must_use]
pub fn shell(app: &App, words: &Voice<'_>, assets: Assets, frame: &Frame<'_>) -> Shell {
    let profile = words.profile;
    let page = match frame.wrong {
        true => words.with("form-error-title", &[("title", frame.title.to_owned())]),
        false => frame.title.to_owned(),
    };
    let demo = || format!("**{}** {}", words.get("demo-word"), words.get("demo-text")).into();
    Shell {
        lang: words.lang.code().to_owned(),
        title: words.with("site-title", &[("page", page)]),
        noindex: frame.private || frame.intake,
        assets,
        skip: words.get("site-skip"),
        demo: app.demo.then(demo),
        department: profile.department.name.clone(),
        tagline: words.get("site-tagline"),
        home: words.path("/"),
        nav_label: words.get("site-menu"),
        nav: vec![
            words.link("/find", "site-find"),
            words.link("/search", "search-nav"),
            words.link("/contact", "site-contacts"),
        ],
        language: language(words, frame.path),
        emergency: emergency(words, frame),
        leave: (frame.intake || frame.private).then(|| words.link("/leave", "leave-now")),
        footer: footer(words),
    }
}

fn language(words: &Voice<'_>, path: &str) -> LanguageLink {
    let other = words.lang.other();
    LanguageLink { href: other.path(path), text: words.get("site-language"), lang: other.code().to_owned() }
}

fn emergency(words: &Voice<'_>, frame: &Frame<'_>) -> EmergencyLine {
    EmergencyLine {
        label: words.get("emergency-label"),
        question: words.get("emergency-word"),
        call: Link::new(EMERGENCY, words.get("emergency-call")),
        how: (!frame.intake).then(|| words.link("/911", "emergency-how")),
        not_watched: frame.intake.then(|| words.get("emergency-unwatched")),
        otherwise: words.get("emergency-not"),
        phone: words.phone(NON_EMERGENCY),
    }
}

fn footer(words: &Voice<'_>) -> Footer {
    let profile = words.profile;
    let checked = local_time::full_date(words.lang, profile.checked.phones_and_hours());
    let mut checked = words.with("footer-checked", &[("date", checked)]);
    if words.lang == Lang::Es && !profile.translator_reviewed {
        checked = format!("{checked}. {}", words.get("footer-translation"));
    }
    Footer {
        department: profile.department.name.clone(),
        lines: std::iter::once(&profile.department.division).chain(&profile.department.address).cloned().collect(),
        links: vec![
            words.link("/fees", "footer-fees"),
            words.link("/contact", "footer-contacts"),
            words.link("/closures", "footer-closures"),
            words.link("/accessibility", "footer-accessibility"),
        ],
        more: vec![words.link("/privacy", "footer-privacy"), words.link("/language", "footer-language")],
        checked,
    }
}
