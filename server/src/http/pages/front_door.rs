//! The front door: situations, what is open now, all services with time and cost.

use shared::calendar::{Kind, rule};
use shared::page::{AlreadyAsked, FrontDoor, Icon, Prose, ServiceRow, Situation};

use super::voice::Voice;
use super::{hours, search};
use crate::config::profile::Reach;
use crate::domain::offices::Offices;

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

    /// How it is reached by phone.
    fn reach<'a>(&self, words: &Voice<'a>) -> Option<&'a Reach> {
        words.profile.services.get(self.kind)
    }

    /// By phone for now: number and hours.
    pub fn by_phone(&self, words: &Voice<'_>, key: &str, key_without_hours: &str) -> Option<Prose> {
        let reach = self.reach(words)?;
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

/// The value of the front door, with the offices as they are now.
pub fn front_door(words: &Voice<'_>, offices: &Offices) -> FrontDoor {
    let profile = words.profile;
    // Most services are asked for where the first one is: hours that their rows would repeat stand once above them.
    let first = OFFERS.first().filter(|offer| offer.reach(words).is_some_and(|reach| reach.counter.is_some()));
    let usual = first.and_then(|offer| offer.reach(words));
    let holding = [
        ("found", profile.holding.found_days.to_string()),
        ("safekeeping", profile.holding.safekeeping_days.to_string()),
    ];
    FrontDoor {
        title: words.get("front-title"),
        lead: words.get("front-title.lead"),
        search: search::form(words),
        situations: SITUATIONS.iter().map(|(icon, key, path)| situation(words, *icon, key, path)).collect(),
        open: hours::open_now(words, offices),
        already: AlreadyAsked {
            title: words.get("already-title"),
            text: words.get("already-title.text"),
            link: words.link("/find", "already-title.link"),
        },
        services_title: words.get("services-title"),
        columns: ["services-column-service", "services-column-time", "services-column-cost"].map(|key| words.get(key)),
        services_hours: first.and_then(|offer| offer.by_phone(words, "services-hours", "services-by-phone-any")),
        services: OFFERS.iter().filter(|offer| offer.listed).map(|offer| service(words, offer, usual)).collect(),
        also: words.prose("services-also"),
        know_title: words.get("know-title"),
        know: KNOW.iter().map(|(key, path)| words.described(path, key, &holding)).collect(),
    }
}

fn situation(words: &Voice<'_>, icon: Icon, key: &str, path: &str) -> Situation {
    let described = words.described(path, key, &[]);
    Situation { icon, href: described.href, title: described.title, text: described.text }
}

fn service(words: &Voice<'_>, offer: &Offer, usual: Option<&Reach>) -> ServiceRow {
    let (key, values) = (offer.key(), offer.values(words));
    let by_phone = if offer.reach(words) == usual { "services-by-phone-any" } else { "services-by-phone" };
    ServiceRow {
        href: words.path(&format!("/services/{key}")),
        title: words.get(&key),
        text: words.get(&format!("{key}.summary")),
        time: words.prose_with(&format!("{key}.short-time"), &values),
        cost: words.prose(&format!("{key}.short-cost")),
        by_phone: match offer.online() {
            true => None,
            false => offer.by_phone(words, by_phone, "services-by-phone-any"),
        },
    }
}

#[cfg(test)]
mod tests {
    use shared::lang::Lang;

    use super::*;
    use crate::config::profile::Profile;
    use crate::i18n::Texts;

    #[test]
    fn a_service_that_comes_later_says_so_with_its_number_and_hours_that_are_not_the_usual_ones() {
        let (texts, profile) = (Texts::load().unwrap(), Profile::built_in().unwrap());
        let offices = Offices::of_profile(&profile, "2026-11-24T19:24:00Z".parse().unwrap());
        let door = front_door(&Voice { texts: &texts, profile: &profile, lang: Lang::En }, &offices);
        let police = &door.services[0];
        assert_eq!((police.by_phone.as_ref(), police.href.as_str()), (None, "/services/police-report"));
        assert_eq!(police.time.0, "Usually within 10 working days");
        let later = door.services.iter().filter(|row| row.by_phone.is_some()).count();
        assert_eq!(later, 8, "every listed service but the police report is by phone for now");
        let plain = |text: &str| text.replace('\u{a0}', " ");
        let usual = "Calls to [626-744-4565](tel:+16267444565) are answered Monday to Friday, 9:00 am to 5:00 pm.";
        assert_eq!(plain(&door.services_hours.as_ref().unwrap().0), usual);
        for (service, words) in [
            ("vehicle-release", "By phone for now: [626-744-4565](tel:+16267444565)"),
            (
                "property-release",
                "By phone for now: [626-744-4510](tel:+16267444510), Monday to Thursday, 7:30 am to 5:30 pm",
            ),
        ] {
            let row = door.services.iter().find(|row| row.href.ends_with(service)).unwrap();
            assert_eq!(plain(&row.by_phone.as_ref().unwrap().0), words);
        }
    }
}
