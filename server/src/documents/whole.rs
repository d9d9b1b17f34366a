//! The store as a whole: what stands in it, as it stands there. For backups, and for finding what nobody needs.

use std::ops::Range;
use std::path::Path as Folder;
use std::time::SystemTime;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStoreExt, WriteMultipart};

use super::Documents;

/// What the local store puts between the name of a file and a number while the file is being written.
const UNFINISHED: char = '#';

impl Documents {
    /// Keys of the files that were stored within a time, by the store's own clock.
    pub fn stored(&self, within: Range<DateTime<Utc>>) -> BoxStream<'static, Result<String, object_store::Error>> {
        let prefix = self.prefix.clone();
        let key_of = move |file: ObjectMeta| {
            let key = file.location.prefix_match(&prefix)?.map(|part| part.as_ref().to_owned()).collect::<Vec<_>>();
            within.contains(&file.last_modified).then(|| key.join("/"))
        };
        self.store.list(Some(&self.prefix)).try_filter_map(move |file| std::future::ready(Ok(key_of(file)))).boxed()
    }

    /// A file as it stands in the store: an identity document stays encrypted. None when it is gone.
    ///
    /// # Errors
    /// The store's.
    pub async fn get_as_stored(
        &self,
        storage_key: &str,
    ) -> Result<Option<BoxStream<'static, Result<Bytes, object_store::Error>>>, object_store::Error> {
        match self.store.get(&self.path(storage_key)).await {
            Ok(file) => Ok(Some(file.into_stream())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts a file back as it stood in a store.
    ///
    /// # Errors
    /// The reader's or the store's; then there is no such file.
    pub async fn put_as_stored(
        &self,
        storage_key: &str,
        mut body: impl Stream<Item = std::io::Result<Bytes>> + Unpin,
    ) -> std::io::Result<()> {
        let path: Path = self.path(storage_key);
        let upload = self.store.put_multipart(&path).await?;
        let mut write = WriteMultipart::new_with_chunk_size(upload, self.part_bytes);
        while let Some(bytes) = body.next().await {
            match bytes {
                Ok(bytes) => {
                    write.wait_for_capacity(1).await?;
                    write.write(&bytes);
                }
                Err(error) => {
                    write.abort().await.ok();
                    return Err(error);
                }
            }
        }
        write.finish().await?;
        Ok(())
    }
}

/// Removes what a process that died left half written in a folder before a moment. S3 has a rule for that
/// (`AbortIncompleteMultipartUpload`).
///
/// # Errors
/// The machine's.
pub async fn remove_unfinished(folder: &Folder, before: DateTime<Utc>) -> std::io::Result<usize> {
    let (mut removed, mut files) = (0, tokio::fs::read_dir(folder).await?);
    while let Some(file) = files.next_entry().await? {
        let unfinished = file.file_name().to_string_lossy().contains(UNFINISHED);
        if unfinished && file.metadata().await?.modified()? < SystemTime::from(before) {
            tokio::fs::remove_file(file.path()).await?;
            removed += 1;
        }
    }
    Ok(removed)
}
