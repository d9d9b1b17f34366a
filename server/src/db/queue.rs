//! The staff queue: keyset pages along indexes, and counts that stop early.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Integer};

use super::cases::Case;
use super::schema::cases;
use super::{Conn, Result, search};

/// Most rows that a count reads.
pub const COUNT_LIMIT: i64 = shared::staff::COUNT_LIMIT.cast_signed();

/// Most cases of a filter whose words are read one by one.
const MOST_LISTED: i64 = 1_000;

/// Most cases with common words that are held against a filter.
const MOST_LOOKED_AT: usize = 1_000;

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
    /// Words that a case must have; when many cases have them, the newest only.
    pub words: Vec<String>,
    /// The order.
    pub order: Order,
    /// Where the page before ended.
    pub after: Option<(NaiveDateTime, String)>,
    /// Most rows.
    pub limit: i64,
}

impl Filter {
    /// Whether it lets through less than what the person may see.
    fn narrows(&self) -> bool {
        self.service.is_some()
            || self.state.is_some()
            || self.ended.is_some()
            || self.assigned_to.is_some()
            || self.unassigned
            || self.due_before.is_some()
            || self.language.is_some()
    }
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

impl Order {
    const fn is_by_due(self) -> bool {
        matches!(self, Self::Due | Self::DueDescending)
    }
}

/// A part of a list that stands in one index, in its order. A list over several sections is as many parts, merged:
/// no database reads several ranges of an index in an order across them.
#[derive(Debug, Clone)]
struct Part<'a> {
    sections: &'a [String],
    ended: Option<bool>,
    fee: Option<&'a str>,
}

fn parts(filter: &Filter) -> Vec<Part<'_>> {
    if !filter.words.is_empty() {
        // A search has few hits: they are sorted.
        return vec![Part { sections: &filter.sections, ended: filter.ended, fee: None }];
    }
    // Indexes by due moment are parted by `ended`, but those by state.
    let both = filter.ended.is_none() && filter.state.is_none() && filter.order.is_by_due();
    let ended: &[Option<bool>] = if both { &[Some(false), Some(true)] } else { &[filter.ended] };
    let fees: Vec<Option<&str>> = match &filter.fees {
        Some(fees) => fees.iter().map(|fee| Some(fee.as_str())).collect(),
        None => vec![None],
    };
    let of_section = |section| {
        let fees = &fees;
        ended
            .iter()
            .flat_map(move |ended| fees.iter().map(move |fee| Part { sections: section, ended: *ended, fee: *fee }))
    };
    filter.sections.chunks(1).flat_map(of_section).collect()
}

type Backend = <Conn as Connection>::Backend;

/// A query on cases that every filter narrows.
type Query<'a> = cases::BoxedQuery<'a, Backend>;

fn filtered<'a>(filter: &'a Filter, part: &Part<'a>, hits: Option<&'a [String]>) -> Query<'a> {
    let mut query = match (hits, part.sections) {
        // Hits are of the person's sections. SQLite, told so once more, would go through all of the sections' cases.
        (Some(ids), _) => cases::table.filter(cases::id.eq_any(ids)).into_boxed(),
        // `=` and not `= ANY`, so that the rest of an index is known to be in order.
        (None, [section]) => cases::table.filter(cases::section.eq(section)).into_boxed(),
        (None, sections) => cases::table.filter(cases::section.eq_any(sections)).into_boxed(),
    };
    if let Some(fee) = part.fee {
        query = query.filter(cases::fee.eq(fee));
    } else if let Some(fees) = &filter.fees {
        query = query.filter(cases::fee.eq_any(fees));
    }
    if let Some(service) = &filter.service {
        query = query.filter(cases::service.eq(service));
    }
    if let Some(state) = &filter.state {
        query = query.filter(cases::state.eq(state));
    }
    if let Some(ended) = part.ended {
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
    query
}

/// The rows after the page before. The first condition alone decides where the index is entered.
fn after<'a>(query: Query<'a>, filter: &'a Filter) -> Query<'a> {
    let Some((at, id)) = &filter.after else { return query };
    let (due, received) = (cases::next_due_at, cases::received_at);
    match filter.order {
        Order::Due => query.filter(due.ge(*at)).filter(due.gt(*at).or(cases::id.gt(id))),
        Order::DueDescending => query.filter(due.le(*at)).filter(due.lt(*at).or(cases::id.lt(id))),
        Order::Received => query.filter(received.le(*at)).filter(received.lt(*at).or(cases::id.lt(id))),
    }
}

fn in_order(query: Query<'_>, order: Order) -> Query<'_> {
    match order {
        Order::Due => query.order((cases::next_due_at.asc(), cases::id.asc())),
        Order::DueDescending => query.order((cases::next_due_at.desc(), cases::id.desc())),
        Order::Received => query.order((cases::received_at.desc(), cases::id.desc())),
    }
}

/// One page of the list, and whether a search found more than it looked at.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn page(conn: &mut Conn, filter: &Filter) -> Result<(Vec<Case>, bool)> {
    let (hits, narrow) = hits(conn, filter)?;
    let mut page: Vec<Case> = Vec::new();
    let parts = parts(filter);
    for part in &parts {
        let query = in_order(after(filtered(filter, part, hits.as_deref()), filter), filter.order);
        page.extend(query.limit(filter.limit).select(Case::as_select()).load::<Case>(conn)?);
    }
    if parts.len() > 1 {
        page.sort_by(|one, other| {
            let (due, received) = (one.next_due_at.cmp(&other.next_due_at), one.received_at.cmp(&other.received_at));
            let id = one.id.cmp(&other.id);
            match filter.order {
                Order::Due => due.then(id),
                Order::DueDescending => due.then(id).reverse(),
                Order::Received => received.then(id).reverse(),
            }
        });
        page.truncate(usize::try_from(filter.limit).unwrap_or_default());
    }
    Ok((page, narrow))
}

/// How many cases pass a filter from where its page begins, at most its limit: the index is read that far and no row is
/// touched.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<u64> {
    let (hits, _) = hits(conn, filter)?;
    let mut left = filter.limit;
    for part in parts(filter) {
        let rows = after(filtered(filter, &part, hits.as_deref()), filter).limit(left);
        left -= Counted(rows.select(0.into_sql::<Integer>())).get_result::<i64>(conn)?;
        if left == 0 {
            break;
        }
    }
    Ok(u64::try_from(filter.limit - left).unwrap_or_default())
}

/// The ids of the cases that a search finds, when there is one; and whether there may be more.
///
/// All of them when few of the person's cases have the words, or when few pass the rest of the filter; otherwise those
/// among the first of the filter's cases and among the newest with the words. Cases that the person may not see count
/// nowhere, not even in what is said of more.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn hits(conn: &mut Conn, filter: &Filter) -> Result<(Option<Vec<String>>, bool)> {
    if filter.words.is_empty() {
        return Ok((None, false));
    }
    let (sections, words) = (&filter.sections, &filter.words);
    // Whose scope is narrowed by fees sees few of a section's hits: whether there are many must not show.
    let own = filter.fees.is_none();
    if own {
        let (newest, more) = search::newest_hits(conn, sections, words, search::MOST_HITS)?;
        if !more || (newest.len() == search::MOST_HITS && !filter.narrows()) {
            return Ok((Some(newest), more));
        }
    }
    let listed = ids(conn, filter, MOST_LISTED + 1)?;
    let cut = listed.len() > usize::try_from(MOST_LISTED).unwrap_or_default();
    let mut found = search::among(conn, &listed, sections, words)?;
    if own && cut {
        found.extend(search::newest_hits(conn, sections, words, MOST_LOOKED_AT)?.0);
    }
    Ok((Some(found), cut))
}

/// The ids of the first cases that pass a filter, whatever is searched for.
fn ids(conn: &mut Conn, filter: &Filter, limit: i64) -> Result<Vec<String>> {
    let all = Filter { words: Vec::new(), after: None, ..filter.clone() };
    let mut ids: Vec<String> = Vec::new();
    for part in parts(&all) {
        let left = limit - i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let query = in_order(filtered(&all, &part, None), all.order);
        ids.extend(query.limit(left).select(cases::id).load::<String>(conn)?);
    }
    Ok(ids)
}

/// How many rows a query with a limit has. Diesel's own `count` counts before the limit.
#[derive(QueryId)]
struct Counted<Q>(Q);

impl<Q: diesel::query_builder::Query> diesel::query_builder::Query for Counted<Q> {
    type SqlType = BigInt;
}

impl<Q> RunQueryDsl<Conn> for Counted<Q> {}

impl<Q: QueryFragment<Backend>> QueryFragment<Backend> for Counted<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        out.push_sql("SELECT count(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS counted");
        Ok(())
    }
}
