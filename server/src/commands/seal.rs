//! `frontcounter seal`.

use std::path::Path;

use server::app::App;
use server::domain::seals;

use super::print;

/// Prints the public key that outsiders check seals with.
///
/// # Errors
/// A line for a person.
pub async fn public_key(app: &App) -> Result<(), String> {
    print(&seals::public_key(app).await.map_err(|error| error.to_string())?)
}

/// Seals every history now, beside the daily seal, and writes the whole seal into a folder when one is given.
///
/// # Errors
/// A line for a person.
pub async fn make(app: &App, folder: Option<&Path>) -> Result<(), String> {
    let made = seals::make(app).await.map_err(|error| error.to_string())?;
    let seal = made.ok_or("there are no cases to seal yet, or another copy of the program was first")?;
    print(&format!("seal {} covers {} cases", seal.number, seal.case_count))?;
    if seal.number == 1 {
        print(&format!(
            "It is the first: note the public key {}",
            seals::public_key(app).await.map_err(|e| e.to_string())?
        ))?;
    }
    let Some(folder) = folder else { return Ok(()) };
    let file = folder.join(format!("seal-{:06}.txt", seal.number));
    let whole = seals::seal_file(app, &seal, usize::MAX).await.map_err(|error| error.to_string())?;
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    std::fs::write(&file, whole.unwrap_or_default()).map_err(|error| format!("{}: {error}", file.display()))?;
    print(&file.display().to_string())
}
