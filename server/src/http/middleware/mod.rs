//! What every request passes, from the outside in: access, headers, compress, problems, shield, kept, origin, language, handler.

mod access;
mod compress;
mod headers;
mod kept;
mod language;
mod origin;
mod problems;
mod shield;

pub use access::access;
pub use compress::compress;
pub use headers::headers;
pub use kept::kept;
pub use language::language;
pub use origin::origin;
pub use problems::problems;
pub use shield::{Shield, shield};
