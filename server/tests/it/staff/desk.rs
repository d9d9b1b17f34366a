//! Everyday work beside the queue: replies, cases that belong together, requests that came by phone.

use serde_json::{Value, json};
use shared::lang::Lang;
use shared::service::Role;
use shared::staff::{Sheet, StaffCase};

use crate::on_both;
use crate::support::{Answer, Console, TestApp};

async fn reply(supervisor: &Console, body: &str) -> Answer {
    let reply = json!({
        "reply_service": "police_report", "reply_language": "en-US", "reply_name": "Bring ID", "reply_body": body,
    });
    supervisor.post("sheets/replies", &reply).await
}

async fn case(console: &Console, reference: &str) -> StaffCase {
    console.get(&format!("cases/{reference}")).await.expect(200).json()
}

async fn related(console: &Console, reference: &str, what: &str, other: &str, version: i64) -> Answer {
    let answers = json!({ "other": other, "reason": "the same theft", "version": version.to_string() });
    console.post(&format!("sheets/cases/{reference}/related/{what}"), &answers).await
}

fn keyed_in(received_day: &str) -> Value {
    json!({
        "channel": "phone", "received_day": received_day, "received_time": "16:45",
        "reason": "Voicemail of that day", "their_language": "es-US",
        "description": "Towing contracts of 2025, as spoken on the telephone",
    })
}

async fn mails(app: &TestApp) -> usize {
    app.work_outbox().await;
    app.mails().len()
}

on_both! {
    async fn a_reply_is_kept_in_versions_and_filled_with_the_facts_of_the_case(app) {
        let reference = app.ask(Lang::En, &[]).await.case.reference;
        let (records, supervisor) = (app.sign_in(Role::Records).await, app.sign_in(Role::Supervisor).await);
        assert_eq!(records.get("sheets/replies").await.status, 403);
        let wrong = reply(&supervisor, "Dear {nam}").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.json::<Value>()["errors"]["reply_body"].is_string(), "{}", wrong.text());
        let sheet: Sheet = reply(&supervisor, "Dear {name}, for {reference} bring ID.").await.expect(200).json();
        let form = sheet.sections[0].table.as_ref().unwrap().rows[0].forms[0].clone();
        let seen = case(&records, &reference).await;
        assert_eq!(seen.replies.len(), 1);
        assert!(seen.replies[0].value.contains(&format!("for {reference} bring ID.")), "{:?}", seen.replies);
        assert!(!seen.replies[0].value.contains('{'));

        let changed = json!({ "version": form.sent["version"], "reply_name": "Bring ID", "reply_body": "Bring it.", "retired": "yes" });
        let sheet: Sheet = supervisor.post(&form.post, &changed).await.expect(200).json();
        assert_eq!(sheet.sections[1].table.as_ref().unwrap().rows.len(), 2, "both versions stand in the history");
        assert_eq!(supervisor.post(&form.post, &changed).await.status, 409, "the version was seen before");
        assert!(case(&records, &reference).await.replies.is_empty(), "it is retired");
        app.work_outbox().await;
    }

    async fn linked_cases_show_each_other_and_nobody_is_sent_anything(app) {
        let (one, two) = (app.ask(Lang::En, &[]).await.case.reference, app.ask(Lang::En, &[]).await.case.reference);
        let records = app.sign_in(Role::Records).await;
        let before = mails(&app).await;
        let sheet: Sheet = related(&records, &one, "link", &two, 0).await.expect(200).json();
        assert_eq!(sheet.sections[0].table.as_ref().unwrap().rows[0].cells[0].text, two);
        for (here, there) in [(&one, &two), (&two, &one)] {
            let seen = case(&records, here).await;
            assert_eq!(seen.related, 1);
            assert!(seen.history[0].what.contains(there.as_str()), "{:?}", seen.history[0]);
        }
        for (other, code) in [(two.as_str(), "linked"), (&one, "itself"), ("3333-3333", "no_case")] {
            let refused = related(&records, &one, "link", other, 0).await;
            assert_eq!(refused.status, 422, "{code}: {}", refused.text());
        }
        assert_eq!(mails(&app).await, before);
    }

    async fn a_duplicate_is_closed_in_favour_of_the_older_request_of_the_same_person(app) {
        let older = app.ask(Lang::En, &[]).await.case.reference;
        app.advance(chrono::TimeDelta::minutes(5));
        let asked = app.ask(Lang::En, &[]).await;
        let newer = asked.case.reference.clone();
        let other = app.ask(Lang::En, &[("email", "bo@example.test")]).await.case.reference;
        let records = app.sign_in(Role::Records).await;
        // That somebody saw earlier that they belong together is no obstacle.
        related(&records, &older, "link", &newer, 0).await.expect(200);
        let version = |seen: StaffCase| seen.version;
        let seen = version(case(&records, &newer).await);
        assert_eq!(related(&records, &newer, "merge", &older, seen - 1).await.status, 409, "a stale version");
        let refused = related(&records, &newer, "merge", &other, seen).await;
        assert!(refused.status == 422 && refused.text().contains("Somebody else"), "{}", refused.text());
        let first = version(case(&records, &older).await);
        let refused = related(&records, &older, "merge", &newer, first).await;
        assert!(refused.status == 422 && refused.text().contains("newer"), "{}", refused.text());

        related(&records, &newer, "merge", &older, seen).await.expect(200);
        let closed = case(&records, &newer).await;
        assert_eq!((closed.state.as_str(), closed.related), ("closed", 1));
        assert!(closed.due.is_none(), "its deadlines are met by the case that goes on");
        let kept = case(&records, &older).await;
        assert!(kept.due.is_some() && kept.history[0].what.contains(&newer), "{:?}", kept.history[0]);
        let browser = app.browser();
        browser.get(&format!("/k/{}", asked.access_key.expose())).await.expect(303);
        let page = browser.get(&format!("/requests/{newer}")).await.text();
        assert!(page.contains("We go on with your other request") && page.contains(&older), "{page}");
        app.work_outbox().await;
    }

    async fn a_request_that_was_spoken_counts_from_when_it_was_heard(app) {
        let records = app.sign_in(Role::Records).await;
        let form: Sheet = records.get("sheets/new?service=public_records").await.expect(200).json();
        let names: Vec<&str> = form.sections[0].forms[0].fields.iter().map(|field| field.name.as_str()).collect();
        assert!(names.contains(&"received_day") && names.contains(&"description"), "{names:?}");
        let early = records.post("sheets/new/public_records", &keyed_in("2026-11-25")).await;
        assert!(early.status == 422 && early.text().contains("still to come"), "{}", early.text());

        let sheet: Sheet = records.post("sheets/new/public_records", &keyed_in("2026-11-20")).await.expect(200).json();
        let reference = sheet.links[0].label.clone();
        assert!(!sheet.notices[0].text.contains("/k/"), "on the telephone nobody shows an ID");
        let seen = case(&records, &reference).await;
        assert!(seen.received.at.starts_with("2026-11-21T00:45"), "{:?}", seen.received);
        // Ten days after November 20.
        assert!(seen.due.expect("a clock").at.starts_with("2026-12-01T07:59:59"));
        assert!(seen.history[0].what.contains("keyed in"), "{:?}", seen.history[0]);
        assert_eq!(seen.channel, "phone");

        let mut spoken = keyed_in("2026-11-20");
        spoken["channel"] = json!("counter");
        let sheet: Sheet = records.post("sheets/new/public_records", &spoken).await.expect(200).json();
        assert!(sheet.notices[0].text.contains("/k/"), "over the counter the address is handed over");
        app.work_outbox().await;
    }

    async fn a_form_that_is_posted_twice_makes_one_case(app) {
        let records = app.sign_in(Role::Records).await;
        let open: Sheet = records.get("sheets/new?service=public_records").await.expect(200).json();
        let mut sent = keyed_in("2026-11-20");
        sent["once"] = json!(open.sections[0].forms[0].sent["once"]);
        let post = || async { records.post("sheets/new/public_records", &sent).await.expect(200).json::<Sheet>() };
        let (first, second) = futures_util::join!(post(), post());
        let reference = first.links[0].label.clone();
        assert_eq!(second.links[0].label, reference, "the second answer is the first one's");
        let next = &first.sections[0].forms[0].sent["once"];
        assert_ne!(json!(next), sent["once"], "the form after it is another one");
        let listed: shared::staff::QueuePage = records.get("cases").await.expect(200).json();
        assert_eq!(listed.cases.len(), 1);

        let mut changed = sent.clone();
        changed["description"] = json!("Something else");
        let refused = records.post("sheets/new/public_records", &changed).await.expect(422);
        assert!(refused.text().contains("sent before"), "{}", refused.text());
        changed["once"] = json!(next);
        let other: Sheet = records.post("sheets/new/public_records", &changed).await.expect(200).json();
        assert_ne!(other.links[0].label, reference);
        app.work_outbox().await;
    }
}
