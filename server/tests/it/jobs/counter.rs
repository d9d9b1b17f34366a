//! A counter without HTTP: an application on a database of its own, whose clock the test moves.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use server::app::{Actor, App, Cx, Parts};
use server::clock::{Clock, Random};
use server::config::Settings;
use server::config::profile::Profile;
use server::db::cases::Case;
use server::db::{self, Conn, Database};
use server::documents::Documents;
use server::domain::cases::{Submission, Submitted};
use server::domain::{cases, keys, setup};
use server::i18n::Texts;
use server::outbox::{self, Job, runner};
use server::secrets::Secrets;
use shared::form::Answers;
use shared::lang::Lang;
use shared::service::{SERVICES, police_report};
use tempfile::TempDir;
use url::Url;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// Everything that outlives a process: database, files, mail folder, the secret key, the time of day.
pub struct Counter {
    pub app: App,
    folder: TempDir,
    database_url: String,
    secret_keys: String,
    clock: Clock,
}

impl Counter {
    /// A new counter. `smtp` is a mail server; none puts mail into a folder.
    pub async fn open(on: On, smtp: Option<&Url>) -> Self {
        let folder = TempDir::new().unwrap();
        let random = Random::system();
        let database_url = match on {
            On::Sqlite => format!("sqlite:{}", folder.path().join("counter.db").display()),
            On::Postgres => new_postgres(&random),
        };
        Database::migrate(&database_url).unwrap();
        let secret_keys = Secrets::generate(&random);
        let noon = "2026-11-24T20:00:00Z".parse::<DateTime<Utc>>().unwrap();
        let clock = Clock::mock(noon);
        let app = process(folder.path(), &database_url, &secret_keys, &clock, smtp);
        let counter = Self { app, folder, database_url, secret_keys, clock };
        counter.write(setup::seed_from_profile).await.unwrap();
        counter
    }

    /// Another process on the same database, as after a restart or on another machine.
    pub fn another_process(&self, smtp: Option<&Url>) -> App {
        process(self.folder.path(), &self.database_url, &self.secret_keys, &self.clock, smtp)
    }

    pub async fn write<T, E>(&self, work: impl FnOnce(&mut Conn, &Cx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<db::Error> + Send + 'static,
    {
        self.app.write(&Actor::System, work).await
    }

    /// Takes in the request of [`answers`], with changes, in a language.
    pub async fn submit(&self, lang: Lang, changes: &[(&str, &str)]) -> Submitted {
        let mut answers = answers();
        for (name, answer) in changes {
            answers.insert((*name).to_owned(), (*answer).to_owned());
        }
        let pin = answers.get("pin").map(|pin| pin.parse().unwrap());
        let pin_hash = pin.and_then(|pin| keys::hash_pin(&self.app.random, &pin));
        let submission = Submission { service: &police_report::SERVICE, lang, answers, draft_id: None, channel: "web", pin_hash };
        self.app.write(&Actor::Visitor, move |conn, cx| cases::submit(conn, cx, &submission)).await.unwrap()
    }

    /// Confirms the address of a case without the code.
    pub async fn confirm(&self, case_id: &str) {
        let case_id = case_id.to_owned();
        self.write(move |conn, cx| db::cases::confirm_email(conn, &case_id, cx.now.naive_utc())).await.unwrap();
    }

    pub async fn case(&self, id: &str) -> Case {
        let id = id.to_owned();
        self.write(move |conn, _| db::cases::get(conn, &id)).await.unwrap()
    }

    pub async fn enqueue(&self, job: Job) {
        self.write(move |conn, cx| outbox::enqueue(conn, cx, &job, cx.now)).await.unwrap();
    }

    pub async fn jobs_of(&self, case_id: &str) -> Vec<db::outbox::Row> {
        let case_id = case_id.to_owned();
        self.write(move |conn, _| db::outbox::of_case(conn, &case_id)).await.unwrap()
    }

    pub async fn run_due(&self) -> usize {
        runner::run_due(&self.app).await.unwrap()
    }

    /// The mails in the folder, those of an earlier run first; headers and decoded text and HTML.
    pub fn mails(&self) -> Vec<String> {
        let mut files = self.mail_files();
        files.sort_by_key(|file| file.metadata().unwrap().modified().unwrap());
        files.iter().map(|file| decode(&std::fs::read_to_string(file).unwrap())).collect()
    }

    /// The files in the mail folder.
    pub fn mail_files(&self) -> Vec<PathBuf> {
        let Ok(folder) = std::fs::read_dir(self.folder.path().join("mail")) else { return Vec::new() };
        folder.map(|entry| entry.unwrap().path()).collect()
    }

    /// Everything that the database holds, as text; on SQLite only.
    pub fn bytes_of_database(&self) -> Vec<u8> {
        let file = |name: &str| std::fs::read(self.folder.path().join(name)).unwrap_or_default();
        [file("counter.db"), file("counter.db-wal")].concat()
    }
}

/// A request that can be written to.
fn answers() -> Answers {
    [
        ("incident_kind", "theft_damage"),
        ("role", "victim"),
        ("have_number", "yes"),
        ("report_number", "24-001234"),
        ("contact", "email"),
        ("email", "ana@example.test"),
        ("name", "Ana <b>Ruiz</b>"),
        ("documents_later", "yes"),
        ("delivery", "download"),
    ]
    .map(|(name, answer)| (name.to_owned(), answer.to_owned()))
    .into()
}

fn process(folder: &Path, database_url: &str, secret_keys: &str, clock: &Clock, smtp: Option<&Url>) -> App {
    let random = Random::system();
    let secrets = Secrets::parse(secret_keys).unwrap();
    let settings = Settings::read(|name| match name {
        "DATA_DIR" => Some(folder.display().to_string()),
        "SMTP_URL" => smtp.map(Url::to_string),
        _ => None,
    });
    let settings = settings.unwrap();
    App::new(Parts {
        profile: Profile::load(None).unwrap(),
        services: SERVICES.to_vec(),
        texts: Texts::load().unwrap(),
        db: Database::open(database_url, 4).unwrap(),
        documents: Documents::open(&settings.storage_url, secrets.clone(), random.clone()).unwrap(),
        settings,
        secrets,
        clock: clock.clone(),
        random,
        demo: false,
    })
}

/// A database of its own in the cluster of `TEST_POSTGRES_URL`, which ends with the tests.
fn new_postgres(random: &Random) -> String {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    let cluster: Url = std::env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL names a cluster").parse().unwrap();
    let name = format!("jobs_{}", server::secrets::hex(&random.bytes::<8>()));
    PgConnection::establish(cluster.as_str()).unwrap().batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let mut url = cluster;
    url.set_path(&name);
    url.to_string()
}

/// Undoes quoted-printable (RFC 2045, 6.7).
pub fn decode(mail: &str) -> String {
    let mut bytes = Vec::new();
    let joined = mail.replace("=\r\n", "").replace("=\n", "");
    let mut rest = joined.as_str();
    while let Some(byte) = rest.bytes().next() {
        let encoded = rest.strip_prefix('=').and_then(|rest| u8::from_str_radix(rest.get(..2)?, 16).ok());
        bytes.push(encoded.unwrap_or(byte));
        rest = joined.get(joined.len() - rest.len() + if encoded.is_some() { 3 } else { 1 }..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap()
}
