//! Files: what is taken, how it is kept, how it is handed out.

use bytes::Bytes;
use chrono::TimeDelta;
use futures_util::stream;
use server::clock::Random;
use server::documents::{Documents, MAX_FILE_BYTES};
use server::secrets::Secrets;

use super::form::{PART, PHOTO, at, fill_in, post_files, step, token};
use crate::on_both;
use crate::support::{Answer, Browser, TestApp};

async fn upload(browser: &Browser, name: &str, content: &[u8]) -> Answer {
    let path = format!("{}/files/photo_id", at("", "documents"));
    let body = super::form::multipart(&[], &[("file", name, content)]);
    let call = browser.call("POST", &path).header("accept", "application/json");
    call.body("multipart/form-data; boundary=edge", body).send().await
}

fn on_disk(counter: &TestApp) -> Vec<Vec<u8>> {
    let folder = std::fs::read_dir(counter.data_dir().join("documents"));
    folder.map(|folder| folder.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()).unwrap_or_default()
}

on_both! {
    async fn a_browser_sends_a_file_by_itself_and_hears_its_name(counter) {
        let browser = counter.browser();
        step(&browser, "", "part", PART, "report").await;
        let answer = upload(&browser, "../../x\u{202e}gpj.exe", PHOTO).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let file: shared::page::UploadedFile = answer.json();
        assert_eq!(file.name, "xgpj.exe.jpg");
        assert!(file.remove.is_some());
        assert!(browser.get(&at("", "documents")).await.text().contains("xgpj.exe.jpg"));
    }

    async fn an_identity_document_is_not_on_the_disk_in_clear(counter) {
        let browser = counter.browser();
        step(&browser, "", "part", PART, "report").await;
        upload(&browser, "id.jpg", PHOTO).await;
        let disk = on_disk(&counter);
        assert_eq!(disk.len(), 1);
        assert!(!disk[0].windows(8).any(|window| window == b"WHITFIEL" || window == b"DRIVER L"));
    }

    async fn what_is_not_what_it_seems_is_refused_and_leaves_nothing(counter) {
        let browser = counter.browser();
        step(&browser, "", "part", PART, "report").await;
        for content in [b"MZ\x90\x00\x03\x00".as_slice(), b"<svg xmlns='http://www.w3.org/2000/svg'>", b"GIF89a\x01\x00", b"<!doctype html>"] {
            let answer = upload(&browser, "photo.jpg", content).await;
            assert_eq!(answer.status, 422, "{}", answer.text());
            assert!(answer.text().contains("We cannot open this kind of file"), "{}", answer.text());
        }
        let page = post_files(&browser, &at("", "documents"), &[], &[("photo_id", "photo.jpg", b"MZ\x90")]).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("We cannot open this kind of file"), "{}", page.text());
        let empty = post_files(&browser, &at("", "documents"), &[("documents_later", "yes")], &[("photo_id", "", b"")]).await;
        assert_eq!(empty.status, 303, "an input without a file is no file: {}", empty.text());
        assert_eq!(on_disk(&counter).len(), 0);
    }

    async fn a_file_beyond_the_limit_is_refused_clearly_and_leaves_nothing(counter) {
        let browser = counter.browser();
        step(&browser, "", "part", PART, "report").await;
        let mut large = b"%PDF-1.7\n".to_vec();
        large.resize(usize::try_from(MAX_FILE_BYTES).unwrap() + 1, b'x');
        let page = post_files(&browser, &at("", "documents"), &[], &[("photo_id", "large.pdf", &large)]).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("This file is too large"), "{}", page.text());
        assert_eq!(on_disk(&counter).len(), 0);
    }

    async fn staff_add_and_read_files_and_a_requester_reads_only_what_was_released(counter) {
        let browser = counter.browser();
        let check = fill_in(&browser, "").await;
        counter.advance(TimeDelta::minutes(4));
        let sent = browser.post_form(&at("", "check"), &[("declared", "yes"), ("token", &token(&check))]).await;
        let sent = browser.get(sent.header("location")).await.text();
        let reference = super::form::after(&sent, "sent__reference\">", '<');
        counter.work_outbox().await;

        let records = counter.sign_in(shared::service::Role::Records).await;
        let path = format!("/api/v1/staff/cases/{reference}/documents");
        let body = super::form::multipart(&[], &[("file", "señas \"1\".pdf", b"%PDF-1.7 the report")]);
        let added = records.browser.call("POST", &path).header("x-csrf-token", &records.session.csrf).body("multipart/form-data; boundary=edge", body).send().await;
        assert_eq!(added.status, 201, "{}", added.text());
        let wanted = reference.clone();
        let (photo, report) = counter.read(move |conn, _| {
            let case = server::db::cases::by_reference(conn, &wanted)?;
            let files = server::db::documents::of_case(conn, &case.id)?;
            let id = |staff: bool| files.iter().find(|file| file.staff_id.is_some() == staff).unwrap().id.clone();
            Ok((id(false), id(true)))
        }).await;

        let read = records.get(&format!("cases/{reference}/documents/{photo}")).await;
        assert_eq!((read.status, read.body.as_slice()), (200, PHOTO), "the identity document is decrypted for staff");
        for (name, value) in [
            ("content-type", "image/jpeg"),
            ("content-disposition", "attachment; filename=\"license front.jpg\"; filename*=UTF-8''license%20front.jpg"),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(read.header(name), value, "{name}");
        }
        let own = |id: &str| format!("/requests/{reference}/documents/{id}");
        assert_eq!(browser.get(&own(&photo)).await.status, 404, "an ID is not handed out again");
        assert_eq!(browser.get(&own(&report)).await.status, 404, "not released yet");
        let (wanted, id) = (reference.clone(), report.clone());
        counter.write(move |conn, cx| {
            let case = server::db::cases::by_reference(conn, &wanted)?;
            Ok(server::db::documents::release(conn, &case.id, &id, cx.now.naive_utc())?)
        }).await;
        let released = browser.get(&own(&report)).await;
        assert_eq!((released.status, released.body.as_slice()), (200, b"%PDF-1.7 the report".as_slice()));
        assert_eq!(counter.browser().get(&own(&report)).await.status, 404, "bound to the session");
        let log = counter.read(move |conn, _| {
            let case = server::db::cases::by_reference(conn, &reference)?;
            server::db::access_log::of_case(conn, &case.id, 50)
        }).await;
        let downloads = log.iter().filter(|access| access.what == "download").count();
        assert_eq!(downloads, 2, "{log:?}");
    }
}

/// What this process holds in memory, in bytes.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("VmRSS");
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).expect("a number") * 1024
}

/// In a process of its own: the other tests of this binary use memory as well.
#[test]
fn two_hundred_megabytes_pass_through_without_being_held() {
    if std::env::var_os("MEASURE_UPLOAD").is_none() {
        let tests = std::env::current_exe().expect("this test");
        let name = "public::documents::two_hundred_megabytes_pass_through_without_being_held";
        let run = std::process::Command::new(tests).args(["--exact", name, "--nocapture"]).env("MEASURE_UPLOAD", "1").output().expect("a run");
        assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        return;
    }
    const SIZE: u64 = 200 * 1024 * 1024;
    actix_web::rt::System::new().block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let random = Random::seeded(1);
        let secrets = Secrets::parse(&Secrets::generate(&random)).expect("a key");
        let documents = Documents::open(&format!("file:{}", folder.path().display()), secrets, random).expect("a store");
        let body = || {
            let first = Bytes::from_static(b"%PDF-1.7\n");
            let pieces = std::iter::once(first).chain((0..SIZE / 65_536).map(|_| Bytes::from(vec![b'x'; 65_536])));
            stream::iter(pieces.map(Ok::<_, ()>))
        };
        for sealed in [false, true] {
            // Once with little, so that buffers and threads are there before.
            documents.put(sealed, MAX_FILE_BYTES, stream::iter([Ok::<_, ()>(Bytes::from_static(b"%PDF-1.7\n"))])).await.expect("stored");
            let before = resident();
            let stored = documents.put(sealed, 2 * SIZE, body()).await.expect("stored");
            assert!(stored.size_bytes > SIZE);
            let grown = resident().saturating_sub(before);
            assert!(grown < 20_000_000, "taking in 200 MB (sealed: {sealed}) raised memory by {grown} bytes");
            let before = resident();
            let mut content = Box::pin(documents.get(&stored.storage_key, sealed).await.expect("the file"));
            let mut size = 0;
            while let Some(bytes) = futures_util::StreamExt::next(&mut content).await {
                size += u64::try_from(bytes.expect("bytes").len()).expect("a length");
            }
            assert_eq!(size, stored.size_bytes);
            let grown = resident().saturating_sub(before);
            assert!(grown < 20_000_000, "handing out 200 MB (sealed: {sealed}) raised memory by {grown} bytes");
        }
    });
}
