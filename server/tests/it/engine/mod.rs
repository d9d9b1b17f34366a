//! The engine: what is promised of every case, proven on both databases.

mod approvals;
mod at_risk;
mod audit;
mod desk;
mod endings;
mod idempotency;
mod matrix;
mod own_service;
pub mod tables;
mod walks;

pub use desk::{DENIAL, FREE, NO_CONTACT, OWED, THEFT, VIOLENCE, answers, copy, release_of};
