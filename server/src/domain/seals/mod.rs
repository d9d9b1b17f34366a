//! Daily seals: one signed statement about the newest event of every case, kept and mailed out of the system.
//!
//! A chain of hashes proves nothing to somebody who could compute it anew. A seal that left the system can: it lists
//! how many events each case had and the hash of the newest, so a tail that was cut, a case that was removed and a chain
//! that was computed again differ from it. The list is a Merkle tree, so that the signature covers any number of cases,
//! and one case can be proven without the others.

mod check;
mod head;
mod make;
pub mod tree;

pub use check::{Finding, check};
pub use head::{BadHead, Head};
pub use make::{SealError, make, proof, public_key, seal_file};

/// One line of a seal's list, without its end: `XXXX-XXXX 5 hash`.
fn line(head: &crate::db::seals::CaseHead) -> String {
    let (reference, seq, hash) = head;
    format!("{reference} {seq} {}", crate::secrets::hex(hash))
}
