//! The agency's side of the counter: use cases, storage, HTTP, mail and timers.

pub mod db;
pub mod app;
pub mod clock;
pub mod clock_words;
pub mod config;
pub mod secrets;
pub mod deadlines;
pub mod documents;
pub mod domain;
pub mod i18n;
pub mod local_time;
pub mod outbox;
pub mod mail;
pub mod seed;
