//! The program `frontcounter`: its subcommands, and nothing but the way to their parts of the server.

mod commands;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use commands::print;
use server::app::{Actor, App};
use server::clock::Clock;
use server::config::Settings;
use server::config::profile::Profile;
use server::db::replay;
use server::documents::Documents;
use server::domain::staff::accounts::{self, NewAccount};
use server::domain::{Outcome, Refusal};
use server::startup;
use server::{backup, deadlines, http, seed};
use shared::lang::Lang;
use shared::service::Role;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The public counter of a police department.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the counter
    Serve,
    /// Work the outbox and the timers, beside servers with WORKER=off
    Worker,
    /// Bring the database to this version
    Migrate,
    /// Fill an empty database with a demo
    SeedDemo,
    /// Accounts of staff
    #[command(subcommand)]
    Staff(Staff),
    /// The history of cases
    #[command(subcommand)]
    Audit(Audit),
    /// Seal the history of all cases now, beside the daily seal
    Seal {
        /// Write the whole seal into this folder
        #[arg(long)]
        to: Option<PathBuf>,
        /// Only print the key that seals are checked with
        #[arg(long, conflicts_with = "to")]
        public_key: bool,
    },
    /// Write histories with everything that proves them: a page that checks itself, and JSON
    #[command(allow_missing_positional = true)]
    Export {
        /// The case's reference
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        reference: Option<String>,
        /// Every case
        #[arg(long)]
        all: bool,
        /// The folder to write into
        folder: PathBuf,
    },
    /// Copy database and documents into a folder, while the counter goes on serving
    Backup {
        /// A new or empty folder
        folder: PathBuf,
    },
    /// Fill an empty database and an empty document store from a backup
    Restore {
        /// The backup's folder
        folder: PathBuf,
    },
    /// Work out legal deadlines
    Deadlines {
        /// Closures: calendar,rule,value,reason
        #[arg(long)]
        closures: PathBuf,
        /// Cases: rule,calendar,trigger
        cases: PathBuf,
        /// Add the steps of each
        #[arg(long)]
        explain: bool,
    },
    /// Print the description of the API
    Openapi,
    /// What `cargo xtask bench` needs
    #[command(subcommand, hide = true)]
    Bench(Bench),
}

#[derive(Subcommand)]
enum Bench {
    /// Fill an empty database with the demo and copies of its cases
    Seed {
        /// How many cases
        #[arg(long)]
        cases: usize,
    },
    /// Serve one page by a bare handler
    Bare {
        /// The page
        page: PathBuf,
    },
    /// Write the requests of another database into this one, and print how many in how many seconds
    Write {
        /// The database that has them
        #[arg(long)]
        from: String,
        /// How many share a transaction
        #[arg(long)]
        together: usize,
    },
}

#[derive(Subcommand)]
enum Staff {
    /// Open an account and print its first password
    Add {
        /// The address they will sign in with
        email: String,
        /// Their name, as colleagues see it
        #[arg(long)]
        name: String,
        /// Their title, as it stands under letters
        #[arg(long, default_value = "")]
        title: String,
        /// en or es
        #[arg(long, default_value = "en")]
        language: String,
        /// records, property, supervisor, prea, clerk, cashier or admin; may be repeated
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
    },
    /// Take the second factor away and print a new password
    ResetMfa {
        /// The account's address
        email: String,
    },
    /// Close an account
    Disable {
        /// The account's address
        email: String,
    },
}

#[derive(Subcommand)]
enum Audit {
    /// Find the first change of the history, of all cases or of one
    Verify {
        /// The case's reference
        reference: Option<String>,
        /// A seal that left the system: also find what was cut off, removed or written anew since
        #[arg(long)]
        seal: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match startup::block_on(run(Arguments::parse().command)) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("frontcounter: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a command. Its error is one line for a person.
async fn run(command: Command) -> Result<ExitCode, String> {
    match command {
        Command::Serve => startup::serve(app()?).await.map_err(|error| error.to_string())?,
        Command::Worker => startup::work(app()?).await.map_err(|error| error.to_string())?,
        Command::Migrate => {
            let settings = startup::settings().map_err(|error| error.to_string())?;
            startup::migrate(&settings).map_err(|error| error.to_string())?;
        }
        Command::SeedDemo => seed_demo().await?,
        Command::Backup { folder } => {
            let (settings, documents) = store()?;
            let files = backup::make(&settings, &documents, &folder).await.map_err(|error| error.to_string())?;
            print(&format!("{files} files are in {}; SECRET_KEYS is not among them", folder.display()))?;
        }
        Command::Restore { folder } => {
            let (settings, documents) = store()?;
            let files = backup::restore(&settings, &documents, &folder).await.map_err(|error| error.to_string())?;
            print(&format!("{files} files are whole and back in place: run `frontcounter migrate` next"))?;
        }
        Command::Staff(command) => staff(command).await?,
        Command::Audit(Audit::Verify { reference, seal }) => {
            return commands::audit::verify(&app()?, reference, seal).await;
        }
        Command::Seal { public_key: true, .. } => commands::seal::public_key(&app()?).await?,
        Command::Seal { to, .. } => commands::seal::make(&app()?, to.as_deref()).await?,
        Command::Export { reference, folder, .. } => commands::export::run(&app()?, reference, &folder).await?,
        Command::Deadlines { closures, cases, explain } => {
            let zone = Profile::built_in().map_err(|error| error.to_string())?.zone.id;
            deadlines::run(&closures, &cases, zone, explain, &mut std::io::stdout().lock())
                .map_err(|error| error.to_string())?;
        }
        Command::Openapi => print(&http::openapi::document())?,
        Command::Bench(command) => bench(command).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The settings and the document store, without a database, which may not be there yet.
fn store() -> Result<(Settings, Documents), String> {
    let settings = startup::settings().map_err(|error| error.to_string())?;
    let documents = startup::documents(&settings).map_err(|error| error.to_string())?;
    Ok((settings, documents))
}

fn app() -> Result<App, String> {
    startup::settings().and_then(startup::app).map_err(|error| error.to_string())
}

async fn seed_demo() -> Result<(), String> {
    let app = app()?;
    // The passwords of a demo are known to everybody.
    if !app.settings.loopback() {
        return Err("BIND and PUBLIC_URL must both be loopback for a demo".to_owned());
    }
    startup::seed_from_profile(&app).await.map_err(|error| error.to_string())?;
    seed::seed(&app).await.map_err(|refusal| refusal.to_string())
}

async fn bench(command: Bench) -> Result<(), String> {
    match command {
        Bench::Seed { cases } => {
            let app = app()?;
            startup::seed_from_profile(&app).await.map_err(|error| error.to_string())?;
            let loaded = seed::load::load(&app, cases).await.map_err(|refusal| refusal.to_string())?;
            print(&serde_json::to_string(&loaded).map_err(|error| error.to_string())?)
        }
        Bench::Bare { page } => {
            let page = std::fs::read(page).map_err(|error| error.to_string())?;
            let bind = startup::settings().map_err(|error| error.to_string())?.bind;
            http::bare::serve(bind, page).await.map_err(|error| error.to_string())
        }
        Bench::Write { from, together } => {
            let url = startup::settings().map_err(|error| error.to_string())?.database_url;
            let sent = replay::sent(&from).map_err(|error| error.to_string())?;
            let began = Clock::System.now();
            replay::write(&url, &sent, together).map_err(|error| error.to_string())?;
            let seconds = (Clock::System.now() - began).as_seconds_f64();
            print(&format!("{} in {seconds}", sent.len()))
        }
    }
}

async fn staff(command: Staff) -> Result<(), String> {
    let app = app()?;
    match command {
        Staff::Add { email, name, title, language, roles } => {
            let language = Lang::from_code(&language).ok_or("--language must be en or es")?;
            let role = |code: &String| Role::parse(code).ok_or_else(|| format!("there is no role {code}"));
            let roles = roles.iter().map(role).collect::<Result<Vec<_>, _>>()?;
            let new = NewAccount { email, name, title, language, roles };
            let password = told(app.write(&Actor::System, move |conn, cx| accounts::add(conn, cx, &new)).await)?;
            print(&format!("password: {password}\nThey set up their second factor when they first sign in."))
        }
        Staff::ResetMfa { email } => {
            let password = told(
                app.write(&Actor::System, move |conn, cx| {
                    let id = accounts::id_of(conn, &email)?;
                    accounts::reset_mfa(conn, cx, &id, "")
                })
                .await,
            )?;
            print(&format!("password: {password}\nThey set up a new second factor when they next sign in."))
        }
        Staff::Disable { email } => told(
            app.write(&Actor::System, move |conn, cx| {
                let id = accounts::id_of(conn, &email)?;
                accounts::disable(conn, cx, &id, "")
            })
            .await,
        ),
    }
}

/// A refusal in words for whoever typed the command.
fn told<T>(outcome: Outcome<T>) -> Result<T, String> {
    outcome.map_err(|refusal| match refusal {
        Refusal::NotFound => "there is no account with this address".to_owned(),
        Refusal::Invalid(faults) => {
            faults.iter().map(|fault| format!("{}: {}", fault.field, fault.code)).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    })
}
