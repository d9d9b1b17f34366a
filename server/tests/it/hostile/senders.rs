//! Senders that drip, stop, lie about the length or go away: they get a clear answer or none, leave no file and no row,
//! lose no draft, and keep nobody waiting.

use std::time::Duration;

use actix_web::rt::net::TcpStream;
use actix_web::rt::time::timeout;
use server::http::middleware::Patience;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::rows;
use crate::engine::tables;
use crate::fails::until;
use crate::on_both;
use crate::public::form::{PART, PHOTO, REPORT, at, multipart, step};
use crate::support::{Browser, TestApp, Wishes};

/// No answer takes longer, on the slowest machine.
const LONGEST: Duration = Duration::from_secs(30);

/// Half a second of silence, one second for a body.
fn hurried() -> Wishes {
    let patience = Patience {
        silence: Duration::from_millis(500),
        body: Duration::from_secs(1),
        bytes_a_second: 1024 * 1024,
        ..Patience::default()
    };
    Wishes { patience, ..Wishes::default() }
}

/// A connection on which this was sent.
async fn sent(app: &TestApp, bytes: &[u8]) -> TcpStream {
    let address = app.address.strip_prefix("http://").expect("an address");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(bytes).await.expect("sent");
    stream
}

/// All that comes back until the server hangs up.
async fn heard(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let read = timeout(LONGEST, stream.read_to_end(&mut answer)).await;
    // A server that closes with bytes unread resets the connection; what came before stands.
    read.expect("the server never hung up").ok();
    String::from_utf8_lossy(&answer).into_owned()
}

/// The beginning of a write: its head with these headers more.
fn head(path: &str, browser: &Browser, more: &str) -> String {
    let cookie = browser.cookie("visitor").map(|token| format!("Cookie: visitor={token}\r\n")).unwrap_or_default();
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\n{cookie}{more}\r\n"
    )
}

const MULTIPART: &str = "Content-Type: multipart/form-data; boundary=edge\r\n";

/// A photo of some size, as a body with one file.
fn photo(size: usize) -> Vec<u8> {
    let content = [&PHOTO[..PHOTO.len() - 2], &vec![b'x'; size], b"\xFF\xD9"].concat();
    multipart(&[], &[("file", "photo.jpg", &content)])
}

/// A browser that began a form and may send files.
async fn begun(app: &TestApp) -> Browser {
    let browser = app.browser();
    step(&browser, "", "part", PART, "report").await;
    step(&browser, "", "report", REPORT, "about").await;
    browser
}

/// Where the browser sends a file by itself.
fn upload() -> String {
    format!("{}/files/photo_id", at("", "documents"))
}

/// The files of the store, begun ones included.
fn files(app: &TestApp) -> Vec<String> {
    let folder = std::fs::read_dir(app.data_dir().join("documents"));
    let names = |folder: std::fs::ReadDir| folder.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    folder.map(|folder| names(folder).collect()).unwrap_or_default()
}

/// Nothing of a file is left, and what was answered before is.
async fn only_the_draft_is_left(app: &TestApp, browser: &Browser) {
    until("the file is gone", || async { files(app).is_empty().then_some(()) }).await;
    let documents = app.read(|conn, _| Ok(tables::rows(conn, &["documents".to_owned()]))).await;
    assert_eq!(documents, 0, "a row without a file");
    let page = browser.get(&at("", "report")).await.expect(200).text();
    assert!(page.contains("East Walnut Street near North Lake Avenue"), "the draft is lost: {page}");
}

/// Others are served and can send files meanwhile.
async fn others_go_on(app: &TestApp) {
    app.browser().get("/911").await.expect(200);
    let browser = app.browser();
    step(&browser, "", "part", PART, "report").await;
    let call = browser.call("POST", &upload()).header("accept", "application/json");
    call.body("multipart/form-data; boundary=edge", photo(1000)).send().await.expect(201);
    let page = browser.get(&at("", "documents")).await.text();
    let remove = crate::public::form::value_of(&page, "remove");
    browser.post_form(&at("", "documents"), &[("remove", &remove)]).await.expect(303);
    app.work_outbox().await;
}

on_both! {
    async fn who_stops_half_way_is_told_and_nothing_of_the_file_is_left(app, hurried()) {
        let browser = begun(&app).await;
        let body = photo(300_000);
        let head = head(&upload(), &browser, &format!("{MULTIPART}Content-Length: {}\r\n", body.len()));
        let stream = sent(&app, &[head.as_bytes(), &body[..200_000]].concat()).await;
        until("the file is begun", || async { (!files(&app).is_empty()).then_some(()) }).await;
        let (answer, ()) = futures_util::join!(heard(stream), others_go_on(&app));
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("application/problem+json") && answer.contains("\"too_slow\""), "{answer}");
        only_the_draft_is_left(&app, &browser).await;
    }

    async fn who_drips_is_left_after_the_time_for_a_body(app, hurried()) {
        let browser = begun(&app).await;
        let body = photo(100_000);
        let head = head(&upload(), &browser, &format!("{MULTIPART}Content-Length: {}\r\n", body.len()));
        let mut stream = sent(&app, &[head.as_bytes(), &body[..50_000]].concat()).await;
        let drip = async {
            for byte in &body[50_000..] {
                actix_web::rt::time::sleep(Duration::from_millis(20)).await;
                if stream.write_all(&[*byte]).await.is_err() {
                    return;
                }
                let mut answer = [0; 12];
                if let Ok(read @ 1..) = stream.try_read(&mut answer) {
                    assert_eq!(&answer[..read], b"HTTP/1.1 408");
                    return;
                }
            }
            panic!("a drip of {} bytes was waited for", body.len());
        };
        timeout(LONGEST, drip).await.expect("a drip was waited for");
        only_the_draft_is_left(&app, &browser).await;
    }

    async fn who_goes_away_leaves_nothing(app, hurried()) {
        let browser = begun(&app).await;
        let body = photo(300_000);
        for chunked in [false, true] {
            let length = if chunked { "Transfer-Encoding: chunked\r\n".to_owned() } else { format!("Content-Length: {}\r\n", body.len()) };
            let head = head(&upload(), &browser, &format!("{MULTIPART}{length}"));
            let piece = if chunked { [b"30d40\r\n".as_slice(), &body[..200_000], b"\r\n"].concat() } else { body[..200_000].to_vec() };
            let stream = sent(&app, &[head.as_bytes(), &piece].concat()).await;
            until("the file is begun", || async { (!files(&app).is_empty()).then_some(()) }).await;
            drop(stream);
            only_the_draft_is_left(&app, &browser).await;
        }
        others_go_on(&app).await;
    }

    async fn a_body_that_is_not_what_its_head_says_is_refused_whole(app, hurried()) {
        let browser = begun(&app).await;
        let body = photo(3000);
        let edgeless = &body[..body.len() - b"\r\n--edge--\r\n".len()];
        let close = "Connection: close\r\n";
        let length = |length: usize| format!("{MULTIPART}{close}Content-Length: {length}\r\n");
        let chunked = format!("{MULTIPART}{close}Transfer-Encoding: chunked\r\n");
        for (what, headers, body, status) in [
            ("a boundary that never comes", length(edgeless.len()), edgeless, "400"),
            ("too short a length", length(body.len() - 2000), &body, "400"),
            ("two lengths", format!("{}Content-Length: 5\r\n", length(body.len())), &body, "400"),
            ("a length that is none", format!("{MULTIPART}{close}Content-Length: many\r\n"), &body, "400"),
            ("a chunk that is none", chunked.clone(), b"zz\r\n--edge".as_slice(), ""),
            ("a chunk without end", chunked.clone(), b"ffffffffffffffffff\r\n--edge".as_slice(), ""),
            ("no boundary", format!("Content-Type: multipart/form-data\r\n{close}Content-Length: {}\r\n", body.len()), &body, "400"),
        ] {
            let stream = sent(&app, &[head(&upload(), &browser, &headers).as_bytes(), body].concat()).await;
            let answer = heard(stream).await;
            let dropped = status.is_empty() && answer.is_empty();
            assert!(dropped || answer.starts_with(&format!("HTTP/1.1 {status}")), "{what}: {answer}");
            only_the_draft_is_left(&app, &browser).await;
        }
        others_go_on(&app).await;
        // What ends with its boundary is whole, whatever else was announced.
        let more = head(&upload(), &browser, &length(body.len() + 2000));
        let answer = heard(sent(&app, &[more.as_bytes(), &body].concat()).await).await;
        assert!(answer.starts_with("HTTP/1.1 201 ") && files(&app).len() == 1, "{answer}");
    }

    async fn answers_that_stop_half_way_are_told_in_the_right_format_and_keep_nothing(app, hurried()) {
        let before = rows(&app).await;
        let nobody = app.browser();
        for (path, media_type, body) in [
            (at("", "part"), "application/x-www-form-urlencoded", "incident_kind=theft_damage&ro"),
            ("/find".to_owned(), "application/x-www-form-urlencoded", "reference=34CD"),
            ("/api/v1/requests/police_report".to_owned(), "application/json", "{\"incident_kind\":\"the"),
            ("/api/v1/staff/session".to_owned(), "application/json", "{"),
        ] {
            let head = head(&path, &nobody, &format!("Content-Type: {media_type}\r\nContent-Length: 1000\r\n"));
            let answer = heard(sent(&app, format!("{head}{body}").as_bytes()).await).await;
            assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("application/problem+json"), "{path}: {answer}");
            let as_page = head.replace("Accept: application/json", "Accept: text/html");
            let answer = heard(sent(&app, format!("{as_page}{body}").as_bytes()).await).await;
            assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("text/html"), "{path}: {answer}");
        }
        let tables = ["drafts", "sessions"].map(str::to_owned);
        assert_eq!(app.read(move |conn, _| Ok(tables::rows(conn, &tables))).await, 0);
        assert_eq!(rows(&app).await, before);
    }

    async fn a_head_that_never_ends_is_hung_up_on(app, Wishes {
        patience: Patience { head: Duration::from_millis(500), ..Patience::default() },
        ..Wishes::default()
    }) {
        let stream = sent(&app, b"POST /find HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
        let answer = heard(stream).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
        let endless = [b"GET / HTTP/1.1\r\nX-Long: ".as_slice(), &vec![b'x'; 300_000]].concat();
        let address = app.address.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        // The server may hang up before all was sent.
        stream.write_all(&endless).await.ok();
        let answer = heard(stream).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
}
