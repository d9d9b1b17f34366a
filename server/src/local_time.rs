//! Dates and times as the public and the staff read them, in the department's zone.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, SecondsFormat, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;
use shared::lang::{Lang, Text};

/// The department's time zone with the name people know it by.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// The IANA zone, such as `America/Los_Angeles`.
    #[serde(deserialize_with = "tz_by_name")]
    pub id: Tz,
    /// What the public calls it: "Pacific time".
    pub name: Text,
}

impl Zone {
    /// The local calendar day of an instant.
    pub fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.id).date_naive()
    }

    /// The local wall-clock time of an instant.
    pub fn time(&self, at: DateTime<Utc>) -> NaiveTime {
        at.with_timezone(&self.id).time()
    }

    /// "Tuesday, November 24, 11:24 am", "martes 24 de noviembre, 11:24 a. m.".
    pub fn instant(&self, lang: Lang, at: DateTime<Utc>) -> String {
        format!("{}, {}", day(lang, self.date(at)), time(lang, self.time(at)))
    }

    /// "Tuesday, November 24, 11:24 am Pacific time": where nothing near it names the zone.
    pub fn instant_named(&self, lang: Lang, at: DateTime<Utc>) -> String {
        let separator = match lang {
            Lang::En => " ",
            Lang::Es => ", ",
        };
        format!("{}{separator}{}", self.instant(lang, at), self.name.get(lang))
    }

    /// "Nov 18, 2:31 pm", "18 nov, 2:31 p. m.": beside messages and documents.
    pub fn short_instant(&self, lang: Lang, at: DateTime<Utc>) -> String {
        format!("{}, {}", short_day(lang, self.date(at)), time(lang, self.time(at)))
    }

    /// "Tue Nov 24, 13:48": for staff, who read columns of times.
    pub fn staff_instant(&self, lang: Lang, at: DateTime<Utc>) -> String {
        format!("{}, {}", short_weekday_day(lang, self.date(at)), time_24(self.time(at)))
    }

    /// RFC 3339 with the zone's offset on that day, such as `2026-11-24T11:24:00-08:00`, for the API and `datetime`.
    pub fn with_offset(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.id).to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}

/// "Wednesday, December 2", "miércoles 2 de diciembre".
pub fn day(lang: Lang, date: NaiveDate) -> String {
    let (weekday, rest) = (weekday(lang, date.weekday()), month_day(lang, date));
    match lang {
        Lang::En => format!("{weekday}, {rest}"),
        Lang::Es => format!("{weekday} {rest}"),
    }
}

/// "Tuesday, November 3, 2026", "martes 3 de noviembre de 2026".
pub fn day_with_year(lang: Lang, date: NaiveDate) -> String {
    with_year(lang, &day(lang, date), date)
}

/// "November 26", "26 de noviembre".
pub fn month_day(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::En => format!("{} {}", month(lang, date), date.day()),
        Lang::Es => format!("{} de {}", date.day(), month(lang, date)),
    }
}

/// "November 2, 2026", "2 de noviembre de 2026".
pub fn full_date(lang: Lang, date: NaiveDate) -> String {
    with_year(lang, &month_day(lang, date), date)
}

/// "Nov 19", "19 nov".
pub fn short_day(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::En => format!("{} {}", short(month(lang, date)), date.day()),
        Lang::Es => format!("{} {}", date.day(), short(month(lang, date))),
    }
}

/// "Nov 3, 2026", "3 nov 2026".
pub fn short_day_with_year(lang: Lang, date: NaiveDate) -> String {
    let separator = match lang {
        Lang::En => ", ",
        Lang::Es => " ",
    };
    format!("{}{separator}{}", short_day(lang, date), date.year())
}

/// "Nov 2026", "nov 2026".
pub fn short_month(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", short(month(lang, date)), date.year())
}

/// "Wed Dec 2", "mié 2 dic".
pub fn short_weekday_day(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", short(weekday(lang, date.weekday())), short_day(lang, date))
}

/// "11:24 am", "11:24 a. m." (with spaces that do not break).
pub fn time(lang: Lang, time: NaiveTime) -> String {
    let (pm, hour) = time.hour12();
    let half = match (lang, pm) {
        (Lang::En, false) => " am",
        (Lang::En, true) => " pm",
        (Lang::Es, false) => "\u{a0}a.\u{a0}m.",
        (Lang::Es, true) => "\u{a0}p.\u{a0}m.",
    };
    format!("{hour}:{:02}{half}", time.minute())
}

/// "13:48", the same in both languages.
pub fn time_24(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "Wednesday", "miércoles"; Spanish days are not capitalised.
pub const fn weekday(lang: Lang, weekday: Weekday) -> &'static str {
    match (lang, weekday) {
        (Lang::En, Weekday::Mon) => "Monday",
        (Lang::En, Weekday::Tue) => "Tuesday",
        (Lang::En, Weekday::Wed) => "Wednesday",
        (Lang::En, Weekday::Thu) => "Thursday",
        (Lang::En, Weekday::Fri) => "Friday",
        (Lang::En, Weekday::Sat) => "Saturday",
        (Lang::En, Weekday::Sun) => "Sunday",
        (Lang::Es, Weekday::Mon) => "lunes",
        (Lang::Es, Weekday::Tue) => "martes",
        (Lang::Es, Weekday::Wed) => "miércoles",
        (Lang::Es, Weekday::Thu) => "jueves",
        (Lang::Es, Weekday::Fri) => "viernes",
        (Lang::Es, Weekday::Sat) => "sábado",
        (Lang::Es, Weekday::Sun) => "domingo",
    }
}

fn month(lang: Lang, date: NaiveDate) -> &'static str {
    match lang {
        Lang::En => match date.month() {
            1 => "January",
            2 => "February",
            3 => "March",
            4 => "April",
            5 => "May",
            6 => "June",
            7 => "July",
            8 => "August",
            9 => "September",
            10 => "October",
            11 => "November",
            _ => "December",
        },
        Lang::Es => match date.month() {
            1 => "enero",
            2 => "febrero",
            3 => "marzo",
            4 => "abril",
            5 => "mayo",
            6 => "junio",
            7 => "julio",
            8 => "agosto",
            9 => "septiembre",
            10 => "octubre",
            11 => "noviembre",
            _ => "diciembre",
        },
    }
}

/// The first three letters: both languages abbreviate days and months so.
fn short(name: &str) -> String {
    name.chars().take(3).collect()
}

fn with_year(lang: Lang, text: &str, date: NaiveDate) -> String {
    match lang {
        Lang::En => format!("{text}, {}", date.year()),
        Lang::Es => format!("{text} de {}", date.year()),
    }
}

fn tz_by_name<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Tz, D::Error> {
    let name = String::deserialize(deserializer)?;
    name.parse().map_err(|_| serde::de::Error::custom(format!("\"{name}\" is not a time zone of the IANA database")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pacific() -> Zone {
        Zone { id: Tz::America__Los_Angeles, name: Text { en: "Pacific time".into(), es: "hora del Pacífico".into() } }
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn an_instant_is_told_in_the_local_words() {
        let at = utc("2026-11-24T19:24:00Z");
        assert_eq!(pacific().instant_named(Lang::En, at), "Tuesday, November 24, 11:24 am Pacific time");
        assert_eq!(
            pacific().instant_named(Lang::Es, at).replace('\u{a0}', " "),
            "martes 24 de noviembre, 11:24 a. m., hora del Pacífico"
        );
        assert_eq!(pacific().staff_instant(Lang::En, at), "Tue Nov 24, 11:24");
        assert_eq!(pacific().short_instant(Lang::En, at), "Nov 24, 11:24 am");
    }

    #[test]
    fn the_local_day_is_not_the_utc_day() {
        assert_eq!(pacific().date(utc("2026-12-03T07:59:59Z")), date(2026, 12, 2));
    }

    #[test]
    fn the_offset_follows_daylight_saving() {
        assert_eq!(pacific().with_offset(utc("2026-11-24T19:24:00Z")), "2026-11-24T11:24:00-08:00");
        assert_eq!(pacific().with_offset(utc("2026-07-01T19:24:00Z")), "2026-07-01T12:24:00-07:00");
        // The hour that happens twice, on November 1, 2026.
        assert_eq!(pacific().with_offset(utc("2026-11-01T08:30:00Z")), "2026-11-01T01:30:00-07:00");
        assert_eq!(pacific().with_offset(utc("2026-11-01T09:30:00Z")), "2026-11-01T01:30:00-08:00");
    }

    #[test]
    fn dates_in_both_languages() {
        let due = date(2026, 12, 2);
        for (made, expected) in [
            (day(Lang::En, due), "Wednesday, December 2"),
            (day(Lang::Es, due), "miércoles 2 de diciembre"),
            (day_with_year(Lang::En, due), "Wednesday, December 2, 2026"),
            (day_with_year(Lang::Es, due), "miércoles 2 de diciembre de 2026"),
            (full_date(Lang::En, due), "December 2, 2026"),
            (full_date(Lang::Es, due), "2 de diciembre de 2026"),
            (short_weekday_day(Lang::En, due), "Wed Dec 2"),
            (short_weekday_day(Lang::Es, due), "mié 2 dic"),
            (short_day_with_year(Lang::En, due), "Dec 2, 2026"),
            (short_day_with_year(Lang::Es, due), "2 dic 2026"),
        ] {
            assert_eq!(made, expected);
        }
    }

    #[test]
    fn noon_and_midnight_are_twelve() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(time(Lang::En, at(0, 5)), "12:05 am");
        assert_eq!(time(Lang::En, at(12, 0)), "12:00 pm");
        assert_eq!(time(Lang::Es, at(23, 59)), "11:59\u{a0}p.\u{a0}m.");
        assert_eq!(time_24(at(7, 30)), "07:30");
    }
}
