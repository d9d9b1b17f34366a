//! Changing an office calendar: a new version of it, and the running clocks that it moves.
//!
//! A version never changes, so that a stored clock can always be worked out again from the one that it names. A target of
//! the agency follows the newest version by itself; the clock of a statute only when somebody says why.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use serde_json::{Value, json};
use shared::calendar::{Closures, Reason};

use super::administration::{Done, Subject, invalid, may_change, may_read, reason, record};
use super::{Outcome, Refusal, policy};
use crate::app::{Actor, Cx};
use crate::db::clocks::Running;
use crate::db::{self, Conn, calendars, clocks};
use crate::outbox::{self, Job};

mod moving;

pub use moving::{Order, move_some};

/// Most days that are closed in one go.
const MOST_DAYS: usize = 31;

/// Most characters of a closure's reason.
const LONGEST_REASON: usize = 100;

/// Clocks that are read at a time.
const PAGE: i64 = 500;

/// What is to be different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The office is closed on these days.
    Close {
        /// The first of them.
        first: NaiveDate,
        /// The last of them.
        last: NaiveDate,
        /// Why, for everybody to read.
        why: Reason,
    },
    /// The office is open on a day that was a closure.
    Open {
        /// The day.
        day: NaiveDate,
    },
    /// From a day on, the office is closed on these weekdays, every week.
    Week {
        /// The first day.
        from: NaiveDate,
        /// The weekdays.
        closed: Vec<Weekday>,
    },
    /// The closures are known until this day.
    KnownUntil {
        /// The day.
        day: NaiveDate,
    },
}

/// Which clocks follow a change, beside the agency's own targets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statutes {
    /// Ids of the rules whose clocks are moved.
    pub rules: Vec<String>,
    /// Why; needed as soon as there is a rule.
    pub reason: String,
}

/// A clock that a change moves.
#[derive(Debug, Clone)]
pub struct Move {
    /// The case's reference.
    pub reference: String,
    /// Whether the reader may open the case.
    pub visible: bool,
    /// The rule.
    pub rule: String,
    /// Whether it is law, and not the agency's own target.
    pub legal: bool,
    /// When it is due.
    pub from: NaiveDateTime,
    /// When it will be due.
    pub to: NaiveDateTime,
}

impl Change {
    /// Its code in the history.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Close { .. } => "close",
            Self::Open { .. } => "open",
            Self::Week { .. } => "week",
            Self::KnownUntil { .. } => "known_until",
        }
    }

    /// The version of the calendar after this change.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] by field, also when it would change nothing.
    pub fn apply(&self, calendar: &Closures, today: NaiveDate) -> Outcome<Closures> {
        let mut after = Closures { version: calendar.version + 1, ..calendar.clone() };
        match self {
            Self::Close { first, last, why } => {
                let days = first.iter_days().take_while(|day| day <= last).take(MOST_DAYS + 1).collect::<Vec<_>>();
                reasonable("day", *first)?;
                if days.is_empty() {
                    return Err(invalid("last_day", "order"));
                }
                if days.len() > MOST_DAYS {
                    return Err(invalid("last_day", "days"));
                }
                for (field, text) in [("reason_en", &why.en), ("reason_es", &why.es)] {
                    worded(field, text)?;
                }
                for day in days.iter().filter(|day| calendar.closed(**day).is_none()) {
                    after.dates.insert(*day, why.clone());
                }
                changed(calendar, &after, "day", "closed_already")?;
            }
            Self::Open { day } => {
                after.dates.remove(day);
                changed(calendar, &after, "day", "open_already")?;
            }
            Self::Week { from, closed } => {
                reasonable("from", *from)?;
                if *from < today {
                    return Err(invalid("from", "past"));
                }
                if closed.len() > 6 {
                    return Err(invalid("weekdays", "never_open"));
                }
                after.weekday_changes.insert(*from, closed.clone());
                after.weekday_changes = without_repetition(&calendar.weekdays, after.weekday_changes);
                changed(calendar, &after, "weekdays", "same")?;
            }
            Self::KnownUntil { day } => {
                reasonable("known_until", *day)?;
                if *day < today {
                    return Err(invalid("known_until", "past"));
                }
                after.known_until = *day;
                changed(calendar, &after, "known_until", "same")?;
            }
        }
        Ok(after)
    }

    fn described(&self) -> Value {
        match self {
            Self::Close { first, last, why } => json!({ "first": first, "last": last, "why": why }),
            Self::Open { day } | Self::KnownUntil { day } => json!({ "day": day }),
            Self::Week { from, closed } => json!({ "from": from, "closed": closed }),
        }
    }
}

/// Which running clocks a change would move; without a change, those that still follow an older version than the newest.
/// The cases of a section that no supervisor sees are left out, unless the reader sees them.
///
/// # Errors
/// [`Refusal::Forbidden`]; [`Refusal::Invalid`] by field.
pub fn preview(conn: &mut Conn, cx: &Cx, calendar: &str, change: Option<&Change>) -> Outcome<Vec<Move>> {
    may_read(cx)?;
    let now = calendars::whole(conn, calendar)?;
    let after = match change {
        Some(change) => change.apply(&now, cx.app.profile.zone.date(cx.now))?,
        None => now,
    };
    let mut moves = Vec::new();
    let mut last: Option<Running> = None;
    loop {
        let page = clocks::running(conn, calendar, last.as_ref().map(|last| (&*last.case_id, &*last.id)), PAGE)?;
        for clock in page.iter().filter(|clock| may_name(cx, &clock.section)) {
            let (rule, deadline) = moving::work_out(cx, clock, &after)?;
            if deadline.due.naive_utc() != clock.due_at {
                moves.push(Move {
                    reference: clock.reference.clone(),
                    visible: matches!(&cx.actor, Actor::Staff(staff) if policy::may_see(staff, &clock.section)),
                    rule: clock.rule.clone(),
                    legal: rule.legal,
                    from: clock.due_at,
                    to: deadline.due.naive_utc(),
                });
            }
        }
        last = page.into_iter().next_back();
        if last.is_none() {
            return Ok(moves);
        }
    }
}

/// Adds a version of a calendar; its clocks are moved afterwards, some at a time.
///
/// # Errors
/// [`Refusal::Stale`] when somebody changed it since version `seen`; [`Refusal::Invalid`] by field.
pub fn change(
    conn: &mut Conn,
    cx: &Cx,
    calendar: &str,
    seen: u32,
    change: &Change,
    statutes: &Statutes,
) -> Outcome<()> {
    may_change(cx)?;
    let before = fresh(conn, calendar, seen)?;
    let after = change.apply(&before, cx.app.profile.zone.date(cx.now))?;
    match calendars::add(conn, &after, cx.now.naive_utc()) {
        // On PostgreSQL two people may get as far as this at the same moment.
        Err(db::Error::Conflict(_)) => return Err(Refusal::Stale(i64::from(after.version))),
        done => done?,
    }
    decide(conn, cx, &before, &after, change.code(), change.described(), statutes)
}

/// Moves clocks that still follow an older version than the newest, which is `seen`.
///
/// # Errors
/// Like [`change`].
pub fn catch_up(conn: &mut Conn, cx: &Cx, calendar: &str, seen: u32, statutes: &Statutes) -> Outcome<()> {
    may_change(cx)?;
    let now = fresh(conn, calendar, seen)?;
    decide(conn, cx, &now, &now, "catch_up", json!({}), statutes)
}

fn fresh(conn: &mut Conn, calendar: &str, seen: u32) -> Outcome<Closures> {
    let now = calendars::whole(conn, calendar)?;
    if now.version == seen { Ok(now) } else { Err(Refusal::Stale(i64::from(now.version))) }
}

/// Keeps what was decided and why, and has the clocks moved.
fn decide(
    conn: &mut Conn,
    cx: &Cx,
    before: &Closures,
    after: &Closures,
    what: &str,
    change: Value,
    statutes: &Statutes,
) -> Outcome<()> {
    let why = if statutes.rules.is_empty() { statutes.reason.trim() } else { reason(cx, &statutes.reason)? };
    let done = Done {
        subject: Subject::Calendar,
        id: &after.id,
        what,
        before: json!({ "version": before.version }),
        after: json!({ "version": after.version, "change": change, "statutes": statutes.rules }),
        reason: why,
    };
    let decision = record(conn, cx, &done)?;
    let order =
        Order { calendar: after.id.clone(), version: after.version, statutes: statutes.rules.clone(), decision };
    Ok(outbox::enqueue(conn, cx, &Job::MoveClocks { order }, cx.now)?)
}

/// Whether an administrator may be told that a case of a section is there.
fn may_name(cx: &Cx, section: &str) -> bool {
    match &cx.actor {
        Actor::Staff(staff) => policy::is_supervised(section) || policy::may_see(staff, section),
        _ => true,
    }
}

/// Changes of the week that change something, each from its day on.
fn without_repetition(
    first: &[Weekday],
    changes: BTreeMap<NaiveDate, Vec<Weekday>>,
) -> BTreeMap<NaiveDate, Vec<Weekday>> {
    let ordered = |weekdays: &[Weekday]| {
        let mut days: Vec<u32> = weekdays.iter().map(Weekday::num_days_from_monday).collect();
        days.sort_unstable();
        days
    };
    let mut before = ordered(first);
    let differs = |(_, weekdays): &(NaiveDate, Vec<Weekday>)| {
        let after = ordered(weekdays);
        let differs = after != before;
        before = after;
        differs
    };
    changes.into_iter().filter(differs).collect()
}

fn changed(before: &Closures, after: &Closures, field: &str, code: &str) -> Outcome<()> {
    let same = Closures { version: before.version, ..after.clone() } == *before;
    if same { Err(invalid(field, code)) } else { Ok(()) }
}

/// A day that somebody means, and not a slip of the year.
fn reasonable(field: &str, day: NaiveDate) -> Outcome<()> {
    if (2000..2100).contains(&day.year()) { Ok(()) } else { Err(invalid(field, "date")) }
}

fn worded(field: &str, text: &str) -> Outcome<()> {
    match text.trim() {
        "" => Err(invalid(field, "required")),
        text if text.chars().count() > LONGEST_REASON => Err(invalid(field, "too_long")),
        text if text.chars().any(char::is_control) => Err(invalid(field, "characters")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
