//! Accounts of staff: opening and closing them, signing in, the second factor.

pub mod accounts;
pub mod enrolment;
pub mod password;
pub mod second_factor;
pub mod sign_in;
