//! The queue of staff at a few and at many cases, a long case, and the export of everything.

use anyhow::{Result, ensure};

use super::client::{Client, now};
use super::counter::{Counter, Seeded};
use super::load::{median, one};
use super::table::{Reach, Row, Table};

/// A word of every fifth case.
const COMMON: &str = "street";

const ROUNDS: usize = 3;
const ASKED: usize = 200;

/// The lists: words for the table, and what stands behind the `?`.
const LISTS: [(&str, &str); 8] = [
    ("queue, first page", "state=open"),
    ("queue, one service", "state=open&service=public_records"),
    ("queue, one state", "state=in_review"),
    ("queue, my cases", "state=open&assigned=me"),
    ("queue, newest first", "state=open&sort=received"),
    ("queue, everything, latest due first", "sort=due_desc"),
    ("search, a rare term", "q={rare}"),
    ("search, a common term", "q={common}"),
];

/// What the lists took on one database: p50 and p99 in milliseconds.
pub type Lists = Vec<(f64, f64)>;

/// Measures the lists: of several rounds the middle one.
pub fn measure(client: &mut Client, seeded: &Seeded) -> Result<Lists> {
    let mut lists = Vec::new();
    for (_, query) in LISTS {
        let query = query.replace("{rare}", &seeded.rare).replace("{common}", COMMON);
        let path = format!("/api/v1/staff/cases?{query}");
        let (mut p50, mut p99) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let took = one(client, if round == 0 { ASKED / 4 } else { ASKED }, |client| read(client, &path))?;
            if round > 0 {
                p50.push(took.percentile(50));
                p99.push(took.percentile(99));
            }
        }
        lists.push((median(p50), median(p99)));
    }
    Ok(lists)
}

/// Compares the lists of a small and of a large database.
pub fn compare(table: &mut Table, database: &str, cases: [usize; 2], few: &Lists, many: &Lists) {
    let [small, large] = cases.map(thousands);
    for (((what, _), (_, few)), (p50, many)) in LISTS.iter().zip(few).zip(many) {
        table.add(Row {
            what: format!("{what}, {database}, {large} cases against {small}"),
            figure: format!("p50 {p50:.1} ms, p99 {many:.1} ms against {few:.1} ms: {:.1} ×", many / few),
            reach: Some(Reach { words: "at most 2 ×".to_owned(), met: *many <= 2.0 * few }),
        });
    }
}

/// Measures the page of a case with 500 events.
pub fn long_case(table: &mut Table, database: &str, client: &mut Client, seeded: &Seeded) -> Result<()> {
    let path = format!("/api/v1/staff/cases/{}", seeded.long_case);
    let took = one(client, 100, |client| read(client, &path))?;
    table.add(Row {
        what: format!("case with 500 events, {database}"),
        figure: format!("p50 {:.1} ms, p99 {:.1} ms", took.percentile(50), took.percentile(99)),
        reach: None,
    });
    Ok(())
}

/// Measures the export of every case that somebody sees, and how much memory it takes meanwhile.
pub fn export(table: &mut Table, database: &str, client: &mut Client, counter: &Counter) -> Result<()> {
    let before = counter.resident_mb()?;
    let (mut most, mut chunks) = (before, 0_u32);
    let began = now();
    let (status, lines, bytes) = client.drain("/api/v1/staff/cases.csv", || {
        chunks += 1;
        if chunks % 64 == 0 {
            most = most.max(counter.resident_mb().unwrap_or_default());
        }
    })?;
    ensure!(status == 200, "the export answered {status}");
    let (seconds, megabytes) = (began.elapsed().as_secs_f64(), bytes / 1_000_000);
    table.add(Row {
        what: format!("export of {} cases as CSV, {database}", thousands(usize::try_from(lines)?.saturating_sub(1))),
        figure: format!("{seconds:.1} s for {megabytes} MB; memory {before:.0} MB before, {most:.0} MB at most"),
        reach: None,
    });
    Ok(())
}

fn read(client: &mut Client, path: &str) -> Result<()> {
    let answer = client.get(path)?;
    ensure!(answer.status == 200, "{path} answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body));
    Ok(())
}

/// "1,000,000".
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_parted() {
        assert_eq!(super::thousands(1_000_000), "1,000,000");
        assert_eq!(super::thousands(400), "400");
    }
}
