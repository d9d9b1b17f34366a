//! Taking a list away as a file, step by step, so that a million rows need no more memory than a thousand.

use serde_json::json;
use shared::lang::Lang;
use shared::service::state;

use super::{Outcome, Refusal, policy};
use crate::app::{Actor, App, Cx};
use crate::db::Conn;
use crate::db::exports::{self, Export, Listed, Place, Row};
use crate::db::queue::{self, Filter};

/// Cases that one step reads.
const STEP: usize = 1_000;

/// Where a list goes on.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    /// How many sections are told.
    section: usize,
    after: Option<Place>,
}

/// Begins to take a list away; returns the id under which that is noted. Nothing is noted of what was searched for,
/// which may be somebody's name.
///
/// # Errors
/// [`Refusal::ProofNeeded`] when the person must prove again who they are.
pub fn begin(conn: &mut Conn, cx: &Cx, filter: &Filter) -> Outcome<String> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    if !policy::proved(staff, cx.now) {
        return Err(Refusal::ProofNeeded);
    }
    let export = Export {
        id: cx.id(),
        at: cx.now.naive_utc(),
        staff_id: staff.id.clone(),
        filter: told(&cx.app, filter).to_string(),
        row_count: None,
    };
    exports::insert(conn, &export)?;
    Ok(export.id)
}

/// The next cases of a list, newest first in each section, and where it goes on; nowhere after the last one.
///
/// # Errors
/// When storage fails.
pub fn step(conn: &mut Conn, filter: &Filter, mark: &Mark) -> Outcome<(Vec<Row>, Option<Mark>)> {
    if let (Some(ids), _) = queue::hits(conn, filter)? {
        let mut rows = exports::with_ids(conn, &filter.sections, &ids)?;
        rows.retain(|(case, _)| passes(filter, case));
        return Ok((rows, None));
    }
    let Some(section) = filter.sections.get(mark.section) else { return Ok((Vec::new(), None)) };
    let mut rows = exports::next(conn, section, mark.after.as_ref(), i64::try_from(STEP).unwrap_or(i64::MAX))?;
    let last = rows.last().filter(|_| rows.len() == STEP).map(|(case, _)| (case.received_at, case.id.clone()));
    let next = match last {
        Some(place) => Mark { section: mark.section, after: Some(place) },
        None => Mark { section: mark.section + 1, after: None },
    };
    rows.retain(|(case, _)| passes(filter, case));
    Ok((rows, Some(next).filter(|next| next.section < filter.sections.len())))
}

/// Notes that the last row was sent.
///
/// # Errors
/// When storage fails.
pub fn finish(conn: &mut Conn, id: &str, rows: usize) -> Outcome<()> {
    Ok(exports::finish(conn, id, i64::try_from(rows).unwrap_or(i64::MAX))?)
}

/// Whether a case belongs to the list. Asked here and not by the query, which reads on in one index, whatever the list
/// is narrowed to.
fn passes(filter: &Filter, case: &Listed) -> bool {
    let is = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
    filter.fees.as_ref().is_none_or(|fees| fees.contains(&case.fee))
        && is(&filter.service, &case.service)
        && is(&filter.state, &case.state)
        && is(&filter.language, &case.language)
        && filter.ended.is_none_or(|ended| ended == case.ended)
        && filter.assigned_to.as_ref().is_none_or(|person| case.assigned_to.as_ref() == Some(person))
        && !(filter.unassigned && case.assigned_to.is_some())
        && filter.due_before.is_none_or(|moment| case.next_due_at < moment)
}

/// What a list was narrowed to, in codes that are ours: a parameter may hold anything that was typed.
fn told(app: &App, filter: &Filter) -> serde_json::Value {
    let service = filter.service.as_deref().filter(|kind| app.services.iter().any(|service| service.kind == *kind));
    let known = |code: &&str| {
        let mut actions = app.services.iter().flat_map(|service| service.actions);
        *code == state::RECEIVED || actions.any(|action| action.to == Some(*code))
    };
    json!({
        "service": service,
        "state": filter.state.as_deref().filter(known),
        "ended": filter.ended,
        "of_one_person": filter.assigned_to.is_some(),
        "unassigned": filter.unassigned,
        "due_before": filter.due_before,
        "language": filter.language.as_deref().and_then(Lang::from_code).map(Lang::code),
        "searched": !filter.words.is_empty(),
    })
}
