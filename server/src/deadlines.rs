//! `frontcounter deadlines`: works out due moments for the rows of a file, so that the rules can be checked by hand.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::calendar::{Closed, Closures, Deadline, DeadlineError, Reason, Rule, Step, What, deadline, rule};

/// Why the rows could not be worked out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{file}: {source}")]
    File {
        /// The file.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// A line is wrong.
    #[error("{file}, line {line}: {problem}")]
    Line {
        /// The file.
        file: String,
        /// Its line, from 1.
        line: u64,
        /// What is wrong with it.
        #[source]
        problem: Problem,
    },
    /// The output cannot be written.
    #[error("the result cannot be written: {0}")]
    Output(#[from] io::Error),
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// A column is missing, or the text is not UTF-8.
    #[error("{0}")]
    Columns(csv::Error),
    /// Neither weekday nor date.
    #[error("rule \"{0}\": write weekday or date")]
    Closure(String),
    /// Not a weekday.
    #[error("\"{0}\" is no weekday: write one such as Sat")]
    Weekday(String),
    /// Not a date.
    #[error("\"{0}\" is no date: write one such as 2026-11-26")]
    Date(String),
    /// Not a moment, or one without its offset.
    #[error("\"{0}\" is no moment: write one such as 2026-11-24T09:00:00-08:00")]
    Trigger(String),
    /// Not in the rule table.
    #[error("there is no rule \"{0}\"")]
    Rule(String),
    /// Not in the file of closures.
    #[error("the closures have no calendar \"{0}\"")]
    Calendar(String),
    /// The rule gives no due moment.
    #[error(transparent)]
    Deadline(#[from] DeadlineError),
}

#[derive(Deserialize)]
struct ClosureRow {
    calendar: String,
    rule: String,
    value: String,
    reason: String,
}

#[derive(Deserialize)]
struct CaseRow {
    rule: String,
    calendar: String,
    trigger: String,
}

/// Reads closures (`calendar,rule,value,reason`) and cases (`rule,calendar,trigger`, more columns are ignored), and
/// writes `rule,calendar,trigger,due`, the due moment in `zone` as RFC 3339.
///
/// With `explain`, the steps follow each row as lines that begin with `# `. A calendar counts as known through the year
/// of its last dated closure.
///
/// # Errors
/// When a file cannot be read, a line is wrong, or the output cannot be written.
pub fn run(closures: &Path, cases: &Path, zone: Tz, explain: bool, out: &mut impl Write) -> Result<(), Error> {
    let calendars = read_closures(closures)?;
    write_row(out, ["rule", "calendar", "trigger", "due"])?;
    for (line, case) in read::<CaseRow>(cases)? {
        let found = case_of(&calendars, &case, zone).map_err(|problem| wrong(cases, line, problem))?;
        let due = found.due.to_rfc3339_opts(SecondsFormat::Secs, false);
        write_row(out, [&case.rule, &case.calendar, &case.trigger, &due])?;
        for step in found.steps.iter().filter(|_| explain) {
            writeln!(out, "# {} {}: {}", step.date, step.date.weekday(), in_words(step))?;
        }
    }
    Ok(())
}

/// Works a deadline out by the newest version of a rule: for the command, and for the calculator of the console.
///
/// # Errors
/// [`Problem::Rule`], [`Problem::Deadline`].
pub fn work_out(
    id: &str,
    trigger: DateTime<Tz>,
    closures: &Closures,
) -> Result<(&'static Rule, Deadline<Tz>), Problem> {
    let rule = rule(id).ok_or_else(|| Problem::Rule(id.to_owned()))?;
    Ok((rule, deadline(rule, trigger, closures)?))
}

fn case_of(calendars: &BTreeMap<String, Closures>, case: &CaseRow, zone: Tz) -> Result<Deadline<Tz>, Problem> {
    let closures = calendars.get(&case.calendar).ok_or_else(|| Problem::Calendar(case.calendar.clone()));
    let trigger = DateTime::parse_from_rfc3339(&case.trigger).map_err(|_| Problem::Trigger(case.trigger.clone()));
    Ok(work_out(&case.rule, trigger?.with_timezone(&zone), closures?)?.1)
}

fn read_closures(file: &Path) -> Result<BTreeMap<String, Closures>, Error> {
    let mut calendars = BTreeMap::new();
    for (line, row) in read::<ClosureRow>(file)? {
        let closures = calendars.entry(row.calendar.clone()).or_insert_with(|| Closures {
            id: row.calendar.clone(),
            version: 1,
            weekdays: Vec::new(),
            weekday_changes: BTreeMap::new(),
            dates: BTreeMap::new(),
            known_until: NaiveDate::MIN,
        });
        close(closures, row).map_err(|problem| wrong(file, line, problem))?;
    }
    Ok(calendars)
}

fn close(closures: &mut Closures, row: ClosureRow) -> Result<(), Problem> {
    match row.rule.as_str() {
        "weekday" => {
            let weekday: Weekday = row.value.parse().map_err(|_| Problem::Weekday(row.value))?;
            closures.weekdays.push(weekday);
        }
        "date" => {
            let date: NaiveDate = row.value.parse().map_err(|_| Problem::Date(row.value))?;
            let year_end = date.with_month(12).and_then(|date| date.with_day(31)).unwrap_or(date);
            closures.known_until = closures.known_until.max(year_end);
            closures.dates.insert(date, Reason { en: row.reason.clone(), es: row.reason });
        }
        _ => return Err(Problem::Closure(row.rule)),
    }
    Ok(())
}

fn read<Row: DeserializeOwned>(file: &Path) -> Result<Vec<(u64, Row)>, Error> {
    let bytes = fs::read(file).map_err(|source| Error::File { file: file.display().to_string(), source })?;
    let line_of = |position: Option<&csv::Position>| position.map_or(1, |position| line_of(&bytes, position));
    let unread = |error: csv::Error| wrong(file, line_of(error.position()), Problem::Columns(error));
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes.as_slice());
    let headers = reader.headers().map_err(unread)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unread)?;
        rows.push((line_of(record.position()), record.deserialize(Some(&headers)).map_err(unread)?));
    }
    Ok(rows)
}

/// The reader places a record before the blank lines that precede it.
fn line_of(bytes: &[u8], position: &csv::Position) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let blank = bytes.iter().skip(from).take_while(|byte| byte.is_ascii_whitespace()).filter(|byte| **byte == b'\n');
    position.line() + u64::try_from(blank.count()).unwrap_or_default()
}

fn wrong(file: &Path, line: u64, problem: Problem) -> Error {
    Error::Line { file: file.display().to_string(), line, problem }
}

fn write_row(out: &mut impl Write, fields: [&str; 4]) -> io::Result<()> {
    let mut row = csv::Writer::from_writer(out);
    row.write_record(fields)?;
    row.flush()
}

fn in_words(step: &Step) -> String {
    let closed = |closed: &Closed| match closed {
        Closed::Weekday => "closed every week".to_owned(),
        Closed::Date(reason) => format!("closed ({})", reason.en),
    };
    match &step.what {
        What::DayZero => "day zero".to_owned(),
        What::Started { time } => format!("starts at {time}"),
        What::Counted { day } => format!("day {day}"),
        What::Hours { so_far, .. } => {
            format!("{} h {} min {} s so far", so_far / 3600, so_far / 60 % 60, so_far % 60)
        }
        What::MonthsLater { months, shortened: false } => format!("{months} months later"),
        What::MonthsLater { months, shortened: true } => format!("{months} months later, the last day of the month"),
        What::SkippedWeekday => format!("skipped, {}", closed(&Closed::Weekday)),
        What::SkippedClosed { reason } => format!("skipped, {}", closed(&Closed::Date(reason.clone()))),
        What::Rolled { closed: why } => format!("{}, rolls to the next day", closed(why)),
        What::Due { time, known_until: None } => format!("due at {time}"),
        What::Due { time, known_until: Some(until) } => format!("due at {time}, provisional: known until {until}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/tests/vectors");

    fn ran(closures: &Path, cases: &Path, explain: bool) -> Result<String, Error> {
        let mut out = Vec::new();
        run(closures, cases, Tz::America__Los_Angeles, explain, &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn ran_on(closures: &str, cases: &str) -> Result<String, Error> {
        let folder = tempfile::tempdir().unwrap();
        let (closures_file, cases_file) = (folder.path().join("closures.csv"), folder.path().join("cases.csv"));
        fs::write(&closures_file, closures).unwrap();
        fs::write(&cases_file, cases).unwrap();
        ran(&closures_file, &cases_file, true)
    }

    #[test]
    fn the_vectors_come_out_as_they_are() {
        let folder = Path::new(VECTORS);
        let cases = folder.join("deadlines.csv");
        let written = ran(&folder.join("closures.csv"), &cases, false).unwrap();
        assert_eq!(written, fs::read_to_string(cases).unwrap());
    }

    const CLOSURES: &str = "calendar,rule,value,reason\nrecords,weekday,Sat,\nrecords,weekday,Sun,\n\
        records,date,2026-11-26,Thanksgiving Day\nrecords,date,2026-11-27,\"Closed, day after\"\n";

    #[test]
    fn the_steps_follow_their_row_and_other_columns_are_ignored() {
        let written =
            ran_on(CLOSURES, "note,trigger,rule,calendar\nx,2026-11-25T17:00:00Z,report.fc6228_report,records\n");
        assert_eq!(
            written.unwrap(),
            "rule,calendar,trigger,due\n\
             report.fc6228_report,records,2026-11-25T17:00:00Z,2026-12-04T23:59:59-08:00\n\
             # 2026-11-25 Wed: day zero\n\
             # 2026-11-26 Thu: skipped, closed (Thanksgiving Day)\n\
             # 2026-11-27 Fri: skipped, closed (Closed, day after)\n\
             # 2026-11-28 Sat: skipped, closed every week\n\
             # 2026-11-29 Sun: skipped, closed every week\n\
             # 2026-11-30 Mon: day 1\n\
             # 2026-12-01 Tue: day 2\n\
             # 2026-12-02 Wed: day 3\n\
             # 2026-12-03 Thu: day 4\n\
             # 2026-12-04 Fri: day 5\n\
             # 2026-12-04 Fri: due at 23:59:59\n"
        );
    }

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        let good = "rule,calendar,trigger\nreport.target,records,2026-11-25T17:00:00Z\n";
        for (closures, cases, told) in [
            (
                CLOSURES,
                "rule,calendar,trigger\n\nno.rule,records,2026-11-25T17:00:00Z\n",
                "cases.csv, line 3: there is no rule",
            ),
            (
                CLOSURES,
                "rule,calendar,trigger\nreport.target,garage,2026-11-25T17:00:00Z\n",
                "line 2: the closures have no",
            ),
            (
                CLOSURES,
                "rule,calendar,trigger\nreport.target,records,2026-11-25T17:00:00\n",
                "line 2: \"2026-11-25T17:00:00\" is no moment",
            ),
            (
                CLOSURES,
                "rule,calendar,trigger\nretention.hold,records,2026-11-25T17:00:00Z\n",
                "line 2: this rule has no clock",
            ),
            (CLOSURES, "rule,calendar\nreport.target,records\n", "cases.csv, line 2: "),
            (CLOSURES, "rule,calendar,trigger\nreport.target,records\n", "cases.csv, line 2: "),
            (
                "calendar,rule,value,reason\nrecords,date,2026-02-30,x\n",
                good,
                "closures.csv, line 2: \"2026-02-30\" is no date",
            ),
            ("calendar,rule,value,reason\nrecords,weekday,Someday,x\n", good, "line 2: \"Someday\" is no weekday"),
            ("calendar,rule,value,reason\nrecords,month,May,x\n", good, "line 2: rule \"month\""),
        ] {
            let error = ran_on(closures, cases).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
        let missing = ran(Path::new("no-such.csv"), Path::new("no-such.csv"), false).unwrap_err().to_string();
        assert!(missing.starts_with("no-such.csv: "), "{missing}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_rows_break_it_and_what_is_wrong_is_told_with_file_and_line(
            kind in "weekday|date|[a-z]{0,3}",
            value in "Sat|Sun|Mon|-?[0-9]{1,6}-[01]?[0-9]-[0-3]?[0-9]|[^\r]{0,9}",
            rule in "report.target|claim.late_application|vehicle.hearing_held|firearm.unclaimed|[a-z_.]{0,9}",
            trigger in "[+-]?[0-9]{4,6}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:00(Z|[+-][0-2][0-9]:00)|2026-03-08T02:30:00-08:00|[^\r]{0,9}",
        ) {
            let closures = format!("calendar,rule,value,reason\nrecords,{kind},{value},x\ncity_hall,weekday,Sat,\nproperty,weekday,Sun,\n");
            let calendar = calendar_of(&rule);
            let cases = format!("rule,calendar,trigger\n{rule},{calendar},{trigger}\n");
            if let Err(error) = ran_on(&closures, &cases) {
                let told = error.to_string();
                prop_assert!(told.contains("closures.csv, line ") || told.contains("cases.csv, line "), "{}", told);
            }
        }
    }

    fn calendar_of(id: &str) -> &'static str {
        rule(id).map_or("records", |rule| rule.office.id())
    }
}
