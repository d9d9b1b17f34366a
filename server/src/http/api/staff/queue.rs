//! The queue, its filters and its views.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use shared::form::Fault;
use shared::search::fold_words;
use shared::service::state;
use shared::staff::{Person, QueuePage, QueueQuery, QueueRow, Sort, View};

use crate::app::{Actor, Cx, StaffActor};
use crate::db::cases::Case;
use crate::db::queue::{self, COUNT_LIMIT, Filter, Order};
use crate::db::{Conn, clocks, staff};
use crate::domain::cases::queue_filter;
use crate::domain::{Outcome, Refusal};
use crate::http::words::{Words, mark_of, rfc3339, slug};

/// Rows of a page when the query names no number, and at most.
const ROWS: i64 = 50;
const MOST_ROWS: i64 = 200;

/// One page of the queue for a member of staff, within their scope.
///
/// # Errors
/// [`Refusal::Invalid`] by parameter.
pub fn load(conn: &mut Conn, cx: &Cx, words: &Words, query: &QueueQuery) -> Outcome<QueuePage> {
    let Actor::Staff(reader) = &cx.actor else { return Err(Refusal::Forbidden) };
    let limit = query.limit.map_or(ROWS, i64::from).clamp(1, MOST_ROWS);
    let mut filter = filter(reader, words, query)?;
    // One more than is shown tells whether there is a next page.
    filter.limit = limit + 1;
    let (mut cases, narrow) = queue::page(conn, &filter)?;
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = cases.len() > shown;
    cases.truncate(shown);
    let next = cases.last().filter(|_| more).map(|case| cursor(case, filter.order));
    let counts = if query.after.is_none() { counts(conn, reader, words)? } else { BTreeMap::new() };
    Ok(QueuePage { cases: rows(conn, words, &cases, filter.fees.is_some())?, next, counts, narrow })
}

/// The views above the queue; the first is where the console opens.
#[must_use]
pub fn views(words: &Words) -> Vec<View> {
    let query = QueueQuery::default;
    let open = || Some("open".to_owned());
    let views = [
        ("open", QueueQuery { state: open(), ..query() }),
        ("mine", QueueQuery { state: open(), assigned: Some("me".to_owned()), ..query() }),
        ("unassigned", QueueQuery { state: open(), assigned: Some("none".to_owned()), ..query() }),
        ("today", QueueQuery { state: open(), due_before: Some("tomorrow".to_owned()), ..query() }),
        ("overdue", QueueQuery { state: open(), due_before: Some("now".to_owned()), ..query() }),
        ("waiting", QueueQuery { state: Some(state::NEEDS_INFORMATION.to_owned()), ..query() }),
    ];
    views
        .into_iter()
        .map(|(id, query)| View { id: id.to_owned(), name: words.get(&format!("view-{id}")), query })
        .collect()
}

/// What a query asks for, within the person's scope.
///
/// # Errors
/// [`Refusal::Invalid`] by parameter.
pub(super) fn filter(reader: &StaffActor, words: &Words, query: &QueueQuery) -> Outcome<Filter> {
    let mut filter = queue_filter(reader);
    filter.service.clone_from(&query.service);
    match query.state.as_deref() {
        Some("open") => filter.ended = Some(false),
        Some(code) => filter.state = Some(code.to_owned()),
        None => {}
    }
    match query.assigned.as_deref() {
        Some("me") => filter.assigned_to = Some(reader.id.clone()),
        Some("none") => filter.unassigned = true,
        Some(id) => filter.assigned_to = Some(id.to_owned()),
        None => {}
    }
    filter.due_before = query.due_before.as_deref().map(|text| due_before(words, text)).transpose()?;
    filter.language.clone_from(&query.language);
    filter.words = query.q.as_deref().map(fold_words).unwrap_or_default();
    filter.order = match query.sort {
        Sort::Due => Order::Due,
        Sort::DueDesc => Order::DueDescending,
        Sort::Received => Order::Received,
    };
    filter.after = query.after.as_deref().map(|text| parse_cursor(text).ok_or_else(|| wrong("after"))).transpose()?;
    Ok(filter)
}

fn due_before(words: &Words, text: &str) -> Outcome<NaiveDateTime> {
    let day = match text {
        "now" => return Ok(words.now.naive_utc()),
        "tomorrow" => words.today().checked_add_days(Days::new(1)).ok_or_else(|| wrong("due_before"))?,
        date => date.parse::<NaiveDate>().map_err(|_| wrong("due_before"))?,
    };
    let midnight = day.and_time(NaiveTime::MIN).and_local_timezone(words.app().profile.zone.id);
    midnight.earliest().map(|moment| moment.with_timezone(&Utc).naive_utc()).ok_or_else(|| wrong("due_before"))
}

fn wrong(parameter: &str) -> Refusal {
    Refusal::Invalid(vec![Fault::new(parameter, "choice")])
}

fn cursor(case: &Case, order: Order) -> String {
    let at = if order == Order::Received { case.received_at } else { case.next_due_at };
    URL_SAFE_NO_PAD.encode(format!("{} {}", at.and_utc().timestamp_micros(), case.id))
}

fn parse_cursor(text: &str) -> Option<(NaiveDateTime, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (micros, id) = text.split_once(' ')?;
    Some((chrono::DateTime::from_timestamp_micros(micros.parse().ok()?)?.naive_utc(), id.to_owned()))
}

/// How many cases each view and each service holds; each count stops early, so that it never grows with the table.
fn counts(conn: &mut Conn, reader: &StaffActor, words: &Words) -> Outcome<BTreeMap<String, u64>> {
    let mut counts = BTreeMap::new();
    for view in views(words) {
        let filter = Filter { limit: COUNT_LIMIT, ..filter(reader, words, &view.query)? };
        counts.insert(view.id, queue::count(conn, &filter)?);
    }
    for service in &words.app().services {
        let query = QueueQuery {
            state: Some("open".to_owned()),
            service: Some(service.kind.to_owned()),
            ..QueueQuery::default()
        };
        let filter = Filter { limit: COUNT_LIMIT, ..filter(reader, words, &query)? };
        counts.insert(service.kind.to_owned(), queue::count(conn, &filter)?);
    }
    Ok(counts)
}

/// The rows of cases; whoever sees them only for their fees is told neither who asks nor what for.
fn rows(conn: &mut Conn, words: &Words, cases: &[Case], payment_only: bool) -> Outcome<Vec<QueueRow>> {
    let ids: Vec<String> = cases.iter().map(|case| case.id.clone()).collect();
    let clocks = clocks::open_of(conn, &ids)?;
    let people = staff::names(conn)?;
    let service_text = |case: &Case| words.get(&format!("service-{}", slug(&case.service)));
    let row = |case: &Case| QueueRow {
        reference: case.reference.clone(),
        service: case.service.clone(),
        service_text: service_text(case),
        subject: if payment_only { service_text(case) } else { case.subject.clone() },
        state: case.state.clone(),
        state_text: words.state(&case.state),
        mark: mark_of(&case.state),
        due: words.next_due(case.next_due_at, clocks.iter().find(|clock| clock.case_id == case.id)),
        owner: case.assigned_to.as_ref().and_then(|owner| people.iter().find(|(id, _)| id == owner)).map(
            |(id, name)| {
                let short = name.split_whitespace().next_back().unwrap_or(name).to_owned();
                Person { id: id.clone(), name: name.clone(), short }
            },
        ),
        language: case.language.clone(),
        requester: Some(case.requester_name.clone()).filter(|name| !payment_only && !name.is_empty()),
        received: shared::staff::Moment {
            at: rfc3339(case.received_at.and_utc()),
            text: words.staff_moment(case.received_at.and_utc()),
        },
        at_risk: case.at_risk && !payment_only,
        version: case.head_seq,
    };
    Ok(cases.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_comes_back_and_no_text_breaks_it(text in "\\PC{0,60}|[A-Za-z0-9_-]{0,60}", micros: i64, id in "[0-9a-f-]{36}") {
            let _ = parse_cursor(&text);
            let read = parse_cursor(&URL_SAFE_NO_PAD.encode(format!("{micros} {id}")));
            match chrono::DateTime::from_timestamp_micros(micros) {
                Some(at) => prop_assert_eq!(read, Some((at.naive_utc(), id))),
                None => prop_assert_eq!(read, None),
            }
        }
    }
}
