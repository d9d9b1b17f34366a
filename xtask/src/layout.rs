//! The rules of ARCHITECTURE.md that no compiler checks: who may import whom, and what lies where.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::imports::{code, lines_containing, lines_with, own_modules};
use crate::{process, wasm_target, workspace};

/// A crate family of which the server speaks only in these places.
const CRATES_ONLY_IN: [(&str, &[&str]); 2] =
    [("diesel", &["server/src/db/"]), ("actix", &["server/src/http/", "server/src/startup.rs"])];

/// Words that stand only in these places of a folder.
const WORDS_ONLY_IN: [(&str, &str, &[&str]); 4] = [
    ("server/src/", "env::var", &["server/src/config/", "server/src/startup.rs"]),
    ("shared/src/", "std::fs", &[]),
    ("shared/src/", "std::net", &[]),
    ("shared/src/", "std::env", &[]),
];

/// Modules that a folder of the server never names, since they lie above it.
const NEVER_NAMES: [(&str, &[&str]); 4] = [
    ("server/src/config/", &["db", "domain", "http", "outbox", "startup"]),
    ("server/src/db/", &["domain", "http", "outbox", "startup"]),
    ("server/src/domain/", &["http", "startup"]),
    ("server/src/outbox/", &["http", "startup"]),
];

/// Crates that never get into what browsers and the server share.
const NEVER_SHARED: [&str; 3] = ["diesel", "actix", "tokio"];

/// What may lie at the root, beside names that start with a dot.
const ROOT: [&str; 13] = [
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "clippy.toml",
    "e2e",
    "migrations",
    "public",
    "rustfmt.toml",
    "server",
    "shared",
    "web",
    "xtask",
];

/// A file that is longer doesn't read in one sitting. `schema.rs` is generated.
const MOST_LINES: usize = 400;
const GENERATED: &str = "server/src/db/schema.rs";

/// Checks every rule and fails with all that is wrong.
pub fn check() -> Result<()> {
    let mut faults = Vec::new();
    for folder in ["server/src", "shared/src", "web/src", "xtask/src"] {
        for path in workspace::files_under(&workspace::root().join(folder))? {
            let name = path.strip_prefix(workspace::root())?.to_string_lossy().into_owned();
            if name.ends_with(".rs") {
                let source =
                    String::from_utf8(workspace::read(&path)?).with_context(|| format!("{name} is not text"))?;
                faults.extend(faults_of(&name, &source));
            }
        }
    }
    faults.extend(strangers_at_root(&files_of_the_repository()?));
    for package in ["shared", "web"] {
        faults.extend(heavy_crates(package)?);
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// What is wrong with one file, by its path from the root.
fn faults_of(name: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let code = code(source);
    let may = |places: &[&str]| places.iter().any(|place| name.starts_with(place));
    for (family, places) in CRATES_ONLY_IN {
        if name.starts_with("server/src/") && !may(places) {
            for line in lines_with(&code, family) {
                faults.push(format!("{name}:{line}: `{family}` belongs in {}", places.join(", ")));
            }
        }
    }
    for (folder, word, places) in WORDS_ONLY_IN {
        if name.starts_with(folder) && !may(places) {
            for line in lines_containing(&code, word) {
                let belongs = if places.is_empty() { "nowhere here" } else { "elsewhere" };
                faults.push(format!("{name}:{line}: `{word}` belongs {belongs}"));
            }
        }
    }
    for (folder, above) in NEVER_NAMES {
        if name.starts_with(folder) {
            for module in own_modules(&code) {
                if above.contains(&module.as_str()) {
                    faults.push(format!("{name}: {folder} never names `crate::{module}`"));
                }
            }
        }
    }
    let lines = source.lines().count();
    if lines > MOST_LINES && name != GENERATED {
        faults.push(format!("{name}: {lines} lines, more than {MOST_LINES}: split it by purpose"));
    }
    faults
}

/// Everything that is committed or would be.
fn files_of_the_repository() -> Result<String> {
    process::output(
        Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(workspace::root()),
    )
}

fn strangers_at_root(files: &str) -> Vec<String> {
    let entries: BTreeSet<_> = files.lines().filter_map(|file| file.split('/').next()).collect();
    entries
        .into_iter()
        .filter(|entry| !entry.starts_with('.') && !ROOT.contains(entry))
        .map(|entry| format!("{entry}: has no place at the root"))
        .collect()
}

/// Crates that would come into the browser with a package.
fn heavy_crates(package: &str) -> Result<Vec<String>> {
    let tree = process::output(
        process::cargo()
            .args(["tree", "--package", package, "--target", wasm_target::NAME, "--all-features"])
            .args(["--edges", "normal", "--prefix", "none", "--format", "{lib}"]),
    )?;
    let found: BTreeSet<_> = NEVER_SHARED
        .into_iter()
        .filter(|family| !lines_with(&tree, family).is_empty())
        .map(|family| format!("{package}: depends on {family}"))
        .collect();
    Ok(found.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::{faults_of, strangers_at_root};

    #[test]
    fn diesel_outside_the_database_is_a_fault() {
        let source = "use diesel::prelude::*;";
        assert!(faults_of("server/src/db/cases.rs", source).is_empty());
        assert_eq!(
            faults_of("server/src/domain/cases.rs", source),
            ["server/src/domain/cases.rs:1: `diesel` belongs in server/src/db/"]
        );
    }

    #[test]
    fn a_use_case_that_knows_http_is_a_fault() {
        let source = "use crate::{db, http::ApiError};";
        assert!(faults_of("server/src/http/error.rs", source).is_empty());
        assert_eq!(faults_of("server/src/domain/cases.rs", source).len(), 1);
    }

    #[test]
    fn settings_are_read_in_one_place() {
        let source = "let port = std::env::var(\"PORT\");";
        assert!(faults_of("server/src/config/mod.rs", source).is_empty());
        assert_eq!(faults_of("server/src/mail.rs", source).len(), 1);
    }

    #[test]
    fn a_file_that_takes_two_sittings_is_a_fault() {
        assert_eq!(faults_of("web/src/lib.rs", &"\n".repeat(401)).len(), 1);
        assert!(faults_of("web/src/lib.rs", &"\n".repeat(400)).is_empty());
    }

    #[test]
    fn only_known_entries_lie_at_the_root() {
        let files = "Cargo.toml\n.ci/run\nserver/src/main.rs\nnotes.txt\ntmp/x";
        assert_eq!(strangers_at_root(files), ["notes.txt: has no place at the root", "tmp: has no place at the root"]);
    }
}
