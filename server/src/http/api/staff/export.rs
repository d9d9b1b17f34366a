//! The queue as a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header;
use bytes::Bytes;
use chrono::NaiveDateTime;
use shared::problem::Problem;
use shared::staff::QueueQuery;

use super::queue;
use super::sheets::charts::outcome;
use crate::app::{App, Cx};
use crate::db::exports::Row;
use crate::db::queue::Filter;
use crate::db::{Conn, cases, staff};
use crate::domain::list_export::{self, Mark};
use crate::domain::{Outcome, Refusal};
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Query, StaffSession, csv};

/// The columns, by the keys of their headings.
const COLUMNS: [&str; 12] = [
    "export-reference",
    "export-service",
    "export-subject",
    "export-state",
    "export-due",
    "export-owner",
    "export-requester",
    "export-language",
    "export-report-number",
    "export-received",
    "export-ended",
    "export-outcome",
];

/// `GET cases.csv`: the queue with the same filters, all of it, newest first in each section. Every case that is in the
/// list from the beginning to the end is in the file, once; the order and the page that were asked for do not count.
///
/// A file that breaks off was not finished: there is no row that says so.
///
/// # Errors
/// 403 `reauthentication_required`; 422 by parameter.
#[utoipa::path(get, path = "/api/v1/staff/cases.csv", params(QueueQuery), responses((status = 200, body = String, content_type = "text/csv"), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn cases(ctx: Ctx, person: StaffSession, Query(query): Query<QueueQuery>) -> Result<HttpResponse, ApiError> {
    let words = Words::new(&ctx.app, person.lang);
    let name = format!("attachment; filename=\"cases-{}.csv\"", words.today());
    let list = Arc::new(List { filter: queue::filter(&person.actor, &words, &query)?, words });
    let (app, actor) = (ctx.app.clone(), person.as_actor());
    let noted = Arc::clone(&list);
    let id = app.write(&actor, move |conn, cx| list_export::begin(conn, cx, &noted.filter)).await?;
    // Each step is made when the one before was taken: a slow reader holds neither a connection nor rows.
    let rows = async_stream::try_stream! {
        yield Bytes::from(list.head()?);
        let (mut mark, mut count) = (Some(Mark::default()), 0);
        while let Some(at) = mark.take() {
            let list = Arc::clone(&list);
            let step = app.read(&actor, move |conn: &mut Conn, _: &Cx| list.step(conn, &at)).await?;
            mark = step.next;
            count += step.rows;
            if !step.lines.is_empty() {
                yield Bytes::from(step.lines);
            }
        }
        app.write(&actor, move |conn: &mut Conn, _: &Cx| list_export::finish(conn, &id, count)).await?;
    };
    let rows: std::pin::Pin<Box<dyn futures_util::Stream<Item = Result<Bytes, ApiError>>>> = Box::pin(rows);
    Ok(HttpResponse::Ok()
        .content_type(csv::MEDIA_TYPE)
        .insert_header((header::CONTENT_DISPOSITION, name))
        .streaming(rows))
}

/// A list in somebody's words.
struct List {
    filter: Filter,
    words: Words,
}

/// Some lines of it.
struct Step {
    lines: Vec<u8>,
    rows: usize,
    next: Option<Mark>,
}

impl List {
    fn head(&self) -> Result<Vec<u8>, ApiError> {
        let names = COLUMNS.map(|key| self.words.get(key));
        csv::line(names.iter().map(String::as_str)).map_err(|error| ApiError::Internal(error.to_string()))
    }

    fn step(&self, conn: &mut Conn, mark: &Mark) -> Outcome<Step> {
        let (rows, next) = list_export::step(conn, &self.filter, mark)?;
        let people: BTreeMap<String, String> = staff::names(conn)?.into_iter().collect();
        let mut said = Said { words: &self.words, texts: BTreeMap::new() };
        let mut lines = Vec::new();
        for row in &rows {
            let cells = self.cells(row, &people, &mut said);
            let line = csv::line(cells.iter().map(String::as_str));
            lines.extend(line.map_err(|error| Refusal::Storage(crate::db::Error::Other(error.to_string())))?);
        }
        Ok(Step { lines, rows: rows.len(), next })
    }

    /// A row; whoever sees cases only for their fees is told neither who asks nor what for.
    fn cells(&self, (case, ended_at): &Row, people: &BTreeMap<String, String>, said: &mut Said<'_>) -> [String; 12] {
        let app = self.words.app();
        let whole = self.filter.fees.is_none();
        let of = |text: &str| if whole { text.to_owned() } else { String::new() };
        let end = ended_at.map(|_| case.disposition.as_ref().unwrap_or(&case.state));
        [
            case.reference.clone(),
            said.text("service", &case.service, |words, code| words.get(&format!("service-{}", slug(code)))),
            of(&case.subject),
            said.text("state", &case.state, Words::state),
            if case.next_due_at == cases::never() { String::new() } else { moment(app, case.next_due_at) },
            case.assigned_to.as_ref().and_then(|id| people.get(id)).cloned().unwrap_or_default(),
            of(&case.requester_name),
            case.language.clone(),
            of(case.report_number.as_deref().unwrap_or_default()),
            moment(app, case.received_at),
            ended_at.map(|at| moment(app, at)).unwrap_or_default(),
            end.map(|code| said.text("outcome", code, outcome)).unwrap_or_default(),
        ]
    }
}

/// Words that were looked up already: a million rows have few of them.
struct Said<'a> {
    words: &'a Words,
    texts: BTreeMap<(&'static str, String), String>,
}

impl Said<'_> {
    fn text(&mut self, kind: &'static str, code: &str, make: impl FnOnce(&Words, &str) -> String) -> String {
        let text = self.texts.entry((kind, code.to_owned())).or_insert_with(|| make(self.words, code));
        text.clone()
    }
}

/// RFC 3339 with the department's offset of that day.
fn moment(app: &App, at: NaiveDateTime) -> String {
    app.profile.zone.with_offset(at.and_utc())
}
