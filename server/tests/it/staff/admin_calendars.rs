//! Office calendars as an administrator changes them, and the clocks that follow.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Value, json};
use server::app::Cx;
use server::db::cases::Case;
use server::db::clocks::Clock;
use server::db::{self, Conn};
use server::domain::{clocks, history};
use server::outbox::{self, Job};
use shared::calendar::{self, Deadline};
use shared::service::Role;
use shared::staff::{Sheet, SheetForm, Table};

use crate::engine::VIOLENCE;
use crate::on_both;
use crate::support::{Answer, Console, TestApp};

const RECORDS: &str = "sheets/admin/calendars/records";

async fn sheet(console: &Console, path: &str) -> Sheet {
    console.get(path).await.expect(200).json()
}

fn form<'a>(sheet: &'a Sheet, id: &str) -> &'a SheetForm {
    let rows = sheet.sections.iter().filter_map(|section| section.table.as_ref()).flat_map(|table| &table.rows);
    let of_rows = rows.flat_map(|row| &row.forms);
    let mut forms = sheet.sections.iter().flat_map(|section| &section.forms).chain(of_rows);
    forms.find(|form| form.id == id).unwrap_or_else(|| panic!("no form {id} in {sheet:#?}"))
}

async fn send(console: &Console, form: &SheetForm, answers: Value) -> Answer {
    let mut body: serde_json::Map<String, Value> =
        form.sent.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    body.extend(answers.as_object().expect("answers").clone());
    console.post(&form.post, &body).await
}

fn table<'a>(sheet: &'a Sheet, id: &str) -> &'a Table {
    let section = sheet.sections.iter().find(|section| section.id == id).expect("a section");
    section.table.as_ref().expect("a table")
}

fn texts(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

async fn clock(app: &TestApp, case: &Case, rule: &str) -> Clock {
    let (id, rule) = (case.id.clone(), rule.to_owned());
    let clocks = app.read(move |conn, _| db::clocks::of_case(conn, &id)).await;
    clocks.into_iter().find(|clock| clock.rule == rule).expect("the clock")
}

fn due(clock: &Clock) -> String {
    clock.due_at.and_utc().to_rfc3339()
}

/// Works a stored clock out again from what it names.
async fn again(app: &TestApp, clock: &Clock) -> Deadline<chrono_tz::Tz> {
    let of = clock.clone();
    let zone = app.app.profile.zone.id;
    let version = u32::try_from(clock.calendar_version).expect("a version");
    let closures = app.read(move |conn, _| db::calendars::version(conn, &of.calendar, version)).await;
    let rule =
        calendar::rule_version(&clock.rule, u32::try_from(clock.rule_version).expect("a version")).expect("a rule");
    calendar::deadline(rule, clock.trigger_at.and_utc().with_timezone(&zone), &closures).expect("a deadline")
}

/// What is closed on December 1, a Tuesday.
fn power_cut() -> Value {
    json!({ "day": "2026-12-01", "reason_en": "Power failure", "reason_es": "Corte de luz" })
}

/// Adds the closure of [`power_cut`] with these answers to the last question.
async fn close(console: &Console, answers: Value) -> Answer {
    let page = sheet(console, RECORDS).await;
    let preview: Sheet = send(console, form(&page, "close"), power_cut()).await.expect(200).json();
    send(console, form(&preview, "confirm"), answers).await
}

/// A change of the calendar of Records, confirmed.
async fn change(console: &Console, id: &str, answers: Value) {
    let page = sheet(console, RECORDS).await;
    let preview: Sheet = send(console, form(&page, id), answers).await.expect(200).json();
    send(console, form(&preview, "confirm"), json!({})).await.expect(200);
}

/// What every copy of the program tells of Records on its public pages: page, words.
async fn told(app: &TestApp, expected: &[(&str, &str)]) {
    let browser = app.browser();
    for (path, words) in expected {
        // Twice, so that each of two copies is asked.
        for _ in 0..2 {
            let page = browser.get(path).await.expect(200).text().replace('\u{a0}', " ");
            assert!(page.contains(words), "{path} does not say {words:?}: {page}");
        }
    }
}

on_both! {
    async fn a_closure_shows_first_what_it_moves_and_moves_the_agencys_targets_alone(app) {
        let plain = app.take_in(&[]).await.case;
        let violent = app.take_in(&[VIOLENCE]).await.case;
        app.work_outbox().await;
        let console = app.sign_in(Role::Admin).await;
        let page = sheet(&console, RECORDS).await;
        let preview: Sheet = send(&console, form(&page, "close"), power_cut()).await.expect(200).json();
        // Received on November 24: ten working days over Thanksgiving, five of them under Family 6228.
        let moves = |id: &str| -> Vec<Vec<String>> {
            texts(table(&preview, id)).iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
        };
        assert_eq!(moves("targets"), [[plain.reference.as_str(), "Report target", "Thu Dec 10, 2026, 23:59", "Fri Dec 11, 2026, 23:59"]]);
        assert_eq!(moves("statutes"), [[violent.reference.as_str(), "Report, Family 6228", "Thu Dec 3, 2026, 23:59", "Fri Dec 4, 2026, 23:59"]]);
        assert!(table(&preview, "targets").rows[0].cells[0].href.is_none(), "an administrator opens no case");
        let before = [clock(&app, &plain, "report.target").await, clock(&app, &violent, "report.fc6228_report").await];
        assert_eq!(before.iter().map(|clock| clock.calendar_version).collect::<Vec<_>>(), [1, 1], "nothing has moved yet");

        let confirmed: Sheet = send(&console, form(&preview, "confirm"), json!({})).await.expect(200).json();
        assert_eq!(confirmed.sections[0].facts[2].value, "2");
        for (page, told) in [("/closures", "Power failure"), ("/es/closures", "Corte de luz"), ("/closures.ics", "Power failure")] {
            assert!(app.browser().get(page).await.expect(200).text().contains(told), "the public reads it on {page}");
        }
        app.work_outbox().await;
        let target = clock(&app, &plain, "report.target").await;
        assert_eq!((due(&target).as_str(), target.calendar_version), ("2026-12-12T07:59:59+00:00", 2));
        assert!(target.explanation.contains("Corte de luz"), "the days are told in both languages");
        assert_eq!(app.case(&plain.id).await.next_due_at, target.due_at);
        let statute = clock(&app, &violent, "report.fc6228_report").await;
        assert_eq!((due(&statute), statute.calendar_version), (due(&before[1]), 1), "nobody said that the law's clock moves");
        for (clock, seen) in [(&before[0], &before[0]), (&target, &target), (&statute, &statute)] {
            assert_eq!(again(&app, clock).await.due.naive_utc(), seen.due_at, "a stored clock comes out the same years later");
        }
        let of = plain.id.clone();
        assert_eq!(app.read(move |conn, _| history::verify(conn, &of)).await, Ok(2));
        assert_eq!(app.kinds_of_events(&violent).await, ["received"]);
        assert_eq!(app.mail_rows(&plain).await, ["mail_code"], "nobody is written to");
    }

    async fn a_closure_of_today_closes_the_counter_on_every_page_within_the_minute(app) {
        // Tuesday, ten in the morning. The pages are in the memory of every copy.
        told(&app, &[("/", "Records counter open until 5:00 pm"), ("/contact", "Open, closes at 5:00 pm"),
            ("/about/records", "Open, closes at 5:00 pm"), ("/es/contact", "Atiende ahora, hasta las 5:00 p. m.")]).await;
        let case = app.take_in(&[VIOLENCE]).await.case;
        app.work_outbox().await;
        let before = clock(&app, &case, "report.fc6228_report").await;

        let console = app.sign_in(Role::Admin).await;
        let leak = json!({ "day": "2026-11-24", "reason_en": "Water leak", "reason_es": "Fuga de agua" });
        change(&console, "close", leak).await;
        app.advance(TimeDelta::minutes(1));
        let linked = "\"validFrom\":\"2026-11-24\",\"validThrough\":\"2026-11-24\"";
        told(&app, &[("/", "Opens tomorrow at 9:00 am"), ("/", "Water leak"), ("/", linked),
            ("/contact", "Opens tomorrow at 9:00 am"), ("/contact", "Water leak"), ("/contact", linked),
            ("/about/records", "Opens tomorrow at 9:00 am"), ("/about/records", "Water leak"),
            ("/es/", "Fuga de agua"), ("/es/contact", "Abre mañana a las 9:00 a. m."), ("/closures", "Water leak")]).await;
        let page = app.browser().get("/contact").await.expect(200).text();
        assert!(page.contains("Opens at 12:00 pm today"), "the window for property opens all the same: {page}");
        app.work_outbox().await;
        assert_eq!(clock(&app, &case, "report.fc6228_report").await.due_at, before.due_at, "the law's clock stays");

        change(&console, "open-2026-11-24", json!({})).await;
        app.work_outbox().await;
        app.advance(TimeDelta::minutes(1));
        told(&app, &[("/", "Records counter open until 5:00 pm"), ("/contact", "Open, closes at 5:00 pm")]).await;
        app.advance(TimeDelta::hours(7));
        told(&app, &[("/", "Opens tomorrow at 9:00 am"), ("/contact", "Opens tomorrow at 9:00 am")]).await;
    }

    async fn a_new_week_is_told_before_it_begins_and_from_its_day_on(app) {
        let console = app.sign_in(Role::Admin).await;
        change(&console, "week", json!({ "weekdays": "Wed,Sat,Sun", "from": "2026-12-02" })).await;
        app.work_outbox().await;
        told(&app, &[("/closures", "Saturday and Sunday. From Wednesday, December 2, 2026: Wednesday, Saturday and Sunday"),
            ("/es/closures", "Desde el miércoles 2 de diciembre de 2026: miércoles, sábado y domingo")]).await;
        app.advance(TimeDelta::days(8));
        told(&app, &[("/closures", "<dd>Wednesday, Saturday and Sunday</dd>"), ("/contact", "Opens tomorrow at 9:00 am")]).await;
    }

    async fn a_statutes_clock_moves_with_a_reason_which_its_history_keeps(app) {
        let case = app.take_in(&[VIOLENCE]).await.case;
        app.work_outbox().await;
        let console = app.sign_in(Role::Admin).await;
        let ticked = json!({ "statutes": "report.fc6228_report" });
        let without: shared::problem::Problem = close(&console, ticked).await.expect(422).json();
        assert!(without.errors.contains_key("reason"), "{without:?}");
        close(&console, json!({ "statutes": "report.fc6228_report", "reason": "City attorney, Nov 24" })).await.expect(200);
        app.work_outbox().await;
        let moved = clock(&app, &case, "report.fc6228_report").await;
        assert_eq!(due(&moved), "2026-12-05T07:59:59+00:00");
        let id = case.id.clone();
        let events = app.read(move |conn, _| db::events::of_case(conn, &id)).await;
        let (event, payload) = events.last().expect("an event");
        assert_eq!((event.kind.as_str(), &event.staff_id), ("move_clock", &Some(app.person(Role::Admin).await.id)));
        let payload: Value = serde_json::from_str(&payload.as_ref().expect("a payload").payload).expect("JSON");
        assert_eq!(payload["due_before"], "2026-12-04T07:59:59Z");
        assert_eq!((&payload["due"], &payload["reason"]), (&json!("2026-12-05T07:59:59Z"), &json!("City attorney, Nov 24")));
        let seen: shared::staff::StaffCase = app.sign_in(Role::Records).await.get(&format!("cases/{}", case.reference)).await.expect(200).json();
        assert!(seen.history[0].what.contains("Thu Dec 3, 23:59 → Fri Dec 4, 23:59. City attorney, Nov 24"), "{:?}", seen.history[0]);
    }

    async fn what_was_left_behind_can_follow_later(app) {
        let case = app.take_in(&[VIOLENCE]).await.case;
        app.work_outbox().await;
        let console = app.sign_in(Role::Admin).await;
        close(&console, json!({})).await.expect(200);
        app.work_outbox().await;
        let page = sheet(&console, RECORDS).await;
        assert_eq!(page.notices.last().expect("a notice").title, "One deadline follows an older version");
        let behind = sheet(&console, &format!("sheets/{}", page.links[0].href)).await;
        assert_eq!(texts(table(&behind, "statutes"))[0][0], case.reference);
        let answers = json!({ "statutes": "report.fc6228_report", "reason": "Asked the attorney" });
        send(&console, form(&behind, "catch-up"), answers).await.expect(200);
        app.work_outbox().await;
        assert_eq!(due(&clock(&app, &case, "report.fc6228_report").await), "2026-12-05T07:59:59+00:00");
        assert!(sheet(&console, RECORDS).await.links.is_empty());
    }

    async fn a_closure_that_is_taken_back_gives_the_days_back(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        let first = clock(&app, &case, "report.target").await;
        let console = app.sign_in(Role::Admin).await;
        close(&console, json!({})).await.expect(200);
        app.work_outbox().await;
        let page = sheet(&console, RECORDS).await;
        let preview: Sheet = send(&console, form(&page, "open-2026-12-01"), json!({})).await.expect(200).json();
        send(&console, form(&preview, "confirm"), json!({})).await.expect(200);
        app.work_outbox().await;
        let last = clock(&app, &case, "report.target").await;
        assert_eq!((last.due_at, last.calendar_version), (first.due_at, 3));
        let changes: Vec<String> = texts(table(&sheet(&console, RECORDS).await, "history")).iter().map(|row| row[2..4].join(": ")).collect();
        assert_eq!(changes, ["Closure removed: Tue Dec 1, 2026; version 3", "Closure added: Tue Dec 1, 2026: Power failure; version 2"]);
    }

    async fn a_new_week_counts_from_its_day_on(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        let console = app.sign_in(Role::Admin).await;
        let page = sheet(&console, RECORDS).await;
        let week = json!({ "weekdays": "Fri,Sat,Sun", "from": "2026-12-03" });
        let preview: Sheet = send(&console, form(&page, "week"), week).await.expect(200).json();
        send(&console, form(&preview, "confirm"), json!({})).await.expect(200);
        app.work_outbox().await;
        // The only Friday on the way is December 4: the one before was a holiday.
        assert_eq!(due(&clock(&app, &case, "report.target").await), "2026-12-15T07:59:59+00:00");
        let later = app.take_in(&[]).await.case;
        let later = clock(&app, &later, "report.target").await;
        assert_eq!((due(&later).as_str(), later.calendar_version), ("2026-12-15T07:59:59+00:00", 2), "a new clock counts the same");
        app.work_outbox().await;
    }

    async fn of_two_administrators_at_one_calendar_the_second_is_told(app) {
        let (one, two) = (app.sign_in(Role::Admin).await, app.sign_in(Role::Admin).await);
        let (seen, meanwhile) = (sheet(&one, RECORDS).await, sheet(&two, RECORDS).await);
        let preview: Sheet = send(&two, form(&meanwhile, "close"), power_cut()).await.expect(200).json();
        let old: Sheet = send(&one, form(&seen, "close"), power_cut()).await.expect(200).json();
        send(&two, form(&preview, "confirm"), json!({})).await.expect(200);
        assert_eq!(send(&one, form(&old, "confirm"), json!({})).await.expect(409).code(), "stale_version");
        assert_eq!(send(&one, form(&seen, "close"), power_cut()).await.expect(409).code(), "stale_version");
        let versions = app.read(|conn, _| db::calendars::whole(conn, "records")).await.version;
        assert_eq!(versions, 2);
        app.work_outbox().await;
    }

    async fn a_timer_keeps_its_distance_to_a_clock_that_moves(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        let before = clock(&app, &case, "report.target").await;
        let (case_id, clock_id) = (case.id.clone(), before.id.clone());
        let early = before.due_at.and_utc() - TimeDelta::hours(24);
        app.write(move |conn: &mut Conn, cx: &Cx| {
            let job = Job::ClockRanOut { case_id, clock_id, action: "close_uncollected".to_owned() };
            Ok(outbox::enqueue(conn, cx, &job, early)?)
        })
        .await;
        let console = app.sign_in(Role::Admin).await;
        close(&console, json!({})).await.expect(200);
        app.work_outbox().await;
        let (after, id) = (clock(&app, &case, "report.target").await, case.id.clone());
        let timers = app.read(move |conn, _| db::outbox::of_case(conn, &id)).await;
        let timer = timers.iter().find(|row| row.job == "clock_ran_out").expect("the timer");
        assert_eq!(timer.run_at, after.due_at - TimeDelta::hours(24));
        assert_eq!(after.due_at - before.due_at, TimeDelta::days(1));
        // One that runs before its clock is due waits for it instead of acting.
        app.advance(TimeDelta::from_std((timer.run_at - app.now().naive_utc()).to_std().expect("ahead")).expect("short"));
        app.work_outbox().await;
        assert_eq!(app.case(&case.id).await.head_seq, 2);
        let id = case.id.clone();
        let waiting = app.read(move |conn, _| db::outbox::of_case(conn, &id)).await;
        let waiting = waiting.into_iter().find(|row| row.job == "clock_ran_out" && row.state == "waiting").expect("a timer");
        assert_eq!(waiting.run_at, after.due_at);
    }

    async fn clocks_of_many_cases_move_in_batches_and_once(app) {
        let rules: Vec<DateTime<Utc>> = (0..130).map(|minutes| app.now() - TimeDelta::minutes(minutes)).collect();
        let case = app.take_in(&[]).await.case;
        let id = case.id.clone();
        app.write(move |conn, cx| rules.iter().try_for_each(|at| clocks::start(conn, cx, &id, "report.target", *at).map(drop))).await;
        app.work_outbox().await;
        let console = app.sign_in(Role::Admin).await;
        close(&console, json!({})).await.expect(200);
        app.work_outbox().await;
        let id = case.id.clone();
        let clocks = app.read(move |conn, _| db::clocks::of_case(conn, &id)).await;
        assert!(clocks.iter().filter(|clock| clock.rule == "report.target").all(|clock| clock.calendar_version == 2));
        let moved = app.kinds_of_events(&case).await.iter().filter(|kind| *kind == "move_clock").count();
        assert_eq!(moved, 131);
        let again = app.read(|conn, _| db::staff_history::latest(conn, "calendar", 1)).await.remove(0).id;
        let order = server::domain::calendars::Order { calendar: "records".into(), version: 2, statutes: vec![], decision: again };
        app.write(move |conn, cx| Ok(outbox::enqueue(conn, cx, &Job::MoveClocks { order }, cx.now)?)).await;
        app.work_outbox().await;
        let moved = app.kinds_of_events(&case).await.iter().filter(|kind| *kind == "move_clock").count();
        assert_eq!(moved, 131, "a job that runs twice moves nothing twice");
    }

    async fn slips_of_the_pen_are_told_at_their_field(app) {
        let console = app.sign_in(Role::Admin).await;
        let page = sheet(&console, RECORDS).await;
        for (id, answers, field) in [
            ("close", json!({ "day": "2026-11-26", "reason_en": "x", "reason_es": "x" }), "day"),
            ("close", json!({ "day": "", "reason_en": "x", "reason_es": "x" }), "day"),
            ("close", json!({ "day": "2026-12-01", "reason_en": "x", "reason_es": "" }), "reason_es"),
            ("close", json!({ "day": "2026-12-02", "last_day": "2026-12-01", "reason_en": "x", "reason_es": "x" }), "last_day"),
            ("week", json!({ "weekdays": "Sat,Sun", "from": "2026-12-01" }), "weekdays"),
            ("week", json!({ "weekdays": "Fri", "from": "2026-11-23" }), "from"),
            ("known-until", json!({ "known_until": "2026-01-01" }), "known_until"),
        ] {
            let problem: shared::problem::Problem = send(&console, form(&page, id), answers.clone()).await.expect(422).json();
            assert!(problem.errors.contains_key(field), "{answers}: {problem:?}");
        }
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        assert!(app.read(move |conn, _| Ok(db::calendars::whole(conn, "records")?.closed(day))).await.is_none());
    }
}
