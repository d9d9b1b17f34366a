//! Proposing what is past its period.

use chrono::{NaiveDateTime, TimeDelta};
use shared::service::Block;

use super::{What, current};
use crate::app::{Actor, App, Cx};
use crate::db::cases::Case;
use crate::db::retention::{self, Destruction, Rule};
use crate::db::{self, Conn, access_log, approvals, cases, holds};
use crate::domain::{Outcome, Refusal};

/// Cases that are looked at, and proposed in one transaction.
const PAGE: i64 = 200;
/// For how long what was refused is not proposed again by the system.
const REFUSED_FOR: TimeDelta = TimeDelta::days(365);

/// Proposes everything that is past its period, as the system; returns how many were proposed.
///
/// # Errors
/// When storage fails; what was proposed before stays.
pub async fn propose_all(app: &App) -> Outcome<()> {
    app.write(&Actor::System, |conn: &mut Conn, cx: &Cx| retention::void_moved(conn, cx.now.naive_utc())).await?;
    // `record` before `files`, which it covers.
    for rule in app.read(&Actor::System, |conn: &mut Conn, _: &Cx| current(conn)).await?.into_iter().rev() {
        let mut after = String::new();
        loop {
            let (of, from) = (rule.clone(), after.clone());
            let past = app.read(&Actor::System, move |conn: &mut Conn, cx: &Cx| past(conn, cx, &of, &from)).await?;
            let Some(last) = past.last() else { break };
            after.clone_from(&last.id);
            let of = rule.clone();
            let propose =
                move |conn: &mut Conn, cx: &Cx| past.iter().try_for_each(|case| insert_if_past(conn, cx, case, &of));
            app.write(&Actor::System, propose).await?;
        }
    }
    Ok(())
}

fn past(conn: &mut Conn, cx: &Cx, rule: &Rule, after: &str) -> db::Result<Vec<Case>> {
    let quiet_since = (cx.now - TimeDelta::days(i64::from(rule.days))).naive_utc();
    retention::past(conn, rule, quiet_since, (cx.now - REFUSED_FOR).naive_utc(), after, PAGE)
}

/// The reading was a moment ago: a case that moved meanwhile is left out.
fn insert_if_past(conn: &mut Conn, cx: &Cx, case: &Case, rule: &Rule) -> Outcome<()> {
    let case = cases::get(conn, &case.id)?;
    match past_at(conn, cx, &case, &rule.what, rule.days) {
        Ok(past_at) => Ok(retention::propose(conn, &row(cx, &case, rule, past_at))?),
        Err(Refusal::Blocked(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Proposes the destruction of what a case holds, as somebody of its section.
///
/// # Errors
/// [`Refusal::Blocked`] when it is not past its period, held, undecided, or was destroyed or proposed before.
pub fn propose(conn: &mut Conn, cx: &Cx, case: &Case, what: What) -> Outcome<()> {
    let rules = current(conn)?;
    let rule = rules.iter().find(|rule| rule.service == case.service && rule.what == what.code());
    let rule = rule.ok_or(Refusal::Blocked(Block::Gate("not_past_retention")))?;
    let covers = |known: &Destruction| retention::covering(&rule.what).contains(&known.what.as_str());
    if retention::of_case(conn, &case.id)?.iter().any(|known| covers(known) && known.outcome.is_none()) {
        return Err(Refusal::Blocked(Block::Gate("destruction_proposed")));
    }
    let past_at = past_at(conn, cx, case, &rule.what, rule.days)?;
    Ok(retention::propose(conn, &row(cx, case, rule, past_at))?)
}

/// When the period of a case was over; asked again before it is carried out.
///
/// # Errors
/// [`Refusal::Blocked`] with what stands in the way.
pub(super) fn past_at(conn: &mut Conn, cx: &Cx, case: &Case, what: &str, days: i32) -> Outcome<NaiveDateTime> {
    let blocked = |gate| Err(Refusal::Blocked(Block::Gate(gate)));
    if holds::held(conn, &case.id)? {
        return blocked("legal_hold");
    }
    if !approvals::open_of_case(conn, &case.id, case.head_seq)?.is_empty() {
        return blocked("approval_open");
    }
    let period = TimeDelta::days(i64::from(days));
    if what == What::Accesses.code() {
        if !access_log::any_until(conn, &case.id, (cx.now - period).naive_utc())? {
            return blocked("not_past_retention");
        }
    } else if retention::of_case(conn, &case.id)?.iter().any(|known| {
        let covers = retention::covering(what).contains(&known.what.as_str());
        covers && known.outcome.as_deref() == Some(retention::APPROVED)
    }) {
        return blocked("already_destroyed");
    }
    let last = retention::last_deed(conn, &case.id)?.unwrap_or(case.received_at);
    let past_at = last + period;
    if case.ended && past_at <= cx.now.naive_utc() { Ok(past_at) } else { blocked("not_past_retention") }
}

fn row(cx: &Cx, case: &Case, rule: &Rule, past_at: NaiveDateTime) -> Destruction {
    Destruction {
        id: cx.id(),
        case_id: case.id.clone(),
        what: rule.what.clone(),
        rule_version: rule.version,
        days: rule.days,
        citation: rule.citation.clone(),
        past_at,
        proposed_by: cx.actor.staff_id().map(ToOwned::to_owned),
        proposed_at: cx.now.naive_utc(),
        decided_by: None,
        decided_at: None,
        outcome: None,
        reason: None,
    }
}
