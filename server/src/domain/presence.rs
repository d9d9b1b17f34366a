//! Two people on one case see each other. Only who works in a section sees and is seen there.

use chrono::TimeDelta;

use crate::app::{Actor, Cx};
use crate::db::cases::Case;
use crate::db::{Conn, changes, presence};
use crate::domain::cases::queue_filter;
use crate::domain::{Outcome, Refusal, policy};

/// A case that has not been said to stand open for so long is open no more: the tab was closed, or the computer sleeps.
pub const LASTS: TimeDelta = TimeDelta::minutes(1);

/// How far back changes are looked for beyond the moment asked for. An id is made when its transaction begins, so that
/// one which took long, or was made by a server whose clock is behind, would be missed.
const LATE: TimeDelta = TimeDelta::seconds(5);

/// Most changes that are told at a time: one is enough to read the list again.
const MOST: i64 = 100;

/// Notes that a case stands open in a session, and says who else has it open, by staff id.
///
/// # Errors
/// When storage fails.
pub fn note(conn: &mut Conn, cx: &Cx, session_hash: &[u8], case: &Case) -> Outcome<Vec<String>> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    if !policy::may_see(staff, &case.section) {
        return Ok(Vec::new());
    }
    let since = (cx.now - LASTS).naive_utc();
    let row = presence::Row {
        session_hash: session_hash.to_vec(),
        case_id: case.id.clone(),
        staff_id: staff.id.clone(),
        seen_at: cx.now.naive_utc(),
    };
    presence::note(conn, &row, since)?;
    let mut here = presence::of_case(conn, &case.id, since)?;
    here.retain(|id| *id != staff.id);
    Ok(here)
}

/// What happened to the cases of a person's queue.
#[derive(Debug)]
pub struct News {
    /// Cases that are new or moved: reference and version.
    pub changed: Vec<(String, i64)>,
    /// Who else has which case open: reference and staff id.
    pub here: Vec<(String, String)>,
}

/// What happened since a moment, in milliseconds since 1970; without one nothing counts as changed.
///
/// # Errors
/// When storage fails.
pub fn news(conn: &mut Conn, cx: &Cx, since: Option<u64>) -> Outcome<News> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    let late = u64::try_from(LATE.num_milliseconds()).unwrap_or_default();
    let first_id = |since: u64| {
        let from = uuid::Builder::from_unix_timestamp_millis(since.saturating_sub(late), &[0; 10]);
        from.into_uuid().to_string()
    };
    let changed = match since {
        Some(since) => changes::after(conn, &queue_filter(staff), &first_id(since), MOST)?,
        None => Vec::new(),
    };
    let mut here = presence::of_sections(conn, &policy::sections(staff), (cx.now - LASTS).naive_utc())?;
    here.retain(|(_, id)| *id != staff.id);
    Ok(News { changed, here })
}
