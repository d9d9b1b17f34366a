//! Two people.

use server::app::Actor;
use server::db::approvals::{self, Approval};
use server::db::cases::Case;
use server::db::events;
use server::domain::cases::{confirm, message, note, refuse};
use server::domain::{Outcome, Refusal};
use shared::form::Answers;
use shared::service::{Block, Role, state};

use super::{DENIAL, FREE};
use crate::on_both;
use crate::support::TestApp;

/// The proposal that waits on a case.
async fn waiting(app: &TestApp, case: &Case) -> Option<Approval> {
    let (id, version) = (case.id.clone(), case.head_seq);
    app.read(move |conn, _| approvals::open_of_case(conn, &id, version)).await.pop()
}

async fn confirm_as(app: &TestApp, actor: &Actor, case: &Case, approval: &str) -> Outcome<Case> {
    let (case, approval) = (case.clone(), approval.to_owned());
    app.app.write(actor, move |conn, cx| confirm(conn, cx, &case, &approval, case.head_seq)).await
}

async fn refuse_as(app: &TestApp, actor: &Actor, case: &Case, approval: &str, reason: &str) -> Outcome<Case> {
    let (case, approval, reason) = (case.clone(), approval.to_owned(), reason.to_owned());
    app.app.write(actor, move |conn, cx| refuse(conn, cx, &case, &approval, case.head_seq, &reason)).await
}

/// A denial that Records proposed.
async fn proposed(app: &TestApp) -> (Case, Approval) {
    let case = app.in_review(&[]).await;
    let case = app.by(Role::Records, &case, "deny", DENIAL).await;
    let approval = waiting(app, &case).await.expect("a proposal");
    (case, approval)
}

on_both! {
    async fn one_person_alone_cannot_deny(app) {
        let (case, approval) = proposed(&app).await;
        assert_eq!(case.state, state::IN_REVIEW, "a proposal changes nothing but the history");
        assert!(app.mail_rows(&case).await.iter().all(|job| job != "mail_letter"), "and sends nothing");
        let mut both = app.person(Role::Records).await;
        both.roles = vec![Role::Records, Role::Supervisor];
        for proposer in [app.staff(Role::Records).await, Actor::Staff(both)] {
            let alone = confirm_as(&app, &proposer, &case, &approval.id).await;
            assert!(matches!(alone, Err(Refusal::Blocked(Block::Role))), "{alone:?}");
        }
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Supervisor) {
            let other = confirm_as(&app, &app.staff(role).await, &case, &approval.id).await;
            assert!(matches!(other, Err(Refusal::Blocked(Block::Role))), "{role:?}: {other:?}");
        }
        for other in [Actor::System, Actor::Visitor, Actor::Requester(case.id.clone())] {
            let refused = confirm_as(&app, &other, &case, &approval.id).await;
            assert!(matches!(refused, Err(Refusal::Forbidden)), "{other:?}: {refused:?}");
        }
        assert_eq!(app.case(&case.id).await.head_seq, case.head_seq);
        app.work_outbox().await;
    }

    async fn a_supervisor_carries_out_exactly_what_was_proposed(app) {
        let (case, approval) = proposed(&app).await;
        let supervisor = app.staff(Role::Supervisor).await;
        let denied = confirm_as(&app, &supervisor, &case, &approval.id).await.unwrap();
        assert_eq!((denied.state.as_str(), denied.decision.as_deref()), (state::DENIED, Some("denied")));
        let id = case.id.clone();
        let history = app.read(move |conn, _| events::of_case(conn, &id)).await;
        let (event, payload) = history.last().unwrap();
        let payload: serde_json::Value = serde_json::from_str(&payload.as_ref().unwrap().payload).unwrap();
        let fields: Answers = serde_json::from_value(payload["fields"].clone()).unwrap();
        assert_eq!(event.kind, "deny");
        assert_eq!(event.staff_id.as_deref(), supervisor.staff_id(), "the second person did it");
        assert_eq!(payload["proposed_by"], serde_json::json!(approval.proposed_by), "and the first is named");
        assert_eq!(fields, super::answers(&[DENIAL]));
        let again = confirm_as(&app, &supervisor, &denied, &approval.id).await;
        assert!(matches!(again, Err(Refusal::NotFound)), "{again:?}");
        assert!(app.open_clocks(&denied).await.is_empty(), "the denial meets the deadline");
        app.work_outbox().await;
    }

    async fn a_supervisor_refuses_with_a_reason_and_the_case_stays(app) {
        let (case, approval) = proposed(&app).await;
        let supervisor = app.staff(Role::Supervisor).await;
        let silent = refuse_as(&app, &supervisor, &case, &approval.id, "  ").await;
        assert!(matches!(&silent, Err(Refusal::Invalid(faults)) if faults[0].code == "required"), "{silent:?}");
        let own = refuse_as(&app, &app.staff(Role::Records).await, &case, &approval.id, "Never mind").await;
        assert!(matches!(own, Err(Refusal::Blocked(Block::Role))), "{own:?}");
        let refused = refuse_as(&app, &supervisor, &case, &approval.id, "Part of it can be released").await.unwrap();
        assert_eq!((refused.state.as_str(), refused.head_seq), (state::IN_REVIEW, case.head_seq + 1));
        assert!(waiting(&app, &refused).await.is_none());
        let late = confirm_as(&app, &supervisor, &refused, &approval.id).await;
        assert!(matches!(late, Err(Refusal::NotFound)), "{late:?}");
        app.by(Role::Records, &refused, "approve", FREE).await;
        app.work_outbox().await;
    }

    async fn a_case_that_moved_voids_the_proposal(app) {
        let (case, approval) = proposed(&app).await;
        let requester = Actor::Requester(case.id.clone());
        let of = case.clone();
        let moved = app.app.write(&requester, move |conn, cx| message(conn, cx, &of, "I found my receipt.")).await.unwrap();
        let supervisor = app.staff(Role::Supervisor).await;
        let seen_before = confirm_as(&app, &supervisor, &case, &approval.id).await;
        assert!(matches!(seen_before, Err(Refusal::Stale(_))), "{seen_before:?}");
        let seen_after = confirm_as(&app, &supervisor, &moved, &approval.id).await;
        assert!(matches!(seen_after, Err(Refusal::Stale(_))), "the proposal is about another version: {seen_after:?}");
        assert!(waiting(&app, &moved).await.is_none(), "nobody is asked to confirm it any more");
        assert_eq!(app.case(&case.id).await.state, state::IN_REVIEW);
        app.work_outbox().await;
    }

    async fn a_proposal_of_another_case_is_not_found(app) {
        let (_, approval) = proposed(&app).await;
        let other = app.in_review(&[]).await;
        let crossed = confirm_as(&app, &app.staff(Role::Supervisor).await, &other, &approval.id).await;
        assert!(matches!(crossed, Err(Refusal::NotFound)), "{crossed:?}");
        app.work_outbox().await;
    }

    async fn a_cashier_sees_a_case_for_its_fee_and_writes_nothing_on_it(app) {
        let case = app.in_review(&[]).await;
        let case = app.by(Role::Records, &case, "approve", super::OWED).await;
        let case = app.by(Role::Records, &case, "charge_fee", &[("fee_line", "report_copy"), ("quantity", "2")]).await;
        let cashier = app.staff(Role::Cashier).await;
        let of = case.clone();
        let noted = app.app.write(&cashier, move |conn, cx| note(conn, cx, &of, "Paid with a card")).await;
        assert!(matches!(noted, Err(Refusal::Forbidden)), "{noted:?}");
        let of = case.clone();
        let written = app.app.write(&cashier, move |conn, cx| message(conn, cx, &of, "Please pay")).await;
        assert!(matches!(written, Err(Refusal::Forbidden)), "{written:?}");
        app.by(Role::Cashier, &case, "record_payment", &[("method", "cash"), ("receipt_number", "R-1"), ("drawer", "1")]).await;
        app.work_outbox().await;
    }
}
