//! What stands around every public page.

use serde::{Deserialize, Serialize};

use super::Prose;

/// A link with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: String,
}

impl Link {
    /// A link to `href` that says `text`.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// The head of the document, the header, the emergency line and the footer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shell {
    /// Language of the page, for `<html lang>`: `en-US`, `es-US`.
    pub lang: String,
    /// Title of the window: page, step and, when there is one, the word for error.
    pub title: String,
    /// Whether search engines must not list the page.
    pub noindex: bool,
    /// Addresses of the static files.
    pub assets: Assets,
    /// The words of the skip link.
    pub skip: String,
    /// What a demonstration says of itself; `None` on a real counter.
    pub demo: Option<Prose>,
    /// The department's name.
    pub department: String,
    /// The line under the name.
    pub tagline: String,
    /// Address of the front door in this language.
    pub home: String,
    /// Name of the navigation, for screen readers.
    pub nav_label: String,
    /// Links in the header.
    pub nav: Vec<Link>,
    /// The same page in the other language.
    pub language: LanguageLink,
    /// The line under the header.
    pub emergency: EmergencyLine,
    /// "Leave this page now", on pages where somebody may be watching.
    pub leave: Option<Link>,
    /// The foot of the page.
    pub footer: Footer,
}

/// Addresses of the static files, hashed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// `public.css`.
    pub css: String,
    /// `loader.js`.
    pub loader: String,
    /// `public.js`, the glue of the WebAssembly module.
    pub js: String,
    /// `public.wasm`.
    pub wasm: String,
    /// `icons.svg`, the sprite.
    pub icons: String,
    /// `fonts/public-sans-latin.woff2`.
    pub font: String,
    /// `favicon.svg`.
    pub favicon: String,
    /// `touch-icon.png`, for the first screen of a phone.
    pub touch_icon: String,
}

/// A link to the same page in another language, written in that language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageLink {
    /// Where it leads.
    pub href: String,
    /// The language's own name.
    pub text: String,
    /// Its tag: `en-US`, `es-US`.
    pub lang: String,
}

/// The line under the header: how to reach help.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyLine {
    /// Its name, for screen readers.
    pub label: String,
    /// "Emergency?"
    pub question: String,
    /// Calls the emergency number (`tel:911`).
    pub call: Link,
    /// How to call or text; left out on intake pages.
    pub how: Option<Link>,
    /// On intake pages: nobody watches this site.
    pub not_watched: Option<String>,
    /// "Not an emergency:"
    pub otherwise: String,
    /// The non-emergency number (`tel:`).
    pub phone: Link,
}

/// The foot of every public page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footer {
    /// The department's name.
    pub department: String,
    /// Division and address, a line each.
    pub lines: Vec<String>,
    /// Links in the middle.
    pub links: Vec<Link>,
    /// Links on the right; the language link follows them.
    pub more: Vec<Link>,
    /// When phones and hours were last checked.
    pub checked: String,
}
