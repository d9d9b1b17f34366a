//! `frontcounter export`: histories to take away, each a file that checks itself in a browser.

use std::path::Path;

use server::app::{Actor, App};
use server::db::cases::{self, Case};
use server::db::{self, Conn};
use server::domain::history::export;
use shared::ids::Reference;

use super::print;

/// Cases that are listed at a time.
const PAGE: i64 = 500;

/// Writes the history of one case, or of all, into a folder: a page for people and the same as JSON for programs.
///
/// # Errors
/// A line for a person.
pub async fn run(app: &App, reference: Option<String>, folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut written = 0_usize;
    if let Some(text) = reference {
        let unknown = || "there is no case with this reference".to_owned();
        let reference: Reference = text.parse().map_err(|_| unknown())?;
        let find = move |conn: &mut Conn, _: &_| cases::by_reference(conn, &reference.to_string());
        let case = app.read(&Actor::System, find).await.map_err(|error| match error {
            db::Error::NotFound => unknown(),
            other => other.to_string(),
        })?;
        write(app, &case, folder).await?;
        written += 1;
    } else {
        let mut after = String::new();
        loop {
            let from = after.clone();
            let list = move |conn: &mut Conn, _: &_| cases::ids_after(conn, &from, PAGE);
            let ids = app.read(&Actor::System, list).await.map_err(|error| error.to_string())?;
            let Some(last) = ids.last().cloned() else { break };
            for id in ids {
                let get = move |conn: &mut Conn, _: &_| cases::get(conn, &id);
                let case = app.read(&Actor::System, get).await.map_err(|error| error.to_string())?;
                write(app, &case, folder).await?;
                written += 1;
            }
            after = last;
        }
    }
    print(&format!("{written} histories were written to {}", folder.display()))
}

async fn write(app: &App, case: &Case, folder: &Path) -> Result<(), String> {
    let export = export::export(app, case).await.map_err(|error| error.to_string())?;
    let files = [("html", export::page(&export)), ("json", export.to_string())];
    for (ending, content) in files {
        let file = folder.join(format!("{}.{ending}", case.reference));
        std::fs::write(&file, content).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}
