//! Files leave the store: those of drafts that are gone, and identity documents that were checked long enough ago.

use super::Failed;
use crate::app::{Actor, App, Cx};
use crate::db::{Conn, documents};

/// Deletes files whose rows are gone already.
pub(super) async fn delete(app: &App, storage_keys: &[String]) -> Result<(), Failed> {
    app.documents.delete(storage_keys).await.map_err(|_| Failed("document_store".to_owned()))
}

/// Destroys the file of an identity document; its row stays, and says when.
pub(super) async fn destroy(app: &App, document_id: String) -> Result<(), Failed> {
    let id = document_id.clone();
    let document = app.read(&Actor::System, move |conn: &mut Conn, _: &Cx| documents::get(conn, &id)).await?;
    if document.destroyed_at.is_some() {
        return Ok(());
    }
    delete(app, &[document.storage_key]).await?;
    let mark = move |conn: &mut Conn, cx: &Cx| documents::mark_destroyed(conn, &document_id, cx.now.naive_utc());
    Ok(app.write(&Actor::System, mark).await?)
}
