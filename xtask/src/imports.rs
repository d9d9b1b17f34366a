//! Reading what a Rust file names, without its comments and strings.

/// The text with comments and string literals blanked out, line for line.
pub fn code(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if first == '"' {
            string(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            // A quote as a character opens no string.
            rest.find("\"'").map_or(rest.len(), |end| end + 2)
        } else {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        };
        let (blanked, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        // Tokens on both sides stay apart, and lines keep their numbers.
        out.push(' ');
        out.extend(blanked.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out
}

/// The numbers of the lines (from 1) that hold the word as an identifier, or as the beginning of
/// one that goes on with `_`: `actix` is found in `actix_web`, not in `reactix`.
pub fn lines_with(code: &str, word: &str) -> Vec<usize> {
    numbered(code, |line| {
        line.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|identifier| {
            identifier.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        })
    })
}

/// The numbers of the lines (from 1) that hold the text, as in `env::var`.
pub fn lines_containing(code: &str, text: &str) -> Vec<usize> {
    numbered(code, |line| line.contains(text))
}

/// The modules of its own crate that the code names: after `crate::`, or first in `crate::{…}`.
pub fn own_modules(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => modules.extend(group_heads(group)),
            None => modules.push(identifier(rest)),
        }
    }
    modules
}

/// The first identifiers of `db::{self, x}, http }…`: `db` and `http`.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0_u32;
    let mut part = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(identifier(&std::mem::take(&mut part))),
            _ if depth == 0 => part.push(c),
            _ => {}
        }
    }
    heads.push(identifier(&part));
    heads.retain(|head| !head.is_empty());
    heads
}

fn identifier(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The length of the string literal that the text starts with.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the raw string literal that the text starts with, if it does.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes: String = after.chars().take_while(|c| *c == '#').collect();
    let body = after.get(hashes.len()..)?.strip_prefix('"')?;
    let opening = text.len() - body.len();
    let end = body.find(&format!("\"{hashes}"))?;
    Some(opening + end + 1 + hashes.len())
}

fn numbered(code: &str, hit: impl Fn(&str) -> bool) -> Vec<usize> {
    (1..).zip(code.lines()).filter(|(_, line)| hit(line)).map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_name_nothing() {
        let source = "// diesel\n/* diesel\n */ let a = \"diesel \\\" diesel\"; let b = r#\"diesel\"#;\nuse diesel::x;";
        assert_eq!(lines_with(&code(source), "diesel"), [4]);
    }

    #[test]
    fn a_quote_as_a_character_opens_no_string() {
        assert_eq!(lines_with(&code("let q = '\"';\nuse diesel::x;"), "diesel"), [2]);
    }

    #[test]
    fn a_word_is_found_whole_or_before_an_underscore() {
        assert_eq!(lines_with("use actix_web::web;\nreactix();\n#[actix::main]", "actix"), [1, 3]);
    }

    #[test]
    fn modules_are_found_alone_and_in_groups() {
        let code = "use crate::db::Tx;\nuse crate::{\n  config::{self, http},\n  domain,\n};\ncrate::http::x()";
        assert_eq!(own_modules(code), ["db", "config", "domain", "http"]);
    }
}
