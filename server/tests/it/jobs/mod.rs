//! What happens after the answer: mail, timers, sweeps, and what opens a case.

mod keys;
mod letters;
mod mail;
pub mod mail_server;
mod outbox;
mod requests;
mod timers;
