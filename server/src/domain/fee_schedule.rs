//! Adopting the fee schedule of the profile: a new version, in force from a day on, that is no sample any more.

use chrono::NaiveDate;
use serde_json::json;

use super::administration::{Done, Subject, invalid, may_change, may_read, reason, record};
use super::{Outcome, Refusal, setup};
use crate::app::Cx;
use crate::db::orders::{self, FeeLine};
use crate::db::{self, Conn};

/// The newest schedule of the database, which may not be in force yet.
///
/// # Errors
/// [`Refusal::Forbidden`].
pub fn newest(conn: &mut Conn, cx: &Cx) -> Outcome<Vec<FeeLine>> {
    may_read(cx)?;
    Ok(orders::newest_schedule(conn)?)
}

/// Takes the lines of the profile over as the agency's own, from a day on. Orders that were made keep their version.
///
/// # Errors
/// [`Refusal::Stale`] when there is a newer version than `seen`; [`Refusal::Invalid`] by field.
pub fn adopt(conn: &mut Conn, cx: &Cx, seen: i32, from: NaiveDate, why: &str) -> Outcome<()> {
    may_change(cx)?;
    let why = reason(cx, why)?;
    if from < cx.app.profile.zone.date(cx.now) {
        return Err(invalid("effective_from", "past"));
    }
    let version = |lines: &[FeeLine]| lines.first().map_or(0, |line| line.schedule_version);
    let before = version(&orders::newest_schedule(conn)?);
    if before != seen {
        return Err(Refusal::Stale(i64::from(before)));
    }
    let own = |line| FeeLine { schedule_version: before + 1, effective_from: from, sample: false, ..line };
    let lines: Vec<FeeLine> = setup::fee_lines(&cx.app.profile).into_iter().map(own).collect();
    match orders::add_schedule(conn, &lines) {
        // On PostgreSQL two people may get as far as this at the same moment.
        Err(db::Error::Conflict(_)) => return Err(Refusal::Stale(i64::from(before + 1))),
        done => done?,
    }
    let after = json!({ "version": before + 1, "from": from });
    let id = (before + 1).to_string();
    let done = Done {
        subject: Subject::Fees,
        id: &id,
        what: "adopt",
        before: json!({ "version": before }),
        after,
        reason: why,
    };
    record(conn, cx, &done)?;
    Ok(())
}
