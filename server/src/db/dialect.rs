//! Every difference between the two databases.

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::Result;
use super::pool::Conn;

/// Which database is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// PostgreSQL, for many copies of the server.
    Postgres,
    /// SQLite, for one.
    Sqlite,
}

impl Dialect {
    /// The dialect of a connection.
    #[must_use]
    pub fn of(conn: &Conn) -> Self {
        match conn {
            Conn::Pg(_) => Self::Postgres,
            Conn::Sqlite(_) => Self::Sqlite,
        }
    }

    /// The dialect of a `DATABASE_URL`.
    #[must_use]
    pub fn of_url(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") { Self::Postgres } else { Self::Sqlite }
    }
}

/// What a fresh connection is told before its first query.
pub(super) fn prepare(conn: &mut Conn, writer: bool) -> diesel::QueryResult<()> {
    match conn {
        // UTC, because instants are stored without a zone.
        Conn::Pg(pg) => pg.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout = '15s'; SET lock_timeout = '5s'"),
        Conn::Sqlite(sqlite) => {
            // busy_timeout first: switching to WAL itself may meet a lock.
            sqlite.batch_execute(
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                 PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY",
            )?;
            if writer { Ok(()) } else { sqlite.batch_execute("PRAGMA query_only = ON") }
        }
    }
}

/// SQLite reports `cases.reference`; the constraint's name is the same as PostgreSQL's.
pub(super) fn sqlite_constraint(columns: &str) -> String {
    match columns {
        "staff.email" => "staff_email_unique",
        "cases.reference" => "cases_reference_unique",
        "case_words.case_id" => "case_words_case_unique",
        "drafts.session_hash, drafts.service" => "drafts_session_service_unique",
        "events.case_id, events.seq" => "events_case_seq_unique",
        "access_keys.key_hash" => "access_keys_hash_unique",
        // A primary key: PostgreSQL calls it `<table>_pkey`.
        other => return format!("{}_pkey", other.split('.').next().unwrap_or_default()),
    }
    .to_owned()
}

#[derive(QueryableByName)]
struct Hit {
    #[diesel(sql_type = Text)]
    case_id: String,
}

/// Ids of the newest `limit` cases that have all words, the last one as a beginning. Words are letters and digits.
pub(super) fn full_text(conn: &mut Conn, words: &[String], limit: usize) -> Result<Vec<String>> {
    let (query, sql) = match Dialect::of(conn) {
        Dialect::Sqlite => (
            // Quoted, so that a word like NEAR is a word.
            format!("{}*", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ")),
            "SELECT case_id FROM case_words WHERE doc IN \
             (SELECT rowid FROM case_text WHERE case_text MATCH $1 ORDER BY rowid DESC LIMIT $2) ORDER BY doc DESC",
        ),
        Dialect::Postgres => (
            format!("{}:*", words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" & ")),
            "SELECT case_id FROM case_words WHERE to_tsvector('simple', words) @@ to_tsquery('simple', $1) \
             ORDER BY doc DESC LIMIT $2",
        ),
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let hits = sql_query(sql).bind::<Text, _>(query).bind::<BigInt, _>(limit).load::<Hit>(conn)?;
    Ok(hits.into_iter().map(|hit| hit.case_id).collect())
}
