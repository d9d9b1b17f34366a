//! The program `frontcounter`: its subcommands, and nothing but the way to their parts of the server.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use server::app::{Actor, App};
use server::config::profile::Profile;
use server::db::{self, Conn, cases};
use server::domain::staff::accounts::{self, NewAccount};
use server::domain::{Outcome, Refusal, history};
use server::startup;
use server::{deadlines, http, seed};
use shared::ids::Reference;
use shared::lang::Lang;
use shared::service::Role;

/// Cases whose history is read at a time.
const AUDIT_PAGE: i64 = 500;

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
        Command::Worker => startup::work(app()?).await,
        Command::Migrate => {
            let settings = startup::settings().map_err(|error| error.to_string())?;
            startup::migrate(&settings).map_err(|error| error.to_string())?;
        }
        Command::SeedDemo => seed_demo().await?,
        Command::Staff(command) => staff(command).await?,
        Command::Audit(Audit::Verify { reference }) => return verify(reference).await,
        Command::Deadlines { closures, cases, explain } => {
            let zone = Profile::built_in().map_err(|error| error.to_string())?.zone.id;
            deadlines::run(&closures, &cases, zone, explain, &mut std::io::stdout().lock())
                .map_err(|error| error.to_string())?;
        }
        Command::Openapi => print(&http::openapi::document())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn app() -> Result<App, String> {
    startup::settings().and_then(startup::app).map_err(|error| error.to_string())
}

fn print(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout().lock(), "{line}").map_err(|error| error.to_string())
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
            let password =
                told(app.write(&Actor::System, move |conn, cx| accounts::reset_mfa(conn, cx, &email)).await)?;
            print(&format!("password: {password}\nThey set up a new second factor when they next sign in."))
        }
        Staff::Disable { email } => {
            told(app.write(&Actor::System, move |conn, cx| accounts::disable(conn, cx, &email)).await)
        }
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

/// Verifies one history or all of them; ends with the first that is broken.
async fn verify(reference: Option<String>) -> Result<ExitCode, String> {
    let app = app()?;
    let (mut verified, mut after) = (0_usize, String::new());
    loop {
        let wanted = reference.clone();
        let page = app.read(&Actor::System, move |conn, _| audit_page(conn, wanted.as_deref(), &after)).await;
        let page = page.map_err(|error| match error {
            db::Error::NotFound => "there is no case with this reference".to_owned(),
            other => other.to_string(),
        })?;
        let Some((last, _)) = page.last().cloned() else { break };
        if let Some((_, Some(found))) = page.iter().find(|(_, found)| found.is_some()) {
            print(found)?;
            return Ok(ExitCode::FAILURE);
        }
        verified += page.len();
        if reference.is_some() {
            break;
        }
        after = last;
    }
    print(&format!("{verified} histories are whole"))?;
    Ok(ExitCode::SUCCESS)
}

/// The next cases after an id, or the one with a reference: each with what is wrong with its history.
fn audit_page(conn: &mut Conn, reference: Option<&str>, after: &str) -> db::Result<Vec<(String, Option<String>)>> {
    let ids = match reference {
        Some(text) => {
            let reference: Reference = text.parse().map_err(|_| db::Error::NotFound)?;
            vec![cases::by_reference(conn, &reference.to_string())?.id]
        }
        None => cases::ids_after(conn, after, AUDIT_PAGE)?,
    };
    let verify = |id: String| {
        let found = history::verify(conn, &id)?.err();
        let named = match found {
            Some(found) => Some(format!("case {}: {found}", cases::get(conn, &id)?.reference)),
            None => None,
        };
        Ok((id, named))
    };
    ids.into_iter().map(verify).collect()
}
