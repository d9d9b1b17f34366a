//! Migrations, embedded in the binary; the same names for both databases.

use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::pool::{Conn, connect};
use super::{Database, Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// An arbitrary number: whoever holds this advisory lock migrates, the others wait.
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(7204516)";

impl Database {
    /// Brings the database of a `DATABASE_URL` to this version.
    ///
    /// # Errors
    /// When it cannot be reached or a migration fails, with its name.
    pub fn migrate(url: &str) -> Result<()> {
        let failed =
            |error: Box<dyn std::error::Error + Send + Sync>| Error::Other(format!("migration failed: {error}"));
        match connect(url)? {
            Conn::Pg(mut pg) => pg.transaction(|pg| {
                pg.batch_execute(MIGRATION_LOCK)?;
                pg.run_pending_migrations(POSTGRES).map(drop).map_err(failed)
            }),
            Conn::Sqlite(mut sqlite) => sqlite.run_pending_migrations(SQLITE).map(drop).map_err(failed),
        }
    }

    /// Whether every migration of this binary has run.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database cannot be reached.
    pub fn migrated(&self) -> Result<bool> {
        self.blocking(migrated)
    }
}

/// Whether every migration of this binary has run.
///
/// # Errors
/// [`Error::Unavailable`] when the database cannot be reached.
pub fn migrated(conn: &mut Conn) -> Result<bool> {
    let pending = match conn {
        Conn::Pg(pg) => pg.has_pending_migration(POSTGRES),
        // A reader cannot make the table of versions: when it is missing, nothing has run.
        Conn::Sqlite(sqlite) => sqlite.has_pending_migration(SQLITE).or(Ok(true)),
    };
    pending.map(|pending| !pending).map_err(|error| Error::Unavailable(error.to_string()))
}
