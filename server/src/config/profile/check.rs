//! What the parser cannot see: names that point nowhere, hours that end before they begin, dates closed twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Profile, ProfileError, Window};

/// Lines without which no page can be made.
const NEEDED_PHONES: [&str; 6] =
    ["non_emergency", "records_counter", "property", "jail", "jail_supervisor", "jail_administrator"];
/// Counters whose hours pages tell.
const NEEDED_COUNTERS: [&str; 3] = ["records", "property", "property_office"];
/// Sections that have a page.
const NEEDED_SECTIONS: [&str; 4] = ["communications", "records", "property", "jail"];
/// The offices of the deadline rules.
const NEEDED_CALENDARS: [&str; 3] = ["records", "property", "city_hall"];

/// Something wrong, and words of the file near which it stands.
pub(super) struct Fault {
    near: String,
    reason: String,
}

impl Fault {
    fn new(near: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { near: near.into(), reason: reason.into() }
    }

    /// The fault with its line.
    pub(super) fn locate(self, file: &str, source: &str) -> ProfileError {
        error_at(file, source, source.find(&self.near).unwrap_or(0), &self.reason)
    }
}

/// An error at a byte of the file; the field is what the line assigns.
pub(super) fn error_at(file: &str, source: &str, at: usize, reason: &str) -> ProfileError {
    let before = source.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let text = source.lines().nth(line - 1).unwrap_or_default();
    let field = text.split_once('=').map(|(field, _)| field.trim().to_owned()).unwrap_or_default();
    ProfileError { file: file.to_owned(), line, field, reason: reason.to_owned() }
}

/// Finds a fact that was checked on a day that is still to come.
pub(super) fn not_to_come(profile: &Profile, today: NaiveDate) -> Result<(), Fault> {
    match profile.dated_facts().find(|(_, date)| *date > today) {
        None => Ok(()),
        Some((fact, date)) => Err(Fault::new(format!("\"{date}\""), format!("{fact}: {date} is still to come"))),
    }
}

/// Finds the first thing that the parser could not see.
pub(super) fn check(profile: &Profile) -> Result<(), Fault> {
    for needed in NEEDED_PHONES {
        known("line", needed, &profile.phones, "[phones")?;
    }
    for needed in NEEDED_COUNTERS {
        known("counter", needed, &profile.counters, "[counters")?;
    }
    for needed in NEEDED_SECTIONS {
        if !profile.sections.iter().any(|section| section.id == needed) {
            return Err(Fault::new("[[sections]]", format!("there is no section \"{needed}\"")));
        }
    }
    for needed in NEEDED_CALENDARS {
        known("calendar", needed, &profile.calendars, "[calendars")?;
    }
    for section in &profile.sections {
        for phone in &section.phones {
            known("line", phone, &profile.phones, &format!("\"{phone}\""))?;
        }
    }
    for (id, counter) in &profile.counters {
        known("calendar", &counter.calendar, &profile.calendars, &format!("calendar = \"{}\"", counter.calendar))?;
        known("line", &counter.phone, &profile.phones, &format!("phone = \"{}\"", counter.phone))?;
        windows(&counter.hours, &format!("[counters.{id}]"))?;
    }
    for reach in profile.services.values() {
        known("line", &reach.phone, &profile.phones, &format!("phone = \"{}\"", reach.phone))?;
        if let Some(counter) = &reach.counter {
            known("counter", counter, &profile.counters, &format!("counter = \"{counter}\""))?;
        }
    }
    for (id, pool) in &profile.pools {
        known("calendar", &pool.calendar, &profile.calendars, &format!("calendar = \"{}\"", pool.calendar))?;
        let table = format!("[pools.{id}]");
        windows(&pool.windows, &table)?;
        if pool.slot_minutes == 0 || pool.seats == 0 {
            return Err(Fault::new(table, "slot_minutes and seats must be at least 1"));
        }
    }
    fees(profile)?;
    closures(profile)
}

fn known<T>(what: &str, id: &str, table: &BTreeMap<String, T>, near: &str) -> Result<(), Fault> {
    if table.contains_key(id) { Ok(()) } else { Err(Fault::new(near, format!("there is no {what} \"{id}\""))) }
}

fn windows(windows: &[Window], table: &str) -> Result<(), Fault> {
    if windows.iter().any(|window| window.from >= window.to) {
        return Err(Fault::new(table, "hours must begin before they end"));
    }
    if windows.is_empty() || windows.iter().any(|window| window.days.is_empty()) {
        return Err(Fault::new(table, "hours need at least one weekday"));
    }
    Ok(())
}

fn fees(profile: &Profile) -> Result<(), Fault> {
    let mut codes = BTreeSet::new();
    for line in &profile.fees.lines {
        let near = format!("code = \"{}\"", line.code);
        if !codes.insert(&line.code) {
            return Err(Fault::new(near, format!("the fee \"{}\" stands twice", line.code)));
        }
        if line.cents.is_some_and(|cents| cents.0 < 0) {
            return Err(Fault::new(near, format!("the fee \"{}\" is below zero", line.code)));
        }
    }
    Ok(())
}

fn closures(profile: &Profile) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for group in &profile.closures {
        for calendar in &group.calendars {
            let office = profile
                .calendars
                .get(calendar)
                .ok_or_else(|| Fault::new(format!("\"{calendar}\""), format!("there is no calendar \"{calendar}\"")))?;
            for date in &group.dates {
                let near = format!("\"{date}\"");
                if !seen.insert((calendar, *date)) {
                    return Err(Fault::new(near, format!("{date} is closed twice in the calendar \"{calendar}\"")));
                }
                if *date > office.known_until {
                    let reason = format!("{date} is after known_until of the calendar \"{calendar}\"");
                    return Err(Fault::new(near, reason));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use shared::lang::LANGS;

    use super::super::BUILT_IN;
    use super::*;

    /// The error of the built-in profile after one change, as a person reads it.
    fn error_after(from: &str, to: &str) -> String {
        assert!(BUILT_IN.contains(from), "the profile no longer has {from:?}");
        let changed = BUILT_IN.replacen(from, to, 1);
        Profile::parse("agency.toml", &changed).expect_err("the change is an error").to_string()
    }

    fn line_of(words: &str) -> usize {
        BUILT_IN.lines().position(|line| line.contains(words)).unwrap() + 1
    }

    #[test]
    fn the_profile_that_ships_is_whole() {
        let profile = Profile::built_in().unwrap();
        let texts = profile.phones.values().map(|line| &line.matter).chain(profile.sections.iter().map(|s| &s.name));
        for text in texts.chain(profile.fees.lines.iter().map(|line| &line.name)) {
            assert!(LANGS.iter().all(|lang| !text.get(*lang).is_empty()), "{text:?} is empty in a language");
        }
        assert!(profile.fees.sample, "a schedule that nobody adopted must say so");
    }

    #[test]
    fn an_error_names_file_line_field_and_reason() {
        let line = line_of("number = \"626-744-4241\"");
        assert_eq!(
            error_after("626-744-4241", "744-4241"),
            format!("profile agency.toml, line {line}, number: \"744-4241\" is not a number like 626-555-0100")
        );
        let line = line_of("id = \"America/Los_Angeles\"");
        let error = error_after("America/Los_Angeles", "America/Pasadena");
        assert_eq!(
            error,
            format!(
                "profile agency.toml, line {line}, id: \"America/Pasadena\" is not a time zone of the IANA database"
            )
        );
    }

    #[test]
    fn what_points_nowhere_is_found() {
        let error = error_after("calendar = \"records\"", "calendar = \"record\"");
        assert!(error.contains("there is no calendar \"record\"") && error.contains(", calendar:"), "{error}");
        let error = error_after("\"subpoenas\", \"warrants\"", "\"subpena\", \"warrants\"");
        assert!(error.contains("there is no line \"subpena\""), "{error}");
        let line = line_of("\"subpoenas\", \"warrants\"");
        assert!(error.contains(&format!("line {line},")), "{error}");
    }

    #[test]
    fn hours_links_fees_and_dates_are_checked() {
        for (from, to, reason) in [
            ("from = \"09:00\", to = \"17:00\"", "from = \"17:00\", to = \"09:00\"", "begin before they end"),
            ("from = \"09:00\"", "from = \"25:00\"", "line"),
            ("https://www.weather.gov/", "http://www.weather.gov/", "must start with https://"),
            ("code = \"report_media\"", "code = \"report_copy\"", "stands twice"),
            ("cents = 10", "cents = -10", "below zero"),
            ("\"2025-01-01\"", "\"2024-01-01\"", "2024-01-01 is closed twice"),
            ("\"2025-01-01\"", "\"2025-02-30\"", "line"),
            ("\"2025-01-01\"", "\"2045-01-01\"", "after known_until"),
            ("[phones.non_emergency]", "[phones.other]", "there is no line \"non_emergency\""),
            ("translator_reviewed = false", "", "translator_reviewed"),
            ("slot_minutes = 20", "slot_minutes = 0", "at least 1"),
            ("seats = 2", "seets = 2", "seets"),
            ("days = [\"Mon\", \"Tue\"", "days = [\"Mon\", \"Someday\"", "weekday names expected"),
            ("es = \"Cárcel\"", "es = \" \"", "the words in `es` are empty"),
            (", es = \"Citatorios judiciales\"", "", "missing field `es`"),
            ("theme_color = \"#10233a\"", "theme_color = \"navy\"", "\"navy\" is not a color like #10233a"),
            ("https://bjs.ojp.gov/", "https://", "is not a web address"),
            ("[counters.property_office]", "[counters.office]", "there is no counter \"property_office\""),
            ("id = \"jail\"", "id = \"prison\"", "there is no section \"jail\""),
        ] {
            let error = error_after(from, to);
            assert!(error.starts_with("profile agency.toml, line ") && error.contains(reason), "{to}: {error}");
        }
    }

    #[test]
    fn a_fact_checked_tomorrow_is_refused_and_one_checked_today_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("agency.toml");
        let last = BUILT_IN.replacen("links = \"2026-11-24\"", "links = \"2026-11-25\"", 1);
        std::fs::write(&path, last).unwrap();
        let read = |now: &str| Profile::read(&path, now.parse().unwrap());
        // Days are those of the department: in California the 24th lasts until eight in the morning, UTC.
        let error = read("2026-11-25T07:59:59Z").unwrap_err();
        assert_eq!((error.line, error.field.as_str()), (line_of("links = \""), "links"));
        assert_eq!(error.reason, "links: 2026-11-25 is still to come");
        assert!(read("2026-11-25T08:00:00Z").is_ok());
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = Profile::read(std::path::Path::new("/nowhere/agency.toml"), chrono::DateTime::UNIX_EPOCH);
        assert!(error.unwrap_err().to_string().starts_with("profile /nowhere/agency.toml, line 0: cannot be read"));
    }

    #[test]
    fn the_calendars_are_those_of_the_vectors() {
        let profile = Profile::built_in().unwrap();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/tests/vectors/closures.csv");
        let mut dates = 0;
        for row in csv::Reader::from_path(path).unwrap().records() {
            let row = row.unwrap();
            let closures = profile.closures(&row[0]).unwrap();
            if &row[1] == "weekday" {
                assert!(closures.weekdays.contains(&row[2].parse().unwrap()), "{row:?}");
            } else {
                let date: NaiveDate = row[2].parse().unwrap();
                assert_eq!(closures.dates.get(&date).map(|reason| reason.en.as_str()), Some(&row[3]), "{row:?}");
                dates += 1;
            }
        }
        let ours: usize = NEEDED_CALENDARS.iter().map(|id| profile.closures(id).unwrap().dates.len()).sum();
        assert_eq!(dates, ours, "the profile closes other days than the vectors");
    }
}
