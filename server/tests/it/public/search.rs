//! Searching, fees and closures as visitors see them.

use std::collections::BTreeSet;

use crate::on_both;

on_both! {
    async fn a_search_leads_to_services_answers_and_numbers_in_both_languages(app) {
        let browser = app.browser();
        for (path, link, words) in [
            ("/search?q=my+car+was+towed", "href=\"/services/vehicle-release\"", "Vehicle release"),
            ("/search?q=warants", "tel:+16267444556", "Warrants"),
            ("/es/search?q=huelas", "href=\"/es/services/fingerprinting\"", "Huellas"),
            ("/es/search?q=carcel", "href=\"/es/about/jail", "Cárcel"),
        ] {
            let page = browser.get(path).await.expect(200);
            let text = page.text();
            assert!(text.contains(link) && text.contains(words), "{path}: {text}");
            assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
            assert_eq!(page.header("cache-control"), "no-store", "{path}");
        }
    }

    async fn what_was_typed_stays_in_the_field_and_is_only_text(app) {
        let page = app.browser().get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await.expect(200).text();
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), "{page}");
        assert!(page.contains("Nothing found"));
        let long = app.browser().get(&format!("/search?q={}", "x".repeat(4000))).await.expect(200).text();
        assert!(long.contains(&"x".repeat(120)) && !long.contains(&"x".repeat(121)), "only the beginning is looked at");
        for path in ["/search", "/search?q=", "/search?other=1", "/search?q=%FF%00"] {
            assert!(app.browser().get(path).await.expect(200).text().contains("name=\"q\""), "{path}");
        }
    }

    async fn the_front_door_and_a_page_that_is_not_there_ask_for_a_search(app) {
        for (path, status, action) in [("/", 200, "/search"), ("/es/", 200, "/es/search"), ("/es/no-such-page", 404, "/es/search")] {
            let page = app.browser().get(path).await.expect(status).text();
            assert!(page.contains(&format!("action=\"{action}\"")), "{path}: {page}");
        }
    }

    async fn the_fees_are_those_of_the_database_and_say_that_they_are_a_sample(app) {
        let page = app.browser().get("/fees").await.expect(200).text();
        for words in ["A sample schedule", "$0.10 per page", "Gov 7922.530", "At actual cost", "(to be confirmed)"] {
            assert!(page.contains(words), "/fees does not say {words:?}");
        }
        let file = app.browser().get("/fees.csv").await.expect(200);
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        let text = file.text();
        assert!(text.starts_with("code,fee,amount_usd,unit,law,payer,waiver,effective_from,adopted\r\n"), "{text}");
        assert!(text.contains("\r\nreport_copy,Copy of a police report,0.10,page,Gov 7922.530,"), "{text}");
        assert!(text.lines().skip(1).all(|line| line.ends_with(",no: a sample")), "{text}");
        assert!(app.browser().get("/es/fees.csv").await.expect(200).text().contains("Copia de un informe policial"));

        // An administrator adopts a schedule: the page charges what the database charges.
        app.write(|conn, cx| {
            let mut lines = server::db::orders::schedule(conn, cx.now.date_naive())?;
            lines.retain(|line| line.code == "report_copy");
            for line in &mut lines {
                (line.schedule_version, line.cents, line.sample) = (2, 45, false);
            }
            Ok(server::db::orders::add_schedule(conn, &lines)?)
        })
        .await;
        app.advance(chrono::TimeDelta::minutes(1));
        let page = app.browser().get("/fees").await.expect(200).text();
        assert!(page.contains("$0.45 per page") && !page.contains("A sample schedule"), "{page}");
        assert!(!page.contains("$150.00 per vehicle"), "a fee that is no longer in the schedule is not shown");
    }

    async fn closures_are_a_page_and_a_calendar_whose_events_keep_their_names(app) {
        let page = app.browser().get("/closures").await.expect(200).text();
        for words in ["Thursday, November 26, 2026", "Thanksgiving Day", "Only City Hall closed", "Saturday and Sunday"] {
            assert!(page.contains(words), "/closures does not say {words:?}");
        }
        let feed = app.browser().get("/closures.ics").await.expect(200);
        assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
        let feed = feed.text();
        assert!(feed.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && feed.ends_with("END:VCALENDAR\r\n"));
        assert!(feed.split("\r\n").all(|line| line.len() <= 75), "a line is longer than 75 octets");
        let names = |feed: &str| -> Vec<String> {
            feed.replace("\r\n ", "").lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
        };
        let first = names(&feed);
        assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), first.len(), "a UID stands twice");
        assert!(first.len() > 40, "{first:?}");
        app.advance(chrono::TimeDelta::minutes(2));
        assert_eq!(names(&app.browser().get("/closures.ics").await.expect(200).text()), first);
        let spanish = app.browser().get("/es/closures.ics").await.expect(200).text().replace("\r\n ", "");
        assert_eq!(names(&spanish), first, "an event is the same in every language");
        assert!(spanish.contains("Día de Acción de Gracias"));
    }
}
