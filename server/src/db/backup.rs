//! A copy of the whole database in one file, taken while it is in use, and a database made of it again.

use std::path::Path;
use std::process::{Command, Stdio};

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use url::Url;

use super::pool::connect;
use super::{Dialect, Error, Result};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Copies the database of a `DATABASE_URL` to a new file, as it is at one moment. PostgreSQL's own program does it for
/// PostgreSQL.
///
/// # Errors
/// [`Error::Unavailable`] when it cannot be read or written, or `pg_dump` is missing.
pub fn copy(url: &str, to: &Path) -> Result<()> {
    match Dialect::of_url(url) {
        Dialect::Sqlite => {
            let mut conn = connect(url)?;
            sql_query("VACUUM INTO $1").bind::<Text, _>(to.display().to_string()).execute(&mut conn)?;
            Ok(())
        }
        Dialect::Postgres => {
            run(of_postgres("pg_dump", url)?.args(["--format=custom", "--no-owner", "--file"]).arg(to))
        }
    }
}

/// Makes the database of a `DATABASE_URL` from such a copy. For SQLite the file must not be there, for PostgreSQL the
/// database must be there and empty.
///
/// # Errors
/// [`Error::Conflict`] when something is there already; [`Error::Unavailable`] as in [`copy`].
pub fn restore(url: &str, from: &Path) -> Result<()> {
    let file = |error: std::io::Error| Error::Unavailable(error.to_string());
    match Dialect::of_url(url) {
        Dialect::Sqlite => {
            let address = super::dialect::address(url);
            let (place, part) = (Path::new(&address), format!("{address}.part"));
            if place.exists() {
                return Err(Error::Conflict(address));
            }
            std::fs::copy(from, &part).and_then(|_| std::fs::File::open(&part)?.sync_all()).map_err(file)?;
            std::fs::rename(&part, place).map_err(file)
        }
        Dialect::Postgres => {
            let mut conn = connect(url)?;
            let tables = "SELECT COUNT(*) AS count FROM information_schema.tables WHERE table_schema = 'public'";
            if sql_query(tables).get_result::<Count>(&mut conn)?.count > 0 {
                return Err(Error::Conflict("the database is not empty".to_owned()));
            }
            // In one transaction, so that a failure leaves the database as empty as it was.
            let mut restore = of_postgres("pg_restore", url)?;
            run(restore.args(["--no-owner", "--exit-on-error", "--single-transaction"]).arg(from))
        }
    }
}

/// One of PostgreSQL's programs on a database. The password goes where other users of the machine do not see it.
fn of_postgres(program: &str, url: &str) -> Result<Command> {
    let mut url = Url::parse(url).map_err(|error| Error::Unavailable(error.to_string()))?;
    let mut command = Command::new(program);
    if let Some(password) = url.password() {
        let password = percent_encoding::percent_decode_str(password).decode_utf8_lossy().into_owned();
        command.env("PGPASSWORD", password);
        url.set_password(None).ok();
    }
    command.arg("--dbname").arg(url.as_str()).stdin(Stdio::null());
    Ok(command)
}

fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let unavailable = |problem: &dyn std::fmt::Display| Error::Unavailable(format!("{program}: {problem}"));
    let done = command.output().map_err(|error| unavailable(&error))?;
    if done.status.success() { Ok(()) } else { Err(unavailable(&String::from_utf8_lossy(&done.stderr).trim())) }
}
