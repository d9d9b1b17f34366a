//! The server that is measured: its commands, its start, its memory.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::client::{Client, now};
use crate::process::{self, Running};
use crate::server::free_port;
use crate::workspace;

const LONGEST_START: Duration = Duration::from_secs(60);
/// How often a server that starts is asked.
const STEP: Duration = Duration::from_millis(2);

/// A database and the folder of what belongs to it.
#[derive(Clone)]
pub struct Place {
    /// The program.
    pub binary: PathBuf,
    /// `DATA_DIR`.
    pub dir: PathBuf,
    /// `DATABASE_URL`.
    pub database_url: String,
}

/// What the seed made.
#[derive(Debug, Clone, Deserialize)]
pub struct Seeded {
    /// How many cases there are.
    pub cases: usize,
    /// The reference of a case with 500 events.
    pub long_case: String,
    /// A report number that one case has.
    pub rare: String,
}

/// A running server.
pub struct Counter {
    /// Where it listens.
    pub address: String,
    running: Running,
}

impl Place {
    /// A place for a SQLite database in a folder of its own, which is emptied.
    pub fn sqlite(binary: &Path, name: &str) -> Result<Self> {
        let dir = Self::fresh(name)?;
        let database_url = format!("sqlite:{}", dir.join("frontcounter.db").display());
        Ok(Self { binary: binary.to_owned(), dir, database_url })
    }

    /// A place for a database of PostgreSQL that is there and empty.
    pub fn postgres(binary: &Path, name: &str, database_url: String) -> Result<Self> {
        Ok(Self { binary: binary.to_owned(), dir: Self::fresh(name)?, database_url })
    }

    fn fresh(name: &str) -> Result<PathBuf> {
        let dir = workspace::cargo_target().join("bench").join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        fs::create_dir_all(&dir)?;
        Ok(dir)
    }

    /// The program with its settings, logging as it does unless it is told otherwise.
    pub fn command(&self, address: &str, arguments: &[&str]) -> Result<Command> {
        let log = || File::options().append(true).create(true).open(self.dir.join("log"));
        let mut command = Command::new(&self.binary);
        command
            .env_clear()
            .envs(env::var_os("PATH").map(|path| ("PATH", path)))
            .env("BIND", address)
            .env("PUBLIC_URL", format!("http://{address}"))
            .env("DATA_DIR", &self.dir)
            .env("DATABASE_URL", &self.database_url)
            .env("STORAGE_URL", format!("file:{}", self.dir.join("documents").display()))
            // Each request has an address of its own, as people do.
            .env("TRUSTED_PROXIES", "127.0.0.0/8")
            // Mail is a worker's, which may be another process; here it would compete with what is measured.
            .env("WORKER", "off")
            .args(arguments)
            .stdout(log()?)
            .stderr(log()?);
        Ok(command)
    }

    /// Makes the database and fills it.
    pub fn seed(&self, cases: usize) -> Result<Seeded> {
        let nowhere = "127.0.0.1:0";
        process::run(&mut self.command(nowhere, &["migrate"])?)?;
        let mut seed = self.command(nowhere, &["bench", "seed", "--cases", &cases.to_string()])?;
        let printed = process::output(seed.stderr(Stdio::inherit()))?;
        // Log lines may stand before it.
        let line = printed.lines().last().context("the seed said nothing")?;
        serde_json::from_str(line).with_context(|| format!("the seed said {line}"))
    }

    /// Starts the server; returns it with the time until it answered for the first time.
    pub fn start(&self) -> Result<(Counter, Duration)> {
        self.run(&["serve"], "/")
    }

    /// Starts a handler that serves one page and does nothing else.
    pub fn bare(&self, page: &Path) -> Result<Counter> {
        Ok(self.run(&["bench", "bare", &page.display().to_string()], "/plain")?.0)
    }

    fn run(&self, arguments: &[&str], page: &str) -> Result<(Counter, Duration)> {
        let address = format!("127.0.0.1:{}", free_port()?);
        let mut command = self.command(&address, arguments)?;
        let began = now();
        let mut running = Running::start(&mut command)?;
        while began.elapsed() < LONGEST_START {
            if let Ok(answer) = Client::connect(&address).and_then(|mut client| client.get(page)) {
                ensure!(answer.status == 200, "{page} answered {}", answer.status);
                return Ok((Counter { address, running }, began.elapsed()));
            }
            if let Some(status) = running.wait_for(Duration::ZERO)? {
                bail!("it ended with {status}: see {}", self.dir.join("log").display());
            }
            thread::sleep(STEP);
        }
        bail!("nobody answered: see {}", self.dir.join("log").display())
    }
}

impl Counter {
    /// Megabytes (of 1,000,000 bytes) that are resident now.
    pub fn resident_mb(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.running.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib * 1024.0 / 1e6)
    }
}
