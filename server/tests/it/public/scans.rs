//! The virus scanner: what it has not seen, and what it found something in, nobody gets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use server::app::Cx;
use server::db::Conn;
use server::db::documents::{self, INFECTED, WAITING};
use server::domain::Outcome;
use shared::lang::Lang;
use shared::service::Role;
use shared::staff::StaffCase;

use super::form::multipart;
use crate::on_both;
use crate::support::{Answer, Console, TestApp, Wishes};

/// What the scanner of these tests takes for a virus, for something beyond its limit, and for a reason to break off
/// the first time.
const VIRUS: &[u8] = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE";
const BEYOND: &[u8] = b"beyond what the scanner takes";
const BREAKS: &[u8] = b"the scanner breaks off once";

/// Starts a scanner that speaks clamd's INSTREAM; returns the setting that names it.
fn clamd() -> Wishes {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        let broke = AtomicBool::new(false);
        for connection in listener.incoming() {
            // A client that goes away is its own matter.
            answer(connection.expect("a connection"), &broke).ok();
        }
    });
    Wishes { settings: vec![("CLAMD_ADDR", address)], ..Wishes::default() }
}

fn answer(mut connection: TcpStream, broke: &AtomicBool) -> std::io::Result<()> {
    let mut command = [0; 10];
    connection.read_exact(&mut command)?;
    assert_eq!(&command, b"zINSTREAM\0");
    let mut file = Vec::new();
    loop {
        let mut length = [0; 4];
        connection.read_exact(&mut length)?;
        let length = usize::try_from(u32::from_be_bytes(length)).expect("a length");
        if length == 0 {
            break;
        }
        let mut piece = vec![0; length];
        connection.read_exact(&mut piece)?;
        file.extend(piece);
    }
    let holds = |mark: &[u8]| file.windows(mark.len()).any(|window| window == mark);
    if holds(BREAKS) && !broke.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    connection.write_all(match () {
        () if holds(VIRUS) => b"stream: Eicar-Test-Signature FOUND\0",
        () if holds(BEYOND) => b"INSTREAM size limit exceeded. ERROR\0",
        () => b"stream: OK\0",
    })
}

fn pdf(words: &[u8]) -> Vec<u8> {
    [b"%PDF-1.7\n", words, b"\n%%EOF\n"].concat()
}

async fn add(records: &Console, reference: &str, name: &str, content: &[u8]) -> String {
    let path = format!("/api/v1/staff/cases/{reference}/documents");
    let call = records.browser.call("POST", &path).header("x-csrf-token", &records.session.csrf);
    let body = multipart(&[], &[("file", name, content)]);
    let case: StaffCase = call.body("multipart/form-data; boundary=edge", body).send().await.expect(201).json();
    case.documents.iter().find(|document| document.name == name).expect("the file").id.clone()
}

async fn read(records: &Console, reference: &str, id: &str) -> Answer {
    records.get(&format!("cases/{reference}/documents/{id}")).await
}

async fn quarantine(counter: &TestApp, id: &str) -> Option<String> {
    let id = id.to_owned();
    counter.read(move |conn, _| documents::get(conn, &id)).await.quarantine
}

on_both! {
    async fn a_file_is_in_quarantine_until_the_scanner_saw_it(counter, clamd()) {
        let reference = counter.ask(Lang::En, &[]).await.case.reference;
        let records = counter.sign_in(Role::Records).await;
        let id = add(&records, &reference, "copy.pdf", &pdf(b"nothing bad")).await;
        let refused = read(&records, &reference, &id).await;
        assert_eq!((refused.status, refused.code().as_str()), (422, "document_in_quarantine"));
        let case: StaffCase = records.get(&format!("cases/{reference}")).await.json();
        assert!(!case.documents[0].readable && case.documents[0].status.contains("until it is scanned"));
        counter.work_outbox().await;
        assert_eq!(read(&records, &reference, &id).await.status, 200);
        let case: StaffCase = records.get(&format!("cases/{reference}")).await.json();
        assert!(case.documents[0].readable && !case.documents[0].status.contains("scan"), "{:?}", case.documents);
    }

    async fn an_infected_file_stays_in_quarantine_and_both_sides_hear_of_it(counter, clamd()) {
        let asked = counter.ask(Lang::En, &[]).await;
        let reference = asked.case.reference.clone();
        let browser = counter.browser();
        browser.get(&format!("/k/{}", asked.access_key.expose())).await.expect(303);
        let own = multipart(&[], &[("file", "letter.pdf", &pdf(VIRUS))]);
        let path = format!("/requests/{reference}/documents");
        browser.call("POST", &path).body("multipart/form-data; boundary=edge", own).send().await.expect(303);
        let records = counter.sign_in(Role::Records).await;
        let id = add(&records, &reference, "copy.pdf", &pdf(VIRUS)).await;
        counter.work_outbox().await;

        assert_eq!(quarantine(&counter, &id).await.as_deref(), Some(INFECTED));
        read(&records, &reference, &id).await.expect(422);
        let (case_id, given) = (asked.case.id.clone(), id.clone());
        let release = move |conn: &mut Conn, cx: &Cx| -> Outcome<()> {
            Ok(documents::release(conn, &case_id, &given, cx.now.naive_utc())?)
        };
        assert!(counter.try_write(release).await.is_err(), "it is never released");
        let case: StaffCase = records.get(&format!("cases/{reference}")).await.json();
        let told = case.history.iter().filter(|event| event.what.contains("in quarantine")).count();
        assert_eq!(told, 2, "{:?}", case.history);
        let page = browser.get(&format!("/requests/{reference}")).await.text();
        assert!(page.contains("our virus scanner found something in it"), "{page}");
    }

    async fn a_scanner_that_fails_is_asked_again_and_the_file_waits(counter, clamd()) {
        let reference = counter.ask(Lang::En, &[]).await.case.reference;
        let records = counter.sign_in(Role::Records).await;
        let (broken, beyond) = (add(&records, &reference, "breaks.pdf", &pdf(BREAKS)).await, add(&records, &reference, "beyond.pdf", &pdf(BEYOND)).await);
        counter.work_outbox().await;
        assert_eq!(quarantine(&counter, &broken).await.as_deref(), Some(WAITING));
        counter.advance(TimeDelta::hours(1));
        counter.work_outbox().await;
        assert_eq!(quarantine(&counter, &broken).await, None);
        assert_eq!(quarantine(&counter, &beyond).await.as_deref(), Some(WAITING), "no verdict is no clean bill");
    }

    async fn without_a_scanner_files_are_said_to_be_not_scanned(counter) {
        let reference = counter.ask(Lang::En, &[]).await.case.reference;
        let records = counter.sign_in(Role::Records).await;
        let id = add(&records, &reference, "copy.pdf", &pdf(b"/Encrypt")).await;
        read(&records, &reference, &id).await.expect(200);
        let case: StaffCase = records.get(&format!("cases/{reference}")).await.json();
        let status = &case.documents[0].status;
        assert!(status.contains("not scanned") && status.contains("may ask for a password"), "{status}");
        counter.work_outbox().await;
    }
}
