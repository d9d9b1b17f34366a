//! The encrypted answers of a case: how to reach the requester.

use shared::form::Answers;

use crate::app::{App, Cx};
use crate::db;
use crate::db::cases::Case;

const PURPOSE: &str = "case";

/// Encrypts the answers of the sealed fields.
#[must_use]
pub fn seal(cx: &Cx, answers: &Answers) -> Vec<u8> {
    let json = serde_json::to_vec(answers).unwrap_or_default();
    cx.app.secrets.seal(&cx.app.random, PURPOSE, &json)
}

/// The answers of the sealed fields.
///
/// # Errors
/// When none of the keys opens them.
pub fn open(app: &App, case: &Case) -> db::Result<Answers> {
    let json = app.secrets.open(PURPOSE, &case.sealed).map_err(|error| db::Error::Other(error.to_string()))?;
    serde_json::from_slice(&json).map_err(|error| db::Error::Other(error.to_string()))
}

/// The digest under which an address is found without being stored in clear.
#[must_use]
pub fn email_digest(app: &App, email: &str) -> Vec<u8> {
    app.secrets.digest("email", email.trim().to_lowercase().as_bytes())
}
