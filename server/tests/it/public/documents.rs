//! Files: what is taken, how it is kept, how it is handed out.

use bytes::Bytes;
use chrono::TimeDelta;
use futures_util::stream;
use server::documents::{Documents, MAX_FILE_BYTES};

use super::form::{DELIVERY, PART, PHOTO, REPORT, at, fill_in, post_files, step, token};
use crate::on_both;
use crate::support::{Answer, Browser, Kind, TestApp, Wishes, run};

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

    async fn a_document_that_comes_later_is_asked_for_by_name_on_the_page_of_the_request(counter) {
        let browser = counter.browser();
        step(&browser, "", "part", PART, "report").await;
        step(&browser, "", "report", REPORT, "about").await;
        step(&browser, "", "about", &[("contact", "none"), ("name", "Lee Park")], "documents").await;
        step(&browser, "", "documents", &[("documents_later", "yes")], "delivery").await;
        step(&browser, "", "delivery", DELIVERY, "check").await;
        counter.advance(TimeDelta::minutes(4));
        let check = browser.get(&at("", "check")).await;
        let sent = browser.post_form(&at("", "check"), &[("declared", "yes"), ("token", &token(&check))]).await;
        let sent = browser.get(sent.header("location")).await.text();
        assert!(sent.contains("What to bring or add") && sent.contains("Government photo ID"), "{sent}");
        let reference = super::form::after(&sent, "sent__reference\">", '<');
        let page = format!("/requests/{reference}");
        let path = format!("{page}/documents");
        assert!(browser.get(&page).await.text().contains("name=\"photo_id\""));
        let refused = post_files(&browser, &path, &[], &[("photo_id", "id.jpg", b"MZ\x90"), ("file", "", b"")]).await;
        assert!(refused.text().contains("Choose a file of one of the kinds named here"), "{}", refused.text());
        let taken = post_files(&browser, &path, &[], &[("photo_id", "id.jpg", PHOTO), ("file", "", b"")]).await;
        assert_eq!(taken.status, 303, "{}", taken.text());
        let files = counter.read(move |conn, _| {
            let case = server::db::cases::by_reference(conn, &reference)?;
            server::db::documents::of_case(conn, &case.id)
        }).await;
        assert_eq!(files.len(), 1);
        assert!(files[0].purpose == "photo_id" && files[0].sealed);
        assert!(!browser.get(&page).await.text().contains("name=\"photo_id\""), "it is not asked for twice");
        counter.work_outbox().await;
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
        let body = super::form::multipart(&[], &[("file", "señas \"1\".pdf", b"%PDF-1.7 the report %%EOF")]);
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
        assert_eq!((released.status, released.body.as_slice()), (200, b"%PDF-1.7 the report %%EOF".as_slice()));
        assert_eq!(counter.browser().get(&own(&report)).await.status, 404, "bound to the session");
        let log = counter.read(move |conn, _| {
            let case = server::db::cases::by_reference(conn, &reference)?;
            server::db::access_log::of_case(conn, &case.id, 50)
        }).await;
        let downloads = log.iter().filter(|access| access.what == "download").count();
        assert_eq!(downloads, 2, "{log:?}");
    }
}

/// The most memory that this process held since the last [`forget_peak`], in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("VmHWM");
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).expect("a number") * 1024
}

/// From now on the peak counts anew (proc_pid_clear_refs(5)).
fn forget_peak() -> u64 {
    std::fs::write("/proc/self/clear_refs", "5").expect("Linux");
    peak()
}

/// In a process of its own: the other tests of this binary use memory as well.
#[test]
fn two_hundred_megabytes_are_refused_without_being_held() {
    if std::env::var_os("MEASURE_UPLOAD").is_none() {
        let tests = std::env::current_exe().expect("this test");
        let name = "public::documents::two_hundred_megabytes_are_refused_without_being_held";
        let run = std::process::Command::new(tests)
            .args(["--exact", name])
            .env("MEASURE_UPLOAD", "1")
            .output()
            .expect("a run");
        assert!(
            run.status.success(),
            "{}{}",
            String::from_utf8_lossy(&run.stdout),
            String::from_utf8_lossy(&run.stderr)
        );
        return;
    }
    run(Kind::Sqlite, Wishes::default(), |counter| async {
        let browser = counter.browser();
        step(&browser, "", "part", PART, "report").await;
        // Once with little, so that threads and buffers are there before.
        upload(&browser, "id.jpg", PHOTO).await;
        let before = forget_peak();
        let refused = stream_up(&counter, &browser, 200 * 1024 * 1024).await;
        assert_eq!(refused.0, 422);
        assert!(refused.1.contains("This file is too large"), "{}", refused.1);
        let grown = peak().saturating_sub(before);
        assert!(grown < 20_000_000, "a file of 200 MB raised memory by {grown} bytes");
        for sealed in [false, true] {
            in_and_out(&counter.app.documents, sealed).await;
        }
        assert_eq!(on_disk(&counter).len(), 3);
        counter
    });
}

/// Sends a file of `size` bytes piece by piece, as a browser does; gives status and body.
async fn stream_up(counter: &TestApp, browser: &Browser, size: usize) -> (u16, String) {
    let piece = Bytes::from(vec![b'x'; 65_536]);
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\n";
    let pieces = std::iter::repeat_n(piece, size / 65_536);
    let body = std::iter::once(Bytes::from(head)).chain(pieces).chain([Bytes::from("\r\n--edge--\r\n")]);
    let mut answer = awc::Client::builder()
        .timeout(std::time::Duration::from_secs(120))
        .finish()
        .post(format!("{}{}/files/photo_id", counter.address, at("", "documents")))
        .insert_header(("accept", "application/json"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("content-type", "multipart/form-data; boundary=edge"))
        .insert_header(("cookie", format!("visitor={}", browser.cookie("visitor").expect("a session"))))
        .send_stream(stream::iter(body.map(Ok::<_, std::io::Error>)))
        .await
        .expect("an answer");
    let text = answer.body().await.expect("a body");
    (answer.status().as_u16(), String::from_utf8_lossy(&text).into_owned())
}

/// Stores and reads a file that is larger than what memory may grow by.
async fn in_and_out(documents: &Documents, sealed: bool) {
    const SIZE: usize = 32 * 1024 * 1024;
    let pieces = std::iter::repeat_n(Bytes::from(vec![b'x'; 65_536]), SIZE / 65_536);
    let body = stream::iter(std::iter::once(Bytes::from_static(b"%PDF-1.7\n%%EOF\n")).chain(pieces).map(Ok::<_, ()>));
    let before = forget_peak();
    let stored = documents.put(sealed, MAX_FILE_BYTES, body).await.expect("stored");
    let mut content = Box::pin(documents.get(&stored.storage_key, sealed).await.expect("the file"));
    let mut size = 0;
    while let Some(bytes) = futures_util::StreamExt::next(&mut content).await {
        size += u64::try_from(bytes.expect("bytes").len()).expect("a length");
    }
    assert_eq!(size, stored.size_bytes);
    let grown = peak().saturating_sub(before);
    assert!(grown < 20_000_000, "32 MB in and out (sealed: {sealed}) raised memory by {grown} bytes");
}
