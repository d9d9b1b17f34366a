//! A history that was tampered with, and the command that finds it.

use std::process::{Command, Output};

use futures_util::future::join_all;
use server::app::Actor;
use server::db::cases::Case;
use server::domain::cases::{message, note};
use server::domain::history::{self, Break};
use shared::service::Role;

use super::tables::run;
use crate::on_both;
use crate::support::TestApp;

/// A case with five events.
async fn told(app: &TestApp) -> Case {
    let case = app.in_review(&[]).await;
    let (records, of) = (app.staff(Role::Records).await, case.clone());
    app.app.write(&records, move |conn, cx| note(conn, cx, &of, "Called the officer")).await.unwrap();
    for words in ["When will it be ready?", "Thank you"] {
        let of = case.clone();
        app.app.write(&Actor::Requester(case.id.clone()), move |conn, cx| message(conn, cx, &of, words)).await.unwrap();
    }
    app.case(&case.id).await
}

async fn verified(app: &TestApp, case: &Case) -> Result<i64, Break> {
    let id = case.id.clone();
    app.read(move |conn, _| history::verify(conn, &id)).await
}

/// Changes the database behind the counter's back. `{case}` stands for the case's id.
async fn tamper(app: &TestApp, case: &Case, sql: &[&str]) {
    let statements: Vec<String> = sql.iter().map(|sql| sql.replace("{case}", &case.id)).collect();
    app.write(move |conn, _| {
        for statement in statements {
            assert!(run(conn, &statement) > 0, "nothing was changed by {statement}");
        }
        Ok(())
    })
    .await;
}

/// The command, as an operator runs it.
fn audit(app: &TestApp, reference: Option<&str>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontcounter"))
        .args(["audit", "verify"])
        .args(reference)
        .env_clear()
        .env("DATABASE_URL", app.database_url())
        .env("DATA_DIR", app.data_dir())
        .env("LOG", "error")
        .output()
        .expect("the program")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Takes event 3 out, so that the others close ranks behind it or not.
const REMOVE_THIRD: [&str; 2] = [
    "DELETE FROM event_payloads WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND seq = 3)",
    "DELETE FROM events WHERE case_id = '{case}' AND seq = 3",
];

on_both! {
    async fn every_way_to_tamper_is_found_and_named(app) {
        let ways: &[(&str, &[&str], Break)] = &[
            ("a kind", &["UPDATE events SET kind = 'approve' WHERE case_id = '{case}' AND seq = 2"], Break::Changed(2)),
            ("a time", &["UPDATE events SET at = '2020-01-01 00:00:00' WHERE case_id = '{case}' AND seq = 4"], Break::Changed(4)),
            ("an actor", &["UPDATE events SET actor = 'system' WHERE case_id = '{case}' AND seq = 5"], Break::Changed(5)),
            ("a person", &["UPDATE events SET staff_id = (SELECT id FROM staff WHERE email = 'clerk@example.test') WHERE case_id = '{case}' AND seq = 2"], Break::Changed(2)),
            ("a hash", &["UPDATE events SET hash = prev_hash WHERE case_id = '{case}' AND seq = 3"], Break::Changed(3)),
            ("a link", &["UPDATE events SET prev_hash = hash WHERE case_id = '{case}' AND seq = 3"], Break::Link(3)),
            ("an event removed", &REMOVE_THIRD, Break::Order { expected: 3, found: 4 }),
            (
                "an event removed and the rest renumbered",
                &[REMOVE_THIRD[0], REMOVE_THIRD[1], "UPDATE events SET seq = 3 WHERE case_id = '{case}' AND seq = 4"],
                Break::Link(3),
            ),
            (
                "the newest event removed",
                &[
                    "DELETE FROM event_payloads WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND seq = 5)",
                    "DELETE FROM events WHERE case_id = '{case}' AND seq = 5",
                ],
                Break::Tail { expected: 5, found: 4 },
            ),
            (
                "the newest event removed and the count lowered",
                &[
                    "DELETE FROM event_payloads WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND seq = 5)",
                    "DELETE FROM events WHERE case_id = '{case}' AND seq = 5",
                    "UPDATE cases SET head_seq = 4 WHERE id = '{case}'",
                ],
                Break::Head,
            ),
            (
                "two events in another order",
                &[
                    "UPDATE events SET seq = 99 WHERE case_id = '{case}' AND seq = 2",
                    "UPDATE events SET seq = 2 WHERE case_id = '{case}' AND seq = 3",
                    "UPDATE events SET seq = 3 WHERE case_id = '{case}' AND seq = 99",
                ],
                Break::Link(2),
            ),
            (
                "an event inserted",
                &[
                    "UPDATE events SET seq = 6 WHERE case_id = '{case}' AND seq = 5",
                    "UPDATE events SET seq = 5 WHERE case_id = '{case}' AND seq = 4",
                    "INSERT INTO events SELECT 'forged', case_id, 4, at, actor, staff_id, kind, payload_digest, hash, hash FROM events \
                     WHERE case_id = '{case}' AND seq = 3",
                    "INSERT INTO event_payloads SELECT 'forged', salt, payload FROM event_payloads \
                     WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND seq = 3)",
                    "UPDATE cases SET head_seq = 6 WHERE id = '{case}'",
                ],
                Break::Changed(4),
            ),
            (
                "an event added at the end",
                &[
                    "INSERT INTO events SELECT 'added', case_id, 6, at, actor, staff_id, kind, payload_digest, hash, hash FROM events \
                     WHERE case_id = '{case}' AND seq = 5",
                    "INSERT INTO event_payloads SELECT 'added', salt, payload FROM event_payloads \
                     WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND seq = 5)",
                ],
                Break::Changed(6),
            ),
            (
                "a payload changed",
                &["UPDATE event_payloads SET payload = '{}' WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND seq = 4)"],
                Break::Payload(4),
            ),
            (
                "a payload removed",
                &["DELETE FROM event_payloads WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' AND seq = 1)"],
                Break::PayloadGone(1),
            ),
        ];
        for (way, sql, expected) in ways {
            let case = told(&app).await;
            assert_eq!(verified(&app, &case).await, Ok(5), "{way}, before");
            tamper(&app, &case, sql).await;
            assert_eq!(verified(&app, &case).await, Err(expected.clone()), "{way}");
        }
        app.work_outbox().await;
    }

    async fn a_history_that_grows_while_it_is_read_is_no_alarm(app) {
        let case = app.take_in(&[]).await.case;
        let requester = Actor::Requester(case.id.clone());
        let written = join_all((0..40).map(|_| {
            let (case, app, requester) = (case.clone(), app.app.clone(), requester.clone());
            async move { app.write(&requester, move |conn, cx| message(conn, cx, &case, "And another thing")).await }
        }));
        let read = join_all((0..40).map(|_| verified(&app, &case)));
        let (written, read) = futures_util::join!(written, read);
        assert!(written.iter().all(Result::is_ok), "{written:?}");
        assert!(read.iter().all(Result::is_ok), "{read:?}");
        assert_eq!(verified(&app, &case).await, Ok(41));
        app.work_outbox().await;
    }

    async fn the_command_walks_a_healthy_database_and_names_the_case_that_is_not(app) {
        let mut cases = Vec::new();
        for _ in 0..50 {
            cases.push(app.take_in(&[]).await.case);
        }
        app.work_outbox().await;
        let healthy = audit(&app, None);
        assert!(healthy.status.success(), "{healthy:?}");
        assert_eq!(said(&healthy), "50 histories are whole");

        let victim = &cases[31];
        tamper(&app, victim, &["UPDATE events SET actor = 'system' WHERE case_id = '{case}' AND seq = 1"]).await;
        let expected = format!("case {}: event 1 was changed", victim.reference);
        for reference in [None, Some(victim.reference.as_str()), Some(victim.reference.replace('-', " ").to_lowercase().as_str())] {
            let broken = audit(&app, reference);
            assert_eq!((broken.status.code(), said(&broken)), (Some(1), expected.clone()), "{reference:?}");
        }
        let other = audit(&app, Some(&cases[30].reference));
        assert_eq!((other.status.code(), said(&other).as_str()), (Some(0), "1 histories are whole"));
        let unknown = audit(&app, Some("3333-3333"));
        assert_eq!(unknown.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&unknown.stderr).contains("there is no case"), "{unknown:?}");
    }
}
