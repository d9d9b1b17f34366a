//! A database for each test, copied from a template that was migrated and seeded once.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use server::app::{Actor, App};
use server::db::Database;
use server::domain::setup;
use tempfile::TempDir;

use super::personas;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file of its own.
    Sqlite,
    /// A database of its own in the cluster of `TEST_POSTGRES_URL`.
    Postgres,
}

/// A test's own database.
pub struct Own {
    /// Its `DATABASE_URL`.
    pub url: String,
    /// Removed with the test.
    file: Option<TempDir>,
    name: Option<String>,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);
static SQLITE: OnceLock<PathBuf> = OnceLock::new();
static POSTGRES: OnceLock<String> = OnceLock::new();
/// PostgreSQL copies a template only while nobody else uses it.
static COPYING: Mutex<()> = Mutex::new(());

/// A database of its own; none for PostgreSQL without a cluster.
pub fn own(kind: Kind) -> Option<Own> {
    match kind {
        Kind::Sqlite => Some(own_sqlite()),
        Kind::Postgres => cluster().map(|cluster| own_postgres(&cluster)),
    }
}

/// Where a database can be made: for SQLite a file that is not there yet, for PostgreSQL a database without tables.
pub fn empty_database(kind: Kind) -> Own {
    match (kind, cluster()) {
        (Kind::Postgres, Some(cluster)) => {
            let name = format!("fc_empty_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
            ask(&cluster, &format!("CREATE DATABASE {name}"));
            Own { url: url_of(&cluster, &name), file: None, name: Some(name) }
        }
        _ => {
            let dir = tempfile::tempdir().expect("a folder");
            Own { url: format!("sqlite:{}", dir.path().join("test.db").display()), file: Some(dir), name: None }
        }
    }
}

fn own_sqlite() -> Own {
    let template = SQLITE.get_or_init(|| {
        // Kept for the process: every test copies it.
        let dir = tempfile::tempdir().expect("a folder").keep();
        let file = dir.join("template.db");
        fill(&format!("sqlite:{}", file.display()), &dir);
        file
    });
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("test.db");
    std::fs::copy(template, &file).expect("a copy");
    // What was not yet written back from the log belongs to the database, too.
    let log = |file: &Path| PathBuf::from(format!("{}-wal", file.display()));
    if log(template).exists() {
        std::fs::copy(log(template), log(&file)).expect("a copy");
    }
    Own { url: format!("sqlite:{}", file.display()), file: Some(dir), name: None }
}

fn cluster() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())
}

fn own_postgres(cluster: &str) -> Own {
    let _alone = COPYING.lock().unwrap_or_else(PoisonError::into_inner);
    let template = POSTGRES.get_or_init(|| {
        let name = format!("fc_template_{}", std::process::id());
        ask(cluster, &format!("CREATE DATABASE {name}"));
        let dir = tempfile::tempdir().expect("a folder");
        fill(&url_of(cluster, &name), dir.path());
        name
    });
    let name = format!("fc_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    // The template's last connections may still be closing.
    ask(cluster, &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'"));
    ask(cluster, &format!("CREATE DATABASE {name} TEMPLATE {template}"));
    Own { url: url_of(cluster, &name), file: None, name: Some(name) }
}

fn url_of(cluster: &str, name: &str) -> String {
    let (server, _) = cluster.rsplit_once('/').expect("postgres://host/database");
    format!("{server}/{name}")
}

/// Asks the cluster, for ten seconds if need be.
fn ask(cluster: &str, sql: &str) {
    let mut problem = String::new();
    for _ in 0..100 {
        let mut conn = PgConnection::establish(cluster).expect("TEST_POSTGRES_URL must be reachable");
        match conn.batch_execute(sql) {
            Ok(()) => return,
            Err(error) => problem = error.to_string(),
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{sql}: {problem}");
}

/// Migrates, seeds from the profile, and opens an account for each role.
fn fill(url: &str, dir: &Path) {
    Database::migrate(url).expect("migrations");
    let app = App::new(super::parts(url, dir, &super::Wishes::default(), 1));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async {
        app.write(&Actor::System, setup::seed_from_profile).await.expect("calendars and fees");
        app.write(&Actor::System, personas::open_accounts).await.expect("accounts");
    });
}

impl Own {
    /// Removes it.
    pub fn remove(self) {
        drop(self.file);
        if let (Some(cluster), Some(name)) = (cluster(), self.name) {
            ask(&cluster, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}
