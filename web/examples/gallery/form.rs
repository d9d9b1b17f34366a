//! Sample values: forms.

use std::collections::BTreeMap;

use shared::page::*;

pub fn text(name: &str, label: &str) -> FieldView {
    FieldView { name: name.into(), label: label.into(), ..FieldView::default() }
}

pub fn choice(name: &str, value: &str, label: &str) -> Choice {
    Choice { name: name.into(), value: value.into(), label: label.into(), ..Choice::default() }
}

pub fn texts() -> FormTexts {
    FormTexts {
        error_one: "Please complete one answer".into(),
        error_many: "Please complete {count} answers".into(),
        error_prefix: "Error:".into(),
        sending: "Sending…".into(),
        uploading: "{percent}% sent".into(),
        upload_failed: "The upload broke off. Try again.".into(),
        upload_too_large: "This file is larger than 20 MB.".into(),
    }
}

fn messages() -> BTreeMap<String, String> {
    [
        ("required", "Answer this question"),
        ("incident_place.required", "Write the street, crossing or place"),
        ("incident_date.year", "Add the year it happened, like 2026"),
        ("email.email", "Write an address like name@example.test"),
        ("name.required", "Write your name"),
        ("pin.pin", "Choose six digits"),
    ]
    .map(|(code, words)| (code.to_owned(), words.to_owned()))
    .into()
}

pub fn steps(number: usize) -> Option<StepLine> {
    Some(StepLine {
        words: format!("Step {number} of 6:"),
        names: ["Your part in it", "The report", "About you", "Documents", "How you want it", "Check and send"]
            .map(String::from)
            .into(),
        current: number - 1,
    })
}

pub fn back() -> Option<Link> {
    Some(Link::new("#", "Back"))
}

pub fn button(words: &str) -> Submit {
    Submit { text: words.into(), value: None }
}

fn later() -> Option<Submit> {
    let value = Some(Hidden { name: "save".into(), value: "later".into() });
    Some(Submit { text: "Save and finish later".into(), value })
}

fn aside() -> Vec<Panel> {
    let panel = |title: &str, text: &str| Panel { title: title.into(), text: vec![text.into()], phone: None };
    vec![
        panel(
            "In danger now?",
            "Call 9-1-1, or text 9-1-1 if you cannot speak. No one reads this form as you write it.",
        ),
        panel(
            "Your answers stay private",
            "“Leave this page now” clears them and opens a weather site. Pressing Shift three times does the same.",
        ),
        panel(
            "Prefer to ask in person?",
            "Records counter, Monday to Friday, 9:00 am to 5:00 pm. [626-744-4565](tel:+16267444565)",
        ),
    ]
}

/// A step with two errors.
pub fn report_step() -> FormPage {
    let part = |name: &str, label: &str, value: &str, digits, wrong| DatePart {
        name: format!("incident_date_{name}"),
        label: label.into(),
        value: value.into(),
        digits,
        wrong,
    };
    let when = FieldView {
        hint: "Your best guess is fine. For example, 11 3 2026.".into(),
        error: Some("Add the year it happened, like 2026".into()),
        control: Control::Date {
            parts: [
                part("month", "Month", "11", 2, false),
                part("day", "Day", "3", 2, false),
                part("year", "Year", "", 4, true),
            ],
        },
        ..text("incident_date", "When did it happen?")
    };
    let place = FieldView {
        hint: "An address, a crossing, or a place such as a park.".into(),
        error: Some("Write the street, crossing or place".into()),
        ..text("incident_place", "Where did it happen?")
    };
    let what = FieldView {
        hint: "One or two sentences. No need for details that are hard to write.".into(),
        why: "Why we ask: it helps us tell your report from others on that day and street.".into(),
        optional: Some("(optional)".into()),
        control: Control::LongText {
            value: "Someone broke the rear window of my parked car during the night.".into(),
            max_length: Some(2000),
        },
        ..text("incident_text", "What happened?")
    };
    let number = text("report_number", "Report number");
    let known = FieldView {
        label_hidden: true,
        control: Control::Radios {
            choices: vec![
                Choice { reveals: vec![Part::Field(number)], ..choice("known", "number", "I have the report number") },
                Choice {
                    checked: true,
                    reveals: vec![Part::Field(when), Part::Field(place), Part::Field(what)],
                    ..choice("known", "details", "I do not have it. I know when and where")
                },
            ],
        },
        ..text("known", "Which report do you need?")
    };
    let form = Form {
        title: "Which report do you need?".into(),
        intro: "The number looks like 26-014872. It may be on the card or letter you were given.".into(),
        action: "/services/police-report/start/report".into(),
        hidden: vec![Hidden { name: "started".into(), value: "sample".into() }],
        honeypot: Some(Honeypot { name: "website".into(), label: "Leave this empty".into() }),
        danger: Some(DangerReminder {
            words: vec!["knife".into(), "right now".into()],
            notice: Notice {
                tone: Tone::Danger,
                title: "Is someone in danger now?".into(),
                text: "Call [9-1-1](tel:911), or text 9-1-1 if you cannot speak. No one is reading this yet. \
                       You can still send it."
                    .into(),
                ..Notice::default()
            },
            shown: false,
        }),
        parts: vec![Part::Field(known)],
        submit: button("Continue"),
        later: later(),
        messages: messages(),
        texts: texts(),
        ..Form::default()
    };
    FormPage { steps: steps(2), back: back(), form, aside: aside() }
}

/// A step with radios, a select, checkboxes, a notice and nested questions.
pub fn safety_step() -> FormPage {
    let email = FieldView {
        control: Control::Text(TextBox {
            kind: TextKind::Email,
            value: "dana@example.test".into(),
            autocomplete: Some("email".into()),
            max_length: Some(254),
            ..TextBox::default()
        }),
        ..text("email", "Email")
    };
    let note = FieldView {
        optional: Some("(optional)".into()),
        control: Control::LongText { value: String::new(), max_length: Some(500) },
        ..text("contact_note", "When and how is it safe?")
    };
    let contact = FieldView {
        hint: "We never say what it is about.".into(),
        followers: vec![Part::Field(note)],
        control: Control::Radios {
            choices: vec![
                Choice {
                    checked: true,
                    reveals: vec![Part::Field(email)],
                    opens_followers: true,
                    ..choice("contact", "email", "Yes, by email")
                },
                Choice {
                    hint: "You look here for news, with your reference and PIN.".into(),
                    ..choice("contact", "none", "No. Do not contact me")
                },
            ],
        },
        ..text("contact", "Is there a safe way to reach you?")
    };
    let language = FieldView {
        control: Control::Select {
            value: "en".into(),
            options: vec![
                SelectOption { value: "en".into(), label: "English".into() },
                SelectOption { value: "es".into(), label: "Español".into() },
            ],
        },
        ..text("language", "Language")
    };
    let help = FieldView {
        optional: Some("(optional)".into()),
        control: Control::Checkboxes {
            choices: vec![
                choice("help_large", "yes", "Large print"),
                Choice { checked: true, ..choice("help_relay", "yes", "Calls by relay, 7-1-1") },
            ],
        },
        ..text("help", "Do you need anything to use this service?")
    };
    let pin = FieldView {
        hint: "Six digits. We ask for it besides the link.".into(),
        error: Some("Choose six digits".into()),
        control: Control::Text(TextBox { kind: TextKind::Pin, width: Some(6), ..TextBox::default() }),
        ..text("pin", "Choose a PIN")
    };
    let form = Form {
        title: "How can we reach you safely?".into(),
        parts: vec![
            Part::Notice(Notice {
                icon: Some(Icon::Lock),
                title: "This is free for you".into(),
                text: "Family Code 6228 gives victims a copy without a fee.".into(),
                ..Notice::default()
            }),
            Part::Field(contact),
            Part::Field(language),
            Part::Field(help),
            Part::Field(pin),
            Part::Field(text("name", "Your name")),
        ],
        submit: button("Continue"),
        later: later(),
        checked_by: Some(CheckedBy {
            service: "police_report".into(),
            step: "about".into(),
            today: "2026-11-24".parse().unwrap_or_default(),
        }),
        messages: messages(),
        texts: texts(),
        ..Form::default()
    };
    FormPage { steps: steps(3), back: back(), form, aside: aside() }
}

/// A step with files.
pub fn documents_step() -> FormPage {
    let remove =
        Some(Submit { text: "Remove".into(), value: Some(Hidden { name: "remove".into(), value: "1".into() }) });
    let files = FieldView {
        hint: "A driver license, passport or consular card.".into(),
        why: "Why we ask: we must know that you are the person in the report.".into(),
        control: Control::Documents(Documents {
            accept: ".jpg,.jpeg,.png,.pdf".into(),
            allowed: "JPG, PNG or PDF, up to 20 MB.".into(),
            max_bytes: 20_000_000,
            multiple: true,
            files: vec![UploadedFile {
                id: "1".into(),
                name: "license-front.jpg".into(),
                detail: "1.2 MB".into(),
                remove,
            }],
            upload_href: Some("/upload".into()),
        }),
        ..text("photo_id", "Photo of your ID")
    };
    let form = Form {
        title: "Your documents".into(),
        multipart: true,
        parts: vec![Part::Field(files)],
        submit: button("Continue"),
        texts: texts(),
        ..Form::default()
    };
    FormPage { steps: steps(4), back: back(), form, aside: aside() }
}

/// `/find`.
pub fn find() -> FormPage {
    let reference = FieldView {
        hint: "Eight letters and digits, like K7QF-3MWX.".into(),
        control: Control::Text(TextBox { kind: TextKind::Code, width: Some(10), ..TextBox::default() }),
        ..text("reference", "Reference")
    };
    let email = FieldView {
        control: Control::Text(TextBox {
            kind: TextKind::Email,
            autocomplete: Some("email".into()),
            ..TextBox::default()
        }),
        ..text("email", "Email")
    };
    let form = Form {
        title: "Find my request".into(),
        intro: "If both match, we send a new link to that address. For your safety the answer is always the same."
            .into(),
        parts: vec![Part::Field(reference), Part::Field(email)],
        submit: button("Send a new link"),
        texts: texts(),
        ..Form::default()
    };
    FormPage { form, ..FormPage::default() }
}
