//! The style sheets: Sass over USWDS.

use std::process::Command;

use anyhow::Result;

use crate::{npm, process, workspace};

/// The style sheets, each from `public/styles/NAME.scss`.
pub const SHEETS: [&str; 2] = ["public", "staff"];

/// Compiles the sheets to `NAME.css` in the web cache.
pub fn build() -> Result<()> {
    let sources = workspace::root().join("public/styles");
    let mut input = npm::lock_file()?;
    for file in workspace::files_under(&sources)? {
        input.extend(file.to_string_lossy().bytes());
        input.extend(workspace::read(&file)?);
    }
    let input = workspace::hash(&input);
    for sheet in SHEETS {
        let output = workspace::web_cache().join(sheet).with_extension("css");
        workspace::unless_done(&output, &input, || {
            println!("Compiling {sheet}.scss");
            process::run(
                Command::new("node")
                    .arg(npm::modules().join("sass/sass.js"))
                    .args(["--style=compressed", "--no-source-map", "--quiet-deps"])
                    .arg("--load-path")
                    .arg(npm::modules().join("@uswds/uswds/packages"))
                    .arg(sources.join(sheet).with_extension("scss"))
                    .arg(&output),
            )
        })?;
    }
    Ok(())
}
