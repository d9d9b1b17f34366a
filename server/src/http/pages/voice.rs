//! Texts for one page: a language, the locale files and the profile together.

use shared::lang::Lang;
use shared::page::{Block, Described, Link, NumberedStep, Prose, Row};

use crate::config::profile::Profile;
use crate::i18n::{Texts, Value};

/// Speaks for the department in one language. Every text may use `$root`, `$department`, `$city` and
/// `$clerk`.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    /// The locale files.
    pub texts: &'a Texts,
    /// The department.
    pub profile: &'a Profile,
    /// The visitor's language.
    pub lang: Lang,
}

impl<'a> Voice<'a> {
    /// The text of a key.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a key with values put in.
    pub fn with(&self, key: &str, values: &[(&str, String)]) -> String {
        let own = [
            ("root", Value::from(self.lang.prefix())),
            ("department", Value::from(self.profile.department.name.as_str())),
            ("city", Value::from(self.profile.department.city.as_str())),
            ("clerk", Value::from(self.profile.particulars.clerk.get(self.lang))),
        ];
        let given = values.iter().map(|(name, value)| (*name, Value::from(value.as_str())));
        self.texts.format(self.lang, key, &own.into_iter().chain(given).collect::<Vec<_>>())
    }

    /// The text of a key, with its links.
    pub fn prose(&self, key: &str) -> Prose {
        self.get(key).into()
    }

    /// The text of a key with values put in, with its links.
    pub fn prose_with(&self, key: &str, values: &[(&str, String)]) -> Prose {
        self.with(key, values).into()
    }

    /// A public path in the visitor's language.
    pub fn path(&self, path: &str) -> String {
        self.lang.path(path)
    }

    /// A link inside the site.
    pub fn link(&self, path: &str, key: &str) -> Link {
        Link::new(self.path(path), self.get(key))
    }

    /// A link that calls a line of the profile; empty when there is none.
    pub fn phone(&self, id: &str) -> Link {
        self.profile.line(id).map(|line| Link::new(line.number.tel(), line.number.as_str())).unwrap_or_default()
    }

    /// The same inside a text.
    pub fn phone_in_text(&self, id: &str) -> String {
        let Link { href, text } = self.phone(id);
        if href.is_empty() { text } else { format!("[{text}]({href})") }
    }

    /// The name of a counter; empty when there is none.
    pub fn counter(&self, id: &str) -> String {
        self.profile.counters.get(id).map(|counter| counter.name.get(self.lang).to_owned()).unwrap_or_default()
    }

    /// The hours of a counter in words; empty when there is none.
    pub fn hours(&self, counter: &str) -> String {
        self.profile.counters.get(counter).map(|counter| counter.hours_in_words(self.lang)).unwrap_or_default()
    }

    /// The department's address on one line.
    pub fn address(&self) -> String {
        self.profile.department.address.join(", ")
    }

    /// A heading with its anchor.
    pub fn heading(&self, id: &str, key: &str) -> Block {
        Block::Heading { id: id.to_owned(), text: self.get(key) }
    }

    /// A paragraph.
    pub fn paragraph(&self, key: &str) -> Block {
        Block::Paragraph(self.prose(key))
    }

    /// A paragraph with values put in.
    pub fn paragraph_with(&self, key: &str, values: &[(&str, String)]) -> Block {
        Block::Paragraph(self.prose_with(key, values))
    }

    /// A list, an item for each key.
    pub fn list(&self, keys: &[&str]) -> Block {
        Block::List(keys.iter().map(|key| self.prose(key)).collect())
    }

    /// A numbered step: the key is what to do, its `.text` says more where there is more.
    pub fn step(&self, key: &str) -> NumberedStep {
        NumberedStep { title: self.get(key), text: self.more(key) }
    }

    /// Numbered steps.
    pub fn steps(&self, keys: &[&str]) -> Block {
        Block::Steps(keys.iter().map(|key| self.step(key)).collect())
    }

    /// A row: the key is the term, its `.text` what it means.
    pub fn row(&self, key: &str, values: &[(&str, String)]) -> Row {
        Row { term: self.get(key), text: self.prose_with(&format!("{key}.text"), values) }
    }

    /// A link with a sentence on what is behind it: the key, and its `.text`.
    pub fn described(&self, path: &str, key: &str, values: &[(&str, String)]) -> Described {
        Described { href: self.path(path), title: self.get(key), text: self.with(&format!("{key}.text"), values) }
    }

    fn more(&self, key: &str) -> Prose {
        self.texts.find(self.lang, &format!("{key}.text")).unwrap_or_default().into()
    }
}
