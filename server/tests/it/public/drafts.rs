//! What is begun and not sent.

use chrono::TimeDelta;
use server::db::drafts;

use super::form::{ABOUT, PART, PHOTO, REPORT, at, post_files, step, value_of};
use crate::on_both;
use crate::support::{Browser, TestApp};

fn files(counter: &TestApp) -> usize {
    std::fs::read_dir(counter.data_dir().join("documents")).map(Iterator::count).unwrap_or(0)
}

async fn begin_with_a_file(browser: &Browser) {
    step(browser, "", "part", PART, "report").await;
    let answer = post_files(browser, &at("", "documents"), &[], &[("photo_id", "id.jpg", PHOTO)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

on_both! {
    async fn a_draft_is_encrypted_in_its_table(counter) {
        let browser = counter.browser();
        step(&browser, "", "report", REPORT, "about").await;
        step(&browser, "", "about", ABOUT, "documents").await;
        let bodies = counter.read(|conn, _| drafts::bodies(conn)).await;
        assert_eq!(bodies.len(), 1);
        for secret in ["Whitfield", "example.test", "Walnut", "answers"] {
            assert!(!bodies[0].windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret} stands in clear");
        }
    }

    async fn the_files_of_an_abandoned_draft_disappear_after_two_idle_hours(counter) {
        let browser = counter.browser();
        begin_with_a_file(&browser).await;
        assert_eq!(files(&counter), 1);
        counter.advance(TimeDelta::minutes(119));
        sweep(&counter).await;
        assert_eq!(files(&counter), 1, "the draft is still alive");
        counter.advance(TimeDelta::minutes(2));
        sweep(&counter).await;
        assert_eq!(files(&counter), 0);
        assert_eq!(counter.read(|conn, _| drafts::count(conn)).await, 0);
    }

    async fn leaving_clears_everything_and_leads_elsewhere(counter) {
        let browser = counter.browser();
        begin_with_a_file(&browser).await;
        let left = browser.get("/leave").await;
        assert_eq!((left.status, left.header("location")), (303, "https://www.weather.gov/"));
        assert_eq!(browser.cookie("visitor"), None);
        counter.work_outbox().await;
        assert_eq!(files(&counter), 0);
        assert_eq!(counter.read(|conn, _| drafts::count(conn)).await, 0);
    }

    async fn a_file_can_be_taken_out_again(counter) {
        let browser = counter.browser();
        begin_with_a_file(&browser).await;
        let page = browser.get(&at("", "documents")).await.text();
        let id = value_of(&page, "remove");
        let removed = browser.post_form(&at("", "documents"), &[("remove", &id)]).await;
        assert_eq!((removed.status, removed.header("location")), (303, at("", "documents").as_str()));
        assert!(!browser.get(&at("", "documents")).await.text().contains("id.jpg"));
        counter.work_outbox().await;
        assert_eq!(files(&counter), 0);
    }

    async fn one_visitor_cannot_take_files_out_of_anothers_draft(counter) {
        let (browser, stranger) = (counter.browser(), counter.browser());
        begin_with_a_file(&browser).await;
        let page = browser.get(&at("", "documents")).await.text();
        let id = value_of(&page, "remove");
        step(&stranger, "", "part", PART, "report").await;
        stranger.post_form(&at("", "documents"), &[("remove", &id)]).await;
        counter.work_outbox().await;
        assert_eq!(files(&counter), 1);
        assert!(browser.get(&at("", "documents")).await.text().contains("id.jpg"));
    }
}

async fn sweep(counter: &TestApp) {
    counter.write(|conn, cx| Ok(server::outbox::enqueue(conn, cx, &server::outbox::Job::Sweep, cx.now)?)).await;
    counter.work_outbox().await;
}
