//! The box for the six digits that confirm an address: on the confirmation, and on the case until it is done.

use shared::page::{Control, FieldView, Form, HeadingLevel, Hidden, Part, Submit, TextBox, TextKind};

use super::Voice;

/// The form for a case; `error` says what is wrong with the digits.
#[must_use]
pub fn form(voice: &Voice<'_>, reference: &str, error: Option<String>) -> Form {
    let digits = TextBox {
        kind: TextKind::Digits,
        autocomplete: Some("one-time-code".to_owned()),
        max_length: Some(6),
        width: Some(6),
        ..TextBox::default()
    };
    Form {
        title: voice.get("case-code-title"),
        level: HeadingLevel::Section,
        intro: voice.prose("case-code-intro"),
        action: voice.path(&format!("/requests/{reference}/email-code")),
        parts: vec![Part::Field(FieldView {
            name: "code".to_owned(),
            label: voice.get("case-code"),
            error,
            control: Control::Text(digits),
            ..FieldView::default()
        })],
        submit: Submit { text: voice.get("case-code-confirm"), value: None },
        later: Some(Submit {
            text: voice.get("case-code-again"),
            value: Some(Hidden { name: "again".to_owned(), value: "yes".to_owned() }),
        }),
        ..Form::default()
    }
}
