//! Two people at their consoles: who sees whom, and what they are told of each other's work.

use chrono::TimeDelta;
use serde_json::json;
use shared::service::Role;
use shared::staff::{Changes, Presence};

use crate::engine::OWED;
use crate::on_both;
use crate::support::Console;

async fn enter(console: &Console, reference: &str, version: i64) -> Presence {
    console.post(&format!("cases/{reference}/presence"), &json!({ "version": version })).await.expect(200).json()
}

async fn changes(console: &Console, since: u64) -> Changes {
    console.get(&format!("cases/changes?since={since}")).await.expect(200).json()
}

fn names(presence: &Presence) -> Vec<&str> {
    presence.here.iter().map(|person| person.name.as_str()).collect()
}

async fn leave(console: &Console, reference: &str) {
    let call = console.browser.call("DELETE", &format!("/api/v1/staff/cases/{reference}/presence"));
    call.header("x-csrf-token", &console.session.csrf).send().await.expect(204);
}

/// Asks for the queue as the console does when nobody touches it.
async fn unattended(console: &Console) -> u16 {
    let call = console.browser.call("GET", "/api/v1/staff/cases/changes").header("x-unattended", "1");
    call.send().await.status
}

on_both! {
    async fn two_people_on_one_case_see_each_other_until_one_leaves(app) {
        let case = app.in_review(&[]).await;
        let (records, supervisor) = (app.sign_in(Role::Records).await, app.sign_in(Role::Supervisor).await);
        assert!(names(&enter(&records, &case.reference, case.head_seq).await).is_empty(), "nobody sees themselves");
        let second = enter(&supervisor, &case.reference, case.head_seq).await;
        assert_eq!(names(&second), [records.session.name.as_str()]);
        assert_eq!(names(&enter(&records, &case.reference, case.head_seq).await), [supervisor.session.name.as_str()]);
        let here = changes(&records, 0).await.here;
        assert_eq!(here[&case.reference][0].name, supervisor.session.name, "the queue marks the case");
        leave(&supervisor, &case.reference).await;
        assert!(names(&enter(&records, &case.reference, case.head_seq).await).is_empty());
        app.work_outbox().await;
    }

    async fn many_tabs_of_one_browser_may_open_a_case_at_one_moment(app) {
        let case = app.in_review(&[]).await;
        let records = app.sign_in(Role::Records).await;
        let tabs = (0..8).map(|_| enter(&records, &case.reference, case.head_seq));
        for seen in futures_util::future::join_all(tabs).await {
            assert_eq!(seen.version, case.head_seq);
        }
        app.work_outbox().await;
    }

    async fn who_has_not_been_there_for_a_minute_is_gone(app) {
        let case = app.in_review(&[]).await;
        let (records, supervisor) = (app.sign_in(Role::Records).await, app.sign_in(Role::Supervisor).await);
        enter(&supervisor, &case.reference, case.head_seq).await;
        app.advance(TimeDelta::seconds(59));
        assert_eq!(enter(&records, &case.reference, case.head_seq).await.here.len(), 1);
        app.advance(TimeDelta::seconds(2));
        assert!(enter(&records, &case.reference, case.head_seq).await.here.is_empty());
        assert!(changes(&supervisor, 0).await.here.contains_key(&case.reference), "the other one is still there");
        app.work_outbox().await;
    }

    async fn signing_out_leaves_every_case(app) {
        let case = app.in_review(&[]).await;
        let (records, supervisor) = (app.sign_in(Role::Records).await, app.sign_in(Role::Supervisor).await);
        enter(&supervisor, &case.reference, case.head_seq).await;
        let call = supervisor.browser.call("DELETE", "/api/v1/staff/session");
        call.header("x-csrf-token", &supervisor.session.csrf).send().await.expect(204);
        assert!(enter(&records, &case.reference, case.head_seq).await.here.is_empty());
        app.work_outbox().await;
    }

    async fn somebody_outside_the_section_neither_sees_nor_is_seen(app) {
        let case = app.in_review(&[]).await;
        let case = app.by(Role::Records, &case, "approve", OWED).await;
        let owed = &[("fee_line", "report_copy"), ("quantity", "1")];
        let case = app.by(Role::Records, &case, "charge_fee", owed).await;
        let records = app.sign_in(Role::Records).await;
        enter(&records, &case.reference, case.head_seq).await;
        let cashier = app.sign_in(Role::Cashier).await;
        assert!(enter(&cashier, &case.reference, case.head_seq).await.here.is_empty(), "only the fee is theirs");
        assert!(enter(&records, &case.reference, case.head_seq).await.here.is_empty());
        let property = app.sign_in(Role::Property).await;
        let path = format!("cases/{}/presence", case.reference);
        property.post(&path, &json!({ "version": 1 })).await.expect(404);
        let told = changes(&property, 0).await;
        assert!(told.here.is_empty() && told.changed.is_empty(), "{told:?}");
        app.work_outbox().await;
    }

    async fn the_console_hears_of_new_and_moved_cases_once_and_of_no_others(app) {
        let console = app.sign_in(Role::Records).await;
        let begin = changes(&console, 0).await.next;
        app.advance(TimeDelta::minutes(1));
        let case = app.in_review(&[]).await;
        let told = changes(&console, begin).await;
        assert_eq!(told.changed.get(&case.reference), Some(&case.head_seq));
        app.advance(TimeDelta::minutes(1));
        let quiet = changes(&console, told.next + 30_000).await;
        assert!(quiet.changed.is_empty(), "{quiet:?}");
        let first: Changes = console.get("cases/changes").await.expect(200).json();
        assert!(first.changed.is_empty(), "the first question only asks for the time");
        app.work_outbox().await;
    }

    async fn an_open_case_is_told_what_others_did_to_it(app) {
        let case = app.in_review(&[]).await;
        let console = app.sign_in(Role::Supervisor).await;
        assert!(enter(&console, &case.reference, case.head_seq).await.changed.is_empty());
        let approved = app.by(Role::Records, &case, "approve", OWED).await;
        let told = enter(&console, &case.reference, case.head_seq).await;
        assert_eq!((told.version, told.changed.len()), (approved.head_seq, 1), "{told:?}");
        app.work_outbox().await;
    }

    async fn what_the_console_asks_by_itself_keeps_no_session_open(app) {
        let console = app.sign_in(Role::Records).await;
        for _ in 0..3 {
            app.advance(TimeDelta::minutes(10));
            assert_eq!(unattended(&console).await, 200);
        }
        app.advance(TimeDelta::seconds(1));
        assert_eq!(unattended(&console).await, 401, "thirty minutes without anybody");
        assert_eq!(console.get("cases").await.expect(401).code(), "session_locked");
    }
}
