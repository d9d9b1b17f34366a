//! A PostgreSQL that is gone, silent, slow, read-only, full or has no connection left.

use std::num::NonZeroU32;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use serde_json::json;
use server::app::{Actor, App, Parts};
use server::db::{self, Conn};
use server::http::middleware::{Patience, Shield};
use server::startup::Application;
use shared::service::Role;

use super::network::{Network, Way};
use super::{nothing_can_be_kept, send, serves_again, told_a_program, whole_cases};
use crate::engine::THEFT;
use crate::support::{Browser, Kind, PASSWORD, TestApp, Wishes, code_now, email_of, parts, run};

fn on_postgres<F: Future<Output = TestApp>>(test: impl FnOnce(TestApp) -> F) {
    run(Kind::Postgres, Wishes::default(), test);
}

/// Somebody else's connection to the same database.
fn other(app: &TestApp) -> PgConnection {
    PgConnection::establish(app.database_url()).unwrap()
}

fn name(app: &TestApp) -> &str {
    app.database_url().rsplit('/').next().unwrap()
}

/// Ends every connection of the counter, as a restart of the database does.
fn end_connections(app: &TestApp) {
    let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    other(app).batch_execute(end).unwrap();
}

/// A server that reaches the same database at another address.
fn server_at(app: &TestApp, url: &str) -> (App, Browser) {
    let parts = parts(url, app.data_dir(), &Wishes::default(), 7);
    let app = App::new(Parts { clock: app.app.clock.clone(), ..parts });
    let application =
        Application::build(app.clone(), Shield::new(NonZeroU32::MAX, NonZeroU32::MAX), Patience::default()).unwrap();
    let browser = Browser::new(vec![format!("http://127.0.0.1:{}", application.port())]);
    actix_web::rt::spawn(application.run());
    (app, browser)
}

/// A server whose database stands behind a network that can fail.
fn behind_a_network(app: &TestApp) -> (Network, Browser) {
    let (before, rest) = app.database_url().split_once('@').unwrap();
    let (host, name) = rest.split_once('/').unwrap();
    let network = Network::to(host);
    let (_, browser) = server_at(app, &format!("{before}@{}/{name}", network.address));
    (network, browser)
}

#[test]
fn a_database_that_is_gone_is_said_so_and_used_again_when_it_is_back() {
    on_postgres(|app| async move {
        let (network, browser) = behind_a_network(&app);
        let typed = json!({ "email": email_of(Role::Records), "password": PASSWORD, "totp": code_now(&app) });
        browser.post("/api/v1/staff/session", &typed).await.expect(200);
        send(&browser).await.expect(201);
        network.becomes(Way::Cut);
        nothing_can_be_kept(&browser).await;
        // Not 401: nobody is sent to sign in again because a row could not be read.
        told_a_program(browser.get("/api/v1/staff/cases").await);
        network.becomes(Way::Open);
        serves_again(&browser).await;
        browser.get("/api/v1/staff/cases").await.expect(200);
        assert_eq!(whole_cases(&app).await, 2);
        app.work_outbox().await;
        app
    });
}

#[test]
fn a_database_that_is_silent_is_given_up_and_a_repeated_request_makes_one_case() {
    on_postgres(|app| async move {
        let (network, browser) = behind_a_network(&app);
        send(&browser).await.expect(201);
        network.becomes(Way::Silent);
        let form: std::collections::BTreeMap<_, _> = THEFT.iter().copied().collect();
        let with_key = || {
            let call = browser.call("POST", "/api/v1/requests/police_report");
            call.header("idempotency-key", "Yk3v0n2Jb1Jt8m5cXo7Q4w").json(&form).send()
        };
        told_a_program(with_key().await);
        network.becomes(Way::Open);
        serves_again(&browser).await;
        with_key().await.expect(201);
        assert_eq!(whole_cases(&app).await, 3);
        app.work_outbox().await;
        app
    });
}

#[test]
fn a_database_that_was_restarted_costs_nobody_an_answer() {
    on_postgres(|app| async move {
        let browser = app.browser();
        send(&browser).await.expect(201);
        for _ in 0..3 {
            end_connections(&app);
            send(&browser).await.expect(201);
        }
        // A statement under way is cut off, and said to be worth another try.
        let sleeping = app.app.read(&Actor::System, |conn: &mut Conn, _| {
            Ok::<_, db::Error>(conn.batch_execute("SELECT pg_sleep(30) /* cut off */")?)
        });
        let cutting = super::until("the statement runs", || async {
            let ended = "SELECT 1 / COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
                         WHERE datname = current_database() AND query LIKE '%/* cut off */' AND pid <> pg_backend_pid()";
            other(&app).batch_execute(ended).ok()
        });
        let (slept, ()) = futures_util::join!(sleeping, cutting);
        assert!(matches!(slept, Err(db::Error::Unavailable(_))), "{slept:?}");
        serves_again(&browser).await;
        app.work_outbox().await;
        app
    });
}

#[test]
fn a_database_that_is_slow_is_not_waited_for_without_end() {
    on_postgres(|app| async move {
        let slow = app.app.write(&Actor::System, |conn: &mut Conn, _| {
            conn.batch_execute("SET LOCAL statement_timeout = '50ms'")?;
            Ok::<_, db::Error>(conn.batch_execute("SELECT pg_sleep(60)")?)
        });
        let slow = slow.await;
        assert!(matches!(slow, Err(db::Error::Unavailable(_))), "{slow:?}");
        let browser = app.browser();
        let mut other = other(&app);
        other.batch_execute("BEGIN; LOCK TABLE events IN ACCESS EXCLUSIVE MODE").unwrap();
        told_a_program(send(&browser).await);
        other.batch_execute("ROLLBACK").unwrap();
        serves_again(&browser).await;
        assert_eq!(whole_cases(&app).await, 1);
        app.work_outbox().await;
        app
    });
}

#[test]
fn a_database_that_is_read_only_is_said_so_until_it_takes_changes_again() {
    on_postgres(|app| async move {
        let browser = app.browser();
        let read_only = |on: &str| {
            let set = format!("ALTER DATABASE {} SET default_transaction_read_only = {on}", name(&app));
            let mut other = other(&app);
            other.batch_execute("SET default_transaction_read_only = off").unwrap();
            other.batch_execute(&set).unwrap();
            end_connections(&app);
        };
        read_only("on");
        nothing_can_be_kept(&browser).await;
        read_only("off");
        serves_again(&browser).await;
        assert_eq!(whole_cases(&app).await, 1);
        app.work_outbox().await;
        app
    });
}

#[test]
fn a_database_without_a_connection_left_is_said_so_until_there_is_one() {
    on_postgres(|app| async move {
        // The superuser of the tests is never refused.
        let role = format!("{}_counter", name(&app));
        let mut other = other(&app);
        let make = format!(
            "CREATE ROLE {role} LOGIN; GRANT pg_read_all_data, pg_write_all_data TO {role}; GRANT CREATE ON SCHEMA public TO {role}"
        );
        other.batch_execute(&make).unwrap();
        let (_, browser) = server_at(&app, &app.database_url().replacen("postgres@", &format!("{role}@"), 1));
        send(&browser).await.expect(201);
        let mut connections = |limit: &str| {
            other.batch_execute(&format!("ALTER ROLE {role} CONNECTION LIMIT {limit}")).unwrap();
        };
        connections("0");
        end_connections_of(&app, &role);
        nothing_can_be_kept(&browser).await;
        connections("-1");
        serves_again(&browser).await;
        assert_eq!(whole_cases(&app).await, 2);
        connections("0");
        end_connections_of(&app, &role);
        let drop = format!("DROP OWNED BY {role}; DROP ROLE {role}");
        other.batch_execute(&drop).unwrap();
        app.work_outbox().await;
        app
    });
}

fn end_connections_of(app: &TestApp, role: &str) {
    let end = format!("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '{role}'");
    other(app).batch_execute(&end).unwrap();
}

#[test]
fn a_database_whose_disk_is_full_is_said_so_and_keeps_nothing_half() {
    on_postgres(|app| async move {
        let browser = app.browser();
        // As PostgreSQL says it, SQLSTATE 53100, in the middle of a use case.
        let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                    RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file \"base/1/2\": No space left on device'; \
                    END $$; CREATE TRIGGER full_disk BEFORE INSERT ON clocks FOR EACH ROW EXECUTE FUNCTION full_disk()";
        other(&app).batch_execute(full).unwrap();
        told_a_program(send(&browser).await);
        assert_eq!(whole_cases(&app).await, 0);
        other(&app).batch_execute("DROP FUNCTION full_disk CASCADE").unwrap();
        serves_again(&browser).await;
        assert_eq!(whole_cases(&app).await, 1);
        app.work_outbox().await;
        app
    });
}
