//! Days in a calendar file (iCalendar, RFC 5545).

use chrono::{DateTime, Days, NaiveDate, Utc};

/// The media type of what [`calendar`] makes.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// Octets of a line without its end (section 3.1).
const LINE: usize = 75;

/// A whole day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeDay {
    /// The same whenever the calendar is made again (section 3.8.4.7).
    pub uid: String,
    /// The day.
    pub date: NaiveDate,
    /// What is then.
    pub summary: String,
}

/// A calendar of whole days, which asks to be read anew each day.
#[must_use]
pub fn calendar(name: &str, days: &[WholeDay], now: DateTime<Utc>) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(&mut file, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Front Counter//Closures//EN");
    line(&format!("X-WR-CALNAME:{}", escape(name)));
    line("REFRESH-INTERVAL;VALUE=DURATION:P1D");
    for day in days {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", day.uid));
        line(&format!("DTSTAMP:{}", now.format("%Y%m%dT%H%M%SZ")));
        line(&format!("DTSTART;VALUE=DATE:{}", day.date.format("%Y%m%d")));
        line(&format!("DTEND;VALUE=DATE:{}", (day.date + Days::new(1)).format("%Y%m%d")));
        line(&format!("SUMMARY:{}", escape(&day.summary)));
        // A closed office keeps nobody busy.
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    file
}

/// A text value (section 3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Adds a line, folded between characters where it is too long.
fn fold(file: &mut String, line: &str) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(c);
        octets += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_escaped_folded_and_ends_before_the_next() {
        let day = WholeDay {
            uid: "2026-12-31-records@counter.example.test".into(),
            date: "2026-12-31".parse().unwrap(),
            summary: format!("Closed; all, really \\ \n{}", "ñ".repeat(60)),
        };
        let file = calendar("Días", &[day], "2026-11-24T18:00:00Z".parse().unwrap());
        assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
        assert!(file.lines().all(|line| line.len() <= LINE), "{file}");
        let whole = file.replace("\r\n ", "");
        assert!(whole.contains(&format!("SUMMARY:Closed\\; all\\, really \\\\ \\n{}\r\n", "ñ".repeat(60))), "{whole}");
        assert!(whole.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"), "{whole}");
        assert!(whole.contains("DTSTAMP:20261124T180000Z\r\n"), "{whole}");
    }
}
