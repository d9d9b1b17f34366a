//! Texts with links and emphasis, written in the locale files.

use serde::{Deserialize, Serialize};

/// A text of ours in which `**words**` are strong and `[words](address)` is a link.
///
/// For texts from the locale files and the profile. What a person typed is a plain `String` field instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(pub String);

/// One piece of a [`Prose`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Plain(&'a str),
    /// Words that matter most.
    Strong(&'a str),
    /// Words that lead somewhere.
    Link {
        /// The words of the link.
        words: &'a str,
        /// Where it leads: a path, a fragment, `tel:`, `sms:`, `mailto:` or `https:`.
        href: &'a str,
    },
}

impl Prose {
    /// The text cut into pieces. Marks that are not closed, and links to other schemes, stay plain words.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = self.0.as_str();
        while let Some((before, piece, after)) = next_mark(rest) {
            if !before.is_empty() {
                pieces.push(Piece::Plain(before));
            }
            pieces.push(piece);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Plain(rest));
        }
        pieces
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// The first mark of a text, with what stands before and after it.
fn next_mark(text: &str) -> Option<(&str, Piece<'_>, &str)> {
    let strong = text.split_once("**").and_then(|(before, rest)| {
        let (words, after) = rest.split_once("**")?;
        Some((before, Piece::Strong(words), after))
    });
    match (strong, next_link(text)) {
        (Some(strong), Some(link)) if link.0.len() < strong.0.len() => Some(link),
        (Some(strong), _) => Some(strong),
        (None, link) => link,
    }
}

/// The first link of a text whose address is one that we follow.
fn next_link(text: &str) -> Option<(&str, Piece<'_>, &str)> {
    for (open, _) in text.match_indices('[') {
        let (before, from) = text.split_at(open);
        let Some((words, rest)) = from.strip_prefix('[').and_then(|rest| rest.split_once("](")) else { continue };
        let Some((href, after)) = rest.split_once(')') else { continue };
        if !words.contains('[') && is_followed(href) {
            return Some((before, Piece::Link { words, href }, after));
        }
    }
    None
}

/// Whether a link may lead there; `//host` is refused, it would leave the site without saying so.
fn is_followed(href: &str) -> bool {
    let local = href.starts_with('/') && !href.starts_with("//");
    local || ["#", "tel:", "sms:", "mailto:", "https://"].iter().any(|start| href.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_pieces_in_order() {
        let prose = Prose::from("Call [9-1-1](tel:911), **now**.");
        let expected = vec![
            Piece::Plain("Call "),
            Piece::Link { words: "9-1-1", href: "tel:911" },
            Piece::Plain(", "),
            Piece::Strong("now"),
            Piece::Plain("."),
        ];
        assert_eq!(prose.pieces(), expected);
    }

    #[test]
    fn what_is_not_a_mark_stays_as_it_is() {
        for text in ["a [b] c", "2 ** 3", "[x](javascript:alert(1))", "[x](//example.test)", "[", "](", ""] {
            let words: String = Prose::from(text)
                .pieces()
                .into_iter()
                .map(|piece| match piece {
                    Piece::Plain(words) => words,
                    other => panic!("{text} gave {other:?}"),
                })
                .collect();
            assert_eq!(words, text);
        }
    }
}
