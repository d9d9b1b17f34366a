//! The vocabulary and the rules of the counter.
pub mod problem;
pub mod staff;

pub mod lang;
pub mod form;
pub mod service;
