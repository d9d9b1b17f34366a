//! How long the records of each service are kept.

use shared::calendar;
use shared::form::Fault;
use shared::service;

use super::What;
use crate::app::{Actor, Cx};
use crate::db::retention::{self, Rule};
use crate::db::{self, Conn};
use crate::domain::cases::words;
use crate::domain::{Outcome, Refusal, policy};
use shared::service::Role;

/// Fewest days of any rule: a city's records are kept for two years at least (Gov 34090, subdivision (d)).
pub const LEAST_DAYS: i32 = 730;
/// Most days: a century.
const MOST_DAYS: i32 = 36_525;

/// Gives each service the rules that it lacks, with the profile's period.
///
/// # Errors
/// When storage fails.
pub fn seed(conn: &mut Conn, cx: &Cx) -> Outcome<()> {
    let known = retention::rules(conn)?;
    let citation = calendar::rule("retention.hold").map_or("", |rule| rule.citation);
    for service in &cx.app.services {
        for what in What::ALL {
            if known.iter().any(|rule| rule.service == service.kind && rule.what == what.code()) {
                continue;
            }
            let rule = Rule {
                service: service.kind.to_owned(),
                what: what.code().to_owned(),
                version: 1,
                days: i32::from(cx.app.profile.retention.closed_case_days),
                citation: citation.to_owned(),
                reason: String::new(),
                made_by: None,
                made_at: cx.now.naive_utc(),
            };
            retention::add_rule(conn, &rule)?;
        }
    }
    Ok(())
}

/// The rules as they stand, by service and kind of record.
///
/// # Errors
/// When storage fails.
pub fn current(conn: &mut Conn) -> Outcome<Vec<Rule>> {
    let mut rules = retention::rules(conn)?;
    rules.dedup_by(|older, newer| older.service == newer.service && older.what == newer.what);
    Ok(rules)
}

/// Changes a rule: a new version, with its source and a reason. Proposals that were made before keep theirs.
///
/// # Errors
/// [`Refusal::Forbidden`] for anybody but supervisors and administrators; [`Refusal::ProofNeeded`];
/// [`Refusal::Invalid`] on `service`, `what`, `days`, `citation`, `reason`.
pub fn change(
    conn: &mut Conn,
    cx: &Cx,
    service: &str,
    what: &str,
    days: &str,
    citation: &str,
    reason: &str,
) -> Outcome<()> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    if !staff.roles.iter().any(|role| matches!(role, Role::Supervisor | Role::Admin)) {
        return Err(Refusal::Forbidden);
    }
    if !policy::proved(staff, cx.now) {
        return Err(Refusal::ProofNeeded);
    }
    let fault = |field: &str, code: &str| Refusal::Invalid(vec![Fault::new(field, code)]);
    let service = service::find(&cx.app.services, service).ok_or_else(|| fault("service", "choice"))?;
    let what = What::parse(what).ok_or_else(|| fault("what", "choice"))?;
    let days =
        days.trim().parse::<i32>().ok().filter(|days| *days <= MOST_DAYS).ok_or_else(|| fault("days", "number"))?;
    if days < LEAST_DAYS {
        return Err(fault("days", "too_few_days"));
    }
    let (citation, reason) = (words("citation", citation)?, words("reason", reason)?);
    let newest = current(conn)?.into_iter().find(|rule| rule.service == service.kind && rule.what == what.code());
    let rule = Rule {
        service: service.kind.to_owned(),
        what: what.code().to_owned(),
        version: newest.map_or(1, |rule| rule.version + 1),
        days,
        citation,
        reason,
        made_by: Some(staff.id.clone()),
        made_at: cx.now.naive_utc(),
    };
    match retention::add_rule(conn, &rule) {
        // Two people changed it at one moment: the second looks again.
        Err(db::Error::Conflict(_)) => Err(Refusal::Stale(i64::from(rule.version))),
        done => Ok(done?),
    }
}
