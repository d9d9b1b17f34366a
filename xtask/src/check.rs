//! `cargo xtask check`: the quick loop.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::report::Report;
use crate::wasm_target::WasmTarget;
use crate::{layout, process, server, workspace};

/// Packages that are compiled together, always the same: cargo then builds their dependencies once.
const PACKAGES: [&str; 3] = ["shared", "web", "server"];

/// Checks the sources and ends with the counts.
pub fn run() -> Result<ExitCode> {
    server::prepare()?;
    let mut report = Report::default();
    sources(&mut report);
    unit_tests(&mut report);
    report.finish()
}

/// Layout, format and lints.
pub fn sources(report: &mut Report) {
    report.step("Layout", layout::check);
    report.step("Format", || process::run(process::cargo().args(["fmt", "--all", "--check"])));
    report.step("Lints", || {
        let mut clippy = process::cargo();
        clippy.args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-Dwarnings"]);
        process::run(&mut clippy)
    });
    report.step("Lints of the browser bundles", || match WasmTarget::installed()? {
        Some(target) => process::run(
            target
                .cargo("clippy")
                .args(["--quiet", "-p", "web", "--lib", "--bins", "--features", "csr"])
                .args(["--", "-Dwarnings"]),
        ),
        None => {
            println!("left out: the toolchain has no WebAssembly target");
            Ok(())
        }
    });
}

/// The tests that need nothing but themselves.
pub fn unit_tests(report: &mut Report) {
    report.tests("Unit tests", tests().args(["--lib", "--bins"]).args(pure_tests()));
    // Apart from the others, so that this program's dependencies are those that it was built with.
    report.tests("Unit tests of xtask", process::cargo().args(["test", "--quiet", "-p", "xtask"]));
}

/// The test binaries of `shared`, which need nothing but themselves.
fn pure_tests() -> Vec<OsString> {
    let files = workspace::files_under(&workspace::root().join("shared/tests")).unwrap_or_default();
    files
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .filter(|file| file.parent().is_some_and(|folder| folder.ends_with("tests")))
        .filter_map(|file| file.file_stem())
        .flat_map(|name| [OsString::from("--test"), name.to_owned()])
        .collect()
}

/// Cargo's tests of all packages, to be narrowed to some targets.
pub fn tests() -> Command {
    let mut command = process::cargo();
    command.args(["test", "--quiet"]);
    for package in PACKAGES {
        command.args(["-p", package]);
    }
    command
}
