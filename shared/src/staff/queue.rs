//! The queue: what is asked, and the rows that come back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `GET cases?…`: the filters, which stand in the console's address under the same names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams, utoipa::ToSchema), into_params(parameter_in = Query))]
#[serde(default)]
pub struct QueueQuery {
    /// A service kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// A state code, or `open` for every state in which somebody must still act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `me`, `none`, or the id of an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned: Option<String>,
    /// `now` (overdue), `tomorrow` (overdue or due today), or a date `YYYY-MM-DD`; exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_before: Option<String>,
    /// The requester's language, as in `es-US`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Search words: reference, name, report number, text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// The order.
    #[serde(skip_serializing_if = "Sort::is_default")]
    pub sort: Sort,
    /// The `next` of the page before; opaque.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows at most: 1 to 200, 50 when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// The order of the queue. Cases without a running clock come last, newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Soonest due first.
    #[default]
    Due,
    /// Latest due first.
    DueDesc,
    /// Newest received first.
    Received,
}

impl Sort {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Where counting stops: it bounds what each first page of the queue reads.
pub const COUNT_LIMIT: u64 = 500;

/// A count in figures, as "499" or, where counting stopped, "500+".
#[must_use]
pub fn capped(count: u64) -> String {
    if count >= COUNT_LIMIT { format!("{COUNT_LIMIT}+") } else { count.to_string() }
}

/// One page of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueuePage {
    /// The rows, in the order asked for.
    pub cases: Vec<QueueRow>,
    /// What to send as `after` for the rows that follow.
    pub next: Option<String>,
    /// Cases in each view (by its id) and in each service (by its kind) that this person may see.
    ///
    /// Only on a page without `after`; counting stops at [`COUNT_LIMIT`], which means as many or more.
    #[serde(default)]
    pub counts: BTreeMap<String, u64>,
    /// Set when a search found more than it lists: ask for a narrower one.
    #[serde(default)]
    pub narrow: bool,
}

/// One case in the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueRow {
    /// Shown as `XXXX-XXXX`.
    pub reference: String,
    /// The service kind.
    pub service: String,
    /// Its short name for one case, as in "Report copy".
    pub service_text: String,
    /// What it is about, in a few words.
    pub subject: String,
    /// State code.
    pub state: String,
    /// The state in words.
    pub state_text: String,
    /// The shape beside the words.
    pub mark: StateMark,
    /// The soonest running clock.
    pub due: Option<Due>,
    /// Whose case it is; none: unassigned.
    pub owner: Option<Person>,
    /// The requester's language, as in `es-US`.
    pub language: String,
    /// The requester's name, when one was given.
    pub requester: Option<String>,
    /// When it was received.
    pub received: Moment,
    /// Whether the requester may be at risk (Family 6228, safe contact).
    pub at_risk: bool,
    /// The case's version.
    pub version: i64,
}

/// A moment, for machines and for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moment {
    /// RFC 3339 in UTC.
    pub at: String,
    /// In the department's zone and the reader's language, as in "Mon Nov 16, 10:12".
    pub text: String,
}

/// A member of staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Id of the account.
    pub id: String,
    /// The full name.
    pub name: String,
    /// What a narrow column shows, as in "Alvarado".
    pub short: String,
}

/// When something is due, said the way the console shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Due {
    /// RFC 3339 in UTC.
    pub at: String,
    /// The whole moment, as in "Mon Nov 30, 23:59".
    pub text: String,
    /// The word first, as in "Overdue 1 day", "Today 15:20", "Wed Dec 2, 8 days".
    pub words: String,
    /// How it is coloured.
    pub urgency: Urgency,
}

/// How near a due moment is, when the answer was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Past.
    Overdue,
    /// Today, local time.
    Today,
    /// Tomorrow, local time.
    Tomorrow,
    /// After tomorrow.
    #[default]
    Later,
    /// The clock was met; `words` say when.
    Met,
}

/// Five shapes that say how far a case is, without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StateMark {
    /// Nobody has begun (received).
    #[default]
    Empty,
    /// Staff are at work (in review, approved).
    Half,
    /// Somebody outside must act (needs information, fee due).
    Dotted,
    /// Ready or done (scheduled, ready, released).
    Full,
    /// Over (denied, closed, withdrawn).
    Square,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_stopped_says_so() {
        assert_eq!([0, 499, 500, 999].map(capped), ["0", "499", "500+", "500+"]);
    }
}
