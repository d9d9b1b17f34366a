//! Which cases moved a moment ago, by the ids of their events, which grow with time: no table is scanned.

use diesel::prelude::*;

use super::queue::Filter;
use super::schema::{cases, events};
use super::{Conn, Result};

/// Cases within a person's scope that have an event with an id after `event`: reference and version.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn after(conn: &mut Conn, scope: &Filter, event: &str, limit: i64) -> Result<Vec<(String, i64)>> {
    let mut query = events::table
        .inner_join(cases::table.on(cases::id.eq(events::case_id)))
        .filter(events::id.gt(event))
        .filter(cases::section.eq_any(&scope.sections))
        .into_boxed();
    if let Some(fees) = &scope.fees {
        query = query.filter(cases::fee.eq_any(fees));
    }
    Ok(query.select((cases::reference, cases::head_seq)).order(events::id.asc()).limit(limit).load(conn)?)
}
