//! The npm tools in `e2e/`: Sass and USWDS, wasm-opt, and what drives the browser.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{apt, process, workspace};

/// The oldest Node that the tools run on.
const OLDEST_NODE: u32 = 20;

/// Installs the packages of the lock file unless they stand.
pub fn install() -> Result<()> {
    if process::find("node").is_none() || process::find("npm").is_none() {
        apt::install(&["nodejs", "npm"], "the npm tools")?;
    }
    let version = process::output(Command::new("node").arg("--version"))?;
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node {OLDEST_NODE} or newer is needed, this is {}", version.trim());
    }
    let lock = workspace::hash(&lock_file()?);
    workspace::unless_done(&modules().join("sass"), &lock, || {
        println!("Installing the npm packages");
        process::run(
            Command::new("npm")
                .args(["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"])
                .args(["--loglevel=error"])
                .current_dir(workspace::root().join("e2e")),
        )
        .context("the npm packages could not be installed")
    })
}

/// Where the packages are.
pub fn modules() -> PathBuf {
    workspace::root().join("e2e/node_modules")
}

/// The lock file: whoever depends on a tool's version depends on this.
pub fn lock_file() -> Result<Vec<u8>> {
    workspace::read(&workspace::root().join("e2e/package-lock.json"))
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(super::major("v20.20.2\n"), Some(20));
        assert_eq!(super::major("20"), None);
    }
}
