//! Seals: what no chain alone can prove.

use std::io::BufReader;
use std::process::Command;

use diesel::prelude::*;
use ring::signature::Ed25519KeyPair;
use server::db::schema::{cases, events};
use server::db::seals::Seal;
use server::db::{self};
use server::domain::history;
use server::domain::seals::{self, BadHead, Finding, Head};
use server::outbox::Job;
use server::secrets::sha256;
use shared::service::Role;

use super::{closed, tamper, verified};
use crate::engine::tables;
use crate::on_both;
use crate::support::{SECRET_KEYS, TestApp, Wishes};

/// Seals everything now; the seal and its whole file.
async fn sealed(app: &TestApp) -> (Seal, Vec<u8>) {
    let seal = seals::make(&app.app).await.unwrap().expect("a seal");
    let file = seals::seal_file(&app.app, &seal, usize::MAX).await.unwrap().expect("a file");
    (seal, file)
}

async fn checked(app: &TestApp, file: &[u8]) -> Result<Head, Finding> {
    seals::check(&app.app, &mut BufReader::new(file)).await.unwrap()
}

/// Takes the newest event away so carefully that the chain alone does not tell.
const CUT: [&str; 3] = [
    "DELETE FROM event_payloads WHERE event_id = (SELECT id FROM events WHERE case_id = '{case}' \
     AND seq = (SELECT head_seq FROM cases WHERE id = '{case}'))",
    "DELETE FROM events WHERE case_id = '{case}' AND seq = (SELECT head_seq FROM cases WHERE id = '{case}')",
    "UPDATE cases SET head_seq = head_seq - 1, \
     head_hash = (SELECT hash FROM events WHERE case_id = '{case}' AND seq = cases.head_seq - 1) WHERE id = '{case}'",
];

/// Takes a whole case away.
const REMOVED: [&str; 15] = [
    "DELETE FROM event_payloads WHERE event_id IN (SELECT id FROM events WHERE case_id = '{case}')",
    "DELETE FROM events WHERE case_id = '{case}'",
    "DELETE FROM clocks WHERE case_id = '{case}'",
    "DELETE FROM case_words WHERE case_id = '{case}'",
    "DELETE FROM messages WHERE case_id = '{case}'",
    "DELETE FROM notes WHERE case_id = '{case}'",
    "DELETE FROM letters WHERE case_id = '{case}'",
    "DELETE FROM documents WHERE case_id = '{case}'",
    "DELETE FROM endings WHERE case_id = '{case}'",
    "DELETE FROM presences WHERE case_id = '{case}'",
    "DELETE FROM grants WHERE case_id = '{case}'",
    "DELETE FROM access_keys WHERE case_id = '{case}'",
    "DELETE FROM email_codes WHERE case_id = '{case}'",
    "DELETE FROM outbox WHERE case_id = '{case}'",
    "DELETE FROM cases WHERE id = '{case}'",
];

/// Says that a note was a message, and computes every later hash anew.
async fn rewrite(app: &TestApp, case_id: &str) {
    let case_id = case_id.to_owned();
    app.write(move |conn, _| {
        let mut prev_hash = db::events::GENESIS.to_vec();
        for (mut event, _) in db::events::of_case(conn, &case_id)? {
            if event.kind == "note" {
                "message".clone_into(&mut event.kind);
            }
            event.prev_hash = prev_hash;
            event.hash = event.compute_hash()?;
            let changed =
                (events::kind.eq(&event.kind), events::prev_hash.eq(&event.prev_hash), events::hash.eq(&event.hash));
            diesel::update(events::table.find(&event.id)).set(changed).execute(conn).unwrap();
            prev_hash = event.hash;
        }
        diesel::update(cases::table.find(&case_id)).set(cases::head_hash.eq(prev_hash)).execute(conn).unwrap();
        Ok(())
    })
    .await;
}

on_both! {
    async fn a_seal_finds_what_the_chain_alone_does_not(app) {
        let mut cases = Vec::new();
        for _ in 0..4 {
            cases.push(closed(&app).await);
            // Cases stand in a seal in the order of their ids, and ids in that of time: the last one is cheated with
            // first, so that each finding is the first of its check.
            app.advance(chrono::TimeDelta::seconds(1));
        }
        let [cut, removed, rewritten, quiet] = <[_; 4]>::try_from(cases).unwrap();
        app.work_outbox().await;
        let (_, file) = sealed(&app).await;
        let later = app.by(Role::Supervisor, &quiet, "reopen", &[("reason", "More was found")]).await;
        assert_eq!(checked(&app, &file).await.unwrap().cases, 4, "a case that goes on is no alarm");

        rewrite(&app, &rewritten.id).await;
        assert_eq!(verified(&app, &rewritten).await, Ok(rewritten.head_seq), "the chain alone holds");
        let event = rewritten.head_seq;
        assert_eq!(checked(&app, &file).await, Err(Finding::Rewritten { reference: rewritten.reference.clone(), event }));

        tamper(&app, &removed, &REMOVED).await;
        let events = removed.head_seq;
        assert_eq!(checked(&app, &file).await, Err(Finding::Removed { reference: removed.reference.clone(), events }));

        tamper(&app, &cut, &CUT).await;
        assert_eq!(verified(&app, &cut).await, Ok(cut.head_seq - 1), "the chain alone holds");
        let (events, found) = (cut.head_seq, cut.head_seq - 1);
        assert_eq!(checked(&app, &file).await, Err(Finding::Tail { reference: cut.reference.clone(), events, found }));
        assert_eq!(verified(&app, &later).await, Ok(quiet.head_seq + 1));
        app.work_outbox().await;
    }

    async fn a_file_that_was_edited_is_told_and_accuses_nobody(app) {
        closed(&app).await;
        let case = closed(&app).await;
        app.work_outbox().await;
        let (seal, file) = sealed(&app).await;
        let text = String::from_utf8(file).unwrap();
        let line = text.lines().find(|line| line.starts_with(&case.reference)).unwrap();
        let longer = line.replace(&format!(" {} ", case.head_seq), &format!(" {} ", case.head_seq + 1));
        let edits = [
            (text.replace("cases: 2", "cases: 1"), Finding::File(BadHead::Signature)),
            (text.replace(line, &longer), Finding::List(1)),
            (text.replace(&format!("{line}\n"), ""), Finding::List(1)),
            (text.replace("seal, version", "sale, version"), Finding::File(BadHead::Unreadable)),
            (String::new(), Finding::File(BadHead::Unreadable)),
        ];
        for (edited, finding) in edits {
            assert_eq!(checked(&app, edited.as_bytes()).await, Err(finding), "{edited}");
        }
        let other = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
        let mut head = Head::read(&seal.head).unwrap();
        head.key = ring::signature::KeyPair::public_key(&other).as_ref().to_vec();
        assert!(matches!(checked(&app, head.sign(&other).as_bytes()).await, Err(Finding::Key(_))), "somebody else's seal");
    }

    async fn the_signed_lines_alone_prove_the_list_in_the_store(app) {
        let case = closed(&app).await;
        app.work_outbox().await;
        let (seal, file) = sealed(&app).await;
        assert!(seals::seal_file(&app.app, &seal, file.len() - 1).await.unwrap().is_none(), "too long for a mail");
        let head = seal.head.as_bytes();
        assert!(checked(&app, head).await.is_ok());
        tamper(&app, &case, &CUT).await;
        assert!(matches!(checked(&app, head).await, Err(Finding::Tail { .. })));
        app.app.documents.delete(std::slice::from_ref(&seal.storage_key)).await.unwrap();
        assert_eq!(checked(&app, head).await, Err(Finding::ListGone(1)));
        assert!(matches!(checked(&app, &file).await, Err(Finding::Tail { .. })), "the whole file needs no store");
        tamper(&app, &case, &["UPDATE seals SET head = 'x'"]).await;
        assert_eq!(checked(&app, &file).await, Err(Finding::SealReplaced(1)));
        tamper(&app, &case, &["DELETE FROM seals"]).await;
        assert_eq!(checked(&app, &file).await, Err(Finding::SealGone(1)));
    }

    async fn each_seal_names_the_one_before_and_proves_every_case(app) {
        assert!(seals::make(&app.app).await.unwrap().is_none(), "there is nothing to seal yet");
        let mut last = None;
        for number in 1..=3 {
            let case = closed(&app).await;
            let (seal, _) = sealed(&app).await;
            let head = Head::read(&seal.head).unwrap();
            assert_eq!((head.number, head.cases), (number, u64::try_from(number).unwrap()));
            assert_eq!(head.previous, last.map_or(vec![0; 32], |before: Seal| sha256(&[before.head.as_bytes()])));
            let (line, path) = seals::proof(&app.app, &seal, &case.reference).await.unwrap().expect("a proof");
            let climbed = path.iter().fold(sha256(&[&[0], line.as_bytes()]), |hash, step| match step.left {
                true => sha256(&[&[1], &step.hash, &hash]),
                false => sha256(&[&[1], &hash, &step.hash]),
            });
            assert_eq!(climbed, head.root);
            last = Some(seal);
        }
        let younger = app.take_in(&[]).await.case;
        assert!(seals::proof(&app.app, &last.unwrap(), &younger.reference).await.unwrap().is_none());
        app.work_outbox().await;
    }

    async fn more_cases_than_a_page_are_sealed_and_checked(app) {
        let first = app.take_in(&[]).await.case;
        let base = app.case(&first.id).await;
        app.write(move |conn, cx| {
            for number in 0..1_100 {
                let case = db::cases::Case {
                    id: cx.id(), reference: format!("MANY-{number:04}"), head_seq: 0, head_hash: db::events::GENESIS.to_vec(), ..base.clone()
                };
                db::cases::insert(conn, &case)?;
                history::record(conn, cx, &case.id, "received", &serde_json::json!({}), None)?;
            }
            Ok(())
        })
        .await;
        let (_, file) = sealed(&app).await;
        assert_eq!(checked(&app, &file).await.unwrap().cases, 1_101);
        let victim = app.read(|conn, _| db::cases::by_reference(conn, "MANY-1099")).await;
        tamper(&app, &victim, &REMOVED).await;
        assert_eq!(checked(&app, &file).await, Err(Finding::Removed { reference: victim.reference, events: 1 }));
        app.work_outbox().await;
    }

    async fn every_day_a_seal_is_made_once_and_mailed_out(app, Wishes { settings: vec![("SEAL_EMAIL", "seals@example.test".to_owned())], ..Wishes::default() }) {
        let case = closed(&app).await;
        for _ in 0..2 {
            app.enqueue(Job::Sweep).await;
            app.work_outbox().await;
        }
        let seals = app.read(|conn, _| Ok(tables::lines(conn, "SELECT head AS line FROM seals"))).await;
        assert_eq!(seals.len(), 1, "once a day");
        let mails: Vec<String> = app.mails().into_iter().filter(|mail| mail.contains("To: seals@example.test")).collect();
        assert_eq!(mails.len(), 1, "{mails:?}");
        let mail = &mails[0];
        assert!(mail.contains("Subject: Seal 1 of the case histories") && mail.contains("seal-000001.txt"), "{mail}");
        assert!(mail.contains(&case.reference), "the whole list is attached");
        assert!(!mail.contains("Ana") && !mail.contains("24-001234"), "and nothing about people");
        // Past midnight in UTC, and less than a day: what is older than a day and has no row yet is swept from the store.
        app.advance(chrono::TimeDelta::hours(7));
        app.enqueue(Job::Sweep).await;
        app.work_outbox().await;
        assert_eq!(app.mails().iter().filter(|mail| mail.contains("To: seals@example.test")).count(), 2);
    }

    async fn the_commands_seal_and_hold_the_database_against_the_file(app) {
        let case = closed(&app).await;
        app.work_outbox().await;
        let folder = app.data_dir().join("kept");
        let made = command(&app, &["seal", "--to", folder.to_str().unwrap()]);
        assert_eq!(made.0, Some(0), "{made:?}");
        let key = command(&app, &["seal", "--public-key"]);
        assert!(made.1.contains(key.1.trim()) && key.1.trim().len() == 64, "the first seal says which key to note: {made:?}");
        let file = folder.join("seal-000001.txt");
        let verify = ["audit", "verify", "--seal", file.to_str().unwrap()];
        let holds = command(&app, &verify);
        assert!(holds.0 == Some(0) && holds.1.contains("1 cases are as they were sealed") && holds.1.contains("1 histories are whole"), "{holds:?}");
        tamper(&app, &case, &CUT).await;
        assert_eq!(command(&app, &["audit", "verify"]).0, Some(0), "without the file nothing tells");
        let cut = command(&app, &verify);
        let expected = format!("case {}: the history ends at event {}, but the seal counted {} events\n", case.reference, case.head_seq - 1, case.head_seq);
        assert_eq!((cut.0, cut.1), (Some(1), expected));
        std::fs::write(&file, "nothing").unwrap();
        let edited = command(&app, &verify);
        assert_eq!((edited.0, edited.1.as_str()), (Some(1), "the file is not a seal, or its first lines were edited\n"));
    }
}

/// Runs the program; its exit code and what it said.
pub fn command(app: &TestApp, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_frontcounter"))
        .args(arguments)
        .env_clear()
        .env("DATABASE_URL", app.database_url())
        .env("DATA_DIR", app.data_dir())
        .env("SECRET_KEYS", SECRET_KEYS)
        .env("LOG", "error")
        .output()
        .expect("the program");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}
