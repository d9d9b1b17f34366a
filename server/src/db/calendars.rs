//! Office calendars: append-only versions, seeded once from the profile.

use chrono::{Days, NaiveDate, NaiveDateTime, Weekday};
use diesel::prelude::*;
use shared::calendar::{Closures, Reason};

use super::schema::{calendar_versions, closures};
use super::{Conn, Error, Result};

/// How far a clock may look ahead: the longest is a year, and then rolls.
const DAYS_AHEAD: u64 = 800;

/// The newest version of a calendar, with the closures that a clock from `from` on may meet.
///
/// # Errors
/// [`Error::NotFound`] when the calendar is not known.
pub fn newest(conn: &mut Conn, calendar: &str, from: NaiveDate) -> Result<Closures> {
    let (version, weekdays, known_until): (i32, String, NaiveDate) = calendar_versions::table
        .filter(calendar_versions::calendar.eq(calendar))
        .order(calendar_versions::version.desc())
        .select((calendar_versions::version, calendar_versions::closed_weekdays, calendar_versions::known_until))
        .first(conn)?;
    let until = from.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(NaiveDate::MAX);
    let days: Vec<(NaiveDate, String, String)> = closures::table
        .filter(closures::calendar.eq(calendar).and(closures::version.eq(version)))
        .filter(closures::day.between(from, until))
        .select((closures::day, closures::reason_en, closures::reason_es))
        .load(conn)?;
    let weekdays = weekdays
        .split(',')
        .filter(|day| !day.is_empty())
        .map(str::parse::<Weekday>)
        .collect::<std::result::Result<_, _>>();
    Ok(Closures {
        id: calendar.to_owned(),
        version: u32::try_from(version).unwrap_or_default(),
        weekdays: weekdays.map_err(|_| Error::Other("a calendar has an unknown weekday".to_owned()))?,
        dates: days.into_iter().map(|(day, en, es)| (day, Reason { en, es })).collect(),
        known_until,
    })
}

/// Whether a calendar has a version already.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn known(conn: &mut Conn, calendar: &str) -> Result<bool> {
    Ok(calendar_versions::table.filter(calendar_versions::calendar.eq(calendar)).count().get_result::<i64>(conn)? > 0)
}

/// Adds a version of a calendar.
///
/// # Errors
/// [`Error::Conflict`] when the version exists.
pub fn add(conn: &mut Conn, calendar: &Closures, at: NaiveDateTime) -> Result<()> {
    let version = i32::try_from(calendar.version).unwrap_or(i32::MAX);
    let weekdays: Vec<String> = calendar.weekdays.iter().map(ToString::to_string).collect();
    diesel::insert_into(calendar_versions::table)
        .values((
            calendar_versions::calendar.eq(&calendar.id),
            calendar_versions::version.eq(version),
            calendar_versions::closed_weekdays.eq(weekdays.join(",")),
            calendar_versions::known_until.eq(calendar.known_until),
            calendar_versions::made_at.eq(at),
        ))
        .execute(conn)?;
    for (day, reason) in &calendar.dates {
        diesel::insert_into(closures::table)
            .values((
                closures::calendar.eq(&calendar.id),
                closures::version.eq(version),
                closures::day.eq(day),
                closures::reason_en.eq(&reason.en),
                closures::reason_es.eq(&reason.es),
            ))
            .execute(conn)?;
    }
    Ok(())
}
