//! Pages to read: 9-1-1, contacts, accessibility, privacy, the sections, and what each service is.

mod about;
mod call;
mod contact;
mod policy;
mod service;

use shared::page::Info;

use super::voice::Voice;
use crate::domain::offices::Offices;

/// The pages for an emergency, without the prefix of a language. They are kept on the device, so nothing on them may
/// depend on the hour.
pub const EMERGENCY: [&str; 3] = [call::CALL, call::CARD, call::PRACTICE];

/// Every page to read, without the prefix of a language.
pub const PAGES: &[&str] = &[
    call::CALL,
    call::CARD,
    call::PRACTICE,
    "/contact",
    "/accessibility",
    "/privacy",
    "/language",
    "/about",
    "/about/communications",
    "/about/jail",
    "/about/records",
    "/about/property",
    "/about/technical-services",
    "/services/police-report",
    "/services/public-records",
    "/services/alpr",
    "/services/property-release",
    "/services/firearm-release",
    "/services/vehicle-release",
    "/services/fingerprinting",
    "/services/reimbursement-claim",
    "/services/subpoena",
    "/services/registration",
    "/services/prea-report",
];

/// Whether a page says what is open now. All others, 9-1-1 above all, are made without asking the database.
pub(super) fn tells_hours(path: &str) -> bool {
    PAGES.contains(&path) && (path == "/contact" || path.starts_with("/about/"))
}

/// The page to read at a public path without its language prefix; `None` when there is none.
pub fn page(path: &str, words: &Voice<'_>, offices: &Offices) -> Option<Info> {
    match path {
        call::CALL => Some(call::page(words)),
        call::CARD => Some(call::card(words)),
        call::PRACTICE => Some(call::practice(words)),
        "/contact" => Some(contact::page(words, offices)),
        "/accessibility" => Some(policy::accessibility(words)),
        "/privacy" => Some(policy::privacy(words)),
        "/language" => Some(policy::language(words)),
        _ => match path.strip_prefix("/services/") {
            Some(service) => service::page(words, service),
            None => about::page(words, path, offices),
        },
    }
}

#[cfg(test)]
mod tests {
    use shared::lang::{LANGS, Lang};

    use super::*;
    use crate::config::profile::Profile;
    use crate::i18n::Texts;

    fn find(path: &str, lang: Lang) -> Option<Info> {
        let (texts, profile) = (Texts::load().unwrap(), Profile::built_in().unwrap());
        let offices = Offices::of_profile(&profile, "2026-11-24T19:24:00Z".parse().unwrap());
        page(path, &Voice { texts: &texts, profile: &profile, lang }, &offices)
    }

    fn json(path: &str, lang: Lang) -> String {
        let page = find(path, lang).unwrap_or_else(|| panic!("there is no page {path}"));
        serde_json::to_string(&page).unwrap()
    }

    #[test]
    fn every_page_is_complete_in_both_languages() {
        for path in PAGES {
            for lang in LANGS {
                let json = json(path, lang);
                // A value that was not given shows as {$name}; a missing key shows as itself.
                assert!(!json.contains("{$"), "{path} in {lang} misses a value: {json}");
                for start in ["call-", "contact-", "fees-", "police-report-", "by-phone-", "jail-", "property-keep"] {
                    assert!(!json.contains(&format!("\"{start}")), "{path} in {lang} misses a text: {json}");
                }
                assert!(!json.contains("[](") && !json.contains("](),"), "{path} in {lang} has an empty link: {json}");
            }
            assert_ne!(json(path, Lang::En), json(path, Lang::Es), "{path} is the same in both languages");
        }
    }

    #[test]
    fn links_stay_in_the_language_of_the_page() {
        for path in PAGES {
            let json = json(path, Lang::Es);
            for link in json.split("](/").skip(1).chain(json.split("\"href\":\"/").skip(1)) {
                assert!(
                    link.starts_with("es/"),
                    "{path} leads out of Spanish: /{}",
                    link.split(['"', ')']).next().unwrap()
                );
            }
        }
    }

    #[test]
    fn links_lead_to_pages_that_exist() {
        for path in PAGES {
            let json = json(path, Lang::En);
            for link in json.split("](/").skip(1).chain(json.split("\"href\":\"/").skip(1)) {
                let target = format!("/{}", link.split(['"', ')', '#']).next().unwrap());
                let made_elsewhere = ["/", "/fees", "/fees.csv", "/closures", "/closures.ics", "/find", "/search"];
                let made_elsewhere = target.ends_with("/start") || made_elsewhere.contains(&target.as_str());
                assert!(
                    made_elsewhere || PAGES.contains(&target.as_str()),
                    "{path} leads to {target}, which is not there"
                );
            }
        }
    }

    #[test]
    fn an_unknown_path_has_no_page() {
        for path in ["/", "/about/", "/about/nothing", "/services/", "/services/police_report", "/nowhere"] {
            assert!(find(path, Lang::En).is_none(), "{path}");
        }
    }

    #[test]
    fn the_emergency_page_carries_the_corrections() {
        let page = json("/911", Lang::En);
        for words in [
            "get out first",
            "text bounces back",
            "only roughly where you are",
            "tel:911",
            "tel:988",
            "7-1-1",
            "Stay on the line and say so",
        ] {
            assert!(page.contains(words), "the 9-1-1 page does not say {words:?}");
        }
    }
}
