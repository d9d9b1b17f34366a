//! Email addresses, parsed strictly enough that one can never carry a second header or a second recipient.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// RFC 5321, section 4.5.3.1, and the 254 that remain of its path of 256 without the angle brackets.
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
const LONGEST_LABEL: usize = 63;

/// One address: a dot-atom, `@`, a domain name in lower case.
///
/// Quoted local parts, comments, address literals and letters outside ASCII are refused: nobody's mailbox needs the
/// first three, and the last needs SMTPUTF8 all the way. `Debug` hides it, since it is personal data.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// The text is not an email address; never holds what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an email address")]
pub struct NotAnEmail;

impl EmailAddress {
    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnEmail;

    /// Reads an address, white space at either end forgiven.
    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(NotAnEmail)?;
        let fits = text.len() <= LONGEST && is_dot_atom(local) && is_domain(domain);
        if fits { Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase()))) } else { Err(NotAnEmail) }
    }
}

/// RFC 5322, section 3.2.3: no empty part, so neither a dot at an end nor two in a row.
fn is_dot_atom(local: &str) -> bool {
    let is_atom = |part: &str| !part.is_empty() && part.bytes().all(is_atom_byte);
    local.len() <= LONGEST_LOCAL && local.split('.').all(is_atom)
}

fn is_atom_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

/// At least two labels, the last one not a number (which would be an IP address).
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let Some((_, top)) = domain.rsplit_once('.') else { return false };
    domain.split('.').all(is_label) && !top.bytes().all(|b| b.is_ascii_digit())
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(hidden)")
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = NotAnEmail;

    fn try_from(text: String) -> Result<Self, NotAnEmail> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_that_people_have_are_accepted_and_their_domain_lowered() {
        for (typed, kept) in [
            ("ana@example.test", "ana@example.test"),
            ("  Ana.Ruiz+report@Mail.EXAMPLE.test\n", "Ana.Ruiz+report@mail.example.test"),
            ("o'neil_7@xn--bcher-kva.example.test", "o'neil_7@xn--bcher-kva.example.test"),
            ("a@3com.test", "a@3com.test"),
        ] {
            assert_eq!(typed.parse::<EmailAddress>().unwrap().as_str(), kept);
        }
    }

    #[test]
    fn what_is_not_one_address_is_refused() {
        let long_local = format!("{}@example.test", "a".repeat(65));
        let long_label = format!("a@{}.test", "b".repeat(64));
        let long_whole = format!("a@{}test", "b.".repeat(125));
        for typed in [
            "",
            "ana",
            "@example.test",
            "ana@",
            "ana@example",
            "ana@@example.test",
            "ana@example.test@example.test",
            "ana ruiz@example.test",
            "ana@exam ple.test",
            "ana@example.test, bo@example.test",
            "ana@example.test;bo@example.test",
            "ana@example.test\r\nBcc: bo@example.test",
            "ana\n@example.test",
            "ana\0@example.test",
            "ana@example.test\u{7f}",
            "Ana <ana@example.test>",
            "\"ana\"@example.test",
            ".ana@example.test",
            "ana.@example.test",
            "an..a@example.test",
            "ana@.example.test",
            "ana@example..test",
            "ana@example.test.",
            "ana@-example.test",
            "ana@example-.test",
            "ana@[192.0.2.1]",
            "ana@192.0.2.1",
            "josé@example.test",
            "ana@exámple.test",
            "ana@example.test\u{202e}",
            &long_local,
            &long_label,
            &long_whole,
        ] {
            assert_eq!(typed.parse::<EmailAddress>(), Err(NotAnEmail), "{typed:?}");
        }
    }

    #[test]
    fn an_address_is_a_string_in_json_and_hidden_in_debug_output() {
        let address: EmailAddress = serde_json::from_str("\"ana@example.test\"").unwrap();
        assert_eq!(serde_json::to_string(&address).unwrap(), "\"ana@example.test\"");
        assert_eq!(format!("{address:?}"), "EmailAddress(hidden)");
        assert!(serde_json::from_str::<EmailAddress>("\"ana\"").is_err());
    }

    proptest! {
        #[test]
        fn an_accepted_address_is_short_one_line_of_ascii_with_one_at(text in "\\PC{0,20}@\\PC{0,20}|[a-z.@ \r\n]{0,30}|.*") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                let kept = address.as_str();
                prop_assert!(kept.len() <= LONGEST);
                prop_assert!(kept.bytes().all(|b| b.is_ascii_graphic() && !b",;:<>()[]\\\"".contains(&b)), "{}", kept);
                prop_assert_eq!(kept.matches('@').count(), 1);
                prop_assert_eq!(kept.parse(), Ok(address.clone()));
            }
        }
    }
}
