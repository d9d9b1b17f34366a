//! What residents do.

mod documents;
mod drafts;
mod facts;
pub mod form;
mod forms;
mod scans;
mod words;
