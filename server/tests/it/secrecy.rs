//! After a whole run of the program itself, neither its database nor its log tells what they must not.

use std::io::Read;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use server::clock::Clock;
use server::db::outbox;
use server::domain::staff::second_factor;
use server::secrets::hex;
use shared::service::Role;
use shared::staff::{Session, StaffCase};

use crate::engine::{OWED, THEFT, release_of, tables};
use crate::on_both;
use crate::support::{Answer, Browser, PASSWORD, SECRET_KEYS, TOTP_SECRET, TestApp, code_in, email_of};

const PIN: &str = "491703";
const IDEMPOTENCY_KEY: &str = "Yk3v0n2Jb1Jt8m5cXo7Q4w";
const WRONG_PASSWORD: &str = "a password that is not hers";
const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

/// The program, serving; it ends with this value.
struct Program {
    child: Child,
    address: String,
    log: Option<std::thread::JoinHandle<String>>,
}

impl Drop for Program {
    /// It ends with the test, also with one that fails.
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Program {
    async fn start(app: &TestApp) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let mut child = Command::new(env!("CARGO_BIN_EXE_frontcounter"))
            .arg("serve")
            .env_clear()
            .env("DATABASE_URL", app.database_url())
            .env("DATA_DIR", app.data_dir())
            .env("BIND", format!("127.0.0.1:{port}"))
            .env("SECRET_KEYS", SECRET_KEYS)
            .env("LOG", "debug,server=trace,frontcounter=trace")
            .env("LOG_FORMAT", "json")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let (mut out, mut err) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
        let log = std::thread::spawn(move || {
            let errors = std::thread::spawn(move || {
                let mut text = String::new();
                err.read_to_string(&mut text).expect("text");
                text
            });
            let mut text = String::new();
            out.read_to_string(&mut text).expect("text");
            text + &errors.join().expect("text")
        });
        let program = Self { child, address: format!("http://127.0.0.1:{port}"), log: Some(log) };
        until("the program serves", || async { std::net::TcpStream::connect(("127.0.0.1", port)).ok() }).await;
        program
    }

    fn browser(&self) -> Browser {
        Browser::new(vec![self.address.clone()])
    }

    /// Signs somebody in, at the time of the machine.
    async fn sign_in(&self, role: Role, secrets: &mut Vec<String>) -> (Browser, Session) {
        let browser = self.browser();
        let totp = second_factor::code_at(TOTP_SECRET, Clock::System.now());
        let typed = json!({ "email": email_of(role), "password": PASSWORD, "totp": totp });
        let session = browser.post("/api/v1/staff/session", &typed).await.expect(200).json();
        secrets.push(browser.cookie("staff").expect("a cookie"));
        (browser, session)
    }

    /// Ends it; everything that it wrote.
    fn end(mut self) -> String {
        self.child.kill().expect("an end");
        self.log.take().and_then(|log| log.join().ok()).expect("a log")
    }
}

/// Looks again and again, for twenty seconds at most.
async fn until<T, F: Future<Output = Option<T>>>(what: &str, look: impl Fn() -> F) -> T {
    for _ in 0..1000 {
        if let Some(found) = look().await {
            return found;
        }
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("waited in vain until {what}");
}

async fn post(desk: &(Browser, Session), case: &StaffCase, what: &str, fields: &[(&str, &str)]) -> Answer {
    let mut body: serde_json::Map<String, Value> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    body.insert("version".to_owned(), json!(case.version));
    let call = desk.0.call("POST", &format!("/api/v1/staff/cases/{}/{what}", case.reference));
    call.header("x-csrf-token", &desk.1.csrf).json(&body).send().await
}

/// One file as a browser sends it.
fn multipart(name: &str, file: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/pdf\r\n\r\n"
    );
    [head.as_bytes(), content, b"\r\n--edge--\r\n"].concat()
}

/// What stands between two texts.
fn between(text: &str, before: &str, after: impl Fn(char) -> bool) -> Option<String> {
    let rest = text.split_once(before)?.1;
    rest.split(after).next().map(ToOwned::to_owned).filter(|found| !found.is_empty())
}

/// The whole loop, as its people live it; returns every secret that came up.
async fn live(app: &TestApp, program: &Program) -> Vec<String> {
    let mut secrets = vec![PASSWORD.to_owned(), WRONG_PASSWORD.to_owned(), PIN.to_owned(), IDEMPOTENCY_KEY.to_owned()];
    let mut form: serde_json::Map<String, Value> =
        THEFT.iter().map(|(name, answer)| ((*name).to_owned(), json!(answer))).collect();
    form.insert("pin".to_owned(), json!(PIN));

    let visitor = program.browser();
    let mut wrong = form.clone();
    wrong.insert("contact".to_owned(), json!("ana@example.test"));
    visitor.post("/api/v1/requests/police_report", &wrong).await.expect(422);
    visitor
        .call("POST", "/api/v1/requests/police_report")
        .body("application/json", b"{\"name\": Ana Ru".to_vec())
        .send()
        .await
        .expect(400);
    visitor.get("/requests/Ana-Ruiz?email=ana@example.test").await.expect(404);
    let sent = visitor.call("POST", "/api/v1/requests/police_report").header("idempotency-key", IDEMPOTENCY_KEY);
    let taken: Value = sent.json(&form).send().await.expect(201).json();
    let (reference, key) = (
        taken["reference"].as_str().expect("a text").to_owned(),
        taken["access_key"].as_str().expect("a text").to_owned(),
    );
    secrets.push(key.clone());

    let code = until("the code is mailed", || async { app.mails().iter().find_map(|mail| code_in(mail)) });
    let code = code.await;
    secrets.push(code.clone());
    visitor.get(&format!("/k/{key}")).await.expect(303);
    secrets.push(visitor.cookie("visitor").expect("a cookie"));
    visitor.post_form(&format!("/requests/{reference}/pin"), &[("pin", "830264")]).await;
    visitor.post_form(&format!("/requests/{reference}/pin"), &[("pin", PIN)]).await.expect(303);
    visitor.post_form(&format!("/requests/{reference}/email-code"), &[("code", &code)]).await.expect(303);
    let mailed = until("the link is mailed", || async {
        app.mails().iter().find_map(|mail| between(mail, "/k/", |c| !(c.is_ascii_alphanumeric() || "-_".contains(c))))
    });
    secrets.push(mailed.await);
    let file = visitor.call("POST", &format!("/api/v1/requests/{reference}/documents"));
    file.body("multipart/form-data; boundary=edge", multipart("photo_id", "Ana Ruiz.pdf", PDF))
        .send()
        .await
        .expect(201);
    visitor.post_form("/find", &[("reference", &reference), ("email", "ana@example.test")]).await.expect(200);
    visitor.post_form("/find", &[("reference", &reference), ("email", "bo@example.test")]).await.expect(200);

    let guess = json!({ "email": email_of(Role::Admin), "password": WRONG_PASSWORD, "totp": "000000" });
    program.browser().post("/api/v1/staff/session", &guess).await.expect(401);
    let records = program.sign_in(Role::Records, &mut secrets).await;
    let found = records.0.get("/api/v1/staff/cases?q=ana%20ruiz%2024-001234").await.expect(200);
    assert!(found.text().contains(&reference), "{}", found.text());
    let case: StaffCase = records.0.get(&format!("/api/v1/staff/cases/{reference}")).await.expect(200).json();
    let case: StaffCase = post(&records, &case, "actions/start_review", &[]).await.expect(200).json();
    post(&records, &case, "actions/approve", &[("fee", "Ana Ruíz")]).await.expect(422);
    let case: StaffCase = post(&records, &case, "actions/ask_information", &[("text", "Ana, was it the aardvark?")])
        .await
        .expect(200)
        .json();
    post(&records, &case, "notes", &[("body", "Ana called from 626-555-0143")]).await;
    visitor.post_form(&format!("/requests/{reference}/messages"), &[("body", "It was the aardvark")]).await.expect(303);
    let case: StaffCase = records.0.get(&format!("/api/v1/staff/cases/{reference}")).await.expect(200).json();
    let case: StaffCase = post(&records, &case, "actions/approve", OWED).await.expect(200).json();
    let case: StaffCase =
        post(&records, &case, "actions/charge_fee", &[("fee_line", "report_copy"), ("quantity", "2")])
            .await
            .expect(200)
            .json();
    let cashier = program.sign_in(Role::Cashier, &mut secrets).await;
    let paid = [("method", "cash"), ("receipt_number", "R-1"), ("drawer", "1")];
    post(&cashier, &case, "actions/record_payment", &paid).await.expect(200);
    let copy = records
        .0
        .call("POST", &format!("/api/v1/staff/cases/{reference}/documents"))
        .header("x-csrf-token", &records.1.csrf);
    let copy =
        copy.body("multipart/form-data; boundary=edge", multipart("file", "24-001234 Ruiz.pdf", PDF)).send().await;
    assert!((200..300).contains(&copy.status), "{}", copy.text());
    let case: StaffCase = records.0.get(&format!("/api/v1/staff/cases/{reference}")).await.expect(200).json();
    let wanted = reference.clone();
    let document = app.read(move |conn, _| {
        let case = server::db::cases::by_reference(conn, &wanted)?;
        let documents = server::db::documents::of_case(conn, &case.id)?;
        Ok(documents.into_iter().rfind(|document| document.staff_id.is_some()).expect("the copy").id)
    });
    let document = document.await;
    let case: StaffCase = post(&records, &case, "actions/release", &release_of(&document)).await.expect(200).json();
    visitor.get(&format!("/requests/{reference}/documents/{document}")).await.expect(200);
    post(&records, &case, "actions/close", &[("disposition", "released")]).await.expect(200);
    let out = records.0.call("DELETE", "/api/v1/staff/session").header("x-csrf-token", &records.1.csrf);
    out.send().await.expect(204);
    visitor.get("/leave").await.expect(303);
    until("every mail is sent", || async {
        let now = Clock::System.now().naive_utc();
        let waiting = app.read(move |conn, _| outbox::due(conn, now, 1)).await;
        let begun = app.read(|conn, _| outbox::count(conn, outbox::LEASED)).await;
        (waiting.is_empty() && begun == 0).then_some(())
    })
    .await;
    secrets
}

/// The words of a text: a code of six digits inside a hash, or after the point of a time, is no code.
fn has_word(text: &str, word: &str) -> bool {
    if word.chars().all(|c| c.is_ascii_digit()) {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        return words.map(|found| found.trim_matches('.')).any(|found| found == word);
    }
    text.contains(word)
}

on_both! {
    async fn neither_database_nor_log_tells_a_secret_and_the_log_tells_of_nobody(app) {
        let program = Program::start(&app).await;
        let secrets = live(&app, &program).await;
        let log = program.end();
        let dump = app.read(|conn, _| Ok(tables::dump(conn))).await;
        let lower = dump.to_lowercase();
        assert!(log.contains("request answered") && dump.contains("cases: "), "there is something to look into");
        assert!(dump.contains("aardvark"), "the dump shows what is in clear");
        for secret in &secrets {
            assert!(!has_word(&dump, secret), "the database holds {secret} in clear");
            assert!(!lower.contains(&hex(secret.as_bytes())), "the database holds the bytes of {secret}");
            assert!(!has_word(&log, secret), "the log holds {secret}");
        }
        for bytes in [TOTP_SECRET.to_vec(), b"ana@example.test".to_vec()] {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!dump.contains(&text) && !lower.contains(&hex(&bytes)), "the database holds {text} in clear");
        }
        assert!(!dump.contains(&second_factor::base32(TOTP_SECRET)));
        for personal in ["Ana", "ana@", "Ru\u{ed}z", "Ruiz", "ruiz", "example.test", "24-001234", "24001234", "aardvark", "555-0143"] {
            let line = log.lines().find(|line| line.contains(personal));
            assert_eq!(line, None, "the log tells of {personal}");
        }
    }
}
