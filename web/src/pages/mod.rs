//! Pages.

pub mod public;
#[cfg(feature = "csr")]
pub mod staff;
