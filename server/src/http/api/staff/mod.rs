//! What the staff console asks.

pub mod audit;
pub mod bulk;
pub mod case_view;
pub mod cases;
pub mod enrolment;
pub mod export;
pub mod live;
pub mod queue;
pub mod session;
pub mod sheets;
