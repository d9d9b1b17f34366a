//! What the database takes from the profile once: calendars, closures, the fee schedule and the retention schedule belong
//! to it from then on.

use super::{Outcome, retention};
use crate::app::Cx;
use crate::config::profile::Profile;
use crate::db::orders::{self, FeeLine};
use crate::db::{Conn, calendars};

/// Seeds what the database does not have yet; several processes may start at once.
///
/// # Errors
/// When storage fails.
pub fn seed_from_profile(conn: &mut Conn, cx: &Cx) -> Outcome<()> {
    let profile = &cx.app.profile;
    for id in profile.calendars.keys() {
        if let Some(closures) = profile.closures(id)
            && !calendars::known(conn, id)?
        {
            calendars::add(conn, &closures, cx.now.naive_utc())?;
        }
    }
    let lines = fee_lines(profile);
    if orders::schedule(conn, profile.fees.effective_from)?.is_empty() {
        orders::add_schedule(conn, &lines)?;
    }
    retention::seed(conn, cx)
}

/// Lines that have a fixed amount; the others are named on the fees page and charged when their amount is known.
#[must_use]
pub fn fee_lines(profile: &Profile) -> Vec<FeeLine> {
    let fees = &profile.fees;
    let line = |line: &crate::config::profile::FeeLine| {
        Some(FeeLine {
            schedule_version: 1,
            code: line.code.clone(),
            name_en: line.name.en.clone(),
            name_es: line.name.es.clone(),
            unit: line.unit.en.clone(),
            cents: line.cents?.0,
            legal_basis: line.legal_basis.clone(),
            effective_from: fees.effective_from,
            sample: fees.sample,
        })
    };
    fees.lines.iter().filter_map(line).collect()
}
