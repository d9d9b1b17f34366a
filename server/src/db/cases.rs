//! Cases: the rows that the engine sorts, searches and shows.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::prepared::Prepared;
use super::schema::cases;
use super::{Conn, Result};

/// One request of one person.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cases)]
pub struct Case {
    /// UUIDv7.
    pub id: String,
    /// As people read it, `XXXX-XXXX`.
    pub reference: String,
    /// The service's kind.
    pub service: String,
    /// The code of the role whose section works it.
    pub section: String,
    /// The state's code.
    pub state: String,
    /// The sequence number of the newest event: the version.
    pub head_seq: i64,
    /// The hash of the newest event.
    pub head_hash: Vec<u8>,
    /// `web`, `counter`, `phone` or `import`.
    pub channel: String,
    /// The requester's language.
    pub language: String,
    /// The requester's name, or empty.
    pub requester_name: String,
    /// One line for lists.
    pub subject: String,
    /// The agency's report number.
    pub report_number: Option<String>,
    /// Whether the requester may be in danger from somebody near.
    pub at_risk: bool,
    /// Whether mail may ever be made.
    pub mail_allowed: bool,
    /// Encrypted answers of the sealed fields.
    pub sealed: Vec<u8>,
    /// Keyed digest of the address, for `/find`.
    pub email_digest: Option<Vec<u8>>,
    /// When the address was confirmed.
    pub email_confirmed_at: Option<NaiveDateTime>,
    /// The version of the service's intake.
    pub intake_version: i32,
    /// The answers, as JSON, sealed ones left out.
    pub intake: String,
    /// The decision, as `approved` or `denied`.
    pub decision: Option<String>,
    /// How it ended.
    pub disposition: Option<String>,
    /// The code of [`shared::service::Fee`].
    pub fee: String,
    /// Whose case it is.
    pub assigned_to: Option<String>,
    /// Who released it last.
    pub released_by: Option<String>,
    /// When it was released last.
    pub released_at: Option<NaiveDateTime>,
    /// Argon2 hash of the PIN.
    pub pin_hash: Option<String>,
    /// Wrong tries since the last right one.
    pub pin_tries: i32,
    /// The case that was converted into this one.
    pub converted_from: Option<String>,
    /// When it was received, in the legal sense.
    pub received_at: NaiveDateTime,
    /// The soonest due moment of an open clock, or [`never`].
    pub next_due_at: NaiveDateTime,
    /// Whether nothing more is owed to anybody.
    pub ended: bool,
}

/// What an action may change of a case. Only while the transaction holds the case's row, that is after an event.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = cases, treat_none_as_null = true)]
pub struct CaseChange {
    /// The state's code.
    pub state: String,
    /// The decision.
    pub decision: Option<String>,
    /// How it ended.
    pub disposition: Option<String>,
    /// The fee's code.
    pub fee: String,
    /// Whose case it is.
    pub assigned_to: Option<String>,
    /// Who released it last.
    pub released_by: Option<String>,
    /// When it was released last.
    pub released_at: Option<NaiveDateTime>,
    /// The soonest due moment of an open clock.
    pub next_due_at: NaiveDateTime,
    /// Whether nothing more is owed.
    pub ended: bool,
}

impl Case {
    /// The changeable part as it stands.
    #[must_use]
    pub fn change(&self) -> CaseChange {
        CaseChange {
            state: self.state.clone(),
            decision: self.decision.clone(),
            disposition: self.disposition.clone(),
            fee: self.fee.clone(),
            assigned_to: self.assigned_to.clone(),
            released_by: self.released_by.clone(),
            released_at: self.released_at,
            next_due_at: self.next_due_at,
            ended: self.ended,
        }
    }
}

/// The due moment of a case without an open clock: after every other, so that lists sort without nulls.
#[must_use]
pub fn never() -> NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(9999, 1, 1).unwrap_or(chrono::NaiveDate::MAX).and_time(chrono::NaiveTime::MIN)
}

/// Adds a case.
///
/// # Errors
/// [`super::Error::Conflict`] on `cases_reference_unique`: draw another reference.
pub fn insert(conn: &mut Conn, case: &Case) -> Result<()> {
    diesel::insert_into(cases::table).values(case).execute(conn)?;
    Ok(())
}

/// The case with an id.
///
/// # Errors
/// [`super::Error::NotFound`].
pub fn get(conn: &mut Conn, id: &str) -> Result<Case> {
    Ok(cases::table.find(id).select(Case::as_select()).first(conn)?)
}

/// Whether the requester of a case may be written to.
///
/// # Errors
/// [`super::Error::NotFound`].
pub fn mail_allowed(conn: &mut Conn, id: &str) -> Result<bool> {
    Ok(cases::table.find(id).select(cases::mail_allowed).first(conn)?)
}

/// The case with a reference, as `XXXX-XXXX`.
///
/// # Errors
/// [`super::Error::NotFound`].
pub fn by_reference(conn: &mut Conn, reference: &str) -> Result<Case> {
    Ok(cases::table.filter(cases::reference.eq(reference)).select(Case::as_select()).first(conn)?)
}

/// Whether a reference is taken.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn reference_taken(conn: &mut Conn, reference: &str) -> Result<bool> {
    Ok(cases::table.filter(cases::reference.eq(reference)).count().get_result::<i64>(conn)? > 0)
}

/// Changes a case whose row this transaction holds.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn update(conn: &mut Conn, id: &str, change: &CaseChange) -> Result<()> {
    diesel::update(cases::table.find(id)).set(change).execute(conn)?;
    Ok(())
}

/// Records that the requester's address was confirmed.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn confirm_email(conn: &mut Conn, id: &str, at: NaiveDateTime) -> Result<()> {
    diesel::update(cases::table.find(id)).set(cases::email_confirmed_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Takes the next sequence number of a case; `expected` refuses when the case moved. Holds the row until the
/// transaction ends: this is what puts the writers of one case in an order.
///
/// # Errors
/// [`super::Error::NotFound`] when the case moved or does not exist.
pub(super) fn next_seq(conn: &mut Conn, id: &str, expected: Option<i64>) -> Result<(i64, Vec<u8>)> {
    let next = cases::head_seq.eq(cases::head_seq + 1);
    let columns = (cases::head_seq, cases::head_hash);
    Ok(match expected {
        Some(version) => {
            let unmoved = cases::table.find(id).filter(cases::head_seq.eq(version));
            Prepared(diesel::update(unmoved).set(next).returning(columns)).get_result(conn)?
        }
        None => Prepared(diesel::update(cases::table.find(id)).set(next).returning(columns)).get_result(conn)?,
    })
}

/// Records the hash of the newest event.
pub(super) fn set_head(conn: &mut Conn, id: &str, hash: &[u8]) -> Result<()> {
    Prepared(diesel::update(cases::table.find(id)).set(cases::head_hash.eq(hash))).execute(conn)?;
    Ok(())
}

/// Ids of all cases after `after`, in order; for `audit verify`.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn ids_after(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<String>> {
    Ok(cases::table.filter(cases::id.gt(after)).order(cases::id).select(cases::id).limit(limit).load(conn)?)
}
