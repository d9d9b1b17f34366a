//! The only place that speaks HTTP: it parses into the types of `shared`, calls one use case, and answers.

mod answers;
pub mod api;
pub mod assets;
pub mod bare;
pub mod body;
mod client_address;
mod cookies;
mod csv;
mod encoding;
pub mod error;
pub mod extract;
pub mod health;
mod ics;
pub mod idempotent;
mod json;
mod methods;
pub mod metrics;
pub mod middleware;
pub mod openapi;
pub mod pages;
mod query;
pub mod routes;
pub mod session;

pub mod words;

pub use cookies::{STAFF_COOKIE, VISITOR_COOKIE};
pub use error::ApiError;
pub use extract::{Ctx, StaffSession, Visitor};
pub use idempotent::IdempotencyKey;
pub use json::Json;
pub use query::Query;
