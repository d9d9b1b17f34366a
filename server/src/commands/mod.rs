//! Subcommands that are more than one call.

pub mod audit;
pub mod export;
pub mod seal;

use std::io::Write;

/// Prints a line for whoever typed the command.
///
/// # Errors
/// When standard output is closed.
pub fn print(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout().lock(), "{line}").map_err(|error| error.to_string())
}
