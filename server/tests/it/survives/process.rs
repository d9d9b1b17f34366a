//! The program itself, which may be killed and started again at the same address.

use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};

use crate::fails::until;
use crate::jobs::mail_server::MailServer;
use crate::support::{SECRET_KEYS, TestApp};

/// A process that serves and works; it ends with this value.
pub struct Process {
    port: u16,
    settings: Vec<(&'static str, String)>,
    log: PathBuf,
    child: Child,
}

impl Process {
    /// Starts one on the database of a test, with real time and its mail going to `mail`.
    pub fn start(app: &TestApp, number: usize, mail: &MailServer) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let settings = vec![
            ("BIND", format!("127.0.0.1:{port}")),
            ("SMTP_URL", mail.url.to_string()),
            // Every client of the test is somebody else, so that no limit of one network is met.
            ("TRUSTED_PROXIES", "127.0.0.0/8".to_owned()),
            ("LOG", "warn".to_owned()),
        ]
        .into_iter()
        .chain(place(app))
        .collect::<Vec<_>>();
        let log = app.data_dir().join(format!("process-{number}.log"));
        Self { child: spawn(&settings, &log), port, settings, log }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub async fn until_it_serves(&self) {
        until("the process serves", || async { TcpStream::connect(("127.0.0.1", self.port)).ok() }).await;
    }

    /// Ends it as `kill -9` does: it does not get to do anything any more.
    pub fn kill(&mut self) {
        self.child.kill().expect("a kill");
        self.child.wait().expect("an end");
    }

    pub fn start_again(self) -> Self {
        let child = spawn(&self.settings, &self.log);
        Self { child, port: self.port, settings: self.settings.clone(), log: self.log.clone() }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended before.
        self.child.kill().ok();
        self.child.wait().ok();
        if std::thread::panicking() {
            eprintln!("{}", std::fs::read_to_string(&self.log).unwrap_or_default());
        }
    }
}

/// The settings by which a process works on the database and the files of a test.
pub fn place(app: &TestApp) -> [(&'static str, String); 3] {
    [
        ("DATABASE_URL", app.database_url().to_owned()),
        ("DATA_DIR", app.data_dir().display().to_string()),
        ("SECRET_KEYS", SECRET_KEYS.to_owned()),
    ]
}

/// The program with nothing but these settings.
pub fn program(settings: &[(&str, String)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontcounter"));
    command.env_clear().envs(settings.iter().map(|(name, value)| (*name, value)));
    command
}

fn spawn(settings: &[(&str, String)], log: &PathBuf) -> Child {
    let log = File::options().append(true).create(true).open(log).expect("a log");
    let errors = log.try_clone().expect("a log");
    program(settings).arg("serve").stdout(log).stderr(errors).spawn().expect("the program")
}
