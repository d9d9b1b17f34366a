//! Noticing that a source file changed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::{process, workspace};

/// The sources as they were.
pub struct Snapshot(BTreeMap<PathBuf, SystemTime>);

impl Snapshot {
    /// Notes when every source was written.
    pub fn take() -> Result<Self> {
        let mut files = BTreeMap::new();
        for folder in ["server", "shared", "web", "migrations", "public"] {
            for file in workspace::files_under(&workspace::root().join(folder))? {
                // A file that has just gone is a change too: it is missing from the next one.
                if let Ok(written) = file.metadata().and_then(|metadata| metadata.modified()) {
                    files.insert(file, written);
                }
            }
        }
        Ok(Self(files))
    }

    /// Waits until a file changed and all have been quiet for a second; false when interrupted.
    pub fn wait_for_change(&mut self) -> Result<bool> {
        let mut changed = false;
        while !process::interrupted() {
            thread::sleep(Duration::from_secs(1));
            let now = Self::take()?;
            if now.0 != self.0 {
                changed = true;
                *self = now;
            } else if changed {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
