//! A request that is sent many times is one request.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};
use server::app::Actor;
use server::domain::sessions::visitor;
use server::domain::{Refusal, drafts};
use shared::lang::Lang;
use shared::service::police_report;

use super::{THEFT, answers, tables};
use crate::on_both;
use crate::support::{Answer, TestApp};

const KEY: &str = "Yk3v0n2Jb1Jt8m5cXo7Q4w";

async fn send(app: &TestApp, key: &str, name: &str) -> Answer {
    let mut form: Value = THEFT
        .iter()
        .map(|(field, answer)| ((*field).to_owned(), json!(answer)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    form["name"] = json!(name);
    app.browser().call("POST", "/api/v1/requests/police_report").header("idempotency-key", key).json(&form).send().await
}

async fn cases(app: &TestApp) -> i64 {
    app.read(|conn, _| Ok(tables::rows(conn, &["cases".to_owned()]))).await
}

on_both! {
    async fn fifty_at_once_with_one_key_make_one_case_and_get_one_answer(app) {
        let sent = join_all((0..50).map(|_| send(&app, KEY, "Ana Ruíz"))).await;
        let answers: BTreeSet<(u16, String)> = sent.iter().map(|answer| (answer.status, answer.text())).collect();
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert_eq!(sent[0].status, 201);
        assert_eq!(cases(&app).await, 1);
        assert_eq!(send(&app, KEY, "Ana Ruíz").await.text(), sent[0].text(), "a late one gets it, too");
        app.work_outbox().await;
    }

    async fn a_form_that_two_windows_send_at_one_moment_is_one_case(app) {
        for _ in 0..5 {
            let before = cases(&app).await;
            let form = answers(&[THEFT]);
            let session = app.write(move |conn, cx| {
                let session = visitor::open(conn, cx, visitor::IDLE)?.session.token_hash;
                let mut draft = drafts::begin(conn, cx, &session, &police_report::SERVICE)?;
                draft.body.answers = form;
                drafts::save(conn, cx, draft)?;
                Ok(session)
            });
            let session = session.await;
            let sent = join_all((0..4).map(|_| {
                let (app, session) = (app.app.clone(), session.clone());
                async move {
                    app.write(&Actor::Visitor, move |conn, cx| {
                        let draft = drafts::find(conn, cx, &session, &police_report::SERVICE)?.ok_or(Refusal::NotFound)?;
                        drafts::send(conn, cx, &draft, &police_report::SERVICE, Lang::En, None)
                    })
                    .await
                }
            }))
            .await;
            assert_eq!(cases(&app).await, before + 1, "{sent:?}");
            assert!(sent.iter().all(|sent| matches!(sent, Ok(_) | Err(Refusal::NotFound))), "{sent:?}");
        }
        app.work_outbox().await;
    }

    async fn another_body_with_the_same_key_is_a_conflict_and_another_key_another_case(app) {
        send(&app, KEY, "Ana Ruíz").await.expect(201);
        assert_eq!(send(&app, KEY, "Bo Lind").await.expect(409).code(), "idempotency_key_reused");
        assert_eq!(cases(&app).await, 1);
        send(&app, "another-key-of-22-chars", "Bo Lind").await.expect(201);
        assert_eq!(cases(&app).await, 2);
        app.work_outbox().await;
    }
}
