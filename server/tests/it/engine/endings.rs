//! How cases end, and how an end is taken back.

use chrono::TimeDelta;
use serde_json::json;
use server::app::{Actor, StaffActor};
use server::db::{self, documents, keys, orders, sessions};
use server::domain::cases::{Act, act, for_requester, message};
use server::domain::sessions::visitor;
use server::domain::{Refusal, keys as key_use};
use shared::form::Answers;
use shared::service::{Block, Role, state};

use super::{DENIAL, OWED, VIOLENCE, release_of};
use crate::on_both;
use crate::support::TestApp;

async fn withdraw(app: &TestApp, case: &db::cases::Case) -> Result<db::cases::Case, Refusal> {
    let of = case.clone();
    let wish = Act { action: "withdraw".to_owned(), version: None, fields: Answers::new() };
    app.app.write(&Actor::Requester(case.id.clone()), move |conn, cx| act(conn, cx, &of, &wish)).await
}

/// A denial that two people carried out.
async fn denied(app: &TestApp, changes: &[&[(&str, &str)]]) -> db::cases::Case {
    let case = app.in_review(changes).await;
    let case = app.by(Role::Records, &case, "deny", DENIAL).await;
    let (id, version) = (case.id.clone(), case.head_seq);
    let approval = app.read(move |conn, _| db::approvals::open_of_case(conn, &id, version)).await.remove(0);
    let supervisor = app.staff(Role::Supervisor).await;
    let decide = move |conn: &mut db::Conn, cx: &server::app::Cx| {
        server::domain::cases::confirm(conn, cx, &case, &approval.id, version)
    };
    app.app.write(&supervisor, decide).await.unwrap()
}

on_both! {
    async fn a_release_is_taken_back_within_ten_minutes_and_its_deadline_runs_again(app) {
        let case = app.approved(&[]).await;
        let due = case.next_due_at;
        let copy = app.add_copy(&case).await;
        let released = app.by(Role::Records, &case, "release", &release_of(&copy)).await;
        assert!(app.open_clocks(&released).await.is_empty());
        app.advance(TimeDelta::minutes(9) + TimeDelta::seconds(59));
        let records = app.staff(Role::Records).await;
        let back = app.attempt(&records, &released, "recall", &[("reason", "A page was not redacted")]).await.unwrap();
        assert_eq!(back.state, state::APPROVED);
        assert_eq!((back.next_due_at, back.ended), (due, false), "what was promised is still owed");
        assert_eq!(app.open_clocks(&back).await, ["report.target"]);
        let document = app.read(move |conn, _| documents::get(conn, &copy)).await;
        assert_eq!((document.visibility.as_str(), document.released_at), (documents::STAFF, None));
        app.work_outbox().await;
    }

    async fn a_release_is_not_taken_back_after_ten_minutes_nor_by_somebody_else(app) {
        let case = app.approved(&[]).await;
        let copy = app.add_copy(&case).await;
        let released = app.by(Role::Records, &case, "release", &release_of(&copy)).await;
        let colleague = StaffActor { id: app.person(Role::Clerk).await.id, ..app.person(Role::Records).await };
        let by_colleague = app.attempt(&Actor::Staff(colleague), &released, "recall", &[("reason", "No")]).await;
        assert!(matches!(by_colleague, Err(Refusal::Blocked(Block::Role))), "{by_colleague:?}");
        app.advance(TimeDelta::minutes(10));
        for actor in [app.staff(Role::Records).await, app.staff(Role::Supervisor).await] {
            let late = app.attempt(&actor, &released, "recall", &[("reason", "Too late")]).await;
            assert!(matches!(late, Err(Refusal::Blocked(Block::Gate("recall_too_late")))), "{late:?}");
        }
        app.work_outbox().await;
    }

    async fn a_release_asks_for_proof_and_for_the_word_that_the_file_is_redacted(app) {
        let case = app.approved(&[]).await;
        let copy = app.add_copy(&case).await;
        let long_ago = StaffActor { proved_at: app.now() - TimeDelta::minutes(16), ..app.person(Role::Records).await };
        let unproved = app.attempt(&Actor::Staff(long_ago), &case, "release", &release_of(&copy)).await;
        assert!(matches!(unproved, Err(Refusal::ProofNeeded)), "{unproved:?}");
        let records = app.staff(Role::Records).await;
        let silent = app.attempt(&records, &case, "release", &[("document", &copy), ("recipient", "Ana")]).await;
        assert!(matches!(&silent, Err(Refusal::Invalid(faults)) if faults[0].field == "redacted"), "{silent:?}");
        let other = app.approved(&[]).await;
        let foreign = app.add_copy(&other).await;
        let crossed = app.attempt(&records, &case, "release", &release_of(&foreign)).await;
        assert!(matches!(&crossed, Err(Refusal::Invalid(faults)) if faults[0].field == "document"), "{crossed:?}");
        assert_eq!(app.case(&case.id).await.head_seq, case.head_seq, "a release that failed half-way leaves nothing");
        app.attempt(&records, &case, "release", &release_of(&copy)).await.unwrap();
        app.work_outbox().await;
    }

    async fn a_copy_that_nobody_collects_closes_its_case_after_sixty_days(app) {
        let case = app.approved(&[&[("delivery", "counter")]]).await;
        let ready = app.by(Role::Records, &case, "mark_ready", &[]).await;
        assert_eq!(app.open_clocks(&ready).await, ["report.uncollected"]);
        app.advance(TimeDelta::days(60) - TimeDelta::hours(12));
        app.work_outbox().await;
        assert_eq!(app.case(&case.id).await.state, state::READY, "not before the day is over");
        app.advance(TimeDelta::hours(48));
        app.work_outbox().await;
        let closed = app.case(&case.id).await;
        assert_eq!((closed.state.as_str(), closed.disposition.as_deref()), (state::CLOSED, Some("uncollected")));
        assert!(app.open_clocks(&closed).await.is_empty());
        app.work_outbox().await;
    }

    async fn a_copy_that_was_handed_over_is_not_closed_by_the_timer(app) {
        let case = app.approved(&[&[("delivery", "counter")]]).await;
        let ready = app.by(Role::Records, &case, "mark_ready", &[]).await;
        app.by(Role::Records, &ready, "hand_over", &[("id_checked", "yes"), ("handed_to", "Ana Ruíz")]).await;
        app.advance(TimeDelta::days(62));
        app.work_outbox().await;
        assert_eq!(app.case(&case.id).await.state, state::RELEASED);
    }

    async fn a_denial_that_is_taken_back_lets_the_deadlines_of_the_receipt_run_again(app) {
        for (changes, rules) in [(&[][..], &["report.target"][..]), (&[VIOLENCE][..], &["report.fc6228_face_sheet", "report.fc6228_report"][..])] {
            let received = app.now();
            let case = denied(&app, changes).await;
            assert!(case.ended && app.open_clocks(&case).await.is_empty());
            app.advance(TimeDelta::days(30));
            let records = app.attempt(&app.staff(Role::Records).await, &case, "reopen", &[("reason", "The court ordered it")]).await;
            assert!(matches!(records, Err(Refusal::Blocked(Block::Role))), "{records:?}");
            let open = app.by(Role::Supervisor, &case, "reopen", &[("reason", "The court ordered it")]).await;
            assert_eq!((open.state.as_str(), open.ended, open.decision.as_deref()), (state::IN_REVIEW, false, None));
            assert_eq!(app.open_clocks(&open).await, rules, "counted from the receipt, which did not move");
            assert!(open.next_due_at < (received + TimeDelta::days(20)).naive_utc(), "so that it is overdue and comes first");
            app.work_outbox().await;
        }
    }

    async fn a_copy_that_was_never_collected_can_be_asked_for_again(app) {
        let case = app.approved(&[&[("delivery", "counter")]]).await;
        app.by(Role::Records, &case, "mark_ready", &[]).await;
        app.advance(TimeDelta::days(62));
        app.work_outbox().await;
        let open = app.by(Role::Supervisor, &app.case(&case.id).await, "reopen", &[("reason", "She was in hospital")]).await;
        assert_eq!(app.open_clocks(&open).await, ["report.target"], "the sixty days begin when it is ready again");
        assert_eq!(open.disposition, None);
        app.work_outbox().await;
    }

    async fn withdrawing_and_closing_keep_everything_that_happened(app) {
        let case = app.take_in(&[]).await.case;
        let of = case.clone();
        app.app.write(&Actor::Requester(case.id.clone()), move |conn, cx| message(conn, cx, &of, "Never mind")).await.unwrap();
        let withdrawn = withdraw(&app, &app.case(&case.id).await).await.unwrap();
        assert!(withdrawn.ended && app.open_clocks(&withdrawn).await.is_empty());
        let closed = app.by(Role::Records, &withdrawn, "close", &[("disposition", "withdrawn")]).await;
        assert_eq!(app.kinds_of_events(&closed).await, ["received", "message", "withdraw", "close"]);
        let id = case.id.clone();
        let kept = app.read(move |conn, _| {
            let words = db::messages::of_case(conn, &id)?.len();
            Ok((words, db::clocks::of_case(conn, &id)?.len(), db::letters::of_case(conn, &id)?.len()))
        });
        assert_eq!(kept.await, (1, 1, 1));
        let again = withdraw(&app, &closed).await;
        assert!(matches!(again, Err(Refusal::Blocked(Block::State))), "{again:?}");
        app.work_outbox().await;
    }

    async fn withdrawing_with_an_unpaid_order_voids_it_and_a_later_order_stands_alone(app) {
        let charge = [("fee_line", "report_copy"), ("quantity", "3")];
        let case = app.in_review(&[]).await;
        let case = app.by(Role::Records, &case, "approve", OWED).await;
        let due = app.by(Role::Records, &case, "charge_fee", &charge).await;
        let withdrawn = withdraw(&app, &due).await.unwrap();
        assert_eq!(withdrawn.fee, "owed", "nobody is asked for it any more");
        let closed = app.by(Role::Records, &withdrawn, "close", &[("disposition", "withdrawn")]).await;
        let open = app.by(Role::Supervisor, &closed, "reopen", &[("reason", "They changed their mind")]).await;
        let case = app.by(Role::Records, &open, "approve", OWED).await;
        app.advance(TimeDelta::minutes(1));
        let due = app.by(Role::Records, &case, "charge_fee", &charge).await;
        let paid = app.by(Role::Cashier, &due, "record_payment", &[("method", "card"), ("receipt_number", "R-7"), ("drawer", "2")]).await;
        let id = paid.id.clone();
        let orders = app.read(move |conn, _| orders::of_case(conn, &id)).await;
        let states: Vec<_> = orders.iter().map(|order| (order.state.as_str(), order.receipt_number.as_deref())).collect();
        assert_eq!(states, [("void", None), ("paid", Some("R-7"))]);
        app.work_outbox().await;
    }

    async fn a_converted_request_keeps_receipt_date_documents_and_requester(app) {
        let submitted = app.take_in(&[&[("pin", "491703")]]).await;
        let from = app.case(&submitted.case.id).await;
        let copy = app.add_copy(&from).await;
        app.advance(TimeDelta::days(4));
        let from = app.by(Role::Records, &from, "convert", &[]).await;
        let to = app.converted(&from).await;
        assert_eq!((from.state.as_str(), from.disposition.as_deref()), (state::CLOSED, Some("converted")));
        assert!(app.open_clocks(&from).await.is_empty());
        assert_eq!((to.service.as_str(), to.state.as_str()), ("public_records", state::RECEIVED));
        assert_eq!(to.received_at, from.received_at, "the law counts from the first day");
        assert_eq!(app.open_clocks(&to).await, ["cpra.determination"]);
        assert!(to.next_due_at < (to.received_at + TimeDelta::days(14)));
        assert_eq!(app.read(move |conn, _| documents::get(conn, &copy)).await.visibility, documents::STAFF);

        let (session, opened, pin_hash) = app.app.write(&Actor::Visitor, move |conn, cx| {
            let session = visitor::open(conn, cx, visitor::IDLE)?.session.token_hash;
            let opened = key_use::open(conn, cx, submitted.access_key.expose())?;
            key_use::grant(conn, &session, &opened)?;
            Ok::<_, Refusal>((session, opened, to.pin_hash))
        }).await.unwrap();
        assert!(opened.needs_pin && pin_hash.is_some(), "the PIN goes along");
        let seen = |session: Vec<u8>, reference: String| {
            app.app.read(&Actor::Visitor, move |conn, _| for_requester(conn, &session, &reference))
        };
        assert!(matches!(seen(session.clone(), to.reference.clone()).await, Err(Refusal::NotFound)), "not before the PIN");
        let (by, id) = (session.clone(), from.id.clone());
        app.write(move |conn, _| Ok(keys::pass_pin(conn, &by, &id)?)).await;
        assert_eq!(seen(session, to.reference.clone()).await.unwrap().id, to.id);
        let stranger = app.write(|conn, cx| Ok(visitor::open(conn, cx, visitor::IDLE)?.session.token_hash)).await;
        assert!(matches!(seen(stranger.clone(), to.reference).await, Err(Refusal::NotFound)));
        app.write(move |conn, _| Ok(sessions::delete(conn, &stranger)?)).await;
        app.work_outbox().await;
    }

    async fn the_key_of_a_request_opens_the_one_that_it_became(app) {
        let submitted = app.take_in(&[]).await;
        let from = app.case(&submitted.case.id).await;
        let to = app.converted(&app.by(Role::Records, &from, "convert", &[]).await).await;
        let bearer = format!("Bearer {}", submitted.access_key.expose());
        let ask = |reference: &str| {
            app.browser().call("GET", &format!("/api/v1/requests/{reference}")).header("authorization", &bearer).send()
        };
        let answer: serde_json::Value = ask(&to.reference).await.expect(200).json();
        assert_eq!(answer["service"], json!("public_records"));
        let other = app.take_in(&[]).await.case;
        ask(&other.reference).await.expect(404);
        app.work_outbox().await;
    }
}
