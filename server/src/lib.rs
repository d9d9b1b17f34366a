//! The agency's side of the counter: use cases, storage, HTTP, mail and timers.

pub mod app;
pub mod backup;
pub mod clock;
pub mod clock_words;
pub mod config;
pub mod db;
pub mod deadlines;
pub mod documents;
pub mod domain;
pub mod http;
pub mod i18n;
pub mod local_time;
pub mod mail;
pub mod metrics;
pub mod outbox;
pub mod secrets;
pub mod seed;
pub mod startup;
pub mod telemetry;
