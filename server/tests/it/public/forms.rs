//! The form of a service, without scripts.

use chrono::TimeDelta;
use server::db::{cases, documents};

use super::form::{ABOUT, DELIVERY, PART, REPORT, after, at, fill_in, post_files, step, token};
use crate::on_both;
use crate::support::{Answer, TestApp};

/// Sends the form as a person would: after some minutes.
async fn send(counter: &TestApp, browser: &crate::support::Browser, prefix: &str, token: &str) -> Answer {
    counter.advance(TimeDelta::minutes(4));
    browser.post_form(&at(prefix, "check"), &[("declared", "yes"), ("token", token), ("website", "")]).await
}

on_both! {
    async fn a_resident_asks_for_a_report_in_english(counter) {
        let browser = counter.browser();
        let start = browser.get("/services/police-report/start").await;
        assert_eq!(start.status, 200);
        assert_eq!(start.header("cache-control"), "no-store");
        assert_eq!(browser.cookie("visitor"), None, "reading the form sets no cookie");
        let check = fill_in(&browser, "").await;
        let text = check.text();
        for words in ["Dana Whitfield", "Tuesday, November 3, 2026", "license front.jpg", "Thursday, December 10", "I own property", "Change"] {
            assert!(text.contains(words), "the check page does not say {words:?}: {text}");
        }
        let answer = send(&counter, &browser, "", &token(&check)).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let sent = browser.get(answer.header("location")).await;
        let reference = after(&sent.text(), "sent__reference\">", '<');
        assert_eq!(reference.len(), 9, "{}", sent.text());
        assert!(sent.text().contains("/k/"), "the private link is missing");
        assert!(sent.text().contains(&format!("/requests/{reference}/email-code")), "the box for the code is missing");
        let wanted = reference.clone();
        let (case, files) = counter.read(move |conn, _| {
            let case = cases::by_reference(conn, &wanted)?;
            let files = documents::of_case(conn, &case.id)?;
            Ok((case, files))
        }).await;
        assert_eq!((case.service.as_str(), case.requester_name.as_str(), files.len()), ("police_report", "Dana Whitfield", 1));
        assert!(files[0].sealed && files[0].purpose == "photo_id");
        // This session may see the case; another may see neither it nor the confirmation.
        assert_eq!(browser.get(&format!("/requests/{reference}")).await.status, 200);
        let stranger = counter.browser();
        assert_eq!(stranger.get(answer.header("location")).await.status, 404);
        assert_eq!(stranger.get(&format!("/requests/{reference}")).await.status, 404);
        let key = after(&sent.text(), "href=\"/k/", '"');
        assert_eq!(stranger.get(&format!("/k/{key}")).await.status, 303);
        assert_eq!(stranger.get(&format!("/requests/{reference}")).await.status, 200);
        counter.work_outbox().await;
    }

    async fn a_resident_asks_for_a_report_in_spanish(counter) {
        let browser = counter.browser();
        let check = fill_in(&browser, "/es").await;
        let text = check.text();
        for words in ["lang=\"es-US\"", "martes 3 de noviembre de 2026", "jueves 10 de diciembre", "Revise sus respuestas"] {
            assert!(text.contains(words), "the check page does not say {words:?}: {text}");
        }
        let answer = send(&counter, &browser, "/es", &token(&check)).await;
        assert!(answer.header("location").starts_with("/es/services/police-report/sent/"), "{}", answer.text());
        let sent = browser.get(answer.header("location")).await;
        assert!(sent.text().contains("Tenemos su solicitud"), "{}", sent.text());
        let reference = after(&sent.text(), "sent__reference\">", '<');
        let case = counter.read(move |conn, _| cases::by_reference(conn, &reference)).await;
        assert_eq!(case.language, "es-US");
        counter.work_outbox().await;
    }

    async fn errors_keep_what_was_typed_and_say_the_same_twice(counter) {
        let browser = counter.browser();
        let path = at("", "report");
        let answer = browser.post_form(&path, &[
            ("have_number", "no"), ("incident_date_month", "11"), ("incident_date_day", "3"), ("incident_date_year", ""),
            ("place", ""), ("description", "The <b>rear</b> window."),
        ]).await;
        let text = answer.text();
        assert_eq!(answer.status, 422);
        for words in ["<title>Error:", "Add the year it happened, like 2026", "Write the street, crossing or place"] {
            assert!(text.contains(words), "{words:?} is missing: {text}");
        }
        assert_eq!(text.matches("Add the year it happened, like 2026").count() - text.matches("\"Add the year it happened").count(), 2);
        assert!(text.contains("value=\"11\"") && text.contains("value=\"3\"") && text.contains("The &lt;b&gt;rear&lt;/b&gt; window."), "{text}");
        assert!(text.contains("href=\"#incident_date_year\""), "{text}");
        // What was typed is kept although it is wrong.
        assert!(browser.get(&path).await.text().contains("value=\"11\""));
    }

    async fn a_second_press_sends_nothing_and_shows_the_same_page(counter) {
        let browser = counter.browser();
        let check = fill_in(&browser, "").await;
        let first = send(&counter, &browser, "", &token(&check)).await;
        let second = send(&counter, &browser, "", &token(&check)).await;
        assert_eq!((second.status, second.header("location")), (303, first.header("location")));
        // Another window with another token finds no draft any more.
        let other = send(&counter, &browser, "", "00000000000000000000000000000000").await;
        assert_eq!(other.header("location"), "/services/police-report/start?expired=1");
        assert!(browser.get("/services/police-report/start?expired=1").await.text().contains("Your answers are no longer here"));
        counter.work_outbox().await;
    }

    async fn who_seems_a_machine_is_asked_once_more_and_never_refused(counter) {
        let browser = counter.browser();
        let check = fill_in(&browser, "").await;
        let fields = [("declared", "yes"), ("token", &*token(&check)), ("website", "http://spam.example.test")];
        let asked = browser.post_form(&at("", "check"), &fields).await;
        assert_eq!(asked.status, 200);
        assert!(asked.text().contains("Please press Send request once more") && asked.text().contains("checked"), "{}", asked.text());
        let sent = browser.post_form(&at("", "check"), &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        counter.work_outbox().await;
    }

    async fn nothing_is_sent_without_the_declaration_or_with_an_answer_missing(counter) {
        let browser = counter.browser();
        let check = fill_in(&browser, "").await;
        counter.advance(TimeDelta::minutes(4));
        let refused = browser.post_form(&at("", "check"), &[("token", &token(&check))]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Check the box to say that your answers are true"), "{}", refused.text());
        // Another part in it calls for another declaration.
        let changed = browser.post_form(&format!("{}?change=1", at("", "part")), &[("incident_kind", "theft_damage"), ("role", "insurer")]).await;
        assert_eq!(changed.header("location"), at("", "check"));
        let back = browser.get(&at("", "check")).await;
        assert_eq!(back.header("location"), format!("{}?errors=1", at("", "documents")));
        let page = browser.get(back.header("location")).await.text();
        assert!(page.contains("Letter from the insurer") && page.contains("Add the document, or check that you will add it later"), "{page}");
    }

    async fn names_that_the_form_does_not_have_are_refused_by_name(counter) {
        let browser = counter.browser();
        let answer = browser.call("POST", &at("", "part")).header("accept", "application/json").form(&[("role", "owner"), ("badge", "7")]).send().await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("\"badge\""), "{}", answer.text());
        let script = browser.post("/api/v1/requests/police_report", &serde_json::json!({ "role": "owner", "badge": "7" })).await;
        assert_eq!(script.status, 422);
        assert!(script.text().contains("\"badge\"") && script.text().contains("\"incident_kind\""), "{}", script.text());
        let file = post_files(&browser, &at("", "documents"), &[], &[("tattoo", "a.jpg", b"\xFF\xD8\xFF")]).await;
        assert_eq!(file.status, 422, "{}", file.text());
    }

    async fn words_of_danger_interrupt_once_and_never_block(counter) {
        let browser = counter.browser();
        let mut report = REPORT.to_vec();
        report.retain(|(name, _)| *name != "description");
        report.push(("description", "He is here RIGHT NOW with a knife"));
        let asked = browser.post_form(&at("", "report"), &report).await;
        assert_eq!(asked.status, 200);
        assert!(asked.text().contains("Are you in danger now?") && asked.text().contains("tel:911"), "{}", asked.text());
        step(&browser, "", "report", &report, "about").await;
    }

    async fn a_collision_shows_the_way_out_and_goes_on(counter) {
        let browser = counter.browser();
        let page = browser.get(&at("", "part")).await.text();
        assert!(page.contains("You may get it faster online") && page.contains("https://buycrash.lexisnexisrisk.com/"), "{page}");
        step(&browser, "", "part", &[("incident_kind", "collision"), ("role", "party")], "report").await;
    }

    async fn someone_without_a_right_to_the_report_makes_a_records_request(counter) {
        let browser = counter.browser();
        let part = [("incident_kind", "other"), ("role", "public"), ("as_public_record", "yes")];
        step(&browser, "", "part", &part, "report").await;
        step(&browser, "", "report", REPORT, "about").await;
        step(&browser, "", "about", &[("contact", "none"), ("name", "Lee Park")], "documents").await;
        let page = browser.get(&at("", "documents")).await.text();
        assert!(page.contains("You do not need to add documents"), "{page}");
        step(&browser, "", "documents", &[], "delivery").await;
        step(&browser, "", "delivery", DELIVERY, "check").await;
        let check = browser.get(&at("", "check")).await;
        let answer = send(&counter, &browser, "", &token(&check)).await;
        let sent = browser.get(answer.header("location")).await.text();
        assert!(sent.contains("We have your records request"), "{sent}");
        let reference = after(&sent, "sent__reference\">", '<');
        let case = counter.read(move |conn, _| cases::by_reference(conn, &reference)).await;
        assert_eq!((case.service.as_str(), case.mail_allowed), ("public_records", false));
        assert_eq!(counter.work_outbox().await, 0, "no contact means that no mail is ever made");
    }

    async fn finishing_later_keeps_the_answers_on_this_device(counter) {
        let browser = counter.browser();
        let mut about = ABOUT.to_vec();
        about.push(("later", "yes"));
        let saved = browser.post_form(&at("", "about"), &about).await;
        assert_eq!(saved.header("location"), format!("{}?saved=1", at("", "about")));
        assert!(browser.get(saved.header("location")).await.text().contains("Your answers are kept on this device"));
        counter.advance(TimeDelta::days(3));
        assert!(browser.get(&at("", "about")).await.text().contains("Dana Whitfield"));
        counter.advance(TimeDelta::days(8));
        assert!(!browser.get(&at("", "about")).await.text().contains("Dana Whitfield"));
        counter.work_outbox().await;
    }

    async fn a_script_gets_reference_key_and_clocks(counter) {
        let browser = counter.browser();
        let intake = serde_json::json!({
            "incident_kind": "violence", "violence_kind": "domestic_violence", "suspect": "no", "role": "victim",
            "have_number": "yes", "report_number": "26-014872", "contact": "none", "name": "Ana Ruiz", "pin": "491703",
            "documents_later": "yes", "delivery": "counter",
        });
        let key = "a-key-with-enough-randomness-in-it";
        let post = || browser.call("POST", "/api/v1/requests/police_report").header("idempotency-key", key).json(&intake).send();
        let first = post().await;
        assert_eq!(first.status, 201, "{}", first.text());
        let taken: serde_json::Value = first.json();
        let rules: Vec<&str> = taken["clocks"].as_array().unwrap().iter().map(|clock| clock["rule"].as_str().unwrap()).collect();
        assert_eq!(rules, ["report.fc6228_face_sheet", "report.fc6228_report"]);
        assert_eq!(taken["state"], "received");
        assert!(taken["clocks"][0]["due"].as_str().unwrap().starts_with("2026-11-26T10:00:00-08:00"), "{taken}");
        assert_eq!(post().await.text(), first.text(), "the same key gives the same answer");
        let path = format!("/api/v1/requests/{}", taken["reference"].as_str().unwrap());
        let bearer = format!("Bearer {}", taken["access_key"].as_str().unwrap());
        let shown = browser.call("GET", &path).header("authorization", &bearer).header("x-case-pin", "491703").send().await;
        assert_eq!(shown.status, 200, "{}", shown.text());
        assert_eq!(browser.post("/api/v1/requests/alpr", &intake).await.status, 404);
    }

    async fn what_the_check_page_promises_for_victims_is_free_and_fast(counter) {
        let browser = counter.browser();
        let part = [("incident_kind", "violence"), ("violence_kind", "stalking"), ("suspect", "no"), ("role", "victim")];
        step(&browser, "", "part", &part, "report").await;
        step(&browser, "", "report", &[("have_number", "yes"), ("report_number", "26-014872")], "about").await;
        step(&browser, "", "about", &[("contact", "none"), ("name", "Ana Ruiz"), ("pin", "491703")], "documents").await;
        step(&browser, "", "documents", &[("documents_later", "yes")], "delivery").await;
        step(&browser, "", "delivery", DELIVERY, "check").await;
        let text = browser.get(&at("", "check")).await.text();
        for words in ["Free", "A PIN is set", "First page of your report", "I will add it later"] {
            assert!(text.contains(words), "{words:?} is missing: {text}");
        }
        assert!(!text.contains("491703"), "the PIN is shown");
    }
}

#[test]
fn the_steps_of_the_walk_are_those_of_the_form() {
    let steps: Vec<&str> = shared::service::police_report::SERVICE.steps.iter().map(|step| step.id).collect();
    assert_eq!(steps, ["part", "report", "about", "documents", "delivery"]);
    assert!(
        PART.iter()
            .all(|(name, _)| shared::service::police_report::SERVICE.fields().iter().any(|field| field.name == *name))
    );
}
