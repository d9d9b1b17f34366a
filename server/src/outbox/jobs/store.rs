//! Files that no row names: the process that stored them died before it could commit. Rows without a file there are
//! none, because a file is stored, and forced to the disk, before its row is written.

use std::path::Path;

use chrono::TimeDelta;
use futures_util::{StreamExt, TryStreamExt};

use super::Failed;
use crate::app::{Actor, App};
use crate::db::{self, Conn};
use crate::documents::remove_unfinished;

/// After so long nobody is still about to commit.
const ORPHANED_AFTER: TimeDelta = TimeDelta::days(1);

/// How far back a daily sweep looks, so that days without one are made up for and old files cost no query.
const LOOKS_BACK: TimeDelta = TimeDelta::days(30);

/// Keys that are looked up at a time.
const BATCH: usize = 500;

pub(super) async fn sweep(app: &App) -> Result<(), Failed> {
    let before = app.clock.now() - ORPHANED_AFTER;
    let failed = |_| Failed("document_store".to_owned());
    let mut removed = 0;
    let mut batches = app.documents.stored(before - LOOKS_BACK..before).map_err(failed).try_chunks(BATCH);
    while let Some(keys) = batches.next().await {
        let keys = keys.map_err(|error| error.1)?;
        let orphans =
            app.read(&Actor::System, move |conn: &mut Conn, _| db::documents::without_row(conn, keys)).await?;
        app.documents.delete(&orphans).await.map_err(|_| Failed("document_store".to_owned()))?;
        removed += orphans.len();
    }
    if let Some(folder) = app.settings.storage_url.strip_prefix("file:") {
        let folder = Path::new(folder.strip_prefix("//").unwrap_or(folder));
        removed += remove_unfinished(folder, before).await.map_err(|_| Failed("document_store".to_owned()))?;
    }
    if removed > 0 {
        tracing::info!(storage.removed = removed, "files without a row were removed");
    }
    Ok(())
}
