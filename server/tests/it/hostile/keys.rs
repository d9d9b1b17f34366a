//! Keys that are guessed, planted, ended or somebody else's. A stranger learns nothing, by no part of an answer.

use chrono::TimeDelta;
use serde_json::json;
use server::domain::{keys, staff::accounts};
use shared::service::Role;

use super::{answers, ask, opened, taken};
use crate::engine::{NO_CONTACT, VIOLENCE};
use crate::on_both;
use crate::public::form::{PART, at, step};
use crate::support::{Answer, Browser, Call, PASSWORD, Wishes, code_now, email_of};

/// A key that nobody has.
const NOBODYS: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// A reference that no case has.
const NOWHERE: &str = "3333-3333";
const PIN: &str = "491703";

/// All of an answer that a stranger sees, without what names the request alone.
fn face(answer: &Answer) -> (u16, Vec<String>, String) {
    // Whether the connection stays open depends on how much of a refused body had come.
    let own = ["x-request-id", "date", "connection"];
    let headers =
        answer.headers().filter(|(name, _)| !own.contains(name)).map(|(name, value)| format!("{name}: {value}"));
    let mut headers: Vec<String> = headers.collect();
    headers.sort();
    (answer.status, headers, answer.text().replace(answer.header("x-request-id"), ""))
}

/// All of them look the same; and as this status.
#[track_caller]
fn alike(status: u16, answers: &[Answer]) {
    for answer in answers {
        assert_eq!(face(answer), face(&answers[0]));
        assert_eq!(answer.status, status);
    }
}

fn with_key(browser: &Browser, reference: &str, key: &str) -> Call {
    browser.call("GET", &format!("/api/v1/requests/{reference}")).header("authorization", &format!("Bearer {key}"))
}

async fn sign_in(browser: &Browser, email: &str, password: &str, code: &str) -> Answer {
    browser.post("/api/v1/staff/session", &json!({ "email": email, "password": password, "totp": code })).await
}

/// Tries until it is refused; how many were let through, and that the refusal says for how long.
async fn until_limited<F: Future<Output = Answer>>(attempt: impl Fn() -> F) -> usize {
    for number in 0..100 {
        let answer = attempt().await;
        if answer.status == 429 {
            let seconds: u64 = answer.header("retry-after").parse().expect("seconds");
            assert!((1..=3600).contains(&seconds), "{seconds}");
            assert_eq!(answer.code().is_empty(), answer.header("content-type").starts_with("text/html"));
            return number;
        }
    }
    panic!("nobody was refused");
}

on_both! {
    async fn somebody_elses_request_is_as_unknown_as_one_that_does_not_exist(app) {
        let (mine, my_key) = taken(ask(&app.browser(), &[]).await);
        let (other, old_key) = taken(ask(&app.browser(), &[]).await);
        let (guarded, guarded_key) = taken(app.browser().post("/api/v1/requests/police_report", &answers(&[VIOLENCE, NO_CONTACT, &[("pin", PIN)]])).await);
        let revoked = other.clone();
        app.write(move |conn, cx| {
            let case = server::domain::cases::by_reference(conn, &revoked)?;
            keys::revoke_all(conn, cx, &case.id)
        }).await;
        let browser = opened(&app, &my_key).await;
        for call in ["", "/letters/0", "/documents/0"] {
            let mut answers = Vec::new();
            for reference in [NOWHERE, &other, &guarded, "not-a-reference", "x';--"] {
                answers.push(browser.get(&format!("/requests/{reference}{call}")).await);
            }
            answers.push(app.browser().get(&format!("/requests/{mine}{call}")).await);
            alike(404, &answers);
        }
        let api = app.browser();
        alike(404, &[
            with_key(&api, NOWHERE, NOBODYS).send().await,
            with_key(&api, NOWHERE, &my_key).send().await,
            with_key(&api, &mine, NOBODYS).send().await,
            with_key(&api, &other, &my_key).send().await,
            with_key(&api, &other, &old_key).send().await,
            with_key(&api, &guarded, &guarded_key).send().await,
            with_key(&api, &guarded, &guarded_key).header("x-case-pin", "491704").send().await,
            with_key(&api, &guarded, NOBODYS).header("x-case-pin", PIN).send().await,
            with_key(&api, &mine, "' OR 1=1").send().await,
            api.call("GET", &format!("/api/v1/requests/{mine}")).send().await,
        ]);
        with_key(&api, &guarded, &guarded_key).header("x-case-pin", PIN).send().await.expect(200);
        let links = [NOBODYS, &old_key, "short", "'%20OR%201=1"].map(|key| format!("/k/{key}"));
        alike(404, &[api.get(&links[0]).await, api.get(&links[1]).await, api.get(&links[2]).await, api.get(&links[3]).await]);
        app.advance(TimeDelta::days(31));
        alike(404, &[api.get(&links[0]).await, api.get(&format!("/k/{my_key}")).await]);
        let property = app.sign_in(Role::Property).await;
        alike(404, &[
            property.get(&format!("cases/{mine}")).await,
            property.get(&format!("cases/{NOWHERE}")).await,
            property.get("cases/not-a-reference").await,
        ]);
        app.work_outbox().await;
    }

    async fn a_lost_link_is_answered_alike_whether_there_is_one_or_not(app) {
        let (reference, _) = taken(ask(&app.browser(), &[]).await);
        let of = reference.clone();
        let case = app.read(move |conn, _| server::db::cases::by_reference(conn, &of)).await;
        app.confirm_email(&case.id).await;
        app.work_outbox().await;
        let before = app.mails().len();
        let mut answers = Vec::new();
        for (reference, email) in [(reference.as_str(), "ana@example.test"), (&reference, "bo@example.test"), (NOWHERE, "ana@example.test"), ("", ""), ("\u{1}", "'")] {
            let fields = [("reference", reference), ("email", email)];
            answers.push(app.browser().post_form("/find", &fields).await);
        }
        alike(200, &answers);
        app.work_outbox().await;
        assert_eq!(app.mails().len(), before + 1, "who is right gets a mail");
    }

    async fn an_account_shows_in_no_part_of_an_answer(app) {
        app.write(|conn, cx| { let id = accounts::id_of(conn, "clerk@example.test")?; accounts::disable(conn, cx, &id, "") }).await;
        for _ in 0..5 {
            sign_in(&app.browser(), &email_of(Role::Prea), "wrong", "000000").await.expect(401);
        }
        let code = code_now(&app);
        let mut answers = Vec::new();
        for (email, password, code) in [
            ("nobody@example.test", PASSWORD, code.as_str()),
            ("records@example.test", "wrong", &code),
            ("records@example.test", PASSWORD, "000000"),
            ("records@example.test", PASSWORD, "１２３４５６"),
            ("clerk@example.test", PASSWORD, &code),
            ("prea@example.test", PASSWORD, &code),
            ("' OR 1=1 --", "", ""),
            (&"a".repeat(10_000), PASSWORD, &code),
        ] {
            answers.push(sign_in(&app.browser(), email, password, code).await);
        }
        alike(401, &answers);
    }

    async fn guessing_is_stopped_for_all_copies_of_the_server_together(app, Wishes {
        settings: vec![("TRUSTED_PROXIES", "127.0.0.0/8".into())],
        ..Wishes::default()
    }) {
        let (reference, key) = taken(ask(&app.browser(), &[]).await);
        // Every browser asks the two copies in turns; of an IPv6 network each address may be tried.
        let browser = app.browser();
        let from = |call: Call, last: usize| call.header("x-forwarded-for", &format!("2001:db8::{last:x}")).send();
        let last = std::cell::Cell::new(0);
        let next = || last.replace(last.get() + 1);
        let links = until_limited(|| from(browser.call("GET", &format!("/k/{NOBODYS}")), next())).await;
        assert_eq!(links, 20);
        let scripts = until_limited(|| from(with_key(&browser, &reference, NOBODYS), next())).await;
        assert_eq!(scripts, 20);
        from(with_key(&browser, &reference, &key), next()).await.expect(200);
        let finds = until_limited(|| from(browser.call("POST", "/find").form(&[("reference", NOWHERE), ("email", "a@example.test")]), next())).await;
        assert_eq!(finds, 20);
        let typed = json!({ "email": "nobody@example.test", "password": "", "totp": "" });
        let tries = until_limited(|| from(browser.call("POST", "/api/v1/staff/session").json(&typed), next())).await;
        assert_eq!(tries, 60);
        let elsewhere = browser.call("GET", &format!("/k/{key}")).header("x-forwarded-for", "2001:db8:0:1::1");
        elsewhere.send().await.expect(303);
        app.work_outbox().await;
    }

    async fn a_session_that_was_there_before_is_not_the_one_after(app) {
        let (reference, key) = taken(ask(&app.browser(), &[]).await);
        let page = format!("/requests/{reference}");
        // Somebody puts a session of their own, with a form begun in it, into another's browser.
        let stranger = app.browser();
        step(&stranger, "", "part", PART, "report").await;
        let planted = stranger.cookie("visitor").expect("a session");
        let victim = app.browser();
        victim.set_cookie("visitor", Some(&planted));
        victim.get(&format!("/k/{key}")).await.expect(303);
        victim.get(&page).await.expect(200);
        assert_ne!(victim.cookie("visitor").as_deref(), Some(planted.as_str()));
        stranger.get(&page).await.expect(404);
        assert!(victim.get(&at("", "report")).await.text().contains("have_number"));
        let kept = victim.cookie("visitor");
        victim.get(&format!("/k/{key}")).await.expect(303);
        assert_eq!(victim.cookie("visitor"), kept, "who has the case already keeps the session, for other windows");
        let invented = app.browser();
        invented.set_cookie("visitor", Some("chosen"));
        invented.get(&format!("/k/{key}")).await.expect(303);
        assert_ne!(invented.cookie("visitor").as_deref(), Some("chosen"));

        let records = app.sign_in(Role::Records).await;
        app.advance(TimeDelta::minutes(1));
        for planted in [records.browser.cookie("staff").expect("a session"), "chosen".to_owned()] {
            let victim = app.browser();
            victim.set_cookie("staff", Some(&planted));
            let code = code_now(&app);
            sign_in(&victim, &email_of(Role::Supervisor), PASSWORD, &code).await.expect(200);
            assert_ne!(victim.cookie("staff").as_deref(), Some(planted.as_str()));
            app.advance(TimeDelta::minutes(1));
        }
        let session: shared::staff::Session = records.get("session").await.expect(200).json();
        assert_eq!(session.roles, ["records"]);
        app.work_outbox().await;
    }

    async fn a_token_of_another_an_ended_or_an_invented_session_writes_nothing(app) {
        let (reference, _) = taken(ask(&app.browser(), &[]).await);
        let [ended, records, clerk] = [app.sign_in(Role::Records).await, app.sign_in(Role::Records).await, app.sign_in(Role::Clerk).await];
        let path = format!("/api/v1/staff/cases/{reference}/notes");
        let sign_out = ended.browser.call("DELETE", "/api/v1/staff/session").header("x-csrf-token", &ended.session.csrf);
        sign_out.send().await.expect(204);
        let csrf = &records.session.csrf;
        let changed = format!("{}{}", if csrf.starts_with('A') { 'B' } else { 'A' }, &csrf[1..]);
        let mut answers = Vec::new();
        for token in ["", "x", &ended.session.csrf, &clerk.session.csrf, &changed, &csrf[1..], &format!("{csrf}A")] {
            let call = records.browser.call("POST", &path).json(&json!({ "body": "forged" }));
            answers.push(call.header("x-csrf-token", token).send().await);
        }
        alike(403, &answers);
        let foreign = records.browser.call("POST", &path).json(&json!({ "body": "forged" })).header("x-csrf-token", csrf);
        foreign.header("sec-fetch-site", "cross-site").send().await.expect(403);
        let case = records.get(&format!("cases/{reference}")).await.expect(200).text();
        assert!(!case.contains("forged"), "{case}");
        app.work_outbox().await;
    }

    async fn codes_of_the_mail_and_of_the_app_work_once(app) {
        let (reference, key) = taken(ask(&app.browser(), &[]).await);
        app.work_outbox().await;
        let code = app.mails().iter().find_map(|mail| crate::support::code_in(mail)).expect("a code");
        let browser = opened(&app, &key).await;
        let path = format!("/requests/{reference}/email-code");
        browser.post_form(&path, &[("code", &code)]).await.expect(303);
        // Shown again with a fault, and not led on.
        browser.post_form(&path, &[("code", &code)]).await.expect(200);
        app.browser().post_form(&path, &[("code", &code)]).await.expect(404);
        let code = code_now(&app);
        sign_in(&app.browser(), &email_of(Role::Records), PASSWORD, &code).await.expect(200);
        app.advance(TimeDelta::seconds(30));
        sign_in(&app.browser(), &email_of(Role::Records), PASSWORD, &code).await.expect(401);
        app.work_outbox().await;
    }
}
