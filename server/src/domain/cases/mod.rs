//! A case from its receipt to its end. The engine reads the service's table and names no service.

mod act;
mod approve;
pub mod bulk;
mod effect;
mod facts;
mod key_in;
mod links;
mod scope;
pub mod sealed;
mod submit;
mod write;

pub use act::{Act, Offer, act, offers};
pub use approve::{confirm, refuse};
pub use facts::{answers, facts_of};
pub use key_in::{CHANNELS, KeyedIn, fields as keyed_in_fields, key_in};
pub use links::{link, merge};
pub use scope::{by_reference, find, for_requester, for_staff, log_download, log_reading, queue_filter};
pub use submit::{Submission, Submitted, search_text, submit};
pub(in crate::domain) use write::words;
pub use write::{assign, message, note, receive_document};
