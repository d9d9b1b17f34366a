//! Integration tests: the real server on both databases.

mod support;

mod http;
mod jobs;
mod staff;
