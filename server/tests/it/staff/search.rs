//! Searching the queue: within what somebody may see, whatever other sections hold.

use chrono::TimeDelta;
use server::db::bulk::{Batch, First, Loading};
use server::db::cases::Case;
use shared::search::index_words;
use shared::service::Role;
use shared::staff::QueuePage;

use crate::on_both;
use crate::support::{Console, TestApp};

/// Adds as many newer cases like this one, of some section and some words.
fn add_like(app: &TestApp, case: &Case, section: &str, count: usize, text: &str) {
    let words = index_words(text);
    let id = || app.app.random.id(case.received_at.and_utc());
    let mut batch = Batch::default();
    for number in 0..count {
        let copy = Case {
            id: id(),
            reference: format!("{section}-{number}"),
            section: section.to_owned(),
            received_at: case.received_at + TimeDelta::seconds(1),
            ..case.clone()
        };
        let (at, kind) = (copy.received_at, "received".to_owned());
        let first = First { id: id(), at, kind, payload: "{}".to_owned(), salt: vec![0; 16] };
        batch.add(copy, first, Vec::new(), &words).unwrap();
    }
    Loading::begin(app.database_url()).unwrap().insert(&batch).unwrap();
}

async fn found(console: &Console, query: &str) -> (Vec<String>, bool) {
    let page: QueuePage = console.get(&format!("cases?limit=200&{query}")).await.expect(200).json();
    (page.cases.into_iter().map(|row| row.reference).collect(), page.narrow)
}

on_both! {
    async fn a_word_that_is_common_elsewhere_hides_no_case_of_ones_own(app) {
        let own = app.take_in(&[&[("name", "Aardvark Ruiz")]]).await.case;
        app.work_outbox().await;
        // More than a search takes, and more than it completes a word for.
        add_like(&app, &own, "property", 2_100, "Aardvark Ruiz");
        let records = app.sign_in(Role::Records).await;
        for query in ["q=aardvark", "q=aard", "q=ruiz+aard", "q=aardvark&state=open", "q=a&sort=received"] {
            let only = (vec![own.reference.clone()], false);
            assert_eq!(found(&records, query).await, only, "{query}: neither hidden nor told of others");
        }
        let property = app.sign_in(Role::Property).await;
        for query in ["q=aardvark", "q=aard"] {
            let (rows, narrow) = found(&property, query).await;
            assert_eq!((rows.len(), narrow), (200, true), "{query}");
            assert!(!rows.contains(&own.reference), "{query}");
        }
    }

    async fn a_filter_is_asked_before_the_newest_hits_are_taken(app) {
        let taken = app.take_in(&[&[("name", "Aardvark Ruiz")]]).await.case;
        app.work_outbox().await;
        add_like(&app, &taken, "records", 300, "Aardvark");
        let records = app.sign_in(Role::Records).await;
        assert!(found(&records, "q=aardvark").await.1, "there are more than it takes");
        let people: QueuePage = records.get("cases?q=ruiz").await.expect(200).json();
        let assign = serde_json::json!({ "version": people.cases[0].version, "to": "me" });
        records.post(&format!("cases/{}/assign", taken.reference), &assign).await.expect(200);
        for query in ["q=aardvark&assigned=me", "q=aard&assigned=me", "q=aardvark+ruiz&state=open"] {
            assert_eq!(found(&records, query).await, (vec![taken.reference.clone()], false), "{query}");
        }
        let (rows, narrow) = found(&records, "q=aardvark&assigned=none").await;
        assert_eq!((rows.len(), narrow), (200, false), "few enough to be held against the words one by one");
    }

    async fn a_cashier_is_not_told_of_hits_that_are_not_theirs(app) {
        let taken = app.take_in(&[]).await.case;
        app.work_outbox().await;
        add_like(&app, &taken, "records", 300, "Aardvark");
        let cashier = app.sign_in(Role::Cashier).await;
        assert_eq!(found(&cashier, "q=aardvark").await, (Vec::new(), false));
    }
}
