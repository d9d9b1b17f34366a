//! Log lines on stdout: no personal data, each readable alone.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::SettingError;

/// What is logged when `LOG` is unset.
const DEFAULT_FILTER: &str = "info,actix_server=warn,actix_http=warn";

/// Starts logging by `LOG` and `LOG_FORMAT`. Does nothing when it was started before.
///
/// # Errors
/// Names the setting that is wrong.
pub fn start(filter: Option<&str>, format: Option<&str>) -> Result<(), SettingError> {
    let filter = EnvFilter::try_new(filter.unwrap_or(DEFAULT_FILTER))
        .map_err(|error| SettingError::new("LOG", format!("is not a filter: {error}")))?;
    let registry = tracing_subscriber::registry().with(filter);
    let started = match format {
        None | Some("text") => {
            let colours = std::io::stdout().is_terminal();
            registry.with(tracing_subscriber::fmt::layer().with_target(false).with_ansi(colours)).try_init()
        }
        Some("json") => registry.with(tracing_subscriber::fmt::layer().json().flatten_event(true)).try_init(),
        Some(_) => return Err(SettingError::new("LOG_FORMAT", "must be text or json")),
    };
    if started.is_ok() {
        log_panics();
    }
    Ok(())
}

/// A panic is a line like any other: where it was, and not what it said, which may quote somebody's data.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(panic.place = %place, "a thread panicked");
    }));
}
