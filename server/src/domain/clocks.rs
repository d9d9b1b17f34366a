//! Starting, meeting and reading the clocks of a case.

use chrono::{DateTime, Days, NaiveDateTime, Utc};
use chrono_tz::{IANA_TZDB_VERSION, Tz};
use shared::calendar::{self, Deadline, Rule};
use shared::service::action::Meets;

use super::Outcome;
use crate::app::{App, Cx};
use crate::config::profile::AfterHours;
use crate::db::{self, Conn, calendars, cases, clocks};

/// Days whose closures are read at first: most clocks end within them, and a year of closures is read slowly.
const NEAR: Days = Days::new(60);

/// A clock that was worked out and not stored yet.
#[derive(Debug)]
pub struct WorkedOut {
    /// The rule.
    pub rule: &'static Rule,
    /// The version of the calendar.
    pub calendar_version: u32,
    /// The due moment with its steps.
    pub deadline: Deadline<Tz>,
}

/// Works out when a clock of `rule` that starts at `trigger` ends.
///
/// # Errors
/// When the rule or its calendar is not known: a defect of the tables.
pub fn work_out(conn: &mut Conn, app: &App, rule: &str, trigger: DateTime<Utc>) -> Outcome<WorkedOut> {
    let defect = |what: String| db::Error::Other(what);
    let rule = calendar::rule(rule).ok_or_else(|| defect(format!("no rule {rule}")))?;
    let local = trigger.with_timezone(&app.profile.zone.id);
    let mut looking_ahead = |ahead: Days| -> Outcome<WorkedOut> {
        let closures = calendars::newest(conn, rule.office.id(), local.date_naive(), ahead)?;
        let deadline =
            calendar::deadline(rule, local, &closures).map_err(|error| defect(format!("rule {}: {error}", rule.id)))?;
        Ok(WorkedOut { rule, calendar_version: closures.version, deadline })
    };
    let near = looking_ahead(NEAR)?;
    // No day after the due one was looked at, so that no closure after it can matter.
    let due = near.deadline.due.date_naive();
    let seen = local.date_naive().checked_add_days(NEAR).is_some_and(|last| due <= last);
    if seen { Ok(near) } else { looking_ahead(calendars::FAR) }
}

/// The moment from which a clock of `rule` counts for a request: its receipt, or the next open day of the rule's office
/// where the profile says so.
///
/// # Errors
/// When the rule or its calendar is not known, or storage fails.
pub fn receipt(conn: &mut Conn, app: &App, rule: &str, received: DateTime<Utc>) -> Outcome<DateTime<Utc>> {
    if app.profile.after_hours_receipt == AfterHours::SameDay {
        return Ok(received);
    }
    let rule = calendar::rule(rule).ok_or_else(|| db::Error::Other(format!("no rule {rule}")))?;
    let local = received.with_timezone(&app.profile.zone.id);
    let closures = calendars::newest(conn, rule.office.id(), local.date_naive(), calendars::FAR)?;
    let open = closures.next_open(local.date_naive()).filter(|day| *day != local.date_naive());
    let start =
        open.and_then(|day| day.and_time(chrono::NaiveTime::MIN).and_local_timezone(app.profile.zone.id).earliest());
    Ok(start.map_or(received, |start| start.with_timezone(&Utc)))
}

/// Starts a clock of a case and stores it with everything it was worked out from.
///
/// # Errors
/// When the rule or its calendar is not known, or storage fails.
pub fn start(conn: &mut Conn, cx: &Cx, case_id: &str, rule: &str, trigger: DateTime<Utc>) -> Outcome<clocks::Clock> {
    let clock = make(conn, cx, case_id, rule, trigger)?;
    clocks::insert(conn, &clock)?;
    Ok(clock)
}

/// A clock of a case that is not stored yet, with everything it was worked out from.
///
/// # Errors
/// When the rule or its calendar is not known, or storage fails.
pub fn make(conn: &mut Conn, cx: &Cx, case_id: &str, rule: &str, trigger: DateTime<Utc>) -> Outcome<clocks::Clock> {
    let worked_out = work_out(conn, &cx.app, rule, trigger)?;
    let explanation =
        serde_json::to_string(&worked_out.deadline.steps).map_err(|error| db::Error::Other(error.to_string()))?;
    Ok(clocks::Clock {
        id: cx.id(),
        case_id: case_id.to_owned(),
        rule: worked_out.rule.id.to_owned(),
        rule_version: i32::try_from(worked_out.rule.version).unwrap_or_default(),
        calendar: worked_out.rule.office.id().to_owned(),
        calendar_version: i32::try_from(worked_out.calendar_version).unwrap_or_default(),
        tzdb_version: IANA_TZDB_VERSION.to_owned(),
        trigger_at: trigger.naive_utc(),
        due_at: worked_out.deadline.due.naive_utc(),
        provisional: worked_out.deadline.provisional,
        explanation,
        met_at: None,
    })
}

/// Meets the open clocks that `meets` covers; returns the soonest due moment that is still open.
///
/// # Errors
/// When storage fails.
pub fn meet(conn: &mut Conn, case_id: &str, meets: Meets, at: DateTime<Utc>) -> Outcome<NaiveDateTime> {
    let mut next = cases::never();
    for clock in clocks::of_case(conn, case_id)?.into_iter().filter(|clock| clock.met_at.is_none()) {
        if meets.covers(&clock.rule) {
            clocks::meet(conn, &clock.id, at.naive_utc())?;
        } else {
            next = next.min(clock.due_at);
        }
    }
    Ok(next)
}
