//! What several processes have in common.

use futures_util::future::join_all;
use serde_json::json;
use server::clock::Clock;
use server::db::{cases, clocks, events};
use server::domain::staff::second_factor;
use server::outbox::{self, Job};
use shared::service::{Role, state};

use crate::fails::until;
use crate::support::{Browser, PASSWORD, TOTP_SECRET, TestApp, email_of};

/// Timers that ring at the same moment.
const TIMERS: usize = 40;

pub async fn sessions_and_limits_are_shared(app: &TestApp, addresses: &[String]) {
    let each: Vec<Browser> = addresses.iter().map(|address| Browser::new(vec![address.clone()])).collect();
    let sign_in = |password: &str| {
        let totp = second_factor::code_at(TOTP_SECRET, Clock::System.now());
        json!({ "email": email_of(Role::Records), "password": password, "totp": totp })
    };
    let all = Browser::new(addresses.to_vec());
    all.post("/api/v1/staff/session", &sign_in(PASSWORD)).await.expect(200);
    for browser in &each {
        browser.set_cookie("staff", all.cookie("staff").as_deref());
        browser.get("/api/v1/staff/cases").await.expect(200);
    }
    // Five wrong tries, a part of them at each process, lock the account at all of them.
    let locked = |password: &'static str| json!({ "email": email_of(Role::Supervisor), "password": password });
    for _ in 0..5 {
        all.post("/api/v1/staff/session", &locked("not hers")).await.expect(401);
    }
    for browser in &each {
        browser.post("/api/v1/staff/session", &locked(PASSWORD)).await.expect(401);
    }
    assert!(
        app.read(|conn, _| Ok(server::db::staff::by_email(conn, &email_of(Role::Supervisor))?.locked_until))
            .await
            .is_some()
    );
    // Twenty looks from one address, wherever they were asked.
    let find = [("reference", "34CD-67F9"), ("email", "ana@example.test")];
    let mut looks = 0;
    while all.post_form("/find", &find).await.status != 429 {
        looks += 1;
        assert!(looks <= 20, "each process counts by itself");
    }
    for browser in &each {
        browser.post_form("/find", &find).await.expect(429);
    }
}

/// Timers that many workers see at the same moment close each case once.
pub async fn each_timer_rings_once(app: &TestApp) {
    let cases = app
        .write(|conn, cx| {
            let mut ids = cases::ids_after(conn, "", 10_000)?;
            ids.retain(|id| cases::get(conn, id).is_ok_and(|case| case.state == state::RECEIVED));
            ids.truncate(TIMERS);
            for id in &ids {
                crate::engine::tables::run(conn, &format!("UPDATE cases SET state = 'ready' WHERE id = '{id}'"));
                let clock_id = clocks::of_case(conn, id)?.remove(0).id;
                crate::engine::tables::run(
                    conn,
                    &format!("UPDATE clocks SET due_at = trigger_at WHERE id = '{clock_id}'"),
                );
                let job = Job::ClockRanOut { case_id: id.clone(), clock_id, action: "close_uncollected".to_owned() };
                outbox::enqueue(conn, cx, &job, Clock::System.now())?;
            }
            Ok(ids)
        })
        .await;
    assert_eq!(cases.len(), TIMERS);
    join_all(cases.into_iter().map(|id| async move {
        until("the timer rang", || async {
            let id = id.clone();
            let events = app.read(move |conn, _| events::of_case(conn, &id)).await;
            let closed = events.iter().filter(|(event, _)| event.kind == "close_uncollected").count();
            assert!(closed <= 1, "the timer rang twice");
            (closed == 1).then_some(())
        })
        .await;
    }))
    .await;
}
