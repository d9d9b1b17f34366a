//! What residents do.

mod documents;
mod drafts;
mod facts;
pub mod form;
mod forms;
mod found;
mod profile;
mod scans;
mod search;
mod words;
