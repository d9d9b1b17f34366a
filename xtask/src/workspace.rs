//! Where things lie in a checkout, and how files are written there.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The root of the checkout.
pub fn root() -> PathBuf {
    // Cargo sets the variable for what it runs; the compiled-in path serves a binary started by hand.
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map(Path::to_path_buf).unwrap_or(manifest)
}

/// Where cargo puts what it builds.
pub fn cargo_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .and_then(|dir| std::path::absolute(dir).ok())
        .unwrap_or_else(|| root().join("target"))
}

/// Where the files of `/static/` are put: the server reads or embeds them from here.
pub fn public_output() -> PathBuf {
    root().join("target/public")
}

/// Where half-finished browser files are kept from one build to the next.
pub fn web_cache() -> PathBuf {
    root().join("target/web")
}

/// Writes a file so that a reader sees the old content or the new, never a part.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let dir = path.parent().context("a file has a folder")?;
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".new");
    fs::write(&unfinished, content)
        .and_then(|()| fs::rename(&unfinished, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Reads a file, naming it in the error.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Every file under a folder, sorted; none when the folder is missing.
pub fn files_under(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            entries => entries.with_context(|| format!("cannot list {}", folder.display()))?,
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// SHA-256 in lower-case hexadecimal.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Does the work unless its output exists and was made from the same input.
pub fn unless_done(output: &Path, input: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let mut stamp = output.as_os_str().to_owned();
    stamp.push(".from");
    let stamp = PathBuf::from(stamp);
    if output.exists() && fs::read_to_string(&stamp).is_ok_and(|done| done == input) {
        return Ok(());
    }
    work()?;
    write_whole(&stamp, input.as_bytes())
}
