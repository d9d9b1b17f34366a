//! The vocabulary and the rules of the counter: pure, for the server and for WebAssembly.
//!
//! No clock, no randomness, no input or output: what a rule needs comes in as an argument.

pub mod calendar;
pub mod email;
pub mod form;
pub mod ids;
pub mod lang;
pub mod money;
pub mod page;
pub mod problem;
pub mod search;
pub mod service;
pub mod staff;
