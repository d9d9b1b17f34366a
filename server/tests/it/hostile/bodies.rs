//! Bodies and addresses that no page of ours sends: refused clearly, in the right format, and nothing is kept.

use serde_json::json;
use shared::service::Role;

use super::{ask, faults, opened, rows, taken};
use crate::on_both;
use crate::public::form::{PART, at, step};
use crate::support::{Answer, Browser};

/// A step's answer for a date in three boxes.
async fn dated(browser: &Browser, [year, month, day]: [&str; 3]) -> Answer {
    step(browser, "", "part", PART, "report").await;
    let boxes = [("incident_date_year", year), ("incident_date_month", month), ("incident_date_day", day)];
    browser
        .post_form(&at("", "report"), &[&[("have_number", "no"), ("place", "Main Street")], &boxes[..]].concat())
        .await
}

on_both! {
    async fn days_that_do_not_exist_are_refused_in_forms_api_and_console(app) {
        for date in ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "0000-00-00", "2026-2-3", "99999-01-01", "-2026-01-01", "2026-11-03T00:00:00", "３"] {
            assert_eq!(faults(&ask(&app.browser(), &[("incident_date", date)]).await.expect(422)), ["incident_date"], "{date}");
        }
        for boxes in [["2026", "2", "30"], ["2025", "02", "29"], ["2026", "13", "1"], ["", "2", "3"], ["2026", "Feb", "3"], ["99999999999", "1", "1"]] {
            let page = dated(&app.browser(), boxes).await.expect(422);
            assert!(page.text().contains("aria-invalid"), "{boxes:?}");
        }
        taken(ask(&app.browser(), &[("incident_date", "2024-02-29")]).await);
        dated(&app.browser(), ["2024", "2", "29"]).await.expect(303);
        let records = app.sign_in(Role::Records).await;
        for date in ["2026-02-30", "2025-02-29", "yesterday"] {
            assert_eq!(faults(&records.get(&format!("cases?due_before={date}")).await.expect(422)), ["due_before"]);
        }
        // The hour that a spring night leaves out, and one that no clock has.
        for time in ["02:30", "25:00", "12:60", "noon"] {
            let fields = json!({ "channel": "phone", "received_day": "2026-03-08", "received_time": time, "reason": "Rang in the night" });
            let form = super::answers(&[&[("contact", "none"), ("email", "")]]);
            let mut all = serde_json::to_value(form).unwrap();
            all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            let answer = records.post("sheets/new/police_report", &all).await.expect(422);
            assert!(faults(&answer).iter().any(|field| field.starts_with("received")), "{time}: {}", answer.text());
        }
        app.work_outbox().await;
    }

    async fn what_is_not_asked_or_asked_twice_is_refused_by_name(app) {
        let browser = app.browser();
        assert_eq!(faults(&ask(&browser, &[("colour", "red"), ("__proto__", "x")]).await.expect(422)), ["__proto__", "colour"]);
        let raw = |path: &str, body: &str| browser.call("POST", path).body("application/json", body.as_bytes().to_vec()).send();
        let twice = serde_json::to_string(&super::answers(&[])).unwrap().replacen('{', "{\"name\":\"Bo Lind\",", 1);
        assert_eq!(faults(&raw("/api/v1/requests/police_report", &twice).await.expect(422)), ["name"]);
        let sign_in = r#"{"email":"a@example.test","password":"x","password":"y"}"#;
        assert_eq!(faults(&raw("/api/v1/staff/session", sign_in).await.expect(422)), ["password"]);
        let sign_in = r#"{"email":"a@example.test","password":"x","admin":true}"#;
        assert_eq!(faults(&raw("/api/v1/staff/session", sign_in).await.expect(422)), ["admin"]);
        let (reference, key) = taken(ask(&browser, &[]).await);
        let mine = opened(&app, &key).await;
        for (path, fields, field) in [
            (at("", "part"), vec![("incident_kind", "violence"), ("incident_kind", "theft_damage"), ("role", "owner")], "incident_kind"),
            (at("", "part"), vec![("incident_kind", "violence"), ("colour", "red")], "colour"),
            (at("", "check"), vec![("declared", "yes"), ("declared", "no")], "declared"),
            ("/find".to_owned(), vec![("reference", "34CD-67F9"), ("email", "ana@example.test"), ("admin", "1")], "admin"),
            ("/find".to_owned(), vec![("reference", "34CD-67F9"), ("reference", "34CD-67F9")], "reference"),
            (format!("/requests/{reference}/messages"), vec![("body", "a"), ("body", "b")], "body"),
            (format!("/requests/{reference}/messages"), vec![("body", "a"), ("from", "staff")], "from"),
            (format!("/requests/{reference}/email-code"), vec![("code", "1"), ("codes", "2")], "codes"),
            (format!("/requests/{reference}/pin"), vec![("pin", "1"), ("pin", "2")], "pin"),
        ] {
            let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
            let call = mine.call("POST", &path).header("accept", "application/json");
            let answer = call.body("application/x-www-form-urlencoded", body.into_bytes()).send().await;
            assert_eq!((answer.status, faults(&answer)), (422, vec![field.to_owned()]), "{path}");
        }
        let more = crate::public::form::multipart(&[("colour", "red")], &[("file", "a.pdf", b"%PDF-1.7\n%%EOF\n")]);
        let call = browser.call("POST", &format!("/api/v1/requests/{reference}/documents")).header("authorization", &format!("Bearer {key}"));
        assert_eq!(faults(&call.body("multipart/form-data; boundary=edge", more).send().await.expect(422)), ["colour"]);
        let twice = crate::public::form::multipart(&[("documents_later", "yes"), ("documents_later", "yes")], &[]);
        let call = mine.call("POST", &at("", "documents")).header("accept", "application/json");
        assert_eq!(faults(&call.body("multipart/form-data; boundary=edge", twice).send().await.expect(422)), ["documents_later"]);
        app.work_outbox().await;
    }

    async fn bodies_that_are_no_text_of_ours_are_refused_and_leave_nothing(app) {
        let (reference, key) = taken(ask(&app.browser(), &[]).await);
        let mine = opened(&app, &key).await;
        let records = app.sign_in(Role::Records).await;
        let before = rows(&app).await;
        let api = "/api/v1/requests/police_report";
        let deep = format!("{{\"name\":{}{}", "[".repeat(200_000), "]".repeat(20_000));
        let form = "application/x-www-form-urlencoded";
        let message = format!("/requests/{reference}/messages");
        for (path, media_type, body, status) in [
            (api, "application/json", br#"{"name":"\ud800"}"#.to_vec(), 400),
            (api, "application/json", br#"{"name":"\udc00\ud800"}"#.to_vec(), 400),
            (api, "application/json", b"{\"name\":\"\xed\xa0\x80\"}".to_vec(), 400),
            (api, "application/json", b"{\"name\":\"a\0b\"}".to_vec(), 400),
            (api, "application/json", deep.clone().into_bytes(), 400),
            (api, "application/json", br#"{"name":{"name":"x"}}"#.to_vec(), 422),
            (api, "application/json", b"[]".to_vec(), 422),
            (api, "application/json", Vec::new(), 400),
            (api, "application/json", vec![b' '; 300 * 1024], 413),
            (api, "text/plain", b"{}".to_vec(), 415),
            (api, form, b"name=a".to_vec(), 415),
            (api, "application/xml", b"<a/>".to_vec(), 415),
            (&message, form, b"body=%ed%a0%80".to_vec(), 422),
            (&message, form, b"body=\xff\xfe".to_vec(), 422),
            (&message, form, b"%ff=a".to_vec(), 400),
            (&message, form, [b"body=".as_slice(), &vec![b'x'; 70 * 1024]].concat(), 413),
            (&message, "application/json", b"{\"body\":\"a\"}".to_vec(), 415),
            (&message, "multipart/form-data; boundary=edge", b"--edge--\r\n".to_vec(), 415),
            (&at("", "part"), "text/plain", b"incident_kind=violence".to_vec(), 415),
            (&at("", "part"), "multipart/form-data", b"--edge--\r\n".to_vec(), 400),
            (&at("", "part"), form, b"incident_kind=%ff".to_vec(), 422),
            (&at("", "part"), "multipart/form-data; boundary=edge", b"--edge\r\nContent-Disposition: form-data; name=\"role\"\r\n\r\n\xff\r\n--edge--\r\n".to_vec(), 422),
        ] {
            let call = mine.call("POST", path).header("accept", "application/json").body(media_type, body);
            let answer = call.send().await;
            assert_eq!(answer.status, status, "{path} {media_type}: {}", answer.text());
            assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        }
        for address in ["/requests/%00", "/api/v1/requests/%00", "/k/%00", "/es/about/a%00b"] {
            app.browser().get(address).await.expect(400);
        }
        for address in ["cases?service=%00", "cases?state=a%00b", "cases?q=%00", "cases/%00", "sheets/admin/accounts/%00", "cases?assigned=%00&language=%00"] {
            records.get(address).await.expect(400);
        }
        for query in ["\u{1}", "\"", "NEAR(a b)", "a* OR b", "a & b | !c:*", "(((", "':*", "\\", "%", "𝔄", &"x ".repeat(500)] {
            let query = url::form_urlencoded::byte_serialize(query.as_bytes()).collect::<String>();
            records.get(&format!("cases?q={query}")).await.expect(200);
            app.browser().get(&format!("/search?q={query}")).await.expect(200);
        }
        assert_eq!(rows(&app).await, before, "something was kept");
        app.work_outbox().await;
    }

    async fn a_form_of_the_console_takes_what_it_asks_for_and_nothing_else(app) {
        let (reference, _) = taken(ask(&app.browser(), &[]).await);
        let [supervisor, admin] = [app.sign_in(Role::Supervisor).await, app.sign_in(Role::Admin).await];
        let reply = json!({ "reply_service": "police_report", "reply_language": "en-US", "reply_name": "Thanks", "reply_body": "Dear {name}" });
        supervisor.post("sheets/replies", &reply).await.expect(200);
        supervisor.post("sheets/retention/holds", &json!({ "reference": reference, "reason": "Litigation" })).await.expect(200);
        let accounts = admin.get("sheets/admin/accounts").await.expect(200).text();
        let account = crate::public::form::after(&accounts, "\"admin/accounts/", '"');
        let unknown = app.app.texts.get(shared::lang::Lang::En, "fault-unknown");
        let mut tried = std::collections::BTreeSet::new();
        for (console, path) in [
            (&supervisor, "replies".to_owned()),
            (&supervisor, format!("retention?reference={reference}")),
            (&supervisor, format!("cases/{reference}/related")),
            (&admin, "retention".to_owned()),
            (&admin, "admin/accounts".to_owned()),
            (&admin, format!("admin/accounts/{account}")),
            (&admin, "admin/calendars/records".to_owned()),
            (&admin, "admin/outbox".to_owned()),
            (&admin, "admin/profile".to_owned()),
        ] {
            let sheet: shared::staff::Sheet = console.get(&format!("sheets/{path}")).await.expect(200).json();
            let rows = sheet.sections.iter().filter_map(|section| section.table.as_ref()).flat_map(|table| &table.rows);
            let forms = sheet.sections.iter().flat_map(|section| &section.forms).chain(rows.flat_map(|row| &row.forms));
            for form in forms {
                let names = form.fields.iter().map(|field| &field.name).chain(form.sent.keys()).cloned();
                let typed: std::collections::BTreeMap<String, String> = names.chain(["colour".to_owned()]).map(|name| (name, "x".to_owned())).collect();
                let answer = console.post(&form.post, &typed).await.expect(422);
                let errors = answer.json::<shared::problem::Problem>().errors;
                let refused: Vec<String> = errors.into_iter().filter(|(_, words)| *words == unknown).map(|(name, _)| name).collect();
                assert_eq!(refused, ["colour"], "{} of {path}", form.id);
                tried.insert(form.id.clone());
            }
        }
        assert!(tried.len() > 15, "{tried:?}");
        app.work_outbox().await;
    }
}
