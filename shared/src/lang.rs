//! The two languages of the counter, and words that exist in both.

use serde::{Deserialize, Serialize};

/// A language of the interface, of mail and of letters; serialised as its code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lang {
    /// English, the language of addresses without a prefix.
    #[default]
    #[serde(rename = "en-US")]
    En,
    /// Spanish, under `/es`.
    #[serde(rename = "es-US")]
    Es,
}

/// Every language, English first.
pub const LANGS: [Lang; 2] = [Lang::En, Lang::Es];

impl Lang {
    /// The BCP 47 code: the `lang` attribute, the locale folder and the stored value.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en-US",
            Self::Es => "es-US",
        }
    }

    /// What stands before a public path in this language: nothing, or `/es`.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::En => "",
            Self::Es => "/es",
        }
    }

    /// The language that the language switch leads to.
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Es,
            Self::Es => Self::En,
        }
    }

    /// Reads a code by its primary part, so that `es`, `es-US` and `ES-mx` are all Spanish.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split('-').next().unwrap_or_default().trim();
        if primary.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else if primary.eq_ignore_ascii_case("es") {
            Some(Self::Es)
        } else {
            None
        }
    }

    /// The language an `Accept-Language` header prefers among ours (RFC 9110, 12.5.4); English when it names none.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (Self::En, 0.0);
        for range in header.split(',') {
            let mut parts = range.split(';');
            let Some(lang) = parts.next().and_then(Self::from_code) else { continue };
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            // Only a greater weight wins: between equals the first one named is meant.
            if weight > best.1 {
                best = (lang, weight);
            }
        }
        best.0
    }

    /// A public path in this language: `/fees` becomes `/es/fees`, `/` becomes `/es/`.
    pub fn path(self, path: &str) -> String {
        format!("{}{path}", self.prefix())
    }

    /// The language of a public address, and its path without the prefix.
    pub fn split_path(path: &str) -> (Self, &str) {
        match path.strip_prefix(Self::Es.prefix()) {
            Some("") => (Self::Es, "/"),
            Some(rest) if rest.starts_with('/') => (Self::Es, rest),
            _ => (Self::En, path),
        }
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// Words that exist in every language, such as the reason of a closure; what is read has them in all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Text {
    /// In English.
    pub en: String,
    /// In Spanish.
    pub es: String,
}

/// A [`Text`] before anybody looked whether a language is empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    en: String,
    es: String,
}

impl TryFrom<Written> for Text {
    type Error = String;

    fn try_from(Written { en, es }: Written) -> Result<Self, String> {
        let empty = [("en", &en), ("es", &es)].into_iter().find(|(_, words)| words.trim().is_empty());
        match empty {
            None => Ok(Self { en, es }),
            Some((lang, _)) => Err(format!("the words in `{lang}` are empty")),
        }
    }
}

impl Text {
    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_language_we_have_wins() {
        for (header, lang) in [
            ("", Lang::En),
            ("es", Lang::Es),
            ("es-MX,es;q=0.9,en;q=0.8", Lang::Es),
            ("en;q=0.5, es;q=0.7", Lang::Es),
            ("fr-CA, de;q=0.9", Lang::En),
            ("fr, es;q=0.1", Lang::Es),
            ("en-US,es", Lang::En),
            ("es;q=0, en;q=0.2", Lang::En),
            ("es;q=nonsense", Lang::En),
        ] {
            assert_eq!(Lang::from_accept_language(header), lang, "{header:?}");
        }
    }

    #[test]
    fn a_path_keeps_its_language() {
        for lang in LANGS {
            for path in ["/", "/fees", "/services/police-report"] {
                assert_eq!(Lang::split_path(&lang.path(path)), (lang, path));
            }
        }
        assert_eq!(Lang::split_path("/es"), (Lang::Es, "/"));
        assert_eq!(Lang::split_path("/espresso"), (Lang::En, "/espresso"));
    }

    #[test]
    fn a_language_is_written_as_its_code() {
        for lang in LANGS {
            assert_eq!(serde_json::to_string(&lang).unwrap(), format!("\"{}\"", lang.code()));
            assert_eq!(Lang::from_code(lang.code()), Some(lang));
        }
    }
}
