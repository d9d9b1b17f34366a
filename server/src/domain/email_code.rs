//! Confirming an address: six digits are mailed to it, and whoever reads them there types them on the case's page.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::service::Mail;
use subtle::ConstantTimeEq;

use super::keys::Try;
use super::{Outcome, Refusal, history};
use crate::app::Cx;
use crate::db::cases::Case;
use crate::db::{self, Conn, cases, email_codes, outbox as rows};
use crate::outbox::{self, Job};

/// How long a code works.
pub const LASTS: TimeDelta = TimeDelta::minutes(30);
/// Tries at one code.
const TRIES: i32 = 5;
/// The shortest time between two codes for one case.
const PAUSE: TimeDelta = TimeDelta::minutes(1);
/// Most codes for one case in a day: the address may be a stranger's.
const MOST_A_DAY: usize = 6;

/// Has a code sent to the address of a case. Does nothing when it is confirmed, or must not be written to.
///
/// # Errors
/// [`Refusal::Limited`] when the last one was sent just now, or too many today.
pub fn send(conn: &mut Conn, cx: &Cx, case: &Case) -> Outcome<()> {
    if case.email_confirmed_at.is_some() || !case.mail_allowed {
        return Ok(());
    }
    let sent = rows::made_since(conn, &case.id, outbox::MAIL_CODE, (cx.now - TimeDelta::days(1)).naive_utc())?;
    let free_at = |sent: chrono::NaiveDateTime, after: TimeDelta| sent.and_utc() + after;
    let next = [
        sent.first().map(|last| free_at(*last, PAUSE)),
        sent.get(MOST_A_DAY - 1).map(|first| free_at(*first, TimeDelta::days(1))),
    ];
    match next.into_iter().flatten().max() {
        Some(next) if next > cx.now => Err(Refusal::Limited(seconds(next, cx.now))),
        _ => Ok(outbox::enqueue_mail(conn, cx, &case.id, &Job::MailCode { case_id: case.id.clone() })?),
    }
}

/// Makes the code of a case while its mail is written, in place of the one before. It is stored nowhere in clear.
///
/// # Errors
/// When storage fails.
pub fn mint(conn: &mut Conn, cx: &Cx, case_id: &str) -> db::Result<String> {
    let code = format!("{:06}", cx.app.random.below(1_000_000));
    let expires_at = (cx.now + LASTS).naive_utc();
    email_codes::replace(
        conn,
        &email_codes::EmailCode {
            case_id: case_id.to_owned(),
            code_hash: digest(cx, case_id, &code),
            tries: 0,
            expires_at,
        },
    )?;
    Ok(code)
}

/// Tries a code. The right one confirms the address, and the first mail with a link follows.
///
/// # Errors
/// When storage fails.
pub fn confirm(conn: &mut Conn, cx: &Cx, case: &Case, typed: &str) -> Outcome<Try> {
    let stored = match email_codes::take_try(conn, &case.id, cx.now.naive_utc(), TRIES) {
        Err(db::Error::NotFound) => return Ok(Try::Locked),
        stored => stored?,
    };
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if !bool::from(digest(cx, &case.id, &digits).ct_eq(&stored.code_hash)) {
        return Ok(Try::Wrong);
    }
    email_codes::remove(conn, &case.id)?;
    cases::confirm_email(conn, &case.id, cx.now.naive_utc())?;
    history::record(conn, cx, &case.id, "email_confirmed", &json!({}), None)?;
    outbox::enqueue_mail(conn, cx, &case.id, &Job::MailUpdate { case_id: case.id.clone(), mail: Mail::Received })?;
    Ok(Try::Right)
}

/// Keyed and bound to the case: a million plain hashes are soon tried.
fn digest(cx: &Cx, case_id: &str, code: &str) -> Vec<u8> {
    cx.app.secrets.digest("email_code", format!("{case_id} {code}").as_bytes())
}

fn seconds(until: DateTime<Utc>, now: DateTime<Utc>) -> u64 {
    u64::try_from((until - now).num_seconds()).unwrap_or(0).max(1)
}
