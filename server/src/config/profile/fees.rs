//! The fee schedule of the profile, which the database takes over once.

use chrono::NaiveDate;
use serde::Deserialize;
use shared::lang::Text;
use shared::money::Cents;

/// A version of the fees.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeSchedule {
    /// Its version, stored with each order.
    pub version: String,
    /// The first day it holds.
    pub effective_from: NaiveDate,
    /// Whether it is only a sample that nobody adopted.
    pub sample: bool,
    /// Its lines.
    pub lines: Vec<FeeLine>,
}

/// One fee.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeLine {
    /// Its code in orders.
    pub code: String,
    /// What is paid for.
    pub name: Text,
    /// What is counted: a page, an hour.
    pub unit: Text,
    /// Price of a unit; none: the actual cost, told beforehand.
    pub cents: Option<Cents>,
    /// The statute it rests on.
    pub legal_basis: String,
    /// Who may be charged.
    pub payer: Text,
    /// When it is not charged.
    pub waiver: Option<Text>,
    /// Whether a city attorney need not check the citation any more.
    #[serde(default = "yes")]
    pub verified: bool,
}

const fn yes() -> bool {
    true
}

impl FeeSchedule {
    /// A line by its code.
    pub fn line(&self, code: &str) -> Option<&FeeLine> {
        self.lines.iter().find(|line| line.code == code)
    }
}
