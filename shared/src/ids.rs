//! What names a case and what opens it: reference, access key, PIN.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// No look-alikes (0 O 1 I L 5 S 2 Z 8 B) and no vowels, so that no word can form.
const ALPHABET: &[u8; 21] = b"34679CDFGHJKMNPQRTVWX";
const PAYLOAD: usize = 7;
const LENGTH: usize = PAYLOAD + 1;

/// The public name of a case: eight characters, the last one a check character, shown as `XXXX-XXXX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; LENGTH]);

/// Why a text is not a reference; never holds what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Not eight characters.
    #[error("a reference has 8 characters")]
    Length,
    /// A character that no reference has.
    #[error("a reference has only the characters 3 4 6 7 9 C D F G H J K M N P Q R T V W X")]
    Character,
    /// The check character does not fit the others: a slip of the keyboard.
    #[error("the check character does not match")]
    Check,
}

impl Reference {
    /// Makes a reference from 64 random bits; the 21⁷ payloads are equally likely to one part in ten thousand million.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        let mut rest = random;
        let mut sum = 0;
        let mut letters = [0; LENGTH];
        for letter in letters.iter_mut().take(PAYLOAD) {
            let value = u8::try_from(rest % 21).unwrap_or_default();
            rest /= 21;
            sum = weigh(sum, value);
            *letter = letter_of(value);
        }
        if let Some(check) = letters.last_mut() {
            *check = letter_of((21 - weigh(sum, 0)) % 21);
        }
        Self(letters)
    }
}

/// Doubles the sum and adds the next value, modulo 21. Each place so weighs a power of two: 2 has no factor in common
/// with 21, and neighbours differ by a factor of two, so one wrong character or two swapped neighbours always show.
fn weigh(sum: u8, value: u8) -> u8 {
    (sum * 2 + value) % 21
}

fn letter_of(value: u8) -> u8 {
    ALPHABET.get(usize::from(value)).copied().unwrap_or(b'3')
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.iter().enumerate() {
            if place == LENGTH / 2 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*letter))?;
        }
        Ok(())
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Reads a reference as people type it: lower case, spaces, any dash or none.
    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let mut letters = [0; LENGTH];
        let mut places = letters.iter_mut();
        let mut sum = 0;
        for typed in text.chars().filter(|c| !is_spacing(*c)) {
            let place = places.next().ok_or(ReferenceError::Length)?;
            let (value, letter) = (0..)
                .zip(ALPHABET)
                .find(|(_, letter)| char::from(**letter) == typed.to_ascii_uppercase())
                .ok_or(ReferenceError::Character)?;
            sum = weigh(sum, value);
            *place = *letter;
        }
        match (places.next(), sum) {
            (Some(_), _) => Err(ReferenceError::Length),
            (None, 0) => Ok(Self(letters)),
            (None, _) => Err(ReferenceError::Check),
        }
    }
}

/// White space and dashes: what people put between groups of characters.
fn is_spacing(typed: char) -> bool {
    typed.is_whitespace() || matches!(typed, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// The secret in a link: 192 random bits as 32 characters of base64url. It has neither `Display` nor serde, so that it
/// reaches a text only where somebody wrote `expose`.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey(String);

/// The text is not the form of an access key or a PIN; never holds what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Not the right number of characters, or a character that cannot be in it.
    #[error("not in the expected form")]
    Form,
    /// A PIN that anybody would try first.
    #[error("too easy to guess")]
    Guessable,
}

const KEY_CHARACTERS: usize = 32;

impl AccessKey {
    /// Makes a key from 24 random bytes.
    #[must_use]
    pub fn from_random(bytes: &[u8; 24]) -> Self {
        let (groups, _) = bytes.as_chunks::<3>();
        let digits =
            groups.iter().flat_map(|[a, b, c]| [a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63]);
        Self(digits.map(base64url).collect())
    }

    /// The text that goes into the link, to be hashed or sent and nowhere else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// RFC 4648, section 5.
fn base64url(six_bits: u8) -> char {
    char::from(match six_bits {
        0..=25 => b'A' + six_bits,
        26..=51 => b'a' + (six_bits - 26),
        52..=61 => b'0' + (six_bits - 52),
        62 => b'-',
        _ => b'_',
    })
}

impl FromStr for AccessKey {
    type Err = SecretError;

    fn from_str(text: &str) -> Result<Self, SecretError> {
        let fits =
            text.len() == KEY_CHARACTERS && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if fits { Ok(Self(text.to_owned())) } else { Err(SecretError::Form) }
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKey(redacted)")
    }
}

/// Six digits that the requester of an at-risk case chose, asked besides any link.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

const PIN_DIGITS: usize = 6;

impl Pin {
    /// The digits, to be hashed and nowhere else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for Pin {
    type Err = SecretError;

    /// Reads six digits, spaces and dashes between them allowed; refuses one digit six times and straight runs.
    fn from_str(text: &str) -> Result<Self, SecretError> {
        let digits: String = text.chars().filter(|c| !is_spacing(*c)).collect();
        if digits.len() != PIN_DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(SecretError::Form);
        }
        let steps: Vec<i16> =
            digits.bytes().zip(digits.bytes().skip(1)).map(|(a, b)| i16::from(b) - i16::from(a)).collect();
        if [0, 1, -1].iter().any(|run| steps.iter().all(|step| step == run)) {
            return Err(SecretError::Guessable);
        }
        Ok(Self(digits))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reference_reads_back_however_it_is_typed(random: u64) {
            let made = Reference::from_random(random);
            let shown = made.to_string();
            prop_assert_eq!(shown.len(), 9);
            prop_assert_eq!(shown.parse(), Ok(made));
            prop_assert_eq!(shown.to_lowercase().replace('-', "").parse(), Ok(made));
            prop_assert_eq!(format!(" {} ", shown.replace('-', " – ")).parse(), Ok(made));
        }

        #[test]
        fn one_wrong_character_is_caught(random: u64, place in 0..LENGTH, other in 0..ALPHABET.len()) {
            let mut letters = Reference::from_random(random).0;
            prop_assume!(letters[place] != ALPHABET[other]);
            letters[place] = ALPHABET[other];
            let typed = String::from_utf8(letters.to_vec()).unwrap();
            prop_assert_eq!(typed.parse::<Reference>(), Err(ReferenceError::Check));
        }

        #[test]
        fn swapped_neighbours_are_caught(random: u64, place in 0..LENGTH - 1) {
            let mut letters = Reference::from_random(random).0;
            prop_assume!(letters[place] != letters[place + 1]);
            letters.swap(place, place + 1);
            let typed = String::from_utf8(letters.to_vec()).unwrap();
            prop_assert_eq!(typed.parse::<Reference>(), Err(ReferenceError::Check));
        }

        #[test]
        fn any_text_is_refused_or_read_but_never_panics(text: String) {
            let _ = text.parse::<Reference>();
            let _ = text.parse::<Pin>();
            let _ = text.parse::<AccessKey>();
        }

        #[test]
        fn different_bytes_make_different_keys_that_read_back(a: [u8; 24], b: [u8; 24]) {
            let key = AccessKey::from_random(&a);
            prop_assert_eq!(key.expose().parse(), Ok(key.clone()));
            prop_assert_eq!(a == b, key == AccessKey::from_random(&b));
        }
    }

    #[test]
    fn a_reference_is_a_string_in_json() {
        let made = Reference::from_random(0);
        assert_eq!(made.to_string(), "3333-3333");
        assert_eq!(serde_json::to_string(&made).unwrap(), "\"3333-3333\"");
        assert_eq!(serde_json::from_str::<Reference>("\"33333333\"").unwrap(), made);
        assert!(serde_json::from_str::<Reference>("\"3333-3334\"").is_err());
    }

    #[test]
    fn what_is_wrong_with_a_reference_is_told() {
        assert_eq!("".parse::<Reference>(), Err(ReferenceError::Length));
        assert_eq!("3333-3333-3".parse::<Reference>(), Err(ReferenceError::Length));
        assert_eq!("333O-3333".parse::<Reference>(), Err(ReferenceError::Character));
    }

    #[test]
    fn base64url_is_the_one_of_the_rfc() {
        let key = AccessKey::from_random(&[
            0xfb, 0xff, 0xbf, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x66, 0x6f, 0x6f,
        ]);
        assert_eq!(key.expose(), "-_-_AAAAAAAAAAAAAAAAAAAAAAAAZm9v");
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let key = AccessKey::from_random(&[7; 24]);
        let pin: Pin = "49 17-03".parse().unwrap();
        assert_eq!(pin.expose(), "491703");
        assert_eq!(format!("{key:?} {pin:?}"), "AccessKey(redacted) Pin(redacted)");
    }

    #[test]
    fn a_pin_that_anyone_would_try_first_is_refused() {
        for easy in ["000000", "123456", "987654"] {
            assert_eq!(easy.parse::<Pin>(), Err(SecretError::Guessable), "{easy}");
        }
        for wrong in ["12345", "1234567", "12a456", "١٢٣٤٥٦"] {
            assert_eq!(wrong.parse::<Pin>(), Err(SecretError::Form), "{wrong}");
        }
    }
}
