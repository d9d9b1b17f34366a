//! The JSON API.

pub mod documents;
pub mod requests;
pub mod staff;
pub mod submit;
