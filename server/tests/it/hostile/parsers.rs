//! Nonsense in every place of a request that is parsed: it is answered or refused, on both databases alike, and never
//! with a server error. The parsers themselves have their properties where they stand.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use shared::service::Role;

use super::{ask, taken};
use crate::on_both;

/// Nonsense for a place, the same in every run.
fn nonsense(strategy: &str, count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("a pattern").current()).collect()
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// What PostgreSQL's and SQLite's full text take for more than words.
const QUERIES: &str = "([a-z&|!():*'\"\\\\^{}<>~-]|NEAR|AND|OR|NOT|\u{301}|é|24-001234| |\\PC){0,24}";

on_both! {
    async fn any_query_of_the_queue_is_answered_or_refused_by_name(app) {
        let (reference, _) = taken(ask(&app.browser(), &[("name", "Núñez")]).await);
        let records = app.sign_in(Role::Records).await;
        for query in nonsense(QUERIES, 60) {
            let (staff, public) = (format!("cases?q={}", encoded(&query)), format!("/search?q={}", encoded(&query)));
            records.get(&staff).await.expect(200);
            app.browser().get(&public).await.expect(200);
        }
        for name in ["after", "due_before", "sort", "limit", "service", "state", "assigned", "language"] {
            for value in nonsense("[A-Za-z0-9_-]{0,40}|[0-9]{1,30}|-?[0-9]{1,6}-[0-9]{1,3}-[0-9]{1,3}|[^\u{0}]{0,12}", 16) {
                let answer = records.get(&format!("cases?{name}={}", encoded(&value))).await;
                assert!(matches!(answer.status, 200 | 400 | 422), "{name}={value:?}: {} {}", answer.status, answer.text());
            }
        }
        let found = records.get("cases?q=nunez").await.expect(200).text();
        assert!(found.contains(&reference), "{found}");
        for sheet in ["statistics", "deadlines", "home", "day", "retention", "new", "admin/outbox"] {
            for value in nonsense("[a-z0-9:.T-]{0,30}|[^\u{0}]{0,12}", 6) {
                let query = encoded(&value);
                let names = ["from", "to", "service", "period", "rule", "trigger", "date", "time", "calendar", "csv", "reference"];
                let pairs: Vec<String> = names.iter().map(|name| format!("{name}={query}")).collect();
                let answer = records.get(&format!("sheets/{sheet}?{}", pairs.join("&"))).await;
                assert!(answer.status < 500, "{sheet} {value:?}: {} {}", answer.status, answer.text());
            }
        }
        app.work_outbox().await;
    }

    async fn any_header_is_read_or_passed_over(app) {
        let printable = "[ -~\u{a0}-\u{ff}]{0,60}";
        for name in ["accept-language", "accept", "x-forwarded-for", "cookie", "if-none-match", "range", "authorization", "x-case-pin", "idempotency-key", "content-type", "origin", "x-csrf-token", "accept-encoding"] {
            let shapes = match name {
                "accept-language" => "([a-z]{0,3}(-[A-Z]{2})?(;q=[0-9.a-z]{0,9})?,? ?){0,9}",
                "cookie" => "((visitor|staff|[a-z]{0,5})=?[!-~]{0,50};? ?){0,5}",
                "range" => "bytes=([0-9]{0,20}-[0-9]{0,20},?){0,5}",
                "authorization" => "(Bearer|Basic|bearer) ?[!-~]{0,50}",
                _ => printable,
            };
            for value in nonsense(shapes, 6).into_iter().chain(nonsense(printable, 6)) {
                for path in ["/", "/es/911", "/api/v1/staff/session", "/api/v1/requests/34CD-67F9", "/static/none", "/services/police-report/start"] {
                    let answer = app.browser().call("GET", path).header(name, value.trim()).try_send().await;
                    // What is no header by its characters is not sent by the client either.
                    let Ok(answer) = answer else { continue };
                    assert!(answer.status < 500, "{name}: {value:?} at {path}: {}", answer.text());
                }
            }
        }
    }
}
