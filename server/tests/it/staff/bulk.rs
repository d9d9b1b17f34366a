//! Many cases at once: what is foretold happens, and what cannot be done to one is done to the others.

use serde_json::{Value, json};
use server::app::Actor;
use server::db::cases::Case;
use shared::service::{Role, state};
use shared::staff::BulkAnswer;

use crate::engine::{DENIAL, NO_CONTACT};
use crate::on_both;
use crate::support::{Console, TestApp};

fn seen(cases: &[&Case]) -> Vec<Value> {
    cases.iter().map(|case| json!({ "reference": case.reference, "version": case.head_seq })).collect()
}

fn close(cases: &[&Case], fields: Value) -> Value {
    json!({ "action": "close", "cases": seen(cases), "fields": fields })
}

async fn preview(console: &Console, body: &Value) -> BulkAnswer {
    console.post("cases/bulk/preview", body).await.expect(200).json()
}

async fn run(console: &Console, body: &Value) -> BulkAnswer {
    console.post("cases/bulk", body).await.expect(200).json()
}

fn acts(answer: &BulkAnswer) -> Vec<bool> {
    answer.lines.iter().map(|line| line.acts).collect()
}

/// A case that its requester took back, which may be closed.
async fn withdrawn(app: &TestApp, changes: &[&[(&str, &str)]]) -> Case {
    let case = app.take_in(changes).await.case;
    let requester = Actor::Requester(case.id.clone());
    app.attempt(&requester, &app.case(&case.id).await, "withdraw", &[]).await.expect("a withdrawal")
}

on_both! {
    async fn a_preview_tells_what_becomes_of_each_case_and_changes_nothing(app) {
        let (mailed, silent) = (withdrawn(&app, &[]).await, withdrawn(&app, &[NO_CONTACT]).await);
        let open = app.in_review(&[]).await;
        app.work_outbox().await;
        let console = app.sign_in(Role::Records).await;
        let cases = [&mailed, &silent, &open];
        let first = preview(&console, &close(&cases, json!({}))).await;
        assert_eq!(acts(&first), [true, true, false], "{first:?}");
        assert_eq!(first.fields.len(), 1, "only the outcome is asked");
        assert!(first.fields[0].options.iter().any(|option| option.value == "withdrawn"));
        assert!(first.lines[0].text.contains("by email") && first.lines[1].text.contains("No email"), "{first:?}");
        let wrong = preview(&console, &close(&cases, json!({ "disposition": "no_answer" }))).await;
        assert_eq!(acts(&wrong), [false, false, false], "an outcome of another service");
        assert_eq!(app.case(&mailed.id).await.head_seq, mailed.head_seq);
    }

    async fn closing_does_what_was_foretold_and_writes_to_nobody_who_must_not_be_written_to(app) {
        let (mailed, silent) = (withdrawn(&app, &[]).await, withdrawn(&app, &[NO_CONTACT]).await);
        let open = app.in_review(&[]).await;
        app.work_outbox().await;
        let console = app.sign_in(Role::Records).await;
        let wish = close(&[&mailed, &open, &silent], json!({ "disposition": "withdrawn" }));
        let (foretold, done) = (preview(&console, &wish).await, run(&console, &wish).await);
        assert_eq!(acts(&foretold), [true, false, true]);
        assert_eq!(acts(&done), acts(&foretold));
        for case in [&mailed, &silent] {
            let now = app.case(&case.id).await;
            assert_eq!((now.state.as_str(), now.disposition.as_deref()), (state::CLOSED, Some("withdrawn")));
        }
        assert_eq!(app.case(&open.id).await.state, state::IN_REVIEW);
        assert!(app.mail_rows(&silent).await.is_empty(), "no row of mail was ever made for it");
        assert!(app.mail_rows(&mailed).await.len() > 1);
        app.work_outbox().await;
    }

    async fn a_case_that_moved_since_it_was_seen_is_left_alone(app) {
        let (first, second) = (app.in_review(&[]).await, app.in_review(&[]).await);
        let moved = app.by(Role::Records, &first, "deny", DENIAL).await;
        let console = app.sign_in(Role::Records).await;
        let me = &console.session.id;
        let wish = json!({ "action": "assign", "cases": seen(&[&first, &second]), "fields": { "to": me } });
        assert_eq!(acts(&preview(&console, &wish).await), [false, true]);
        assert_eq!(acts(&run(&console, &wish).await), [false, true]);
        assert_eq!(app.case(&first.id).await.head_seq, moved.head_seq);
        assert_eq!(app.case(&second.id).await.assigned_to.as_ref(), Some(me));
        let second = app.case(&second.id).await;
        let again = json!({ "action": "assign", "cases": seen(&[&second]), "fields": { "to": me } });
        assert_eq!(acts(&run(&console, &again).await), [false], "it is theirs already");
        assert_eq!(app.case(&second.id).await.head_seq, second.head_seq, "and nothing was written");
        app.work_outbox().await;
    }

    async fn nobody_gets_a_case_that_they_may_not_see_and_nobody_touches_one_either(app) {
        let case = app.in_review(&[]).await;
        let property = app.person(Role::Property).await.id;
        let console = app.sign_in(Role::Records).await;
        let wish = |to: &str| json!({ "action": "assign", "cases": seen(&[&case]), "fields": { "to": to } });
        assert_eq!(acts(&run(&console, &wish(&property)).await), [false]);
        let stranger = app.sign_in(Role::Property).await;
        let told = preview(&stranger, &wish(&property)).await;
        assert_eq!((told.lines[0].acts, told.lines[0].subject.as_str()), (false, ""), "not even its subject");
        assert_eq!(acts(&run(&stranger, &wish(&property)).await), [false]);
        assert_eq!(app.case(&case.id).await.assigned_to, None);
        app.work_outbox().await;
    }

    async fn at_most_a_hundred_and_never_without_an_answer(app) {
        let case = withdrawn(&app, &[]).await;
        let console = app.sign_in(Role::Records).await;
        let many: Vec<&Case> = std::iter::repeat_n(&case, 101).collect();
        console.post("cases/bulk/preview", &close(&many, json!({}))).await.expect(422);
        console.post("cases/bulk", &close(&many, json!({ "disposition": "withdrawn" }))).await.expect(422);
        console.post("cases/bulk", &close(&[], json!({ "disposition": "withdrawn" }))).await.expect(422);
        console.post("cases/bulk", &close(&[&case], json!({}))).await.expect(422);
        assert_eq!(app.case(&case.id).await.state, state::WITHDRAWN);
        app.work_outbox().await;
    }
}
