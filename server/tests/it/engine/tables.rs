//! Every table of a test's database, read without diesel's schema.

use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use server::db::{Conn, Dialect};

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub struct Column {
    /// The table.
    #[diesel(sql_type = Text)]
    pub table_name: String,
    /// The column.
    #[diesel(sql_type = Text)]
    pub column_name: String,
    /// The type, as the database calls it.
    #[diesel(sql_type = Text)]
    pub data_type: String,
    /// `YES` or `NO`.
    #[diesel(sql_type = Text)]
    pub is_nullable: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Nullable<Text>)]
    line: Option<String>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Texts that a query gives, one a row, under the name `line`.
pub fn lines(conn: &mut Conn, sql: &str) -> Vec<String> {
    let rows: Vec<Line> = sql_query(sql).load(conn).unwrap_or_else(|error| panic!("{error}: {sql}"));
    rows.into_iter().filter_map(|row| row.line).collect()
}

/// Runs a statement, around every rule of ours.
pub fn run(conn: &mut Conn, sql: &str) -> usize {
    sql_query(sql).execute(conn).unwrap_or_else(|error| panic!("{error}: {sql}"))
}

/// The columns of all our tables, by table and place. What full text keeps for itself is not ours.
pub fn columns(conn: &mut Conn) -> Vec<Column> {
    let sql = match Dialect::of(conn) {
        Dialect::Sqlite => {
            "SELECT m.name AS table_name, c.name AS column_name, c.type AS data_type, \
             CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN 'NO' ELSE 'YES' END AS is_nullable \
             FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE 'case\\_text%' ESCAPE '\\' \
             AND m.name <> '__diesel_schema_migrations' ORDER BY m.name, c.cid"
        }
        Dialect::Postgres => {
            "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations' \
             AND is_generated = 'NEVER' ORDER BY table_name COLLATE \"C\", ordinal_position"
        }
    };
    sql_query(sql).load(conn).expect("columns")
}

/// The names of all our tables.
pub fn names(conn: &mut Conn) -> Vec<String> {
    let mut names: Vec<String> = columns(conn).into_iter().map(|column| column.table_name).collect();
    names.dedup();
    names
}

/// How many rows all our tables have together.
pub fn rows(conn: &mut Conn, tables: &[String]) -> i64 {
    let counts: Vec<String> = tables.iter().map(|table| format!("(SELECT count(*) FROM {table})")).collect();
    let counted: Count =
        sql_query(format!("SELECT {} AS count", counts.join(" + "))).get_result(conn).expect("a count");
    counted.count
}

/// Every row of every table as text, bytes in hexadecimal, each with its table's name before it.
pub fn dump(conn: &mut Conn) -> String {
    let columns = columns(conn);
    let mut dump = Vec::new();
    for table in names(conn) {
        let values: Vec<String> = columns
            .iter()
            .filter(|column| column.table_name == table)
            .map(|column| match Dialect::of(conn) {
                Dialect::Sqlite => format!("quote({})", column.column_name),
                Dialect::Postgres => format!("coalesce({}::text, 'NULL')", column.column_name),
            })
            .collect();
        let mut rows = lines(conn, &format!("SELECT {} AS line FROM {table}", values.join(" || ' | ' || ")));
        rows.sort();
        dump.extend(rows.into_iter().map(|row| format!("{table}: {row}")));
    }
    dump.join("\n")
}
