//! The words of the interface: Fluent files, read once at start, resolved on the server only.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use fluent_syntax::ast::Entry;
use rust_embed::RustEmbed;
use shared::form::Fault;
use shared::lang::Lang;
use unic_langid::LanguageIdentifier;

/// A value put into a text: `"name".into()` or `3.into()` (a number chooses the plural).
pub use fluent_bundle::FluentValue as Value;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../shared/locales"]
struct Files;

/// A locale file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("locale file {file}: {reason}")]
pub struct LocaleError {
    file: String,
    reason: String,
}

/// Every text in every language; cheap to share between threads by reference.
pub struct Texts {
    en: Language,
    es: Language,
}

/// The texts of one language.
struct Language {
    bundle: FluentBundle<FluentResource>,
    /// Every key. With its text, resolved, where no value is put into it: a page has a hundred of them.
    texts: HashMap<String, Option<String>>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

impl Texts {
    /// Reads the embedded locale files; fails on one that is not valid Fluent or repeats a key.
    pub fn load() -> Result<Self, LocaleError> {
        Ok(Self { en: Language::load(Lang::En)?, es: Language::load(Lang::Es)? })
    }

    /// The text of a key such as `fees-title`, or of an attribute such as `fees-title.hint`.
    ///
    /// A key missing in Spanish is answered in English; one missing in both is answered as itself and logged.
    pub fn get(&self, lang: Lang, key: &str) -> String {
        self.format(lang, key, &[])
    }

    /// The text of a key with values put in; falls back like [`Texts::get`].
    pub fn format<'a>(&'a self, lang: Lang, key: &str, values: &[(&'a str, Value<'a>)]) -> String {
        self.find_with(lang, key, values).unwrap_or_else(|| {
            tracing::error!(text.key = key, "a text is missing in every language");
            key.to_owned()
        })
    }

    /// The text of a key that need not exist, such as a field's hint.
    pub fn find(&self, lang: Lang, key: &str) -> Option<String> {
        self.find_with(lang, key, &[])
    }

    /// Like [`Texts::find`], with values put in.
    pub fn find_with<'a>(&'a self, lang: Lang, key: &str, values: &[(&'a str, Value<'a>)]) -> Option<String> {
        let resolve = |lang: Lang| {
            let language = self.language(lang);
            if let Some(text) = language.texts.get(key)? {
                return Some(text.clone());
            }
            let args: FluentArgs<'a> = values.iter().cloned().collect();
            let (text, errors) = language.format(key, &args)?;
            if let Some(error) = errors.first() {
                tracing::error!(text.key = key, text.lang = lang.code(), %error, "a text could not be completed");
            }
            Some(text)
        };
        resolve(lang).or_else(|| resolve(Lang::En))
    }

    /// A service's own words where it has them, else the common ones: `police-report-state-ready.title`, `state-ready.title`.
    pub fn of_service(&self, lang: Lang, service: &str, key: &str) -> String {
        let own = format!("{}-{key}", service.replace('_', "-"));
        self.find(lang, &own).unwrap_or_else(|| self.get(lang, key))
    }

    /// What is wrong with an answer: the field's own words where it has them, else the common ones for the code.
    ///
    /// `form` is the prefix of the field's keys, such as `police-report` or `action-field`.
    pub fn fault(&self, lang: Lang, form: &str, fault: &Fault) -> String {
        let (field, code) = (fault.field.replace('_', "-"), fault.code.replace('_', "-"));
        let own = format!("{form}-{field}-error-{code}");
        self.find(lang, &own).unwrap_or_else(|| self.get(lang, &format!("fault-{code}")))
    }

    /// Every text of one locale file by its key, the same values put into each.
    pub fn of_file<'a>(&'a self, lang: Lang, file: &str, values: &[(&'a str, Value<'a>)]) -> BTreeMap<String, String> {
        let file = Files::get(&format!("{}/{file}", Lang::En.code()));
        let source = file.map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default();
        // A message begins at the start of its line; attributes and further lines are indented.
        let ids = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        ids.filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| (id.to_owned(), self.format(lang, id, values)))
            .collect()
    }

    fn language(&self, lang: Lang) -> &Language {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}

impl Language {
    fn load(lang: Lang) -> Result<Self, LocaleError> {
        let (bundle, keys) = bundle(lang)?;
        let mut language = Self { bundle, texts: HashMap::new() };
        for key in keys {
            if let Some((text, errors)) = language.format(&key, &FluentArgs::new()) {
                // A text that wants a value complains that there is none.
                language.texts.insert(key, errors.is_empty().then_some(text));
            }
        }
        Ok(language)
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<(String, Vec<FluentError>)> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        // A Spanish time ends in a full stop ("p. m."), and so does a sentence after it: one is enough.
        Some((text.replace("\u{a0}m..", "\u{a0}m."), errors))
    }
}

/// The files of a language, with the keys of all messages and attributes.
fn bundle(lang: Lang) -> Result<(FluentBundle<FluentResource>, Vec<String>), LocaleError> {
    let fail = |file: &str, reason: String| LocaleError { file: file.to_owned(), reason };
    let locale: LanguageIdentifier = lang.code().parse().map_err(|error| fail(lang.code(), format!("{error}")))?;
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks are invisible characters that end up in what people copy: references, phone numbers, mail.
    bundle.set_use_isolating(false);
    let mut keys = Vec::new();
    for file in files_of(lang) {
        let bytes = Files::get(&file).ok_or_else(|| fail(&file, "is not there".to_owned()))?;
        let source = String::from_utf8(bytes.data.into_owned()).map_err(|error| fail(&file, error.to_string()))?;
        let resource = FluentResource::try_new(source).map_err(|(resource, errors)| {
            let error = errors.first();
            let at = error.map_or(0, |error| error.pos.start);
            let line = resource.source().bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            fail(&file, format!("line {line}: {}", error.map(ToString::to_string).unwrap_or_default()))
        })?;
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                let id = message.id.name;
                keys.push(id.to_owned());
                keys.extend(message.attributes.iter().map(|attribute| format!("{id}.{}", attribute.id.name)));
            }
        }
        bundle
            .add_resource(resource)
            .map_err(|errors| fail(&file, errors.first().map(ToString::to_string).unwrap_or_default()))?;
    }
    Ok((bundle, keys))
}

fn files_of(lang: Lang) -> impl Iterator<Item = String> {
    let folder = format!("{}/", lang.code());
    Files::iter().filter(move |file| file.starts_with(&folder) && file.ends_with(".ftl")).map(Cow::into_owned)
}

#[cfg(test)]
mod tests;
