//! The days strip: how a deadline was counted, a cell a day.

use serde::{Deserialize, Serialize};

/// The days from the trigger to the due day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysStrip {
    /// What it shows, for screen readers.
    pub label: String,
    /// Short weekday names, Monday first.
    pub weekdays: [String; 7],
    /// Weekday of the first cell, 0 for Monday.
    pub first_weekday: u8,
    /// The days. More than 28 are folded: first and last week are shown.
    pub days: Vec<DayCell>,
    /// For the fold: "14 more days"; ignored up to 28 days.
    pub folded: String,
    /// What the looks mean.
    pub legend: Vec<LegendItem>,
}

/// One day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCell {
    /// Weekday in a letter or two.
    pub weekday: String,
    /// Day of the month.
    pub number: String,
    /// Count, "Day 0", "Hol." or "–".
    pub mark: String,
    /// How it looks.
    pub look: DayLook,
    /// Whether it is today.
    pub today: bool,
    /// Whether it is the due day.
    pub due: bool,
    /// Words at the cell: "Today", "Due"; may be empty.
    pub flag: String,
    /// The whole day in words, for screen readers: "Thursday, November 26: holiday, not counted".
    pub words: String,
}

/// How a day looks in the strip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayLook {
    /// Day zero, or a day that is shown without being counted or skipped.
    #[default]
    Plain,
    /// Counted and past; also today.
    Counted,
    /// Will be counted.
    ToCount,
    /// A weekend or another closed weekday, skipped.
    Weekend,
    /// A holiday or closure, skipped.
    Holiday,
    /// The due day.
    Due,
}

/// What a look means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegendItem {
    /// The look.
    pub look: DayLook,
    /// Its meaning.
    pub text: String,
}
