//! Moving the running clocks of a calendar to a version of it: some at a time, each with an event of its case.

use chrono::{NaiveDateTime, SecondsFormat};
use chrono_tz::{IANA_TZDB_VERSION, Tz};
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::calendar::{self, Closures, Deadline, Rule};

use crate::app::Cx;
use crate::db::clocks::Running;
use crate::db::{self, Conn, calendars, cases, clocks, staff_history};
use crate::domain::{Outcome, Refusal, history};

/// Clocks that one transaction moves.
const AT_A_TIME: i64 = 50;

/// What was decided. The reason stands in the history of staff, under `decision`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The calendar.
    pub calendar: String,
    /// The version that its clocks are to follow.
    pub version: u32,
    /// Rules of statutes whose clocks are moved, too.
    pub statutes: Vec<String>,
    /// The entry of the history of staff.
    pub decision: String,
}

/// The last clock that was looked at: its case, and its own id.
pub type After = (String, String);

/// Moves the next few clocks; returns where to go on, or nothing when all were looked at. What was moved before is not
/// moved again.
///
/// # Errors
/// [`Refusal::Stale`] when a case moved at this moment: nothing of this call happened, and it can be repeated.
pub fn move_some(conn: &mut Conn, cx: &Cx, order: &Order, after: Option<&After>) -> Outcome<Option<After>> {
    let closures = calendars::version(conn, &order.calendar, order.version)?;
    let why = staff_history::get(conn, &order.decision)?.reason;
    let page = clocks::running(conn, &order.calendar, after.map(|(case, clock)| (&**case, &**clock)), AT_A_TIME)?;
    for clock in &page {
        let behind = u32::try_from(clock.calendar_version).is_ok_and(|version| version < order.version);
        if behind {
            move_one(conn, cx, order, &closures, &why, clock)?;
        }
    }
    Ok(page.into_iter().next_back().map(|last| (last.case_id, last.id)))
}

/// What a clock comes to by a version of its calendar, with the version of the rule that it began with.
pub(super) fn work_out(cx: &Cx, clock: &Running, closures: &Closures) -> Outcome<(&'static Rule, Deadline<Tz>)> {
    let version = u32::try_from(clock.rule_version).unwrap_or_default();
    let rule = calendar::rule_version(&clock.rule, version)
        .ok_or_else(|| db::Error::Other(format!("no version {version} of rule {}", clock.rule)))?;
    let trigger = clock.trigger_at.and_utc().with_timezone(&cx.app.profile.zone.id);
    let deadline = calendar::deadline(rule, trigger, closures)
        .map_err(|error| db::Error::Other(format!("rule {}: {error}", rule.id)))?;
    Ok((rule, deadline))
}

fn move_one(conn: &mut Conn, cx: &Cx, order: &Order, closures: &Closures, why: &str, seen: &Running) -> Outcome<()> {
    // The case first: the event holds it to what it was when its clock was read.
    let case = cases::get(conn, &seen.case_id)?;
    let clock = clocks::get(conn, &seen.id)?;
    let (rule, deadline) = work_out(cx, seen, closures)?;
    let due_at = deadline.due.naive_utc();
    let moves = due_at != clock.due_at;
    let nothing = !moves && deadline.provisional == clock.provisional;
    if clock.met_at.is_some() || nothing || (moves && rule.legal && !order.statutes.contains(&clock.rule)) {
        return Ok(());
    }
    let payload = json!({
        "clock": clock.id,
        "rule": clock.rule,
        "due_before": rfc3339(clock.due_at),
        "due": rfc3339(due_at),
        "calendar": clock.calendar,
        "calendar_version_before": clock.calendar_version,
        "calendar_version": order.version,
        "reason": why,
    });
    let recorded = history::record(conn, cx, &case.id, "move_clock", &payload, Some(case.head_seq));
    recorded.map_err(|refusal| match refusal {
        Refusal::NotFound => Refusal::Stale(case.head_seq),
        other => other,
    })?;
    let explanation = serde_json::to_string(&deadline.steps).map_err(|error| db::Error::Other(error.to_string()))?;
    let moved = clocks::Clock {
        calendar_version: i32::try_from(order.version).unwrap_or_default(),
        tzdb_version: IANA_TZDB_VERSION.to_owned(),
        due_at,
        provisional: deadline.provisional,
        explanation,
        ..clock.clone()
    };
    clocks::work_out_again(conn, &moved)?;
    for timer in db::outbox_desk::timers_of(conn, &case.id, &clock.id)? {
        // What is to happen before or after the deadline keeps its distance to it.
        db::outbox_desk::put_off(conn, &timer.id, timer.run_at + (due_at - clock.due_at))?;
    }
    let open = clocks::of_case(conn, &case.id)?.into_iter().filter(|clock| clock.met_at.is_none());
    let mut change = case.change();
    change.next_due_at = open.map(|clock| clock.due_at).min().unwrap_or_else(cases::never);
    Ok(cases::update(conn, &case.id, &change)?)
}

fn rfc3339(at: NaiveDateTime) -> String {
    at.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}
