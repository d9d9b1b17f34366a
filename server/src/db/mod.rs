//! Storage on SQLite and PostgreSQL. The only place that knows diesel.

pub mod access_log;
pub mod approvals;
pub mod backup;
pub mod bulk;
pub mod calendars;
pub mod cases;
pub mod changes;
pub mod clocks;
mod dialect;
pub mod documents;
pub mod drafts;
pub mod email_codes;
pub mod endings;
pub mod erasure;
mod error;
pub mod events;
pub mod exports;
pub mod gauges;
pub mod holds;
pub mod keys;
pub mod letters;
pub mod links;
pub mod messages;
mod migrate;
pub mod orders;
pub mod outbox;
pub mod outbox_desk;
mod pool;
mod prepared;
pub mod presence;
pub mod queue;
pub mod replay;
pub mod replies;
pub mod retention;
pub mod schema;
pub mod seals;
pub mod search;
pub mod statistics;
mod writer;

pub mod idempotency;
pub mod limits;
pub mod sessions;
pub mod settings;
pub mod staff;
pub mod staff_history;
pub use dialect::Dialect;
pub use error::Error;
pub use migrate::migrated;
pub use pool::{Conn, Database, Load};

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;
