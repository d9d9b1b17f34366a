//! A request that is sent twice happens once.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::TimeDelta;
use futures_util::future::join_all;
use server::app::{Actor, Cx};
use server::db::{Conn, settings};
use server::domain::Outcome;
use server::http::idempotent::{Request, once};
use server::http::{ApiError, Ctx, IdempotencyKey};
use shared::lang::Lang;

use crate::on_both;
use crate::support::TestApp;

const KEY: &str = "Yk3v0n2Jb1Jt8m5cXo7Q4w";

fn ctx(app: &TestApp) -> Ctx {
    let client_ip = IpAddr::V4(Ipv4Addr::LOCALHOST);
    Ctx { app: app.app.clone(), lang: Lang::En, client_ip, request_id: String::new(), path: "/".to_owned() }
}

fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::of_form(Some(text.to_owned()))
}

const REQUEST: Request<'_> = Request { route: "POST /here", by: "", body: b"{}" };

/// A use case that counts how often it ran, in the database and beside it.
fn count(runs: &Arc<AtomicU32>) -> impl FnOnce(&mut Conn, &Cx) -> Outcome<String> + Send + 'static {
    let runs = Arc::clone(runs);
    move |conn, _| {
        let number = runs.fetch_add(1, Ordering::SeqCst) + 1;
        settings::set(conn, &format!("run {number}"), "yes")?;
        Ok(format!("run {number}"))
    }
}

on_both! {
    async fn fifty_together_make_one_change_and_give_one_answer(app) {
        let runs = Arc::new(AtomicU32::new(0));
        let (ctx, key) = (ctx(&app), key(KEY));
        let all = (0..50).map(|_| once(&ctx, &Actor::Visitor, &key, REQUEST, count(&runs)));
        let answers: Vec<String> = join_all(all).await.into_iter().map(|answer| answer.expect("the first answer")).collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        let mut kept = 0;
        for number in 1..=50 {
            let name = format!("run {number}");
            kept += usize::from(app.read(move |conn, _| settings::get(conn, &name)).await.is_some());
        }
        assert_eq!(kept, 1, "one of {} runs was kept", runs.load(Ordering::SeqCst));
    }

    async fn another_body_is_refused_and_another_route_or_sender_is_another_request(app) {
        let runs = Arc::new(AtomicU32::new(0));
        let (ctx, key) = (ctx(&app), key(KEY));
        let first = once(&ctx, &Actor::Visitor, &key, REQUEST, count(&runs)).await.unwrap();
        let other = Request { body: b"{\"a\":1}", ..REQUEST };
        assert!(matches!(once(&ctx, &Actor::Visitor, &key, other, count(&runs)).await, Err(ApiError::KeyReused)));
        for other in [Request { route: "POST /there", ..REQUEST }, Request { by: "somebody", ..REQUEST }] {
            assert_ne!(once(&ctx, &Actor::Visitor, &key, other, count(&runs)).await.unwrap(), first);
        }
    }

    async fn an_answer_is_kept_for_a_day(app) {
        let runs = Arc::new(AtomicU32::new(0));
        let (ctx, key) = (ctx(&app), key(KEY));
        let first = once(&ctx, &Actor::Visitor, &key, REQUEST, count(&runs)).await.unwrap();
        app.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
        assert_eq!(once(&ctx, &Actor::Visitor, &key, REQUEST, count(&runs)).await.unwrap(), first);
        app.advance(TimeDelta::seconds(1));
        assert_ne!(once(&ctx, &Actor::Visitor, &key, REQUEST, count(&runs)).await.unwrap(), first);
    }

    async fn a_refused_request_may_be_tried_again(app) {
        let runs = Arc::new(AtomicU32::new(0));
        let (ctx, key) = (ctx(&app), key(KEY));
        let refuse = |_: &mut Conn, _: &Cx| Outcome::<String>::Err(server::domain::Refusal::Forbidden);
        assert!(matches!(once(&ctx, &Actor::Visitor, &key, REQUEST, refuse).await, Err(ApiError::Forbidden)));
        assert_eq!(once(&ctx, &Actor::Visitor, &key, REQUEST, count(&runs)).await.unwrap(), "run 1");
    }
}
