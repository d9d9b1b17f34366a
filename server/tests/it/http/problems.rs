//! Errors, as problem+json and as pages.

use serde_json::json;
use shared::problem::Problem;

use crate::on_both;

on_both! {
    async fn a_program_gets_a_problem_in_its_language(app) {
        let call = app.browser().call("GET", "/api/v1/nothing");
        let answer = call.header("accept-language", "es-MX, en;q=0.5").send().await.expect(404);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem: Problem = answer.json();
        assert_eq!((problem.status, problem.code.as_str()), (404, "not_found"));
        assert_eq!(problem.title, app.app.texts.get(shared::lang::Lang::Es, "error-not-found"));
        assert_eq!(problem.request_id, answer.header("x-request-id"));
    }

    async fn a_browser_gets_a_page_in_the_language_of_its_address(app) {
        let answer = app.browser().get("/es/no-such-page").await.expect(404);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let page = answer.text();
        assert!(page.contains("<html lang=\"es-US\">") && page.contains("noindex"), "{page}");
        assert!(page.contains(answer.header("x-request-id")), "the number for our staff stands on the page");
        assert!(page.contains("tel:911"), "help stays in reach");
    }

    async fn what_was_typed_into_an_address_stands_on_no_error_page(app) {
        let page = app.browser().get("/no-such-page/%3Cscript%3E-smith?name=smith").await.expect(404).text();
        assert!(!page.contains("smith"));
    }

    async fn a_method_that_an_address_does_not_take_is_a_405_that_names_those_it_takes(app) {
        for (method, path, allowed) in [
            ("PUT", "/fees", "GET, HEAD"),
            ("POST", "/es/911", "GET, HEAD"),
            ("DELETE", "/find", "GET, HEAD, POST"),
            ("OPTIONS", "/services/police-report/start/part", "GET, HEAD, POST"),
            ("GET", "/requests/34CD-67F9/messages", "POST"),
            ("PATCH", "/api/v1/staff/session", "POST, GET, HEAD, DELETE"),
            ("GET", "/api/v1/staff/cases/bulk", "POST"),
            ("DELETE", "/api/v1/requests/34CD-67F9", "GET, HEAD"),
        ] {
            let answer = app.browser().call(method, path).send().await.expect(405);
            assert_eq!(answer.header("allow"), allowed, "{method} {path}");
            if path.starts_with("/api/") {
                assert_eq!(answer.code(), "method_not_allowed");
            }
        }
        app.browser().call("HEAD", "/fees").send().await.expect(200);
        app.browser().call("PUT", "/no-such-page").send().await.expect(404);
    }

    async fn a_body_that_cannot_be_read_is_named_and_never_quoted(app) {
        let path = "/api/v1/staff/session";
        let malformed = app.browser().call("POST", path).body("application/json", b"{\"email\": secret".to_vec());
        let answer = malformed.send().await.expect(400);
        assert_eq!(answer.code(), "malformed");
        assert!(answer.text().contains("JSON 1:") && !answer.text().contains("secret"));

        let missing = app.browser().post(path, &json!({ "email": "a@example.test" })).await.expect(422);
        let problem: Problem = missing.json();
        assert_eq!(problem.errors.keys().collect::<Vec<_>>(), ["password"]);

        let form = app.browser().post_form(path, &[("email", "a@example.test")]).await.expect(415);
        assert_eq!(form.code(), "unsupported_media_type");

        let large = app.browser().call("POST", path).body("application/json", vec![b' '; 300 * 1024]);
        assert_eq!(large.send().await.expect(413).code(), "too_large");
    }
}
