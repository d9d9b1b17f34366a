//! What residents do.

mod documents;
mod drafts;
mod form;
mod forms;
