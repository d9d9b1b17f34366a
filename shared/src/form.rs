//! Forms as tables: the same rows draw a page, keep a draft and check what was sent.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a person answered, by field name; a field that was left empty is absent.
pub type Answers = BTreeMap<String, String>;

/// One page of a form.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its name in the address and in the locale files.
    pub id: &'static str,
    /// Its fields, in the order in which they are asked.
    pub fields: &'static [Field],
}

/// One question.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in the form, in the draft and in the API.
    pub name: &'static str,
    /// How it is asked.
    pub control: Control,
    /// Whether an answer must be given while the field is shown.
    pub required: bool,
    /// Another answer that must be given before this field is asked.
    pub reveal: Option<Reveal>,
    /// Whether the answer is kept encrypted and never searched.
    pub sealed: bool,
}

/// A field is asked only while `field` has one of `values`.
#[derive(Debug, Clone, Copy)]
pub struct Reveal {
    /// The name of the field that decides.
    pub field: &'static str,
    /// Its answers that reveal the field.
    pub values: &'static [&'static str],
}

/// How a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// One line of at most `max` characters, with the HTML `autocomplete` token where one fits.
    Text {
        /// Most characters accepted.
        max: usize,
        /// The token of HTML's autofill, or empty.
        autocomplete: &'static str,
    },
    /// An email address.
    Email,
    /// A telephone number.
    Phone,
    /// Several lines of at most `max` characters.
    LongText {
        /// Most characters accepted.
        max: usize,
    },
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// One of a few answers, all shown.
    Choice(&'static [&'static str]),
    /// Yes, or nothing.
    Checkbox,
    /// Six digits that the person chooses.
    Pin,
    /// The id of a document of the case.
    Document,
    /// Words that appear in this place; there is nothing to answer.
    Notice,
    /// The files that the service needs; each is uploaded by itself.
    Uploads,
}

impl Control {
    /// The codes of what can be wrong with such an answer before it is sent.
    #[must_use]
    pub const fn codes(self) -> &'static [&'static str] {
        match self {
            Self::Text { .. } | Self::LongText { .. } | Self::Document => &["required", "characters", "too_long"],
            Self::Email => &["required", "characters", "too_long", "email"],
            Self::Phone => &["required", "characters", "too_long", "phone"],
            Self::Pin => &["required", "characters", "too_long", "pin"],
            Self::Date => &["required", "characters", "too_long", "year", "month", "day", "date", "future"],
            Self::Choice(_) | Self::Checkbox => &["required", "choice"],
            Self::Notice | Self::Uploads => &[],
        }
    }
}

/// What is wrong with one answer: the field, and a code that the locale files turn into words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// The field's name.
    pub field: String,
    /// What is wrong with it.
    pub code: String,
}

impl Fault {
    /// A fault of `field`.
    #[must_use]
    pub fn new(field: &str, code: &str) -> Self {
        Self { field: field.to_owned(), code: code.to_owned() }
    }
}

impl Field {
    /// A question that must be answered.
    #[must_use]
    pub const fn required(name: &'static str, control: Control) -> Self {
        Self { name, control, required: true, reveal: None, sealed: false }
    }

    /// A question that may be left empty.
    #[must_use]
    pub const fn optional(name: &'static str, control: Control) -> Self {
        Self { name, control, required: false, reveal: None, sealed: false }
    }

    /// The same question, asked only after one of `values` was answered to `field`.
    #[must_use]
    pub const fn when(self, field: &'static str, values: &'static [&'static str]) -> Self {
        Self { reveal: Some(Reveal { field, values }), ..self }
    }

    /// The same question, its answer kept encrypted.
    #[must_use]
    pub const fn sealed(self) -> Self {
        Self { sealed: true, ..self }
    }

    /// Whether the field is asked, given the other answers.
    #[must_use]
    pub fn shown(&self, fields: &[&Field], answers: &Answers) -> bool {
        let Some(reveal) = self.reveal else { return true };
        let decided = answers.get(reveal.field).is_some_and(|given| reveal.values.contains(&given.as_str()));
        // The deciding field may itself be hidden: then its old answer counts for nothing.
        decided && fields.iter().filter(|field| field.name == reveal.field).all(|field| field.shown(fields, answers))
    }

    fn fault(&self, answer: Option<&str>) -> Option<&'static str> {
        let Some(answer) = answer else {
            let asks = !matches!(self.control, Control::Notice | Control::Uploads);
            return (self.required && asks).then_some("required");
        };
        let multiline = matches!(self.control, Control::LongText { .. });
        if answer.chars().any(|c| c.is_control() && !(multiline && matches!(c, '\n' | '\t'))) {
            return Some("characters");
        }
        let longest = match self.control {
            Control::Text { max, .. } | Control::LongText { max } => max,
            Control::Email => 254,
            Control::Document => 36,
            _ => 60,
        };
        if answer.chars().count() > longest {
            return Some("too_long");
        }
        match self.control {
            Control::Choice(values) if !values.contains(&answer) => Some("choice"),
            Control::Checkbox if answer != "yes" => Some("choice"),
            Control::Date => date_fault(answer),
            Control::Email if answer.parse::<crate::email::EmailAddress>().is_err() => Some("email"),
            Control::Phone if !(7..=15).contains(&answer.chars().filter(char::is_ascii_digit).count()) => Some("phone"),
            Control::Pin if answer.parse::<crate::ids::Pin>().is_err() => Some("pin"),
            Control::Notice | Control::Uploads => Some("unknown"),
            _ => None,
        }
    }
}

/// Which part of `YYYY-MM-DD` is wrong: three fields of a page are joined with empty parts kept.
fn date_fault(answer: &str) -> Option<&'static str> {
    if answer.parse::<NaiveDate>().is_ok() && answer.len() == 10 {
        return None;
    }
    let mut parts = answer.splitn(3, '-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    Some(match (year, month, day) {
        (Some(""), _, _) => "year",
        (_, Some(""), _) => "month",
        (_, _, Some("")) => "day",
        _ => "date",
    })
}

/// The answers that count: white space trimmed, line ends as `\n`, empty ones dropped.
#[must_use]
pub fn tidy(answers: &Answers) -> Answers {
    answers
        .iter()
        .map(|(name, answer)| (name.clone(), answer.replace("\r\n", "\n").trim().to_owned()))
        .filter(|(_, answer)| !answer.is_empty() && answer != "--")
        .collect()
}

/// The answers whose questions are asked; what belongs to a hidden question is dropped.
#[must_use]
pub fn relevant(fields: &[&Field], answers: &Answers) -> Answers {
    let shown: Vec<&str> = fields.iter().filter(|f| f.shown(fields, answers)).map(|f| f.name).collect();
    answers.iter().filter(|(name, _)| shown.contains(&name.as_str())).map(|(n, a)| (n.clone(), a.clone())).collect()
}

/// What is wrong in form: unknown names, missing answers, wrong kinds. What the answers mean is the service's to check.
#[must_use]
pub fn check(fields: &[&Field], answers: &Answers) -> Vec<Fault> {
    let unknown =
        answers.keys().filter(|name| !fields.iter().any(|f| f.name == *name)).map(|name| Fault::new(name, "unknown"));
    let wrong = fields.iter().filter(|f| f.shown(fields, answers)).filter_map(|field| {
        field.fault(answers.get(field.name).map(String::as_str)).map(|code| Fault::new(field.name, code))
    });
    wrong.chain(unknown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [Field; 3] = [
        Field::required("way", Control::Choice(&["post", "counter"])),
        Field::required("address", Control::LongText { max: 20 }).when("way", &["post"]),
        Field::optional("day", Control::Date),
    ];

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs.iter().map(|(n, a)| ((*n).to_owned(), (*a).to_owned())).collect()
    }

    fn faults(pairs: &[(&str, &str)]) -> Vec<String> {
        let fields: Vec<&Field> = FIELDS.iter().collect();
        check(&fields, &answers(pairs)).into_iter().map(|f| format!("{}:{}", f.field, f.code)).collect()
    }

    #[test]
    fn a_revealed_field_is_required_only_while_it_is_asked() {
        assert_eq!(faults(&[("way", "post")]), ["address:required"]);
        assert!(faults(&[("way", "counter")]).is_empty());
    }

    #[test]
    fn an_unknown_name_and_an_unknown_choice_are_named() {
        assert_eq!(faults(&[("way", "pigeon"), ("colour", "red")]), ["way:choice", "colour:unknown"]);
    }

    #[test]
    fn a_date_says_which_part_is_missing_and_refuses_days_that_do_not_exist() {
        assert_eq!(faults(&[("way", "counter"), ("day", "-11-03")]), ["day:year"]);
        assert_eq!(faults(&[("way", "counter"), ("day", "2026--03")]), ["day:month"]);
        assert_eq!(faults(&[("way", "counter"), ("day", "2026-02-30")]), ["day:date"]);
        assert!(faults(&[("way", "counter"), ("day", "2028-02-29")]).is_empty());
    }

    #[test]
    fn control_characters_are_refused_and_line_ends_made_one() {
        assert_eq!(faults(&[("way", "post"), ("address", "a\u{0}b")]), ["address:characters"]);
        assert_eq!(tidy(&answers(&[("address", " a\r\nb ")])), answers(&[("address", "a\nb")]));
    }

    #[test]
    fn an_answer_to_a_hidden_question_is_dropped() {
        let fields: Vec<&Field> = FIELDS.iter().collect();
        let given = answers(&[("way", "counter"), ("address", "1 Main")]);
        assert_eq!(relevant(&fields, &given), answers(&[("way", "counter")]));
    }
}
