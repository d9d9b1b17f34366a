//! The staff's side.

mod admin_accounts;
mod admin_calendars;
mod admin_outbox;
mod bulk;
mod deadlines;
mod desk;
mod enrolment;
mod exports;
mod live;
mod numbers;
mod search;
mod sessions;
mod sign_in;
