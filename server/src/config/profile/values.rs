//! Numbers, addresses and colours that are what they look like.

use serde::Deserialize;

/// A ten-digit number written `626-555-0100`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Phone(String);

impl Phone {
    /// As people read it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As a link calls it: `tel:+16265550100`.
    pub fn tel(&self) -> String {
        format!("tel:+1{}", self.0.replace('-', ""))
    }

    /// As other countries dial it: `+1-626-555-0100`.
    pub fn international(&self) -> String {
        format!("+1-{}", self.0)
    }
}

impl TryFrom<String> for Phone {
    type Error = String;

    fn try_from(number: String) -> Result<Self, String> {
        let groups: Vec<usize> = number.split('-').map(str::len).collect();
        let digits = number.chars().all(|c| c.is_ascii_digit() || c == '-');
        if digits && groups == [3, 3, 4] {
            Ok(Self(number))
        } else {
            Err(format!("\"{number}\" is not a number like 626-555-0100"))
        }
    }
}

/// An `https` address outside this site.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct WebAddress(String);

impl WebAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for WebAddress {
    type Error = String;

    fn try_from(address: String) -> Result<Self, String> {
        let parsed =
            url::Url::parse(&address).map_err(|error| format!("\"{address}\" is not a web address: {error}"))?;
        // A parenthesis would end a link in a text of ours.
        if parsed.scheme() == "https" && !address.contains([' ', '(', ')']) {
            Ok(Self(address))
        } else {
            Err(format!("\"{address}\" must start with https:// and have no space or parenthesis"))
        }
    }
}

/// A colour written `#10233a`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour(String);

impl Colour {
    /// As style sheets write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(colour: String) -> Result<Self, String> {
        let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6);
        if digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit())) {
            Ok(Self(colour))
        } else {
            Err(format!("\"{colour}\" is not a color like #10233a"))
        }
    }
}
