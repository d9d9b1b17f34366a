//! Where a style sheet or script names another file of `/static/`.

use std::ops::Range;

/// One mention of a file: where its path stands in the text, and the logical name it means.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// The bytes of the path, without quotes and without `#…` or `?…`.
    pub place: Range<usize>,
    /// The path without leading `./` and `../`.
    pub name: String,
}

/// The files that a text names, by the kind of text its own name tells.
///
/// In a style sheet every `url(…)` that is not elsewhere (`data:`, another host, a fragment);
/// in a script every string that starts with `./`.
pub fn references(file: &str, text: &str) -> Vec<Reference> {
    if file.ends_with(".css") {
        in_style_sheet(text)
    } else if file.ends_with(".js") {
        in_strings(text)
    } else {
        Vec::new()
    }
}

fn in_style_sheet(text: &str) -> Vec<Reference> {
    text.match_indices("url(")
        .filter_map(|(at, open)| {
            let start = at + open.len();
            let (inside, _) = text.get(start..)?.split_once(')')?;
            let path = inside.trim_start_matches([' ', '"', '\'']);
            let start = start + inside.len() - path.len();
            let path = path.trim_end_matches([' ', '"', '\'']);
            let elsewhere = path.is_empty() || path.contains(':') || path.starts_with(['#', '/']);
            (!elsewhere).then(|| reference(start, path))
        })
        .collect()
}

fn in_strings(text: &str) -> Vec<Reference> {
    ['"', '\'']
        .into_iter()
        .flat_map(|quote| {
            text.match_indices(&format!("{quote}./"))
                .filter_map(move |(at, _)| {
                    let start = at + quote.len_utf8();
                    let (path, _) = text.get(start..)?.split_once(quote)?;
                    Some(reference(start, path))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

fn reference(start: usize, path: &str) -> Reference {
    let path = path.split(['#', '?']).next().unwrap_or(path);
    let mut name = path;
    while let Some(rest) = name.strip_prefix("./").or_else(|| name.strip_prefix("../")) {
        name = rest;
    }
    Reference { place: start..start + path.len(), name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::references;

    fn names(file: &str, text: &str) -> Vec<(String, String)> {
        references(file, text).into_iter().map(|reference| (text[reference.place].to_owned(), reference.name)).collect()
    }

    #[test]
    fn a_style_sheet_names_what_its_urls_name() {
        let css = "@font-face{src:url(../fonts/a.woff2)}b{background:url(\"./img/b.svg#x\")}";
        assert_eq!(
            names("public.css", css),
            [
                ("../fonts/a.woff2".to_owned(), "fonts/a.woff2".to_owned()),
                ("./img/b.svg".to_owned(), "img/b.svg".to_owned()),
            ]
        );
    }

    #[test]
    fn what_lies_elsewhere_is_left_alone() {
        let css = "a{b:url(data:image/svg+xml,x);c:url(#d);e:url(https://example.test/f)}";
        assert!(names("public.css", css).is_empty());
    }

    #[test]
    fn a_script_names_what_its_relative_strings_name() {
        let js = "import a from './a.js'; const b = \"./b.wasm\"; const c = 'c.js';";
        let found: Vec<_> = names("loader.js", js).into_iter().map(|(_, name)| name).collect();
        assert_eq!(found, ["b.wasm", "a.js"]);
    }

    #[test]
    fn other_files_name_nothing() {
        assert!(names("a.svg", "<image href=\"./b.png\"/>").is_empty());
    }
}
