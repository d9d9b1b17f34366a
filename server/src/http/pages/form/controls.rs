//! Questions with their controls and what was answered.

use shared::form::{Control as Asked, Field};
use shared::lang::Lang;
use shared::page::{Choice, Control, DatePart, Documents, FieldView, Hidden, Submit, TextBox, TextKind, UploadedFile};
use shared::service::DocumentNeed;

use super::{Parts, REMOVE, document_key};
use crate::db::documents::Document;
use crate::documents::{ACCEPT, MAX_FILE_BYTES};
use crate::http::words::{file_size, slug};

/// Answers shorter than this get a box of their own width.
const SHORT: usize = 40;

/// A question.
pub(super) fn field(parts: &Parts<'_>, field: &'static Field) -> FieldView {
    let (words, typed) = (parts.words, parts.typed);
    let label = words.label(field);
    let tick = field.control == Asked::Checkbox;
    FieldView {
        name: field.name.to_owned(),
        label_hidden: label == parts.title,
        // A single box has its question beside it.
        label: if tick { String::new() } else { label },
        hint: if tick { shared::page::Prose::default() } else { words.hint(field) },
        why: words.why(field),
        optional: (!field.required && !tick).then(|| words.voice.get("form-optional")),
        error: typed.fault(field.name).map(|code| words.fault(field.name, code)),
        control: control(parts, field),
        followers: parts.followers(field),
    }
}

fn control(parts: &Parts<'_>, field: &'static Field) -> Control {
    let value = parts.typed.answer(field.name);
    let text = |kind: TextKind, max: usize, autocomplete: &str| {
        Control::Text(TextBox {
            kind,
            value: value.clone(),
            autocomplete: (!autocomplete.is_empty()).then(|| autocomplete.to_owned()),
            max_length: u32::try_from(max).ok(),
            width: u8::try_from(max).ok().filter(|_| max < SHORT),
        })
    };
    match field.control {
        Asked::Text { max, autocomplete } => text(TextKind::Words, max, autocomplete),
        Asked::Email => text(TextKind::Email, 254, "email"),
        Asked::Phone => text(TextKind::Phone, 30, "tel"),
        // No browser shall keep it: the next person at this computer must not find it.
        Asked::Pin => text(TextKind::Pin, 6, "off"),
        Asked::Document => text(TextKind::Code, 36, ""),
        Asked::LongText { max } => Control::LongText { value, max_length: u32::try_from(max).ok() },
        Asked::Date => Control::Date { parts: date(parts, field, &value) },
        Asked::Choice(values) => {
            Control::Radios { choices: values.iter().map(|choice| radio(parts, field, choice, &value)).collect() }
        }
        Asked::Checkbox => Control::Checkboxes { choices: vec![tick(parts, field, &value)] },
        Asked::Notice | Asked::Uploads => Control::default(),
    }
}

fn radio(parts: &Parts<'_>, field: &'static Field, choice: &'static str, value: &str) -> Choice {
    let key = format!("{}-{}", parts.words.key(field.name), slug(choice));
    Choice {
        name: field.name.to_owned(),
        value: choice.to_owned(),
        label: parts.words.get(&key),
        hint: parts.words.find(&format!("{key}.hint")).unwrap_or_default(),
        checked: value == choice,
        reveals: parts.under(field, choice),
        opens_followers: parts.opens_followers(field, choice),
    }
}

fn tick(parts: &Parts<'_>, field: &'static Field, value: &str) -> Choice {
    Choice {
        name: field.name.to_owned(),
        value: "yes".to_owned(),
        label: parts.words.label(field),
        hint: parts.words.hint(field).0,
        checked: value == "yes",
        reveals: parts.under(field, "yes"),
        opens_followers: false,
    }
}

/// Three boxes in the order of the language. An answer is `YYYY-MM-DD`, empty parts kept.
fn date(parts: &Parts<'_>, field: &Field, value: &str) -> [DatePart; 3] {
    let mut given = value.splitn(3, '-').map(str::to_owned);
    let (year, month, day) =
        (given.next().unwrap_or_default(), given.next().unwrap_or_default(), given.next().unwrap_or_default());
    let (month, day) = (typed_digits(&month), typed_digits(&day));
    let fault = parts.typed.fault(field.name);
    let part = |unit: &str, value: String, digits: u8| DatePart {
        name: format!("{}_{unit}", field.name),
        label: parts.words.voice.get(&format!("form-{unit}")),
        value,
        digits,
        // A missing part is named by its fault; any other fault is of the whole date.
        wrong: fault.is_some_and(|code| code == unit || !["year", "month", "day"].contains(&code)),
    };
    let (year, month, day) = (part("year", year, 4), part("month", month, 2), part("day", day, 2));
    match parts.words.voice.lang {
        Lang::En => [month, day, year],
        Lang::Es => [day, month, year],
    }
}

/// `03` as `3`: what people type.
fn typed_digits(part: &str) -> String {
    part.strip_prefix('0').filter(|digit| digit.len() == 1).unwrap_or(part).to_owned()
}

/// The files for one purpose. The reason why they are asked for stands under the last.
pub(super) fn documents(parts: &Parts<'_>, field: &'static Field, need: &DocumentNeed, last: bool) -> FieldView {
    let (words, typed) = (parts.words, parts.typed);
    let key = document_key(need.purpose);
    let files = typed.documents.iter().filter(|document| document.purpose == need.purpose);
    let fault = typed.fault(need.purpose).or_else(|| typed.fault(field.name).filter(|_| last));
    FieldView {
        name: need.purpose.to_owned(),
        label: words.voice.get(&key),
        hint: words.find(&format!("{key}.hint")).unwrap_or_default().into(),
        why: if last { words.why(field) } else { String::new() },
        error: fault.map(|code| words.fault(field.name, code)),
        control: Control::Documents(Documents {
            accept: ACCEPT.to_owned(),
            allowed: words.voice.with("upload-allowed", &[("size", max_size())]),
            max_bytes: MAX_FILE_BYTES,
            multiple: true,
            files: files.map(|document| uploaded(parts.words, document)).collect(),
            upload_href: Some(format!("{}/files/{}", words.step_path(parts.step.id), need.purpose)),
        }),
        ..FieldView::default()
    }
}

/// A document of a draft, with the button that takes it out.
pub fn uploaded(words: &super::FormWords<'_>, document: &Document) -> UploadedFile {
    UploadedFile {
        id: document.id.clone(),
        name: document.name.clone(),
        detail: file_size(document.size_bytes),
        remove: Some(Submit {
            text: words.voice.with("upload-remove", &[("file", document.name.clone())]),
            value: Some(Hidden { name: REMOVE.to_owned(), value: document.id.clone() }),
        }),
    }
}

/// "50 MB": what people are told of the largest file.
pub(super) fn max_size() -> String {
    format!("{} MB", MAX_FILE_BYTES / (1024 * 1024))
}
