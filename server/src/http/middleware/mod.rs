//! What every request passes, from the outside in: access, headers, compress, problems, shield, kept, address,
//! origin, language, patience, handler.

mod access;
mod address;
mod compress;
mod headers;
mod kept;
mod language;
mod origin;
mod patience;
mod problems;
mod shield;

pub use access::access;
pub use address::address;
pub use compress::compress;
pub use headers::headers;
pub use kept::kept;
pub use language::language;
pub use origin::origin;
pub use patience::{Patience, patience};
pub use problems::problems;
pub use shield::{Shield, shield};
