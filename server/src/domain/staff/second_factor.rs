//! The second factor: time-based codes (RFC 6238: SHA-1, six digits, thirty seconds) and recovery codes.

use chrono::{DateTime, Utc};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::password::grouped;
use crate::secrets::{Secrets, Unopened, sha256};

/// Seconds of one step.
const STEP_SECONDS: u64 = 30;

/// Steps before and after the present one whose codes are taken, because watches differ.
const SKEW: u16 = 1;

/// Recovery codes that an account gets.
pub const RECOVERY_CODES: u8 = 10;

/// What the secrets of accounts are sealed for.
const PURPOSE: &str = "totp";

/// The step whose code this is; none when it is the code of no step near `now`. A step must be used only once.
#[must_use]
pub fn step_of(secret: &[u8], code: &str, now: DateTime<Utc>) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.timestamp()).ok()?;
    let step = totp(secret).check(&digits, seconds)?;
    i64::try_from(step).ok()
}

/// The code at a moment, as the person's app shows it.
#[must_use]
pub fn code_at(secret: &[u8], now: DateTime<Utc>) -> String {
    totp(secret).generate(u64::try_from(now.timestamp()).unwrap_or_default()).to_string()
}

/// Encrypts a secret for its account's row.
#[must_use]
pub fn seal(secrets: &Secrets, random: &crate::clock::Random, secret: &[u8]) -> Vec<u8> {
    secrets.seal(random, PURPOSE, secret)
}

/// Decrypts the secret of an account's row.
///
/// # Errors
/// [`Unopened`] when `SECRET_KEYS` lacks the key.
pub fn open(secrets: &Secrets, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
    secrets.open(PURPOSE, sealed)
}

/// The secret in base32, as people type it.
#[must_use]
pub fn base32(secret: &[u8]) -> String {
    Secret::from(secret.to_vec()).to_base32()
}

/// Reads a secret in base32.
#[must_use]
pub fn parse_base32(text: &str) -> Option<Vec<u8>> {
    Secret::try_from_base32(text).ok().map(|secret| secret.as_ref().to_vec())
}

/// A recovery code of 80 bits, in groups of four.
#[must_use]
pub fn recovery_code(random: &[u8]) -> String {
    grouped(random.get(..16).unwrap_or_default(), 4)
}

/// What the table keeps of a recovery code: its hash, without the spaces and dashes that people type or leave out.
#[must_use]
pub fn recovery_hash(code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    sha256(&[plain.to_ascii_lowercase().as_bytes()])
}

fn totp(secret: &[u8]) -> Totp {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(STEP_SECONDS)
        .with_skew(SKEW)
        .with_secret(secret.to_vec())
        // The demo's well-known secret is shorter than RFC 4226 asks; ours have 160 bits.
        .build_noncompliant()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1, the last six digits.
        let secret = b"12345678901234567890";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(code_at(secret, at(seconds)), code);
            assert_eq!(step_of(secret, code, at(seconds)), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_no_further() {
        let secret = b"12345678901234567890";
        let code = code_at(secret, at(3000));
        assert_eq!(step_of(secret, &code, at(2999)), Some(100));
        assert_eq!(step_of(secret, &code, at(3059)), Some(100));
        assert_eq!(step_of(secret, &code, at(3060)), None);
        assert_eq!(step_of(secret, " 12 3", at(3000)), None);
    }

    #[test]
    fn a_recovery_code_is_known_however_it_is_typed() {
        let code = recovery_code(&[7; 16]);
        assert_eq!(code.len(), 19);
        assert_eq!(recovery_hash(&code), recovery_hash(&code.replace('-', " ").to_ascii_uppercase()));
    }
}
