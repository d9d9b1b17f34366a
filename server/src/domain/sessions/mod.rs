//! Browsers that we know again: rows, so that any copy of the server can answer.

pub mod staff;
pub mod visitor;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};

use super::Outcome;
use crate::app::Cx;
use crate::clock::Random;
use crate::db::sessions::Session;
use crate::db::{self, Conn};
use crate::secrets::sha256;

/// The use of a session is noted at most this often, so that reading pages seldom writes.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Windows of limits are kept at least this long: longer than any window.
const LIMITS_KEPT: TimeDelta = TimeDelta::days(2);

/// A session that was just begun, with the token for its cookie.
pub struct Opened {
    /// The cookie's value: 256 random bits.
    pub token: String,
    /// The row.
    pub session: Session,
}

/// What the table knows of a token.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    sha256(&[token.as_bytes()])
}

/// A token of 256 random bits, in the characters that cookies and addresses take.
#[must_use]
pub fn new_token(random: &Random) -> String {
    URL_SAFE_NO_PAD.encode(random.bytes::<32>())
}

/// Whether it is time to note that a session was used.
#[must_use]
pub fn to_be_noted(session: &Session, now: DateTime<Utc>) -> bool {
    now - session.last_seen_at.and_utc() >= NOTED_EVERY
}

/// Removes what has ended: sessions without a draft, counted windows, kept answers.
///
/// # Errors
/// When storage fails.
pub fn sweep(conn: &mut Conn, cx: &Cx) -> Outcome<()> {
    let now = cx.now.naive_utc();
    db::sessions::sweep(conn, now)?;
    db::limits::sweep(conn, now - LIMITS_KEPT)?;
    Ok(db::idempotency::sweep(conn, now)?)
}
