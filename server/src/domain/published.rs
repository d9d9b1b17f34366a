//! What the department publishes from its database: the fees in force, and the days on which its offices are closed.

use shared::calendar::Closures;

use super::Outcome;
use crate::app::Cx;
use crate::db::orders::{self, FeeLine};
use crate::db::{Conn, calendars};

/// The fee schedule in force today, by code.
///
/// # Errors
/// When storage fails.
pub fn fees(conn: &mut Conn, cx: &Cx) -> Outcome<Vec<FeeLine>> {
    Ok(orders::schedule(conn, cx.app.profile.zone.date(cx.now))?)
}

/// The calendar of every office, with its closures from today on.
///
/// # Errors
/// When storage fails.
pub fn closures(conn: &mut Conn, cx: &Cx) -> Outcome<Vec<Closures>> {
    let today = cx.app.profile.zone.date(cx.now);
    cx.app.profile.calendars.keys().map(|office| Ok(calendars::newest(conn, office, today, calendars::FAR)?)).collect()
}
