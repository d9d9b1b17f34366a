//! The measure for `cargo xtask bench`: the rows of requests that were sent, written once more, by one process that does
//! nothing else.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::cases::Case;
use super::clocks::Clock;
use super::events::{Event, Payload};
use super::keys::Key;
use super::outbox::Row;
use super::schema::{access_keys, case_words, cases, event_payloads, events, limits, outbox};
use super::{Conn, Result, clocks, keys, outbox as jobs, pool};

/// Every row that one request made.
pub struct Sent {
    case: Case,
    events: Vec<(Event, Option<Payload>)>,
    clocks: Vec<Clock>,
    keys: Vec<Key>,
    jobs: Vec<Row>,
    words: String,
    limit: Limit,
}

/// A row of `limits`: one for the address that sent it.
type Limit = (Vec<u8>, chrono::NaiveDateTime, i32);

/// The requests that came in through the API, with all their rows.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn sent(url: &str) -> Result<Vec<Sent>> {
    let conn = &mut pool::connect(url)?;
    let came_in = cases::table.filter(cases::channel.eq("api")).order(cases::id).select(Case::as_select());
    let limits: Vec<Limit> = limits::table.load(conn)?;
    came_in.load::<Case>(conn)?.into_iter().zip(limits).map(|(case, limit)| rows_of(conn, case, limit)).collect()
}

fn rows_of(conn: &mut Conn, case: Case, limit: Limit) -> Result<Sent> {
    let id = case.id.as_str();
    let keys = access_keys::table.filter(access_keys::case_id.eq(id)).select(Key::as_select());
    let jobs = outbox::table.filter(outbox::case_id.eq(id)).select(Row::as_select());
    let words = case_words::table.filter(case_words::case_id.eq(id)).select(case_words::words);
    Ok(Sent {
        events: super::events::of_case(conn, id)?,
        clocks: clocks::of_case(conn, id)?,
        keys: keys.load(conn)?,
        jobs: jobs.load(conn)?,
        words: words.first(conn)?,
        limit,
        case,
    })
}

/// Writes the rows, those of `together` requests in one durable transaction.
///
/// # Errors
/// [`super::Error::Conflict`] when they are there.
pub fn write(url: &str, sent: &[Sent], together: usize) -> Result<()> {
    let conn = &mut pool::connect(url)?;
    for batch in sent.chunks(together) {
        // As the counter's own writer begins.
        conn.batch_execute("BEGIN IMMEDIATE")?;
        batch.iter().try_for_each(|request| insert(conn, request))?;
        conn.batch_execute("COMMIT")?;
    }
    Ok(())
}

fn insert(conn: &mut Conn, sent: &Sent) -> Result<()> {
    let (bucket, window_start, used) = &sent.limit;
    let limit = (limits::bucket.eq(bucket), limits::window_start.eq(window_start), limits::used.eq(used));
    diesel::insert_into(limits::table).values(limit).execute(conn)?;
    super::cases::insert(conn, &sent.case)?;
    for (event, payload) in &sent.events {
        diesel::insert_into(events::table).values(event).execute(conn)?;
        if let Some(payload) = payload {
            diesel::insert_into(event_payloads::table).values(payload).execute(conn)?;
        }
    }
    sent.clocks.iter().try_for_each(|clock| clocks::insert(conn, clock))?;
    let words = (case_words::case_id.eq(&sent.case.id), case_words::words.eq(&sent.words));
    diesel::insert_into(case_words::table).values(words).execute(conn)?;
    sent.keys.iter().try_for_each(|key| keys::insert(conn, key))?;
    sent.jobs.iter().try_for_each(|job| jobs::insert(conn, job))
}
