//! A request that is sent many times is one request.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{THEFT, tables};
use crate::on_both;
use crate::support::{Answer, TestApp};

const KEY: &str = "Yk3v0n2Jb1Jt8m5cXo7Q4w";

async fn send(app: &TestApp, key: &str, name: &str) -> Answer {
    let mut form: Value = THEFT.iter().map(|(field, answer)| ((*field).to_owned(), json!(answer))).collect::<serde_json::Map<_, _>>().into();
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

    async fn another_body_with_the_same_key_is_a_conflict_and_another_key_another_case(app) {
        send(&app, KEY, "Ana Ruíz").await.expect(201);
        assert_eq!(send(&app, KEY, "Bo Lind").await.expect(409).code(), "idempotency_key_reused");
        assert_eq!(cases(&app).await, 1);
        send(&app, "another-key-of-22-chars", "Bo Lind").await.expect(201);
        assert_eq!(cases(&app).await, 2);
        app.work_outbox().await;
    }
}
