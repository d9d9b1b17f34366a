//! The second factor of a new account.

use chrono::TimeDelta;
use serde_json::json;
use server::domain::staff::{accounts, second_factor};
use shared::problem::Problem;
use shared::service::Role;
use shared::staff::{Enrolment, Session};

use crate::on_both;
use crate::support::{Answer, Browser, Console, PASSWORD, TestApp, add_account};

const NEW: &str = "new@example.test";

/// The password that the newcomer chooses.
const OWN: &str = "some words of my own";

async fn newcomer(app: &TestApp) -> Console {
    app.write(|conn, cx| add_account(conn, cx, NEW, &[Role::Records], None)).await;
    first_sign_in(app, PASSWORD).await
}

async fn first_sign_in(app: &TestApp, password: &str) -> Console {
    let browser = app.browser();
    let session = post(&browser, &json!({ "email": NEW, "password": password })).await.expect(200).json();
    Console { browser, session }
}

async fn post(browser: &Browser, typed: &serde_json::Value) -> Answer {
    browser.post("/api/v1/staff/session", typed).await
}

fn code(app: &TestApp, offered: &Enrolment) -> String {
    second_factor::code_at(&second_factor::parse_base32(&offered.secret).unwrap(), app.now())
}

on_both! {
    async fn a_newcomer_enrols_and_then_needs_both_factors(app) {
        let console = newcomer(&app).await;
        assert!(console.session.must_enrol);
        assert_eq!(console.get("cases").await.expect(403).code(), "enrolment_required");

        let offered: Enrolment = console.post("enrolment", &json!({})).await.expect(200).json();
        assert!(offered.otpauth_uri.starts_with("otpauth://totp/Pasadena%20PD%3Anew%40example.test?secret="), "{}", offered.otpauth_uri);
        assert!(offered.qr_svg.starts_with("<svg") && !offered.qr_svg.contains("style="));
        assert_eq!(offered.recovery_codes.len(), 10);
        let again: Enrolment = console.post("enrolment", &json!({})).await.expect(200).json();
        assert!(again == offered, "a page loaded twice shows the code that was scanned");

        let wrong = console.post("enrolment/confirm", &json!({ "totp": "000000", "password": OWN })).await.expect(422);
        assert!(wrong.json::<Problem>().errors.contains_key("totp"));
        let typed = json!({ "totp": code(&app, &offered), "password": OWN });
        let enrolled: Session = console.post("enrolment/confirm", &typed).await.expect(200).json();
        assert!(!enrolled.must_enrol && enrolled.csrf != console.session.csrf);
        console.get("cases").await.expect(200);

        let browser = app.browser();
        post(&browser, &json!({ "email": NEW, "password": OWN })).await.expect(401);
        let used = json!({ "email": NEW, "password": OWN, "totp": code(&app, &offered) });
        post(&browser, &used).await.expect(401);
        app.advance(TimeDelta::seconds(30));
        let given = json!({ "email": NEW, "password": PASSWORD, "totp": code(&app, &offered) });
        post(&browser, &given).await.expect(401);
        post(&browser, &json!({ "email": NEW, "password": OWN, "totp": code(&app, &offered) })).await.expect(200);
    }

    async fn a_newcomer_chooses_a_password_of_their_own(app) {
        let console = newcomer(&app).await;
        let offered: Enrolment = console.post("enrolment", &json!({})).await.expect(200).json();
        for (password, words) in [("short", "Use at least 12 characters"), (PASSWORD, "Choose another password than the one you were given")] {
            let typed = json!({ "totp": code(&app, &offered), "password": password });
            let problem: Problem = console.post("enrolment/confirm", &typed).await.expect(422).json();
            assert_eq!(problem.errors.get("password").map(String::as_str), Some(words));
        }
        assert_eq!(console.get("cases").await.expect(403).code(), "enrolment_required");
    }

    async fn a_recovery_code_signs_in_once(app) {
        let console = newcomer(&app).await;
        let offered: Enrolment = console.post("enrolment", &json!({})).await.expect(200).json();
        let first = &offered.recovery_codes[0];
        let before = json!({ "email": NEW, "password": PASSWORD, "recovery_code": first });
        // Before the confirmation the account has no second factor to replace.
        assert!(post(&app.browser(), &before).await.expect(200).json::<Session>().must_enrol);
        console.post("enrolment/confirm", &json!({ "totp": code(&app, &offered), "password": OWN })).await.expect(200);

        let typed = json!({ "email": NEW, "password": OWN, "recovery_code": first.to_uppercase().replace('-', " ") });
        post(&app.browser(), &typed).await.expect(200);
        post(&app.browser(), &typed).await.expect(401);
        let second = json!({ "email": NEW, "password": OWN, "recovery_code": offered.recovery_codes[1] });
        post(&app.browser(), &second).await.expect(200);
    }

    async fn a_second_half_open_session_cannot_enrol_over_the_first(app) {
        let (first, second) = (newcomer(&app).await, first_sign_in(&app, PASSWORD).await);
        let offered: Enrolment = first.post("enrolment", &json!({})).await.expect(200).json();
        let other: Enrolment = second.post("enrolment", &json!({})).await.expect(200).json();
        assert_ne!(offered.secret, other.secret);
        first.post("enrolment/confirm", &json!({ "totp": code(&app, &offered), "password": OWN })).await.expect(200);
        second.post("enrolment/confirm", &json!({ "totp": code(&app, &other), "password": OWN })).await.expect(403);
        assert_eq!(second.get("cases").await.expect(403).code(), "enrolment_required");
        second.post("enrolment", &json!({})).await.expect(403);
    }

    async fn a_reset_ends_every_session_and_asks_to_enrol_again(app) {
        let console = newcomer(&app).await;
        let offered: Enrolment = console.post("enrolment", &json!({})).await.expect(200).json();
        console.post("enrolment/confirm", &json!({ "totp": code(&app, &offered), "password": OWN })).await.expect(200);
        let password = app.write(|conn, cx| {
            let id = accounts::id_of(conn, NEW)?;
            accounts::reset_mfa(conn, cx, &id, "")
        }).await;
        console.get("session").await.expect(401);
        post(&app.browser(), &json!({ "email": NEW, "password": OWN })).await.expect(401);
        assert!(first_sign_in(&app, &password).await.session.must_enrol);
    }

    async fn an_account_is_added_with_a_password_that_is_told_once(app) {
        let new = accounts::NewAccount {
            email: "Other@Example.test".to_owned(),
            name: "Other Person".to_owned(),
            title: String::new(),
            language: shared::lang::Lang::Es,
            roles: vec![Role::Clerk],
        };
        let same = new.clone();
        let password = app.write(move |conn, cx| accounts::add(conn, cx, &new)).await;
        let typed = json!({ "email": "other@example.test", "password": password });
        let session: Session = post(&app.browser(), &typed).await.expect(200).json();
        assert_eq!(session.language, "es-US");
        let taken = app.app.write(&server::app::Actor::System, move |conn, cx| accounts::add(conn, cx, &same)).await;
        assert!(taken.is_err(), "the address is taken");
    }
}
