//! Questions and their controls.

use serde::{Deserialize, Serialize};

use super::{Part, Prose, Submit};

/// A question with its control.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FieldView {
    /// Name in the form, the draft and the intake; also its id on the page.
    pub name: String,
    /// The question.
    pub label: String,
    /// The heading of the page asks the same: show the label to screen readers only.
    pub label_hidden: bool,
    /// What helps to answer, before the control; may be empty.
    pub hint: Prose,
    /// Why we ask, after the control; may be empty.
    pub why: String,
    /// "(optional)" in words; `None` when an answer is needed.
    pub optional: Option<String>,
    /// What is wrong with the answer.
    pub error: Option<String>,
    /// The control with its value.
    pub control: Control,
    /// Questions that any of several choices opens; they stand once, after all choices.
    pub followers: Vec<Part>,
}

/// The control of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// One line of text.
    Text(TextBox),
    /// Several lines.
    LongText {
        /// The answer so far.
        value: String,
        /// How many characters fit.
        max_length: Option<u32>,
    },
    /// A date, in three boxes.
    Date {
        /// Month, day and year in the order of the language.
        parts: [DatePart; 3],
    },
    /// One of several.
    Radios {
        /// What can be chosen.
        choices: Vec<Choice>,
    },
    /// Any of several; each has its own name.
    Checkboxes {
        /// What can be ticked.
        choices: Vec<Choice>,
    },
    /// One of many.
    Select {
        /// The answer so far.
        value: String,
        /// What can be chosen.
        options: Vec<SelectOption>,
    },
    /// Files.
    Documents(Documents),
}

impl Default for Control {
    fn default() -> Self {
        Self::Text(TextBox::default())
    }
}

/// A box for one line of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextBox {
    /// What kind of text.
    pub kind: TextKind,
    /// The answer so far.
    pub value: String,
    /// The `autocomplete` token.
    pub autocomplete: Option<String>,
    /// How many characters fit.
    pub max_length: Option<u32>,
    /// Width of the box in characters, for short answers.
    pub width: Option<u8>,
}

/// What kind of text a box takes: sets `type` and `inputmode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// Any words.
    #[default]
    Words,
    /// An email address.
    Email,
    /// A telephone number.
    Phone,
    /// Digits: a code, a postcode.
    Digits,
    /// A PIN: digits that are not shown.
    Pin,
    /// A code of letters and digits, such as a reference: no spelling help.
    Code,
}

/// One box of a date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatePart {
    /// Name in the form: `incident_date_month`.
    pub name: String,
    /// "Month".
    pub label: String,
    /// The answer so far.
    pub value: String,
    /// How many digits fit.
    pub digits: u8,
    /// Whether the error of the field is here.
    pub wrong: bool,
}

/// Something that can be chosen or ticked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Name in the form: the field's for radios, its own for checkboxes.
    pub name: String,
    /// Value when chosen.
    pub value: String,
    /// Its words.
    pub label: String,
    /// More on it; may be empty.
    pub hint: String,
    /// Whether it is chosen.
    pub checked: bool,
    /// What it alone opens when chosen.
    pub reveals: Vec<Part>,
    /// Whether it opens the `followers` of its field.
    pub opens_followers: bool,
}

/// One option of a select.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectOption {
    /// Value when chosen; empty for "choose one".
    pub value: String,
    /// Its words.
    pub label: String,
}

/// A control for files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documents {
    /// The `accept` attribute.
    pub accept: String,
    /// What is allowed: "JPG, PNG or PDF, up to 20 MB."
    pub allowed: String,
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Whether several can be chosen at once.
    pub multiple: bool,
    /// What has been uploaded already.
    pub files: Vec<UploadedFile>,
    /// Where the browser may upload one file by itself (multipart field `file`; answers 201 with
    /// an [`UploadedFile`]); `None` sends the files with the form.
    pub upload_href: Option<String>,
}

/// A file that belongs to the draft or the case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadedFile {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Size or date, in words.
    pub detail: String,
    /// The button that removes it, as a submit of the same form.
    pub remove: Option<Submit>,
}

impl FieldView {
    /// Id of the control that an error leads to: the first wrong box of a date, the first choice.
    pub fn first_id(&self) -> String {
        match &self.control {
            Control::Date { parts } => {
                let wrong = parts.iter().find(|part| part.wrong).or(parts.first());
                wrong.map_or_else(|| self.name.clone(), |part| part.name.clone())
            }
            Control::Radios { choices } | Control::Checkboxes { choices } => {
                choices.first().map_or_else(|| self.name.clone(), Choice::id)
            }
            _ => self.name.clone(),
        }
    }
}

impl DatePart {
    /// Whether it is the `year`, `month` or `day`.
    pub fn is_unit(&self, unit: &str) -> bool {
        self.name.rsplit('_').next() == Some(unit)
    }
}

impl Choice {
    /// Its id on the page.
    pub fn id(&self) -> String {
        format!("{}-{}", self.name, self.value)
    }
}
