//! Before and after sending.

use serde::{Deserialize, Serialize};

use super::{Cell, Form, Link, Notice, Prose, StepLine};

/// What will be sent, with a way to change each answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckAnswers {
    /// Where the visitor is.
    pub steps: Option<StepLine>,
    /// The page before this one.
    pub back: Option<Link>,
    /// "Check your answers".
    pub title: String,
    /// "Nothing has been sent yet."
    pub intro: String,
    /// The answers, by subject.
    pub groups: Vec<AnswerGroup>,
    /// "If you send it today".
    pub today_title: String,
    /// When, how much, who acts next.
    pub today: Vec<Cell>,
    /// The box to tick, the idempotency token and the button; without a title of its own.
    pub form: Form,
    /// The words of the print button.
    pub print: String,
}

/// Answers on one subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerGroup {
    /// The subject.
    pub title: String,
    /// The answers.
    pub rows: Vec<AnswerRow>,
}

/// One answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// The question, shortened.
    pub label: String,
    /// The answer, a line each.
    pub value: Vec<String>,
    /// Back to the question; its words say "Change".
    pub change: Option<Link>,
}

/// What the visitor sees after sending.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Confirmation {
    /// "Request sent".
    pub title: String,
    /// "Your reference".
    pub reference_label: String,
    /// The reference, `XXXX-XXXX`.
    pub reference: String,
    /// One sentence on keeping it.
    pub keep: Prose,
    /// When, how much, who acts next.
    pub cells: Vec<Cell>,
    /// What else to know: no mail was sent, a records request was made instead.
    pub notices: Vec<Notice>,
    /// The box for the code that confirms an address.
    pub email_code: Option<Form>,
    /// "What happens next".
    pub next_title: String,
    /// What happens, with dates.
    pub next: Vec<Prose>,
    /// "What to bring"; empty without a list.
    pub bring_title: String,
    /// What to bring.
    pub bring: Vec<String>,
    /// To the case.
    pub case: Link,
    /// The words of the print button.
    pub print: String,
}
