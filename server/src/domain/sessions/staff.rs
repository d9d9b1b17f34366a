//! A session of staff: twelve hours at most, locked after half an hour without use.

use chrono::{DateTime, TimeDelta, Utc};
use shared::lang::Lang;
use shared::service::Role;

use super::{Opened, new_token, token_hash};
use crate::app::{Cx, StaffActor};
use crate::db::sessions::{self, Session};
use crate::db::staff::{self, Account};
use crate::db::{self, Conn};
use crate::domain::Outcome;

/// A session of staff ends this long after it began, whatever happens.
pub const LASTS: TimeDelta = TimeDelta::hours(12);

/// A session of staff is locked after this much idle time, until its owner proves who they are.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);

/// Somebody's session with the account behind it.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// The account.
    pub account: Account,
    /// What the person may be.
    pub roles: Vec<Role>,
}

/// What a signed-in person may do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Work.
    Open,
    /// Enrol a second factor, and nothing else.
    MustEnrol,
    /// Prove who they are, and nothing else.
    Locked,
}

impl SignedIn {
    /// What the person may do now.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        if now - self.session.last_seen_at.and_utc() > IDLE {
            Standing::Locked
        } else if self.session.proved_at.is_none() {
            Standing::MustEnrol
        } else {
            Standing::Open
        }
    }

    /// The person as an actor.
    #[must_use]
    pub fn actor(&self) -> StaffActor {
        StaffActor {
            id: self.account.id.clone(),
            name: self.account.name.clone(),
            roles: self.roles.clone(),
            proved_at: self.session.proved_at.map_or(DateTime::UNIX_EPOCH, |at| at.and_utc()),
        }
    }

    /// The language of their console.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.account.language).unwrap_or_default()
    }
}

/// Begins a session; `proved` when a second factor was given with the password.
///
/// # Errors
/// When storage fails.
pub fn open(conn: &mut Conn, cx: &Cx, account: Account, proved: bool) -> Outcome<(Opened, SignedIn)> {
    let token = new_token(&cx.app.random);
    let now = cx.now.naive_utc();
    let session = Session {
        token_hash: token_hash(&token),
        staff_id: Some(account.id.clone()),
        csrf: new_token(&cx.app.random),
        created_at: now,
        last_seen_at: now,
        expires_at: now + LASTS,
        proved_at: proved.then_some(now),
    };
    sessions::insert(conn, &session)?;
    let roles = staff::roles(conn, &account.id)?;
    Ok((Opened { token, session: session.clone() }, SignedIn { session, account, roles }))
}

/// Who is signed in with a token; nobody when the session has ended or the account is disabled.
///
/// # Errors
/// When storage fails.
pub fn find(conn: &mut Conn, cx: &Cx, token: &str) -> Outcome<Option<SignedIn>> {
    let session = match sessions::live(conn, &token_hash(token), cx.now.naive_utc()) {
        Ok(session) => session,
        Err(db::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let Some(staff_id) = session.staff_id.clone() else { return Ok(None) };
    let account = staff::get(conn, &staff_id)?;
    if account.disabled_at.is_some() {
        return Ok(None);
    }
    let roles = staff::roles(conn, &staff_id)?;
    Ok(Some(SignedIn { session, account, roles }))
}

/// Notes that a session was used. Its end stays where it is.
///
/// # Errors
/// When storage fails.
pub fn note_use(conn: &mut Conn, cx: &Cx, session: &Session) -> Outcome<()> {
    Ok(sessions::touch(conn, &session.token_hash, cx.now.naive_utc(), session.expires_at)?)
}
