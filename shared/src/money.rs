//! Money is integer cents of the US dollar.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in US cents; below zero for a refund. In JSON an integer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// The sum; none when it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// This price for so many units; none when it does not fit.
    #[must_use]
    pub fn checked_times(self, units: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(units)).map(Self)
    }
}

impl fmt::Display for Cents {
    /// `$1,234.50`, the same in both languages: US dollars are written so in US Spanish too.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.0.unsigned_abs();
        let dollars = (cents / 100).to_string();
        f.write_str(if self.0 < 0 { "-$" } else { "$" })?;
        for (place, digit) in dollars.chars().enumerate() {
            if place > 0 && (dollars.len() - place).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, ".{:02}", cents % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_amount_is_shown_as_dollars() {
        for (cents, shown) in [
            (0, "$0.00"),
            (5, "$0.05"),
            (123_450, "$1,234.50"),
            (-2_400, "-$24.00"),
            (100_000_000, "$1,000,000.00"),
            (i64::MIN, "-$92,233,720,368,547,758.08"),
        ] {
            assert_eq!(Cents(cents).to_string(), shown);
        }
    }

    #[test]
    fn an_amount_is_an_integer_in_json() {
        assert_eq!(serde_json::to_string(&Cents(275)).unwrap(), "275");
        assert_eq!(serde_json::from_str::<Cents>("275").unwrap(), Cents(275));
        assert!(serde_json::from_str::<Cents>("2.75").is_err());
    }

    #[test]
    fn a_sum_that_does_not_fit_is_none() {
        assert_eq!(Cents(i64::MAX).checked_add(Cents(1)), None);
        assert_eq!(Cents(i64::MAX).checked_times(2), None);
        assert_eq!(Cents(10).checked_times(12).and_then(|copies| copies.checked_add(Cents(85))), Some(Cents(205)));
    }

    proptest! {
        #[test]
        fn the_digits_shown_are_the_cents(cents: i64) {
            let digits: String = Cents(cents).to_string().chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(digits.parse::<u64>().unwrap(), cents.unsigned_abs());
        }
    }
}
