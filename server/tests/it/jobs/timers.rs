//! What happens by itself: clocks that run out, drafts and documents that go.

use bytes::Bytes;
use chrono::TimeDelta;
use server::app::{App, Cx};
use server::db::documents::Document;
use server::db::outbox as rows;
use server::db::sessions::Session;
use server::db::{self, Conn};
use server::documents::Stored;
use server::domain::{Refusal, clocks, drafts};
use server::outbox::{Job, runner};
use shared::lang::Lang;
use shared::service::{police_report, state};

use crate::engine::tables;
use crate::on_both;
use crate::support::TestApp;

on_both! {
    async fn a_clock_that_runs_out_closes_the_case(counter) {
        let case_id = ready_case(&counter, state::READY).await;
        counter.work_outbox().await;
        let case = counter.case(&case_id).await;
        assert_eq!((case.state.as_str(), case.disposition.as_deref()), (state::CLOSED, Some("uncollected")));
        let version = case.head_seq;
        repeat_last_timer(&counter, &case_id).await;
        counter.work_outbox().await;
        assert_eq!(counter.case(&case_id).await.head_seq, version, "the same timer again does nothing");
    }

    async fn a_clock_that_runs_out_after_the_case_moved_on_changes_nothing(counter) {
        let case_id = ready_case(&counter, state::RELEASED).await;
        let before = counter.case(&case_id).await;
        counter.work_outbox().await;
        let after = counter.case(&case_id).await;
        assert_eq!((after.state, after.head_seq), (before.state, before.head_seq));
        let timer = counter.jobs_of(&case_id).await.into_iter().find(|job| job.job == "clock_ran_out").unwrap();
        assert_eq!((timer.state.as_str(), timer.last_error), (rows::DONE, None));
    }

    async fn an_abandoned_draft_goes_with_its_files(counter) {
        let begin = |conn: &mut Conn, cx: &Cx| {
            begin_session(conn, cx)?;
            drafts::begin(conn, cx, SESSION, &police_report::SERVICE)
        };
        let draft = counter.try_write(begin).await.unwrap();
        let begun = counter.now().naive_utc();
        let stored = store(&counter.app).await;
        let document = document(&stored, None, Some(draft.id.clone()));
        counter.try_write(move |conn, _| db::documents::insert(conn, &document)).await.unwrap();
        counter.enqueue(Job::Sweep).await;
        counter.work_outbox().await;
        assert!(exists(&counter.app, &stored).await, "a fresh draft stays");
        counter.advance(TimeDelta::hours(3));
        counter.enqueue(Job::Sweep).await;
        counter.work_outbox().await;
        assert!(!exists(&counter.app, &stored).await, "the file is gone");
        assert_eq!(counter.try_write(|conn, _| db::drafts::count(conn)).await.unwrap(), 0);
        let session = counter.try_write(move |conn, _| db::sessions::live(conn, SESSION, begun)).await;
        assert!(matches!(session, Err(db::Error::NotFound)), "and so is the session, after its draft");
    }

    async fn an_identity_document_is_destroyed_and_its_row_stays(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        let stored = store(&counter.app).await;
        let document = document(&stored, Some(case.id.clone()), None);
        let id = document.id.clone();
        counter.try_write(move |conn, _| db::documents::insert(conn, &document)).await.unwrap();
        counter.enqueue(Job::DestroyDocument { document_id: id.clone() }).await;
        counter.work_outbox().await;
        assert!(!exists(&counter.app, &stored).await);
        let row = counter.try_write(move |conn, _| db::documents::get(conn, &id)).await.unwrap();
        assert_eq!(row.destroyed_at, Some(counter.app.clock.now().naive_utc()));
    }

    async fn a_running_worker_sweeps_every_ten_minutes_once_for_all(counter) {
        let others: Vec<_> = (0..3).map(|_| counter.another_process(None)).collect();
        // Each looks once, and stops before it looks again.
        futures_util::future::join_all(others.iter().map(|app| runner::run(app.clone(), async {}))).await;
        let sweeps = |counter: &TestApp| {
            let app = counter.app.clone();
            let done = "SELECT id AS line FROM outbox WHERE job = 'sweep' AND state = 'done'";
            let count = move |conn: &mut Conn, _: &Cx| Ok::<_, db::Error>(tables::lines(conn, done).len());
            async move { app.read(&server::app::Actor::System, count).await.unwrap() }
        };
        assert_eq!(sweeps(&counter).await, 1);
        counter.advance(TimeDelta::minutes(10));
        runner::run(counter.app.clone(), async {}).await;
        assert_eq!(sweeps(&counter).await, 2);
    }
}

const SESSION: &[u8] = b"a session";

fn begin_session(conn: &mut Conn, cx: &Cx) -> db::Result<()> {
    let now = cx.now.naive_utc();
    let expires_at = now + TimeDelta::minutes(30);
    let session = Session {
        token_hash: SESSION.to_vec(),
        staff_id: None,
        csrf: String::new(),
        created_at: now,
        last_seen_at: now,
        expires_at,
        proved_at: None,
    };
    db::sessions::insert(conn, &session)
}

/// A case whose uncollected clock has run out, in a state of the test's choice.
async fn ready_case(counter: &TestApp, state: &'static str) -> String {
    let case = counter.ask(Lang::En, &[]).await.case;
    let id = case.id.clone();
    let make_ready = move |conn: &mut Conn, cx: &Cx| {
        let mut change = case.change();
        state.clone_into(&mut change.state);
        db::cases::update(conn, &case.id, &change)?;
        let clock = clocks::start(conn, cx, &case.id, "report.uncollected", cx.now)?;
        let job =
            Job::ClockRanOut { case_id: case.id.clone(), clock_id: clock.id, action: "close_uncollected".to_owned() };
        Ok::<_, Refusal>(server::outbox::enqueue(conn, cx, &job, clock.due_at.and_utc())?)
    };
    counter.try_write(make_ready).await.unwrap();
    counter.work_outbox().await;
    assert_eq!(counter.case(&id).await.state, state, "not before it is due");
    counter.advance(TimeDelta::days(62));
    id
}

async fn repeat_last_timer(counter: &TestApp, case_id: &str) {
    let timer = counter.jobs_of(case_id).await.into_iter().find(|job| job.job == "clock_ran_out").unwrap();
    counter.enqueue(serde_json::from_str(&timer.payload).unwrap()).await;
}

async fn store(app: &App) -> Stored {
    let body = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"just a text"))]);
    app.documents.put(false, 1000, body).await.unwrap()
}

async fn exists(app: &App, stored: &Stored) -> bool {
    app.documents.get(&stored.storage_key, false).await.is_ok()
}

fn document(stored: &Stored, case_id: Option<String>, draft_id: Option<String>) -> Document {
    Document {
        id: stored.storage_key.clone(),
        case_id,
        draft_id,
        name: "id.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        size_bytes: 11,
        sha256: stored.sha256.clone(),
        storage_key: stored.storage_key.clone(),
        sealed: false,
        purpose: "photo_id".to_owned(),
        visibility: db::documents::STAFF.to_owned(),
        staff_id: None,
        scanned: false,
        added_at: chrono::NaiveDateTime::default(),
        checked_at: None,
        released_at: None,
        destroyed_at: None,
        quarantine: None,
        locked: false,
    }
}
