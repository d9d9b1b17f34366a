//! Pages to read: services, 9-1-1, fees, contacts, letters, errors.

use serde::{Deserialize, Serialize};

use super::{Aids, CallBox, Described, Desk, Dispatch, Icon, Link, Practice, Prose, SearchForm, WallCard};

/// A page to read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Info {
    /// The way back, where there is one.
    pub back: Option<Link>,
    /// The heading of the page.
    pub title: String,
    /// What the page is, in a sentence or two.
    pub lead: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// Boxes at the side.
    pub aside: Vec<Panel>,
    /// A small note under the boxes.
    pub aside_note: Option<String>,
    /// Links under the boxes.
    pub aside_links: Vec<Link>,
}

/// A part of a page to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading of the second level.
    Heading {
        /// Its anchor, unique on the page.
        id: String,
        /// Its words.
        text: String,
    },
    /// A heading of the third level.
    Subheading(String),
    /// A paragraph.
    Paragraph(Prose),
    /// A list without order.
    List(Vec<Prose>),
    /// Short questions or words, in two columns where there is room.
    Columns(Vec<String>),
    /// Numbered steps.
    Steps(Vec<NumberedStep>),
    /// Terms with what they mean, a row each.
    Rows(Vec<Row>),
    /// A table.
    Table(Table),
    /// Something to notice.
    Notice(Notice),
    /// The red box with the button that calls.
    Call(CallBox),
    /// How dispatch works, as a picture and in words.
    Dispatch(Dispatch),
    /// Larger type, printing, and other forms of the page.
    Aids(Aids),
    /// A card to hang by the phone.
    WallCard(WallCard),
    /// The dispatcher's questions, one at a time.
    Practice(Box<Practice>),
    /// Questions with their answers.
    Questions(Vec<Row>),
    /// Counters with their hours, and whether they are open now.
    Places(Vec<Place>),
    /// Languages to point at.
    Languages(Vec<SpokenLanguage>),
    /// The main thing to do here, as a button.
    Start(Link),
    /// Short answers side by side: cost, time, documents.
    Cells(Vec<Cell>),
    /// Pages behind this one.
    Links(Vec<Described>),
}

/// One numbered step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberedStep {
    /// What to do.
    pub title: String,
    /// More on it; may be empty.
    pub text: Prose,
}

/// A term with what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The term.
    pub term: String,
    /// What it means.
    pub text: Prose,
}

/// A counter, its hours, and whether it is open now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The counter as it is now.
    pub desk: Desk,
    /// "Monday to Friday, 9:00 am to 5:00 pm".
    pub hours: String,
}

/// A language to point at, for somebody who cannot say its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenLanguage {
    /// Its tag (BCP 47).
    pub lang: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// "I speak…", in the language itself.
    pub says: String,
    /// Its name, in the language of the page.
    pub name: String,
}

/// A table with a heading for each column and each row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows, as many cells as there are columns; the first is the row's heading.
    pub rows: Vec<Vec<Prose>>,
}

/// Something to notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// How grave it is.
    pub tone: Tone,
    /// An icon before the words.
    pub icon: Option<Icon>,
    /// Its heading; may be empty.
    pub title: String,
    /// What it says.
    pub text: Prose,
    /// Ways to go on from it.
    pub links: Vec<Link>,
}

/// How grave a notice is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Good to know.
    #[default]
    Accent,
    /// Soon, closed, take care.
    Warn,
    /// Emergency or error.
    Danger,
    /// Done.
    Ok,
}

/// A box at the side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// Its heading.
    pub title: String,
    /// What it says, a paragraph each.
    pub text: Vec<Prose>,
    /// A number to call, in large figures.
    pub phone: Option<Link>,
}

/// A short answer under its question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// "Answer due by".
    pub label: String,
    /// "Thursday, December 10".
    pub value: String,
    /// Why, and where to read more; may be empty.
    pub text: Prose,
}

/// A letter of the agency, as a page with a print style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Back to the case.
    pub back: Link,
    /// The agency and its address, a line each.
    pub from: Vec<String>,
    /// The recipient, a line each.
    pub to: Vec<String>,
    /// Its date, in words.
    pub date: String,
    /// What it is about.
    pub title: String,
    /// Its language, when it is another than the page's.
    pub lang: Option<String>,
    /// Its text, frozen, a paragraph each.
    pub paragraphs: Vec<String>,
    /// Who signs, with title, a line each.
    pub signature: Vec<String>,
    /// The words of the print button.
    pub print: String,
}

/// An error, as a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemPage {
    /// What went wrong, without blame.
    pub title: String,
    /// What to do now, a paragraph each.
    pub text: Vec<Prose>,
    /// A search, where the address led nowhere.
    pub search: Option<SearchForm>,
    /// Ways to go on.
    pub links: Vec<Link>,
    /// For a call to the department: the request's id, with its label.
    pub request_id: Option<Cell>,
}
