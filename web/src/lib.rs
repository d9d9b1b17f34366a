//! What residents and staff see: Yew components, rendered on the server and in the browser.

pub mod components;
pub mod forms;
pub mod pages;

#[cfg(feature = "csr")]
pub mod api;
#[cfg(feature = "csr")]
pub mod staff;

pub use pages::public;
