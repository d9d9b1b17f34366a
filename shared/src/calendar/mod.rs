//! Deadlines: the rules, the days on which an office is closed, the arithmetic, and how it is explained.

pub mod closures;
pub mod deadline;
pub mod explain;
pub mod rule;

pub use closures::{Closed, Closures};
pub use deadline::{Deadline, DeadlineError, Step, What, deadline};
pub use rule::{Kind, Office, RULES, Rule, rule, rule_version};

/// Why an office is closed on a date: in both languages, so that a stored explanation needs nothing else.
pub use crate::lang::Text as Reason;
