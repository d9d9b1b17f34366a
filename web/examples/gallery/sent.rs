//! Sample values: before and after sending.

use shared::page::*;

use crate::form::{back, button, choice, steps, text, texts};

/// Check your answers.
pub fn check() -> CheckAnswers {
    let row = |label: &str, value: &str| AnswerRow {
        label: label.into(),
        value: vec![value.into()],
        change: Some(Link::new("form.html", "Change")),
    };
    let cell =
        |label: &str, value: &str, text: &str| Cell { label: label.into(), value: value.into(), text: text.into() };
    let agree = FieldView {
        name: "true_answers".into(),
        control: Control::Checkboxes {
            choices: vec![choice("true_answers", "yes", "My answers are true as far as I know.")],
        },
        ..FieldView::default()
    };
    CheckAnswers {
        steps: steps(6),
        back: back(),
        title: "Check your answers".into(),
        intro: "Nothing has been sent yet.".into(),
        groups: vec![
            AnswerGroup {
                title: "The report".into(),
                rows: vec![
                    row("Your part in it", "Owner of damaged property"),
                    row("When", "Tuesday, November 3, 2026"),
                    row("Where", "East Walnut Street near North Lake Avenue"),
                    row("What happened", "Someone broke the rear window of my parked car during the night."),
                ],
            },
            AnswerGroup {
                title: "About you".into(),
                rows: vec![
                    row("Name", "Dana Whitfield"),
                    row("Reach me by", "Email, dana.whitfield@example.test"),
                    row("Safe to leave a message?", "Yes, by email. Not by phone"),
                ],
            },
        ],
        today_title: "If you send it today".into(),
        today: vec![
            cell(
                "Answer due by",
                "Thursday, December 10",
                "10 working days. We skip weekends and Thanksgiving. [How we count](#)",
            ),
            cell("Cost", "Nothing now", "If there is a copy fee, we tell you the amount before you pay. [Fees](#)"),
            cell("Who acts next", "Records", "They find the report and check that you may have a copy."),
        ],
        form: Form {
            action: "/services/police-report/start/check".into(),
            hidden: vec![Hidden { name: "idempotency".into(), value: "sample".into() }],
            parts: vec![Part::Field(agree)],
            submit: button("Send request"),
            after:
                "You get a reference and a private link. Anyone with the link can open the request, so keep it safe."
                    .into(),
            texts: texts(),
            ..Form::default()
        },
        print: "Print this page".into(),
    }
}

/// Request sent.
pub fn sent() -> Confirmation {
    let code = FieldView {
        control: Control::Text(TextBox {
            kind: TextKind::Digits,
            autocomplete: Some("one-time-code".into()),
            max_length: Some(6),
            width: Some(6),
            ..TextBox::default()
        }),
        ..text("code", "Six-digit code")
    };
    let check = check();
    Confirmation {
        title: "Request sent".into(),
        reference_label: "Your reference".into(),
        reference: "K7QF-3MWX".into(),
        keep: "Write it down or print this page. You need it when you call or come to the counter.".into(),
        cells: check.today,
        email_code: Some(Form {
            title: "Confirm your email to get links".into(),
            level: HeadingLevel::Section,
            intro: "We sent a code to dana.whitfield@example.test. Until you confirm, we send no links there.".into(),
            parts: vec![Part::Field(code)],
            submit: button("Confirm"),
            texts: texts(),
            ..Form::default()
        }),
        next_title: "What happens next".into(),
        next: vec![
            "Records looks for the report and checks that you may have a copy.".into(),
            "You get an answer by **Thursday, December 10**.".into(),
            "If there is a fee, we tell you the amount first.".into(),
        ],
        bring_title: "If you come to the counter, bring".into(),
        bring: vec!["Your government photo ID".into(), "Your reference, K7QF-3MWX".into()],
        case: Link::new("case.html", "Open your request"),
        print: "Print this page".into(),
        ..Confirmation::default()
    }
}
