//! Identity documents at rest: a stream of encrypted pieces.
//!
//! The format: `FCD1`, then the file's own random key sealed by [`Secrets`] (72 bytes, bound to the storage key, so
//! that files cannot be exchanged), then pieces of 64 KiB under XChaCha20-Poly1305, each 16 bytes longer than its
//! text. The nonce is the piece's number in eight bytes, one byte that is 1 in the last piece only, and zeros. So no
//! piece can be changed, moved, left out or cut off the end without being noticed, and a nonce never comes twice
//! under one key, because each file has its own.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use crate::clock::Random;
use crate::secrets::{Secrets, Unopened};

const MAGIC: &[u8; 4] = b"FCD1";
/// Bytes of text in every piece but the last.
const PIECE: usize = 64 * 1024;
/// Bytes of a piece as it is stored.
const SEALED_PIECE: usize = PIECE + 16;
/// Nonce, key and tag.
const SEALED_KEY: usize = 24 + 32 + 16;

/// Encrypts a stream.
pub(super) struct Sealer {
    cipher: XChaCha20Poly1305,
    count: u64,
    /// What is to be written before the next piece: the header, once.
    header: Vec<u8>,
    waiting: Vec<u8>,
}

impl Sealer {
    pub(super) fn new(secrets: &Secrets, random: &Random, storage_key: &str) -> Self {
        let key = random.bytes::<32>();
        let header = [MAGIC.as_slice(), &secrets.seal(random, &purpose(storage_key), &key)].concat();
        Self { cipher: XChaCha20Poly1305::new(&Key::from(key)), count: 0, header, waiting: Vec::new() }
    }

    /// Takes text; gives what can be stored already.
    pub(super) fn push(&mut self, text: &[u8]) -> Vec<u8> {
        let mut sealed = std::mem::take(&mut self.header);
        self.waiting.extend_from_slice(text);
        // A full piece waits until more follows: only then it is known not to be the last.
        while self.waiting.len() > PIECE {
            let rest = self.waiting.split_off(PIECE);
            let piece = std::mem::replace(&mut self.waiting, rest);
            self.seal(&piece, false, &mut sealed);
        }
        sealed
    }

    /// The last piece.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let mut sealed = std::mem::take(&mut self.header);
        let piece = std::mem::take(&mut self.waiting);
        self.seal(&piece, true, &mut sealed);
        sealed
    }

    fn seal(&mut self, piece: &[u8], last: bool, into: &mut Vec<u8>) {
        // Encryption fails only beyond 256 GB; a piece that is missing would be noticed on opening.
        into.extend(self.cipher.encrypt(&nonce(self.count, last), piece).unwrap_or_default());
        self.count += 1;
    }
}

/// Decrypts what a [`Sealer`] made.
pub(super) struct Opener {
    secrets: Secrets,
    purpose: String,
    /// None until the header was read.
    cipher: Option<XChaCha20Poly1305>,
    count: u64,
    waiting: Vec<u8>,
}

impl Opener {
    pub(super) fn new(secrets: Secrets, storage_key: &str) -> Self {
        Self { secrets, purpose: purpose(storage_key), cipher: None, count: 0, waiting: Vec::new() }
    }

    /// Takes stored bytes; gives the text that is proven authentic.
    pub(super) fn push(&mut self, stored: &[u8]) -> Result<Vec<u8>, Unopened> {
        self.waiting.extend_from_slice(stored);
        if self.cipher.is_none() && self.waiting.len() >= MAGIC.len() + SEALED_KEY {
            let rest = self.waiting.split_off(MAGIC.len() + SEALED_KEY);
            let header = std::mem::replace(&mut self.waiting, rest);
            let sealed_key = header.strip_prefix(MAGIC).ok_or(Unopened)?;
            let key: [u8; 32] = self.secrets.open(&self.purpose, sealed_key)?.try_into().map_err(|_| Unopened)?;
            self.cipher = Some(XChaCha20Poly1305::new(&Key::from(key)));
        }
        let mut text = Vec::new();
        while self.cipher.is_some() && self.waiting.len() > SEALED_PIECE {
            let rest = self.waiting.split_off(SEALED_PIECE);
            let piece = std::mem::replace(&mut self.waiting, rest);
            text.extend(self.open(&piece, false)?);
        }
        Ok(text)
    }

    /// The text of the last piece.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Unopened> {
        let piece = std::mem::take(&mut self.waiting);
        self.open(&piece, true)
    }

    fn open(&mut self, piece: &[u8], last: bool) -> Result<Vec<u8>, Unopened> {
        let cipher = self.cipher.as_ref().ok_or(Unopened)?;
        let text = cipher.decrypt(&nonce(self.count, last), piece).map_err(|_| Unopened)?;
        self.count += 1;
        Ok(text)
    }
}

fn purpose(storage_key: &str) -> String {
    format!("document {storage_key}")
}

fn nonce(count: u64, last: bool) -> XNonce {
    let mut nonce = [0; 24];
    for (place, byte) in nonce.iter_mut().zip(count.to_be_bytes().into_iter().chain([u8::from(last)])) {
        *place = byte;
    }
    XNonce::from(nonce)
}
