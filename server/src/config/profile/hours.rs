//! Hours in words.

use chrono::Weekday;
use shared::lang::Lang;

use super::Window;
use crate::local_time;

/// All windows in words, one after the other.
pub(super) fn hours_in_words(windows: &[Window], lang: Lang) -> String {
    windows.iter().map(|window| window_in_words(window, lang)).collect::<Vec<_>>().join("; ")
}

/// "Monday to Friday, 9:00 am to 5:00 pm", "martes a jueves, 12:00 p. m. a 5:00 p. m.".
fn window_in_words(window: &Window, lang: Lang) -> String {
    let name = |day: &Weekday| local_time::weekday(lang, *day).to_owned();
    let (to, and) = match lang {
        Lang::En => ("to", "and"),
        Lang::Es => ("a", "y"),
    };
    let in_a_row = window.days.windows(2).all(|pair| matches!(pair, [day, next] if day.succ() == *next));
    let days = match window.days.as_slice() {
        [first, .., last] if in_a_row && window.days.len() > 2 => {
            format!("{} {to} {}", name(first), name(last))
        }
        [rest @ .., last] if !rest.is_empty() => {
            format!("{} {and} {}", rest.iter().map(name).collect::<Vec<_>>().join(", "), name(last))
        }
        days => days.iter().map(name).collect(),
    };
    // "5:00" and "pm" stay on one line.
    let time = |time| local_time::time(lang, time).replace(' ', "\u{a0}");
    format!("{days}, {} {to} {}", time(window.from), time(window.to))
}

#[cfg(test)]
mod tests {
    use super::super::Profile;
    use super::*;

    #[test]
    fn hours_are_read_out_in_both_languages() {
        let profile = Profile::built_in().unwrap();
        let words = |counter: &str, lang| profile.counters[counter].hours_in_words(lang).replace('\u{a0}', " ");
        assert_eq!(words("records", Lang::En), "Monday to Friday, 9:00 am to 5:00 pm");
        assert_eq!(words("property", Lang::Es), "martes a jueves, 12:00 p. m. a 5:00 p. m.");
        let two = Window { days: vec![Weekday::Mon, Weekday::Wed], ..profile.counters["records"].hours[0].clone() };
        assert_eq!(window_in_words(&two, Lang::En).replace('\u{a0}', " "), "Monday and Wednesday, 9:00 am to 5:00 pm");
    }
}
