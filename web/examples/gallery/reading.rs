//! Sample values: pages to read.

use shared::page::*;

fn described(href: &str, title: &str, text: &str) -> Described {
    Described { href: href.into(), title: title.into(), text: text.into() }
}

fn search_form() -> SearchForm {
    SearchForm {
        action: "search.html".into(),
        label: "Search services, answers and phone numbers".into(),
        value: String::new(),
        button: "Search".into(),
    }
}

/// `/`.
pub fn front_door() -> FrontDoor {
    let situation = |icon, title: &str, text: &str| Situation {
        icon,
        href: "service.html".into(),
        title: title.into(),
        text: text.into(),
    };
    let service = |title: &str, text: &str, time: &str, cost: &str, by_phone: Option<&str>| ServiceRow {
        href: "service.html".into(),
        title: title.into(),
        text: text.into(),
        time: time.into(),
        cost: cost.into(),
        by_phone: by_phone.map(Prose::from),
    };
    let records = Some("By phone for now: [626-744-4565](tel:+16267444565)");
    let property = Some("By phone for now: [626-744-4510](tel:+16267444510), Monday to Thursday, 7:30 am to 5:30 pm");
    FrontDoor {
        title: "What do you need?".into(),
        lead: "Ask for records, book a pick-up or pay a fee here. You do not need an account.".into(),
        search: search_form(),
        situations: vec![
            situation(
                Icon::Document,
                "A report or record",
                "Police and collision reports, public records, plate-camera scans of your own vehicle",
            ),
            situation(
                Icon::Box,
                "My property back",
                "Property or money you are holding, or a firearm with a state clearance letter",
            ),
            situation(
                Icon::Car,
                "My towed vehicle",
                "Get a stored or impounded vehicle released, or ask for a hearing",
            ),
            situation(Icon::Calendar, "An appointment", "Live Scan fingerprints, or a registration visit"),
            situation(Icon::Money, "To make a claim", "When we wrongly released or destroyed your property"),
            situation(Icon::People, "Help someone in custody", "Report sexual abuse or harassment, or reach the jail"),
        ],
        open: OpenNow {
            title: "Open now".into(),
            summary: "Records open until 5:00 pm".into(),
            summary_open: true,
            desks: vec![
                Desk {
                    name: "Records counter".into(),
                    open: true,
                    words: "Open, closes at 5:00 pm".into(),
                    phone: Link::new("tel:+16267444565", "626-744-4565"),
                },
                Desk {
                    name: "Property pick-up window".into(),
                    open: false,
                    words: "Opens at 12:00 pm today".into(),
                    phone: Link::new("tel:+16267444510", "626-744-4510"),
                },
            ],
            closures: vec![Closure {
                title: "Closed November 26 and 27".into(),
                text: "Thursday and Friday, Thanksgiving. You can still send requests.".into(),
            }],
            now: "Tuesday, November 24, 11:24 am Pacific time. [All hours and phones](#)".into(),
        },
        already: AlreadyAsked {
            title: "Already asked?".into(),
            text: "Open the link we sent you. If you lost it, we can send a new one.".into(),
            link: Link::new("find.html", "Find my request"),
        },
        services_title: "All services".into(),
        services_hours: Some(
            "Calls to [626-744-4565](tel:+16267444565) are answered Monday to Friday, 9:00 am to 5:00 pm.".into(),
        ),
        columns: ["Service".into(), "How long it takes".into(), "Cost".into()],
        services: vec![
            service(
                "Police report",
                "A copy of an incident or collision report.",
                "Usually within 10 working days",
                "Copy fee. Free for victims of domestic or sexual violence",
                None,
            ),
            service(
                "Public records",
                "Any other record, under the California Public Records Act.",
                "An answer within 10 days",
                "Free to inspect. Copies at cost",
                records,
            ),
            service(
                "Collect property or money",
                "Safekeeping, found property, evidence. Money by appointment only.",
                "Tuesday to Thursday, 12:00 to 5:00 pm",
                "[See fees](/fees)",
                property,
            ),
            service(
                "Vehicle release",
                "A stored or impounded vehicle, and storage hearings.",
                "Ask for a hearing within 10 days of the notice",
                "Release fee. Waived if stolen",
                records,
            ),
        ],
        also: "Also: [registration visits](#) and [reporting abuse in custody](#), both handled in confidence.".into(),
        know_title: "Good to know".into(),
        know: vec![
            described("911.html", "How to call 9-1-1", "Seven steps, and what they will ask you."),
            described("#", "How dispatch works", "From your call to the people who come."),
            described("#", "Become a dispatcher", "The work and how to apply."),
            described("#", "Jail", "Phones, programs, and safety in custody."),
            described("#", "Property: how long we keep it", "Found 90 days. Safekeeping at least 60 days."),
            described("fees.html", "Fees", "Every fee, with the law it rests on."),
        ],
    }
}

/// `/911`.
pub fn emergency() -> Info {
    let step = |title: &str, text: &str| NumberedStep { title: title.into(), text: text.into() };
    let row = |term: &str, text: &str| Row { term: term.into(), text: text.into() };
    let heading = |id: &str, text: &str| Block::Heading { id: id.into(), text: text.into() };
    Info {
        back: None,
        title: "How to call 9-1-1".into(),
        lead: "Call when someone is in danger, a crime is happening, or you need an ambulance or the fire service."
            .into(),
        blocks: vec![
            Block::Call(CallBox {
                title: "Call if you can. Text if you cannot.".into(),
                text: "To text: send your location first, then what is wrong, in plain words. No pictures, emoji or \
                       group texts. If the text bounces back, call."
                    .into(),
                call: Link::new("tel:911", "Call 9-1-1"),
                message: Link::new("sms:911", "Text 9-1-1"),
            }),
            Block::Notice(Notice {
                tone: Tone::Warn,
                icon: Some(Icon::Leave),
                text: "**If staying is dangerous, get out first.** Keep the line open if that is safe.".into(),
                ..Notice::default()
            }),
            heading("steps", "The seven steps"),
            Block::Steps(vec![
                step("Stay calm", "Take a breath. The person who answers will guide you."),
                step("Call at once", "Do not leave it to someone else."),
                step("Say exactly what is wrong", "“There is a fire in the kitchen” helps more than “come quickly”."),
                step("Give the exact address where help is needed", "With the apartment or suite number."),
                step("Give the number you call from", "And say where you are, if that is another place."),
                step("Give your name", ""),
                step("Stay on the line until they tell you to hang up", "They may need more to find you."),
            ]),
            heading("ask", "They will ask"),
            Block::Paragraph("Help is already on its way while they ask. Answer as fully as you can.".into()),
            Block::Columns(
                [
                    "What are you reporting?",
                    "Where did it happen?",
                    "When did it happen?",
                    "What is your phone number?",
                    "Where are you now?",
                    "Are there any weapons?",
                ]
                .map(String::from)
                .into(),
            ),
            heading("from", "Calling from…"),
            Block::Rows(vec![
                row(
                    "A mobile phone",
                    "Costs nothing. The screen often shows only roughly where you are, so say the address.",
                ),
                row("A phone with no service", "It can still call 9-1-1, but no one can call you back."),
                row(
                    "An internet phone (VoIP)",
                    "Your call goes to the address you registered. Keep it current, above all when you move or travel.",
                ),
                row("A pay phone", "You do not need a coin."),
                row("Dialed by mistake?", "Stay on the line and say so."),
            ]),
        ],
        aside: vec![
            Panel {
                title: "Not life-threatening?".into(),
                text: vec!["Call the police line of the city you are in. In Pasadena:".into()],
                phone: Some(Link::new("tel:+16267444241", "626-744-4241")),
            },
            Panel {
                title: "Thinking about suicide, or in a mental-health crisis?".into(),
                text: vec!["Call or text the crisis line:".into()],
                phone: Some(Link::new("tel:988", "9-8-8")),
            },
        ],
        aside_note: Some("After one visit, this page also opens without an internet connection.".into()),
        aside_links: vec![Link::new("#", "How dispatch works, in five steps"), Link::new("#", "Become a dispatcher")],
    }
}

/// `/services/police-report`.
pub fn service() -> Info {
    let cell =
        |label: &str, value: &str, text: &str| Cell { label: label.into(), value: value.into(), text: text.into() };
    let heading = |id: &str, text: &str| Block::Heading { id: id.into(), text: text.into() };
    Info {
        back: Some(Link::new("front-door.html", "All services")),
        title: "Police report".into(),
        lead: "Ask for a copy of an incident or collision report. It takes about ten minutes.".into(),
        blocks: vec![
            Block::Cells(vec![
                cell("How long it takes", "Usually 10 working days", "We tell you the date when you send it."),
                cell("Cost", "A copy fee", "Free for victims of domestic or sexual violence. [Fees](/fees)"),
                cell("Bring", "A photo ID", "A photo or scan of it is enough."),
            ]),
            Block::Start(Link::new("form.html", "Start")),
            heading("who", "Who may have a copy"),
            Block::List(vec![
                "The victim, and the driver or another party".into(),
                "A parent or guardian of a child in the report".into(),
                "The owner of damaged property, and an injured person".into(),
                "Their insurer, attorney or **authorised representative**".into(),
            ]),
            Block::Notice(Notice {
                tone: Tone::Accent,
                icon: Some(Icon::Car),
                title: "Was it a collision?".into(),
                text: "You can get that report faster from the collision-report service.".into(),
                links: vec![Link::new("https://example.test", "Go to the collision-report service")],
            }),
            heading("else", "Other ways to ask"),
            Block::Paragraph("At the Records counter, Monday to Friday, 9:00 am to 5:00 pm.".into()),
        ],
        aside: vec![Panel {
            title: "Questions?".into(),
            text: vec!["Records counter, Monday to Friday, 9:00 am to 5:00 pm".into()],
            phone: Some(Link::new("tel:+16267444565", "626-744-4565")),
        }],
        ..Info::default()
    }
}

/// `/fees`.
pub fn fees() -> Info {
    let row = |cells: [&str; 3]| cells.map(Prose::from).to_vec();
    Info {
        title: "Fees".into(),
        lead: "Every fee, with the law it rests on. Nothing is due before we tell you the amount.".into(),
        blocks: vec![Block::Table(Table {
            caption: "Records, sample schedule of July 1, 2026".into(),
            columns: ["Service", "Amount", "Legal basis"].map(String::from).into(),
            rows: vec![
                row(["Report copy, per page", "$0.25", "Government Code 7922.530"]),
                row(["Report copy for a victim of domestic violence", "Free", "Family Code 6228"]),
                row(["Subpoena for records, per page", "$0.10", "Evidence Code 1563"]),
            ],
        })],
        ..Info::default()
    }
}

/// 404.
pub fn not_found() -> ProblemPage {
    ProblemPage {
        title: "We cannot find this page".into(),
        text: vec!["The address may be mistyped, or the page has moved.".into()],
        search: Some(search_form()),
        links: vec![Link::new("front-door.html", "Front counter"), Link::new("find.html", "Find my request")],
        request_id: Some(Cell { label: "If you call us, say:".into(), value: "7f3a-22c1".into(), text: "".into() }),
    }
}
