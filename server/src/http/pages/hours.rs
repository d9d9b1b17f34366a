//! What pages say of hours: which counters are open now, when they open next, which closures are near.

use chrono::{Datelike, Days, NaiveDate};
use shared::lang::Lang;
use shared::page::{Closure, Desk, OpenNow};

use super::Voice;
use crate::app::Actor;
use crate::config::profile::Counter;
use crate::domain::offices::{Offices, Opening, UpcomingClosure};
use crate::http::Ctx;
use crate::local_time;

/// Counters shown as open or closed, the most asked for first.
const COUNTERS: [&str; 2] = ["records", "property"];

/// The offices as they are now. Without a database the file tells their days: only what an administrator changed is
/// not known then, and a page with the hours is better than none.
pub(super) async fn offices(ctx: &Ctx) -> Offices {
    ctx.app.read(&Actor::Visitor, Offices::read).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a page is made with the calendars of the profile");
        Offices::of_profile(&ctx.app.profile, ctx.app.clock.now())
    })
}

/// The panel that says which desks are open.
pub(super) fn open_now(words: &Voice<'_>, offices: &Offices) -> OpenNow {
    let profile = words.profile;
    let counters: Vec<&Counter> = COUNTERS.iter().filter_map(|id| profile.counters.get(*id)).collect();
    let (summary, summary_open) = counters.first().map(|counter| summary(words, counter, offices)).unwrap_or_default();
    OpenNow {
        title: words.get("open-title"),
        summary,
        summary_open,
        desks: counters.into_iter().map(|counter| desk(words, counter, offices)).collect(),
        closures: closures(words, offices),
        now: words.prose_with("open-now", &[("now", profile.zone.instant_named(words.lang, offices.now))]),
    }
}

fn summary(words: &Voice<'_>, counter: &Counter, offices: &Offices) -> (String, bool) {
    let name = ("counter", counter.name.get(words.lang).to_owned());
    match offices.opening(counter) {
        Opening::Until(time) => {
            let time = local_time::time(words.lang, time);
            (words.with("open-summary-until", &[name, ("time", time)]), true)
        }
        other => (words.with("open-summary-closed", &[name, ("next", opening(words, other, offices))]), false),
    }
}

pub(super) fn desk(words: &Voice<'_>, counter: &Counter, offices: &Offices) -> Desk {
    let state = offices.opening(counter);
    Desk {
        name: counter.name.get(words.lang).to_owned(),
        open: matches!(state, Opening::Until(_)),
        words: opening(words, state, offices),
        phone: words.phone(&counter.phone),
    }
}

fn opening(words: &Voice<'_>, state: Opening, offices: &Offices) -> String {
    let time = |time| ("time", local_time::time(words.lang, time));
    match state {
        Opening::Until(at) => words.with("open-until", &[time(at)]),
        Opening::Next(date, at) if date == offices.today => words.with("open-today", &[time(at)]),
        Opening::Next(date, at) if date == offices.today + Days::new(1) => words.with("open-tomorrow", &[time(at)]),
        Opening::Next(date, at) => words.with("open-on", &[("day", local_time::day(words.lang, date)), time(at)]),
        Opening::Unknown => words.get("open-unknown"),
    }
}

/// The closures of the next two weeks.
pub(super) fn closures(words: &Voice<'_>, offices: &Offices) -> Vec<Closure> {
    offices.upcoming_closures(words.profile, &COUNTERS).iter().map(|closure| closure_in_words(words, closure)).collect()
}

fn closure_in_words(words: &Voice<'_>, closure: &UpcomingClosure) -> Closure {
    let lang = words.lang;
    let names = closure.only.iter().filter_map(|id| words.profile.counters.get(id));
    let counter = names.map(|counter| counter.name.get(lang)).collect::<Vec<_>>().join(", ");
    let days = ("days", days_in_words(words, &closure.days));
    let title = match counter.is_empty() {
        true => words.with("closure-title", &[days]),
        false => words.with("closure-title-only", &[("counter", counter), days]),
    };
    let weekday = |date: &NaiveDate| local_time::weekday(lang, date.weekday()).to_owned();
    let weekdays = match closure.days.as_slice() {
        [first, last] => words.with("closure-weekdays-two", &[("first", weekday(first)), ("last", weekday(last))]),
        [first, .., last] => words.with("closure-weekdays-more", &[("first", weekday(first)), ("last", weekday(last))]),
        days => days.iter().map(weekday).collect(),
    };
    let reasons = closure.reasons.iter().map(|reason| reason.get(lang)).collect::<Vec<_>>().join(", ");
    let text = words.with("closure-text", &[("weekdays", capitalised(&weekdays)), ("reasons", reasons)]);
    Closure { title, text }
}

/// "November 26 and 27", "el 26 y el 27 de noviembre".
fn days_in_words(words: &Voice<'_>, days: &[NaiveDate]) -> String {
    let lang = words.lang;
    let day = |date: &NaiveDate| local_time::month_day(lang, *date);
    let ends = |first: &NaiveDate, last: &NaiveDate| {
        let number = |date: &NaiveDate| date.day().to_string();
        // The month is said once, where the language puts it.
        let (from, to) = match (first.month() == last.month(), lang) {
            (false, _) => (day(first), day(last)),
            (true, Lang::En) => (day(first), number(last)),
            (true, Lang::Es) => (number(first), day(last)),
        };
        [("first", from), ("last", to)]
    };
    match days {
        [first, last] => words.with("closure-days-two", &ends(first, last)),
        [first, .., last] => words.with("closure-days-more", &ends(first, last)),
        days => words.with("closure-days-one", &[("day", days.first().map(day).unwrap_or_default())]),
    }
}

/// The text with a capital letter at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::profile::Profile;
    use crate::i18n::Texts;

    fn open(now: &str, lang: Lang) -> OpenNow {
        let (texts, profile) = (Texts::load().unwrap(), Profile::built_in().unwrap());
        let offices = Offices::of_profile(&profile, now.parse().unwrap());
        open_now(&Voice { texts: &texts, profile: &profile, lang }, &offices)
    }

    #[test]
    fn the_panel_says_what_is_open_and_what_will_be_closed() {
        let open = open("2026-11-24T19:24:00Z", Lang::En);
        assert_eq!(open.desks[0].words, "Open, closes at 5:00 pm");
        assert_eq!(open.desks[1].words, "Opens at 12:00 pm today");
        assert_eq!(open.summary, "Records counter open until 5:00 pm");
        assert_eq!(open.closures[0].title, "Closed November 26 and 27");
        assert_eq!(
            open.closures[0].text,
            "Thursday and Friday: Thanksgiving Day, Day after Thanksgiving. You can still send requests."
        );
        assert!(open.now.0.starts_with("Tuesday, November 24, 11:24 am Pacific time."), "{:?}", open.now);
    }

    #[test]
    fn spanish_says_the_same_in_its_own_order() {
        let open = open("2026-11-24T19:24:00Z", Lang::Es);
        assert_eq!(open.closures[0].title, "No se atiende el 26 y el 27 de noviembre");
        assert!(open.closures[0].text.starts_with("Jueves y viernes: Día de Acción de Gracias"), "{open:?}");
        assert_eq!(open.desks[0].words.replace('\u{a0}', " "), "Atiende ahora, hasta las 5:00 p. m.");
    }
}
