//! The public pages, made on the server.

pub mod case;
pub mod find;
pub mod staff_letter;
pub mod front_door;
pub mod info;
pub mod leave;
pub mod document;
pub mod problem;
pub mod reading;
pub mod shell;
pub mod staff;
mod check;
mod confirmation;
mod email_code;
mod form;
mod promise;
pub mod send;
pub mod service;
mod step;
mod voice;

pub use voice::Voice;
