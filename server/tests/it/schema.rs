//! The migrations of both databases make what `db/schema.rs` says, and can be undone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use diesel::{Connection, PgConnection, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use server::db::{Conn, Database, Dialect};

use crate::engine::tables::{self, Column, lines};
use crate::on_both;

const SCHEMA: &str = include_str!("../../src/db/schema.rs");

fn migrations(database: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(database)
}

fn names(database: &str) -> BTreeSet<String> {
    let folder = std::fs::read_dir(migrations(database)).expect("migrations");
    folder.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect()
}

/// The columns that diesel knows of, as a database would list them.
fn known(dialect: Dialect) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut table = String::new();
    for line in SCHEMA.lines() {
        if let Some(name) = line.strip_prefix("    ").filter(|rest| !rest.starts_with(' ') && rest.ends_with('{')) {
            table = name.split(' ').next().expect("a name").to_owned();
        }
        let Some((column, of)) = line.trim().trim_end_matches(',').split_once(" -> ") else { continue };
        let inner = of.strip_prefix("Nullable<").map(|inner| inner.trim_end_matches('>'));
        columns.push(Column {
            table_name: table.clone(),
            column_name: column.to_owned(),
            data_type: type_of(dialect, inner.unwrap_or(of)).to_owned(),
            is_nullable: if inner.is_some() { "YES" } else { "NO" }.to_owned(),
        });
    }
    // Tables by name; the columns of each in their own order.
    columns.sort_by(|a, b| a.table_name.cmp(&b.table_name));
    columns
}

fn type_of(dialect: Dialect, diesel: &str) -> &'static str {
    let (sqlite, postgres) = match diesel {
        "Text" => ("TEXT", "text"),
        "Binary" => ("BLOB", "bytea"),
        "Bool" => ("BOOLEAN", "boolean"),
        "Integer" => ("INTEGER", "integer"),
        "BigInt" => ("BIGINT", "bigint"),
        "Date" => ("DATE", "date"),
        "Timestamp" => ("TIMESTAMP", "timestamp without time zone"),
        other => panic!("a type that both databases have not been tried with: {other}"),
    };
    if dialect == Dialect::Sqlite { sqlite } else { postgres }
}

/// Everything that a migration can make.
fn catalogue(conn: &mut Conn) -> Vec<String> {
    let sql = match Dialect::of(conn) {
        Dialect::Sqlite => {
            "SELECT type || ' ' || name || ': ' || coalesce(sql, '') AS line FROM sqlite_master \
             WHERE name NOT IN ('__diesel_schema_migrations', 'sqlite_sequence', 'sqlite_autoindex___diesel_schema_migrations_1')"
        }
        Dialect::Postgres => {
            "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations' \
             UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) \
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> '__diesel_schema_migrations'::regclass \
             UNION ALL SELECT 'index ' || indexdef FROM pg_indexes \
             WHERE schemaname = 'public' AND tablename <> '__diesel_schema_migrations' \
             UNION ALL SELECT 'sequence ' || sequence_name FROM information_schema.sequences WHERE sequence_schema = 'public'"
        }
    };
    let mut lines = lines(conn, sql);
    lines.sort();
    lines
}

/// Undoes every migration, the newest first, by its own `down.sql`.
fn down(url: &str) {
    let undone = match url.strip_prefix("sqlite:") {
        Some(file) => {
            let files = FileBasedMigrations::from_path(migrations("sqlite")).expect("migrations");
            SqliteConnection::establish(file)
                .expect("the database")
                .revert_all_migrations(files)
                .map(|undone| undone.len())
        }
        None => {
            let files = FileBasedMigrations::from_path(migrations("postgres")).expect("migrations");
            PgConnection::establish(url).expect("the database").revert_all_migrations(files).map(|undone| undone.len())
        }
    };
    assert_eq!(undone.expect("down"), names("sqlite").len());
}

/// Foreign keys and indexes, each as `table(column,column)`.
fn keys(conn: &mut Conn) -> (Vec<String>, Vec<String>) {
    let (foreign, indexes) = match Dialect::of(conn) {
        Dialect::Sqlite => (
            "SELECT t || '(' || group_concat(c) || ')' AS line FROM (SELECT m.name AS t, f.id AS n, f.\"from\" AS c \
             FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq) \
             GROUP BY t, n",
            "SELECT t || '(' || group_concat(c) || ')' AS line FROM (SELECT m.name AS t, l.name AS n, i.name AS c \
             FROM sqlite_master m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i WHERE m.type = 'table' \
             ORDER BY m.name, l.name, i.seqno) GROUP BY t, n",
        ),
        Dialect::Postgres => (
            "SELECT c.conrelid::regclass || '(' || string_agg(a.attname, ',' ORDER BY k.place) || ')' AS line FROM pg_constraint c \
             CROSS JOIN unnest(c.conkey) WITH ORDINALITY k (number, place) \
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number \
             WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace GROUP BY c.oid, c.conrelid",
            "SELECT i.indrelid::regclass || '(' || string_agg(a.attname, ',' ORDER BY k.place) || ')' AS line FROM pg_index i \
             JOIN pg_class c ON c.oid = i.indexrelid CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY k (number, place) \
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number \
             WHERE c.relnamespace = 'public'::regnamespace GROUP BY i.indexrelid, i.indrelid",
        ),
    };
    (lines(conn, foreign), lines(conn, indexes))
}

#[test]
fn both_databases_have_the_same_migrations() {
    assert_eq!(names("sqlite"), names("postgres"));
    for database in ["sqlite", "postgres"] {
        for name in names(database) {
            for file in ["up.sql", "down.sql"] {
                assert!(migrations(database).join(&name).join(file).is_file(), "{database}/{name}/{file}");
            }
        }
    }
}

on_both! {
    async fn the_migrations_make_what_the_code_knows(app) {
        let made = app.read(|conn, _| Ok((tables::columns(conn), known(Dialect::of(conn))))).await;
        let (found, mut known) = made;
        // The key that full text joins on: SQLite makes its own numbers only for INTEGER.
        let number = |column: &&mut Column| column.table_name == "case_words" && column.column_name == "doc";
        if let Some(doc) = known.iter_mut().find(number).filter(|_| app.database_url().starts_with("sqlite")) {
            "INTEGER".clone_into(&mut doc.data_type);
        }
        assert_eq!(found, known);
    }

    async fn down_and_up_again_leave_no_difference(app) {
        let before = app.read(|conn, _| Ok(catalogue(conn))).await;
        assert!(before.len() > 50, "{before:?}");
        down(app.database_url());
        let nothing = app.read(|conn, _| Ok(catalogue(conn))).await;
        assert_eq!(nothing, Vec::<String>::new());
        Database::migrate(app.database_url()).expect("up");
        assert_eq!(app.read(|conn, _| Ok(catalogue(conn))).await, before);
        Database::migrate(app.database_url()).expect("nothing more to do");
    }

    async fn every_foreign_key_is_indexed(app) {
        let (foreign, indexes) = app.read(|conn, _| Ok(keys(conn))).await;
        assert!(foreign.len() > 30, "{foreign:?}");
        for key in foreign {
            let open = key.trim_end_matches(')');
            let led = indexes.iter().any(|index| index == &key || index.starts_with(&format!("{open},")));
            assert!(led, "{key} has no index of its own among {indexes:?}");
        }
    }
}
