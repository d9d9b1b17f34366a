//! The staff's side.

mod enrolment;
mod sessions;
mod sign_in;
