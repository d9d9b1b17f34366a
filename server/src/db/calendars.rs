//! Office calendars: append-only versions, seeded once from the profile.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, Weekday};
use diesel::prelude::*;
use shared::calendar::{Closures, Reason};

use super::schema::{calendar_versions, closures};
use super::{Conn, Error, Result};

/// How far a clock may look ahead: the longest is a year, and then rolls.
pub const FAR: Days = Days::new(800);

/// One version without its closures.
#[derive(Queryable, Selectable)]
#[diesel(table_name = calendar_versions)]
struct Version {
    version: i32,
    closed_weekdays: String,
    weekday_changes: String,
    known_until: NaiveDate,
}

/// The ids of all calendars, in order.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn ids(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(calendar_versions::table
        .filter(calendar_versions::version.eq(1))
        .order(calendar_versions::calendar)
        .select(calendar_versions::calendar)
        .load(conn)?)
}

/// The newest version of a calendar, with the closures of the days `from` and `ahead` after it.
///
/// # Errors
/// [`Error::NotFound`] when the calendar is not known.
pub fn newest(conn: &mut Conn, calendar: &str, from: NaiveDate, ahead: Days) -> Result<Closures> {
    let version = newest_version(conn, calendar)?;
    let until = from.checked_add_days(ahead).unwrap_or_else(never);
    read(conn, calendar, version, from, until)
}

/// The newest version of a calendar with every closure.
///
/// # Errors
/// [`Error::NotFound`] when the calendar is not known.
pub fn whole(conn: &mut Conn, calendar: &str) -> Result<Closures> {
    let version = newest_version(conn, calendar)?;
    read(conn, calendar, version, NaiveDate::default(), never())
}

/// A version of a calendar as it was, with every closure: what a stored clock was worked out from.
///
/// # Errors
/// [`Error::NotFound`] when there is no such version.
pub fn version(conn: &mut Conn, calendar: &str, version: u32) -> Result<Closures> {
    let version = calendar_versions::table
        .find((calendar, i32::try_from(version).unwrap_or(i32::MAX)))
        .select(Version::as_select())
        .first(conn)?;
    read(conn, calendar, version, NaiveDate::default(), never())
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
/// [`Error::Conflict`] on `calendar_versions_pkey` when the version exists.
pub fn add(conn: &mut Conn, calendar: &Closures, at: NaiveDateTime) -> Result<()> {
    let version = i32::try_from(calendar.version).unwrap_or(i32::MAX);
    let weekdays: Vec<String> = calendar.weekdays.iter().map(ToString::to_string).collect();
    let changes = serde_json::to_string(&calendar.weekday_changes).map_err(|error| Error::Other(error.to_string()))?;
    diesel::insert_into(calendar_versions::table)
        .values((
            calendar_versions::calendar.eq(&calendar.id),
            calendar_versions::version.eq(version),
            calendar_versions::closed_weekdays.eq(weekdays.join(",")),
            calendar_versions::weekday_changes.eq(changes),
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

/// After every closure: the last day that both databases compare alike.
fn never() -> NaiveDate {
    super::cases::never().date()
}

fn newest_version(conn: &mut Conn, calendar: &str) -> Result<Version> {
    Ok(calendar_versions::table
        .filter(calendar_versions::calendar.eq(calendar))
        .order(calendar_versions::version.desc())
        .select(Version::as_select())
        .first(conn)?)
}

fn read(conn: &mut Conn, calendar: &str, of: Version, from: NaiveDate, until: NaiveDate) -> Result<Closures> {
    let days: Vec<(NaiveDate, String, String)> = closures::table
        .filter(closures::calendar.eq(calendar).and(closures::version.eq(of.version)))
        .filter(closures::day.between(from, until))
        .select((closures::day, closures::reason_en, closures::reason_es))
        .load(conn)?;
    let unread = || Error::Other("a calendar has an unknown weekday".to_owned());
    let weekdays = of.closed_weekdays.split(',').filter(|day| !day.is_empty()).map(str::parse::<Weekday>);
    let changes: BTreeMap<NaiveDate, Vec<Weekday>> = serde_json::from_str(&of.weekday_changes).map_err(|_| unread())?;
    Ok(Closures {
        id: calendar.to_owned(),
        version: u32::try_from(of.version).unwrap_or_default(),
        weekdays: weekdays.collect::<std::result::Result<_, _>>().map_err(|_| unread())?,
        weekday_changes: changes,
        dates: days.into_iter().map(|(day, en, es)| (day, Reason { en, es })).collect(),
        known_until: of.known_until,
    })
}
