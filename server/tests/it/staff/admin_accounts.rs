//! The accounts of staff as an administrator changes them.

use chrono::TimeDelta;
use serde_json::{Value, json};
use server::app::{Actor, StaffActor};
use server::domain::staff::accounts;
use server::domain::{Outcome, Refusal};
use shared::service::{Block, Role};
use shared::staff::{Sheet, SheetForm};

use crate::on_both;
use crate::support::{Console, PASSWORD, TOTP_SECRET, TestApp, add_account, code_now, email_of};

const LIST: &str = "sheets/admin/accounts";

/// The account of the person with a role.
async fn id_of(app: &TestApp, role: Role) -> String {
    app.person(role).await.id
}

async fn sheet(console: &Console, path: &str) -> Sheet {
    console.get(path).await.expect(200).json()
}

/// A form of a sheet by its id.
fn form<'a>(sheet: &'a Sheet, id: &str) -> &'a SheetForm {
    let mut forms = sheet.sections.iter().flat_map(|section| &section.forms);
    forms.find(|form| form.id == id).unwrap_or_else(|| panic!("no form {id} in {sheet:#?}"))
}

/// Posts a form with what stands in it, and with these answers.
async fn send(console: &Console, form: &SheetForm, answers: Value) -> crate::support::Answer {
    let mut body: serde_json::Map<String, Value> =
        form.sent.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    body.extend(form.fields.iter().map(|field| (field.name.clone(), json!(field.value))));
    body.extend(answers.as_object().expect("answers").clone());
    console.post(&form.post, &body).await
}

/// A row of the list by the name in its first cell.
fn row<'a>(sheet: &'a Sheet, name: &str) -> Vec<&'a str> {
    let rows = &sheet.sections[0].table.as_ref().expect("a table").rows;
    let row = rows.iter().find(|row| row.cells[0].text == name).unwrap_or_else(|| panic!("no {name}"));
    row.cells.iter().map(|cell| cell.text.as_str()).collect()
}

/// What the history of an account's sheet says: who, what, change, reason.
fn history(sheet: &Sheet) -> Vec<Vec<String>> {
    let log = sheet.sections.iter().find(|section| section.id == "history").expect("a history");
    let rows = &log.table.as_ref().expect("a table").rows;
    rows.iter().map(|row| row.cells.iter().skip(1).map(|cell| cell.text.clone()).collect()).collect()
}

fn password(sheet: &Sheet) -> Option<String> {
    sheet.sections.iter().find(|section| section.id == "one-time").map(|section| section.facts[0].value.clone())
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> u16 {
    app.advance(TimeDelta::seconds(60));
    let typed = json!({ "email": email, "password": password, "totp": code_now(app) });
    app.browser().post("/api/v1/staff/session", &typed).await.status
}

/// A second administrator, as an actor who proved who they are.
async fn second_administrator(app: &TestApp) -> StaffActor {
    let id = app
        .write(|conn, cx| {
            let sealed = server::domain::staff::second_factor::seal(&cx.app.secrets, &cx.app.random, TOTP_SECRET);
            add_account(conn, cx, "second@example.test", &[Role::Admin], Some(sealed))
        })
        .await;
    let actor = app.read(move |conn, _| server::db::staff::actor(conn, &id)).await;
    StaffActor { proved_at: app.now(), ..actor }
}

on_both! {
    async fn a_new_account_gets_a_password_that_is_told_once_and_must_enrol(app) {
        let console = app.sign_in(Role::Admin).await;
        let list = sheet(&console, LIST).await;
        let new = json!({ "name": "Ines Vale", "title": "Clerk", "email": "Ines@Example.test", "language": "es-US", "roles": "clerk,cashier" });
        let made: Sheet = send(&console, form(&list, "add"), new.clone()).await.expect(200).json();
        let told = password(&made).expect("a password");
        assert!(made.done.as_deref().is_some_and(|done| done.contains("Ines Vale")));
        assert_eq!(history(&made)[0][..2], ["Person admin".to_owned(), "Account opened".to_owned()]);

        let list = sheet(&console, LIST).await;
        assert_eq!(row(&list, "Ines Vale")[1..5], ["ines@example.test", "Cashier, Clerk", "Not set up", "Never"]);
        assert!(!console.get(LIST).await.text().contains(&told), "the password is told nowhere again");
        let href = list.sections[0].table.as_ref().unwrap().rows.iter().find(|row| row.cells[0].text == "Ines Vale");
        let path = format!("sheets/{}", href.unwrap().cells[0].href.as_deref().unwrap());
        assert_eq!(password(&sheet(&console, &path).await), None);

        let browser = app.browser();
        let typed = json!({ "email": "ines@example.test", "password": told });
        let session: shared::staff::Session = browser.post("/api/v1/staff/session", &typed).await.expect(200).json();
        assert!(session.must_enrol);
        assert_eq!(browser.get("/api/v1/staff/cases").await.expect(403).code(), "enrolment_required");
        assert_ne!(row(&sheet(&console, LIST).await, "Ines Vale")[4], "Never", "the sign-in is noted");

        let again = send(&console, form(&list, "add"), new).await.expect(422);
        let problem: shared::problem::Problem = again.json();
        assert_eq!(problem.errors["email"], "Somebody has this address already");
        let empty: shared::problem::Problem = send(&console, form(&list, "add"), json!({ "name": " ", "email": "x@example.test", "roles": "records" })).await.expect(422).json();
        assert!(empty.errors.contains_key("name"), "{empty:?}");
    }

    async fn other_roles_end_every_session_at_once_and_stand_in_the_history(app) {
        let console = app.sign_in(Role::Admin).await;
        let records = app.sign_in(Role::Records).await;
        let path = format!("{LIST}/{}", id_of(&app, Role::Records).await);
        let before = sheet(&console, &path).await;
        let renamed = json!({ "name": "Person of Records", "reason": "Married" });
        let after: Sheet = send(&console, form(&before, "change"), renamed).await.expect(200).json();
        records.get("cases").await.expect(200);
        assert_eq!(history(&after)[0][1..], ["Account changed", "Name: Person records → Person of Records", "Married"]);

        let roles = json!({ "roles": "records,supervisor", "reason": "Acting supervisor" });
        assert_eq!(send(&console, form(&before, "change"), roles.clone()).await.expect(409).code(), "stale_version");
        let after: Sheet = send(&console, form(&after, "change"), roles).await.expect(200).json();
        assert_eq!(records.get("cases").await.expect(401).code(), "sign_in_required");
        assert_eq!(history(&after)[0][1..], ["Account changed", "Roles: Records → Records, Supervisor", "Acting supervisor"]);
        let nothing = send(&console, form(&after, "change"), json!({ "reason": "" })).await.expect(422);
        assert!(nothing.json::<shared::problem::Problem>().errors.contains_key("reason"));
    }

    async fn a_closed_account_is_out_at_once_and_back_when_it_is_opened(app) {
        let console = app.sign_in(Role::Admin).await;
        let records = app.sign_in(Role::Records).await;
        let path = format!("{LIST}/{}", id_of(&app, Role::Records).await);
        let open = sheet(&console, &path).await;
        let closed: Sheet = send(&console, form(&open, "disable"), json!({ "reason": "Left" })).await.expect(200).json();
        records.get("cases").await.expect(401);
        assert_eq!(sign_in(&app, &email_of(Role::Records), PASSWORD).await, 401);
        let open: Sheet = send(&console, form(&closed, "enable"), json!({ "reason": "Is back" })).await.expect(200).json();
        assert_eq!(sign_in(&app, &email_of(Role::Records), PASSWORD).await, 200);
        let reasons: Vec<String> = history(&open).into_iter().map(|entry| entry[3].clone()).collect();
        assert_eq!(reasons, ["Is back", "Left"]);
    }

    async fn a_reset_takes_the_second_factor_and_ends_every_session(app) {
        let console = app.sign_in(Role::Admin).await;
        let (one, two) = (app.sign_in(Role::Records).await, app.sign_in(Role::Records).await);
        let path = format!("{LIST}/{}", id_of(&app, Role::Records).await);
        let ended: Sheet = send(&console, form(&sheet(&console, &path).await, "end-sessions"), json!({ "reason": "Lost phone" })).await.expect(200).json();
        one.get("cases").await.expect(401);
        two.get("cases").await.expect(401);
        let reset: Sheet = send(&console, form(&ended, "reset-mfa"), json!({ "reason": "Lost phone" })).await.expect(200).json();
        assert_eq!(sign_in(&app, &email_of(Role::Records), PASSWORD).await, 401, "the old password is void");
        let typed = json!({ "email": email_of(Role::Records), "password": password(&reset).expect("a password") });
        let session: shared::staff::Session = app.browser().post("/api/v1/staff/session", &typed).await.expect(200).json();
        assert!(session.must_enrol);
    }

    async fn somebody_who_tried_too_often_is_let_in_again(app) {
        let console = app.sign_in(Role::Admin).await;
        for _ in 0..5 {
            assert_eq!(sign_in(&app, &email_of(Role::Records), "wrong").await, 401);
        }
        assert_eq!(sign_in(&app, &email_of(Role::Records), PASSWORD).await, 401);
        let path = format!("{LIST}/{}", id_of(&app, Role::Records).await);
        let locked = sheet(&console, &path).await;
        send(&console, form(&locked, "unlock"), json!({ "reason": "Called" })).await.expect(200);
        assert_eq!(sign_in(&app, &email_of(Role::Records), PASSWORD).await, 200);
    }

    async fn every_change_asks_for_a_fresh_proof(app) {
        let console = app.sign_in(Role::Admin).await;
        let path = format!("{LIST}/{}", id_of(&app, Role::Records).await);
        let open = sheet(&console, &path).await;
        let list = sheet(&console, LIST).await;
        app.advance(TimeDelta::minutes(16));
        for form in open.sections.iter().chain(&list.sections).flat_map(|section| &section.forms) {
            assert!(form.needs_reauth, "{}", form.id);
            let answer = send(&console, form, json!({ "reason": "x", "name": "A", "email": "a@example.test", "roles": "records" })).await;
            assert_eq!(answer.expect(403).code(), "reauthentication_required", "{}", form.id);
        }
    }

    async fn administrators_cannot_lower_themselves_nor_the_last_of_them(app) {
        let console = app.sign_in(Role::Admin).await;
        let own = sheet(&console, &format!("{LIST}/{}", id_of(&app, Role::Admin).await)).await;
        let lower = json!({ "roles": "records", "reason": "x" });
        assert_eq!(send(&console, form(&own, "change"), lower.clone()).await.expect(422).code(), "own_administration");
        assert_eq!(send(&console, form(&own, "disable"), lower.clone()).await.expect(422).code(), "own_administration");
        console.get(LIST).await.expect(200);

        let second = second_administrator(&app).await;
        let (of_second, first) = (second.id.clone(), id_of(&app, Role::Admin).await);
        let other = sheet(&console, &format!("{LIST}/{of_second}")).await;
        send(&console, form(&other, "disable"), json!({ "reason": "Left" })).await.expect(200);
        // The second one closed in the meantime: whoever still held its rights finds the first the last one.
        let last = app.app.write(&Actor::Staff(second), move |conn, cx| accounts::disable(conn, cx, &first, "x")).await;
        assert!(matches!(last, Err(Refusal::Blocked(Block::Gate("last_administrator")))), "{last:?}");
    }

    async fn of_two_administrators_who_close_each_other_at_one_moment_one_stays(app) {
        let first = app.person(Role::Admin).await;
        let second = second_administrator(&app).await;
        for _ in 0..5 {
            let close = |by: &StaffActor, whom: &StaffActor| {
                let (by, whom) = (Actor::Staff(by.clone()), whom.id.clone());
                let app = app.app.clone();
                async move { app.write(&by, move |conn, cx| -> Outcome<()> { accounts::disable(conn, cx, &whom, "x") }).await }
            };
            let (one, two) = futures_util::join!(close(&first, &second), close(&second, &first));
            assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
            let open = app.read(|conn, _| server::db::staff::actors(conn)).await;
            assert_eq!(open.iter().filter(|actor| actor.roles.contains(&Role::Admin)).count(), 1);
            let ids = [first.id.clone(), second.id.clone()];
            app.write(move |conn, cx| ids.iter().try_for_each(|id| accounts::enable(conn, cx, id, ""))).await;
        }
    }
}
