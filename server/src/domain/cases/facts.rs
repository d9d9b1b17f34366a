//! What the gates of a service may look at.

use chrono::TimeDelta;
use shared::form::Answers;
use shared::service::{Facts, Fee};

use crate::app::Cx;
use crate::db::cases::Case;
use crate::db::{Conn, documents};
use crate::domain::Outcome;

/// How long a release can be recalled.
const RECALL_MINUTES: i64 = 10;

/// The answers of a case's intake that stand in clear.
#[must_use]
pub fn answers(case: &Case) -> Answers {
    serde_json::from_str(&case.intake).unwrap_or_default()
}

/// The facts of a case at the moment of `cx`.
///
/// # Errors
/// When storage fails.
pub fn facts_of<'a>(conn: &mut Conn, cx: &Cx, case: &'a Case, answers: &'a Answers) -> Outcome<Facts<'a>> {
    let documents = documents::of_case(conn, &case.id)?;
    Ok(Facts {
        state: &case.state,
        fee: Fee::parse(&case.fee).unwrap_or(Fee::Undecided),
        answers,
        has_release_document: documents
            .iter()
            .any(|document| document.staff_id.is_some() && document.destroyed_at.is_none()),
        recall_open: case.released_at.is_some_and(|at| cx.now.naive_utc() - at < TimeDelta::minutes(RECALL_MINUTES)),
    })
}
