//! Failed mail on the desk of an administrator, and the profile.

use serde_json::{Value, json};
use server::db::outbox::{DEAD, DONE, Row, WAITING};
use server::db::{self, outbox_desk};
use shared::service::Role;
use shared::staff::{Sheet, SheetForm, Table};

use crate::on_both;
use crate::support::{Answer, Console, TestApp};

const OUTBOX: &str = "sheets/admin/outbox";
const PROFILE: &str = "sheets/admin/profile";

async fn sheet(console: &Console, path: &str) -> Sheet {
    console.get(path).await.expect(200).json()
}

fn table<'a>(sheet: &'a Sheet, id: &str) -> &'a Table {
    let section = sheet.sections.iter().find(|section| section.id == id).expect("a section");
    section.table.as_ref().expect("a table")
}

fn forms(sheet: &Sheet) -> impl Iterator<Item = &SheetForm> {
    let rows = sheet.sections.iter().filter_map(|section| section.table.as_ref()).flat_map(|table| &table.rows);
    sheet.sections.iter().flat_map(|section| &section.forms).chain(rows.flat_map(|row| &row.forms))
}

async fn send(console: &Console, form: &SheetForm, answers: Value) -> Answer {
    let mut body: serde_json::Map<String, Value> =
        form.sent.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    body.extend(answers.as_object().expect("answers").clone());
    console.post(&form.post, &body).await
}

/// Puts a job into the outbox that failed so often.
async fn failed(app: &TestApp, case_id: &str, state: &'static str, cause: &'static str) -> String {
    let case_id = case_id.to_owned();
    app.write(move |conn, cx| {
        let row = Row {
            id: cx.id(),
            job: "mail_update".to_owned(),
            payload: json!({ "job": "mail_update", "case_id": case_id, "mail": "message" }).to_string(),
            case_id: Some(case_id),
            state: state.to_owned(),
            run_at: (cx.now + chrono::TimeDelta::hours(6)).naive_utc(),
            attempts: 18,
            leased_until: None,
            last_error: Some(cause.to_owned()),
            made_at: cx.now.naive_utc(),
            done_at: (state == DEAD).then(|| cx.now.naive_utc()),
        };
        db::outbox::insert(conn, &row)?;
        Ok(row.id)
    })
    .await
}

async fn state(app: &TestApp, id: &str) -> (String, i32) {
    let id = id.to_owned();
    let row = app.read(move |conn, _| db::outbox::get(conn, &id)).await;
    (row.state, row.attempts)
}

on_both! {
    async fn failed_mail_is_told_by_cause_and_never_by_case_or_person(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        failed(&app, &case.id, DEAD, "smtp_550").await;
        failed(&app, &case.id, WAITING, "smtp_timeout").await;
        let console = app.sign_in(Role::Admin).await;
        let page = sheet(&console, OUTBOX).await;
        let figures: Vec<&str> = page.tiles.iter().map(|tile| tile.value.as_str()).collect();
        assert_eq!(figures[..3], ["1", "1", "1"]);
        let causes: Vec<&str> = table(&page, "causes").rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!(causes, ["The mail server refused it (smtp_550)", "The mail server does not answer (smtp_timeout)"]);
        let all = console.get(OUTBOX).await.text();
        for secret in [case.reference.as_str(), case.id.as_str(), "Ana", "24-001234", "ana@example.test"] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
        let file = console.get(&format!("{OUTBOX}?csv=dead")).await.expect(200).text();
        assert!(file.contains("smtp_550") && !file.contains(&case.reference), "{file}");
        // Somebody who also sees the case is led to it.
        app.write(|conn, cx| {
            let id = server::domain::staff::accounts::id_of(conn, "admin@example.test")?;
            let _ = cx;
            Ok(db::staff::set_roles(conn, &id, &[Role::Admin, Role::Records])?)
        })
        .await;
        let page = sheet(&console, OUTBOX).await;
        assert_eq!(table(&page, "dead").rows[0].cells[5].text, case.reference);
    }

    async fn a_stopped_mail_is_sent_after_a_retry(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        let sent = app.mails().len();
        let id = failed(&app, &case.id, DEAD, "smtp_connection").await;
        let console = app.sign_in(Role::Admin).await;
        let page = sheet(&console, OUTBOX).await;
        let again = forms(&page).find(|form| form.id == format!("retry-{id}")).expect("a form");
        send(&console, again, json!({})).await.expect(200);
        assert_eq!(state(&app, &id).await, (WAITING.to_owned(), 0), "with all its attempts");
        app.work_outbox().await;
        assert_eq!(state(&app, &id).await.0, DONE);
        assert_eq!(app.mails().len(), sent + 1);
        send(&console, again, json!({})).await.expect(404);
    }

    async fn everything_of_one_cause_is_tried_again_and_nothing_else(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        let one = failed(&app, &case.id, DEAD, "smtp_timeout").await;
        let two = failed(&app, &case.id, WAITING, "smtp_timeout").await;
        let other = failed(&app, &case.id, DEAD, "smtp_550").await;
        let console = app.sign_in(Role::Admin).await;
        let page = sheet(&console, OUTBOX).await;
        let again = forms(&page).find(|form| form.sent.get("cause").is_some_and(|cause| cause == "smtp_timeout"));
        let after: Sheet = send(&console, again.expect("a form"), json!({})).await.expect(200).json();
        assert_eq!(after.done.as_deref(), Some("2 jobs are tried again now."));
        app.work_outbox().await;
        assert_eq!([state(&app, &one).await.0, state(&app, &two).await.0, state(&app, &other).await.0], [DONE, DONE, DEAD]);
    }

    async fn giving_up_needs_a_reason_and_is_kept(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        let id = failed(&app, &case.id, WAITING, "to").await;
        let console = app.sign_in(Role::Admin).await;
        let page = sheet(&console, OUTBOX).await;
        let give_up = forms(&page).find(|form| form.id == format!("give-up-{id}")).expect("a form");
        send(&console, give_up, json!({ "reason": " " })).await.expect(422);
        assert_eq!(state(&app, &id).await.0, WAITING);
        let after: Sheet = send(&console, give_up, json!({ "reason": "The address is wrong" })).await.expect(200).json();
        assert_eq!(state(&app, &id).await.0, outbox_desk::GIVEN_UP);
        assert!(table(&after, "retrying").rows.is_empty());
        let told = &table(&after, "history").rows[0].cells;
        assert_eq!((told[2].text.as_str(), told[4].text.as_str()), ("Given up", "The address is wrong"));
        app.advance(chrono::TimeDelta::days(1));
        app.work_outbox().await;
        assert_eq!(state(&app, &id).await.0, outbox_desk::GIVEN_UP, "no worker takes it");
    }

    async fn a_calendar_that_changed_in_the_database_differs_from_the_file(app) {
        let console = app.sign_in(Role::Admin).await;
        assert!(table(&sheet(&console, PROFILE).await, "calendars").rows.is_empty());
        app.write(|conn, cx| {
            let mut calendar = db::calendars::whole(conn, "property")?;
            let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
            calendar.version += 1;
            calendar.dates.insert(day, shared::lang::Text { en: "Flood".into(), es: "Inundación".into() });
            Ok(db::calendars::add(conn, &calendar, cx.now.naive_utc())?)
        })
        .await;
        let page = sheet(&console, PROFILE).await;
        let rows = &table(&page, "calendars").rows;
        let cells: Vec<&str> = rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!((rows.len(), &cells[1..]), (1, ["Not there", "Flood"].as_slice()), "{cells:?}");
    }

    async fn adopting_the_fees_makes_a_version_that_is_no_sample_from_its_day_on(app) {
        let console = app.sign_in(Role::Admin).await;
        let page = sheet(&console, PROFILE).await;
        let adopt = forms(&page).find(|form| form.id == "adopt-fees").expect("a form");
        send(&console, adopt, json!({ "effective_from": "2026-11-01", "reason": "Council" })).await.expect(422);
        send(&console, adopt, json!({ "effective_from": "2026-12-01", "reason": "" })).await.expect(422);
        let after: Sheet = send(&console, adopt, json!({ "effective_from": "2026-12-01", "reason": "Council, Nov 23" })).await.expect(200).json();
        assert!(forms(&after).all(|form| form.id != "adopt-fees"), "there is nothing left to adopt");
        send(&console, adopt, json!({ "effective_from": "2026-12-01", "reason": "Again" })).await.expect(409);
        let day = |of| chrono::NaiveDate::from_ymd_opt(2026, of, 1).expect("a day");
        let schedules = app.read(move |conn, _| Ok([db::orders::schedule(conn, day(11))?, db::orders::schedule(conn, day(12))?])).await;
        let standing = schedules.map(|lines| lines.first().map(|line| (line.schedule_version, line.sample)));
        assert_eq!(standing, [Some((1, true)), Some((2, false))]);
    }
}
