//! An SQLite file that is locked, gone, full or read-only.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use server::app::{Actor, Cx};
use server::db::{self, Conn};

use super::{nothing_can_be_kept, send, serves_again, whole_cases};
use crate::support::{Kind, TestApp, Wishes, run};

fn on_sqlite<F: Future<Output = TestApp>>(test: impl FnOnce(TestApp) -> F) {
    run(Kind::Sqlite, Wishes::default(), test);
}

fn file(app: &TestApp) -> &Path {
    Path::new(app.database_url().strip_prefix("sqlite:").unwrap())
}

/// Tells the writing connection something.
async fn tell_the_writer(app: &TestApp, pragma: String) {
    let tell = move |conn: &mut Conn, _: &Cx| Ok::<_, db::Error>(conn.batch_execute(&pragma)?);
    app.app.write(&Actor::System, tell).await.unwrap();
}

#[test]
fn a_file_that_another_program_locked_is_waited_for_and_then_said_to_be_busy() {
    on_sqlite(|app| async move {
        let mut other = SqliteConnection::establish(&file(&app).display().to_string()).unwrap();
        other.batch_execute("BEGIN IMMEDIATE").unwrap();
        nothing_can_be_kept(&app.browser()).await;
        other.batch_execute("ROLLBACK").unwrap();
        serves_again(&app.browser()).await;
        assert_eq!(whole_cases(&app).await, 1);
        app.work_outbox().await;
        app
    });
}

#[test]
fn nothing_is_kept_in_a_file_that_is_gone() {
    on_sqlite(|app| async move {
        let folder = file(&app).parent().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let away = elsewhere.path().join("away");
        std::fs::rename(folder, &away).unwrap();
        nothing_can_be_kept(&app.browser()).await;
        std::fs::rename(&away, folder).unwrap();
        serves_again(&app.browser()).await;
        assert_eq!(whole_cases(&app).await, 1);
        app.work_outbox().await;
        app
    });
}

#[test]
fn another_file_in_its_place_is_not_taken_for_the_database() {
    on_sqlite(|app| async move {
        let away = file(&app).with_extension("away");
        std::fs::rename(file(&app), &away).unwrap();
        std::fs::copy(&away, file(&app)).unwrap();
        nothing_can_be_kept(&app.browser()).await;
        std::fs::rename(&away, file(&app)).unwrap();
        serves_again(&app.browser()).await;
        app.work_outbox().await;
        app
    });
}

#[test]
fn a_full_disk_refuses_some_and_keeps_nothing_half() {
    on_sqlite(|app| async move {
        // Twenty at a time share commits: one that does not fit must not spoil its neighbours' answers.
        tell_the_writer(&app, "PRAGMA max_page_count = 1".to_owned()).await;
        let browser = app.browser();
        let (mut kept, mut refused) = (0, 0);
        while refused == 0 {
            for answer in futures_util::future::join_all((0..20).map(|_| send(&browser))).await {
                match answer.status {
                    201 => kept += 1,
                    503 => refused += 1,
                    429 => panic!("the disk was never full"),
                    other => panic!("{other}: {}", answer.text()),
                }
            }
        }
        assert_eq!(whole_cases(&app).await, kept, "what was answered is there, and nothing else");
        tell_the_writer(&app, "PRAGMA max_page_count = 1073741823".to_owned()).await;
        // The limit of this network may be used up by now: mail is served again all the same.
        browser.get("/readyz").await.expect(200);
        assert_eq!(app.work_outbox().await, kept);
        app
    });
}

#[test]
fn a_file_that_is_read_only_is_said_so() {
    on_sqlite(|app| async move {
        tell_the_writer(&app, "PRAGMA query_only = ON".to_owned()).await;
        nothing_can_be_kept(&app.browser()).await;
        assert_eq!(whole_cases(&app).await, 0);
        app
    });
}
