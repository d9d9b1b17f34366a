//! `cargo xtask test`: everything that can be proven on one machine.

use std::process::ExitCode;
use std::thread;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::postgres::Cluster;
use crate::report::Report;
use crate::wasm_target::WasmTarget;
use crate::{assets, browser, budget, check, contract, licences, npm, postgres, process, server};

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// Run one part alone
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Run the integration tests and journeys whose name holds this
    #[arg(long)]
    name: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Format, lints, layout, unit tests
    Check,
    /// The server's tests on SQLite and PostgreSQL
    Integration,
    /// Processes that are killed, and several on one database
    Survival,
    /// The live API against its description, with calls that schemathesis makes up
    Contract,
    /// The browser bundles and their budget
    Bundles,
    /// The journeys in a browser
    Browser,
}

/// Runs the parts and ends with the counts. A part that failed does not keep others from running.
pub fn run(options: &Options) -> Result<ExitCode> {
    let wanted = |part| options.only.is_none_or(|only| only == part);
    let mut report = Report::default();
    if !report.step("What the server is linked with", server::prepare) {
        return report.finish();
    }
    let ahead = options.only.is_none().then(|| thread::spawn(work_ahead));
    if wanted(Part::Check) {
        check::sources(&mut report);
        report.step("Licences", licences::check);
    }
    let databases = !matches!(options.only, Some(Part::Check | Part::Bundles));
    // The server that the journeys run is built here too, and the unit tests, all at once so that no core waits for one.
    let built = databases
        && report.step("Build of the server and its tests", || process::run(check::tests().args(["--no-run"])));
    if wanted(Part::Check) {
        check::unit_tests(&mut report);
    }
    if let Some(ahead) = ahead {
        // What failed is tried again, and told, where it is needed.
        let _tried = ahead.join();
    }
    let cluster = if databases { report.value("PostgreSQL", Cluster::start) } else { None };
    if let Some(cluster) = cluster.as_ref().filter(|_| built && wanted(Part::Integration)) {
        report.tests(
            "Integration tests on SQLite and PostgreSQL",
            check::tests()
                // A test waits half of its time, for a disk or for the other database.
                .args(["--test", "it", "--", "--test-threads=4"])
                .args(&options.name)
                .env("TEST_POSTGRES_URL", cluster.url("postgres")),
        );
    }
    // Apart and one by one, because each starts processes of its own and keeps both cores busy.
    let survival = wanted(Part::Survival) && options.name.is_none();
    if let Some(cluster) = cluster.as_ref().filter(|_| built && survival) {
        report.tests(
            "Processes that are killed, and several on one database",
            check::tests()
                .args(["--test", "it", "--", "--ignored", "--test-threads=1", "survives"])
                .env("TEST_POSTGRES_URL", cluster.url("postgres")),
        );
    }
    if let Some(cluster) = cluster.as_ref().filter(|_| built && wanted(Part::Contract) && options.name.is_none()) {
        contract::compare(&mut report, cluster);
    }
    let bundles = wanted(Part::Bundles) || wanted(Part::Browser);
    let bundled = bundles && report.step("Browser bundles", assets::build);
    if bundled {
        report.step("Budget of the browser bundles", budget::check_files);
    }
    if let Some(cluster) = cluster.as_ref().filter(|_| built && bundled && wanted(Part::Browser)) {
        browser::journeys(&mut report, cluster, options.name.as_deref());
    }
    report.finish()
}

/// Gets what later parts need while the compiler is at work: one after the other, as apt wants it. Then compiles the
/// bundles, on the core that waits whenever the server's crates come one at a time.
fn work_ahead() -> Result<()> {
    WasmTarget::get()?;
    npm::install()?;
    postgres::install()?;
    browser::chromium()?;
    contract::python()?;
    assets::compile()
}
