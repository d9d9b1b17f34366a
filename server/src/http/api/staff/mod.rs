//! What the staff console asks.

pub mod case_view;
pub mod cases;
pub mod enrolment;
pub mod queue;
pub mod session;
pub mod sheets;
