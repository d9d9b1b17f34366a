//! Text of any kind: kept as it was typed, or refused by the name of its field.

use chrono::TimeDelta;
use serde_json::{Value, json};
use server::db::{cases, events};
use server::domain::history;
use shared::service::Role;

use super::{ask, faults, opened, rows, taken};
use crate::on_both;
use crate::public::form::{DELIVERY, PART, after, at, post_files, step, token};
use crate::support::TestApp;

/// What people write, and what those write who look for a hole.
const TEXTS: [&str; 22] = [
    "José Núñez-O’Brien",
    "محمد بن عبد الله",
    "דוד בן־גוריון",
    "क्षेत्रीय कार्यालय",
    "สมชาย น้ำใจ",
    "東京都渋谷区 한국어 漢字",
    "Ngu\u{31b}\u{303}\u{301}yen composed and not: \u{e9} e\u{301}",
    "Z\u{335}\u{321}a\u{334}l\u{337}g\u{338}o\u{336}",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇺🇸",
    "a\u{202e}b\u{200b}c\u{feff}d\u{fffd}e\u{10ffff}f",
    "=HYPERLINK(\"http://example.test\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)*2",
    "<script>alert('x')</script><!-- & \"quotes\" ]]>",
    "{name} {{7*7}} { $name } ${x} %s %00 %0d%0a",
    "\\u0000 \\ud800 \\x00 \\\\ \\\"",
    "'; DROP TABLE cases; --",
    "NEAR/2 \"unbalanced * ^ OR AND NOT ( : col -",
    "Bcc: bo@example.test",
    "null",
    "x\u{2028}y\u{2029}z",
];

/// Line ends and tabs, which long texts may have.
const LINES: &str = "first\n\tsecond\n\nBcc: bo@example.test\n.\nlast";

/// Each is no text.
const UNPRINTABLE: [&str; 6] = ["a\u{0}b", "\u{7}", "a\u{1b}[31mb", "a\u{7f}", "a\u{85}b", "ana\u{8}\u{8}"];

/// As HTML shows a text.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// As a spreadsheet may have it.
fn in_a_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

/// What somebody wrote that an event tells of: a request's description, a message, a note.
fn words_of(payload: &str) -> Option<String> {
    let payload: Value = serde_json::from_str(payload).expect("JSON");
    let intake = payload["intake"].as_str().map(|intake| serde_json::from_str::<Value>(intake).expect("JSON"));
    let words = intake.as_ref().map_or(&payload["text"], |intake| &intake["description"]);
    words.as_str().map(str::to_owned)
}

/// Every history holds, as `audit verify` has it.
async fn verified(app: &TestApp) {
    app.read(|conn, _| {
        for id in cases::ids_after(conn, "", 1000)? {
            history::verify(conn, &id)?.expect("a whole history");
        }
        Ok(())
    })
    .await;
}

on_both! {
    async fn any_script_is_the_same_on_page_in_api_and_file_and_in_the_history(app) {
        let mut names = Vec::new();
        for text in TEXTS {
            let long = format!("{text}\n{LINES}");
            let sent = ask(&app.browser(), &[("name", text), ("place", text), ("description", &long)]).await;
            let (reference, key) = taken(sent);
            let browser = opened(&app, &key).await;
            let path = format!("/requests/{reference}/messages");
            browser.post_form(&path, &[("body", &format!("{text}\r\n{}", LINES.replace('\n', "\r\n")))]).await.expect(303);
            names.push((reference, key, text));
        }
        let records = app.sign_in(Role::Records).await;
        app.advance(TimeDelta::seconds(1));
        for (reference, _, text) in &names {
            records.post(&format!("cases/{reference}/messages"), &json!({ "body": text })).await.expect(200);
            let noted = records.post(&format!("cases/{reference}/notes"), &json!({ "body": text })).await.expect(200);
            let case: Value = noted.json();
            let shown = case.to_string();
            let whole = json!(format!("{text}\n{LINES}")).to_string();
            let plain = json!(text).to_string();
            assert_eq!(shown.matches(&whole).count(), 2, "description and message of {text}: {shown}");
            assert!(shown.matches(&plain).count() >= 3, "name, message and note of {text}: {shown}");
            let id = { let reference = reference.clone(); app.read(move |conn, _| Ok(cases::by_reference(conn, &reference)?.id)).await };
            let kept = app.read(move |conn, _| {
                let payloads = events::of_case(conn, &id)?.into_iter().filter_map(|(_, payload)| payload);
                Ok(payloads.filter_map(|payload| words_of(&payload.payload)).collect::<Vec<String>>())
            }).await;
            let long = format!("{text}\n{LINES}");
            assert_eq!(kept, [&long, &long, *text, *text], "the history");
        }
        for (reference, key, text) in &names {
            let call = app.browser().call("GET", &format!("/api/v1/requests/{reference}"));
            let seen: Value = call.header("authorization", &format!("Bearer {key}")).send().await.expect(200).json();
            let bodies: Vec<&str> = seen["messages"].as_array().unwrap().iter().map(|message| message["body"].as_str().unwrap()).collect();
            assert_eq!(bodies, [format!("{text}\n{LINES}").as_str(), text]);
            let page = opened(&app, key).await.get(&format!("/requests/{reference}")).await.expect(200).text();
            assert!(page.contains(&escaped(text)) && !page.contains("<script>alert"), "{text} on {page}");
        }
        let file = app.sign_in(Role::Records).await.get("cases.csv").await.expect(200).text();
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(file.as_bytes()).into_records().map(Result::unwrap).collect();
        for (reference, _, text) in &names {
            let row = rows.iter().find(|row| row[0] == **reference).expect("the case");
            assert_eq!((&row[6], &row[2]), (in_a_cell(text).as_str(), in_a_cell(&format!("{text}, 2026-11-03")).as_str()));
        }
        app.work_outbox().await;
        let mails = app.mails();
        assert!(!mails.is_empty());
        for mail in mails {
            let (head, _) = mail.split_once("\r\n\r\n").expect("a head");
            assert!(head.is_ascii() && !head.contains("Bcc") && head.matches("\r\nTo: ").count() == 1, "{head}");
        }
        verified(&app).await;
    }

    async fn a_form_without_scripts_keeps_what_the_api_keeps(app) {
        for text in TEXTS {
            let browser = app.browser();
            step(&browser, "", "part", PART, "report").await;
            let report = [("have_number", "no"), ("incident_date_month", "11"), ("incident_date_day", "3"), ("incident_date_year", "2026"), ("place", text), ("description", text)];
            step(&browser, "", "report", &report, "about").await;
            step(&browser, "", "about", &[("contact", "none"), ("name", text)], "documents").await;
            // The same words in the other kind of body that a form may have.
            let later = post_files(&browser, &at("", "documents"), &[("documents_later", "yes")], &[]).await;
            assert_eq!((later.status, later.header("location")), (303, at("", "delivery").as_str()));
            step(&browser, "", "delivery", DELIVERY, "check").await;
            app.advance(TimeDelta::minutes(4));
            let check = browser.get(&at("", "check")).await.expect(200);
            assert!(check.text().contains(&escaped(text)), "{text}: {}", check.text());
            let sent = browser.post_form(&at("", "check"), &[("declared", "yes"), ("token", &token(&check))]).await.expect(303);
            let reference = after(&browser.get(sent.header("location")).await.text(), "sent__reference\">", '<');
            let (id, name) = app.read(move |conn, _| { let case = cases::by_reference(conn, &reference)?; Ok((case.id, case.requester_name)) }).await;
            assert_eq!(name, text);
            let case = app.case(&id).await;
            assert_eq!(server::domain::cases::answers(&case).get("description").map(String::as_str), Some(text));
        }
        verified(&app).await;
        app.work_outbox().await;
    }

    async fn what_cannot_be_printed_is_refused_by_the_name_of_its_field_and_nothing_is_kept(app) {
        let (reference, key) = taken(ask(&app.browser(), &[]).await);
        let browser = opened(&app, &key).await;
        let [records, supervisor, admin] = [app.sign_in(Role::Records).await, app.sign_in(Role::Supervisor).await, app.sign_in(Role::Admin).await];
        let before = rows(&app).await;
        for text in UNPRINTABLE {
            for field in ["name", "place", "description", "email", "report_number", "accommodation", "incident_date", "have_number"] {
                let answer = ask(&app.browser(), &[(field, text)]).await.expect(422);
                assert_eq!(faults(&answer), [field], "{text:?}");
            }
            for part in ["messages", "notes"] {
                let answer = records.post(&format!("cases/{reference}/{part}"), &json!({ "body": text })).await.expect(422);
                assert_eq!(faults(&answer), ["body"], "{text:?}");
            }
            let call = browser.call("POST", &format!("/api/v1/requests/{reference}/messages")).json(&json!({ "body": text }));
            assert_eq!(faults(&call.send().await.expect(422)), ["body"]);
            let page = browser.post_form(&format!("/requests/{reference}/messages"), &[("body", text)]).await.expect(200);
            assert!(page.text().contains(&app.app.texts.get(shared::lang::Lang::En, "case-message-characters")), "{text:?}");
            let denial = json!({ "version": 1, "citation": "Gov 7923.600", "reason": text, "responsible_name": text, "responsible_title": text });
            let answer = records.post(&format!("cases/{reference}/actions/deny"), &denial).await.expect(422);
            assert_eq!(faults(&answer), ["reason"], "{text:?}");
            let reply = json!({ "reply_service": "police_report", "reply_language": "en-US", "reply_name": text, "reply_body": "Dear {name}" });
            assert_eq!(faults(&supervisor.post("sheets/replies", &reply).await.expect(422)), ["reply_name"], "{text:?}");
            let hold = json!({ "reference": reference, "reason": text });
            assert_eq!(faults(&supervisor.post("sheets/retention/holds", &hold).await.expect(422)), ["reason"], "{text:?}");
            let account = json!({ "email": "new@example.test", "name": text, "title": "Specialist", "language": "en-US", "roles": "records", "reason": "New here" });
            assert_eq!(faults(&admin.post("sheets/admin/accounts", &account).await.expect(422)), ["name"], "{text:?}");
            let sign_in = json!({ "email": text, "password": text, "totp": text });
            assert_eq!(faults(&app.browser().post("/api/v1/staff/session", &sign_in).await.expect(422)), ["email"]);
        }
        for text in UNPRINTABLE {
            let browser = app.browser();
            step(&browser, "", "part", PART, "report").await;
            let page = browser.post_form(&at("", "report"), &[("have_number", "no"), ("place", text)]).await.expect(422);
            assert!(page.text().contains("aria-invalid"), "{}", page.text());
        }
        assert_eq!(rows(&app).await, before, "something was kept");
        app.work_outbox().await;
    }

    async fn ten_thousand_characters_are_kept_whole_and_one_more_is_refused_by_name(app) {
        let (reference, key) = taken(ask(&app.browser(), &[]).await);
        let browser = opened(&app, &key).await;
        let records = app.sign_in(Role::Records).await;
        // Four bytes each: what is counted is what people see as a character, not bytes.
        let (most, more) = ("𝔄".repeat(10_000), "𝔄".repeat(10_001));
        for part in ["messages", "notes"] {
            let path = format!("cases/{reference}/{part}");
            let case: Value = records.post(&path, &json!({ "body": most })).await.expect(200).json();
            assert!(case.to_string().contains(&most), "{part}");
            assert_eq!(faults(&records.post(&path, &json!({ "body": more })).await.expect(422)), ["body"]);
        }
        let path = format!("/requests/{reference}/messages");
        browser.post_form(&path, &[("body", &most[..40_000])]).await;
        let too_long = browser.post_form(&path, &[("body", &"x".repeat(10_001))]).await.expect(200).text();
        assert!(too_long.contains(&app.app.texts.get(shared::lang::Lang::En, "case-message-too-long")));
        browser.post_form(&path, &[("body", &"x".repeat(10_000))]).await.expect(303);
        for (field, most) in [("name", 120), ("place", 200), ("description", 4000), ("accommodation", 500)] {
            taken(ask(&app.browser(), &[(field, &"é".repeat(most))]).await);
            assert_eq!(faults(&ask(&app.browser(), &[(field, &"é".repeat(most + 1))]).await.expect(422)), [field]);
        }
        verified(&app).await;
        app.work_outbox().await;
    }

    async fn a_line_break_in_one_line_reaches_no_header(app) {
        for text in ["Ana\r\nBcc: bo@example.test", "Ana\nBcc: bo@example.test", "Ana\rBcc: bo@example.test"] {
            for field in ["name", "email", "place", "phone", "report_number"] {
                let by_phone = [("contact", "phone"), ("have_number", if field == "report_number" { "yes" } else { "no" }), (field, text)];
                let changes = if field == "phone" { &by_phone[..] } else { &by_phone[1..] };
                assert_eq!(faults(&ask(&app.browser(), changes).await.expect(422)), [field], "{text:?}");
            }
        }
        for email in ["ana@example.test\r\nbcc:bo@example.test", "ana@example.test, bo@example.test", "\"Ana\" <ana@example.test>", "ana@exa\u{200b}mple.test"] {
            assert_eq!(faults(&ask(&app.browser(), &[("email", email)]).await.expect(422)), ["email"], "{email:?}");
        }
        app.work_outbox().await;
        assert_eq!(app.mails().len(), 0);
    }
}
