//! What can go wrong in storage, without diesel's types.

use diesel::result::{DatabaseErrorKind, Error as Diesel};

/// What can go wrong in storage.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such row.
    #[error("no such row")]
    NotFound,
    /// A constraint refused the change; it is named alike on both databases.
    #[error("constraint {0} refused the change")]
    Conflict(String),
    /// The database cannot be reached, is full, busy or read-only: worth another try later.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Anything else: a defect.
    #[error("the database failed: {0}")]
    Other(String),
}

impl From<Diesel> for Error {
    fn from(error: Diesel) -> Self {
        match error {
            Diesel::NotFound => Self::NotFound,
            Diesel::DatabaseError(kind, info) => match kind {
                DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::ForeignKeyViolation => {
                    Self::Conflict(constraint(info.constraint_name(), info.message()))
                }
                DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::ReadOnlyTransaction
                | DatabaseErrorKind::SerializationFailure => Self::Unavailable(format!("{kind:?}")),
                _ if let Some(known) = passing(info.message()) => Self::Unavailable(known.to_owned()),
                // The message may quote values: only its kind is kept.
                kind => Self::Other(format!("{kind:?}")),
            },
            Diesel::BrokenTransactionManager => Self::Unavailable("transaction".to_owned()),
            Diesel::RollbackErrorOnCommit { commit_error, .. } => (*commit_error).into(),
            other => Self::Other(other.to_string()),
        }
    }
}

/// PostgreSQL names the constraint; SQLite names `table.column`, which is mapped to the same name by its pattern.
fn constraint(name: Option<&str>, message: &str) -> String {
    if let Some(name) = name {
        return name.to_owned();
    }
    let columns = message.rsplit(": ").next().unwrap_or_default();
    super::dialect::sqlite_constraint(columns)
}

/// What passes by itself or when somebody looks after the machine, in the words of either database: diesel keeps no
/// code of these errors. PostgreSQL must speak English, as it does unless `lc_messages` says otherwise.
const PASSING: [&str; 21] = [
    "database is locked",
    "database table is locked",
    "disk is full",
    "readonly",
    "disk i/o error",
    "unable to open database file",
    "no space left",
    "could not extend file",
    "disk quota exceeded",
    "server closed the connection",
    "terminating connection",
    "no connection to the server",
    "could not send data",
    "could not receive data",
    "lock timeout",
    "statement timeout",
    "canceling statement",
    "deadlock detected",
    "out of memory",
    "out of shared memory",
    "connection slots",
];

fn passing(message: &str) -> Option<&'static str> {
    let message = message.to_lowercase();
    PASSING.into_iter().find(|known| message.contains(known))
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        // r2d2's text holds the connection's error, never a value.
        Self::Unavailable(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_known_in_the_words_of_both_databases() {
        for words in [
            "database or disk is full",
            "could not extend file \"base/5/16384\": No space left on device",
            "could not write to file \"pg_wal/xlogtemp.1\": No space left on device",
        ] {
            let error = Diesel::DatabaseError(DatabaseErrorKind::Unknown, Box::new(words.to_owned()));
            assert!(matches!(Error::from(error), Error::Unavailable(_)), "{words}");
        }
    }

    #[test]
    fn a_defect_stays_one_and_its_words_are_not_kept() {
        let error = Diesel::DatabaseError(DatabaseErrorKind::Unknown, Box::new("no such table: ana".to_owned()));
        assert!(matches!(Error::from(error), Error::Other(words) if !words.contains("ana")));
    }
}
