//! One case as staff see it.

use serde::{Deserialize, Serialize};

use super::{Action, Approval, Blocked, Due, Moment, Person, StateMark};

/// `GET cases/{reference}`, and the answer of every write to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffCase {
    /// Shown as `XXXX-XXXX`.
    pub reference: String,
    /// The service kind.
    pub service: String,
    /// Its name, as in "Report copies".
    pub service_text: String,
    /// What it is about.
    pub subject: String,
    /// State code.
    pub state: String,
    /// The state in words.
    pub state_text: String,
    /// The shape beside the words.
    pub mark: StateMark,
    /// Sent back with every action; moves with every event.
    pub version: i64,
    /// When it was received.
    pub received: Moment,
    /// How it came, as in "web" or "counter".
    pub channel: String,
    /// The soonest running clock.
    pub due: Option<Due>,
    /// Whose case it is.
    pub owner: Option<Person>,
    /// Who it can be given to.
    pub assignees: Vec<Person>,
    /// Whether the requester may be at risk.
    pub at_risk: bool,
    /// What must be kept in mind before contacting the requester, one sentence each.
    pub cautions: Vec<String>,
    /// What is asked for, in the requester's words.
    pub request: String,
    /// The answers of the form, resolved.
    pub facts: Vec<Fact>,
    /// The requester's role, and what proves it.
    pub role: Option<RoleCheck>,
    /// The clocks, running ones first.
    pub clocks: Vec<Clock>,
    /// Messages and notes, oldest first.
    pub entries: Vec<Entry>,
    /// Who reads a message written now, and how they hear of it, in one sentence.
    pub message_reach: String,
    /// Whether a message can be written now.
    pub may_message: bool,
    /// Replies that can be put into a message: name, and text filled with the facts of the case.
    #[serde(default)]
    pub replies: Vec<Fact>,
    /// How many cases are linked with it.
    #[serde(default)]
    pub related: usize,
    /// The files.
    pub documents: Vec<Document>,
    /// Whether this person may add a file.
    pub may_upload: bool,
    /// What the agency has written.
    pub letters: Vec<Letter>,
    /// The order, when there is one.
    pub fees: Option<Fees>,
    /// Everything that happened, newest first.
    pub history: Vec<Event>,
    /// Whether the history's hashes hold.
    pub chain: Chain,
    /// What waits for a second person.
    pub approvals: Vec<Approval>,
    /// What this person may do now.
    pub actions: Vec<Action>,
    /// What the case is not ready for.
    pub blocked: Vec<Blocked>,
}

/// A label and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value, in words.
    pub value: String,
}

/// Who the requester says they are, and what that role has to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleCheck {
    /// The role in words, as in "Victim".
    pub role: String,
    /// What this role may get, and the source of it, in one sentence.
    pub rule: String,
    /// What it has to show.
    pub documents: Vec<RequiredDocument>,
    /// Who checked the role, and when, in one sentence.
    pub checked: Option<String>,
}

/// One thing that proves a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequiredDocument {
    /// What it is, as in "Government photo ID".
    pub label: String,
    /// Id of the document that was sent for it.
    pub document: Option<String>,
    /// Where it stands, as in "Sent, not checked" or "Checked by Kim Nakata, Nov 20".
    pub status: String,
    /// Whether it was checked off.
    pub checked: bool,
}

/// One clock with its whole reckoning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clock {
    /// Rule id, as in `report.target`.
    pub rule: String,
    /// Its name, as in "Answer to the request".
    pub name: String,
    /// Where the rule comes from, its id and version, in one sentence.
    pub source: String,
    /// When it is due; `urgency` is `met` once it was met.
    pub due: Due,
    /// The outcome of the reckoning in one or two sentences.
    pub summary: String,
    /// Every step, one sentence each.
    pub steps: Vec<String>,
    /// The days strip, oldest first; empty for clocks counted in hours or months.
    pub days: Vec<Day>,
    /// Set when the calendar is not known as far as the due day.
    pub provisional: bool,
}

/// One cell of the days strip.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// As in "Mon".
    pub weekday: String,
    /// Day of the month, or with the month on its first day.
    pub number: String,
    /// What is printed in the cell: the count, "day 0", "hol.", "due", or a dash.
    pub mark: String,
    /// What a screen reader says, as in "Tuesday, November 17: day 1".
    pub text: String,
    /// How the day was reckoned.
    pub kind: DayKind,
    /// Whether this is today.
    pub today: bool,
    /// Whether the clock is due on this day.
    pub due: bool,
}

/// How a day was reckoned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// The day of the trigger.
    Start,
    /// It counts, and lies behind or is today.
    Counted,
    /// It will count.
    Ahead,
    /// A weekday on which the office is always closed: not counted, or rolled over.
    Weekend,
    /// A holiday or a closure.
    Holiday,
    /// Neither counted nor closed: the day a deadline rolled to, or one after it.
    #[default]
    Plain,
}

/// One message or note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// Who spoke to whom.
    pub kind: EntryKind,
    /// The name shown.
    pub author: String,
    /// When.
    pub at: Moment,
    /// The text; lines are kept.
    pub body: String,
}

/// Who spoke to whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Staff to the requester.
    FromStaff,
    /// The requester to staff.
    #[default]
    FromRequester,
    /// Staff to staff.
    Note,
}

/// A file of the case; it is read at `GET cases/{reference}/documents/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// As in "2.1 MB".
    pub size: String,
    /// Who sent it and when, in one sentence.
    pub origin: String,
    /// Who sees it.
    pub visibility: Visibility,
    /// The same in words, with what is pending, as in "Staff only, not scanned".
    pub status: String,
    /// Whether its content can be had: not when it was destroyed, or is in quarantine.
    #[serde(default)]
    pub readable: bool,
}

/// Who sees a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Staff only.
    #[default]
    Staff,
    /// Staff and the requester.
    Requester,
    /// Everyone.
    Public,
}

/// Something the agency has written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Letter {
    /// Its title.
    pub title: String,
    /// When it went out.
    pub at: Moment,
    /// The page that shows it, with a print style.
    pub href: String,
}

/// The fee order of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fees {
    /// What is charged: line and amount.
    pub lines: Vec<Fact>,
    /// The total, as in "$12.50".
    pub total: String,
    /// Paid, waived or open, with the receipt, in one sentence.
    pub status: String,
}

/// One event of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Its number in the case, from 1.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub who: String,
    /// What they did, as in "took the case: received, now in review".
    pub what: String,
    /// The hash shortened, as in `e41c…90b7`.
    pub hash: String,
}

/// Whether a history's hashes hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chain {
    /// Whether every link was verified.
    pub verified: bool,
    /// As in "8 events, chain verified 13:48".
    pub text: String,
}
