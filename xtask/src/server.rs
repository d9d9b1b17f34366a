//! The program `frontcounter`: built, set up, started, asked.

use std::env;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};

use crate::postgres::Cluster;
use crate::process::{self, Running};
use crate::{apt, workspace};

/// Gets what the server is linked with.
pub fn prepare() -> Result<()> {
    crate::assets::prepare()?;
    let libpq = |program: &str, arguments: &[&str]| {
        let asked = Command::new(program).args(arguments).stderr(Stdio::null()).output();
        asked.ok().filter(|answer| answer.status.success()).map(|answer| answer.stdout)
    };
    if libpq("pkg-config", &["--exists", "libpq"]).is_some() {
        return Ok(());
    }
    let folder = libpq("pg_config", &["--libdir"]).and_then(|dir| String::from_utf8(dir).ok());
    if folder.is_some_and(|dir| Path::new(dir.trim()).join("libpq.so").exists()) {
        return Ok(());
    }
    apt::install(&["libpq-dev", "pkg-config"], "linking the server")
}

/// Builds the server with optimisation and the browser files inside, and returns its path.
pub fn build_release() -> Result<PathBuf> {
    println!("Building the server");
    process::run(process::cargo().args(["build", "--release", "-p", "server"]))?;
    Ok(workspace::cargo_target().join("release/frontcounter"))
}

/// Builds the server quickly; it reads the browser files from `target/public/`.
pub fn build_dev() -> Result<PathBuf> {
    println!("Building the server");
    process::run(process::cargo().args(["build", "-p", "server"]))?;
    Ok(dev_binary())
}

/// The server that cargo's tests build as well.
pub fn dev_binary() -> PathBuf {
    workspace::cargo_target().join("debug/frontcounter")
}

/// A port of this machine that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A server of its own for a test: a free port, an empty data folder, the demo inside.
pub struct Server {
    address: String,
    dir: PathBuf,
    database_url: String,
    log: PathBuf,
    running: Running,
}

/// An answer as it came over the wire.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Head and body.
    pub bytes: Vec<u8>,
}

impl Server {
    /// Starts one on SQLite and one on PostgreSQL at the same time, and names each by its database.
    pub fn on_both(name: &str, cluster: &Cluster) -> Result<[(&'static str, Self); 2]> {
        let folder = workspace::root().join("target/e2e").join(name);
        let (sqlite, postgres) = (folder.join("sqlite"), folder.join("postgres"));
        let file = format!("sqlite:{}", sqlite.join("frontcounter.db").display());
        thread::scope(|scope| {
            let first = scope.spawn(|| Self::start(&sqlite, &file));
            let second = cluster.create(name).and_then(|()| Self::start(&postgres, &cluster.url(name)));
            let first = first.join().map_err(|_| anyhow!("starting the server panicked"))?;
            Ok([("SQLite", first?), ("PostgreSQL", second?)])
        })
    }

    /// Starts on an empty data folder and waits until it is ready.
    fn start(dir: &Path, database_url: &str) -> Result<Self> {
        if dir.exists() {
            fs::remove_dir_all(dir)?;
        }
        fs::create_dir_all(dir)?;
        let address = format!("127.0.0.1:{}", free_port()?);
        let log = dir.join("server.log");
        let command = |subcommand: &str| -> Result<Command> {
            let mut command = Command::new(dev_binary());
            // Settings of the developer's own must not reach a test, so all but the path go.
            command
                .env_clear()
                .envs(env::var_os("PATH").map(|path| ("PATH", path)))
                .env("BIND", &address)
                .env("PUBLIC_URL", format!("http://{address}"))
                .env("DATA_DIR", dir)
                .env("STORAGE_URL", format!("file:{}", dir.join("documents").display()))
                .env("DATABASE_URL", database_url)
                // Each journey calls from an address of its own, so that no limit mixes them up.
                .env("TRUSTED_PROXIES", "127.0.0.0/8")
                .current_dir(workspace::root())
                .arg(subcommand)
                .stdout(File::options().append(true).create(true).open(&log)?)
                .stderr(File::options().append(true).create(true).open(&log)?);
            Ok(command)
        };
        let set_up = process::run(&mut command("migrate")?).and_then(|()| process::run(&mut command("seed-demo")?));
        if let Err(error) = set_up {
            print_end(&log);
            return Err(error);
        }
        let running = Running::start(&mut command("serve")?)?;
        let (dir, database_url) = (dir.to_path_buf(), database_url.to_owned());
        let mut server = Self { address, dir, database_url, log, running };
        for _ in 0..600 {
            if server.get("/readyz", "identity").is_ok_and(|answer| answer.status == 200) {
                return Ok(server);
            }
            if let Some(status) = server.running.wait_for(Duration::ZERO)? {
                server.print_log();
                bail!("the server ended with {status}");
            }
            thread::sleep(Duration::from_millis(100));
        }
        server.print_log();
        bail!("the server was not ready within a minute")
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Its database.
    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    /// Fails on what it logged as a defect: a text that is missing, a cause that nobody was told.
    pub fn check_log(&self) -> Result<()> {
        let log = fs::read_to_string(&self.log)?;
        // What a client sent that is no HTTP is told by the framework.
        let told = |line: &&str| line.contains(" ERROR ") && !line.contains("request parse error");
        let defects: Vec<_> = log.lines().filter(told).collect();
        ensure!(defects.is_empty(), "{} defects in {}:\n{}", defects.len(), self.log.display(), defects.join("\n"));
        Ok(())
    }

    /// Asks for a page.
    pub fn get(&self, path: &str, encoding: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: text/html\r\n\
             Accept-Encoding: {encoding}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        // "HTTP/1.1 200 OK"
        let status = bytes.get(9..12).and_then(|code| std::str::from_utf8(code).ok()?.parse().ok());
        Ok(Answer { status: status.context("no HTTP answer")?, bytes })
    }

    /// Shows the end of what it logged.
    fn print_log(&self) {
        print_end(&self.log);
    }
}

fn print_end(log: &Path) {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    println!("The end of {}:", log.display());
    for line in lines.iter().skip(lines.len().saturating_sub(40)) {
        println!("  {line}");
    }
}
