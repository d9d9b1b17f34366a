//! Making a seal, and taking out of it what somebody is to have.

use std::pin::pin;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_util::{Stream, TryStreamExt};
use ring::signature::Ed25519KeyPair;

use super::tree::{Step, Tree};
use super::{Head, head, line};
use crate::app::{Actor, App, Cx};
use crate::db::seals::{self, Seal};
use crate::db::{self, Conn, settings};
use crate::outbox::{self, Job};

/// The setting that keeps the signing key, encrypted.
const KEY: &str = "seal_key";
/// What the key is encrypted for.
const PURPOSE: &str = "seal-key";
/// Cases that are read at a time.
const PAGE: i64 = 1000;

/// Why there is no seal, or none of a case.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] db::Error),
    /// The document store failed, or no longer has the list.
    #[error("the list of the seal: {0}")]
    List(String),
    /// The stored key does not open.
    #[error("the signing key cannot be used: {0}")]
    Key(String),
}

/// Seals the heads of all cases; none while there are no cases, or when another copy of the program was first.
///
/// # Errors
/// [`SealError`]; nothing is sealed then.
pub async fn make(app: &App) -> Result<Option<Seal>, SealError> {
    let key = signing_key(app).await?;
    let before = app.read(&Actor::System, |conn: &mut Conn, _: &Cx| seals::newest(conn)).await?;
    let mut tree = Tree::default();
    let stored = {
        let mut list =
            pin!(heads(app).inspect_ok(|heads| heads.iter().for_each(|head| tree.push(head.as_bytes(), false))));
        let lines = (&mut list).map_ok(|heads| Bytes::from(heads.join("\n") + "\n"));
        match app.documents.put(false, u64::MAX, lines).await {
            Ok(stored) => stored,
            Err(crate::documents::PutError::Empty) => return Ok(None),
            Err(error) => return Err(SealError::List(error.to_string())),
        }
    };
    let cases = tree.leaves();
    let head = Head {
        number: before.as_ref().map_or(1, |before| before.number + 1),
        made: app.clock.now(),
        previous: before.as_ref().map_or_else(|| vec![0; 32], |before| head::digest(&before.head)),
        cases,
        root: tree.finish().0,
        key: head::public(&key),
    };
    let seal = Seal {
        number: head.number,
        made_at: head.made.naive_utc(),
        case_count: i64::try_from(cases).unwrap_or(i64::MAX),
        head: head.sign(&key),
        storage_key: stored.storage_key.clone(),
    };
    let row = seal.clone();
    let keep = move |conn: &mut Conn, cx: &Cx| {
        seals::insert(conn, &row)?;
        match cx.app.settings.seal_email {
            Some(_) => outbox::enqueue(conn, cx, &Job::MailSeal { number: row.number }, cx.now),
            None => Ok(()),
        }
    };
    match app.write(&Actor::System, keep).await {
        Ok(()) => Ok(Some(seal)),
        Err(db::Error::Conflict(_)) => {
            app.documents.delete(&[stored.storage_key]).await.map_err(|error| SealError::List(error.to_string()))?;
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// The public key of this installation, in hexadecimal.
///
/// # Errors
/// [`SealError`].
pub async fn public_key(app: &App) -> Result<String, SealError> {
    Ok(crate::secrets::hex(&head::public(&signing_key(app).await?)))
}

/// A whole seal as a file: the signed lines, an empty one, the list. None when it has more than `most` bytes: then the
/// signed lines alone are sent, and the list is looked up in the document store.
///
/// # Errors
/// [`SealError::List`].
pub async fn seal_file(app: &App, seal: &Seal, most: usize) -> Result<Option<Vec<u8>>, SealError> {
    let mut file = format!("{}\n", seal.head).into_bytes();
    let mut list = pin!(stored_list(app, seal).await?);
    while let Some(bytes) = list.try_next().await? {
        if file.len() + bytes.len() > most {
            return Ok(None);
        }
        file.extend_from_slice(&bytes);
    }
    Ok(Some(file))
}

/// The line of one case in a seal, and the way from it to the signed root; none when the case is younger.
///
/// # Errors
/// [`SealError::List`].
pub async fn proof(app: &App, seal: &Seal, reference: &str) -> Result<Option<(String, Vec<Step>)>, SealError> {
    let (mut tree, mut found) = (Tree::default(), None);
    let mut lines = pin!(lines(stored_list(app, seal).await?));
    while let Some(line) = lines.try_next().await? {
        let wanted = line.split(' ').next() == Some(reference);
        tree.push(line.as_bytes(), wanted);
        if wanted {
            found = Some(line);
        }
    }
    Ok(found.zip(tree.finish().1))
}

/// The list of a seal as it stands in the store.
pub(super) async fn stored_list(
    app: &App,
    seal: &Seal,
) -> Result<impl Stream<Item = Result<Bytes, SealError>> + use<>, SealError> {
    let list = |error: crate::documents::GetError| SealError::List(error.to_string());
    Ok(app.documents.get(&seal.storage_key, false).await.map_err(list)?.map_err(list))
}

/// The lines of a stream of bytes.
pub(super) fn lines(
    bytes: impl Stream<Item = Result<Bytes, SealError>>,
) -> impl Stream<Item = Result<String, SealError>> {
    async_stream::try_stream! {
        let mut bytes = pin!(bytes);
        let mut open: Vec<u8> = Vec::new();
        while let Some(more) = bytes.try_next().await? {
            let mut parts = more.split(|byte| *byte == b'\n').peekable();
            while let Some(part) = parts.next() {
                open.extend_from_slice(part);
                if parts.peek().is_some() {
                    yield String::from_utf8_lossy(&std::mem::take(&mut open)).into_owned();
                }
            }
        }
        if !open.is_empty() {
            yield String::from_utf8_lossy(&open).into_owned();
        }
    }
}

/// The lines of all cases, a page at a time. Each head is read with its number in one row; the cases go on meanwhile.
fn heads(app: &App) -> impl Stream<Item = Result<Vec<String>, db::Error>> {
    let app = app.clone();
    async_stream::try_stream! {
        let mut after = String::new();
        loop {
            let from = after.clone();
            let page = move |conn: &mut Conn, _: &Cx| seals::heads_after(conn, &from, PAGE);
            let page = app.read(&Actor::System, page).await?;
            let Some((last, _)) = page.last() else { break };
            after.clone_from(last);
            yield page.iter().map(|(_, head)| line(head)).collect();
        }
    }
}

/// The key of this installation, made at its first use and kept encrypted.
async fn signing_key(app: &App) -> Result<Ed25519KeyPair, SealError> {
    let known = |conn: &mut Conn, _: &Cx| settings::get(conn, KEY);
    let mut kept = app.read(&Actor::System, known).await?;
    if kept.is_none() {
        let seed: [u8; 32] = app.random.bytes();
        let sealed = STANDARD.encode(app.secrets.seal(&app.random, PURPOSE, &seed));
        match app.write(&Actor::System, move |conn: &mut Conn, _: &Cx| settings::set(conn, KEY, &sealed)).await {
            // Another copy of the program was first: its key is the one.
            Ok(()) | Err(db::Error::Conflict(_)) => kept = app.read(&Actor::System, known).await?,
            Err(error) => return Err(error.into()),
        }
    }
    let sealed = STANDARD.decode(kept.unwrap_or_default()).map_err(|error| SealError::Key(error.to_string()))?;
    let seed = app.secrets.open(PURPOSE, &sealed).map_err(|error| SealError::Key(error.to_string()))?;
    Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|error| SealError::Key(error.to_string()))
}
