//! A visitor's session, made only when there is something to keep: a draft, or the right to see a case.

use chrono::TimeDelta;

use super::{Opened, new_token, token_hash};
use crate::app::Cx;
use crate::db::sessions::{self, Session};
use crate::db::{self, Conn};
use crate::domain::Outcome;

/// A visitor's session ends after this much idle time, as long as a draft lives.
pub const IDLE: TimeDelta = TimeDelta::hours(2);

/// The same when the visitor asked to keep a draft on this device.
pub const IDLE_KEPT: TimeDelta = TimeDelta::days(7);

/// After this much idle time a session opens no case any more, whatever else it keeps: shared computers exist.
pub const CASES_IDLE: TimeDelta = TimeDelta::minutes(30);

/// Begins a session that ends after `idle` time without use.
///
/// # Errors
/// When storage fails.
pub fn open(conn: &mut Conn, cx: &Cx, idle: TimeDelta) -> Outcome<Opened> {
    let token = new_token(&cx.app.random);
    let now = cx.now.naive_utc();
    let session = Session {
        token_hash: token_hash(&token),
        staff_id: None,
        csrf: String::new(),
        created_at: now,
        last_seen_at: now,
        expires_at: now + idle,
        proved_at: None,
    };
    sessions::insert(conn, &session)?;
    Ok(Opened { token, session })
}

/// Gives a session a new token before it gets the right to see a case: whoever put the old one into this browser does
/// not have the new one. What the session keeps goes along.
///
/// # Errors
/// When storage fails.
pub fn renew(conn: &mut Conn, cx: &Cx, session: &Session) -> Outcome<Opened> {
    let token = new_token(&cx.app.random);
    let session_now = Session { token_hash: token_hash(&token), ..session.clone() };
    sessions::replace(conn, &session.token_hash, &session_now)?;
    Ok(Opened { token, session: session_now })
}

/// The session of a token, if it is a visitor's and has not ended.
///
/// # Errors
/// When storage fails.
pub fn find(conn: &mut Conn, cx: &Cx, token: &str) -> Outcome<Option<Session>> {
    match sessions::live(conn, &token_hash(token), cx.now.naive_utc()) {
        Ok(session) => Ok(Some(session).filter(|session| session.staff_id.is_none())),
        Err(db::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// How long a session may stay idle: the distance that every use keeps between its last use and its end.
#[must_use]
pub fn idle(session: &Session) -> TimeDelta {
    session.expires_at - session.last_seen_at
}

/// Notes that a session was used: from now on it lasts `idle` more. After a long pause its cases are closed to it.
///
/// # Errors
/// When storage fails.
pub fn note_use(conn: &mut Conn, cx: &Cx, session: &Session, idle: TimeDelta) -> Outcome<()> {
    let now = cx.now.naive_utc();
    if now - session.last_seen_at > CASES_IDLE {
        sessions::forget_grants(conn, &session.token_hash)?;
    }
    Ok(sessions::touch(conn, &session.token_hash, now, now + idle)?)
}
