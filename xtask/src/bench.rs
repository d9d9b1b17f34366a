//! `cargo xtask bench`: the release server under load, on SQLite and on PostgreSQL.

mod client;
mod counter;
mod lists;
mod load;
mod pages;
mod submissions;
mod table;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Args;

use crate::postgres::Cluster;
use crate::{assets, process, server};
use client::Client;
use counter::{Counter, Place};
use table::{Reach, Row, Table};

/// Cases that lists are compared with.
const FEW: usize = 1_000;
/// Cases of a run whose figures go into the README.
const MANY: usize = 1_000_000;

/// Who reads the lists: the role that sees most sections.
const STAFF: &str = "supervisor";

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// How many cases; the README is written only with 1,000,000
    #[arg(long, default_value_t = MANY)]
    cases: usize,
    /// A PostgreSQL where databases may be made, as postgres://…/postgres, in place of one started for this
    #[arg(long)]
    database_url: Option<String>,
    /// A server that is built already, for work on the bench itself
    #[arg(long, hide = true)]
    binary: Option<PathBuf>,
}

/// Measures everything; fails when a goal is missed.
pub fn run(options: &Options) -> Result<ExitCode> {
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => {
            server::prepare()?;
            assets::build()?;
            server::build_release()?
        }
    };
    let mut table = Table::default();
    on_sqlite(&mut table, &binary, options.cases)?;
    on_postgres(&mut table, &binary, options)?;
    table.keep()?;
    if options.cases == MANY && options.binary.is_none() {
        table.write_readme()?;
    }
    Ok(if table.met() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn on_sqlite(table: &mut Table, binary: &Path, cases: usize) -> Result<()> {
    let few = Place::sqlite(binary, "sqlite-few")?;
    let seeded_few = few.seed(FEW)?;
    let before = submissions::copy(&few, "sqlite-alone")?;
    let (counter, _) = few.start()?;
    let mut staff = Client::signed_in(&counter.address, STAFF)?;
    let lists_few = lists::measure(&mut staff, &seeded_few)?;
    submissions::on_sqlite(table, &few, &counter, &before)?;
    memory(table, "the submissions", &counter)?;
    drop(counter);

    let many = Place::sqlite(binary, "sqlite-many")?;
    let seeded_many = many.seed(cases)?;
    let (counter, started) = many.start()?;
    pages::measure(table, &many, &counter)?;
    let mut staff = Client::signed_in(&counter.address, STAFF)?;
    let lists_many = lists::measure(&mut staff, &seeded_many)?;
    lists::compare(table, "SQLite", [seeded_few.cases, seeded_many.cases], &lists_few, &lists_many);
    lists::long_case(table, "SQLite", &mut staff, &seeded_many)?;
    lists::export(table, "SQLite", &mut staff, &counter)?;
    memory(table, "pages, lists and export", &counter)?;
    let milliseconds = started.as_secs_f64() * 1000.0;
    table.add(Row {
        what: "start to first answer, on a migrated database".to_owned(),
        figure: format!("{milliseconds:.0} ms"),
        reach: Some(Reach { words: "at most 300 ms".to_owned(), met: milliseconds <= 300.0 }),
    });
    Ok(())
}

fn on_postgres(table: &mut Table, binary: &Path, options: &Options) -> Result<()> {
    let databases = Databases::open(options.database_url.as_deref())?;
    let few = Place::postgres(binary, "postgres-few", databases.create("frontcounter_bench_few")?)?;
    let seeded_few = few.seed(FEW)?;
    let (counter, _) = few.start()?;
    let mut staff = Client::signed_in(&counter.address, STAFF)?;
    let lists_few = lists::measure(&mut staff, &seeded_few)?;
    submissions::on_postgres(table, &counter)?;
    drop(counter);

    let many = Place::postgres(binary, "postgres-many", databases.create("frontcounter_bench_many")?)?;
    let seeded_many = many.seed(options.cases)?;
    let (counter, _) = many.start()?;
    let mut staff = Client::signed_in(&counter.address, STAFF)?;
    let lists_many = lists::measure(&mut staff, &seeded_many)?;
    lists::compare(table, "PostgreSQL", [seeded_few.cases, seeded_many.cases], &lists_few, &lists_many);
    lists::long_case(table, "PostgreSQL", &mut staff, &seeded_many)?;
    lists::export(table, "PostgreSQL", &mut staff, &counter)
}

fn memory(table: &mut Table, after: &str, counter: &Counter) -> Result<()> {
    let megabytes = counter.resident_mb()?;
    table.add(Row {
        what: format!("resident memory after {after}, SQLite"),
        figure: format!("{megabytes:.0} MB"),
        reach: Some(Reach { words: "at most 80 MB".to_owned(), met: megabytes <= 80.0 }),
    });
    Ok(())
}

/// Where databases of PostgreSQL are made.
enum Databases {
    /// Started for this, and gone with it.
    Own(Cluster),
    /// Somebody's: what is made there is made anew by the next run.
    Given(String),
}

impl Databases {
    fn open(url: Option<&str>) -> Result<Self> {
        Ok(match url {
            None => Self::Own(Cluster::durable()?),
            Some(url) => Self::Given(url.to_owned()),
        })
    }

    /// Makes an empty database and returns its address.
    fn create(&self, name: &str) -> Result<String> {
        match self {
            Self::Own(cluster) => {
                cluster.create(name)?;
                Ok(cluster.url(name))
            }
            Self::Given(url) => {
                let (server, _) = url.rsplit_once('/').context("--database-url must be postgres://…/postgres")?;
                for sql in [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")] {
                    process::run(Command::new("psql").args(["--quiet", "--command", &sql, url]))?;
                }
                Ok(format!("{server}/{name}"))
            }
        }
    }
}
