//! Files: streamed into the object store and out of it, never whole in memory.
//!
//! A file is checked by its content while it streams, hashed, and stored under a random key. Identity documents are
//! encrypted on the way. A broken or refused upload leaves nothing behind.

mod kind;
mod name;
mod scan;
mod seal;
mod whole;

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};

use crate::clock::Random;
use crate::config::SettingError;
use crate::secrets::{Secrets, Unopened, hex};

pub use kind::{ACCEPT, Kind};
pub use name::clean_name;
pub use scan::{Clamd, NoVerdict, Verdict};
pub use whole::remove_unfinished;

/// Largest single file, in bytes.
pub const MAX_FILE_BYTES: u64 = 50 * 1024 * 1024;
/// Most bytes of all files of one draft or case.
pub const MAX_CASE_BYTES: u64 = 200 * 1024 * 1024;
/// Most files of one draft; a case is bounded by [`MAX_CASE_BYTES`].
pub const MAX_DRAFT_FILES: usize = 20;

/// How much of a file is read before anything is stored: enough to tell its kind.
const HEAD_BYTES: usize = 4096;

/// The store of all files.
#[derive(Debug, Clone)]
pub struct Documents {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    /// How much is written at once: S3 takes no part below 5 MiB, a folder is content with less.
    part_bytes: usize,
    clamd: Option<Clamd>,
    secrets: Secrets,
    random: Random,
}

/// What is known of a file after it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Where it stands in the store; says nothing about the file.
    pub storage_key: String,
    /// What it is, by its content.
    pub kind: Kind,
    /// Its size in bytes, before encryption.
    pub size_bytes: u64,
    /// SHA-256 of its content, before encryption.
    pub sha256: Vec<u8>,
    /// Whether it stands encrypted in the store.
    pub sealed: bool,
    /// Whether it may ask for a password.
    pub locked: bool,
}

/// Why a file was not stored. Nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// There is no content.
    #[error("the file is empty")]
    Empty,
    /// More than allowed.
    #[error("the file is too large")]
    TooLarge,
    /// Not one of the allowed kinds.
    #[error("the file is of a kind that is not allowed")]
    Kind,
    /// Its end is missing.
    #[error("the file is cut off")]
    CutOff,
    /// The sender went away.
    #[error("the upload broke off")]
    Broken,
    /// The store failed.
    #[error("the document store failed: {0}")]
    Store(#[from] object_store::Error),
}

/// Why a file cannot be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum GetError {
    /// The store failed, or has no such file.
    #[error("the document store failed: {0}")]
    Store(#[from] object_store::Error),
    /// The file was changed in the store, or its key is missing.
    #[error(transparent)]
    Unopened(#[from] Unopened),
}

impl Documents {
    /// Opens the store of a `STORAGE_URL`; S3 takes its credentials from the usual `AWS_…` environment.
    ///
    /// # Errors
    /// Why the store cannot be used.
    pub fn open(
        storage_url: &str,
        clamd: Option<Clamd>,
        secrets: Secrets,
        random: Random,
    ) -> Result<Self, SettingError> {
        let wrong = |error: &dyn std::fmt::Display| SettingError::new("STORAGE_URL", error.to_string());
        if let Some(folder) = storage_url.strip_prefix("file:") {
            let folder = PathBuf::from(folder.strip_prefix("//").unwrap_or(folder));
            std::fs::create_dir_all(&folder).map_err(|error| wrong(&error))?;
            // Not the default of the crate: without it a file may be lost after its row is committed.
            let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| wrong(&error))?.with_fsync(true);
            return Ok(Self {
                store: Arc::new(store),
                prefix: Path::default(),
                part_bytes: 256 * 1024,
                clamd,
                secrets,
                random,
            });
        }
        let url = url::Url::parse(storage_url).map_err(|error| wrong(&error))?;
        let prefix = Path::parse(url.path()).map_err(|error| wrong(&error))?;
        let store = AmazonS3Builder::from_env().with_url(storage_url).build().map_err(|error| wrong(&error))?;
        Ok(Self { store: Arc::new(store), prefix, part_bytes: 5 * 1024 * 1024, clamd, secrets, random })
    }

    /// Stores a file of at most `limit` bytes, encrypted if `sealed`.
    ///
    /// # Errors
    /// Why nothing was stored.
    pub async fn put<E>(
        &self,
        sealed: bool,
        limit: u64,
        body: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<Stored, PutError> {
        // A short file ends while its head is read, and not every stream can be asked again after its end.
        let mut body = body.fuse();
        let head = head(&mut body).await?;
        let check = kind::Check::of(&head).ok_or(PutError::Kind)?;
        let storage_key = hex(&self.random.bytes::<16>());
        let upload = self.store.put_multipart(&self.path(&storage_key)).await?;
        let mut file = Incoming {
            write: WriteMultipart::new_with_chunk_size(upload, self.part_bytes),
            check,
            hash: Sha256::new(),
            size: 0,
            limit,
            sealer: sealed.then(|| seal::Sealer::new(&self.secrets, &self.random, &storage_key)),
        };
        match file.take(head, &mut body).await {
            Ok(kind) => {
                let (size_bytes, sha256) = (file.size, file.hash.finalize().to_vec());
                let locked = file.check.locked();
                file.write.finish().await?;
                Ok(Stored { storage_key, kind, size_bytes, sha256, sealed, locked })
            }
            Err(error) => {
                // Dropping would do for a folder, but leave parts in S3.
                file.write.abort().await.ok();
                Err(error)
            }
        }
    }

    /// The content of a file, decrypted if it is `sealed`.
    ///
    /// # Errors
    /// [`GetError`], also later in the stream: what came before is authentic, the end is missing.
    pub async fn get(
        &self,
        storage_key: &str,
        sealed: bool,
    ) -> Result<impl Stream<Item = Result<Bytes, GetError>> + use<>, GetError> {
        let mut stored = self.store.get(&self.path(storage_key)).await?.into_stream();
        let mut opener = sealed.then(|| seal::Opener::new(self.secrets.clone(), storage_key));
        Ok(async_stream::try_stream! {
            while let Some(bytes) = stored.next().await.transpose()? {
                match &mut opener {
                    None => yield bytes,
                    Some(opener) => yield opener.push(&bytes)?.into(),
                }
            }
            if let Some(opener) = opener {
                yield opener.finish()?.into();
            }
        })
    }

    /// Whether files are scanned: until then they stay in quarantine.
    #[must_use]
    pub const fn scans(&self) -> bool {
        self.clamd.is_some()
    }

    /// Has a file scanned for viruses.
    ///
    /// # Errors
    /// [`NoVerdict`], also without a scanner.
    pub async fn scan(&self, storage_key: &str, sealed: bool) -> Result<Verdict, NoVerdict> {
        let clamd = self.clamd.as_ref().ok_or(NoVerdict)?;
        let file = self.get(storage_key, sealed).await.map_err(|_| NoVerdict)?;
        clamd.scan(file).await
    }

    /// Removes files for good; one that is gone already is no fault.
    ///
    /// # Errors
    /// The store's; those before it are gone.
    pub async fn delete(&self, storage_keys: &[String]) -> Result<(), object_store::Error> {
        for key in storage_keys {
            match self.store.delete(&self.path(key)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn path(&self, storage_key: &str) -> Path {
        self.prefix.clone().join(storage_key)
    }
}

/// A file on its way in.
struct Incoming {
    write: WriteMultipart,
    check: kind::Check,
    hash: Sha256,
    size: u64,
    limit: u64,
    sealer: Option<seal::Sealer>,
}

impl Incoming {
    async fn take<E>(
        &mut self,
        head: Bytes,
        body: &mut (impl Stream<Item = Result<Bytes, E>> + Unpin),
    ) -> Result<Kind, PutError> {
        let mut next = Some(head);
        while let Some(bytes) = next {
            self.size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            if self.size > self.limit {
                return Err(PutError::TooLarge);
            }
            self.check.push(&bytes).ok_or(PutError::Kind)?;
            self.hash.update(&bytes);
            // One part in flight and one being filled: a slow store slows the sender and fills no memory.
            self.write.wait_for_capacity(1).await?;
            match &mut self.sealer {
                None => self.write.write(&bytes),
                Some(sealer) => self.write.write(&sealer.push(&bytes)),
            }
            next = body.next().await.transpose().map_err(|_| PutError::Broken)?;
        }
        if let Some(sealer) = self.sealer.take() {
            self.write.write(&sealer.finish());
        }
        self.check.finish()
    }
}

/// The first bytes of a file: [`HEAD_BYTES`] or a little more, fewer only when there are no more.
async fn head<E>(body: &mut (impl Stream<Item = Result<Bytes, E>> + Unpin)) -> Result<Bytes, PutError> {
    let mut head = Vec::new();
    while head.len() < HEAD_BYTES {
        match body.next().await.transpose().map_err(|_| PutError::Broken)? {
            Some(bytes) => head.extend_from_slice(&bytes),
            None if head.is_empty() => return Err(PutError::Empty),
            None => break,
        }
    }
    Ok(head.into())
}

#[cfg(test)]
mod tests;
