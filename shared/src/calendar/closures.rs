//! The days on which an office is closed.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why an office is closed on a date, in both languages, so that a stored explanation needs nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// In English.
    pub en: String,
    /// In Spanish.
    pub es: String,
}

impl Reason {
    /// A reason given in English only: holidays are translated, anything else stays as it is until staff translate it.
    #[must_use]
    pub fn from_english(en: &str) -> Self {
        let (holiday, observed) = en.strip_suffix(" (observed)").map_or((en, false), |holiday| (holiday, true));
        let es = HOLIDAYS.iter().find(|(name, _)| *name == holiday).map(|(_, spanish)| match observed {
            true => format!("{spanish} (trasladado)"),
            false => (*spanish).to_owned(),
        });
        Self { en: en.to_owned(), es: es.unwrap_or_else(|| en.to_owned()) }
    }
}

const HOLIDAYS: &[(&str, &str)] = &[
    ("New Year's Day", "Día de Año Nuevo"),
    ("Martin Luther King Jr. Day", "Día de Martin Luther King Jr."),
    ("Lincoln's Birthday", "Natalicio de Lincoln"),
    ("Washington's Birthday", "Natalicio de Washington"),
    ("Presidents' Day", "Día de los Presidentes"),
    ("Cesar Chavez Day", "Día de César Chávez"),
    ("Memorial Day", "Día de los Caídos"),
    ("Juneteenth National Independence Day", "Juneteenth, Día Nacional de la Emancipación"),
    ("Independence Day", "Día de la Independencia"),
    ("Labor Day", "Día del Trabajo"),
    ("Veterans Day", "Día de los Veteranos"),
    ("Thanksgiving Day", "Día de Acción de Gracias"),
    ("Day after Thanksgiving", "Día después de Acción de Gracias"),
    ("Christmas Eve", "Nochebuena"),
    ("Christmas Day", "Navidad"),
    ("New Year's Eve", "Víspera de Año Nuevo"),
    ("City Hall closed, alternate Friday", "El Ayuntamiento no abre en viernes alternos"),
];

/// Why a date does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// The office is closed on this weekday every week.
    Weekday,
    /// A holiday, or another closure on this date.
    Date(Reason),
}

/// One version of an office's calendar. Versions are only ever added, so that old clocks can be worked out again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closures {
    /// The office's id, such as `records`.
    pub id: String,
    /// Counts up from 1.
    pub version: u32,
    /// Weekdays on which the office is closed every week.
    pub weekdays: Vec<Weekday>,
    /// Holidays and other closures.
    pub dates: BTreeMap<NaiveDate, Reason>,
    /// The last day whose closures are known; what falls due later is provisional.
    pub known_until: NaiveDate,
}

impl Closures {
    /// Why the office is closed on a date; none when it is open. A holiday on a closed weekday is named as the weekday.
    #[must_use]
    pub fn closed(&self, date: NaiveDate) -> Option<Closed> {
        if self.weekdays.contains(&date.weekday()) {
            return Some(Closed::Weekday);
        }
        self.dates.get(&date).cloned().map(Closed::Date)
    }

    /// The date itself when the office is open, else the next one on which it is; none when it does not open again
    /// within ten years.
    #[must_use]
    pub fn next_open(&self, date: NaiveDate) -> Option<NaiveDate> {
        date.iter_days().take(TEN_YEARS).find(|day| self.closed(*day).is_none())
    }
}

/// Days to look ahead before an office counts as never open.
const TEN_YEARS: usize = 3653;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_translated_also_when_observed_on_another_day() {
        assert_eq!(Reason::from_english("Labor Day").es, "Día del Trabajo");
        assert_eq!(Reason::from_english("Christmas Day (observed)").es, "Navidad (trasladado)");
        assert_eq!(Reason::from_english("Burst pipe").es, "Burst pipe");
    }
}
