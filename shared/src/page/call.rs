//! Parts of the 9-1-1 pages: how dispatch works, the card for the wall, the practice.

use serde::{Deserialize, Serialize};

use super::{Link, Notice, NumberedStep, Row};

/// The red box with the button that calls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallBox {
    /// "Call if you can. Text if you cannot."
    pub title: String,
    /// How to text.
    pub text: String,
    /// Calls (`tel:`).
    pub call: Link,
    /// Writes a text (`sms:`).
    pub message: Link,
}

/// How a call becomes help: a picture with numbers, and the steps that the numbers stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// What the picture shows, for who does not see it.
    pub picture: String,
    /// The steps, as many as the picture has numbers.
    pub steps: Vec<NumberedStep>,
}

/// What helps to read or keep a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aids {
    /// Other forms of the page: a card, a practice.
    pub links: Vec<Link>,
    /// The words of the switch to larger type; none: no switch.
    pub larger: Option<String>,
    /// The words of the print button; none: no button.
    pub print: Option<String>,
}

/// A card of one page, to hang by the phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallCard {
    /// "Emergency: call 9-1-1".
    pub title: String,
    /// How to text.
    pub text: String,
    /// What to do before calling, and while: "If staying is dangerous, get out first."
    pub leave: Notice,
    /// Name of the steps.
    pub steps_title: String,
    /// What to do, a line each.
    pub steps: Vec<String>,
    /// Name of the questions.
    pub ask_title: String,
    /// What a dispatcher asks.
    pub ask: Vec<String>,
    /// Name of the lines.
    pub home_title: String,
    /// Lines about the home, filled in by hand or by the practice.
    pub lines: Vec<CardLine>,
    /// Other numbers.
    pub numbers: Vec<Row>,
}

/// A line of the card to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardLine {
    /// The question of the practice whose answer goes here.
    pub id: String,
    /// "Nearest cross street".
    pub label: String,
}

/// The dispatcher's questions, one at a time, and a card with the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// How to do it on paper; shown while no script runs.
    pub paper: String,
    /// The questions, in order.
    pub questions: Vec<PracticeQuestion>,
    /// Goes back a question.
    pub back: String,
    /// Goes on to the next question.
    pub next: String,
    /// Goes on from the last question to the card.
    pub finish: String,
    /// Said at the end.
    pub done: Row,
    /// The card with empty lines.
    pub card: WallCard,
    /// Prints the card.
    pub print: String,
    /// Begins anew.
    pub again: String,
}

/// A question of the dispatcher.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeQuestion {
    /// Its id, unique on the page.
    pub id: String,
    /// "Question 2 of 10".
    pub count: String,
    /// What the dispatcher says.
    pub question: String,
    /// What makes a good answer.
    pub hint: String,
}
