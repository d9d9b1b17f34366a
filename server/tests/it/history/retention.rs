//! What is past its period goes when two people say so, and the chain still holds.

use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use futures_util::stream;
use server::app::Actor;
use server::db::cases::Case;
use server::db::retention::Destruction;
use server::db::{self, documents};
use server::domain::cases::log_reading;
use server::domain::history::Break;
use server::domain::retention::{self, What};
use server::domain::{Outcome, Refusal, keys};
use server::outbox::Job;
use shared::service::{Block, Role, state};

use super::{WORD, closed, tamper, verified};
use crate::engine::tables;
use crate::on_both;
use crate::support::TestApp;

/// Lets so many days pass and the schedule propose.
async fn days_later(app: &TestApp, days: i64) {
    app.work_outbox().await;
    app.advance(TimeDelta::days(days));
    app.enqueue(Job::ProposeDestruction).await;
    app.work_outbox().await;
}

/// What is proposed for a case now.
async fn proposed(app: &TestApp, case: &Case) -> Vec<Destruction> {
    let id = case.id.clone();
    let known = app.read(move |conn, _| db::retention::of_case(conn, &id)).await;
    known.into_iter().filter(|destruction| destruction.outcome.is_none()).collect()
}

/// The proposal about one kind of record.
async fn of(app: &TestApp, case: &Case, what: What) -> Destruction {
    proposed(app, case).await.into_iter().find(|known| known.what == what.code()).expect("a proposal")
}

async fn approve(app: &TestApp, actor: &Actor, destruction: &Destruction) -> Outcome<Case> {
    let id = destruction.id.clone();
    app.app.write(actor, move |conn, cx| retention::approve(conn, cx, &id)).await
}

async fn hold(app: &TestApp, actor: &Actor, case: &Case, reason: &str) -> Outcome<Case> {
    let (case, reason) = (case.clone(), reason.to_owned());
    app.app.write(actor, move |conn, cx| retention::place(conn, cx, &case, &reason)).await
}

fn gate<T: std::fmt::Debug>(refused: &Outcome<T>) -> &'static str {
    match refused {
        Err(Refusal::Blocked(Block::Gate(gate))) => gate,
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn only_what_ended_long_enough_ago_is_proposed(app) {
        let ended = closed(&app).await;
        let open = app.in_review(&[]).await;
        days_later(&app, 729).await;
        assert!(proposed(&app, &ended).await.is_empty(), "a day too soon");
        days_later(&app, 1).await;
        let what: Vec<String> = proposed(&app, &ended).await.into_iter().map(|known| known.what).collect();
        assert_eq!(what, ["record"], "which covers the files");
        assert!(proposed(&app, &open).await.is_empty(), "it never ended");
        let record = of(&app, &ended, What::Record).await;
        assert_eq!((record.days, record.citation.as_str(), record.proposed_by), (730, "Gov 34090", None));
        days_later(&app, 1).await;
        assert_eq!(proposed(&app, &ended).await.len(), 1, "and is proposed once");
        assert_eq!(app.case(&ended.id).await.head_seq, ended.head_seq, "nothing happened to the case yet");
    }

    async fn what_was_destroyed_leaves_no_trace_but_the_statistics_and_a_chain_that_holds(app) {
        let sent = app.take_in(&[]).await;
        let case = closed(&app).await;
        let key = {
            let of = case.id.clone();
            app.write(move |conn, cx| Ok(keys::mint(conn, cx, &of, "submission")?.0)).await
        };
        let stored = app.app.documents.put(false, 1000, stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from_static(b"Ana's report"))])).await.unwrap();
        tamper(&app, &case, &[&format!("UPDATE documents SET storage_key = '{}' WHERE case_id = '{{case}}'", stored.storage_key)]).await;
        // The other case of these people is not to be found in the end.
        let other = app.case(&sent.case.id).await;
        let requester = Actor::Requester(other.id.clone());
        let withdrawn = app.attempt(&requester, &other, "withdraw", &[]).await.unwrap();
        let link = format!(
            "INSERT INTO case_links SELECT 'link', id, '{}', 'related', 'The aardvark of Ana', \
             (SELECT id FROM staff WHERE email = 'records@example.test'), received_at FROM cases WHERE id = '{{case}}'",
            withdrawn.id
        );
        tamper(&app, &case, &[&link]).await;
        days_later(&app, 731).await;

        let supervisor = app.staff(Role::Supervisor).await;
        for of_case in [&case, &withdrawn] {
            for destruction in proposed(&app, of_case).await {
                approve(&app, &supervisor, &destruction).await.unwrap();
            }
        }
        app.work_outbox().await;

        let dump = app.read(|conn, _| Ok(tables::dump(conn))).await;
        for trace in ["Ana", "Ru\u{ed}z", "ruiz", "24-001234", "24001234", WORD, "copy.pdf"] {
            assert!(!dump.contains(trace), "{trace} is still there: {:?}", dump.lines().find(|line| line.contains(trace)));
        }
        if let Some(file) = app.database_url().strip_prefix("sqlite:") {
            let mut own = SqliteConnection::establish(file).unwrap();
            own.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
            let bytes = std::fs::read(file).unwrap();
            for trace in ["Ana Ru\u{ed}z", "ruiz", "24-001234", "24001234", WORD] {
                let found = bytes.windows(trace.len()).any(|part| part == trace.as_bytes());
                assert!(!found, "{trace} still stands in the file");
            }
        }
        for word in [WORD, "ruiz"] {
            let section = [case.section.clone()];
            let hits = app.read(move |conn, _| db::search::newest_hits(conn, &section, &[word.to_owned()], 1)).await;
            assert!(hits.0.is_empty(), "the full text still finds {word}");
        }
        assert!(app.app.documents.get(&stored.storage_key, false).await.is_err(), "the file is gone");
        let opened = app.app.write(&Actor::Visitor, move |conn, cx| keys::open(conn, cx, key.expose())).await;
        assert!(matches!(opened, Err(Refusal::NotFound)), "no key opens it");

        let after = app.case(&case.id).await;
        assert_eq!(
            (after.reference, after.service, after.state, after.received_at, after.disposition, after.decision, after.released_at),
            (case.reference.clone(), case.service.clone(), case.state.clone(), case.received_at, case.disposition.clone(), case.decision.clone(), case.released_at),
        );
        let id = case.id.clone();
        let clocks = app.read(move |conn, _| db::clocks::of_case(conn, &id)).await;
        assert!(!clocks.is_empty(), "the clocks stay for the statistics");
        assert_eq!(verified(&app, &case).await, Ok(case.head_seq + 1));
        assert_eq!(verified(&app, &withdrawn).await, Ok(withdrawn.head_seq + 1));
        days_later(&app, 800).await;
        assert!(proposed(&app, &case).await.is_empty(), "it is not proposed again");
    }

    async fn who_opened_a_case_is_let_go_of_by_a_period_of_its_own(app) {
        let case = closed(&app).await;
        let supervisor = app.staff(Role::Supervisor).await;
        let read = |app: &TestApp| {
            let (app, supervisor, id) = (app.app.clone(), supervisor.clone(), case.id.clone());
            async move { app.write(&supervisor, move |conn, cx| log_reading(conn, cx, &id)).await.unwrap() }
        };
        let left = |app: &TestApp| {
            let (app, id) = (app.app.clone(), case.id.clone());
            async move {
                app.read(&Actor::System, move |conn, _| db::access_log::of_case(conn, &id, 9)).await.unwrap().len()
            }
        };
        read(&app).await;
        days_later(&app, 400).await;
        read(&app).await;
        days_later(&app, 331).await;
        let log = of(&app, &case, What::Accesses).await;
        approve(&app, &app.staff(Role::Supervisor).await, &log).await.unwrap();
        assert_eq!(left(&app).await, 1, "the later reading stays");
        assert_eq!(app.case(&case.id).await.requester_name, "Ana Ruíz", "and so does the record");
        days_later(&app, 1).await;
        let what: Vec<String> = proposed(&app, &case).await.into_iter().map(|known| known.what).collect();
        assert_eq!(what, ["record"], "nothing of the log is past its period");
        approve(&app, &app.staff(Role::Supervisor).await, &of(&app, &case, What::Record).await).await.unwrap();
        assert_eq!(left(&app).await, 1, "a breach list still names who opened it");
        days_later(&app, 400).await;
        approve(&app, &app.staff(Role::Supervisor).await, &of(&app, &case, What::Accesses).await).await.unwrap();
        assert_eq!(left(&app).await, 0);
        assert_eq!(verified(&app, &case).await, Ok(case.head_seq + 3));
        app.work_outbox().await;
    }

    async fn files_may_go_before_the_record(app) {
        let case = closed(&app).await;
        let longer = |conn: &mut db::Conn, cx: &server::app::Cx| retention::change(conn, cx, "police_report", "record", "3650", "Resolution 9", "New schedule");
        app.app.write(&app.staff(Role::Supervisor).await, longer).await.unwrap();
        days_later(&app, 731).await;
        approve(&app, &app.staff(Role::Supervisor).await, &of(&app, &case, What::Files).await).await.unwrap();
        let id = case.id.clone();
        let files = app.read(move |conn, _| documents::of_case(conn, &id)).await;
        assert!(files.iter().all(|file| file.destroyed_at.is_some() && file.name == "copy.pdf"), "{files:?}");
        assert_eq!(app.case(&case.id).await.requester_name, "Ana Ruíz");
        assert_eq!(verified(&app, &case).await, Ok(case.head_seq + 1));
        app.work_outbox().await;
    }

    async fn a_gap_is_lawful_exactly_when_an_erasure_names_it(app) {
        let [case, second, third] = [closed(&app).await, closed(&app).await, closed(&app).await];
        days_later(&app, 731).await;
        let supervisor = app.staff(Role::Supervisor).await;
        for case in [&case, &second, &third] {
            approve(&app, &supervisor, &of(&app, case, What::Record).await).await.unwrap();
            assert_eq!(verified(&app, case).await, Ok(case.head_seq + 1));
        }
        let erasure = case.head_seq + 1;
        tamper(&app, &case, &["DELETE FROM event_payloads WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND kind = 'erase')"]).await;
        assert_eq!(verified(&app, &case).await, Err(Break::PayloadGone(1)), "an erasure that says nothing makes nothing lawful");

        tamper(&app, &second, &["UPDATE event_payloads SET payload = '{\"events\":[]}' WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND kind = 'erase')"]).await;
        assert_eq!(verified(&app, &second).await, Err(Break::PayloadGone(1)), "nor does one that was changed");

        let of_third = third.clone();
        app.app.write(&supervisor, move |conn, cx| server::domain::cases::note(conn, cx, &of_third, "Later")).await.unwrap();
        tamper(&app, &third, &["DELETE FROM event_payloads WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND kind = 'note' AND seq > 6)"]).await;
        assert_eq!(verified(&app, &third).await, Err(Break::PayloadGone(erasure + 1)), "and none covers what came after it");
        app.work_outbox().await;
    }

    async fn two_people_and_a_recent_proof_are_needed(app) {
        let case = closed(&app).await;
        app.work_outbox().await;
        let mut both = app.person(Role::Supervisor).await;
        both.roles = vec![Role::Records, Role::Supervisor];
        let both = Actor::Staff(both);
        let of_case = case.clone();
        let early = app.app.write(&both, move |conn, cx| retention::propose(conn, cx, &of_case, What::Record)).await;
        assert_eq!(gate(&early), "not_past_retention");
        app.advance(TimeDelta::days(731));
        let of_case = case.clone();
        app.app.write(&both, move |conn, cx| retention::propose(conn, cx, &of_case, What::Record)).await.unwrap();
        let of_case = case.clone();
        let twice = app.app.write(&both, move |conn, cx| retention::propose(conn, cx, &of_case, What::Record)).await;
        assert_eq!(gate(&twice), "destruction_proposed");
        let destruction = of(&app, &case, What::Record).await;
        assert!(matches!(approve(&app, &both, &destruction).await, Err(Refusal::Blocked(Block::Role))), "nobody decides on their own");
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Supervisor) {
            let alone = approve(&app, &app.staff(role).await, &destruction).await;
            let expected = if role == Role::Records { matches!(alone, Err(Refusal::Blocked(Block::Role))) } else { matches!(alone, Err(Refusal::NotFound)) };
            assert!(expected, "{role:?}: {alone:?}");
        }
        let mut other = app.person(Role::Records).await;
        other.roles = vec![Role::Supervisor];
        other.proved_at = app.now() - TimeDelta::hours(1);
        assert!(matches!(approve(&app, &Actor::Staff(other.clone()), &destruction).await, Err(Refusal::ProofNeeded)));
        other.proved_at = app.now();
        approve(&app, &Actor::Staff(other.clone()), &destruction).await.unwrap();
        let again = approve(&app, &Actor::Staff(other), &destruction).await;
        assert!(matches!(again, Err(Refusal::NotFound)), "{again:?}");
        app.work_outbox().await;
    }

    async fn a_hold_stops_everything_until_it_is_lifted(app) {
        let case = closed(&app).await;
        days_later(&app, 731).await;
        let supervisor = app.staff(Role::Supervisor).await;
        let records = hold(&app, &app.staff(Role::Records).await, &case, "Ruiz v. City").await;
        assert!(matches!(records, Err(Refusal::Blocked(Block::Role))), "{records:?}");
        let silent = hold(&app, &supervisor, &case, " ").await;
        assert!(matches!(&silent, Err(Refusal::Invalid(faults)) if faults[0].field == "reason"), "{silent:?}");
        let seen = of(&app, &case, What::Record).await;
        let held = hold(&app, &supervisor, &case, "Ruiz v. City").await.unwrap();
        assert!(proposed(&app, &case).await.is_empty(), "what was proposed is void");
        let late = approve(&app, &supervisor, &seen).await;
        assert!(matches!(late, Err(Refusal::NotFound)), "{late:?}");
        days_later(&app, 400).await;
        assert!(proposed(&app, &case).await.is_empty(), "and nothing new is proposed");
        let of_case = held.clone();
        let by_hand = app.app.write(&supervisor, move |conn, cx| retention::propose(conn, cx, &of_case, What::Files)).await;
        assert_eq!(gate(&by_hand), "legal_hold");

        let id = case.id.clone();
        let open = app.read(move |conn, _| db::holds::of_case(conn, &id)).await.pop().expect("the hold");
        let lift = |reason: &'static str| {
            let (held, id, supervisor, app) = (held.clone(), open.id.clone(), supervisor.clone(), app.app.clone());
            async move { app.write(&supervisor, move |conn, cx| retention::lift(conn, cx, &held, &id, reason)).await }
        };
        lift("Settled").await.unwrap();
        let twice = lift("Settled").await;
        assert!(matches!(twice, Err(Refusal::NotFound)), "{twice:?}");
        days_later(&app, 0).await;
        assert_eq!(proposed(&app, &case).await.len(), 1, "the period was over all the time");
        assert_eq!(app.kinds_of_events(&case).await.split_off(usize::try_from(case.head_seq).unwrap()), ["place_hold", "lift_hold"]);
        assert_eq!(verified(&app, &case).await, Ok(case.head_seq + 2));
    }

    async fn a_refusal_holds_for_a_year_and_a_case_that_goes_on_voids_its_proposal(app) {
        let [kept, reopened] = [closed(&app).await, closed(&app).await];
        days_later(&app, 731).await;
        let supervisor = app.staff(Role::Supervisor).await;
        for destruction in proposed(&app, &kept).await {
            app.app.write(&supervisor, move |conn, cx| retention::refuse(conn, cx, &destruction.id, "A historian asked for it")).await.unwrap();
        }
        let before = of(&app, &reopened, What::Record).await;
        let reopened = app.by(Role::Supervisor, &reopened, "reopen", &[("reason", "More was found")]).await;
        assert_eq!(gate(&approve(&app, &supervisor, &before).await), "not_past_retention");
        assert_eq!(app.case(&reopened.id).await.state, state::IN_REVIEW);
        days_later(&app, 364).await;
        assert!(proposed(&app, &kept).await.is_empty(), "refused less than a year ago");
        assert!(proposed(&app, &reopened).await.is_empty(), "void, because it goes on");
        days_later(&app, 2).await;
        assert_eq!(proposed(&app, &kept).await.len(), 1);
    }

    async fn an_open_approval_keeps_a_case(app) {
        let case = closed(&app).await;
        let by = app.person(Role::Records).await.id;
        let approval = db::approvals::Approval {
            id: "waiting".to_owned(), case_id: case.id.clone(), action: "deny".to_owned(), payload: "{}".to_owned(),
            case_version: case.head_seq, proposed_by: by, proposed_at: app.now().naive_utc(), decided_by: None, decided_at: None, outcome: None,
        };
        app.write(move |conn, _| Ok(db::approvals::insert(conn, &approval)?)).await;
        days_later(&app, 731).await;
        assert!(proposed(&app, &case).await.is_empty());
        let (of_case, records) = (case.clone(), app.staff(Role::Records).await);
        let by_hand = app.app.write(&records, move |conn, cx| retention::propose(conn, cx, &of_case, What::Record)).await;
        assert_eq!(gate(&by_hand), "approval_open");
    }

    async fn the_schedule_changes_by_new_versions_and_never_below_two_years(app) {
        let change = |role, days: &'static str| {
            let app = &app;
            async move {
                let actor = app.staff(role).await;
                app.app.write(&actor, move |conn, cx| retention::change(conn, cx, "police_report", "record", days, "Resolution 9", "New schedule")).await
            }
        };
        assert!(matches!(change(Role::Records, "800").await, Err(Refusal::Forbidden)));
        for (days, code) in [("729", "too_few_days"), ("two years", "number"), ("-1", "too_few_days"), ("999999", "number")] {
            let refused = change(Role::Supervisor, days).await;
            assert!(matches!(&refused, Err(Refusal::Invalid(faults)) if faults[0].code == code), "{days}: {refused:?}");
        }
        change(Role::Supervisor, "1000").await.unwrap();
        let rules = app.read(|conn, _| Ok(retention::current(conn).unwrap())).await;
        let of = |what: &str| rules.iter().find(|rule| rule.service == "police_report" && rule.what == what).unwrap();
        assert_eq!(
            (of("record").version, of("record").days, of("record").citation.as_str()),
            (2, 1000, "Resolution 9")
        );
        assert_eq!((of("files").version, of("files").days), (1, 730));
        app.write(server::domain::setup::seed_from_profile).await;
        assert_eq!(app.read(|conn, _| Ok(retention::current(conn).unwrap())).await, rules, "a start changes nothing");
        let case = closed(&app).await;
        days_later(&app, 731).await;
        let what: Vec<String> = proposed(&app, &case).await.into_iter().map(|known| known.what).collect();
        assert_eq!(what, ["files"]);
    }

    async fn an_identity_document_that_went_by_itself_leaves_a_history_that_holds(app) {
        let case = app.approved(&[]).await;
        let copy = app.add_copy(&case).await;
        app.enqueue(Job::DestroyDocument { document_id: copy }).await;
        app.work_outbox().await;
        assert_eq!(verified(&app, &case).await, Ok(case.head_seq + 1));
        assert_eq!(app.kinds_of_events(&case).await.pop().as_deref(), Some("destroy_document"));
    }
}
