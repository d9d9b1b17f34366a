//! Every difference between the two databases.

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use url::Url;

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

/// How a connection of PostgreSQL notices that the other side is gone, in libpq's words: seconds, but the last in
/// milliseconds. Without them a request would wait for a machine that was switched off.
const VIGILANCE: [(&str, &str); 5] = [
    ("connect_timeout", "5"),
    ("keepalives_idle", "10"),
    ("keepalives_interval", "5"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "20000"),
];

/// What the driver takes for a `DATABASE_URL`: a file's name, or the address with [`VIGILANCE`], as far as the address
/// itself says nothing else.
pub(super) fn address(url: &str) -> String {
    match (Dialect::of_url(url), Url::parse(url)) {
        (Dialect::Postgres, Ok(mut url)) => {
            let own: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
            let missing = VIGILANCE.iter().filter(|(name, _)| !own.iter().any(|own| own == name));
            url.query_pairs_mut().extend_pairs(missing);
            url.into()
        }
        _ => url.strip_prefix("sqlite:").unwrap_or(url).to_owned(),
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
                 PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY",
            )?;
            // Kibibytes. What a reader does not hold, the machine does, once for all of them.
            sqlite.batch_execute(match writer {
                // What is erased is overwritten in the file, and not only forgotten.
                true => "PRAGMA cache_size = -8000; PRAGMA secure_delete = ON",
                false => "PRAGMA cache_size = -1000; PRAGMA query_only = ON",
            })
        }
    }
}

/// SQLite reports `cases.reference`; the constraint's name is the same as PostgreSQL's.
pub(super) fn sqlite_constraint(columns: &str) -> String {
    match columns {
        "staff.email" => "staff_email_unique",
        "staff_history.subject, staff_history.subject_id, staff_history.number" => "staff_history_subject_unique",
        "cases.reference" => "cases_reference_unique",
        "case_words.case_id" => "case_words_case_unique",
        "drafts.session_hash, drafts.service" => "drafts_session_service_unique",
        "events.case_id, events.seq" => "events_case_seq_unique",
        "destructions.case_id, destructions.what" => "destructions_open_unique",
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

/// How the last word of a search is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LastWord {
    /// As it stands.
    Whole,
    /// As the beginning of a word.
    Beginning,
}

/// Ids of the newest `limit` cases of the sections that have all words. Words are letters and digits.
///
/// SQLite reads the newest hits off the index and stops. PostgreSQL's index gives hits in no order: there the planner,
/// which sees the words and knows how common they are, gathers those of a rare one, and for a common one reads cases
/// from the newest on. It is asked for each section by itself, because it adds up its guesses for words that any of many
/// may have, and then takes a rare one for a common one.
pub(super) fn full_text(
    conn: &mut Conn,
    sections: &[String],
    words: &[String],
    last: LastWord,
    limit: usize,
) -> Result<Vec<String>> {
    // Quoted, so that a word like NEAR is a word.
    let (quote, and, beginning) = match Dialect::of(conn) {
        Dialect::Sqlite => ('"', " AND ", "*"),
        Dialect::Postgres => ('\'', " & ", ":*"),
    };
    let of_section = |section: &String| {
        let words: Vec<String> = words.iter().map(|word| format!("{quote}{section}{word}{quote}")).collect();
        format!("({}{})", words.join(and), if last == LastWord::Beginning { beginning } else { "" })
    };
    let queries: Vec<String> = sections.iter().map(of_section).collect();
    let hits = match Dialect::of(conn) {
        Dialect::Sqlite => sql_query(format!(
            "SELECT case_id FROM case_words WHERE doc IN \
             (SELECT rowid FROM case_text WHERE case_text MATCH $1 ORDER BY rowid DESC LIMIT {limit}) ORDER BY doc DESC"
        ))
        .bind::<Text, _>(queries.join(" OR "))
        .load::<Hit>(conn)?,
        Dialect::Postgres => {
            let newest = |number: usize| {
                format!(
                    "(SELECT case_id, doc FROM case_words WHERE lexemes @@ to_tsquery('simple', ${}) \
                     ORDER BY doc DESC LIMIT {limit})",
                    number + 1
                )
            };
            let all = (0..queries.len()).map(newest).collect::<Vec<_>>().join(" UNION ALL ");
            let sql = format!("SELECT case_id FROM ({all}) AS hits ORDER BY doc DESC LIMIT {limit}");
            let asked =
                queries.into_iter().fold(sql_query(sql).into_boxed(), |query, words| query.bind::<Text, _>(words));
            asked.load::<Hit>(conn)?
        }
    };
    Ok(hits.into_iter().map(|hit| hit.case_id).collect())
}

/// Most places of words with one beginning that SQLite gathers for a search.
const MOST_BEGUN: i64 = 2_000;

#[derive(QueryableByName)]
struct Begun {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Whether few words of the sections begin so. PostgreSQL's planner decides by itself what it does with many.
pub(super) fn begins_few(conn: &mut Conn, sections: &[String], beginning: &str) -> Result<bool> {
    if Dialect::of(conn) == Dialect::Postgres {
        return Ok(true);
    }
    for section in sections {
        let first = format!("{section}{beginning}");
        let begun: Begun = sql_query(
            "SELECT count(*) AS count FROM \
             (SELECT 1 FROM case_text_words WHERE term >= $1 AND term < $1 || char(1114111) LIMIT $2)",
        )
        .bind::<Text, _>(first)
        .bind::<BigInt, _>(MOST_BEGUN + 1)
        .get_result(conn)?;
        if begun.count > MOST_BEGUN {
            return Ok(false);
        }
    }
    Ok(true)
}
