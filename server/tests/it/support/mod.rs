//! The real server on a port of its own, on a database of its own, at a time that the test chooses.

mod browser;
mod database;
mod personas;

use std::future::Future;
use std::num::NonZeroU32;
use std::path::PathBuf;

use actix_web::dev::ServerHandle;
use chrono::{DateTime, TimeDelta, Utc};
use server::app::{Actor, App, Cx, Parts};
use server::clock::{Clock, Random};
use server::config::Settings;
use server::config::profile::Profile;
use server::db::{self, Conn, Database};
use server::documents::Documents;
use server::domain::Outcome;
use server::http::middleware::{Patience, Shield};
use server::i18n::Texts;
use server::outbox;
use server::secrets::Secrets;
use server::startup::Application;
use tempfile::TempDir;

pub use browser::{Answer, Browser, Call};
pub use database::{Kind, empty_database};
pub use personas::{Console, PASSWORD, SECRET as TOTP_SECRET, add_account, code_now, email_of};

/// The moment at which every test begins: a Tuesday, ten in the morning in Pasadena.
pub const BEGIN: &str = "2026-11-24T18:00:00Z";

/// A key for tests: 32 bytes in base64.
pub const SECRET_KEYS: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// What a test may want otherwise.
#[derive(Default)]
pub struct Wishes {
    /// Settings by name, in place of the usual ones.
    pub settings: Vec<(&'static str, String)>,
    /// A flood shield of so many requests, none by default.
    pub burst: Option<NonZeroU32>,
    /// How slow senders may be.
    pub patience: Patience,
    /// Services beside those of the product.
    pub services: Vec<&'static shared::service::Service>,
}

/// A running counter.
pub struct TestApp {
    /// The counter inside.
    pub app: App,
    /// Where it listens.
    pub address: String,
    /// Where another copy of the program listens on the same PostgreSQL: browsers ask the two in turns.
    copy: Option<String>,
    servers: Vec<ServerHandle>,
    database: database::Own,
    dir: TempDir,
}

/// Runs a test on one database. On PostgreSQL it does nothing without `TEST_POSTGRES_URL`, which `cargo xtask test`
/// always sets.
pub fn run<F: Future<Output = TestApp>>(kind: Kind, wishes: Wishes, test: impl FnOnce(TestApp) -> F) {
    let Some(database) = database::own(kind) else { return };
    actix_web::rt::System::new().block_on(async {
        let app = TestApp::start(database, wishes);
        test(app).await.finish().await;
    });
}

/// Writes a test once and runs it on both databases: `on_both! { async fn name(app) { … } }`. The app may be started
/// with wishes: `on_both! { async fn name(app, Wishes { … }) { … } }`.
#[macro_export]
macro_rules! on_both {
    (@wishes) => { $crate::support::Wishes::default() };
    (@wishes $wishes:expr) => { $wishes };
    ($( $(#[$meta:meta])* async fn $name:ident($app:ident $(, $wishes:expr)?) $body:block )+) => {
        $(
            fn $name(kind: $crate::support::Kind) {
                let wishes = $crate::on_both!(@wishes $($wishes)?);
                $crate::support::run(kind, wishes, |$app| async move { $body; $app });
            }

            $(#[$meta])*
            mod $name {
                #[test]
                fn sqlite() {
                    super::$name($crate::support::Kind::Sqlite);
                }

                #[test]
                fn postgres() {
                    super::$name($crate::support::Kind::Postgres);
                }
            }
        )+
    };
}

/// The parts of a counter on a database.
pub fn parts(url: &str, dir: &std::path::Path, wishes: &Wishes, seed: u64) -> Parts {
    let documents = format!("file:{}", dir.join("documents").display());
    let usual = [
        ("DATABASE_URL", url.to_owned()),
        ("DATA_DIR", dir.display().to_string()),
        ("STORAGE_URL", documents),
        ("BIND", "127.0.0.1:0".to_owned()),
        ("PUBLIC_URL", "http://127.0.0.1:8080".to_owned()),
        ("DATABASE_CONNECTIONS", "6".to_owned()),
    ];
    let settings = Settings::read(|name| {
        wishes.settings.iter().chain(&usual).find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    })
    .expect("settings");
    let random = Random::seeded(seed);
    let secrets = Secrets::parse(SECRET_KEYS).expect("keys");
    let services = shared::service::SERVICES.iter().chain(&wishes.services).copied().collect();
    Parts {
        profile: match &settings.profile {
            None => Profile::built_in().expect("profile"),
            Some(path) => Profile::read(path, BEGIN.parse().expect("a moment")).expect("profile"),
        },
        services,
        texts: Texts::load().expect("texts"),
        db: Database::open(url, settings.connections).expect("database"),
        documents: Documents::open(&settings.storage_url, settings.clamd.clone(), secrets.clone(), random.clone())
            .expect("store"),
        secrets,
        clock: Clock::mock(BEGIN.parse().expect("a moment")),
        random,
        demo: false,
        settings,
    }
}

impl TestApp {
    fn start(database: database::Own, wishes: Wishes) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let app = App::new(parts(&database.url, dir.path(), &wishes, 2));
        let shield = match wishes.burst {
            Some(burst) => Shield::new(NonZeroU32::MIN, burst),
            None => Shield::new(NonZeroU32::MAX, NonZeroU32::MAX),
        };
        let (address, server) = serve(app.clone(), shield, wishes.patience);
        let mut servers = vec![server];
        // A flood shield belongs to one process: a test of it asks one alone.
        let copy = (database.url.starts_with("postgres") && wishes.burst.is_none()).then(|| {
            let own = parts(&database.url, dir.path(), &wishes, 3);
            let shield = Shield::new(NonZeroU32::MAX, NonZeroU32::MAX);
            let (address, server) = serve(App::new(Parts { clock: app.clock.clone(), ..own }), shield, wishes.patience);
            servers.push(server);
            address
        });
        Self { app, address, copy, servers, database, dir }
    }

    /// A second server on the same database, as another copy of the program.
    pub fn another(&self) -> Browser {
        Browser::new(vec![serve(self.app.clone(), Shield::generous(), Patience::default()).0])
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(std::iter::once(&self.address).chain(&self.copy).cloned().collect())
    }

    /// The time of the counter.
    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Lets time pass.
    pub fn advance(&self, by: TimeDelta) {
        self.app.clock.advance(by);
    }

    /// Does every job that is due; returns how many.
    pub async fn work_outbox(&self) -> usize {
        outbox::runner::run_due(&self.app).await.expect("the outbox")
    }

    /// The mails that were sent, those of an earlier run of the outbox first: headers, text and HTML, readable. One
    /// that is still being written, without its last boundary, is not there yet.
    pub fn mails(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.dir.path().join("mail")) else { return Vec::new() };
        let mut files: Vec<PathBuf> = folder.filter_map(Result::ok).map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
        files.sort_by_key(|file| file.metadata().and_then(|file| file.modified()).expect("a time"));
        let whole = |mail: &String| mail.trim_end().ends_with("--");
        let mails = files.iter().map(|path| std::fs::read_to_string(path).expect("a mail"));
        mails.filter(whole).map(|mail| quoted_printable(&mail)).collect()
    }

    /// The folder of this counter's files.
    pub fn data_dir(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// The `DATABASE_URL` of this counter.
    pub fn database_url(&self) -> &str {
        &self.database.url
    }

    /// Reads from the database as the system.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn, &Cx) -> db::Result<T> + Send + 'static,
    ) -> T {
        self.app.read(&Actor::System, work).await.expect("a reading")
    }

    /// Writes to the database as the system.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn, &Cx) -> Outcome<T> + Send + 'static,
    ) -> T {
        self.app.write(&Actor::System, work).await.expect("a change")
    }

    /// Ends the test: fails when mail or another job that is due was left undone.
    async fn finish(self) {
        let due = self.read(|conn, cx| db::outbox::due(conn, cx.now.naive_utc(), 100)).await;
        assert!(due.is_empty(), "{} jobs were left in the outbox; call app.work_outbox().await", due.len());
        for server in self.servers {
            server.stop(false).await;
        }
        drop(self.app);
        self.database.remove();
    }
}

/// Starts a server of its own; returns where it listens, and how to end it.
fn serve(app: App, shield: Shield, patience: Patience) -> (String, ServerHandle) {
    let application = Application::build(app, shield, patience).expect("a port");
    let address = format!("http://127.0.0.1:{}", application.port());
    let server = application.handle();
    actix_web::rt::spawn(application.run());
    (address, server)
}

/// The code in a mail: six digits alone on a line. Elsewhere, in a boundary or an identifier, they stand by chance.
pub fn code_in(mail: &str) -> Option<String> {
    let alone = |line: &&str| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit());
    mail.lines().map(str::trim).find(alone).map(ToOwned::to_owned)
}

/// Undoes the encoding of RFC 2045, section 6.7.
fn quoted_printable(mail: &str) -> String {
    let joined = mail.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let [byte, tail @ ..] = rest {
        let encoded = tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        let decoded = encoded.filter(|_| *byte == b'=');
        bytes.push(decoded.unwrap_or(*byte));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).expect("UTF-8")
}
