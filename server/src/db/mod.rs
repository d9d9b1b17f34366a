//! Storage on SQLite and PostgreSQL. The only place that knows diesel.

pub mod access_log;
pub mod approvals;
pub mod calendars;
pub mod cases;
pub mod clocks;
mod dialect;
mod error;
pub mod events;
pub mod messages;
mod migrate;
pub mod orders;
mod pool;
pub mod queue;
pub mod schema;
pub mod search;
mod writer;

pub use dialect::Dialect;
pub use error::Error;
pub use pool::{Conn, Database};

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;
