//! Forms: one view of [`shared::page::Form`] for the server and for the browser, and what the browser adds to it.

mod controls;
mod documents;
mod field;
mod view;

#[cfg(feature = "csr")]
pub mod browser;

pub use view::{Live, Progress, Upload, error_summary, form_view};
