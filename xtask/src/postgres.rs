//! A PostgreSQL of its own for the tests, gone when they end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::{apt, process, server};

/// Speed over safety: nothing in it outlives the tests.
const SETTINGS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                        -c max_connections=300 -c listen_addresses=127.0.0.1";

/// As a department would run it: what was answered is on the disk.
const DURABLE: &str = "-c shared_buffers=512MB -c max_wal_size=4GB -c listen_addresses=127.0.0.1";

/// Where Debian puts each version's programs.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Where PostgreSQL's programs are, installed first where they are missing.
pub fn install() -> Result<PathBuf> {
    if programs().is_none() {
        apt::install(&["postgresql"], "testing on PostgreSQL")?;
    }
    programs().context("no initdb was found")
}

/// A running cluster.
pub struct Cluster {
    programs: PathBuf,
    /// In the system's folder for temporary files: the user `postgres` may not enter somebody's
    /// checkout, and the path of a socket may have 107 bytes at most.
    dir: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts a cluster on a free port, installing PostgreSQL first where it is missing.
    pub fn start() -> Result<Self> {
        Self::with(SETTINGS)
    }

    /// The same, but what it keeps survives a power cut, as `bench` wants it.
    pub fn durable() -> Result<Self> {
        Self::with(DURABLE)
    }

    fn with(settings: &str) -> Result<Self> {
        let programs = install()?;
        let dir = process::output(as_database_user("mktemp").args(["-d", "-t", "fc-pg-XXXXXX"]))?;
        let cluster = Self { programs, dir: PathBuf::from(dir.trim()), port: server::free_port()? };
        process::output(cluster.program("initdb").args([
            "--no-sync",
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            // Orders text as a real installation does, not by bytes as SQLite does.
            "--locale=C.UTF-8",
            "--locale-provider=icu",
            "--icu-locale=en-US",
        ]))?;
        let settings = format!("{settings} -p {} -c unix_socket_directories={}", cluster.port, cluster.dir.display());
        let log = cluster.dir.join("log");
        process::run(
            cluster.program("pg_ctl").args(["start", "--wait", "--silent", "--options", &settings, "--log"]).arg(&log),
        )
        .with_context(|| fs::read_to_string(log).unwrap_or_default())?;
        Ok(cluster)
    }

    /// A database in it. `postgres` is always there, and may make others.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database.
    pub fn create(&self, database: &str) -> Result<()> {
        process::run(
            as_database_user(self.programs.join("createdb"))
                .args(["--host=127.0.0.1", "--username=postgres"])
                .arg(format!("--port={}", self.port))
                .arg(database),
        )
    }

    fn program(&self, name: &str) -> Command {
        let mut command = as_database_user(self.programs.join(name));
        command.arg("--pgdata").arg(self.dir.join("data"));
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It was not started, or has died: then there is nothing to stop.
        let _stopped =
            self.program("pg_ctl").args(["stop", "--mode=immediate", "--silent"]).stderr(Stdio::null()).status();
        if let Err(error) = fs::remove_dir_all(&self.dir) {
            eprintln!("{} is left behind: {error}", self.dir.display());
        }
    }
}

/// The folder of the newest PostgreSQL on this machine.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(DEBIAN)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin")))
        })
        .filter(|(_, programs)| programs.join("initdb").is_file())
        .collect();
    versions.sort();
    if let Some((_, newest)) = versions.pop() {
        return Some(newest);
    }
    process::find("initdb")?.parent().map(Path::to_path_buf)
}

/// PostgreSQL refuses to run as root; its package brings a user.
fn as_database_user(program: impl AsRef<Path>) -> Command {
    let program = program.as_ref();
    let mut command = if apt::is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    // A folder that the user can be in, so that no program complains about it.
    command.current_dir("/");
    command
}
