//! Passwords: Argon2id, never more than a few at once, and the same work whether an account exists or not.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, CustomizedPasswordHasher, Params, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use crate::clock::Random;
use crate::db;

/// Memory in KiB, passes and lanes: OWASP's first choice for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Passwords hashed at the same time: bounds memory to 76 MiB, whatever a flood of sign-ins asks for.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Fewest and most characters of a password that somebody chose.
const SHORTEST: usize = 12;
const LONGEST: usize = 128;

/// The characters of a password that we make: no two look alike.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Hashes a password. Takes tens of milliseconds: not for a thread that serves requests.
///
/// # Errors
/// [`db::Error::Other`] when memory runs out.
pub fn hash(random: &Random, password: &str) -> Result<String, db::Error> {
    let failed = |_| db::Error::Other("a password could not be hashed".to_owned());
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| failed(argon2::password_hash::Error::Crypto))?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let hashed: PasswordHash = hasher
        .hash_password_customized(password.as_bytes(), &random.bytes::<16>(), None, None, params)
        .map_err(failed)?;
    Ok(hashed.to_string())
}

/// What is wrong with a password that somebody chose: a code for the locale files. Length is what counts (NIST SP
/// 800-63B); more could be asked, and would be written on a note.
#[must_use]
pub fn fault(password: &str) -> Option<&'static str> {
    match password.chars().count() {
        0..SHORTEST => Some("short"),
        SHORTEST..=LONGEST => None,
        _ => Some("too_long"),
    }
}

/// Hashes a password on a thread that may block, with the few that are hashed at the same time.
///
/// # Errors
/// Like [`hash`].
pub async fn hash_aside(random: Random, password: String) -> Result<String, db::Error> {
    let stopped = || db::Error::Unavailable("no thread hashes passwords".to_owned());
    let _permit = AT_ONCE.acquire().await.map_err(|_| stopped())?;
    tokio::task::spawn_blocking(move || hash(&random, &password)).await.map_err(|_| stopped())?
}

/// Whether a password is the one of `hash`; without a hash, false after the same work.
pub async fn fits(hash: Option<String>, password: String) -> bool {
    // The semaphore is never closed; without a permit the answer is no.
    let Ok(_permit) = AT_ONCE.acquire().await else { return false };
    let work = tokio::task::spawn_blocking(move || {
        let hash = hash.unwrap_or_else(nobodys);
        let parsed = PasswordHash::new(&hash).ok();
        parsed.is_some_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    });
    work.await.unwrap_or(false)
}

/// A hash of the same cost that no password fits.
fn nobodys() -> String {
    let zeros = |bytes: usize| "A".repeat((bytes * 8).div_ceil(6));
    format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}", zeros(16), zeros(32))
}

/// A password of 100 random bits, in groups that can be read out: `abcde-fghij-kmnpq-rstuv`.
#[must_use]
pub fn generate(random: &Random) -> String {
    grouped(&random.bytes::<20>(), 5)
}

/// Five bits of each byte as a letter, in groups.
pub(super) fn grouped(bytes: &[u8], group: usize) -> String {
    let letters: Vec<char> =
        bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32)).map(|letter| char::from(*letter))).collect();
    letters.chunks(group).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits_and_nobody_has_one() {
        let random = Random::seeded(7);
        let hashed = hash(&random, "front-counter-demo").unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(fits(Some(hashed.clone()), "front-counter-demo".into()).await);
        assert!(!fits(Some(hashed), "front-counter-demp".into()).await);
        assert!(!fits(None, String::new()).await);
    }

    #[test]
    fn the_hash_of_nobody_costs_as_much_as_anybodys() {
        let nobody = nobodys();
        let parsed = PasswordHash::new(&nobody).expect("a whole PHC string");
        let params = Params::try_from(&parsed).unwrap();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (MEMORY_KIB, PASSES, LANES));
        assert_eq!(parsed.hash.map(|hash| hash.as_ref().len()), Some(32));
    }

    #[test]
    fn a_chosen_password_has_a_length_that_is_safe_and_can_be_hashed() {
        assert_eq!(fault("eleven char"), Some("short"));
        assert_eq!(fault("ñandúes míos"), None);
        assert_eq!(fault(&"x".repeat(129)), Some("too_long"));
    }

    #[test]
    fn a_made_password_can_be_read_out() {
        let made = generate(&Random::seeded(7));
        assert_eq!(made.len(), 23);
        assert!(made.split('-').all(|group| group.len() == 5));
    }
}
