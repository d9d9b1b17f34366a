//! `frontcounter audit verify`.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use server::app::{Actor, App};
use server::db::{self, Conn, cases};
use server::domain::{history, seals};
use shared::ids::Reference;

use super::print;

/// Cases whose history is read at a time.
const PAGE: i64 = 500;

/// Holds the database against a seal, when one is given, and verifies one history or all of them; ends with the first
/// that is broken.
///
/// # Errors
/// A line for a person: no such case, no such file, no database.
pub async fn verify(app: &App, reference: Option<String>, seal: Option<PathBuf>) -> Result<ExitCode, String> {
    if let Some(file) = &seal
        && !sealed(app, file).await?
    {
        return Ok(ExitCode::FAILURE);
    }
    let (mut verified, mut after) = (0_usize, String::new());
    loop {
        let wanted = reference.clone();
        let page = app.read(&Actor::System, move |conn, _| page(conn, wanted.as_deref(), &after)).await;
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

/// Whether the database agrees with a seal in a file; says what it found.
async fn sealed(app: &App, file: &Path) -> Result<bool, String> {
    let opened = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    match seals::check(app, &mut BufReader::new(opened)).await.map_err(|error| error.to_string())? {
        Ok(head) => {
            let (number, made, cases) = (head.number, head.made, head.cases);
            print(&format!("seal {number} of {made}: {cases} cases are as they were sealed"))?;
            Ok(true)
        }
        Err(finding) => {
            print(&finding.to_string())?;
            Ok(false)
        }
    }
}

/// The next cases after an id, or the one with a reference: each with what is wrong with its history.
fn page(conn: &mut Conn, reference: Option<&str>, after: &str) -> db::Result<Vec<(String, Option<String>)>> {
    let ids = match reference {
        Some(text) => {
            let reference: Reference = text.parse().map_err(|_| db::Error::NotFound)?;
            vec![cases::by_reference(conn, &reference.to_string())?.id]
        }
        None => cases::ids_after(conn, after, PAGE)?,
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
