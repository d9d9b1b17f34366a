//! Storage on SQLite and PostgreSQL. The only place that knows diesel.

pub mod access_log;
pub mod approvals;
pub mod calendars;
pub mod cases;
pub mod clocks;
mod dialect;
pub mod documents;
pub mod drafts;
pub mod email_codes;
mod error;
pub mod events;
pub mod keys;
pub mod letters;
pub mod messages;
mod migrate;
pub mod orders;
pub mod outbox;
mod pool;
pub mod queue;
pub mod schema;
pub mod search;
mod writer;

pub mod idempotency;
pub mod limits;
pub mod sessions;
pub mod settings;
pub mod staff;
pub use dialect::Dialect;
pub use error::Error;
pub use pool::{Conn, Database};

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;
