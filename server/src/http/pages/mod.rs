//! The public pages, made on the server.

pub mod case;
mod check;
pub mod closures;
mod confirmation;
pub mod document;
mod email_code;
pub mod fees;
pub mod find;
mod form;
pub mod found;
pub mod front_door;
mod hours;
pub mod info;
pub mod kept;
pub mod leave;
pub mod offline;
mod own_time;
pub mod problem;
mod promise;
pub mod reading;
pub mod search;
pub mod send;
pub mod service;
pub mod shell;
pub mod staff;
pub mod staff_letter;
mod step;
mod voice;

pub use voice::Voice;
