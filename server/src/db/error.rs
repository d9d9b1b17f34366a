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
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::ReadOnlyTransaction => {
                    Self::Unavailable("connection".to_owned())
                }
                _ if passing(info.message()) => Self::Unavailable("busy, full or read-only".to_owned()),
                // The message may quote values: only its kind is kept.
                kind => Self::Other(format!("{kind:?}")),
            },
            Diesel::BrokenTransactionManager => Self::Unavailable("transaction".to_owned()),
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

fn passing(message: &str) -> bool {
    const KNOWN: [&str; 9] = [
        "database is locked",
        "disk is full",
        "readonly",
        "disk I/O error",
        "no space left",
        "server closed the connection",
        "lock timeout",
        "statement timeout",
        "deadlock detected",
    ];
    KNOWN.iter().any(|known| message.contains(known))
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        // r2d2's text holds the connection's error, never a value.
        Self::Unavailable(error.to_string())
    }
}
