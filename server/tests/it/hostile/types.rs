//! Values of another type than the API's description names: each is refused by the path of its field, never quoted.

use serde_json::{Value, json};
use shared::lang::Lang;
use shared::problem::Problem;
use shared::service::Role;

use super::{ask, taken};
use crate::on_both;

const DOCUMENT: &str = include_str!("../../../openapi.json");

/// What is sent in place of a text, and of anything else.
const NUMBER: u32 = 77_777_777;
const WORD: &str = "aardvark";

/// Values that the schema refuses, each with the path of what is wrong in it.
fn wrong(document: &Value, schema: &Value, at: &str) -> Vec<(String, Value)> {
    let schema = match schema["$ref"].as_str() {
        Some(name) => document.pointer(name.trim_start_matches('#')).expect("a schema"),
        None => schema,
    };
    let is =
        |kind: &str| schema["type"] == kind || schema["type"].as_array().is_some_and(|all| all.contains(&json!(kind)));
    let here = match () {
        () if is("string") => json!(NUMBER),
        () if is("integer") => json!(WORD),
        () if is("array") => json!({ WORD: NUMBER }),
        () if is("object") => json!([WORD]),
        () => panic!("a type for `{at}`: {schema}"),
    };
    let mut all = vec![(at.to_owned(), here)];
    let named = schema["properties"].as_object().into_iter().flatten().map(|(name, schema)| (name.as_str(), schema));
    let any = schema.get("additionalProperties").filter(|schema| schema.is_object()).map(|schema| ("answer", schema));
    for (name, schema) in named.chain(any) {
        let path = if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        all.extend(wrong(document, schema, &path).into_iter().map(|(path, value)| (path, json!({ name: value }))));
    }
    if let Some(items) = schema.get("items") {
        all.extend(wrong(document, items, &format!("{at}[0]")).into_iter().map(|(path, value)| (path, json!([value]))));
    }
    all
}

on_both! {
    async fn a_value_of_another_type_is_refused_by_its_path_in_every_operation(app) {
        let (reference, key) = taken(ask(&app.browser(), &[]).await);
        let console = app.sign_in(Role::Admin).await;
        let words = app.app.texts.get(Lang::En, "fault-type");
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let mut paths = std::collections::BTreeSet::new();
        for (address, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
                if schema.is_null() {
                    continue;
                }
                for (path, body) in wrong(&document, schema, "") {
                    let parts = address.split('/').map(|part| if part.starts_with('{') { &reference } else { part });
                    let address = parts.collect::<Vec<_>>().join("/");
                    let call = console.browser.call(&method.to_uppercase(), &address).header("x-csrf-token", &console.session.csrf);
                    let answer = call.header("authorization", &format!("Bearer {key}")).json(&body).send().await;
                    assert_eq!(answer.status, 422, "{address} {path}: {}", answer.text());
                    assert!(!answer.text().contains(&NUMBER.to_string()) && !answer.text().contains(WORD), "{}", answer.text());
                    let path = if path.is_empty() { "body".to_owned() } else { path };
                    let problem: Problem = answer.json();
                    assert_eq!(problem.errors, [(path.clone(), words.clone())].into(), "{address}");
                    paths.insert(path);
                }
            }
        }
        for path in ["answer", "body", "cases[0].version", "fields.answer", "password", "version"] {
            assert!(paths.contains(path), "{path} is not in {paths:?}");
        }
        app.work_outbox().await;
    }

    async fn a_parameter_of_another_type_is_refused_by_its_name(app) {
        let console = app.sign_in(Role::Records).await;
        for (query, parameter, code) in [
            ("cases?limit=aardvark", "limit", "type"),
            ("cases?limit=-1", "limit", "type"),
            ("cases?sort=aardvark", "sort", "choice"),
            ("cases.csv?limit=aardvark", "limit", "type"),
            ("cases/changes?since=aardvark", "since", "type"),
        ] {
            let problem: Problem = console.get(query).await.expect(422).json();
            let words = app.app.texts.get(Lang::En, &format!("fault-{code}"));
            assert_eq!(problem.errors, [(parameter.to_owned(), words)].into(), "{query}");
        }
        app.work_outbox().await;
    }

    async fn a_value_of_another_type_is_refused_in_the_language_that_was_asked_for(app) {
        for (language, lang) in [("en", Lang::En), ("es-MX", Lang::Es)] {
            let call = app.browser().call("POST", "/api/v1/requests/police_report").header("accept-language", language);
            let problem: Problem = call.json(&json!({ "name": [WORD] })).send().await.expect(422).json();
            assert_eq!(problem.errors["name"], app.app.texts.get(lang, "fault-type"));
        }
        app.work_outbox().await;
    }
}
