//! What opens a case to its requester: keys in links, and the PIN asked besides.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use chrono::{NaiveDateTime, TimeDelta};
use shared::ids::{AccessKey, Pin};

use super::{Outcome, Refusal};
use crate::app::Cx;
use crate::clock::Random;
use crate::db::{self, Conn, cases, keys};
use crate::secrets::sha256;

/// How long a key works after its last use.
const LASTS: TimeDelta = TimeDelta::days(30);
/// Wrong tries at a PIN before only the counter can help.
const PIN_TRIES: i32 = 5;
const SALT_BYTES: usize = 16;

/// Makes a key for a case; returns the key, which is stored nowhere, and the id of its row.
///
/// # Errors
/// When storage fails.
pub fn mint(conn: &mut Conn, cx: &Cx, case_id: &str, purpose: &str) -> db::Result<(AccessKey, String)> {
    let key = AccessKey::from_random(&cx.app.random.bytes());
    let id = cx.id();
    keys::insert(
        conn,
        &keys::Key {
            id: id.clone(),
            case_id: case_id.to_owned(),
            key_hash: hash(&key),
            purpose: purpose.to_owned(),
            created_at: cx.now.naive_utc(),
            expires_at: end(cx),
            revoked_at: None,
        },
    )?;
    Ok((key, id))
}

/// A key that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The case it opens.
    pub case_id: String,
    /// The key's row.
    pub key_id: String,
    /// Whether the case asks for its PIN too.
    pub needs_pin: bool,
}

/// Accepts a key as it stands in a link, and so moves its end. It may be used again: mail scanners open links too.
///
/// # Errors
/// [`Refusal::NotFound`] for a text that is no key, and for one that is unknown, revoked or expired.
pub fn open(conn: &mut Conn, cx: &Cx, typed: &str) -> Outcome<Opened> {
    let key: AccessKey = typed.parse().map_err(|_| Refusal::NotFound)?;
    let known = keys::live(conn, &hash(&key), cx.now.naive_utc())?;
    keys::extend(conn, &known.id, end(cx))?;
    let needs_pin = cases::get(conn, &known.case_id)?.pin_hash.is_some();
    Ok(Opened { case_id: known.case_id, key_id: known.id, needs_pin })
}

/// Gives a visitor's session the case that a key opened. A PIN that this session gave before stays given.
///
/// # Errors
/// When the session ended meanwhile, or storage fails.
pub fn grant(conn: &mut Conn, session_hash: &[u8], opened: &Opened) -> Outcome<()> {
    let pin_passed = !opened.needs_pin || keys::granted(conn, session_hash, &opened.case_id)?;
    let grant = keys::Grant {
        session_hash: session_hash.to_vec(),
        case_id: opened.case_id.clone(),
        key_id: opened.key_id.clone(),
        pin_passed,
    };
    Ok(keys::grant(conn, &grant)?)
}

/// Takes a case from a visitor's session: what a request became is seen by the grant of what it was, so that one too.
///
/// # Errors
/// When storage fails.
pub fn take_back(conn: &mut Conn, session_hash: &[u8], case: &cases::Case) -> Outcome<()> {
    for id in [Some(&case.id), case.converted_from.as_ref()].into_iter().flatten() {
        keys::take_back(conn, session_hash, id)?;
    }
    Ok(())
}

/// Revokes every key of a case: the requester says that a link fell into other hands.
///
/// # Errors
/// When storage fails.
pub fn revoke_all(conn: &mut Conn, cx: &Cx, case_id: &str) -> Outcome<()> {
    Ok(keys::revoke_all(conn, case_id, cx.now.naive_utc())?)
}

/// How a try at a secret ended. A wrong one is an answer, not a refusal: the transaction that counted it must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    /// It was right.
    Right,
    /// It was wrong.
    Wrong,
    /// It was not looked at: there were too many wrong ones.
    Locked,
}

/// Tries a PIN on a case, five times at most; only the counter lifts the lock.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such case.
pub fn try_pin(conn: &mut Conn, case_id: &str, typed: &str) -> Outcome<Try> {
    let Some(stored) = cases::get(conn, case_id)?.pin_hash else { return Ok(Try::Right) };
    match keys::count_pin_try(conn, case_id, PIN_TRIES) {
        Err(db::Error::NotFound) => return Ok(Try::Locked),
        counted => counted?,
    }
    let digits = typed.parse::<Pin>();
    if !digits.is_ok_and(|pin| fits(&pin, &stored)) {
        return Ok(Try::Wrong);
    }
    keys::forget_pin_tries(conn, case_id)?;
    Ok(Try::Right)
}

/// Tries a PIN for a visitor's session that a key gave the case already.
///
/// # Errors
/// [`Refusal::NotFound`] when no key opened the case for this session.
pub fn pass_pin(conn: &mut Conn, session_hash: &[u8], case_id: &str, typed: &str) -> Outcome<Try> {
    keys::grant_of(conn, session_hash, case_id)?.ok_or(Refusal::NotFound)?;
    let tried = try_pin(conn, case_id, typed)?;
    if tried == Try::Right {
        keys::pass_pin(conn, session_hash, case_id)?;
    }
    Ok(tried)
}

/// Sets another PIN, or none, and lifts the lock: at the counter, after an ID was checked.
///
/// # Errors
/// When storage fails.
pub fn reset_pin(conn: &mut Conn, case_id: &str, hash: Option<&str>) -> Outcome<()> {
    Ok(keys::set_pin(conn, case_id, hash)?)
}

/// The hash of a PIN as a case keeps it. Slow on purpose: call it before the transaction.
#[must_use]
pub fn hash_pin(random: &Random, pin: &Pin) -> Option<String> {
    let salt: [u8; SALT_BYTES] = random.bytes();
    Argon2::default().hash_password_with_salt(pin.expose().as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

fn fits(pin: &Pin, stored: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|hash| Argon2::default().verify_password(pin.expose().as_bytes(), &hash).is_ok())
}

fn hash(key: &AccessKey) -> Vec<u8> {
    sha256(&[key.expose().as_bytes()])
}

fn end(cx: &Cx) -> NaiveDateTime {
    (cx.now + LASTS).naive_utc()
}
