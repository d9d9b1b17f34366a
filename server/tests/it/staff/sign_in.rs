//! Signing in: right, wrong, locked, again.

use std::time::Instant;

use chrono::TimeDelta;
use serde_json::{Value, json};
use server::domain::staff::accounts;
use shared::problem::Problem;
use shared::service::Role;
use shared::staff::Session;

use crate::on_both;
use crate::support::{Answer, PASSWORD, TestApp, code_now, email_of};

async fn attempt(app: &TestApp, email: &str, password: &str, totp: &str) -> Answer {
    let typed = json!({ "email": email, "password": password, "totp": totp });
    app.browser().post("/api/v1/staff/session", &typed).await
}

/// A refusal without what differs by request.
fn face(answer: Answer) -> (u16, Problem) {
    let problem: Problem = answer.json();
    (answer.status, Problem { request_id: String::new(), ..problem })
}

on_both! {
    async fn the_right_password_and_code_open_a_session(app) {
        let console = app.sign_in(Role::Supervisor).await;
        assert_eq!(console.session.roles, ["supervisor"]);
        assert!(!console.session.must_enrol && !console.session.csrf.is_empty());
        assert_eq!(console.session.time_zone, "America/Los_Angeles");
        assert_eq!(console.session.texts.get("staff-locks-after").unwrap(), "Locks after {n} min idle");
        let again: Session = console.get("session").await.expect(200).json();
        assert_eq!(again, console.session);
        let cookie = console.browser.cookie("staff").unwrap();
        assert_eq!(cookie.len(), 43, "256 bits in base64");
        assert!(!app.browser().get("/staff/").await.expect(200).text().contains(&console.session.csrf));
    }

    async fn the_address_is_taken_in_any_case(app) {
        attempt(&app, " RECORDS@Example.Test ", PASSWORD, &code_now(&app)).await.expect(200);
    }

    async fn whatever_is_wrong_the_answer_is_the_same(app) {
        let code = code_now(&app);
        app.write(|conn, cx| {
            let id = accounts::id_of(conn, "clerk@example.test")?;
            accounts::disable(conn, cx, &id, "")
        }).await;
        let wrong = [
            ("nobody@example.test", PASSWORD, code.as_str()),
            ("records@example.test", "wrong", code.as_str()),
            ("records@example.test", PASSWORD, "000000"),
            ("records@example.test", PASSWORD, ""),
            ("clerk@example.test", PASSWORD, code.as_str()),
        ];
        let mut faces = Vec::new();
        for (email, password, totp) in wrong {
            faces.push(face(attempt(&app, email, password, totp).await));
        }
        assert_eq!(faces[0].0, 401);
        assert!(faces.iter().all(|face| *face == faces[0]), "{faces:#?}");
    }

    async fn an_unknown_address_takes_as_long_as_a_wrong_password(app) {
        let mut longest = [0, 0];
        for (place, email) in ["nobody@example.test", "records@example.test"].into_iter().enumerate() {
            for _ in 0..2 {
                #[expect(clippy::disallowed_methods, reason = "the test measures what an attacker could")]
                let began = Instant::now();
                attempt(&app, email, "wrong", "000000").await.expect(401);
                longest[place] = longest[place].max(began.elapsed().as_millis());
            }
        }
        // A lookup without hashing takes about a tenth of one with it.
        assert!(longest[0] * 3 > longest[1], "unknown {} ms, known {} ms", longest[0], longest[1]);
    }

    async fn after_five_wrong_tries_even_the_right_password_is_wrong_for_a_quarter_of_an_hour(app) {
        let email = email_of(Role::Records);
        let mut wrong = Vec::new();
        for _ in 0..5 {
            wrong.push(face(attempt(&app, &email, "wrong", "000000").await));
        }
        let locked = face(attempt(&app, &email, PASSWORD, &code_now(&app)).await);
        assert!(wrong.iter().all(|face| *face == locked), "{locked:#?}");
        app.advance(TimeDelta::minutes(15) - TimeDelta::seconds(1));
        attempt(&app, &email, PASSWORD, &code_now(&app)).await.expect(401);
        app.advance(TimeDelta::seconds(1));
        attempt(&app, &email, PASSWORD, &code_now(&app)).await.expect(200);
    }

    async fn a_right_try_forgives_the_wrong_ones_before(app) {
        let email = email_of(Role::Records);
        for _ in 0..3 {
            for _ in 0..4 {
                attempt(&app, &email, "wrong", "000000").await.expect(401);
            }
            attempt(&app, &email, PASSWORD, &code_now(&app)).await.expect(200);
            app.advance(TimeDelta::seconds(30));
        }
    }

    async fn a_code_works_once_for_all_sessions_together(app) {
        let (email, code) = (email_of(Role::Records), code_now(&app));
        attempt(&app, &email, PASSWORD, &code).await.expect(200);
        attempt(&app, &email, PASSWORD, &code).await.expect(401);
        let together = futures_util::future::join_all((0..8).map(|_| async {
            let totp = code_now(&app);
            attempt(&app, &email_of(Role::Clerk), PASSWORD, &totp).await.status
        }));
        assert_eq!(together.await.into_iter().filter(|status| *status == 200).count(), 1);
    }

    async fn one_client_cannot_try_without_end(app) {
        let mut statuses = Vec::new();
        for number in 0..61 {
            statuses.push(attempt(&app, &format!("nobody{number}@example.test"), "wrong", "").await.status);
        }
        assert_eq!((statuses[59], statuses[60]), (401, 429));
    }

    async fn nobody_is_told_anything_without_a_session(app) {
        let answer = app.browser().get("/api/v1/staff/session").await.expect(401);
        assert_eq!(answer.code(), "sign_in_required");
        let browser = app.browser();
        browser.set_cookie("staff", Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        assert_eq!(browser.get("/api/v1/staff/cases").await.expect(401).code(), "sign_in_required");
        let page: Value = serde_json::from_str(&start_value(&app.browser().get("/staff/").await.text())).unwrap();
        assert_eq!(page["demo"], false);
    }
}

/// The value that the console starts from.
fn start_value(html: &str) -> String {
    let (_, rest) = html.split_once("<script type=\"application/json\" id=\"start\">").expect("a start value");
    rest.split_once("</script>").expect("an end").0.to_owned()
}
