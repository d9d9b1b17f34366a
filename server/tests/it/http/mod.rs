//! What every address has in common.

mod assets;
mod headers;
mod idempotency;
mod kept;
mod limits;
mod metrics;
mod origin;
mod problems;
mod visitors;
