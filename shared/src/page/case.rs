//! The case page of a requester.

use serde::{Deserialize, Serialize};

use super::{DaysStrip, Form, Hidden, Link, Notice, Prose};

/// A case, for its requester.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CasePage {
    /// "Reference".
    pub reference_label: String,
    /// The reference, `XXXX-XXXX`.
    pub reference: String,
    /// Ends the session on this device; a form with only a button.
    pub close: Option<PostButton>,
    /// "Your police report request".
    pub title: String,
    /// What must be known before anything else: something was sent, something is asked.
    pub notices: Vec<Notice>,
    /// The box for the code that confirms an address.
    pub email_code: Option<Form>,
    /// Where the case stands.
    pub state: StateCard,
    /// "What has happened".
    pub timeline_title: String,
    /// What has happened and what comes.
    pub timeline: Vec<TimelineStep>,
    /// "Messages".
    pub messages_title: String,
    /// Messages both ways, oldest first.
    pub messages: Vec<MessageView>,
    /// Said when there is no message.
    pub no_messages: String,
    /// The form to write; `None` when the case takes no more.
    pub compose: Option<Form>,
    /// "Documents".
    pub documents_title: String,
    /// Documents of the case that the requester may see.
    pub documents: Vec<DocumentRow>,
    /// Said when there is no document.
    pub no_documents: String,
    /// The words that open the upload form: "Add a document".
    pub upload_title: String,
    /// The form to add a document.
    pub upload: Option<Form>,
    /// "Your request".
    pub facts_title: String,
    /// What was asked, how it is delivered, what it costs.
    pub facts: Vec<Fact>,
    /// The words of the print button.
    pub print: String,
    /// Other things the requester may do: contact, withdraw.
    pub actions: Vec<Link>,
}

/// A form of one button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostButton {
    /// Where it posts to.
    pub action: String,
    /// Its words.
    pub text: String,
    /// Values that travel along.
    pub hidden: Vec<Hidden>,
}

/// Where a case stands: state, what happens, who acts next, due date, in this order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StateCard {
    /// Shape of the mark beside the word.
    pub mark: StateMark,
    /// The state in a word.
    pub word: String,
    /// What is happening, as a heading.
    pub heading: String,
    /// What happens next and who must act.
    pub text: Prose,
    /// Something that can be done right now, as buttons: download the report.
    pub links: Vec<Link>,
    /// The due date; `None` when no clock runs.
    pub due: Option<DueBox>,
    /// How each deadline was worked out.
    pub worked_out: Vec<WorkedOut>,
}

/// The shape that goes with a state; never a colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StateMark {
    /// Received.
    #[default]
    Empty,
    /// Being worked on.
    Half,
    /// Waiting for somebody.
    Dotted,
    /// Ready or done.
    Full,
    /// Closed.
    Square,
}

/// The date that matters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueBox {
    /// "Answer due by".
    pub label: String,
    /// "Wednesday, December 2".
    pub when: String,
    /// What is left, and who acts next; a line each.
    pub lines: Vec<Prose>,
}

/// How a deadline was worked out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkedOut {
    /// "How was this worked out?"
    pub summary: String,
    /// Whether it stands open.
    pub open: bool,
    /// The days as cells; `None` for a clock of hours or months.
    pub strip: Option<DaysStrip>,
    /// The steps, a sentence each.
    pub sentences: Vec<String>,
    /// Law or target, rule and version; whether it is provisional.
    pub source: String,
    /// "See every day as text".
    pub every_day_title: String,
    /// Every day with why it was counted, skipped or rolled.
    pub every_day: Vec<String>,
}

/// Something that happened, happens or will.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineStep {
    /// Whether it is behind us.
    pub status: TimelineStatus,
    /// For screen readers: "Done", "Now", "Later".
    pub status_words: String,
    /// What.
    pub title: String,
    /// When, in words.
    pub when: String,
    /// More on it; may be empty.
    pub text: String,
}

/// Where a step of the timeline stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimelineStatus {
    /// It happened.
    #[default]
    Done,
    /// It is happening.
    Now,
    /// It comes.
    Later,
}

/// A message of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    /// "Records" or "You".
    pub from: String,
    /// Whether the requester wrote it.
    pub mine: bool,
    /// When, in words.
    pub when: String,
    /// The text, as it was typed.
    pub text: String,
}

/// A document of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Its name.
    pub name: String,
    /// The download; `None` when it can only be named.
    pub href: Option<String>,
    /// Kind, size, from whom, when.
    pub detail: String,
}

/// A fact with its label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The fact; plain words, a line each.
    pub value: Vec<String>,
}
