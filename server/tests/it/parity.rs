//! What both databases must do alike: names of constraints, order, case, nulls, search, races.

use diesel::{RunQueryDsl, sql_query};
use futures_util::future::join_all;
use server::app::{Actor, Cx, StaffActor};
use server::db::cases::Case;
use server::db::queue::{self, Filter, Order};
use server::db::{self, Conn, Error, search};
use server::domain::cases::{confirm, message, refuse};
use server::domain::{Refusal, history};
use shared::search::fold_words;
use shared::service::{Role, state};

use crate::engine::{DENIAL, FREE};
use crate::on_both;
use crate::support::{TestApp, add_account};

/// The error of a statement, in a transaction of its own that leaves nothing.
async fn error_of(app: &TestApp, work: impl FnOnce(&mut Conn, &Cx) -> db::Result<()> + Send + 'static) -> Error {
    app.app.write(&Actor::System, work).await.expect_err("a constraint must refuse this")
}

async fn error_of_sql(app: &TestApp, sql: String) -> Error {
    error_of(app, move |conn, _| Ok(sql_query(sql).execute(conn).map(drop)?)).await
}

#[track_caller]
fn assert_conflict(error: &Error, constraint: &str) {
    assert!(matches!(error, Error::Conflict(name) if name == constraint), "{error:?}, not {constraint}");
}

/// The references of a page of the queue.
fn references(cases: &[Case]) -> Vec<&str> {
    cases.iter().map(|case| case.reference.as_str()).collect()
}

/// Every page of a list, one after the other.
async fn pages(app: &TestApp, filter: Filter) -> Vec<Case> {
    let mut all: Vec<Case> = Vec::new();
    loop {
        let after = all.last().map(|last| {
            (if filter.order == Order::Received { last.received_at } else { last.next_due_at }, last.id.clone())
        });
        let next = Filter { after, ..filter.clone() };
        let (page, _) = app.read(move |conn, _| queue::page(conn, &next)).await;
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

fn records(order: Order) -> Filter {
    Filter { sections: vec!["records".to_owned()], order, limit: 4, ..Filter::default() }
}

async fn hits(app: &TestApp, query: &str) -> Vec<String> {
    let words = fold_words(query);
    app.read(move |conn, _| Ok(search::newest_hits(conn, &["records".to_owned()], &words, search::MOST_HITS)?.0)).await
}

on_both! {
    async fn a_constraint_that_refuses_has_one_name(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        let case = app.case(&case.id).await;
        let id = &case.id;

        let twin = Case { id: "another".to_owned(), ..case.clone() };
        assert_conflict(&error_of(&app, move |conn, _| db::cases::insert(conn, &twin)).await, "cases_reference_unique");
        let twin = Case { reference: "another".to_owned(), ..case.clone() };
        assert_conflict(&error_of(&app, move |conn, _| db::cases::insert(conn, &twin)).await, "cases_pkey");
        let again = format!(
            "INSERT INTO events SELECT 'another', case_id, seq, at, actor, staff_id, kind, payload_digest, prev_hash, hash \
             FROM events WHERE case_id = '{id}'"
        );
        assert_conflict(&error_of_sql(&app, again).await, "events_case_seq_unique");
        let again = format!(
            "INSERT INTO access_keys SELECT 'another', case_id, key_hash, purpose, created_at, expires_at, revoked_at \
             FROM access_keys WHERE case_id = '{id}'"
        );
        assert_conflict(&error_of_sql(&app, again).await, "access_keys_hash_unique");
        let again = format!("INSERT INTO case_words (case_id, words) VALUES ('{id}', 'recordsmore')");
        assert_conflict(&error_of_sql(&app, again).await, "case_words_case_unique");
        let again = "INSERT INTO staff SELECT 'another', email, name, title, language, password_hash, totp_secret, totp_last_step, \
                     failed_tries, locked_until, disabled_at, created_at, last_signed_in_at FROM staff WHERE email = 'clerk@example.test'";
        assert_conflict(&error_of_sql(&app, again.to_owned()).await, "staff_email_unique");
        for table in ["outbox", "event_payloads", "clocks", "fee_lines", "calendar_versions", "staff_roles"] {
            let again = format!("INSERT INTO {table} SELECT * FROM {table}");
            assert_conflict(&error_of_sql(&app, again).await, &format!("{table}_pkey"));
        }
        let orphan = format!("UPDATE cases SET assigned_to = 'nobody' WHERE id = '{id}'");
        assert!(matches!(error_of_sql(&app, orphan).await, Error::Conflict(_)), "a foreign key is a conflict, too");
        let hollow = format!("UPDATE cases SET subject = NULL WHERE id = '{id}'");
        assert!(matches!(error_of_sql(&app, hollow).await, Error::Other(_)), "a missing value is a defect");
        let missing = app.app.read(&Actor::System, |conn, _| db::cases::get(conn, "nobody")).await;
        assert!(matches!(missing, Err(Error::NotFound)), "{missing:?}");
    }

    async fn lists_are_in_one_order_and_pages_neither_skip_nor_repeat(app) {
        for day in 0..3 {
            // Several at the same moment: their ids decide.
            for _ in 0..5 {
                app.take_in(&[]).await;
            }
            app.advance(chrono::TimeDelta::days(day));
        }
        let withdrawn = app.take_in(&[]).await.case;
        app.attempt(&Actor::Requester(withdrawn.id.clone()), &app.case(&withdrawn.id).await, "withdraw", &[]).await.unwrap();
        app.work_outbox().await;
        let mut expected = pages(&app, records(Order::Due)).await;
        assert_eq!(expected.len(), 16);
        assert_eq!(expected.last().unwrap().id, withdrawn.id, "what is due never comes last, without a null");
        let found = references(&expected).join(" ");
        expected.sort_by(|a, b| (a.next_due_at, &a.id).cmp(&(b.next_due_at, &b.id)));
        assert_eq!(found, references(&expected).join(" "), "soonest first");
        let latest = pages(&app, records(Order::DueDescending)).await;
        expected.sort_by(|a, b| (b.next_due_at, &b.id).cmp(&(a.next_due_at, &a.id)));
        assert_eq!(references(&latest), references(&expected), "latest first");
        let newest = pages(&app, records(Order::Received)).await;
        expected.sort_by(|a, b| (b.received_at, &b.id).cmp(&(a.received_at, &a.id)));
        assert_eq!(references(&newest), references(&expected), "newest first");
    }

    async fn people_are_in_the_order_of_their_names_whatever_their_letters(app) {
        app.write(|conn, cx| {
            for (email, name) in [("1@example.test", "ana de Ruíz"), ("2@example.test", "Ávila, Bo"), ("3@example.test", "Zed"), ("4@example.test", "bo")] {
                let id = add_account(conn, cx, email, &[Role::Records], None)?;
                sql_query(format!("UPDATE staff SET name = '{name}' WHERE id = '{id}'")).execute(conn).map_err(Error::from)?;
            }
            Ok(())
        })
        .await;
        let names: Vec<String> = app.read(|conn, _| db::staff::names(conn)).await.into_iter().map(|(_, name)| name).collect();
        let own: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.starts_with("Person")).collect();
        assert_eq!(own, ["ana de Ruíz", "Ávila, Bo", "bo", "Zed"]);
        let actors: Vec<String> = app.read(|conn, _| db::staff::actors(conn)).await.into_iter().map(|actor| actor.name).collect();
        assert_eq!(actors, names);
    }

    async fn letters_of_another_case_are_other_letters(app) {
        let case = app.take_in(&[]).await.case;
        app.work_outbox().await;
        let lower = case.reference.to_lowercase();
        let other = app.app.read(&Actor::System, move |conn, _| db::cases::by_reference(conn, &lower)).await;
        assert!(matches!(other, Err(Error::NotFound)), "{other:?}");
        let other = app.app.read(&Actor::System, |conn, _| db::staff::by_email(conn, "CLERK@example.test")).await;
        assert!(matches!(other, Err(Error::NotFound)), "{other:?}");
        let padded = format!("{} ", case.reference);
        let other = app.app.read(&Actor::System, move |conn, _| db::cases::by_reference(conn, &padded)).await;
        assert!(matches!(other, Err(Error::NotFound)), "{other:?}");
    }

    async fn nobodys_cases_and_somebodys_are_told_apart(app) {
        let free = app.take_in(&[]).await.case;
        let taken = app.take_in(&[]).await.case;
        let owner = app.person(Role::Records).await;
        let (by, of) = (owner.clone(), app.case(&taken.id).await);
        let assign = move |conn: &mut Conn, cx: &Cx| server::domain::cases::assign(conn, cx, &of, of.head_seq, Some(&by.id));
        app.app.write(&Actor::Staff(owner.clone()), assign).await.unwrap();
        app.work_outbox().await;
        let unassigned = pages(&app, Filter { unassigned: true, ..records(Order::Due) }).await;
        assert_eq!(references(&unassigned), [&free.reference]);
        let mine = pages(&app, Filter { assigned_to: Some(owner.id), ..records(Order::Due) }).await;
        assert_eq!(references(&mine), [&taken.reference]);
    }

    async fn a_search_finds_the_same(app) {
        let ana = app.take_in(&[]).await.case.id;
        let place = [("have_number", "no"), ("report_number", ""), ("incident_date", "2026-11-01"), ("place", "Café O'Hara, 12/14 Lake Ave near Colorado")];
        let bo = app.take_in(&[&[("name", "Bo Lindström-Peña")], &place]).await.case.id;
        let both = [bo.clone(), ana.clone()];
        let of = app.case(&ana).await;
        app.app.write(&Actor::Requester(ana.clone()), move |conn, cx| message(conn, cx, &of, "The thief rode a penny-farthing")).await.unwrap();
        app.work_outbox().await;
        let wanted: &[(&str, &[String])] = &[
            ("24-001234", &both[1..]),
            ("24001234", &both[1..]),
            ("001234", &both[1..]),
            ("24-0012", &both[1..]),
            ("24-001235", &[]),
            ("Ruíz", &both[1..]),
            ("ruiz", &both[1..]),
            ("RUI", &both[1..]),
            ("uiz", &[]),
            ("ana ruiz", &both[1..]),
            ("ruiz ana", &both[1..]),
            ("an ruiz", &[]),
            ("lindstrom", &both[..1]),
            ("Peña", &both[..1]),
            ("pena lind", &both[..1]),
            ("ohara", &both[..1]),
            ("O’Hara cafe", &both[..1]),
            ("12/14", &both[..1]),
            ("near", &both[..1]),
            ("NEAR(lake)", &both[..1]),
            ("lake AND ave", &[]),
            ("penny farthing", &both[1..]),
            ("penny-farthing", &both[1..]),
            ("colorado \"' :* & | ! \\", &both[..1]),
        ];
        for (query, expected) in wanted {
            assert_eq!(&hits(&app, query).await, expected, "{query}");
        }
        for id in &both {
            let reference = app.case(id).await.reference;
            assert_eq!(hits(&app, &reference).await, std::slice::from_ref(id));
            assert_eq!(hits(&app, &reference.to_lowercase()).await, std::slice::from_ref(id));
        }
        let third = app.take_in(&[&[("name", "Ana Ruíz")]]).await.case.id;
        app.work_outbox().await;
        assert_eq!(hits(&app, "ana").await, [third, ana], "the newest first");
    }

    async fn of_actions_at_one_moment_on_one_version_one_happens(app) {
        let case = app.take_in(&[]).await.case;
        let case = app.case(&case.id).await;
        let records = app.staff(Role::Records).await;
        let tried = join_all((0..16).map(|_| app.attempt(&records, &case, "start_review", &[]))).await;
        assert_eq!(tried.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{tried:?}");
        assert!(tried.iter().all(|outcome| matches!(outcome, Ok(_) | Err(Refusal::Stale(_)))), "{tried:?}");
        assert_eq!(app.kinds_of_events(&case).await, ["received", "start_review"]);

        let case = app.case(&case.id).await;
        let approve = app.attempt(&records, &case, "approve", FREE);
        let deny = app.attempt(&records, &case, "deny", DENIAL);
        let requester = Actor::Requester(case.id.clone());
        let withdraw = app.attempt(&requester, &case, "withdraw", &[]);
        let (approve, deny, withdraw) = futures_util::join!(approve, deny, withdraw);
        let happened = [approve.is_ok(), deny.is_ok(), withdraw.is_ok()];
        assert_eq!(happened.iter().filter(|happened| **happened).count(), 1, "{approve:?} {deny:?} {withdraw:?}");
        app.work_outbox().await;
    }

    async fn of_two_people_who_confirm_at_one_moment_one_does(app) {
        let case = app.in_review(&[]).await;
        let case = app.by(Role::Records, &case, "deny", DENIAL).await;
        let (id, version) = (case.id.clone(), case.head_seq);
        let approval = app.read(move |conn, _| db::approvals::open_of_case(conn, &id, version)).await.remove(0).id;
        let supervisor = app.person(Role::Supervisor).await;
        let other = StaffActor { roles: vec![Role::Supervisor], ..app.person(Role::Clerk).await };
        let tried = join_all([supervisor, other].into_iter().cycle().take(12).map(|person| {
            let (case, approval) = (case.clone(), approval.clone());
            async {
                let decide = move |conn: &mut Conn, cx: &Cx| confirm(conn, cx, &case, &approval, version);
                app.app.write(&Actor::Staff(person), decide).await
            }
        }))
        .await;
        assert_eq!(tried.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{tried:?}");
        assert!(tried.iter().all(|outcome| matches!(outcome, Ok(_) | Err(Refusal::Stale(_) | Refusal::NotFound))), "{tried:?}");
        assert_eq!(app.case(&case.id).await.state, state::DENIED);
        let id = case.id.clone();
        let letters = app.read(move |conn, _| db::letters::of_case(conn, &id)).await;
        assert_eq!(letters.len(), 1, "one denial is one letter");
        app.work_outbox().await;
    }

    async fn of_two_people_who_decide_otherwise_at_one_moment_one_does(app) {
        let supervisor = app.staff(Role::Supervisor).await;
        for _ in 0..6 {
            let case = app.in_review(&[]).await;
            let case = app.by(Role::Records, &case, "deny", DENIAL).await;
            let (id, version) = (case.id.clone(), case.head_seq);
            let approval = app.read(move |conn, _| db::approvals::open_of_case(conn, &id, version)).await.remove(0).id;
            let (of, proposal) = (case.clone(), approval.clone());
            let yes = app.app.write(&supervisor, move |conn, cx| confirm(conn, cx, &of, &proposal, version));
            let no = app.app.write(&supervisor, move |conn, cx| refuse(conn, cx, &case, &approval, version, "Not like this"));
            let (yes, no) = futures_util::join!(yes, no);
            assert!(yes.is_ok() != no.is_ok(), "{yes:?} {no:?}");
            let loser = yes.err().or(no.err());
            assert!(matches!(loser, Some(Refusal::Stale(_) | Refusal::NotFound)), "{loser:?}");
        }
        app.work_outbox().await;
    }

    async fn words_that_come_at_one_moment_are_all_kept_and_found(app) {
        let case = app.take_in(&[]).await.case;
        let requester = Actor::Requester(case.id.clone());
        let written = join_all((0..20).map(|number| {
            let (case, requester, app) = (case.clone(), requester.clone(), app.app.clone());
            async move { app.write(&requester, move |conn, cx| message(conn, cx, &case, &format!("word{number}x"))).await }
        }))
        .await;
        assert!(written.iter().all(Result::is_ok), "{written:?}");
        for number in 0..20 {
            assert_eq!(hits(&app, &format!("word{number}x")).await, std::slice::from_ref(&case.id), "word{number}x was lost");
        }
        let id = case.id.clone();
        assert_eq!(app.read(move |conn, _| history::verify(conn, &id)).await, Ok(21));
        app.work_outbox().await;
    }
}
