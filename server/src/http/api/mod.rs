//! The JSON API.

pub mod requests;
pub mod staff;
