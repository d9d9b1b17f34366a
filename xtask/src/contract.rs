//! Schemathesis: what the server answers against what `server/openapi.json` says, with calls that it makes up.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::postgres::Cluster;
use crate::report::Report;
use crate::server::Server;
use crate::{apt, process, workspace};

/// Installs what `e2e/contract/requirements.txt` names, unless it stands, and returns the Python that has it.
pub fn python() -> Result<PathBuf> {
    let requirements = folder().join("requirements.txt");
    let environment = workspace::root().join("target/contract/python");
    // Not `bin/schemathesis`, in which the path of this checkout would stand.
    let python = environment.join("bin/python");
    workspace::unless_done(&python, &workspace::hash(&workspace::read(&requirements)?), || {
        // Debian keeps the part that makes an environment in a package of its own.
        let able = Command::new("python3").args(["-c", "import ensurepip, venv"]).stderr(Stdio::null()).status();
        if !able.is_ok_and(|status| status.success()) {
            apt::install(&["python3", "python3-venv"], "schemathesis")?;
        }
        println!("Installing schemathesis");
        process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        process::run(
            Command::new(&python)
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"])
                .arg(&requirements),
        )
        .context("schemathesis could not be installed")
    })?;
    Ok(python)
}

/// Compares on both databases at the same time, each with a fresh demo.
pub fn compare(report: &mut Report, cluster: &Cluster) {
    let Some(python) = report.value("Schemathesis", python) else {
        return;
    };
    let Some(servers) = report.value("Servers for the contract", || Server::on_both("contract", cluster)) else {
        return;
    };
    let runs = servers.iter().map(|(database, server)| {
        let mut command = Command::new(&python);
        command
            // It writes down what it saw where it runs.
            .current_dir(server.dir())
            .env("BASE_URL", server.url())
            .env("PYTHONPATH", folder())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .args(["-m", "schemathesis.cli", "--config-file"])
            .arg(folder().join("schemathesis.toml"))
            .args(["run", "--no-color"])
            .arg(workspace::root().join("server/openapi.json"));
        (*database, command)
    });
    report.tests_together("The API is what its description says", runs.collect());
    for (database, server) in &servers {
        report.step(&format!("Log of the server on {database}"), || server.check_log());
    }
}

fn folder() -> PathBuf {
    workspace::root().join("e2e/contract")
}
