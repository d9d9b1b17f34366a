//! The signed part of a seal: eight lines of text that a person can read and a program can check.

use chrono::{DateTime, SecondsFormat, Utc};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use crate::secrets::{hex, sha256, unhex};

/// The first line, which says what the file is and how it is read.
const TITLE: &str = "Front Counter seal, version 1";

/// What a seal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Counts up from 1.
    pub number: i64,
    /// When it was made.
    pub made: DateTime<Utc>,
    /// SHA-256 of the seal before, signature included; zeros for the first.
    pub previous: Vec<u8>,
    /// How many cases it covers.
    pub cases: u64,
    /// The root of the tree over the lines of the list.
    pub root: Vec<u8>,
    /// The Ed25519 public key of whoever signed.
    pub key: Vec<u8>,
}

/// What is wrong with the text of a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadHead {
    /// The lines are not those of a seal.
    #[error("the file is not a seal, or its first lines were edited")]
    Unreadable,
    /// The signature is not one over this text by this key.
    #[error("the signature is wrong: the seal was edited, or somebody else signed it")]
    Signature,
}

impl Head {
    /// The text with its signature, as it is stored and mailed.
    #[must_use]
    pub fn sign(&self, key: &Ed25519KeyPair) -> String {
        let text = self.text();
        format!("{text}signature: {}\n", hex(key.sign(text.as_bytes()).as_ref()))
    }

    /// The signed lines.
    fn text(&self) -> String {
        format!(
            "{TITLE}\nnumber: {}\nmade: {}\nprevious: {}\ncases: {}\nroot: {}\nkey: {}\n",
            self.number,
            self.made.to_rfc3339_opts(SecondsFormat::Micros, true),
            hex(&self.previous),
            self.cases,
            hex(&self.root),
            hex(&self.key),
        )
    }

    /// Reads a signed text and checks its signature; whose key it is must be asked elsewhere.
    ///
    /// # Errors
    /// [`BadHead`].
    pub fn read(signed: &str) -> Result<Self, BadHead> {
        let mut lines = signed.lines();
        if lines.next() != Some(TITLE) {
            return Err(BadHead::Unreadable);
        }
        let mut next = |name: &str| {
            let value = lines.next().and_then(|line| line.strip_prefix(name)).and_then(|rest| rest.strip_prefix(": "));
            value.ok_or(BadHead::Unreadable)
        };
        let bytes = |text: &str, length| unhex(text).filter(|bytes| bytes.len() == length).ok_or(BadHead::Unreadable);
        let head = Self {
            number: next("number")?.parse().map_err(|_| BadHead::Unreadable)?,
            made: next("made")?.parse().map_err(|_| BadHead::Unreadable)?,
            previous: bytes(next("previous")?, 32)?,
            cases: next("cases")?.parse().map_err(|_| BadHead::Unreadable)?,
            root: bytes(next("root")?, 32)?,
            key: bytes(next("key")?, 32)?,
        };
        let signature = bytes(next("signature")?, 64)?;
        let key = UnparsedPublicKey::new(&ED25519, &head.key);
        key.verify(head.text().as_bytes(), &signature).map_err(|_| BadHead::Signature)?;
        Ok(head)
    }
}

/// The digest of a signed text, by which the next seal names it.
#[must_use]
pub fn digest(signed: &str) -> Vec<u8> {
    sha256(&[signed.as_bytes()])
}

/// The public half of a key.
#[must_use]
pub fn public(key: &Ed25519KeyPair) -> Vec<u8> {
    key.public_key().as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(seed: u8) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
    }

    fn head() -> Head {
        Head {
            number: 12,
            made: DateTime::UNIX_EPOCH,
            previous: vec![0; 32],
            cases: 3,
            root: vec![7; 32],
            key: public(&key(1)),
        }
    }

    #[test]
    fn what_was_signed_is_read_again() {
        assert_eq!(Head::read(&head().sign(&key(1))), Ok(head()));
    }

    #[test]
    fn every_edited_line_is_told() {
        let signed = head().sign(&key(1));
        for (before, after) in
            [("number: 12", "number: 13"), ("cases: 3", "cases: 2"), ("0707", "0708"), ("1970", "1971")]
        {
            assert_eq!(Head::read(&signed.replacen(before, after, 1)), Err(BadHead::Signature), "{after}");
        }
        for broken in
            ["", "Front Counter seal, version 2\n", &signed.replace("root", "route"), &signed.replace("cases: 3\n", "")]
        {
            assert_eq!(Head::read(broken), Err(BadHead::Unreadable), "{broken}");
        }
    }

    #[test]
    fn a_signature_by_another_key_than_the_one_it_names_is_refused() {
        assert_eq!(Head::read(&head().sign(&key(2))), Err(BadHead::Signature));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it_and_none_but_the_signed_one_is_believed(text: String, place: usize, byte: u8) {
            prop_assert!(Head::read(&text).is_err());
            let mut signed = head().sign(&key(1)).into_bytes();
            let place = place % signed.len();
            signed[place] = byte;
            if let Ok(read) = Head::read(&String::from_utf8_lossy(&signed)) {
                prop_assert_eq!(read, head());
            }
        }
    }
}
