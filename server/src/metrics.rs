//! What monitoring reads on `METRICS_BIND`: how requests fare, what waits, what is overdue. Labels are routes, services
//! and states, never an address, a reference or a name.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use shared::service::{Role, Service};
use tokio::sync::Mutex;

use crate::app::{Actor, App, Cx};
use crate::db::{self, Conn, gauges};

/// Upper bounds of the classes of durations, in seconds.
const SECONDS: [f64; 8] = [0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 5.0, 30.0];

/// What is counted in the database is counted at most this often, however many scrapers ask.
const COUNTED_EVERY: TimeDelta = TimeDelta::seconds(15);

/// How long a scrape waits for the database: scrapers themselves give up after ten seconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Services whose cases nobody outside their section may count: registrants', and all of the PREA section.
const UNTOLD: &str = "registration";

/// The measures of one process.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Histogram, fn() -> Histogram>,
    connections: Family<State, Gauge>,
    writes: Gauge,
    database_up: Gauge,
    jobs: Family<State, Gauge>,
    oldest_job: Gauge<f64, AtomicU64>,
    open: Family<Kind, Gauge>,
    overdue: Family<Kind, Gauge>,
    counted_at: Mutex<Option<DateTime<Utc>>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: &'static str,
    /// The pattern of the address, as `/requests/{reference}`.
    route: String,
    /// `2xx`.
    status: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct State {
    state: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    service: &'static str,
}

impl Metrics {
    /// The measures of a process that starts now.
    #[must_use]
    pub fn new(now: DateTime<Utc>) -> Self {
        let mut registry = Registry::default();
        let started = Gauge::<i64>::default();
        started.set(now.timestamp());
        registry.register("process_start_time_seconds", "When this process started", started);
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("frontcounter_build", "The version of the program", version);
        let durations: fn() -> Histogram = || Histogram::new(SECONDS);
        let requests = Family::new_with_constructor(durations);
        registry.register(
            "frontcounter_request_duration_seconds",
            "Requests by route and class of status",
            requests.clone(),
        );
        let metrics = Self {
            requests,
            connections: Family::default(),
            writes: Gauge::default(),
            database_up: Gauge::default(),
            jobs: Family::default(),
            oldest_job: Gauge::default(),
            open: Family::default(),
            overdue: Family::default(),
            counted_at: Mutex::default(),
            registry,
        };
        metrics.registered()
    }

    fn registered(mut self) -> Self {
        let registry = &mut self.registry;
        registry.register(
            "frontcounter_database_up",
            "Whether the database answered this scrape",
            self.database_up.clone(),
        );
        registry.register("frontcounter_database_connections", "Connections of this process", self.connections.clone());
        registry.register("frontcounter_writes_waiting", "Changes that wait for SQLite's writer", self.writes.clone());
        registry.register(
            "frontcounter_outbox_jobs",
            "Jobs that are due, that a worker has, that were given up, up to 50000 of each",
            self.jobs.clone(),
        );
        registry.register(
            "frontcounter_outbox_oldest_due_seconds",
            "For how long the oldest job that is due has been waiting",
            self.oldest_job.clone(),
        );
        registry.register(
            "frontcounter_open_cases",
            "Cases that have not ended, among the 50000 of a section that are due first",
            self.open.clone(),
        );
        registry.register(
            "frontcounter_overdue_cases",
            "Those of them whose deadline has passed",
            self.overdue.clone(),
        );
        self
    }

    /// Counts a request that was answered. `route` is the pattern that it fitted, none when it fitted none.
    pub fn answered(&self, method: &str, route: Option<&str>, status: u16, took: TimeDelta) {
        // A client may send any word as a method.
        let known = ["GET", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"];
        let request = Request {
            method: known.into_iter().find(|known| *known == method).unwrap_or("other"),
            route: route.unwrap_or("none").to_owned(),
            status: format!("{}xx", status / 100),
        };
        self.requests.get_or_create(&request).observe(took.to_std().unwrap_or_default().as_secs_f64());
    }

    /// Everything in the text format of OpenMetrics, which Prometheus reads.
    ///
    /// # Errors
    /// [`std::fmt::Error`], which a growing text never has.
    pub async fn text(&self, app: &App) -> Result<String, std::fmt::Error> {
        let load = app.db.load();
        for (state, count) in [("used", load.used), ("idle", load.idle), ("limit", load.limit)] {
            self.connections.get_or_create(&State { state }).set(i64::from(count));
        }
        self.writes.set(i64::try_from(load.writes_waiting).unwrap_or(i64::MAX));
        self.count(app).await;
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }

    /// Counts what stands in the database, unless that was done a moment ago.
    async fn count(&self, app: &App) {
        let mut counted_at = self.counted_at.lock().await;
        let now = app.clock.now();
        if counted_at.is_some_and(|at| (now - at).abs() < COUNTED_EVERY) {
            return;
        }
        let services: Vec<&'static Service> = app.services.iter().copied().filter(|service| is_told(service)).collect();
        let mut sections: Vec<&'static str> = services.iter().map(|service| service.section.code()).collect();
        sections.sort_unstable();
        sections.dedup();
        let read = app.read(&Actor::System, move |conn, cx| counted(conn, cx, &sections));
        let counted = tokio::time::timeout(PATIENCE, read).await;
        self.jobs.clear();
        self.open.clear();
        self.overdue.clear();
        let Ok(Ok((jobs, cases))) = counted else {
            // No number is better than an old one.
            self.database_up.set(0);
            self.oldest_job.set(f64::NAN);
            *counted_at = None;
            return;
        };
        self.database_up.set(1);
        for (state, count) in [("due", jobs.due), ("leased", jobs.leased), ("dead", jobs.dead)] {
            self.jobs.get_or_create(&State { state }).set(count);
        }
        let waits = jobs.oldest.map_or(TimeDelta::zero(), |since| now.naive_utc() - since);
        self.oldest_job.set(waits.to_std().unwrap_or_default().as_secs_f64());
        for service in services {
            let found = cases.iter().find(|count| count.service == service.kind);
            let (open, overdue) = found.map_or((0, 0), |count| (count.open, count.overdue));
            self.open.get_or_create(&Kind { service: service.kind }).set(open);
            self.overdue.get_or_create(&Kind { service: service.kind }).set(overdue);
        }
        *counted_at = Some(now);
    }
}

fn counted(conn: &mut Conn, cx: &Cx, sections: &[&str]) -> db::Result<(gauges::Jobs, Vec<gauges::Cases>)> {
    let now = cx.now.naive_utc();
    let mut cases = Vec::new();
    for section in sections {
        cases.extend(gauges::cases(conn, section, now)?);
    }
    Ok((gauges::jobs(conn, now)?, cases))
}

/// Even how many there are is told of no case of PREA and of no registrant's.
fn is_told(service: &Service) -> bool {
    service.section != Role::Prea && service.kind != UNTOLD
}
