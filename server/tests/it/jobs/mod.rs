//! What happens after the answer: mail, timers, sweeps, and what opens a case.

mod counter;
mod keys;
mod letters;
mod mail;
mod mail_server;
mod outbox;
mod timers;

/// Runs each of these functions as a test on both databases.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test] async fn $name() { super::$name(super::On::Sqlite).await; })*
        }
        mod postgres {
            $(#[tokio::test] async fn $name() { super::$name(super::On::Postgres).await; })*
        }
    };
}
use on_both;
