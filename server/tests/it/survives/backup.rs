//! A backup that is restored elsewhere is the same counter.

use std::path::Path;
use std::process::Output;

use serde_json::Value;
use server::app::{Actor, App};
use server::db::cases;

use super::process::{place, program};
use crate::fails::send;
use crate::on_both;
use crate::support::{Kind, SECRET_KEYS, TestApp, Wishes, empty_database, parts};

const PDF: &[u8] = b"%PDF-1.7\nThe aardvark.\n%%EOF\n";

fn run(settings: &[(&str, String)], arguments: &[&str]) -> Output {
    // PostgreSQL's programs are found by the path.
    let path = std::env::var_os("PATH").unwrap_or_default();
    program(settings).env("PATH", path).args(arguments).output().unwrap()
}

#[track_caller]
fn succeeds(settings: &[(&str, String)], arguments: &[&str]) -> String {
    let done = run(settings, arguments);
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{arguments:?}: {said}{}", String::from_utf8_lossy(&done.stderr));
    said
}

#[track_caller]
fn fails(settings: &[(&str, String)], arguments: &[&str]) -> String {
    let done = run(settings, arguments);
    assert!(!done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stdout));
    String::from_utf8_lossy(&done.stderr).into_owned()
}

/// A place with nothing in it, and the settings that lead there.
fn elsewhere(folder: &Path, url: &str) -> [(&'static str, String); 3] {
    [
        ("DATABASE_URL", url.to_owned()),
        ("DATA_DIR", folder.display().to_string()),
        ("SECRET_KEYS", SECRET_KEYS.to_owned()),
    ]
}

/// A request with a file; its reference and the access key.
async fn request_with_a_file(app: &TestApp) -> (String, String) {
    let sent: Value = send(&app.browser()).await.expect(201).json();
    let text = |name: &str| sent[name].as_str().unwrap().to_owned();
    let (reference, key) = (text("reference"), text("access_key"));
    let body = crate::public::form::multipart(&[], &[("photo_id", "id.pdf", PDF)]);
    let call = app.browser().call("POST", &format!("/api/v1/requests/{reference}/documents"));
    let call = call.header("authorization", &format!("Bearer {key}"));
    call.body("multipart/form-data; boundary=edge", body).send().await.expect(201);
    (reference, key)
}

on_both! {
    async fn a_backup_of_a_counter_at_work_is_the_same_counter_elsewhere(app) {
        let (reference, key) = request_with_a_file(&app).await;
        app.work_outbox().await;
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup").display().to_string();
        // Somebody sends a request while it runs: it is in the backup whole or not at all.
        let settings = place(&app);
        let taking = actix_web::rt::task::spawn_blocking({
            let (settings, backup) = (settings.clone(), backup.clone());
            move || succeeds(&settings, &["backup", &backup])
        });
        request_with_a_file(&app).await;
        taking.await.unwrap();
        app.work_outbox().await;
        let sums = std::process::Command::new("sha256sum").args(["--check", "--quiet", "--strict", "SHA256SUMS"])
            .current_dir(&backup).status().unwrap();
        assert!(sums.success(), "anybody can check it");

        let kind = if app.database_url().starts_with("sqlite:") { Kind::Sqlite } else { Kind::Postgres };
        let other = empty_database(kind);
        let new = elsewhere(&folder.path().join("new"), &other.url);
        succeeds(&new, &["restore", &backup]);
        succeeds(&new, &["migrate"]);
        assert!(succeeds(&new, &["audit", "verify"]).contains(" histories are whole"));
        // The counter that is made of it opens the request by its key, and its document, which is encrypted.
        let restored = App::new(parts(&other.url, &folder.path().join("new"), &Wishes::default(), 5));
        let known = reference.clone();
        let case = restored.read(&Actor::System, move |conn, _| cases::by_reference(conn, &known)).await.unwrap();
        let opened = restored.write(&Actor::System, move |conn, cx| server::domain::keys::open(conn, cx, &key)).await.unwrap();
        assert_eq!(opened.case_id, case.id);
        let every = restored.read(&Actor::System, |conn, _| {
            let ids = cases::ids_after(conn, "", 10)?;
            ids.iter().map(|id| server::db::documents::of_case(conn, id)).collect::<server::db::Result<Vec<_>>>()
        }).await.unwrap().concat();
        assert!(!every.is_empty());
        for document in every {
            let content = restored.documents.get(&document.storage_key, document.sealed).await.unwrap();
            let bytes: Vec<_> = futures_util::TryStreamExt::try_collect(content).await.unwrap();
            assert_eq!(bytes.concat(), PDF);
            assert!(document.sealed, "as an identity document is");
        }
        assert!(fails(&new, &["restore", &backup]).contains("is not empty"), "nothing is written over");
        drop(restored);
        other.remove();
    }

    async fn a_backup_that_was_changed_or_is_not_whole_restores_nothing(app) {
        request_with_a_file(&app).await;
        app.work_outbox().await;
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup");
        let at = backup.display().to_string();
        succeeds(&place(&app), &["backup", &at]);
        assert!(fails(&place(&app), &["backup", &at]).contains("holds a backup already"));
        let other = elsewhere(&folder.path().join("new"), &format!("sqlite:{}", folder.path().join("new/counter.db").display()));
        let document = std::fs::read_dir(backup.join("documents")).unwrap().next().unwrap().unwrap().path();
        let content = std::fs::read(&document).unwrap();
        std::fs::write(&document, b"changed").unwrap();
        assert!(fails(&other, &["restore", &at]).contains("was changed since the backup"));
        std::fs::write(&document, content).unwrap();
        if app.database_url().starts_with("postgres") {
            assert!(fails(&other, &["restore", &at]).contains("the backup is of postgres"));
        }
        std::fs::remove_file(backup.join("SHA256SUMS")).unwrap();
        assert!(fails(&other, &["restore", &at]).contains("no whole backup"));
        assert!(!folder.path().join("new/counter.db").exists());
    }
}
