//! The browser journeys in `e2e/`, against a server that runs for them alone.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::postgres::Cluster;
use crate::report::Report;
use crate::server::Server;
use crate::{apt, budget, process, server, workspace};

/// What Chromium is called by those who package it.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The browser: `$CHROMIUM`, or the one on the path, installed first where there is none.
pub fn chromium() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM") {
        return Ok(PathBuf::from(chosen));
    }
    if find().is_none() {
        apt::install(&["chromium"], "the browser journeys")?;
    }
    find().context("no Chromium was found")
}

/// Runs every journey on SQLite and on PostgreSQL at the same time, each with a fresh demo.
pub fn journeys(report: &mut Report, cluster: &Cluster, filter: Option<&str>) {
    let Some(chromium) = report.value("Chromium", chromium) else {
        return;
    };
    let Some(journeys) = report.value("Journeys", find_journeys) else {
        return;
    };
    let Some(servers) = report.value("Servers for the journeys", || Server::on_both("journeys", cluster)) else {
        return;
    };
    let [(_, on_sqlite), _] = &servers;
    report.step("Budget of a first visit", || budget::check_first_visit(on_sqlite));
    let runs = servers.iter().map(|(database, server)| (*database, node(server, &chromium, &journeys, filter)));
    report.tests_together("Browser journeys", runs.collect());
}

/// What a journey is told: where the server is, its program, where the browser is, and where the mail is put.
fn node(server: &Server, chromium: &Path, journeys: &[PathBuf], filter: Option<&str>) -> Command {
    let mut command = Command::new("node");
    command
        .current_dir(workspace::root().join("e2e"))
        .env("BASE_URL", server.url())
        .env("CHROMIUM", chromium)
        .env("DATA_DIR", server.dir())
        .env("DATABASE_URL", server.database_url())
        // For what only a command does, such as a new account of staff.
        .env("FRONTCOUNTER", server::dev_binary())
        // The "spec" reporter's closing lines are what `Report` counts.
        .args(["--test", "--test-reporter=spec"])
        // A browser that hangs fails; it counts for a whole file, so it is long.
        .arg("--test-timeout=900000");
    if let Some(filter) = filter {
        command.arg(format!("--test-name-pattern={filter}"));
    }
    command.args(journeys);
    command
}

fn find_journeys() -> Result<Vec<PathBuf>> {
    let journeys: Vec<_> = workspace::files_under(&workspace::root().join("e2e"))?
        .into_iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == "node_modules"))
        .filter(|path| path.file_name().and_then(OsStr::to_str).is_some_and(is_journey))
        .collect();
    ensure!(!journeys.is_empty(), "e2e/ holds no *.spec.mjs");
    Ok(journeys)
}

fn is_journey(name: &str) -> bool {
    name.ends_with(".spec.mjs")
}

fn find() -> Option<PathBuf> {
    NAMES.into_iter().find_map(process::find)
}
