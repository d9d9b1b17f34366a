//! What a developer runs: `cargo xtask serve | test | bench | check`.

mod apt;
mod assets;
mod bench;
mod browser;
mod budget;
mod check;
mod contract;
mod demo;
mod imports;
mod layout;
mod licences;
mod npm;
mod postgres;
mod process;
mod references;
mod report;
mod serve;
mod server;
mod styles;
mod test;
mod wasm_target;
mod watch;
mod web;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and proves Front Counter")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything, load the demo on first start, and serve it
    Serve(serve::Options),
    /// Prove everything: what `check` proves, both databases, the bundles, the browser journeys
    Test(test::Options),
    /// Measure the release server: seeds, loads, and prints what it reached
    Bench(bench::Options),
    /// The quick loop: format, lints, layout rules, unit tests
    Check,
}

fn main() -> ExitCode {
    let outcome = process::stop_children_on_interrupt().and_then(|()| match Arguments::parse().task {
        Task::Serve(options) => serve::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Check => check::run(),
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
