//! Complete requests, sent by many at once, against the same rows written by one process alone.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::client::Client;
use super::counter::{Counter, Place};
use super::load::{self, Took};
use super::table::{Reach, Row, Table};
use crate::process;

const CLIENTS: usize = 64;
const WARM_UP: Duration = Duration::from_secs(2);
const TIME: Duration = Duration::from_secs(15);

/// Most of the database that is copied before, so that the rows are written into the same once more.
pub struct Before(Place);

/// Copies a SQLite database that nobody has open.
pub fn copy(place: &Place, name: &str) -> Result<Before> {
    let copy = Place::sqlite(&place.binary, name)?;
    let file = |place: &Place| place.dir.join("frontcounter.db");
    fs::copy(file(place), file(&copy))?;
    // The same keys: what is encrypted is not read, but the program wants them.
    fs::copy(place.dir.join("secret-key"), copy.dir.join("secret-key"))?;
    Ok(Before(copy))
}

/// Measures submissions on SQLite, and the rate of the same rows by one process.
pub fn on_sqlite(table: &mut Table, place: &Place, counter: &Counter, before: &Before) -> Result<()> {
    send(counter, WARM_UP)?;
    let shared = place.dir.join("frontcounter.db-shm");
    let began = commits(&shared)?;
    let took = send(counter, TIME)?;
    let commits = f64::from(commits(&shared)?.wrapping_sub(began));
    let per_request = commits / count(took.count());
    row(table, "SQLite", &took);
    let (p50, p99) = (took.percentile(50), took.percentile(99));
    table.add(Row {
        what: "… p99 against p50".to_owned(),
        figure: format!("{:.1} ×", p99 / p50),
        reach: Some(Reach { words: "at most 4 ×".to_owned(), met: p99 <= 4.0 * p50 }),
    });
    table.add(Row {
        what: "… commits a request".to_owned(),
        figure: format!("{per_request:.3}"),
        reach: Some(Reach { words: "at most 0.1".to_owned(), met: per_request <= 0.1 }),
    });
    let raw = alone(place, before)?;
    let share = took.per_second() / raw;
    table.add(Row {
        what: format!("… against one process that writes the same rows, {CLIENTS} requests a commit"),
        figure: format!("{raw:.0}/s: {:.0}%", share * 100.0),
        reach: Some(Reach { words: "at least 40%".to_owned(), met: share >= 0.4 }),
    });
    Ok(())
}

/// Measures submissions on PostgreSQL.
pub fn on_postgres(table: &mut Table, counter: &Counter) -> Result<()> {
    send(counter, WARM_UP)?;
    let took = send(counter, TIME)?;
    row(table, "PostgreSQL", &took);
    Ok(())
}

fn row(table: &mut Table, database: &str, took: &Took) {
    table.add(Row {
        what: format!("complete submission, durable, {CLIENTS} clients, {database}"),
        figure: format!(
            "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms, {} without an error",
            took.per_second(),
            took.percentile(50),
            took.percentile(99),
            took.count()
        ),
        reach: None,
    });
}

fn send(counter: &Counter, time: Duration) -> Result<Took> {
    let clients: Result<Vec<_>> = (0..CLIENTS).map(|_| Client::connect(&counter.address)).collect();
    load::many(clients?, time, |client, number| {
        let answer = client.post("/api/v1/requests/police_report", &request(number))?;
        let told = || String::from_utf8_lossy(&answer.body).into_owned();
        ensure!(answer.status == 201, "a submission was answered {}: {}", answer.status, told());
        Ok(())
    })
}

/// A complete report request: where, when and what, with an address to write to.
fn request(number: usize) -> String {
    format!(
        r#"{{"incident_kind":"theft_damage","role":"victim","have_number":"no","incident_date":"2026-01-15",
        "place":"North Lake Avenue at Villa Street","description":"Someone broke the rear window of my parked car during the night and took a bag from the seat.",
        "contact":"email","email":"dana.whitfield{number}@example.test","name":"Dana Whitfield","delivery":"download","documents_later":"yes"}}"#
    )
}

/// Requests per second of a process that writes the rows of those that were sent, and nothing else.
fn alone(place: &Place, before: &Before) -> Result<f64> {
    let together = CLIENTS.to_string();
    let arguments = ["bench", "write", "--from", &place.database_url, "--together", &together];
    let mut write = before.0.command("127.0.0.1:0", &arguments)?;
    let printed = process::output(&mut write)?;
    let (requests, seconds) = printed.trim().split_once(" in ").context("the writer said nothing")?;
    Ok(requests.parse::<f64>()? / seconds.parse::<f64>()?)
}

/// How many transactions SQLite has committed to its log, by the log's index (`iChange` of the file format's chapter
/// on WAL): it counts those of every connection.
fn commits(shared: &Path) -> Result<u32> {
    let mut file = File::open(shared)?;
    file.seek(SeekFrom::Start(8))?;
    let mut count = [0; 4];
    file.read_exact(&mut count)?;
    Ok(u32::from_ne_bytes(count))
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
