//! Files that leave the store, and files that the virus scanner has to see.

use super::Failed;
use crate::app::{Actor, App, Cx};
use crate::db::{self, Conn};
use crate::domain::documents;

/// Deletes files whose rows are gone already.
pub(super) async fn delete(app: &App, storage_keys: &[String]) -> Result<(), Failed> {
    app.documents.delete(storage_keys).await.map_err(|_| Failed("document_store".to_owned()))
}

/// Destroys an identity document that was checked long enough ago; its row stays, and says when.
pub(super) async fn destroy(app: &App, document_id: String) -> Result<(), Failed> {
    let destroy = move |conn: &mut Conn, cx: &Cx| documents::destroy(conn, cx, &document_id);
    let storage_keys = app.write(&Actor::System, destroy).await?;
    delete(app, &storage_keys).await
}

/// Has a document scanned. One that was swept with its draft, or destroyed, needs no verdict.
pub(super) async fn scan(app: &App, document_id: String) -> Result<(), Failed> {
    let id = document_id.clone();
    let found = app.read(&Actor::System, move |conn: &mut Conn, _: &Cx| db::documents::get(conn, &id)).await;
    let document = match found {
        Err(db::Error::NotFound) => return Ok(()),
        found => found?,
    };
    if document.destroyed_at.is_some() {
        return Ok(());
    }
    let verdict = app.documents.scan(&document.storage_key, document.sealed).await;
    let verdict = verdict.map_err(|_| Failed("virus_scanner".to_owned()))?;
    let take = move |conn: &mut Conn, cx: &Cx| documents::scanned(conn, cx, &document_id, verdict);
    Ok(app.write(&Actor::System, take).await?)
}
