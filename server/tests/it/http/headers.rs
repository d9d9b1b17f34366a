//! Headers of every answer, cookies, languages.

use shared::service::Role;

use crate::on_both;
use crate::support::Wishes;

on_both! {
    async fn every_answer_has_the_security_headers(app) {
        for path in ["/", "/es/fees", "/no-such-page", "/healthz", "/readyz", "/api/openapi.json", "/api/v1/staff/session", "/staff/"] {
            let answer = app.browser().get(path).await;
            let csp = answer.header("content-security-policy");
            assert!(csp.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"), "{path}: {csp}");
            assert!(csp.contains("frame-ancestors 'none'") && !csp.contains("unsafe-inline"), "{path}: {csp}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert!(answer.header("permissions-policy").contains("geolocation=()"), "{path}");
            assert_eq!(answer.header("strict-transport-security"), "", "{path}: no TLS on loopback");
            assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
        }
    }

    async fn behind_tls_browsers_are_told_to_stay_there(app, Wishes {
        settings: vec![("PUBLIC_URL", "https://counter.example.test".into()), ("SMTP_URL", "smtp://mail.example.test".into())],
        ..Wishes::default()
    }) {
        let answer = app.browser().get("/").await;
        assert!(answer.header("strict-transport-security").starts_with("max-age=63072000"));
        let console = app.sign_in(Role::Records).await;
        assert!(console.browser.cookie("__Host-staff").is_some());
    }

    async fn public_pages_are_asked_for_anew_and_private_ones_are_not_kept(app) {
        assert_eq!(app.browser().get("/").await.expect(200).header("cache-control"), "no-cache");
        for path in ["/staff/", "/api/v1/staff/session", "/no-such-page"] {
            assert_eq!(app.browser().get(path).await.header("cache-control"), "no-store", "{path}");
        }
    }

    async fn a_visitor_who_only_reads_gets_no_cookie(app) {
        for path in ["/", "/fees", "/services/police-report"] {
            assert!(app.browser().get(path).await.expect(200).all("set-cookie").is_empty(), "{path}");
        }
    }

    async fn the_language_of_a_page_is_in_its_address(app) {
        let browser = app.browser();
        assert!(browser.get("/").await.text().contains("<html lang=\"en-US\">"));
        assert!(browser.get("/es/").await.text().contains("<html lang=\"es-US\">"));
        assert_eq!(browser.get("/fees?lang=es").await.expect(302).header("location"), "/es/fees");
        assert_eq!(browser.get("/es/fees?lang=en&a=1").await.expect(302).header("location"), "/fees?a=1");
        assert_eq!(browser.get("/es").await.expect(308).header("location"), "/es/");
    }

    async fn html_travels_compressed(app) {
        let answer = app.browser().call("GET", "/").header("accept-encoding", "gzip, br").send().await;
        assert_eq!(answer.header("content-encoding"), "br");
        assert!(answer.body.len() * 2 < app.browser().get("/").await.body.len());
    }

    async fn a_head_is_a_get_without_its_body(app) {
        let answer = app.browser().call("HEAD", "/fees").send().await.expect(200);
        assert!(answer.body.is_empty());
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        app.browser().call("HEAD", "/no-such-page").send().await.expect(404);
    }

    async fn the_server_says_that_it_lives_and_can_serve(app) {
        assert_eq!(app.browser().get("/healthz").await.expect(200).text(), "ok\n");
        assert_eq!(app.browser().get("/readyz").await.expect(200).text(), "ready\n");
    }
}
