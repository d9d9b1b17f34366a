//! Everything that is linked may be used under MIT or Apache-2.0 terms, or compatible ones.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::process;

/// Licences that ask for no more than to be named.
const COMPATIBLE: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    license: Option<String>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

impl Package {
    /// Macros run in the compiler; neither they nor what they use gets into the program.
    fn is_macro(&self) -> bool {
        self.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "proc-macro"))
    }
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// Nothing for what is linked, else `build` or `dev`.
    kind: Option<String>,
}

/// Fails with each crate in the server or the bundles whose licence is not compatible.
pub fn check() -> Result<()> {
    let metadata =
        process::output(process::cargo().args(["metadata", "--quiet", "--format-version=1", "--all-features"]))?;
    let metadata: Metadata = serde_json::from_str(&metadata).context("cargo metadata")?;
    let linked = linked(&metadata, &["server", "web"]);
    let packages = metadata.packages.iter().filter(|package| linked.contains(package.id.as_str()));
    let faults: Vec<_> = packages
        .filter_map(|package| {
            let licence = package.license.as_deref().unwrap_or("none named");
            (!compatible(licence)).then(|| format!("{}: {licence}", package.name))
        })
        .collect();
    println!("{} crates are linked", linked.len());
    ensure!(faults.is_empty(), "not compatible with MIT OR Apache-2.0:\n{}", faults.join("\n"));
    Ok(())
}

/// The ids of all packages that get into what these packages build.
fn linked<'a>(metadata: &'a Metadata, roots: &[&str]) -> BTreeSet<&'a str> {
    let nodes: BTreeMap<_, _> = metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let mut open: Vec<&str> = metadata
        .packages
        .iter()
        .filter(|package| roots.contains(&package.name.as_str()))
        .map(|package| package.id.as_str())
        .collect();
    let macros = metadata.packages.iter().filter(|package| package.is_macro());
    let macros: BTreeSet<_> = macros.map(|package| package.id.as_str()).collect();
    let mut linked = BTreeSet::new();
    while let Some(id) = open.pop() {
        if macros.contains(id) || !linked.insert(id) {
            continue;
        }
        let dependencies = nodes.get(id).into_iter().flat_map(|node| &node.deps);
        open.extend(
            dependencies
                .filter(|dependency| dependency.dep_kinds.iter().any(|kind| kind.kind.is_none()))
                .map(|dependency| dependency.pkg.as_str()),
        );
    }
    linked
}

/// Whether an SPDX expression can be met with compatible licences alone.
///
/// `OR` binds weaker than `AND`; older crates write `/` for `OR`.
fn compatible(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let parts = split_outside_parentheses(&expression, " OR ");
    if parts.len() > 1 {
        return parts.into_iter().any(compatible);
    }
    let parts = split_outside_parentheses(&expression, " AND ");
    if parts.len() > 1 {
        return parts.into_iter().all(compatible);
    }
    let one = expression.trim();
    match one.strip_prefix('(').and_then(|one| one.strip_suffix(')')) {
        Some(inner) => compatible(inner),
        None => COMPATIBLE.contains(&one),
    }
}

fn split_outside_parentheses<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(separator) {
        let before = text.get(..at).unwrap_or_default();
        if before.matches('(').count() == before.matches(')').count() {
            parts.push(text.get(start..at).unwrap_or_default());
            start = at + separator.len();
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::compatible;

    #[test]
    fn one_of_several_licences_is_enough() {
        assert!(compatible("MIT OR GPL-3.0-only"));
        assert!(compatible("MIT/Apache-2.0"));
        assert!(compatible("Zlib OR (GPL-2.0-only AND MIT)"));
    }

    #[test]
    fn every_part_of_a_combination_counts() {
        assert!(compatible("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!compatible("(MIT OR Apache-2.0) AND GPL-3.0-only"));
    }

    #[test]
    fn an_unknown_or_missing_licence_is_refused() {
        assert!(!compatible("GPL-3.0-or-later"));
        assert!(!compatible("none named"));
    }
}
