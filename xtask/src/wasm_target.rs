//! A compiler for `wasm32-unknown-unknown`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::{apt, process};

/// The target of the browser bundles.
pub const NAME: &str = "wasm32-unknown-unknown";

/// Which compiler builds the bundles.
pub enum WasmTarget {
    /// The usual toolchain, with the target's standard library.
    Installed,
    /// Debian's `rustc-web`, which compiles the standard library itself; with the linker of the
    /// usual toolchain, where there is one.
    Debian {
        /// `rust-lld`.
        linker: Option<PathBuf>,
    },
}

impl WasmTarget {
    /// The target when the usual toolchain has it; nothing is downloaded.
    pub fn installed() -> Result<Option<Self>> {
        let library = sysroot()?.join("lib/rustlib").join(NAME).join("lib");
        Ok(library.is_dir().then_some(Self::Installed))
    }

    /// The target, fetched by rustup or, where its server is out of reach, from Debian.
    pub fn get() -> Result<Self> {
        if let Some(installed) = Self::installed()? {
            return Ok(installed);
        }
        if process::find("rustup").is_some() && add_by_rustup()? {
            return Ok(Self::Installed);
        }
        if !["/usr/bin/cargo", "/usr/lib/rustlib/src/rust"].iter().all(|path| Path::new(path).exists()) {
            apt::install(&["rustc-web", "cargo-web", "rust-web-src"], "building WebAssembly").with_context(|| {
                format!("no standard library for {NAME}: try `rustup target add {NAME}`, or as follows")
            })?;
        }
        let linker = sysroot()?.join("lib/rustlib").join(host()?).join("bin/rust-lld");
        Ok(Self::Debian { linker: linker.is_file().then_some(linker) })
    }

    /// A cargo whose subcommand (`build`, `clippy`) compiles for the target.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut command = match self {
            Self::Installed => process::cargo(),
            Self::Debian { .. } => process::cargo_at("/usr/bin/cargo"),
        };
        command.args([subcommand, "--target", NAME]);
        if let Self::Debian { linker } = self {
            command.args(["-Zbuild-std=std,panic_abort"]);
            command.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
            if let Some(linker) = linker {
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            }
        }
        command
    }
}

/// Whether rustup could add the target within a minute: a blocked network hangs, it doesn't refuse.
fn add_by_rustup() -> Result<bool> {
    println!("Adding the target {NAME}");
    let mut command = Command::new("rustup");
    let mut rustup = process::Running::start(command.args(["target", "add", NAME]))?;
    let added = rustup.wait_for(Duration::from_secs(60))?;
    Ok(added.is_some_and(|status| status.success()) && WasmTarget::installed()?.is_some())
}

fn sysroot() -> Result<PathBuf> {
    let printed = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(printed.trim()))
}

fn host() -> Result<String> {
    let version = process::output(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc names no host")
}
