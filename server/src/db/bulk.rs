//! Many cases at once, for `bench seed`: rows that are complete, in as few statements as the database takes.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::cases::Case;
use super::clocks::Clock;
use super::endings::Ending;
use super::events::{Event, GENESIS, Payload};
use super::schema::{case_words, cases, clocks, endings, event_payloads, events};
use super::{Conn, Result, pool, search};

/// Rows in one statement: PostgreSQL takes 65,535 values.
const ROWS: usize = 1000;

/// Cases with what hangs on them.
#[derive(Debug, Default)]
pub struct Batch {
    cases: Vec<Case>,
    events: Vec<Event>,
    payloads: Vec<Payload>,
    clocks: Vec<Clock>,
    words: Vec<Words>,
    endings: Vec<Ending>,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = case_words)]
struct Words {
    case_id: String,
    words: String,
}

/// The one event of a case.
#[derive(Debug)]
pub struct First {
    /// UUIDv7.
    pub id: String,
    /// When.
    pub at: NaiveDateTime,
    /// What happened.
    pub kind: String,
    /// The details, as JSON.
    pub payload: String,
    /// Random bytes.
    pub salt: Vec<u8>,
}

impl Batch {
    /// Whether it holds no case.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// Adds a case whose history is one event; its head is set here.
    ///
    /// # Errors
    /// [`super::Error::Other`] when the event cannot be written as JSON, which no event can fail at.
    pub fn add(&mut self, mut case: Case, first: First, clocks: Vec<Clock>, words: &[String]) -> Result<()> {
        let payload = Payload { event_id: first.id.clone(), salt: first.salt, payload: first.payload };
        let mut event = Event {
            id: first.id,
            case_id: case.id.clone(),
            seq: 1,
            at: first.at,
            actor: "system".to_owned(),
            staff_id: None,
            kind: first.kind,
            payload_digest: payload.digest(),
            prev_hash: GENESIS.to_vec(),
            hash: Vec::new(),
        };
        event.hash = event.compute_hash()?;
        (case.head_seq, case.head_hash) = (1, event.hash.clone());
        self.words.push(Words { case_id: case.id.clone(), words: search::stored(&case.section, words) });
        self.cases.push(case);
        self.events.push(event);
        self.payloads.push(payload);
        self.clocks.extend(clocks);
        Ok(())
    }

    /// Lets a case end as another one did, after as many days.
    pub fn end(&mut self, case: &Case, like: Option<&Ending>) {
        self.endings.extend(like.map(|like| Ending {
            case_id: case.id.clone(),
            ended_at: case.received_at + TimeDelta::days(i64::from(like.after_days)),
            ..like.clone()
        }));
    }
}

/// Inserts every row of a batch into one table: many in a statement on PostgreSQL, which is far away; one by one on
/// SQLite, where diesel would begin a transaction for them inside the open one.
macro_rules! insert {
    ($conn:expr, $table:expr, $rows:expr) => {
        match $conn {
            Conn::Pg(pg) => {
                for rows in $rows.chunks(ROWS) {
                    diesel::insert_into($table).values(rows).execute(pg)?;
                }
            }
            Conn::Sqlite(sqlite) => {
                for row in &$rows {
                    diesel::insert_into($table).values(row).execute(sqlite)?;
                }
            }
        }
    };
}

/// A connection of its own for many batches. The writer's will not do: each use case has a savepoint there, whose
/// journal SQLite walks after each statement.
#[expect(missing_debug_implementations, reason = "a connection has none")]
pub struct Loading(Conn);

impl Loading {
    /// Connects.
    ///
    /// # Errors
    /// [`super::Error::Unavailable`].
    pub fn begin(url: &str) -> Result<Self> {
        let mut conn = pool::connect(url)?;
        if let Conn::Sqlite(sqlite) = &mut conn {
            // Indexes of a million rows, entered at random: kibibytes of pages, and pages of log until they are moved.
            sqlite.batch_execute("PRAGMA cache_size = -400000; PRAGMA wal_autocheckpoint = 100000")?;
        }
        Ok(Self(conn))
    }

    /// Adds a batch.
    ///
    /// # Errors
    /// [`super::Error::Conflict`] when a reference is taken.
    pub fn insert(&mut self, batch: &Batch) -> Result<()> {
        self.0.transaction(|conn| {
            insert!(conn, cases::table, batch.cases);
            insert!(conn, events::table, batch.events);
            insert!(conn, event_payloads::table, batch.payloads);
            insert!(conn, clocks::table, batch.clocks);
            insert!(conn, case_words::table, batch.words);
            insert!(conn, endings::table, batch.endings);
            Ok(())
        })
    }

    /// Does after many writes at once what the database does by itself in the course of days.
    ///
    /// # Errors
    /// [`super::Error::Unavailable`].
    pub fn settle(self) -> Result<()> {
        match self.0 {
            Conn::Pg(mut pg) => {
                pg.batch_execute("SET statement_timeout = 0")?;
                // Alone, because it runs in no transaction.
                pg.batch_execute("VACUUM ANALYZE")?;
            }
            Conn::Sqlite(mut sqlite) => sqlite.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?,
        }
        Ok(())
    }
}
