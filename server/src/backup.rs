//! Everything that the counter keeps, in a folder, and a counter made of such a folder again.
//!
//! The database is copied first, as it is at one moment, and the files afterwards: a file is stored before its row and
//! never changed, so every row of the copy finds its file, except one that was lawfully destroyed meanwhile. The list
//! of hashes is written last and is in the format of `sha256sum`: a folder without it is no backup. `SECRET_KEYS` is
//! not part of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bytes::{Bytes, BytesMut};
use chrono::DateTime;
use futures_util::{Stream, StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::clock::Clock;
use crate::config::Settings;
use crate::db::{self, Dialect, backup as database};
use crate::documents::Documents;
use crate::secrets::hex;

/// What the backup is.
const LABEL: &str = "backup.json";
/// The copy of the database: SQLite's file, or PostgreSQL's custom format.
const DATABASE: &str = "database";
/// The files, each under its key.
const DOCUMENTS: &str = "documents";
/// The hashes.
const HASHES: &str = "SHA256SUMS";

/// How much is copied at a time, in bytes.
const PIECE: usize = 256 * 1024;

/// Why there is no backup, or nothing was restored from it.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder is in use, or is no whole backup, or fits no such database.
    #[error("{0}")]
    Refused(String),
    /// The database failed.
    #[error("DATABASE_URL: {0}")]
    Database(#[from] db::Error),
    /// The document store failed.
    #[error("STORAGE_URL: {0}")]
    Store(#[from] object_store::Error),
    /// The machine failed.
    #[error("{0}")]
    Machine(#[from] std::io::Error),
}

#[derive(Serialize, Deserialize)]
struct Label {
    version: String,
    made_at: DateTime<chrono::Utc>,
    database: String,
}

/// Copies everything into an empty or new folder, while the counter may go on serving. Returns how many files it holds.
///
/// # Errors
/// [`BackupError`]: then the folder is no backup.
pub async fn make(settings: &Settings, documents: &Documents, folder: &Path) -> Result<usize, BackupError> {
    fs::create_dir_all(folder.join(DOCUMENTS)).await?;
    if folder.join(DATABASE).exists() {
        return Err(BackupError::Refused(format!("{} holds a backup already", folder.display())));
    }
    let (url, copy) = (settings.database_url.clone(), folder.join(DATABASE));
    blocking(move || database::copy(&url, &copy)).await?;
    let label = Label {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: Clock::System.now(),
        database: kind(settings).to_owned(),
    };
    let text = serde_json::to_vec_pretty(&label).map_err(std::io::Error::from)?;
    fs::write(folder.join(LABEL), text).await?;
    let mut hashes = BTreeMap::new();
    for name in [LABEL, DATABASE] {
        File::open(folder.join(name)).await?.sync_all().await?;
        hashes.insert(name.to_owned(), hash(&folder.join(name)).await?);
    }
    let mut keys = documents.stored(DateTime::<chrono::Utc>::MIN_UTC..DateTime::<chrono::Utc>::MAX_UTC);
    while let Some(key) = keys.next().await {
        let key = key?;
        // One that was deleted since it was listed is not missed.
        if let Some(content) = documents.get_as_stored(&key).await? {
            let name = format!("{DOCUMENTS}/{key}");
            hashes.insert(name.clone(), write(&folder.join(&name), content).await?);
        }
    }
    let lines: String = hashes.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect();
    write(&folder.join(HASHES), futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from(lines))])).await?;
    Ok(hashes.len())
}

/// Fills an empty database and an empty store from a backup, after every file of it was checked. Returns how many files
/// there were.
///
/// # Errors
/// [`BackupError`]. The database comes last: a restore that broke off leaves nothing that would start.
pub async fn restore(settings: &Settings, documents: &Documents, folder: &Path) -> Result<usize, BackupError> {
    let refused = |problem: String| Err(BackupError::Refused(problem));
    let Ok(lines) = fs::read_to_string(folder.join(HASHES)).await else {
        return refused(format!("{} is no whole backup: it has no {HASHES}", folder.display()));
    };
    let hashes: Vec<(&str, &str)> = lines.lines().filter_map(|line| line.split_once("  ")).collect();
    for (expected, name) in &hashes {
        if hash(&folder.join(name)).await.ok().as_deref() != Some(expected) {
            return refused(format!("{name} is missing or was changed since the backup"));
        }
    }
    let label: Label = serde_json::from_slice(&fs::read(folder.join(LABEL)).await?).map_err(std::io::Error::from)?;
    if label.database != kind(settings) {
        return refused(format!("the backup is of {}, and DATABASE_URL is {}", label.database, kind(settings)));
    }
    let mut there = documents.stored(DateTime::<chrono::Utc>::MIN_UTC..DateTime::<chrono::Utc>::MAX_UTC);
    if there.next().await.transpose()?.is_some() {
        return refused("STORAGE_URL: the store is not empty".to_owned());
    }
    for (_, name) in &hashes {
        if let Some(key) = name.strip_prefix(&format!("{DOCUMENTS}/")) {
            documents.put_as_stored(key, read(File::open(folder.join(name)).await?)).await?;
        }
    }
    let (url, copy) = (settings.database_url.clone(), folder.join(DATABASE));
    blocking(move || database::restore(&url, &copy)).await?;
    Ok(hashes.len())
}

fn kind(settings: &Settings) -> &'static str {
    match Dialect::of_url(&settings.database_url) {
        Dialect::Sqlite => "sqlite",
        Dialect::Postgres => "postgres",
    }
}

async fn blocking(work: impl FnOnce() -> db::Result<()> + Send + 'static) -> db::Result<()> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(db::Error::Other("the copy panicked".to_owned())))
}

/// Writes a new file and forces it to the disk; its hash in hexadecimal.
async fn write<E: Into<BackupError>>(
    path: &PathBuf,
    mut content: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<String, BackupError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).await?;
    }
    let (mut file, mut hash) = (File::create_new(path).await?, Sha256::new());
    while let Some(bytes) = content.try_next().await.map_err(Into::into)? {
        hash.update(&bytes);
        file.write_all(&bytes).await?;
    }
    file.sync_all().await?;
    Ok(hex(&hash.finalize()))
}

async fn hash(path: &Path) -> std::io::Result<String> {
    let (mut content, mut hash) = (read(File::open(path).await?), Sha256::new());
    while let Some(bytes) = content.try_next().await? {
        hash.update(&bytes);
    }
    Ok(hex(&hash.finalize()))
}

fn read(mut file: File) -> impl Stream<Item = std::io::Result<Bytes>> + Unpin {
    Box::pin(async_stream::try_stream! {
        loop {
            let mut piece = BytesMut::with_capacity(PIECE);
            if file.read_buf(&mut piece).await? == 0 {
                break;
            }
            yield piece.freeze();
        }
    })
}
