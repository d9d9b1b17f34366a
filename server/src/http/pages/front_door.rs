//! The front door: situations, what is open now, all services with time and cost.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use shared::calendar::{Kind, rule};
use shared::lang::Lang;
use shared::page::{AlreadyAsked, Closure, Desk, FrontDoor, Icon, OpenNow, Prose, ServiceRow, Situation};

use super::search;
use super::voice::Voice;
use crate::config::profile::{Counter, Opening, Profile, UpcomingClosure};
use crate::i18n::Texts;
use crate::local_time;

/// Counters shown as open or closed, the most asked for first.
const COUNTERS: [&str; 2] = ["records", "property"];

/// What people come for: icon, key, path.
const SITUATIONS: [(Icon, &str, &str); 6] = [
    (Icon::Document, "situation-report", "/services/police-report"),
    (Icon::Box, "situation-property", "/services/property-release"),
    (Icon::Car, "situation-vehicle", "/services/vehicle-release"),
    (Icon::Calendar, "situation-appointment", "/services/fingerprinting"),
    (Icon::Money, "situation-claim", "/services/reimbursement-claim"),
    (Icon::People, "situation-custody", "/about/jail"),
];

/// Pages to read: key, path.
const KNOW: [(&str, &str); 6] = [
    ("know-call", "/911"),
    ("know-dispatch", "/about/communications#dispatch"),
    ("know-join", "/about/communications#join"),
    ("know-jail", "/about/jail"),
    ("know-property", "/about/property"),
    ("know-fees", "/fees"),
];

/// A service as it is offered to the public.
pub(super) struct Offer {
    pub kind: &'static str,
    /// The rule whose days are promised.
    rule: Option<&'static str>,
    /// The pool whose hours are told.
    pool: Option<&'static str>,
    /// Whether it stands in the list; the others are named below it.
    listed: bool,
}

const fn offer(kind: &'static str) -> Offer {
    Offer { kind, rule: None, pool: None, listed: true }
}

/// Every service of the department, in the order of the list.
pub(super) const OFFERS: [Offer; 11] = [
    Offer { rule: Some("report.target"), ..offer("police_report") },
    Offer { rule: Some("cpra.determination"), ..offer("public_records") },
    Offer { rule: Some("cpra.determination"), ..offer("alpr") },
    Offer { pool: Some("property"), ..offer("property_release") },
    offer("firearm_release"),
    offer("vehicle_release"),
    Offer { pool: Some("fingerprinting"), ..offer("fingerprinting") },
    offer("reimbursement_claim"),
    offer("subpoena"),
    Offer { listed: false, ..offer("registration") },
    Offer { listed: false, ..offer("prea_report") },
];

impl Offer {
    /// Its name in addresses and locale files.
    pub fn key(&self) -> String {
        self.kind.replace('_', "-")
    }

    /// Whether it can be asked for here.
    pub fn online(&self) -> bool {
        shared::service::SERVICES.iter().any(|service| service.kind == self.kind && service.online)
    }

    /// The values its texts may use: days promised, hours of its appointments.
    pub fn values(&self, words: &Voice<'_>) -> Vec<(&'static str, String)> {
        let mut values = Vec::new();
        if let Some(days) = self.rule.and_then(days_of) {
            values.push(("days", days.to_string()));
        }
        if let Some(pool) = self.pool.and_then(|id| words.profile.pools.get(id)) {
            values.push(("hours", pool.hours_in_words(words.lang)));
        }
        values
    }

    /// By phone for now: number and hours.
    pub fn by_phone(&self, words: &Voice<'_>, key: &str, key_without_hours: &str) -> Option<Prose> {
        let reach = words.profile.services.get(self.kind)?;
        let phone = words.phone_in_text(&reach.phone);
        Some(match &reach.counter {
            Some(counter) => words.prose_with(key, &[("phone", phone), ("hours", words.hours(counter))]),
            None => words.prose_with(key_without_hours, &[("phone", phone)]),
        })
    }
}

/// The days that a rule counts; `None` for one that counts hours or months.
pub(super) fn days_of(id: &str) -> Option<u32> {
    match rule(id)?.kind {
        Kind::CalendarRolled(days) | Kind::CalendarFirm(days) | Kind::WorkingDays(days) => Some(days),
        _ => None,
    }
}

/// The value of the front door at a moment.
pub fn front_door(texts: &Texts, profile: &Profile, now: DateTime<Utc>, lang: Lang) -> FrontDoor {
    let words = Voice { texts, profile, lang };
    let holding = [
        ("found", profile.holding.found_days.to_string()),
        ("safekeeping", profile.holding.safekeeping_days.to_string()),
    ];
    FrontDoor {
        title: words.get("front-title"),
        lead: words.get("front-title.lead"),
        search: search::form(&words),
        situations: SITUATIONS.iter().map(|(icon, key, path)| situation(&words, *icon, key, path)).collect(),
        open: open_now(&words, now),
        already: AlreadyAsked {
            title: words.get("already-title"),
            text: words.get("already-title.text"),
            link: words.link("/find", "already-title.link"),
        },
        services_title: words.get("services-title"),
        columns: ["services-column-service", "services-column-time", "services-column-cost"].map(|key| words.get(key)),
        services: OFFERS.iter().filter(|offer| offer.listed).map(|offer| service(&words, offer)).collect(),
        also: words.prose("services-also"),
        know_title: words.get("know-title"),
        know: KNOW.iter().map(|(key, path)| words.described(path, key, &holding)).collect(),
    }
}

fn situation(words: &Voice<'_>, icon: Icon, key: &str, path: &str) -> Situation {
    let described = words.described(path, key, &[]);
    Situation { icon, href: described.href, title: described.title, text: described.text }
}

fn service(words: &Voice<'_>, offer: &Offer) -> ServiceRow {
    let (key, values) = (offer.key(), offer.values(words));
    ServiceRow {
        href: words.path(&format!("/services/{key}")),
        title: words.get(&key),
        text: words.get(&format!("{key}.summary")),
        time: words.prose_with(&format!("{key}.short-time"), &values),
        cost: words.prose(&format!("{key}.short-cost")),
        by_phone: match offer.online() {
            true => None,
            false => offer.by_phone(words, "services-by-phone", "services-by-phone-any"),
        },
    }
}

/// The panel that says which desks are open.
pub(super) fn open_now(words: &Voice<'_>, now: DateTime<Utc>) -> OpenNow {
    let profile = words.profile;
    let counters: Vec<&Counter> = COUNTERS.iter().filter_map(|id| profile.counters.get(*id)).collect();
    let (summary, summary_open) = counters.first().map(|counter| summary(words, counter, now)).unwrap_or_default();
    OpenNow {
        title: words.get("open-title"),
        summary,
        summary_open,
        desks: counters.into_iter().map(|counter| desk(words, counter, now)).collect(),
        closures: closures(words, now),
        now: words.prose_with("open-now", &[("now", profile.zone.instant_named(words.lang, now))]),
    }
}

fn summary(words: &Voice<'_>, counter: &Counter, now: DateTime<Utc>) -> (String, bool) {
    let name = ("counter", counter.name.get(words.lang).to_owned());
    match words.profile.open_now(counter, now) {
        Opening::Until(time) => {
            let time = local_time::time(words.lang, time);
            (words.with("open-summary-until", &[name, ("time", time)]), true)
        }
        other => (words.with("open-summary-closed", &[name, ("next", opening(words, other, now))]), false),
    }
}

pub(super) fn desk(words: &Voice<'_>, counter: &Counter, now: DateTime<Utc>) -> Desk {
    let state = words.profile.open_now(counter, now);
    Desk {
        name: counter.name.get(words.lang).to_owned(),
        open: matches!(state, Opening::Until(_)),
        words: opening(words, state, now),
        phone: words.phone(&counter.phone),
    }
}

fn opening(words: &Voice<'_>, state: Opening, now: DateTime<Utc>) -> String {
    let today = words.profile.zone.date(now);
    let time = |time| ("time", local_time::time(words.lang, time));
    match state {
        Opening::Until(at) => words.with("open-until", &[time(at)]),
        Opening::Next(date, at) if date == today => words.with("open-today", &[time(at)]),
        Opening::Next(date, at) if date == today + Days::new(1) => words.with("open-tomorrow", &[time(at)]),
        Opening::Next(date, at) => words.with("open-on", &[("day", local_time::day(words.lang, date)), time(at)]),
        Opening::Unknown => words.get("open-unknown"),
    }
}

/// The closures of the next two weeks.
pub(super) fn closures(words: &Voice<'_>, now: DateTime<Utc>) -> Vec<Closure> {
    words.profile.upcoming_closures(&COUNTERS, now).iter().map(|closure| closure_in_words(words, closure)).collect()
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

    fn door(now: &str, lang: Lang) -> FrontDoor {
        front_door(&Texts::load().unwrap(), &Profile::built_in().unwrap(), now.parse().unwrap(), lang)
    }

    #[test]
    fn the_panel_says_what_is_open_and_what_will_be_closed() {
        let open = door("2026-11-24T19:24:00Z", Lang::En).open;
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
        let open = door("2026-11-24T19:24:00Z", Lang::Es).open;
        assert_eq!(open.closures[0].title, "No se atiende el 26 y el 27 de noviembre");
        assert!(open.closures[0].text.starts_with("Jueves y viernes: Día de Acción de Gracias"), "{open:?}");
        assert_eq!(open.desks[0].words.replace('\u{a0}', " "), "Atiende ahora, hasta las 5:00 p. m.");
    }

    #[test]
    fn a_service_that_comes_later_says_so_with_number_and_hours() {
        let door = door("2026-11-24T19:24:00Z", Lang::En);
        let police = &door.services[0];
        assert_eq!((police.by_phone.as_ref(), police.href.as_str()), (None, "/services/police-report"));
        assert_eq!(police.time.0, "Usually within 10 working days");
        let later = door.services.iter().filter(|row| row.by_phone.is_some()).count();
        assert_eq!(later, 8, "every listed service but the police report is by phone for now");
        let vehicle = door.services.iter().find(|row| row.href.ends_with("vehicle-release")).unwrap();
        assert_eq!(
            vehicle.by_phone.as_ref().unwrap().0.replace('\u{a0}', " "),
            "By phone for now: [626-744-4565](tel:+16267444565), Monday to Friday, 9:00 am to 5:00 pm"
        );
    }
}
