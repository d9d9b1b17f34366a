//! `cargo xtask serve`: everything built, the demo loaded, the server running.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Result, bail};
use clap::Args;

use crate::process::{self, Running};
use crate::{assets, demo, server, watch, workspace};

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the cases are: `sqlite:PATH` or `postgres://…` [default: $DATABASE_URL or data/frontcounter.db]
    #[arg(long)]
    database_url: Option<String>,
    /// Load no demo; the settings of a real installation are then needed
    #[arg(long)]
    no_demo: bool,
    /// Build and start again whenever a file changes
    #[arg(long)]
    watch: bool,
}

/// Serves until it is interrupted.
pub fn run(options: &Options) -> Result<ExitCode> {
    server::prepare()?;
    let mut seen = watch::Snapshot::take()?;
    let mut running = Some(start(options, &build(options)?)?);
    if !options.no_demo {
        demo::print_welcome(&format!("http://127.0.0.1:{}", options.port))?;
    }
    if !options.watch {
        let status = running.take().map(|mut server| server.wait()).transpose()?;
        return match status {
            Some(status) if !status.success() && !process::interrupted() => {
                bail!("the server ended with {status}")
            }
            _ => Ok(ExitCode::SUCCESS),
        };
    }
    while seen.wait_for_change()? {
        // The old server goes on while the new one is built, and when it can't be.
        let built = build(options);
        match built {
            Ok(binary) => {
                drop(running.take());
                match start(options, &binary) {
                    Ok(server) => running = Some(server),
                    Err(error) => eprintln!("{error:#}"),
                }
            }
            Err(error) => eprintln!("{error:#}"),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The quick build when it is repeated often, the real one otherwise.
fn build(options: &Options) -> Result<PathBuf> {
    assets::build()?;
    if options.watch { server::build_dev() } else { server::build_release() }
}

fn start(options: &Options, binary: &Path) -> Result<Running> {
    let command = |subcommand: &str| {
        let mut command = Command::new(binary);
        command
            .current_dir(workspace::root())
            .env("BIND", format!("127.0.0.1:{}", options.port))
            .envs(options.database_url.iter().map(|url| ("DATABASE_URL", url)))
            .arg(subcommand);
        command
    };
    process::run(&mut command("migrate"))?;
    if !options.no_demo {
        // Does nothing on a database that holds the demo.
        process::run(&mut command("seed-demo"))?;
    }
    Running::start(&mut command("serve"))
}
