//! Writes come from our own pages.

use serde_json::json;
use shared::service::Role;

use crate::on_both;

on_both! {
    async fn a_write_from_elsewhere_is_refused_before_anything_is_read(app) {
        let sign_in = || app.browser().call("POST", "/api/v1/staff/session").json(&json!({ "email": "a", "password": "b" }));
        assert_eq!(sign_in().without("sec-fetch-site").send().await.expect(403).code(), "foreign_origin");
        let foreign = sign_in().header("sec-fetch-site", "cross-site").header("origin", "https://evil.example.test");
        assert_eq!(foreign.send().await.expect(403).code(), "foreign_origin");
        let script = sign_in().without("sec-fetch-site").header("origin", &app.app.settings.origin());
        assert_eq!(script.send().await.expect(401).code(), "credentials_refused");
    }

    async fn a_write_of_staff_carries_the_token_of_its_session(app) {
        let console = app.sign_in(Role::Records).await;
        let sign_out = || console.browser.call("DELETE", "/api/v1/staff/session");
        assert_eq!(sign_out().send().await.expect(403).code(), "foreign_origin");
        assert_eq!(sign_out().header("x-csrf-token", "guess").send().await.expect(403).code(), "foreign_origin");
        let other = app.sign_in(Role::Clerk).await;
        assert_eq!(sign_out().header("x-csrf-token", &other.session.csrf).send().await.status, 403);
        sign_out().header("x-csrf-token", &console.session.csrf).send().await.expect(204);
    }
}
