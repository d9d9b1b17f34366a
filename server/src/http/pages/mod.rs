//! The public pages, made on the server.

pub mod case;
mod check;
mod confirmation;
pub mod document;
mod email_code;
pub mod find;
mod form;
pub mod front_door;
pub mod info;
pub mod leave;
pub mod problem;
mod promise;
pub mod reading;
pub mod send;
pub mod service;
pub mod shell;
pub mod staff;
pub mod staff_letter;
mod step;
mod voice;

pub use voice::Voice;
