//! The JSON API as the browser calls it.

mod client;
mod upload;

pub use client::{Api, Failure, Method, json, read};
