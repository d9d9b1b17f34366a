//! What is counted, for whom, and what the public is told of it.

use chrono::{DateTime, TimeDelta, Utc};
use server::app::Actor;
use server::db::cases::Case;
use server::db::endings::{self, Ending};
use server::db::{self, settings};
use server::outbox::Job;
use shared::form::Answers;
use shared::ids::Reference;
use shared::service::{Filing, Role, Service, state};
use shared::staff::{Sheet, SheetSection, Table, Urgency};

use crate::engine::OWED;
use crate::on_both;
use crate::support::{Console, TestApp, Wishes};

/// Reports that their coordinator alone may know of.
pub static PREA: Service = Service {
    kind: "prea_report",
    intake_version: 1,
    section: Role::Prea,
    online: true,
    steps: &[],
    rules: |_, _| Vec::new(),
    filing: |_: &Answers| Filing {
        kind: "prea_report",
        requester_name: String::new(),
        email: None,
        subject: String::new(),
        report_number: None,
        at_risk: false,
        pin: None,
        clocks: Vec::new(),
        documents: Vec::new(),
        documents_later: true,
    },
    actions: &[],
    gate: |_, _| None,
    action_rules: |_, _, _| Vec::new(),
};

impl TestApp {
    /// Adds cases like one, each with an id and a reference of its own, and changed by its number.
    pub async fn copies(
        &self,
        like: &Case,
        count: usize,
        change: impl Fn(usize, &mut Case) + Send + 'static,
    ) -> Vec<Case> {
        let like = like.clone();
        self.write(move |conn, cx| {
            let mut copies = Vec::new();
            for number in 0..count {
                let reference = Reference::from_random(u64::from_le_bytes(cx.app.random.bytes())).to_string();
                let mut copy = Case { id: cx.id(), reference, ..like.clone() };
                change(number, &mut copy);
                db::cases::insert(conn, &copy)?;
                copies.push(copy);
            }
            Ok(copies)
        })
        .await
    }

    /// Adds cases like one that ended an hour ago, each after so many days.
    async fn ended(&self, like: &Case, outcome: &'static str, days: &[i32]) {
        let copies = self.copies(like, days.len(), |_, case| case.ended = true).await;
        let days = days.to_vec();
        self.write(move |conn, cx| {
            for (case, after_days) in copies.into_iter().zip(days) {
                let (section, service) = (case.section, case.service);
                let ended_at = (cx.now - TimeDelta::hours(1)).naive_utc();
                let outcome = outcome.to_owned();
                endings::insert(conn, &Ending { case_id: case.id, section, service, outcome, ended_at, after_days })?;
            }
            Ok(())
        })
        .await;
    }

    async fn ending(&self, case: &Case) -> Option<(String, i32)> {
        let id = case.id.clone();
        self.read(move |conn, _| endings::of_case(conn, &id)).await.map(|ending| (ending.outcome, ending.after_days))
    }
}

fn tile(sheet: &Sheet, label: &str) -> (String, String, Urgency) {
    let tile = sheet.tiles.iter().find(|tile| tile.label == label).unwrap_or_else(|| panic!("{label}: {sheet:#?}"));
    (tile.value.clone(), tile.note.clone(), tile.urgency)
}

fn section<'a>(sheet: &'a Sheet, id: &str) -> &'a SheetSection {
    sheet.sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("{id}: {sheet:#?}"))
}

fn texts(table: Option<&Table>) -> Vec<Vec<&str>> {
    let rows = table.expect("a table").rows.iter();
    rows.map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

fn series(section: &SheetSection) -> Vec<u64> {
    section.chart.as_ref().expect("a chart").series[0].values.clone()
}

async fn sheet(console: &Console, name: &str) -> Sheet {
    console.get(&format!("sheets/{name}")).await.expect(200).json()
}

async fn fee_due(app: &TestApp) -> Case {
    let case = app.in_review(&[]).await;
    let case = app.by(Role::Records, &case, "approve", OWED).await;
    app.by(Role::Records, &case, "charge_fee", &[("fee_line", "report_copy"), ("quantity", "1")]).await
}

async fn come_to(app: &TestApp, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().expect("a moment");
    app.advance(moment - app.now());
}

on_both! {
    async fn home_counts_for_each_role_what_it_may_see(app, Wishes { services: vec![&PREA], ..Wishes::default() }) {
        let theft = app.take_in(&[]).await.case;
        app.take_in(&[]).await;
        fee_due(&app).await;
        let hidden = |_, case: &mut Case| (case.section, case.service) = ("prea".to_owned(), "prea_report".to_owned());
        app.copies(&theft, 4, hidden).await;
        for (role, open) in [(Role::Records, 3), (Role::Supervisor, 3), (Role::Prea, 4), (Role::Property, 0), (Role::Clerk, 0)] {
            let home = sheet(&app.sign_in(role).await, "home").await;
            assert_eq!(home.lead.as_deref(), Some(format!("{open} open cases").as_str()), "{role:?}");
            assert_eq!(tile(&home, "Unassigned").0, open.to_string(), "{role:?}");
            assert_eq!(tile(&home, "Overdue").0, "0", "{role:?}");
            assert_eq!(series(section(&home, "volume")).last(), Some(&open), "{role:?}");
            assert_eq!(series(section(&home, "age")).iter().sum::<u64>(), open, "{role:?}");
            assert_eq!(home.sections.iter().any(|section| section.id == "approvals"), role == Role::Supervisor);
        }
        let home = sheet(&app.sign_in(Role::Cashier).await, "home").await;
        assert_eq!(tile(&home, "Fees due").0, "1");
        assert!(home.sections.iter().all(|section| section.chart.is_none()), "a cashier counts fees, not cases");
        assert_eq!(texts(section(&home, "first").table.as_ref())[0][2], "Report copy", "and is not told what it is about");
        let home = sheet(&app.sign_in(Role::Admin).await, "home").await;
        assert!(home.tiles.is_empty());
        let pages = texts(section(&home, "keeps").table.as_ref());
        assert!(pages.iter().any(|page| page[0] == "Accounts") && pages.iter().all(|page| !page[1].is_empty()), "{pages:?}");
        app.work_outbox().await;
    }

    async fn many_that_are_overdue_hide_nothing_that_is_due_today(app) {
        let theft = app.take_in(&[]).await.case;
        let due = (app.now() + TimeDelta::hours(1)).naive_utc();
        app.copies(&theft, 500, move |_, case| case.next_due_at = due).await;
        let due = due + TimeDelta::hours(2);
        app.copies(&theft, 2, move |_, case| case.next_due_at = due).await;
        app.advance(TimeDelta::hours(2));
        let home = sheet(&app.sign_in(Role::Records).await, "home").await;
        assert_eq!(tile(&home, "Overdue").0, "500+");
        assert_eq!(tile(&home, "Due today").0, "2");
        app.work_outbox().await;
    }

    async fn home_says_what_is_late_what_is_next_and_what_waits(app) {
        let asked = app.in_review(&[]).await;
        app.by(Role::Records, &asked, "ask_information", &[("text", "Which street?")]).await;
        app.advance(TimeDelta::days(20));
        app.in_review(&[]).await;
        let denied = app.in_review(&[]).await;
        app.by(Role::Records, &denied, "deny", crate::engine::DENIAL).await;
        // The 48 hours of the first face sheet end at ten on this day.
        app.take_in(&[crate::engine::VIOLENCE]).await;
        app.advance(TimeDelta::hours(48) - TimeDelta::minutes(92));
        let console = app.sign_in(Role::Supervisor).await;
        let home = sheet(&console, "home").await;
        let (value, note, urgency) = tile(&home, "Overdue");
        assert_eq!((value.as_str(), urgency), ("1", Urgency::Overdue));
        assert!(note.starts_with("Oldest by ") && note.ends_with(" days"), "{note}");
        let (value, note, _) = tile(&home, "Due today");
        assert_eq!(value, "1");
        assert!(note.starts_with("Next at 10:00, in 1 h 3"), "{note}");
        assert_eq!(tile(&home, "Unassigned").1, "None came in today");
        assert_eq!(tile(&home, "Waiting for requester").0, "1");
        assert_eq!(tile(&home, "Waiting for requester").1, "1 silent for more than a week");
        let first = &section(&home, "first").table.as_ref().expect("a table").rows;
        assert_eq!(first.len(), 4);
        assert_eq!(first[0].cells[0].urgency, Some(Urgency::Overdue));
        assert_eq!(first[1].cells[0].urgency, Some(Urgency::Today));
        let approvals = texts(section(&home, "approvals").table.as_ref());
        assert_eq!(approvals[0][..3], ["Deny", denied.reference.as_str(), "Person records"]);
        let day = sheet(&console, "day").await;
        assert_eq!(texts(section(&day, "due").table.as_ref()).len(), 2, "what is overdue, and what is due today");
        console.get("sheets/home?csv=first").await.expect(404);
        let file = console.get("sheets/home?csv=age").await.expect(200);
        assert!(file.text().starts_with("Days since receipt,Open,Overdue\r\n"), "{}", file.text());
        app.work_outbox().await;
    }

    async fn deadlines_that_move_past_a_closure_are_announced(app) {
        // The tenth day after November 16 is Thanksgiving; the next open day is Monday.
        let case = app.take_in(&[]).await.case;
        let rolled = serde_json::json!([
            { "date": "2026-11-26", "what": "counted", "day": 10 },
            { "date": "2026-11-26", "what": "rolled", "closed": { "date": { "en": "Thanksgiving", "es": "Acción de Gracias" } } },
            { "date": "2026-11-30", "what": "due", "time": "23:59:59", "known_until": null },
        ]);
        let due = "2026-12-01T07:59:59Z".parse::<DateTime<Utc>>().expect("a moment").naive_utc();
        app.write(move |conn, cx| {
            let clock = db::clocks::of_case(conn, &case.id)?.remove(0);
            let clock = db::clocks::Clock { id: cx.id(), due_at: due, explanation: rolled.to_string(), ..clock };
            db::clocks::insert(conn, &clock)?;
            let change = db::cases::CaseChange { next_due_at: due, ..db::cases::get(conn, &case.id)?.change() };
            Ok(db::cases::update(conn, &case.id, &change)?)
        })
        .await;
        let home = sheet(&app.sign_in(Role::Records).await, "home").await;
        let facts = &section(&home, "ahead").facts;
        assert_eq!(facts[0].label, "Closed Thu Nov 26 and Fri Nov 27", "{facts:?}");
        assert!(facts[0].value.ends_with("1 deadline moves to Mon Nov 30."), "{facts:?}");
        app.work_outbox().await;
    }

    async fn the_statistics_are_those_worked_out_by_hand(app) {
        let like = app.take_in(&[]).await.case;
        for (outcome, days) in [
            ("released", &[2, 3, 3, 5, 9][..]),
            ("denied", &[10, 12]),
            ("withdrawn", &[0]),
            ("no_record", &[4, 6]),
            ("converted", &[1, 1]),
        ] {
            app.ended(&like, outcome, days).await;
        }
        let records = Case { service: "public_records".to_owned(), ..like.clone() };
        app.ended(&records, "referred", &[7, 7, 7, 7]).await;
        let console = app.sign_in(Role::Records).await;
        let statistics = sheet(&console, "statistics").await;
        assert_eq!(
            texts(section(&statistics, "times").table.as_ref()),
            [["Report copy", "13", "12", "4 days", "3 days"], ["Public records", "4", "4", "Too few to tell", "Too few to tell"]]
        );
        assert_eq!(texts(section(&statistics, "outcomes").table.as_ref())[0], ["Released", "5", "31%"]);
        assert_eq!(series(section(&statistics, "volume")).iter().sum::<u64>(), 17);
        let one = console.get("sheets/statistics?service=public_records&csv=times").await.expect(200);
        assert_eq!(
            one.text(),
            "Service,Received,Ended,Half ended within,Half released within\r\n\
             Public records,4,4,Too few to tell,Too few to tell\r\n"
        );
        let before = sheet(&console, "statistics?from=2026-10-01&to=2026-11-23").await;
        assert!(texts(section(&before, "outcomes").table.as_ref()).is_empty(), "they ended today");
        for (query, field) in [("from=2026-11-31", "from"), ("from=2026-11-24&to=2026-11-23", "from"), ("to=2026-11-25", "to"), ("service=alpr", "service")] {
            let refused = console.get(&format!("sheets/statistics?{query}")).await.expect(422);
            assert!(refused.text().contains(&format!("\"{field}\"")), "{query}: {}", refused.text());
        }
        app.work_outbox().await;
    }

    async fn a_case_is_counted_in_the_local_week_across_daylight_saving(app) {
        // The clocks went forward on this Sunday: half an hour before its midnight, and half an hour after it.
        come_to(&app, "2027-03-15T06:30:00Z").await;
        app.take_in(&[]).await;
        come_to(&app, "2027-03-15T07:30:00Z").await;
        app.take_in(&[]).await;
        app.take_in(&[]).await;
        let home = sheet(&app.sign_in(Role::Records).await, "home").await;
        assert_eq!(series(section(&home, "volume"))[10..], [1, 2]);
        app.work_outbox().await;
    }

    async fn a_case_ends_once_and_not_at_all_when_it_is_opened_again(app) {
        let case = app.take_in(&[]).await.case;
        let case = app.case(&case.id).await;
        assert_eq!(app.ending(&case).await, None);
        app.advance(TimeDelta::days(3));
        let withdrawn = app.attempt(&Actor::Requester(case.id.clone()), &case, "withdraw", &[]).await.expect("withdrawn");
        assert_eq!(app.ending(&case).await, Some(("withdrawn".to_owned(), 3)));
        app.advance(TimeDelta::days(3));
        let closed = app.by(Role::Records, &withdrawn, "close", &[("disposition", "duplicate")]).await;
        assert_eq!(app.ending(&case).await, Some(("duplicate".to_owned(), 3)), "it ended when nobody owed anything more");
        let open = app.by(Role::Supervisor, &closed, "reopen", &[("reason", "By mistake")]).await;
        assert_eq!((open.state.as_str(), app.ending(&case).await), (state::IN_REVIEW, None));
        app.work_outbox().await;
    }

    async fn the_public_is_told_the_median_of_twenty_requests_and_of_no_fewer(app) {
        let like = app.take_in(&[]).await.case;
        app.ended(&like, "released", &[6; 19]).await;
        let page = |path: &'static str| {
            let browser = app.browser();
            async move { browser.get(path).await.expect(200).text() }
        };
        let count = || async {
            app.enqueue(Job::Sweep).await;
            app.work_outbox().await;
            // A page is kept for a minute.
            app.advance(TimeDelta::minutes(2));
        };
        count().await;
        assert!(!page("/services/police-report").await.contains("ended in the last"));
        app.ended(&like, "denied", &[11]).await;
        count().await;
        let words = "Half of the requests that ended in the last 90 days took 6 days or less.";
        assert!(page("/services/police-report").await.contains(words));
        assert!(page("/es/services/police-report").await.contains("tardó 6 días o menos."));
        assert!(page("/").await.contains("Lately, half took 6 days or less"));
        let kept = app.read(|conn, _| settings::get(conn, "public_times")).await;
        assert_eq!(kept.as_deref(), Some("{\"police_report\":6}"));
    }
}
