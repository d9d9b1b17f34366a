//! Encryption at rest, keyed digests, and hashes of things that are compared and never read.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::Mac;
use sha2::{Digest, Sha256};

use crate::clock::Random;

/// Bytes of the nonce before each ciphertext.
const NONCE_BYTES: usize = 24;

/// The keys of `SECRET_KEYS`: the first encrypts, all decrypt.
#[derive(Clone)]
pub struct Secrets {
    keys: Vec<[u8; 32]>,
}

/// A ciphertext that none of the keys opens, or that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value cannot be opened with these SECRET_KEYS")]
pub struct Unopened;

impl Secrets {
    /// Reads comma-separated keys of 32 bytes in base64.
    ///
    /// # Errors
    /// Which of them is wrong, never the key itself.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read = |(place, key): (usize, &str)| {
            let bytes = STANDARD.decode(key.trim()).map_err(|_| format!("key {} is not base64", place + 1))?;
            <[u8; 32]>::try_from(bytes).map_err(|_| format!("key {} is not 32 bytes long", place + 1))
        };
        let keys = text.split(',').enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { keys })
    }

    /// A new key, in the form that [`Secrets::parse`] reads.
    #[must_use]
    pub fn generate(random: &Random) -> String {
        STANDARD.encode(random.bytes::<32>())
    }

    /// Encrypts `plain` for one purpose: a value sealed for another does not open.
    #[must_use]
    pub fn seal(&self, random: &Random, purpose: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = random.bytes();
        let sealed = self.keys.first().and_then(|key| {
            let payload = Payload { msg: plain, aad: purpose.as_bytes() };
            XChaCha20Poly1305::new(&Key::from(*key)).encrypt(&XNonce::from(nonce), payload).ok()
        });
        // `parse` leaves no empty list, and encryption fails only beyond 256 GB.
        sealed.map(|sealed| [nonce.as_slice(), &sealed].concat()).unwrap_or_default()
    }

    /// Decrypts what [`Secrets::seal`] made.
    ///
    /// # Errors
    /// [`Unopened`] when no key fits or a byte was changed.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
        let (nonce, cipher) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(Unopened)?;
        let open = |key: &[u8; 32]| {
            let payload = Payload { msg: cipher, aad: purpose.as_bytes() };
            XChaCha20Poly1305::new(&Key::from(*key)).decrypt(&XNonce::from(*nonce), payload).ok()
        };
        self.keys.iter().find_map(open).ok_or(Unopened)
    }

    /// A digest that only this installation can compute, for finding a value that is not stored.
    #[must_use]
    pub fn digest(&self, purpose: &str, value: &[u8]) -> Vec<u8> {
        // The last key: it stays when a new first one is put before it, and digests stay findable.
        let key = self.keys.last().copied().unwrap_or_default();
        hmac_sha256(&key, &[purpose.as_bytes(), b"\0", value].concat())
    }

    /// A key for one purpose, derived from the installation's.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        self.digest("derive", purpose.as_bytes()).try_into().unwrap_or_default()
    }
}

/// HMAC-SHA-256.
#[must_use]
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
    hmac::Hmac::<Sha256>::new_from_slice(key)
        .map(|mut mac| {
            mac.update(message);
            mac.finalize().into_bytes().to_vec()
        })
        .unwrap_or_default()
}

/// SHA-256 of the parts, one after the other.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a lower-case hexadecimal text.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = |pair: &[u8]| {
        let pair =
            std::str::from_utf8(pair).ok().filter(|pair| pair.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));
        u8::from_str_radix(pair?, 16).ok()
    };
    if text.len().is_multiple_of(2) { text.as_bytes().chunks(2).map(digits).collect() } else { None }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secrets({} keys)", self.keys.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_key_still_opens_after_a_new_one_is_put_first() {
        let random = Random::seeded(1);
        let (old, new) = (Secrets::generate(&random), Secrets::generate(&random));
        let sealed = Secrets::parse(&old).unwrap().seal(&random, "draft", b"words");
        let both = Secrets::parse(&format!("{new},{old}")).unwrap();
        assert_eq!(both.open("draft", &sealed).unwrap(), b"words");
        assert_eq!(both.open("totp", &sealed), Err(Unopened));
        assert_eq!(Secrets::parse(&new).unwrap().open("draft", &sealed), Err(Unopened));
    }

    #[test]
    fn a_bad_key_is_named_by_its_place_and_never_quoted() {
        assert_eq!(Secrets::parse("c2hvcnQ=").unwrap_err(), "key 1 is not 32 bytes long");
        assert_eq!(Secrets::parse("§§").unwrap_err(), "key 1 is not base64");
    }
}
