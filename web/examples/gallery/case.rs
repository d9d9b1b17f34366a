//! Sample values: a case in two states, and a letter.

use shared::page::*;

fn step(status: TimelineStatus, title: &str, when: &str) -> TimelineStep {
    let words = match status {
        TimelineStatus::Done => "Done",
        TimelineStatus::Now => "Now",
        TimelineStatus::Later => "Later",
    };
    TimelineStep { status, status_words: words.into(), title: title.into(), when: when.into(), text: String::new() }
}

fn day(weekday: &str, number: &str, mark: &str, look: DayLook) -> DayCell {
    DayCell {
        weekday: weekday.into(),
        number: number.into(),
        mark: mark.into(),
        look,
        words: format!("November {number}: {mark}"),
        ..DayCell::default()
    }
}

fn strip() -> DaysStrip {
    use DayLook::{Counted, Due, Holiday, Plain, ToCount, Weekend};
    let legend = |look, text: &str| LegendItem { look, text: text.into() };
    DaysStrip {
        label: "Days from November 16 to December 2".into(),
        weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(String::from),
        first_weekday: 0,
        days: vec![
            day("M", "16", "Day 0", Plain),
            day("T", "17", "1", Counted),
            day("W", "18", "2", Counted),
            day("T", "19", "3", Counted),
            day("F", "20", "4", Counted),
            day("S", "21", "–", Weekend),
            day("S", "22", "–", Weekend),
            day("M", "23", "5", Counted),
            DayCell { today: true, flag: "Today".into(), ..day("T", "24", "6", Counted) },
            day("W", "25", "7", ToCount),
            day("T", "26", "Hol.", Holiday),
            day("F", "27", "Hol.", Holiday),
            day("S", "28", "–", Weekend),
            day("S", "29", "–", Weekend),
            day("M", "30", "8", ToCount),
            day("T", "1", "9", ToCount),
            DayCell { due: true, flag: "Due".into(), ..day("W", "2", "10", Due) },
        ],
        folded: String::new(),
        legend: vec![
            legend(Counted, "Counted, past"),
            legend(ToCount, "Will be counted"),
            legend(Weekend, "Weekend, skipped"),
            legend(Holiday, "Holiday, skipped"),
            legend(Due, "Due"),
        ],
    }
}

/// A clock of 60 days, starting on a Thursday: folded.
fn long_strip() -> DaysStrip {
    let names = ["T", "F", "S", "S", "M", "T", "W"];
    let days = (0..61)
        .zip(names.iter().cycle())
        .map(|(index, name)| {
            let look = match index {
                0 => DayLook::Plain,
                60 => DayLook::Due,
                _ => DayLook::ToCount,
            };
            day(name, &(index % 30 + 1).to_string(), &index.to_string(), look)
        })
        .collect();
    DaysStrip { first_weekday: 3, days, folded: "47 more days, every one counted".into(), ..strip() }
}

/// In review, with a message each way.
pub fn in_review() -> CasePage {
    use TimelineStatus::{Done, Later, Now};
    let message = |from: &str, mine, when: &str, text: &str| MessageView {
        from: from.into(),
        mine,
        when: when.into(),
        text: text.into(),
    };
    let document =
        |name: &str, detail: &str| DocumentRow { name: name.into(), href: Some("#".into()), detail: detail.into() };
    let fact = |label: &str, value: &str| Fact { label: label.into(), value: vec![value.into()] };
    let field = |name: &str, label: &str, control| {
        Part::Field(FieldView { name: name.into(), label: label.into(), control, ..FieldView::default() })
    };
    let compose = Form {
        title: "Write to Records".into(),
        level: HeadingLevel::Part,
        intro: "Not for emergencies: for those, call 9-1-1.".into(),
        parts: vec![Part::Field(FieldView {
            name: "message".into(),
            label: "Your message".into(),
            label_hidden: true,
            control: Control::LongText { value: String::new(), max_length: Some(4000) },
            ..FieldView::default()
        })],
        submit: Submit { text: "Send message".into(), value: None },
        ..Form::default()
    };
    let upload = Form {
        multipart: true,
        parts: vec![field(
            "file",
            "Choose a file",
            Control::Documents(Documents {
                accept: ".jpg,.png,.pdf".into(),
                allowed: "JPG, PNG or PDF, up to 20 MB.".into(),
                max_bytes: 20_000_000,
                ..Documents::default()
            }),
        )],
        submit: Submit { text: "Send document".into(), value: None },
        ..Form::default()
    };
    CasePage {
        reference_label: "Reference".into(),
        reference: "K7QF-3MWX".into(),
        close: Some(PostButton {
            action: "/requests/K7QF-3MWX/close".into(),
            text: "Close this request on this device".into(),
            hidden: vec![],
        }),
        title: "Your police report request".into(),
        state: StateCard {
            mark: StateMark::Half,
            word: "In review".into(),
            heading: "Records is checking your request".into(),
            text: "They look for the report and check that you may have a copy. You do not need to do anything now."
                .into(),
            links: vec![],
            due: Some(DueBox {
                label: "Answer due by".into(),
                when: "Wednesday, December 2".into(),
                lines: vec!["6 working days left.".into(), "Next to act: **Records**".into()],
            }),
            worked_out: vec![WorkedOut {
                summary: "How was this worked out?".into(),
                open: true,
                strip: Some(strip()),
                sentences: [
                    "We received your request on Monday, November 16. That is day zero.",
                    "We count 10 days on which Records is open, Monday to Friday.",
                    "We skip two weekends, Thanksgiving (November 26) and the day after (November 27).",
                    "The tenth day is Wednesday, December 2. We have until 11:59 pm Pacific time.",
                ]
                .map(String::from)
                .into(),
                source: "This is the department’s own target, not a legal deadline. Rule report.target, version 1."
                    .into(),
                every_day_title: "See every day as text".into(),
                every_day: vec![
                    "Monday, November 16: received, day zero".into(),
                    "Tuesday, November 17: counted, day 1".into(),
                ],
            }],
        },
        timeline_title: "What has happened".into(),
        timeline: vec![
            step(Done, "Request received", "Monday, November 16, 10:42 am"),
            step(Done, "Review started", "Tuesday, November 17, 9:05 am"),
            step(Done, "We asked for a clearer photo of your ID", "Wednesday, November 18, 2:31 pm"),
            step(Done, "You sent it", "Thursday, November 19, 7:48 pm"),
            step(Now, "Records is checking your request", "Now"),
            step(Later, "Decision", "By Wednesday, December 2"),
            step(Later, "Your copy is ready to download", "After the decision, and any fee"),
        ],
        messages_title: "Messages".into(),
        messages: vec![
            message(
                "Records",
                false,
                "Nov 18, 2:31 pm",
                "The photo of your license is too blurred to read. Please add a new one. Your place in line does not \
                 change.",
            ),
            message("You", true, "Nov 19, 7:48 pm", "Here is a better one. Thank you."),
        ],
        no_messages: "No messages yet.".into(),
        compose: Some(compose),
        documents_title: "Documents".into(),
        documents: vec![
            document("Receipt for your request", "PDF, 48 KB, Nov 16"),
            document("license-front-2.jpg", "From you, 1.2 MB, Nov 19"),
        ],
        no_documents: "No documents yet.".into(),
        upload_title: "Add a document".into(),
        upload: Some(upload),
        facts_title: "Your request".into(),
        facts: vec![
            fact("Incident", "Nov 3, 2026, East Walnut Street near North Lake Avenue"),
            fact("Your part in it", "Owner of damaged property"),
            fact("You get it by", "Download"),
            fact("Fees", "None due now"),
        ],
        print: "Print this page".into(),
        actions: vec![Link::new("#", "Change how we reach you"), Link::new("#", "Withdraw this request")],
        ..CasePage::default()
    }
}

/// Released: something to download, a long clock beside it, nothing written yet.
pub fn ready() -> CasePage {
    let mut case = in_review();
    case.notices = vec![Notice {
        tone: Tone::Ok,
        icon: Some(Icon::Check),
        title: "Message sent".into(),
        text: "Records reads it on the next open day.".into(),
        links: vec![],
    }];
    case.state.mark = StateMark::Full;
    case.state.word = "Released".into();
    case.state.heading = "Your copy is ready".into();
    case.state.text = "Download it within 60 days. After that, ask again.".into();
    case.state.links = vec![Link::new("#", "Download the report (PDF, 312 KB)")];
    if let Some(worked) = case.state.worked_out.first_mut() {
        worked.strip = Some(long_strip());
    }
    case.messages = vec![];
    case.documents = vec![];
    case
}

/// A denial.
pub fn letter() -> Letter {
    let lines = |all: &[&str]| all.iter().map(|line| (*line).to_owned()).collect();
    Letter {
        back: Link::new("case.html", "Your request"),
        from: lines(&["Pasadena Police Department, Records Section", "207 N. Garfield Avenue, Pasadena, CA 91101"]),
        to: lines(&["Dana Whitfield"]),
        date: "November 24, 2026".into(),
        title: "Your request for report 26-014872, K7QF-3MWX".into(),
        lang: None,
        paragraphs: lines(&[
            "We cannot give you a copy of this report.",
            "The report is a record of an investigation (Government Code 7923.600), and the law allows copies only to \
             the people it names. You are not one of them.",
            "You may ask for the facts that the law makes public, or ask a court to review this decision.",
        ]),
        signature: lines(&["Morgan Reyes", "Records Supervisor"]),
        print: "Print this letter".into(),
    }
}
