//! What monitoring reads, and what it never reads.

use std::collections::BTreeSet;

use server::app::App;
use server::startup::Application;
use shared::lang::Lang;
use shared::service::{Role, Service, police_report};

use crate::on_both;
use crate::support::{Browser, Wishes};

/// Every measure with its labels. A new one is added here by somebody who asks what it could tell of a person.
const MEASURES: [(&str, &[&str]); 11] = [
    ("frontcounter_build_info", &["version"]),
    ("frontcounter_database_connections", &["state"]),
    ("frontcounter_database_up", &[]),
    ("frontcounter_open_cases", &["service"]),
    ("frontcounter_outbox_jobs", &["state"]),
    ("frontcounter_outbox_oldest_due_seconds", &[]),
    ("frontcounter_overdue_cases", &["service"]),
    ("frontcounter_request_duration_seconds_bucket", &["le", "method", "route", "status"]),
    ("frontcounter_request_duration_seconds_count", &["method", "route", "status"]),
    ("frontcounter_request_duration_seconds_sum", &["method", "route", "status"]),
    ("frontcounter_writes_waiting", &[]),
];

/// Services whose cases nobody outside their section may count.
static PREA: Service = Service { kind: "prea_report", section: Role::Prea, online: false, ..police_report::SERVICE };
static REGISTRATION: Service = Service { kind: "registration", online: false, ..police_report::SERVICE };

fn watched() -> Wishes {
    Wishes { settings: vec![("METRICS_BIND", "127.0.0.1:0".to_owned())], ..Wishes::default() }
}

/// The listener of monitoring, which is none of the public's.
fn monitoring(app: &App) -> Browser {
    let metrics = Application::metrics(app).unwrap().expect("METRICS_BIND is set");
    let browser = Browser::new(vec![format!("http://127.0.0.1:{}", metrics.port())]);
    actix_web::rt::spawn(metrics.run());
    browser
}

/// The value of a measure, named with its labels as it is printed.
fn value(text: &str, measure: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(measure)?.strip_prefix(' ')?.parse().ok())
}

on_both! {
    async fn monitoring_has_a_listener_of_its_own_and_the_public_has_none(app, watched()) {
        let monitoring = monitoring(&app.app);
        let answer = monitoring.get("/metrics").await.expect(200);
        assert!(answer.header("content-type").starts_with("application/openmetrics-text"));
        assert!(answer.text().ends_with("# EOF\n"));
        monitoring.get("/").await.expect(404);
        app.browser().get("/metrics").await.expect(404);
    }

    async fn every_measure_and_label_is_known_and_tells_of_nobody(app, watched()) {
        let browser = Browser::new(vec![app.address.clone()]);
        let sent = app.ask(Lang::En, &[]).await;
        let case = sent.case.clone();
        browser.get(&format!("/requests/{}?email=ana@example.test", sent.reference)).await;
        browser.get("/no-such-page/ana-ruiz").await.expect(404);
        browser.call("ANA", "/fees").send().await;
        browser.post_form("/find", &[("reference", &sent.reference.to_string()), ("email", "ana@example.test")]).await;
        app.work_outbox().await;
        let text = monitoring(&app.app).get("/metrics").await.text();
        let mut found = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("process_start_time_seconds ")) {
            let (name, rest) = line.split_once(['{', ' ']).unwrap();
            let labels: Vec<&str> = rest.rsplit_once('}').map_or("", |(labels, _)| labels).split("\",")
                .filter_map(|label| Some(label.split_once("=\"")?.0)).collect();
            found.insert((name.to_owned(), labels.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>()));
        }
        let known = MEASURES.map(|(name, labels)| (name.to_owned(), labels.iter().map(|label| (*label).to_owned()).collect()));
        assert_eq!(found, BTreeSet::from(known), "{text}");
        for personal in ["ana", "ANA", "Ru\u{ed}z", "example.test", "127.0.0.1", case.reference.as_str(), sent.access_key.expose()] {
            assert!(!text.contains(personal), "{personal} in {text}");
        }
        let route = |method: &str, route: &str, status: &str| {
            let labels = format!("{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}}");
            value(&text, &format!("frontcounter_request_duration_seconds_count{labels}"))
        };
        assert_eq!(route("GET", "/requests/{reference}", "4xx"), Some(1.0), "{text}");
        assert_eq!(route("POST", "/find", "2xx"), Some(1.0), "{text}");
        assert!(text.contains("route=\"none\"") && text.contains("method=\"other\""), "{text}");
    }

    async fn what_waits_and_what_is_open_is_counted_and_what_is_secret_is_not(app, Wishes { services: vec![&PREA, &REGISTRATION], ..watched() }) {
        app.ask(Lang::En, &[]).await;
        let [secret, discreet] = [app.ask(Lang::En, &[]).await.case, app.ask(Lang::En, &[]).await.case];
        let withdrawn = app.ask(Lang::En, &[]).await.case;
        app.try_write(move |conn, _| {
            let hide = "UPDATE cases SET section = 'prea', service = 'prea_report' WHERE id = ";
            crate::engine::tables::run(conn, &format!("{hide}'{}'", secret.id));
            let hide = format!("UPDATE cases SET service = 'registration' WHERE id = '{}'", discreet.id);
            crate::engine::tables::run(conn, &hide);
            crate::engine::tables::run(conn, &format!("UPDATE cases SET ended = TRUE WHERE id = '{}'", withdrawn.id));
            Ok::<_, server::db::Error>(())
        }).await.unwrap();
        let monitoring = monitoring(&app.app);
        let text = monitoring.get("/metrics").await.text();
        assert_eq!(value(&text, "frontcounter_open_cases{service=\"police_report\"}"), Some(1.0), "{text}");
        assert_eq!(value(&text, "frontcounter_overdue_cases{service=\"police_report\"}"), Some(0.0));
        assert_eq!(value(&text, "frontcounter_outbox_jobs{state=\"due\"}"), Some(4.0));
        assert_eq!(value(&text, "frontcounter_database_up"), Some(1.0));
        assert!(!text.contains("prea") && !text.contains("registration"), "not even how many there are: {text}");
        app.advance(chrono::TimeDelta::days(30));
        let text = monitoring.get("/metrics").await.text();
        assert_eq!(value(&text, "frontcounter_overdue_cases{service=\"police_report\"}"), Some(1.0), "{text}");
        assert_eq!(value(&text, "frontcounter_outbox_oldest_due_seconds"), Some(30.0 * 24.0 * 3600.0));
        assert_eq!(app.work_outbox().await, 4);
        app.advance(chrono::TimeDelta::seconds(20));
        let text = monitoring.get("/metrics").await.text();
        assert_eq!(value(&text, "frontcounter_outbox_jobs{state=\"due\"}"), Some(0.0));
        assert_eq!(value(&text, "frontcounter_outbox_oldest_due_seconds"), Some(0.0));
    }
}
