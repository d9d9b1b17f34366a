//! Every address × everybody: one table says what each is answered.

use bytes::Bytes;
use futures_util::stream;
use serde_json::{Value, json};
use server::app::{Actor, Cx};
use server::db::{self, Conn, documents};
use server::domain::sessions::{Opened, visitor};
use server::domain::{Refusal, keys as key_use, letters};
use server::http::VISITOR_COOKIE;
use shared::form::Answers;
use shared::service::Role;

use crate::engine::{DENIAL, OWED, THEFT, copy};
use crate::on_both;
use crate::support::{Browser, Call, TestApp};

/// The table of addresses itself: what it binds is what is tried.
const ROUTES: &str = include_str!("../../src/http/routes.rs");

/// Method, address, and the status for each person; one status stands for everybody.
///
/// The case belongs to the requester and to Records; its fee is due, so that the cashier sees it. Where somebody may
/// act, the request is one that succeeds, or, where success would need more than a person's right, one whose answer (422,
/// or the page again with what is wrong) shows that they were let in.
const TABLE: &str = "
# method address                                                anyone requester records property supervisor prea clerk cashier admin
GET    /healthz                                                 200
GET    /readyz                                                  200
GET    /static/{file:.*}                                        404
GET    /service-worker.js                                       200
GET    /favicon.ico                                             308
GET    /robots.txt                                              200
GET    /sitemap.xml                                             200
GET    /api/openapi.json                                        200
GET    /staff                                                   200
GET    /staff/{page:.*}                                         200
GET    /staff/letters/{reference}/{id}                          401 401 200 404 200 404 404 404 404
GET    /es                                                      308

GET    /                                                        200
GET    /911                                                     200
GET    /911/card                                                200
GET    /911/practice                                            200
GET    /contact                                                 200
GET    /fees                                                    200
GET    /fees.csv                                                200
GET    /closures                                                200
GET    /closures.ics                                            200
GET    /accessibility                                           200
GET    /privacy                                                 200
GET    /language                                                200
GET    /search                                                  200
GET    /manifest.webmanifest                                    200
GET    /about                                                   200
GET    /about/{section}                                         200
GET    /services/{kind}                                         200
GET    /services/{kind}/start                                   200
GET    /services/{kind}/start/{step}                            200
POST   /services/{kind}/start/{step}                            422
POST   /services/{kind}/start/{step}/files/{purpose}            422
GET    /services/{kind}/sent/{token}                            404
GET    /leave                                                   303
GET    /k/{key}                                                 303
GET    /find                                                    200
POST   /find                                                    200

GET    /requests/{reference}                                    404 200 404 404 404 404 404 404 404
POST   /requests/{reference}/messages                           404 303 404 404 404 404 404 404 404
POST   /requests/{reference}/documents                          404 200 404 404 404 404 404 404 404
GET    /requests/{reference}/documents/{id}                     404 200 404 404 404 404 404 404 404
GET    /requests/{reference}/letters/{id}                       404 200 404 404 404 404 404 404 404
GET    /requests/{reference}/withdraw                           404 200 404 404 404 404 404 404 404
POST   /requests/{reference}/withdraw                           404 303 404 404 404 404 404 404 404
POST   /requests/{reference}/close                              404 303 404 404 404 404 404 404 404
POST   /requests/{reference}/email-code                         404 200 404 404 404 404 404 404 404
POST   /requests/{reference}/pin                                404 303 404 404 404 404 404 404 404

POST   /api/v1/requests/{kind}                                  201
GET    /api/v1/requests/{reference}                             404 200 404 404 404 404 404 404 404
POST   /api/v1/requests/{reference}/messages                    404 200 404 404 404 404 404 404 404
POST   /api/v1/requests/{reference}/documents                   404 422 404 404 404 404 404 404 404
GET    /api/v1/requests/{reference}/documents/{id}              404 200 404 404 404 404 404 404 404
POST   /api/v1/requests/{reference}/withdraw                    404 200 404 404 404 404 404 404 404

POST   /api/v1/staff/session                                    401
GET    /api/v1/staff/session                                    401 401 200 200 200 200 200 200 200
DELETE /api/v1/staff/session                                    401 401 204 204 204 204 204 204 204
POST   /api/v1/staff/session/reauth                             401 401 422 422 422 422 422 422 422
POST   /api/v1/staff/enrolment                                  401 401 403 403 403 403 403 403 403
POST   /api/v1/staff/enrolment/confirm                          401 401 422 422 422 422 422 422 422
GET    /api/v1/staff/sheets/home                                401 401 200 200 200 200 200 200 200
GET    /api/v1/staff/sheets/day                                 401 401 200 200 200 200 200 200 200
GET    /api/v1/staff/sheets/statistics                          401 401 200 200 200 200 200 403 403
GET    /api/v1/staff/sheets/deadlines                           401 401 200 200 200 200 200 200 200
GET    /api/v1/staff/sheets/cases/{reference}/audit              401 401 200 404 200 404 404 404 404
POST   /api/v1/staff/sheets/cases/{reference}/audit              401 401 200 404 200 404 404 404 404
GET    /api/v1/staff/cases/{reference}/audit/export              401 401 200 404 200 404 404 404 404
GET    /api/v1/staff/sheets/new                                 401 401 200 403 200 403 403 403 403
POST   /api/v1/staff/sheets/new/{kind}                          401 401 422 404 422 404 404 404 404
GET    /api/v1/staff/sheets/replies                             401 401 403 403 200 403 403 403 403
POST   /api/v1/staff/sheets/replies                             401 401 403 403 422 403 403 403 403
POST   /api/v1/staff/sheets/replies/{reply}                     401 401 404 404 404 404 404 404 404
GET    /api/v1/staff/sheets/cases/{reference}/related           401 401 200 404 200 404 404 404 404
POST   /api/v1/staff/sheets/cases/{reference}/related/link      401 401 422 404 422 404 404 404 404
POST   /api/v1/staff/sheets/cases/{reference}/related/merge     401 401 409 404 409 404 404 404 404
GET    /api/v1/staff/sheets/retention                            401 401 200 200 200 200 200 403 200
POST   /api/v1/staff/sheets/retention/proposals                  401 401 422 422 422 422 422 422 422
POST   /api/v1/staff/sheets/retention/proposals/approve          401 401 200 200 200 200 200 403 200
POST   /api/v1/staff/sheets/retention/proposals/{proposal}/approve 401 401 404 404 404 404 404 404 404
POST   /api/v1/staff/sheets/retention/proposals/{proposal}/refuse 401 401 404 404 404 404 404 404 404
POST   /api/v1/staff/sheets/retention/holds                      401 401 422 422 422 422 422 422 422
POST   /api/v1/staff/sheets/retention/holds/{hold}/lift          401 401 422 422 422 422 422 422 422
POST   /api/v1/staff/sheets/retention/schedule                   401 401 403 403 422 403 403 403 422
GET    /api/v1/staff/sheets/admin/accounts                      401 401 403 403 403 403 403 403 200
POST   /api/v1/staff/sheets/admin/accounts                      401 401 403 403 403 403 403 403 422
GET    /api/v1/staff/sheets/admin/accounts/{account}            401 401 403 403 403 403 403 403 200
POST   /api/v1/staff/sheets/admin/accounts/{account}/change     401 401 403 403 403 403 403 403 422
POST   /api/v1/staff/sheets/admin/accounts/{account}/reset-mfa  401 401 403 403 403 403 403 403 422
POST   /api/v1/staff/sheets/admin/accounts/{account}/disable    401 401 403 403 403 403 403 403 422
POST   /api/v1/staff/sheets/admin/accounts/{account}/enable     401 401 403 403 403 403 403 403 422
POST   /api/v1/staff/sheets/admin/accounts/{account}/unlock     401 401 403 403 403 403 403 403 422
POST   /api/v1/staff/sheets/admin/accounts/{account}/end-sessions 401 401 403 403 403 403 403 403 422
GET    /api/v1/staff/sheets/admin/calendars                     401 401 403 403 403 403 403 403 200
GET    /api/v1/staff/sheets/admin/calendars/{calendar}          401 401 403 403 403 403 403 403 200
GET    /api/v1/staff/sheets/admin/calendars/{calendar}/behind   401 401 403 403 403 403 403 403 200
POST   /api/v1/staff/sheets/admin/calendars/{calendar}/preview  401 401 403 403 403 403 403 403 422
POST   /api/v1/staff/sheets/admin/calendars/{calendar}/change   401 401 403 403 403 403 403 403 422
POST   /api/v1/staff/sheets/admin/calendars/{calendar}/catch-up 401 401 403 403 403 403 403 403 409
GET    /api/v1/staff/sheets/admin/outbox                        401 401 403 403 403 403 403 403 200
POST   /api/v1/staff/sheets/admin/outbox                        401 401 403 403 403 403 403 403 200
POST   /api/v1/staff/sheets/admin/outbox/{job}/retry            401 401 403 403 403 403 403 403 404
POST   /api/v1/staff/sheets/admin/outbox/{job}/give-up          401 401 403 403 403 403 403 403 422
GET    /api/v1/staff/sheets/admin/profile                       401 401 403 403 403 403 403 403 200
POST   /api/v1/staff/sheets/admin/profile/fees                  401 401 403 403 403 403 403 403 422
GET    /api/v1/staff/cases                                      401 401 200 200 200 200 200 200 200
GET    /api/v1/staff/cases/changes                              401 401 200 200 200 200 200 200 200
POST   /api/v1/staff/cases/bulk/preview                         401 401 200 200 200 200 200 200 200
POST   /api/v1/staff/cases/bulk                                 401 401 200 200 200 200 200 200 200
POST   /api/v1/staff/cases/{reference}/presence                 401 401 200 404 200 404 404 200 404
DELETE /api/v1/staff/cases/{reference}/presence                 401 401 204 404 204 404 404 204 404
GET    /api/v1/staff/cases.csv                                  401 401 200 200 200 200 200 200 200
GET    /api/v1/staff/cases/{reference}                          401 401 200 404 200 404 404 200 404
POST   /api/v1/staff/cases/{reference}/actions/{action}         401 401 200 404 403 404 404 200 404
POST   /api/v1/staff/cases/{reference}/assign                   401 401 200 404 200 404 404 403 404
POST   /api/v1/staff/cases/{reference}/messages                 401 401 200 404 200 404 404 403 404
POST   /api/v1/staff/cases/{reference}/notes                    401 401 200 404 200 404 404 403 404
POST   /api/v1/staff/cases/{reference}/documents                401 401 422 404 422 404 404 403 404
GET    /api/v1/staff/cases/{reference}/documents/{id}           401 401 200 404 200 404 404 404 404
POST   /api/v1/staff/cases/{reference}/approvals/{approval}/{decision} 401 401 403 404 200 404 404 404 404
";

/// The columns of [`TABLE`].
const PEOPLE: [&str; 9] =
    ["anyone", "requester", "records", "property", "supervisor", "prea", "clerk", "cashier", "admin"];

/// A row of [`TABLE`].
struct Row {
    method: &'static str,
    address: &'static str,
    statuses: Vec<u16>,
}

fn table() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let (method, address) = (words.next().expect("a method"), words.next().expect("an address"));
            let statuses: Vec<u16> = words.map(|status| status.parse().expect("a status")).collect();
            let statuses = if statuses.len() == 1 { vec![statuses[0]; PEOPLE.len()] } else { statuses };
            assert_eq!(statuses.len(), PEOPLE.len(), "{line}");
            Row { method, address, statuses }
        })
        .collect()
}

/// What `routes.rs` binds: each method with the address that was named last before it.
fn bound() -> Vec<(&'static str, String)> {
    let mut bound = Vec::new();
    let (mut scope, mut address) = ("", "");
    for line in ROUTES.lines() {
        scope = match line {
            line if line.starts_with("fn requester_api(") => "/api/v1/requests",
            line if line.starts_with("fn staff_api(") => "/api/v1/staff",
            line if line.starts_with("fn administration(") => "/api/v1/staff/sheets/admin",
            line if line.starts_with("fn desk(") => "/api/v1/staff",
            line if line.starts_with("fn keeping(") => "/api/v1/staff/sheets/retention",
            line if line.starts_with("fn ") || line.starts_with("pub fn ") => "",
            _ => scope,
        };
        let mut rest = line;
        while let Some(start) = rest.find(['"', '(']) {
            let (before, after) = rest.split_at(start);
            let method = ["get", "post", "put", "patch", "delete"].into_iter().find(|method| before.ends_with(method));
            if let (Some(method), true) = (method, after.starts_with("().to(")) {
                let method = if method == "get" {
                    "GET"
                } else if method == "post" {
                    "POST"
                } else {
                    "DELETE"
                };
                bound.push((method, format!("{scope}{address}")));
            }
            rest = after.split_at(1).1;
            if let Some(quoted) = after.strip_prefix('"') {
                (address, rest) = quoted.split_once('"').expect("the end of a string");
            }
        }
    }
    bound
}

#[test]
fn every_address_has_its_row_and_every_row_its_address() {
    let bound = bound();
    // Whatever is bound goes `.to(` a handler; the last one is for what is nowhere.
    assert_eq!(bound.len() + 1, ROUTES.matches(".to(").count() + ROUTES.matches("web::to(").count(), "{bound:#?}");
    let rows: Vec<(&str, String)> = table().into_iter().map(|row| (row.method, row.address.to_owned())).collect();
    for address in &bound {
        assert!(rows.contains(address), "{address:?} has no row in the table of policy.rs");
    }
    for row in &rows {
        assert!(bound.contains(row), "{row:?} has a row and is not bound");
    }
}

/// Somebody at a browser, with the token that their writes carry.
struct Somebody {
    name: &'static str,
    browser: Browser,
    csrf: String,
}

async fn somebody(app: &TestApp, name: &'static str, session: &str) -> Somebody {
    if let Some(role) = Role::parse(name) {
        let console = app.sign_in(role).await;
        return Somebody { name, browser: console.browser, csrf: console.session.csrf };
    }
    let browser = app.browser();
    if name == "requester" {
        browser.set_cookie(VISITOR_COOKIE, Some(session));
    }
    Somebody { name, browser, csrf: String::new() }
}

/// A case with everything that an address may name.
struct Fixture {
    reference: String,
    version: i64,
    key: String,
    document: String,
    letter: String,
    approval: String,
    account: String,
}

/// A fresh case that the session of the requester was granted. With a proposal, or with a fee to pay.
async fn fixture(app: &TestApp, session: &[u8], content: &str, proposed: bool) -> Fixture {
    let submitted = app.take_in(&[]).await;
    let (key, session) = (submitted.access_key.expose().to_owned(), session.to_vec());
    let (typed, content, id) = (key.clone(), content.to_owned(), submitted.case.id.clone());
    let records = app.person(Role::Records).await.id;
    let account = records.clone();
    let (document, letter) = app
        .write(move |conn: &mut Conn, cx: &Cx| {
            let opened = key_use::open(conn, cx, &typed)?;
            key_use::grant(conn, &session, &opened)?;
            let row = documents::Document { storage_key: content, ..copy(cx.id(), id.clone(), records, cx.now) };
            documents::insert(conn, &row)?;
            documents::release(conn, &id, &row.id, cx.now.naive_utc())?;
            let case = db::cases::get(conn, &id)?;
            let letter = letters::write(conn, cx, &case, "closure", &Answers::new())?;
            Ok((row.id, letter))
        })
        .await;
    let mut case = app.case(&submitted.case.id).await;
    case = app.by(Role::Records, &case, "start_review", &[]).await;
    let mut approval = "none".to_owned();
    if proposed {
        case = app.by(Role::Records, &case, "deny", DENIAL).await;
        let (id, version) = (case.id.clone(), case.head_seq);
        approval = app.read(move |conn, _| db::approvals::open_of_case(conn, &id, version)).await.remove(0).id;
    } else {
        case = app.by(Role::Records, &case, "approve", OWED).await;
        case = app.by(Role::Records, &case, "charge_fee", &[("fee_line", "report_copy"), ("quantity", "1")]).await;
    }
    Fixture { reference: case.reference, version: case.head_seq, key, document, letter, approval, account }
}

/// The address with its places filled.
fn filled(address: &str, fixture: &Fixture) -> String {
    let kind = if address.starts_with("/api/") { "police_report" } else { "police-report" };
    address
        .replace("{file:.*}", "nothing.css")
        .replace("{page:.*}", "queue")
        .replace("{section}", "records")
        .replace("{kind}", kind)
        .replace("{step}", if address.contains("files") { "documents" } else { "part" })
        .replace("{purpose}", "photo_id")
        .replace("{token}", "none")
        .replace("{reference}", &fixture.reference)
        .replace("{key}", &fixture.key)
        .replace("{id}", if address.contains("letters") { &fixture.letter } else { &fixture.document })
        .replace("{account}", &fixture.account)
        .replace("{calendar}", "records")
        .replace("{job}", "none")
        .replace("{proposal}", "none")
        .replace("{hold}", "none")
        .replace("{action}", "record_payment")
        .replace("{approval}", &fixture.approval)
        .replace("{decision}", "confirm")
}

/// The call with the body that its address takes.
fn with_body(call: Call, row: &Row, fixture: &Fixture) -> Call {
    let version = fixture.version;
    let last = row.address.rsplit('/').next().unwrap_or_default();
    if row.method != "POST" {
        return call;
    }
    if last == "documents" || last == "{purpose}" {
        return call.body("multipart/form-data; boundary=edge", b"--edge--\r\n".to_vec());
    }
    let api = row.address.starts_with("/api/");
    let json: Value = match last {
        "messages" | "notes" => json!({ "body": "A word" }),
        "{action}" => json!({ "version": version, "method": "cash", "receipt_number": "R-1", "drawer": "1" }),
        "assign" => json!({ "version": version, "to": null }),
        "{decision}" | "presence" => json!({ "version": version }),
        // What is asked of each case is answered in its line; nobody has the case, and so it stays.
        "bulk" | "preview" if row.address.contains("bulk") => {
            json!({ "action": "assign", "cases": [{ "reference": fixture.reference, "version": version }], "fields": { "to": "none" } })
        }
        "session" => json!({ "email": "nobody@example.test", "password": "wrong" }),
        "{kind}" => THEFT
            .iter()
            .map(|(name, answer)| ((*name).to_owned(), json!(answer)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        _ => json!({}),
    };
    match (api, last) {
        (true, _) => call.json(&json),
        (false, "messages") => call.form(&[("body", "A word")]),
        (false, "find") => call.form(&[("reference", "3333-3333"), ("email", "nobody@example.test")]),
        (false, _) => call.form(&[]),
    }
}

on_both! {
    async fn everybody_is_answered_as_the_table_says(app) {
        let body = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"just a text"))]);
        let content = app.app.documents.put(false, 1000, body).await.expect("a file").storage_key;
        let opened = app.app.write(&Actor::Visitor, |conn, cx| visitor::open(conn, cx, visitor::IDLE)).await;
        let opened: Result<_, Refusal> = opened;
        let opened = opened.expect("a session");
        let new = |proposed| fixture(&app, &opened.session.token_hash, &content, proposed);
        let to_read = new(false).await;
        let mut wrong = Vec::new();
        for (column, name) in PEOPLE.into_iter().enumerate() {
            let mut person = somebody(&app, name, &opened.token).await;
            for row in table() {
                // What only reads may read the same case; whoever opens a key may read that case from then on.
                let fresh = row.address.contains("{key}") || (row.method != "GET" && row.address.contains("{reference}"));
                let fixture = if fresh { &new(row.address.contains("{approval}")).await } else { &to_read };
                let path = filled(row.address, fixture);
                let mut call = person.browser.call(row.method, &path);
                if !person.csrf.is_empty() {
                    call = call.header("x-csrf-token", &person.csrf);
                }
                let answer = with_body(call, &row, fixture).send().await;
                if answer.status != row.statuses[column] {
                    wrong.push(format!("{} {} as {}: {}, not {}", row.method, row.address, person.name, answer.status, row.statuses[column]));
                }
                let renewed = name == "requester" && row.address == "/k/{key}";
                if row.method == "DELETE" || row.address == "/leave" || renewed {
                    restore(&app, &opened, &to_read, name, &mut person).await;
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        app.work_outbox().await;
    }
}

/// Who signed out signs in again; the requester, who left, or whose session got a new token, comes back.
async fn restore(app: &TestApp, opened: &Opened, to_read: &Fixture, name: &'static str, person: &mut Somebody) {
    if name == "requester" {
        let (session, key) = (opened.session.clone(), to_read.key.clone());
        app.write(move |conn, cx| {
            db::sessions::delete(conn, &session.token_hash)?;
            db::sessions::insert(conn, &session)?;
            let opened = key_use::open(conn, cx, &key)?;
            key_use::grant(conn, &session.token_hash, &opened)
        })
        .await;
        person.browser.set_cookie(VISITOR_COOKIE, Some(&opened.token));
    } else if Role::parse(name).is_some() {
        *person = somebody(app, name, "").await;
    }
}
