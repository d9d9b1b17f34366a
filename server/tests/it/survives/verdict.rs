//! What must be true afterwards, whatever moment the kills hit.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::TryStreamExt;
use server::clock::Clock;
use server::db::{cases, clocks, documents, events, outbox};
use server::domain::history;
use server::secrets::sha256;

use super::process::{place, program};
use super::traffic::Taken;
use super::{InFlight, Plan};
use crate::engine::tables;
use crate::fails::until;
use crate::support::TestApp;

/// Ids of the jobs that some worker has.
pub async fn leased(app: &TestApp) -> Vec<String> {
    app.read(|conn, _| Ok(tables::lines(conn, "SELECT id AS line FROM outbox WHERE state = 'leased'"))).await
}

/// Waits until every job is done. Those that a killed process had are taken over when their lease ends; the three
/// minutes of it are not waited for.
pub async fn until_the_outbox_is_empty(app: &TestApp, in_flight: &InFlight) {
    let now = || Clock::System.now().naive_utc();
    let left = |leased: bool| async move {
        let had = self::leased(app).await;
        let due = app.read(move |conn, _| outbox::due(conn, now(), 1)).await;
        (due.is_empty() && (had.is_empty() || leased)).then_some(had)
    };
    let had = until("only the killed have jobs", || async {
        left(true).await.filter(|had| had.iter().all(|id| in_flight.contains_key(id)))
    })
    .await;
    app.write(move |conn, _| {
        for id in had {
            tables::run(conn, &format!("UPDATE outbox SET leased_until = made_at WHERE id = '{id}'"));
        }
        Ok(())
    })
    .await;
    until("every job is done", || left(false)).await;
}

pub async fn everything_is_whole(app: &TestApp, plan: &Plan, taken: &[Taken], in_flight: &InFlight, mails: &[String]) {
    let references: BTreeSet<&str> = taken.iter().map(|taken| taken.reference.as_str()).collect();
    assert_eq!(
        (references.len(), taken.len()),
        (plan.submissions, plan.submissions),
        "each answer is a request of its own"
    );
    assert_eq!(taken.iter().filter(|taken| taken.worked).count(), plan.worked);
    let stored = app.read(|conn, _| cases::ids_after(conn, "", 1_000_000)).await;
    assert_eq!(stored.len(), plan.submissions, "a request that was repeated is one case");

    let mut sent: BTreeMap<String, usize> = BTreeMap::new();
    for mail in mails {
        let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID: <")?.split_once('@'));
        *sent.entry(id.expect("a Message-ID").0.to_owned()).or_default() += 1;
    }
    for taken in taken.iter().cloned() {
        let checked = taken.clone();
        let (jobs, files, closed) = app
            .read(move |conn, _| {
                let case = cases::by_reference(conn, &taken.reference)?;
                let whole = history::verify(conn, &case.id)?;
                assert!(whole.is_ok(), "{taken:?}: {whole:?}");
                let kinds: Vec<String> =
                    events::of_case(conn, &case.id)?.into_iter().map(|(event, _)| event.kind).collect();
                assert_eq!(kinds.len(), usize::try_from(case.head_seq).unwrap(), "{kinds:?}");
                for (kind, times) in [
                    ("received", 1),
                    ("start_review", usize::from(taken.worked)),
                    ("ask_information", usize::from(taken.worked)),
                ] {
                    assert_eq!(kinds.iter().filter(|found| *found == kind).count(), times, "{kind} in {kinds:?}");
                }
                assert!(!clocks::of_case(conn, &case.id)?.is_empty(), "{taken:?} has no clock");
                let closed = kinds.iter().filter(|kind| *kind == "close_uncollected").count();
                Ok((outbox::of_case(conn, &case.id)?, documents::of_case(conn, &case.id)?, closed))
            })
            .await;
        let mailed = jobs.iter().filter(|job| job.job.starts_with("mail_")).count();
        assert_eq!(mailed, 1 + 2 * usize::from(checked.worked) + closed, "{checked:?} has mail {jobs:?}");
        for job in jobs.iter().filter(|job| job.state != outbox::WAITING) {
            let interrupted = in_flight.get(&job.id).copied().unwrap_or(0);
            assert_eq!((job.state.as_str(), job.last_error.as_deref()), (outbox::DONE, None), "{job:?}");
            let attempts = usize::try_from(job.attempts).unwrap();
            assert!(
                (1..=1 + interrupted).contains(&attempts),
                "one worker at a time has {job:?}, killed {interrupted}"
            );
            if job.job.starts_with("mail_") {
                let times = sent.remove(&job.id).unwrap_or(0);
                assert!((1..=1 + interrupted).contains(&times), "{job:?} arrived {times} times, killed {interrupted}");
            }
        }
        assert!(files.len() >= usize::from(checked.with_file), "{checked:?} has lost its file");
        for file in files {
            let content = app.app.documents.get(&file.storage_key, file.sealed).await.expect("a file for its row");
            let bytes: Vec<_> = content.map_ok(|bytes| bytes.to_vec()).try_collect().await.expect("a whole file");
            assert_eq!(sha256(&[&bytes.concat()]), file.sha256);
        }
    }
    assert!(sent.is_empty(), "mail of nobody: {sent:?}");
}

/// `frontcounter audit verify`, as an administrator runs it.
pub fn the_audit_is_clean(app: &TestApp, histories: usize) {
    let verified = program(&place(app)).args(["audit", "verify"]).output().expect("the program");
    let said = String::from_utf8_lossy(&verified.stdout);
    assert!(verified.status.success(), "{said}{}", String::from_utf8_lossy(&verified.stderr));
    assert!(said.contains(&format!("{histories} histories are whole")), "{said}");
}
