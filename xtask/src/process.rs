//! Starting other programs, so that an interrupt or a failure leaves none behind.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::workspace;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// From now on Ctrl-C and SIGTERM ask every child to stop, and the command then unwinds.
pub fn stop_children_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst);
        for group in running().iter() {
            signal("TERM", *group);
        }
    })
    .context("cannot listen for Ctrl-C")
}

/// Whether Ctrl-C or SIGTERM arrived.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// A child with a process group of its own, stopped when it is dropped.
///
/// Its own group, so that a terminal's Ctrl-C reaches it once, through us, as the SIGTERM
/// that servers take for "finish what you are doing".
pub struct Running {
    child: Child,
}

impl Running {
    /// Starts the program.
    pub fn start(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child =
            command.stdin(Stdio::null()).process_group(0).spawn().with_context(|| format!("cannot start {program}"))?;
        running().push(child.id());
        Ok(Self { child })
    }

    /// Its number among the processes of this machine.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it has ended.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }

    /// Its exit status, when it has ended within the time given.
    pub fn wait_for(&mut self, limit: Duration) -> Result<Option<ExitStatus>> {
        const STEP: Duration = Duration::from_millis(50);
        let mut waited = Duration::ZERO;
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(Some(status));
            }
            if waited >= limit {
                return Ok(None);
            }
            thread::sleep(STEP);
            waited += STEP;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = self.child.id();
        if matches!(self.child.try_wait(), Ok(None)) {
            signal("TERM", group);
            if !matches!(self.wait_for(Duration::from_secs(10)), Ok(Some(_))) {
                signal("KILL", group);
                // Nothing is left to do about a child that survives this.
                let _gone = self.child.wait();
            }
        }
        running().retain(|id| *id != group);
    }
}

/// Runs a program to its end; fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    let status = Running::start(command)?.wait()?;
    succeeded(command, status)
}

/// Runs a program to its end and returns what it printed; fails when it does.
pub fn output(command: &mut Command) -> Result<String> {
    let mut lines = String::new();
    let status = stream(command, |line| {
        lines.push_str(line);
        lines.push('\n');
    })?;
    succeeded(command, status)?;
    Ok(lines)
}

/// Runs a program to its end and hands over each line that it prints.
pub fn stream(command: &mut Command, mut each: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut running = Running::start(command.stdout(Stdio::piped()))?;
    if let Some(printed) = running.child.stdout.take() {
        for line in BufReader::new(printed).split(b'\n') {
            each(&String::from_utf8_lossy(&line?));
        }
    }
    running.wait()
}

/// Where a program is, if it is on the path.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

/// The cargo that runs this, working in the root of the checkout.
pub fn cargo() -> Command {
    cargo_at(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The cargo at a path, working in the root of the checkout.
pub fn cargo_at(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root()).env("CARGO_TARGET_DIR", workspace::cargo_target());
    // What the outer cargo tells us about xtask would make build scripts run again that watch
    // these names, now with them and the next time, in a plain `cargo build`, without.
    for (name, _) in env::vars_os() {
        let told = name.to_string_lossy();
        if told.starts_with("CARGO_PKG_") || told.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if interrupted() {
        bail!("interrupted");
    }
    if !status.success() {
        let mut line = command.get_program().to_string_lossy().into_owned();
        for argument in command.get_args() {
            line.push(' ');
            line.push_str(&argument.to_string_lossy());
        }
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

fn running() -> MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Signals a process group. By `kill`, since the call itself needs `unsafe` code.
fn signal(name: &str, group: u32) {
    let kill = format!("kill -s {name} -- -{group}");
    // A group that has just ended by itself is no fault.
    let _ended = Command::new("sh").args(["-c", &kill]).stderr(Stdio::null()).status();
}
