//! Getting what a Debian machine lacks.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Installs packages as root; otherwise fails with the command that would.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if !is_root() || process::find("apt-get").is_none() {
        bail!("{why} needs: sudo apt-get update && sudo apt-get install -y {list}");
    }
    println!("Installing {list}: {why}");
    process::run(apt().args(["-qq", "update"]))?;
    process::run(apt().args(["-qq", "-y", "--no-install-recommends", "install"]).args(packages))
}

/// Whether this process runs as root.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    // A machine that has just been set up is often still updating itself.
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
    command
}
