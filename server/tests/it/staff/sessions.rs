//! How long a session lasts, and how it is opened again.

use chrono::TimeDelta;
use serde_json::json;
use server::domain::staff::accounts;
use shared::service::Role;
use shared::staff::Session;

use crate::on_both;
use crate::support::{Console, PASSWORD, TestApp, code_now};

async fn prove(app: &TestApp, console: &Console, password: &str) -> crate::support::Answer {
    // The code of the sign-in is used.
    app.advance(TimeDelta::seconds(60));
    console.post("session/reauth", &json!({ "password": password, "totp": code_now(app) })).await
}

on_both! {
    async fn half_an_hour_without_use_locks_and_a_proof_opens_the_same_session(app) {
        let mut console = app.sign_in(Role::Records).await;
        app.advance(TimeDelta::minutes(30));
        console.get("cases").await.expect(200);
        app.advance(TimeDelta::minutes(30) + TimeDelta::seconds(1));
        assert_eq!(console.get("cases").await.expect(401).code(), "session_locked");
        assert_eq!(console.get("session").await.expect(401).code(), "session_locked");
        let cookie = console.browser.cookie("staff");

        assert_eq!(prove(&app, &console, "wrong").await.expect(401).code(), "credentials_refused");
        let opened: Session = prove(&app, &console, PASSWORD).await.expect(200).json();
        assert_ne!(opened.csrf, console.session.csrf, "the token is a fresh one");
        assert_eq!(console.browser.cookie("staff"), cookie, "the session is the same");
        console.get("cases").await.expect(200);
        assert_eq!(prove(&app, &console, PASSWORD).await.expect(403).code(), "foreign_origin", "the old token is void");
        console.session = opened;
        prove(&app, &console, PASSWORD).await.expect(200);
    }

    async fn twelve_hours_end_a_session_however_busy(app) {
        let console = app.sign_in(Role::Records).await;
        for _ in 0..47 {
            app.advance(TimeDelta::minutes(15));
            console.get("cases").await.expect(200);
        }
        app.advance(TimeDelta::minutes(15));
        assert_eq!(console.get("cases").await.expect(401).code(), "sign_in_required");
    }

    async fn signing_out_ends_the_session_for_good(app) {
        let console = app.sign_in(Role::Records).await;
        let cookie = console.browser.cookie("staff");
        let call = console.browser.call("DELETE", "/api/v1/staff/session");
        call.header("x-csrf-token", &console.session.csrf).send().await.expect(204);
        assert_eq!(console.browser.cookie("staff"), None);
        console.browser.set_cookie("staff", cookie.as_deref());
        console.get("session").await.expect(401);
    }

    async fn a_disabled_account_is_out_at_once(app) {
        let console = app.sign_in(Role::Records).await;
        app.write(|conn, cx| {
            let id = accounts::id_of(conn, "records@example.test")?;
            accounts::disable(conn, cx, &id, "")
        }).await;
        console.get("session").await.expect(401);
    }

    async fn wrong_proofs_lock_the_account_like_wrong_sign_ins(app) {
        let console = app.sign_in(Role::Records).await;
        for _ in 0..5 {
            prove(&app, &console, "wrong").await.expect(401);
        }
        prove(&app, &console, PASSWORD).await.expect(401);
        console.get("session").await.expect(200);
    }

    async fn another_copy_of_the_server_knows_the_session(app) {
        let console = app.sign_in(Role::Records).await;
        let elsewhere = app.another();
        elsewhere.set_cookie("staff", console.browser.cookie("staff").as_deref());
        elsewhere.get("/api/v1/staff/session").await.expect(200);
    }
}
