//! Requests that may be sent twice and happen once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use chacha20poly1305::aead::{Aead, KeyInit, Payload as Sealed};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use chrono::TimeDelta;
use hkdf::Hkdf;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

use super::extract::header_text;
use super::{ApiError, Ctx};
use crate::app::{Actor, Cx};
use crate::clock::Random;
use crate::db::{self, Conn, idempotency};
use crate::domain::{Outcome, Refusal};
use crate::secrets::sha256;

/// For how long an answer is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// The fewest characters that can hold 128 random bits: base64 without padding.
const SHORTEST_KEY: usize = 22;

const LONGEST_KEY: usize = 255;

const NONCE_BYTES: usize = 24;

/// The header `Idempotency-Key`, if one was sent: 22 to 255 visible characters, at least 128 bits of randomness.
#[derive(Clone)]
pub struct IdempotencyKey(Option<String>);

impl IdempotencyKey {
    /// A key that a page of ours put into its form.
    #[must_use]
    pub fn of_form(key: Option<String>) -> Self {
        Self(key.filter(|key| fits(key)))
    }
}

fn fits(key: &str) -> bool {
    (SHORTEST_KEY..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

impl FromRequest for IdempotencyKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = header_text(request.headers(), "idempotency-key").map(ToOwned::to_owned);
        ready(match key {
            Some(key) if !fits(&key) => Err(ApiError::Malformed(Some("Idempotency-Key".to_owned()))),
            key => Ok(Self(key)),
        })
    }
}

/// What is sent twice when it is the same: where, by whom, and what.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The route, as `POST /api/v1/requests/police_report`.
    pub route: &'a str,
    /// Who sends it: the id of staff, the session's or the access key's hash in hexadecimal, or nothing.
    pub by: &'a str,
    /// The body as it was sent.
    pub body: &'a [u8],
}

/// Runs a writing use case at most once for a key: within 24 hours the same key, route, sender and body get the first
/// answer again; another body is refused. Without a key the use case simply runs.
///
/// The key's row is taken, the use case runs and its answer is kept in one transaction, so that fifty requests that
/// arrive together make one case: on SQLite they run one after the other; on PostgreSQL the others wait at the row
/// until the first commits, and then read its answer. A use case that refuses leaves no row, and may be tried again.
/// The answer is encrypted under a key derived from the client's, which no row holds.
///
/// The handler makes its response from `T` alone, so that a repeated answer is the same.
///
/// # Errors
/// What the use case refuses; [`ApiError::KeyReused`]; [`ApiError::InProgress`] when the first did not end in time.
pub async fn once<T, W>(
    ctx: &Ctx,
    actor: &Actor,
    key: &IdempotencyKey,
    request: Request<'_>,
    work: W,
) -> Result<T, ApiError>
where
    T: Serialize + DeserializeOwned + Send + 'static,
    W: FnOnce(&mut Conn, &Cx) -> Outcome<T> + Send + 'static,
{
    let Some(key) = &key.0 else { return Ok(ctx.app.write(actor, work).await?) };
    let slot = Slot::new(key, request);
    let first = slot.clone();
    let outcome = ctx.app.write(actor, move |conn, cx| first.run(conn, cx, work)).await;
    match outcome {
        Ok(answer) => answer,
        // Somebody else was first and has committed: theirs is the answer.
        Err(Refusal::Storage(db::Error::Conflict(constraint))) if constraint == idempotency::TAKEN => {
            let kept = ctx.app.read(actor, move |conn, cx| slot.kept(conn, cx)).await?;
            kept.unwrap_or(Err(ApiError::InProgress))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// What a use case answered to this key before, if it ran; none without a key.
///
/// # Errors
/// [`ApiError::KeyReused`], or [`ApiError::Unavailable`].
pub async fn kept<T>(
    ctx: &Ctx,
    actor: &Actor,
    key: &IdempotencyKey,
    request: Request<'_>,
) -> Result<Option<T>, ApiError>
where
    T: DeserializeOwned + Send + 'static,
{
    let Some(key) = &key.0 else { return Ok(None) };
    let slot = Slot::new(key, request);
    ctx.app.read(actor, move |conn, cx| slot.kept(conn, cx)).await?.transpose()
}

/// The place of one key, route and sender, with what encrypts its answer.
#[derive(Clone)]
struct Slot {
    id: Vec<u8>,
    body_hash: Vec<u8>,
    cipher_key: [u8; 32],
}

impl Slot {
    fn new(key: &str, request: Request<'_>) -> Self {
        let id = sha256(&[key.as_bytes(), b"\0", request.route.as_bytes(), b"\0", request.by.as_bytes()]);
        let mut cipher_key = [0; 32];
        // The length is far below HKDF's limit, which is its only error.
        Hkdf::<Sha256>::new(Some(&id), key.as_bytes()).expand(b"idempotency answer", &mut cipher_key).ok();
        Self { id, body_hash: sha256(&[request.body]), cipher_key }
    }

    /// The kept answer, or the use case's own.
    fn run<T, W>(&self, conn: &mut Conn, cx: &Cx, work: W) -> Outcome<Result<T, ApiError>>
    where
        T: Serialize + DeserializeOwned,
        W: FnOnce(&mut Conn, &Cx) -> Outcome<T>,
    {
        if let Some(kept) = self.kept(conn, cx)? {
            return Ok(kept);
        }
        let row = idempotency::Row {
            slot: self.id.clone(),
            body_hash: self.body_hash.clone(),
            status: 200,
            answer: Vec::new(),
            expires_at: (cx.now + KEPT).naive_utc(),
        };
        idempotency::insert(conn, &row, cx.now.naive_utc())?;
        let answer = work(conn, cx)?;
        let plain = serde_json::to_vec(&answer).map_err(|_| db::Error::Other("an answer is not JSON".to_owned()))?;
        idempotency::answer(conn, &self.id, &self.seal(&cx.app.random, &plain))?;
        Ok(Ok(answer))
    }

    fn kept<T: DeserializeOwned>(&self, conn: &mut Conn, cx: &Cx) -> Outcome<Option<Result<T, ApiError>>> {
        let Some(row) = idempotency::find(conn, &self.id, cx.now.naive_utc())? else { return Ok(None) };
        if row.body_hash != self.body_hash {
            return Ok(Some(Err(ApiError::KeyReused)));
        }
        let answer = self.open(&row.answer).and_then(|plain| serde_json::from_slice(&plain).ok());
        Ok(Some(answer.ok_or_else(|| ApiError::Internal("a kept answer cannot be read".to_owned()))))
    }

    fn seal(&self, random: &Random, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = random.bytes();
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), Sealed { msg: plain, aad: &self.id });
        // Encryption fails only beyond 256 GB.
        [nonce.as_slice(), &sealed.unwrap_or_default()].concat()
    }

    fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, cipher) = sealed.split_first_chunk::<NONCE_BYTES>()?;
        self.cipher().decrypt(&XNonce::from(*nonce), Sealed { msg: cipher, aad: &self.id }).ok()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.cipher_key))
    }
}
