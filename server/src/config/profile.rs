//! The profile of the department: names, phones, hours, calendars, fees and links, read once at start.

mod check;
mod checked;
mod fees;
mod hours;
mod particulars;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use serde::Deserialize;
use shared::calendar::{Closures, Reason};
use shared::email::EmailAddress;
use shared::lang::{Lang, Text};

pub use checked::{Checked, StaleFact};
pub use fees::{FeeLine, FeeSchedule};
pub use particulars::Particulars;
pub use values::{Colour, Phone, WebAddress};

use crate::local_time::Zone;

const BUILT_IN: &str = include_str!("../../profile/pasadena.toml");

/// A profile that cannot be used: which file, which line, which field, and why.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("profile {file}, line {line}{}: {reason}", if field.is_empty() { String::new() } else { format!(", {field}") })]
pub struct ProfileError {
    /// The file's path, or "(built in)".
    pub file: String,
    /// The line, counted from 1; 0 when the file could not be read at all.
    pub line: usize,
    /// The field on that line, where it can be told.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Everything an agency changes to make the counter its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// When each group of facts was last compared with the department.
    pub checked: Checked,
    /// Whether a certified translator has reviewed the Spanish legal texts.
    pub translator_reviewed: bool,
    /// From which day a request received after hours counts.
    pub after_hours_receipt: AfterHours,
    /// The zone in which days, windows and deadlines are local.
    pub zone: Zone,
    /// Who the department is.
    pub department: Department,
    /// What stands inside the sentences of the pages.
    pub particulars: Particulars,
    /// Telephone lines by id.
    pub phones: BTreeMap<String, Line>,
    /// Sections of the division, in the order of the directory.
    pub sections: Vec<Section>,
    /// Counters by id: where the public is served, and when.
    pub counters: BTreeMap<String, Counter>,
    /// By service kind: whom to call while it cannot be asked for here.
    pub services: BTreeMap<String, Reach>,
    /// Pools of appointments by id; copied into the database once.
    pub pools: BTreeMap<String, Pool>,
    /// Languages for which staff can ask for an interpreter.
    pub languages: Vec<Language>,
    /// How long property is held, for the pages; the rule table decides.
    pub holding: Holding,
    /// How long things are kept; copied into the database once.
    pub retention: Retention,
    /// Outside services.
    pub vendors: Vendors,
    /// Addresses outside this site.
    pub links: Links,
    /// The fee schedule; copied into the database once.
    pub fees: FeeSchedule,
    /// Office calendars by id; copied into the database once.
    pub calendars: BTreeMap<String, Calendar>,
    /// Holidays and other closures, grouped by their reason.
    closures: Vec<ClosureGroup>,
}

/// From which day a request received after hours counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterHours {
    /// The calendar day on which it came.
    SameDay,
    /// The next day on which the office is open.
    NextOpenDay,
}

/// Who the department is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Its full name, a proper noun in every language.
    pub name: String,
    /// A name short enough for the staff console's rail.
    pub short_name: String,
    /// The division that runs the counter.
    pub division: String,
    /// The city or county it serves.
    pub city: String,
    /// Street and place, a line each.
    pub address: Vec<String>,
    /// The state, as letters write it.
    pub region: String,
    /// The postal code.
    pub postal_code: String,
    /// The symbol of the icon sprite that stands for it.
    pub mark: String,
    /// The colour that a phone paints around the pages.
    pub theme_color: Colour,
    /// Its own site.
    pub website: WebAddress,
    /// The sender of mail; none: `no-reply` at the host of `PUBLIC_URL`.
    pub mail_from: Option<EmailAddress>,
}

/// A telephone line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The number.
    pub number: Phone,
    /// What a person calls about.
    pub matter: Text,
    /// Whether a machine answers.
    #[serde(default)]
    pub fax: bool,
    /// Who answers, where the department names somebody.
    pub person: Option<Person>,
}

/// Somebody named by the department, and when it did.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The day on which this was so.
    pub as_of: NaiveDate,
}

/// A section of the division.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its id, as in `/about/{id}`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Ids of its lines, the most useful first.
    pub phones: Vec<String>,
    /// When its lines are answered, in words, where no counter tells it.
    pub hours: Option<Text>,
}

/// Where the public is served, and when.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// Its name.
    pub name: Text,
    /// Id of the calendar that closes it.
    pub calendar: String,
    /// Id of its line.
    pub phone: String,
    /// Weekly hours, on open days.
    pub hours: Vec<Window>,
}

/// Hours on some weekdays, in local wall-clock time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The weekdays.
    pub days: Vec<Weekday>,
    /// When it opens.
    pub from: NaiveTime,
    /// When it closes.
    pub to: NaiveTime,
}

/// A language for which staff can ask for an interpreter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its tag (BCP 47).
    pub tag: String,
    /// Its name.
    pub name: Text,
    /// "I speak…", in the language itself.
    pub says: String,
    /// Whether it is written from right to left.
    #[serde(default)]
    pub right_to_left: bool,
}

/// How a service is reached by phone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Id of the line.
    pub phone: String,
    /// Id of the counter whose hours hold for it; none: ask when you call.
    pub counter: Option<String>,
}

/// Appointments of one kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// A name that betrays nothing on a shared screen.
    pub name: Text,
    /// Id of the calendar that closes it.
    pub calendar: String,
    /// Weekly windows, in local wall-clock time.
    pub windows: Vec<Window>,
    /// Length of an appointment, in minutes.
    pub slot_minutes: u16,
    /// How many people at the same time.
    pub seats: u16,
    /// How many staff each appointment takes.
    pub staff: u16,
    /// How many hours ahead one must book.
    pub lead_hours: u16,
}

/// How long property is held, in days.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// Found property.
    pub found_days: u16,
    /// Property in safekeeping, at least.
    pub safekeeping_days: u16,
}

/// How long things are kept; destruction is proposed, never automatic, except for drafts.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Identity documents after they were checked, in days.
    pub identity_document_days: u16,
    /// The access log, in days; CJIS asks for a year.
    pub audit_days: u16,
    /// A closed case, in days; Gov 34090 asks for two years.
    pub closed_case_days: u16,
}

/// Services outside the department.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendors {
    /// Sells most collision reports; none: everybody asks here.
    pub collision_reports: Option<Vendor>,
    /// Runs the telephones of people in custody.
    pub inmate_phones: Option<Vendor>,
    /// Auctions unclaimed property.
    pub auctions: Option<Vendor>,
}

/// A service outside the department.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// Its name.
    pub name: String,
    /// Its site, where the public may go.
    pub url: Option<WebAddress>,
}

/// Addresses outside this site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// How to become a dispatcher.
    pub recruitment: WebAddress,
    /// Where the state takes the application for a firearm's clearance.
    pub firearm_clearance: Option<WebAddress>,
    /// Crime statistics of the nation.
    pub national_statistics: WebAddress,
    /// Crime statistics of the state.
    pub state_statistics: WebAddress,
    /// Where "Leave this page now" leads: a site that tells nobody anything.
    pub leave: WebAddress,
}

/// The days of an office.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The office.
    pub name: Text,
    /// Weekdays on which it never opens.
    pub closed_weekdays: Vec<Weekday>,
    /// The last day whose closures are known.
    pub known_until: NaiveDate,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClosureGroup {
    reason: Text,
    calendars: BTreeSet<String>,
    dates: Vec<NaiveDate>,
}

impl Profile {
    /// The profile that ships. Its dates are not held against the clock: a machine whose clock is wrong must start, too.
    ///
    /// # Errors
    /// None in a program that was tested.
    pub fn built_in() -> Result<Self, ProfileError> {
        Self::parse("(built in)", BUILT_IN)
    }

    /// Reads the profile at a path; what is wrong is said with file, line and field.
    ///
    /// # Errors
    /// The first mistake; a fact checked on a day that is still to come is one.
    pub fn read(path: &Path, now: DateTime<Utc>) -> Result<Self, ProfileError> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(source) => {
                let profile = Self::parse(&file, &source)?;
                let today = profile.zone.date(now);
                check::not_to_come(&profile, today).map_err(|fault| fault.locate(&file, &source))?;
                Ok(profile)
            }
            Err(error) => {
                Err(ProfileError { file, line: 0, field: String::new(), reason: format!("cannot be read: {error}") })
            }
        }
    }

    /// Reads a profile from its text; `file` is only for the error.
    fn parse(file: &str, source: &str) -> Result<Self, ProfileError> {
        let profile: Self = toml::from_str(source).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            check::error_at(file, source, at, error.message())
        })?;
        check::check(&profile).map_err(|fault| fault.locate(file, source))?;
        Ok(profile)
    }

    /// A telephone line by its id.
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.phones.get(id)
    }

    /// The first version of an office's calendar; `None` when there is no such office.
    pub fn closures(&self, calendar: &str) -> Option<Closures> {
        let office = self.calendars.get(calendar)?;
        let groups = self.closures.iter().filter(|group| group.calendars.contains(calendar));
        let dates = groups.flat_map(|group| {
            let reason = Reason { en: group.reason.en.clone(), es: group.reason.es.clone() };
            group.dates.iter().map(move |date| (*date, reason.clone()))
        });
        Some(Closures {
            id: calendar.to_owned(),
            version: 1,
            weekdays: office.closed_weekdays.clone(),
            weekday_changes: BTreeMap::new(),
            dates: dates.collect(),
            known_until: office.known_until,
        })
    }
}

impl Counter {
    /// Its hours in words: "Monday to Friday, 9:00 am to 5:00 pm".
    pub fn hours_in_words(&self, lang: Lang) -> String {
        hours::hours_in_words(&self.hours, lang)
    }
}

impl Pool {
    /// Its windows in words: "Tuesday to Thursday, 12:00 pm to 5:00 pm".
    pub fn hours_in_words(&self, lang: Lang) -> String {
        hours::hours_in_words(&self.windows, lang)
    }
}

#[cfg(test)]
mod tests;
