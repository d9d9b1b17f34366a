//! Pages that are the same for everyone: kept in memory, and never for longer than they are right.

use chrono::TimeDelta;

use crate::on_both;

on_both! {
    async fn a_kept_page_is_the_page_that_another_process_makes_now(app) {
        for path in ["/", "/es/", "/fees", "/es/fees", "/911", "/services/police-report"] {
            let browser = app.browser();
            let first = browser.get(path).await.expect(200);
            // Twice, so that on PostgreSQL each of the two servers is asked again.
            for _ in 0..2 {
                let again = browser.get(path).await.expect(200);
                assert_eq!((again.text(), again.header("etag")), (first.text(), first.header("etag")), "{path}");
            }
            let fresh = app.another().get(path).await.expect(200);
            assert_eq!(fresh.text(), first.text(), "{path}");
        }
    }

    async fn each_language_is_kept_by_itself(app) {
        let (english, spanish) = (app.browser().get("/fees").await, app.browser().get("/es/fees").await);
        assert_ne!(english.header("etag"), spanish.header("etag"));
        assert!(app.browser().get("/es/fees").await.text().contains("<html lang=\"es-US\">"));
    }

    async fn a_browser_that_has_the_page_is_sent_nothing(app) {
        let page = app.browser().get("/fees").await.expect(200);
        let ask = |tag: &str| app.browser().call("GET", "/fees").header("if-none-match", tag).send();
        let known = ask(page.header("etag")).await.expect(304);
        assert!(known.body.is_empty());
        assert_eq!(known.header("cache-control"), "no-cache");
        assert_eq!(known.header("etag"), page.header("etag"));
        ask("\"another\"").await.expect(200);
    }

    async fn a_page_that_says_what_is_open_changes_with_the_minute(app) {
        let browser = app.another();
        let before = browser.get("/").await;
        app.advance(TimeDelta::minutes(1));
        let after = browser.get("/").await;
        assert_ne!(before.header("etag"), after.header("etag"), "the front door tells the time");
        let fees = browser.get("/fees").await;
        app.advance(TimeDelta::minutes(1));
        assert_eq!(browser.get("/fees").await.header("etag"), fees.header("etag"), "the fees do not");
    }

    async fn an_invented_address_is_not_found_and_a_query_changes_no_page(app) {
        app.browser().get("/about/nothing").await.expect(404);
        let page = app.browser().get("/fees").await;
        assert_eq!(app.browser().get("/fees?invented=1").await.expect(200).text(), page.text());
    }

    async fn what_is_made_for_one_reader_travels_compressed_and_without_a_tag(app) {
        for (accepted, coding) in [("gzip, br", "gzip"), ("br", "br"), ("identity", "")] {
            let call = app.browser().call("GET", "/services/police-report/start");
            let answer = call.header("accept-encoding", accepted).send().await.expect(200);
            assert_eq!(answer.header("content-encoding"), coding, "{accepted}");
            assert_eq!(answer.header("vary"), "accept-encoding");
            assert_eq!(answer.header("etag"), "");
        }
    }
}
