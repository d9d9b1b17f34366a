//! How many bytes a visitor pays, and the most that is allowed.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::{assets, server::Server, workspace};

/// Most bytes of a file as it travels, brotli where it shrinks.
const FILES: [(&str, u64); 4] =
    [("public.wasm", 200_000), ("staff-app.wasm", 320_000), ("public.css", 30_000), ("staff.css", 30_000)];

/// The page that a first visit is measured on, and the most bytes of all that it loads.
const FIRST_VISIT: (&str, u64) = ("/services/police-report/start", 300_000);

/// Fails, with the figures, when a file is larger than its budget.
pub fn check_files() -> Result<()> {
    let manifest = assets::manifest()?;
    let mut over = Vec::new();
    for (name, most) in FILES {
        let hashed = manifest.get(name).with_context(|| format!("there is no {name}"))?;
        let size = travelling_size(hashed)?;
        println!("{name}: {size} of {most} bytes");
        if size > most {
            over.push(name);
        }
    }
    ensure!(over.is_empty(), "over budget: {}", over.join(", "));
    Ok(())
}

/// Fails, with the figures, when a first visit to the form costs more than its budget.
///
/// Counted are the page as a browser gets it, every file of `/static/` that the page names,
/// and the fonts, which only the style sheet names.
pub fn check_first_visit(server: &Server) -> Result<()> {
    let (page, most) = FIRST_VISIT;
    let answer = server.get(page, "br")?;
    ensure!(answer.status == 200, "{page} answers {}", answer.status);
    let html = server.get(page, "identity")?;
    let html = String::from_utf8_lossy(&html.bytes);
    let mut files: BTreeSet<String> = static_files(&html).map(str::to_owned).collect();
    files.extend(assets::manifest()?.into_values().filter(|name| name.ends_with(".woff2")));
    let mut size = u64::try_from(answer.bytes.len())?;
    println!("{page}: {size}");
    for file in &files {
        let bytes = travelling_size(file)?;
        println!("  {file}: {bytes}");
        size += bytes;
    }
    println!("first visit: {size} of {most} bytes");
    ensure!(size <= most, "a first visit costs {size} bytes, more than {most}");
    Ok(())
}

fn travelling_size(hashed: &str) -> Result<u64> {
    let path = workspace::public_output().join(hashed);
    let brotli = workspace::public_output().join(format!("{hashed}.br"));
    let size = fs::metadata(brotli).or_else(|_| fs::metadata(&path));
    Ok(size.with_context(|| format!("{hashed} was not built"))?.len())
}

/// The files of `/static/` that a page names.
fn static_files(html: &str) -> impl Iterator<Item = &str> {
    html.split("/static/")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_./".contains(c))).next())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_files_of_a_page_are_found_in_links_scripts_and_attributes() {
        let html = "<link href=\"/static/a-1.css\"><div data-wasm='/static/b-2.wasm'>\
                    <use href=\"/static/icons-3.svg#x\">";
        let found: Vec<_> = super::static_files(html).collect();
        assert_eq!(found, ["a-1.css", "b-2.wasm", "icons-3.svg"]);
    }
}
