//! The staff queue: keyset pages on indexed columns, and counts that stop early.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::cases::Case;
use super::schema::cases;
use super::{Conn, Result, search};

/// Most cases that a count looks at: beyond it, "more than" is said.
pub const COUNT_LIMIT: i64 = 999;

/// What is listed.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Sections within the person's scope; no other case is ever read.
    pub sections: Vec<String>,
    /// Only fee codes in here, for people whose scope is payment.
    pub fees: Option<Vec<String>>,
    /// One service.
    pub service: Option<String>,
    /// One state.
    pub state: Option<String>,
    /// Only cases that are ended, or only those that are not.
    pub ended: Option<bool>,
    /// One person's cases.
    pub assigned_to: Option<String>,
    /// Nobody's cases.
    pub unassigned: bool,
    /// Due before.
    pub due_before: Option<NaiveDateTime>,
    /// The requester's language.
    pub language: Option<String>,
    /// Words that a case must have; the newest hits only.
    pub words: Vec<String>,
    /// The order.
    pub order: Order,
    /// Where the page before ended.
    pub after: Option<(NaiveDateTime, String)>,
    /// Most rows.
    pub limit: i64,
}

/// The order of a list; the id decides between equals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Soonest due first.
    #[default]
    Due,
    /// Latest due first.
    DueDescending,
    /// Newest first.
    Received,
}

/// A query on cases that every filter narrows.
type Query<'a> = cases::BoxedQuery<'a, <Conn as Connection>::Backend>;

fn filtered<'a>(conn: &mut Conn, filter: &'a Filter) -> Result<(Query<'a>, bool)> {
    let mut query = cases::table.filter(cases::section.eq_any(&filter.sections)).into_boxed();
    let mut narrow = false;
    if !filter.words.is_empty() {
        let (ids, more) = search::newest_hits(conn, &filter.words)?;
        narrow = more;
        query = query.filter(cases::id.eq_any(ids));
    }
    if let Some(fees) = &filter.fees {
        query = query.filter(cases::fee.eq_any(fees));
    }
    if let Some(service) = &filter.service {
        query = query.filter(cases::service.eq(service));
    }
    if let Some(state) = &filter.state {
        query = query.filter(cases::state.eq(state));
    }
    if let Some(ended) = filter.ended {
        query = query.filter(cases::ended.eq(ended));
    }
    if let Some(staff) = &filter.assigned_to {
        query = query.filter(cases::assigned_to.eq(staff));
    }
    if filter.unassigned {
        query = query.filter(cases::assigned_to.is_null());
    }
    if let Some(moment) = filter.due_before {
        query = query.filter(cases::next_due_at.lt(moment));
    }
    if let Some(language) = &filter.language {
        query = query.filter(cases::language.eq(language));
    }
    Ok((query, narrow))
}

/// One page of the list, and whether a search found more than it looked at.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn page(conn: &mut Conn, filter: &Filter) -> Result<(Vec<Case>, bool)> {
    let (mut query, narrow) = filtered(conn, filter)?;
    if let Some((at, id)) = &filter.after {
        query = match filter.order {
            Order::Due => query.filter(cases::next_due_at.gt(*at).or(cases::next_due_at.eq(*at).and(cases::id.gt(id)))),
            Order::DueDescending => {
                query.filter(cases::next_due_at.lt(*at).or(cases::next_due_at.eq(*at).and(cases::id.lt(id))))
            }
            Order::Received => {
                query.filter(cases::received_at.lt(*at).or(cases::received_at.eq(*at).and(cases::id.lt(id))))
            }
        };
    }
    query = match filter.order {
        Order::Due => query.order((cases::next_due_at.asc(), cases::id.asc())),
        Order::DueDescending => query.order((cases::next_due_at.desc(), cases::id.desc())),
        Order::Received => query.order((cases::received_at.desc(), cases::id.desc())),
    };
    Ok((query.limit(filter.limit).select(Case::as_select()).load(conn)?, narrow))
}

/// How many cases pass a filter, at most its limit.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<u64> {
    let (query, _) = filtered(conn, filter)?;
    let ids: Vec<String> = query.limit(filter.limit).select(cases::id).load(conn)?;
    Ok(u64::try_from(ids.len()).unwrap_or_default())
}
