//! Signing in, and proving again who is there. Every failure looks and lasts the same: an address that nobody has, a
//! wrong password, a wrong or used code, a locked or disabled account.

use chrono::TimeDelta;

use super::second_factor;
use crate::app::{App, Cx};
use crate::db::staff::{self, Account};
use crate::db::{self, Conn};
use crate::domain::sessions::staff::{SignedIn, open};
use crate::domain::sessions::{Opened, new_token};
use crate::domain::{Outcome, limits};

/// After this many wrong tries in a row an account is locked.
const TRIES: i32 = 5;

/// For so long.
const LOCKED_FOR: TimeDelta = TimeDelta::minutes(15);

/// Tries to sign in that one client may make in an hour, whatever the accounts.
const TRIES_PER_CLIENT: i32 = 60;

/// What somebody typed beside the password.
#[derive(Clone, Default)]
pub struct Codes {
    /// Six digits of the authenticator app.
    pub totp: Option<String>,
    /// A recovery code instead.
    pub recovery: Option<String>,
}

/// The hash that a password must fit, if there is an account with this address.
///
/// # Errors
/// When storage fails.
pub fn password_hash(conn: &mut Conn, email: &str) -> Outcome<Option<String>> {
    match staff::by_email(conn, &email.trim().to_lowercase()) {
        Ok(account) => Ok(Some(account.password_hash)),
        Err(db::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Signs somebody in whose password did or did not fit. None when anything was wrong; the try is counted.
///
/// # Errors
/// [`crate::domain::Refusal::Limited`], as a value inside, when this client tried too often.
pub fn sign_in(
    conn: &mut Conn,
    cx: &Cx,
    email: &str,
    client: &str,
    fits: bool,
    codes: &Codes,
) -> Outcome<Outcome<Option<(Opened, SignedIn)>>> {
    if let Err(limited) = limits::take(conn, cx, "sign-in", client, TRIES_PER_CLIENT, TimeDelta::hours(1)) {
        return Ok(Err(limited));
    }
    let account = match staff::by_email(conn, &email.trim().to_lowercase()) {
        Ok(account) => account,
        Err(db::Error::NotFound) => return Ok(Ok(None)),
        Err(error) => return Err(error.into()),
    };
    if !admit(conn, cx, &account, fits, codes)? {
        return Ok(Ok(None));
    }
    staff::note_sign_in(conn, &account.id, cx.now.naive_utc())?;
    // Without a second factor the session is good for enrolling one, and for nothing else.
    let proved = account.totp_secret.is_some();
    Ok(Ok(Some(open(conn, cx, account, proved)?)))
}

/// Opens a locked session again, and proves who is there before an action that asks for it. The session gets a new
/// token for its writes. None when anything was wrong; the try is counted.
///
/// # Errors
/// When storage fails.
pub fn prove(conn: &mut Conn, cx: &Cx, signed_in: &SignedIn, fits: bool, codes: &Codes) -> Outcome<Option<SignedIn>> {
    let account = staff::get(conn, &signed_in.account.id)?;
    // A half-open session proves itself by enrolling.
    if account.totp_secret.is_none() || !admit(conn, cx, &account, fits, codes)? {
        return Ok(None);
    }
    let now = cx.now.naive_utc();
    let csrf = new_token(&cx.app.random);
    db::sessions::prove(conn, &signed_in.session.token_hash, now, &csrf)?;
    let mut proved = signed_in.clone();
    proved.session.csrf = csrf;
    proved.session.last_seen_at = now;
    proved.session.proved_at = Some(now);
    Ok(Some(proved))
}

/// Whether password and code are right and the account is open; counts the try.
fn admit(conn: &mut Conn, cx: &Cx, account: &Account, fits: bool, codes: &Codes) -> Outcome<bool> {
    let now = cx.now.naive_utc();
    if account.disabled_at.is_some() || account.locked_until.is_some_and(|until| now < until) {
        return Ok(false);
    }
    if fits && second_factor_is_right(conn, cx, account, codes)? {
        staff::set_tries(conn, &account.id, 0, None)?;
        return Ok(true);
    }
    let failed = account.failed_tries + 1;
    let locked = failed >= TRIES;
    staff::set_tries(conn, &account.id, if locked { 0 } else { failed }, locked.then(|| now + LOCKED_FOR))?;
    if locked {
        tracing::warn!(staff.id = %account.id, "an account was locked after wrong tries");
    }
    Ok(false)
}

fn second_factor_is_right(conn: &mut Conn, cx: &Cx, account: &Account, codes: &Codes) -> Outcome<bool> {
    let Some(sealed) = &account.totp_secret else { return Ok(true) };
    if let Some(code) = &codes.recovery {
        let hash = second_factor::recovery_hash(code);
        return Ok(staff::use_recovery_code(conn, &account.id, &hash, cx.now.naive_utc())?);
    }
    let secret = secret(&cx.app, sealed)?;
    let step = codes.totp.as_deref().and_then(|code| second_factor::step_of(&secret, code, cx.now));
    match step {
        Some(step) => Ok(staff::use_step(conn, &account.id, step)?),
        None => Ok(false),
    }
}

fn secret(app: &App, sealed: &[u8]) -> Outcome<Vec<u8>> {
    Ok(second_factor::open(&app.secrets, sealed).map_err(|error| db::Error::Other(error.to_string()))?)
}
