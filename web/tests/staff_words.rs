//! Every word that the console names exists, and everything in `staff.ftl` is used.

#![expect(clippy::unwrap_used, reason = "a proof may stop at the first fault")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Ids in the console's code; a number's id stands for its two forms.
fn named() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src/pages/staff"), &mut files);
    let mut ids = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        for (at, _) in text.match_indices("\"staff-") {
            let id = text[at + 1..].split('"').next().unwrap();
            if let Some((start, _)) = id.split_once('{') {
                ids.extend(written("en-US").into_iter().filter(|word| word.starts_with(start)));
            } else if text[..at].trim_end().ends_with("count(") {
                ids.extend(["one", "other"].map(|form| format!("{id}-{form}")));
            } else {
                ids.insert(id.to_owned());
            }
        }
    }
    ids
}

fn written(language: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("../shared/locales").join(language).join("staff.ftl");
    let text = std::fs::read_to_string(file).unwrap();
    let ids = text.lines().filter_map(|line| line.split_once(" = "));
    ids.map(|(id, _)| id).filter(|id| id.starts_with("staff-")).map(str::to_owned).collect()
}

#[test]
fn the_console_names_exactly_the_words_that_exist_in_both_languages() {
    let named = named();
    for language in ["en-US", "es-US"] {
        let written = written(language);
        let missing: Vec<_> = named.difference(&written).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        let unused: Vec<_> = written.difference(&named).collect();
        assert!(unused.is_empty(), "{language} has unused {unused:?}");
    }
}
