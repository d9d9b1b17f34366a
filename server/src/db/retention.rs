//! The retention schedule, and the destruction that it proposes.

use chrono::NaiveDateTime;
use diesel::dsl::{exists, max, not};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::cases::Case;
use super::schema::{access_log, approvals, cases, destructions, events, holds, retention_rules};
use super::{Conn, Error, Result};

/// How long the records of one service are kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = retention_rules)]
pub struct Rule {
    /// The service's kind.
    pub service: String,
    /// The code of [`crate::domain::retention::What`].
    pub what: String,
    /// Counts up from 1.
    pub version: i32,
    /// Days after the last thing that happened on an ended case.
    pub days: i32,
    /// The law or the schedule that says so.
    pub citation: String,
    /// Why it was changed; empty for the first version.
    pub reason: String,
    /// Who changed it; none when it came from the profile.
    pub made_by: Option<String>,
    /// When.
    pub made_at: NaiveDateTime,
}

/// A destruction that was proposed, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = destructions)]
pub struct Destruction {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// The code of [`crate::domain::retention::What`].
    pub what: String,
    /// The version of the rule.
    pub rule_version: i32,
    /// The rule's days.
    pub days: i32,
    /// The rule's citation.
    pub citation: String,
    /// When the period was over.
    pub past_at: NaiveDateTime,
    /// Who proposed it; none when the system did.
    pub proposed_by: Option<String>,
    /// When.
    pub proposed_at: NaiveDateTime,
    /// Who decided; none while nobody did, or when it became void.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<NaiveDateTime>,
    /// [`APPROVED`], [`REFUSED`] or [`VOID`]; none while it is open.
    pub outcome: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// What covers everything else: a case whose record goes, or is kept on purpose, is not asked for its files alone.
pub const WHOLE: &str = "record";

/// What the destruction of the record leaves: who opened the case is kept by a period of its own, counted from each
/// reading.
pub const ACCESSES: &str = "accesses";

/// It was carried out.
pub const APPROVED: &str = "approved";
/// A supervisor said no.
pub const REFUSED: &str = "refused";
/// It no longer applies: the case moved, or a hold came.
pub const VOID: &str = "void";

/// Kinds of events that say something about keeping the record itself: they do not begin its period again.
pub const KEEPING: [&str; 5] = ["place_hold", "lift_hold", "refuse_destruction", "erase", "destroy_document"];

/// Adds a version of a rule.
///
/// # Errors
/// [`Error::Conflict`] on `retention_rules_pkey` when somebody else was first.
pub fn add_rule(conn: &mut Conn, rule: &Rule) -> Result<()> {
    diesel::insert_into(retention_rules::table).values(rule).execute(conn)?;
    Ok(())
}

/// Every version of every rule: by service and kind of record, the newest version first.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn rules(conn: &mut Conn) -> Result<Vec<Rule>> {
    let order = (retention_rules::service, retention_rules::what, retention_rules::version.desc());
    Ok(retention_rules::table.order(order).select(Rule::as_select()).load(conn)?)
}

/// When the last thing happened on a case that says nothing about keeping its record.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn last_deed(conn: &mut Conn, case_id: &str) -> Result<Option<NaiveDateTime>> {
    let deeds = events::table.filter(events::case_id.eq(case_id)).filter(events::kind.ne_all(KEEPING));
    Ok(deeds.select(max(events::at)).first(conn)?)
}

/// Codes of what covers something when it is destroyed or proposed.
#[must_use]
pub fn covering(what: &str) -> [&str; 2] {
    [what, if what == ACCESSES { what } else { WHOLE }]
}

/// The cases after an id on which nothing happened since a moment, of which this was neither destroyed nor proposed nor
/// refused since another moment, and of which nothing is held or waits for a second person. Readings go again and again,
/// and only where there are any from before that moment.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn past(
    conn: &mut Conn,
    rule: &Rule,
    quiet_since: NaiveDateTime,
    refused_since: NaiveDateTime,
    after: &str,
    limit: i64,
) -> Result<Vec<Case>> {
    let later = events::table
        .filter(events::case_id.eq(cases::id))
        .filter(events::at.gt(quiet_since))
        .filter(events::kind.ne_all(KEEPING));
    let held = holds::table.filter(holds::case_id.eq(cases::id)).filter(holds::lifted_at.is_null());
    let waiting = approvals::table
        .filter(approvals::case_id.eq(cases::id))
        .filter(approvals::outcome.is_null())
        .filter(approvals::case_version.eq(cases::head_seq));
    let refused = destructions::outcome.eq(REFUSED).and(destructions::decided_at.gt(refused_since));
    let accesses = rule.what == ACCESSES;
    let once = destructions::outcome.eq(APPROVED).and(accesses.into_sql::<Bool>().eq(false));
    let known = destructions::table
        .filter(destructions::case_id.eq(cases::id))
        .filter(destructions::what.eq_any(covering(&rule.what)))
        .filter(destructions::outcome.is_null().or(once).or(refused));
    let mut query = cases::table
        .filter(cases::service.eq(&rule.service))
        .filter(cases::ended.eq(true))
        .filter(cases::received_at.le(quiet_since))
        .filter(cases::id.gt(after))
        .filter(not(exists(later)))
        .filter(not(exists(held)))
        .filter(not(exists(waiting)))
        .filter(not(exists(known)))
        .into_boxed();
    if accesses {
        let readings = access_log::table.filter(access_log::case_id.eq(cases::id));
        query = query.filter(exists(readings.filter(access_log::at.le(quiet_since))));
    }
    Ok(query.order(cases::id).limit(limit).select(Case::as_select()).load(conn)?)
}

/// Proposes a destruction.
///
/// # Errors
/// [`Error::Conflict`] on `destructions_open_unique` when the same is proposed already.
pub fn propose(conn: &mut Conn, destruction: &Destruction) -> Result<()> {
    diesel::insert_into(destructions::table).values(destruction).execute(conn)?;
    Ok(())
}

/// The open proposal with an id.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or somebody decided it.
pub fn open(conn: &mut Conn, id: &str) -> Result<Destruction> {
    let open = destructions::table.find(id).filter(destructions::outcome.is_null());
    Ok(open.select(Destruction::as_select()).first(conn)?)
}

/// The open proposals of some sections after one of them, those that are past the longest first.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn open_of_sections(conn: &mut Conn, sections: &[&str], limit: i64) -> Result<Vec<(Destruction, Case)>> {
    Ok(destructions::table
        .inner_join(cases::table.on(cases::id.eq(destructions::case_id)))
        .filter(destructions::outcome.is_null())
        .filter(cases::section.eq_any(sections))
        .order((destructions::past_at, destructions::id))
        .select((Destruction::as_select(), Case::as_select()))
        .limit(limit)
        .load(conn)?)
}

/// How many proposals of some sections are open; at most `limit`.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn count_open(conn: &mut Conn, sections: &[String], limit: i64) -> Result<u64> {
    let open = destructions::table
        .inner_join(cases::table.on(cases::id.eq(destructions::case_id)))
        .filter(destructions::outcome.is_null())
        .filter(cases::section.eq_any(sections));
    let ids: Vec<String> = open.limit(limit).select(destructions::id).load(conn)?;
    Ok(u64::try_from(ids.len()).unwrap_or_default())
}

/// What was proposed for a case, oldest first.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Destruction>> {
    let of_case = destructions::table.filter(destructions::case_id.eq(case_id));
    let order = (destructions::proposed_at, destructions::id);
    Ok(of_case.order(order).select(Destruction::as_select()).load(conn)?)
}

/// Decides a proposal, once.
///
/// # Errors
/// [`Error::NotFound`] when somebody else was first.
pub fn decide(
    conn: &mut Conn,
    id: &str,
    by: &str,
    at: NaiveDateTime,
    outcome: &str,
    reason: Option<&str>,
) -> Result<()> {
    let decided = (
        destructions::decided_by.eq(by),
        destructions::decided_at.eq(at),
        destructions::outcome.eq(outcome),
        destructions::reason.eq(reason),
    );
    let open = destructions::table.find(id).filter(destructions::outcome.is_null());
    if diesel::update(open).set(decided).execute(conn)? == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Takes back what is proposed for a case.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn void(conn: &mut Conn, case_id: &str, at: NaiveDateTime) -> Result<()> {
    let open = destructions::table.filter(destructions::case_id.eq(case_id)).filter(destructions::outcome.is_null());
    diesel::update(open).set((destructions::outcome.eq(VOID), destructions::decided_at.eq(at))).execute(conn)?;
    Ok(())
}

/// Takes back what is proposed for cases that go on: one was reopened, written to or held since.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn void_moved(conn: &mut Conn, at: NaiveDateTime) -> Result<()> {
    let later = events::table
        .filter(events::case_id.eq(destructions::case_id))
        .filter(events::at.ge(destructions::proposed_at))
        .filter(events::kind.ne_all(KEEPING));
    let moved = destructions::table.filter(destructions::outcome.is_null()).filter(exists(later));
    let ids: Vec<String> = moved.select(destructions::id).load(conn)?;
    diesel::update(destructions::table.filter(destructions::id.eq_any(ids)))
        .set((destructions::outcome.eq(VOID), destructions::decided_at.eq(at)))
        .execute(conn)?;
    Ok(())
}
