//! The index of the search: made once at start, in memory, for each language.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use shared::lang::Lang;
use shared::page::Prose;
use shared::search::{fold_words, index_words};

use super::places::{Place, places, plain};
use crate::config::profile::Profile;
use crate::i18n::Texts;

/// Most places that are shown.
const MOST: usize = 12;
/// Words of a query that are looked at.
const QUERY_WORDS: usize = 12;
/// What a word is worth in a heading and in the title of the page; in a text it is worth one.
const IN_HEADING: f64 = 3.0;
const IN_PAGE: f64 = 1.5;
/// What a place is worth that is a whole page.
const WHOLE_PAGE: f64 = 1.5;
/// What a line of the fee schedule is worth beside the service that it is for, unless a fee is what is looked for.
const FEE: f64 = 0.6;
/// A place that fits less than this part of the best one is not shown.
const LEAST: f64 = 0.4;
/// What a word of the same meaning is worth.
const SAME_MEANING: f64 = 0.85;

/// The index in both languages.
#[derive(Debug)]
pub struct SiteIndex {
    en: Index,
    es: Index,
}

/// A place that fits, and the sentence that fits best.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The place.
    pub place: &'a Place,
    /// One of its texts.
    pub text: &'a Prose,
}

#[derive(Debug)]
struct Index {
    entries: Vec<Entry>,
    /// In how many places a word stands.
    spread: BTreeMap<String, usize>,
    /// Words of the same meaning, a group each.
    same: Vec<Vec<String>>,
    /// Words that say nothing about what is looked for.
    ignored: BTreeSet<String>,
}

#[derive(Debug)]
struct Entry {
    place: Place,
    heading: BTreeSet<String>,
    page: BTreeSet<String>,
    texts: Vec<BTreeSet<String>>,
}

impl SiteIndex {
    /// Reads every page in every language.
    pub fn build(texts: &Texts, profile: &Profile, now: DateTime<Utc>) -> Self {
        let index = |lang| Index::build(texts, lang, places(texts, profile, now, lang));
        Self { en: index(Lang::En), es: index(Lang::Es) }
    }

    /// The places that fit a query, the best first.
    pub fn find(&self, lang: Lang, query: &str) -> Vec<Found<'_>> {
        match lang {
            Lang::En => self.en.find(query),
            Lang::Es => self.es.find(query),
        }
    }
}

impl Index {
    fn build(texts: &Texts, lang: Lang, places: Vec<Place>) -> Self {
        let words = |text: &str| index_words(text).into_iter().collect::<BTreeSet<_>>();
        let entries: Vec<Entry> = places
            .into_iter()
            .map(|place| Entry {
                heading: words(&place.heading),
                page: words(&place.page),
                texts: place.texts.iter().map(|text| words(&plain(text))).collect(),
                place,
            })
            .collect();
        let mut spread = BTreeMap::new();
        for entry in &entries {
            let all: BTreeSet<&String> =
                entry.texts.iter().flatten().chain(&entry.heading).chain(&entry.page).collect();
            for word in all {
                *spread.entry(word.clone()).or_default() += 1;
            }
        }
        let same = texts.get(lang, "search-same").lines().map(fold_words).collect();
        Self { entries, spread, same, ignored: fold_words(&texts.get(lang, "search-ignored")).into_iter().collect() }
    }

    fn find(&self, query: &str) -> Vec<Found<'_>> {
        let mut asked = fold_words(query);
        if !asked.iter().all(|word| self.ignored.contains(word)) {
            asked.retain(|word| !self.ignored.contains(word));
        }
        asked.truncate(QUERY_WORDS);
        let meant: Vec<Meant> = asked.into_iter().map(|word| self.meant(word)).collect();
        let mut found: Vec<(f64, Found<'_>)> =
            self.entries.iter().filter_map(|entry| self.fit(entry, &meant)).collect();
        // Equals stay in the order of the pages.
        found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        // A number stands on the page of its section, too.
        let mut seen = BTreeSet::new();
        found.retain(|(_, found)| seen.insert((&found.place.heading, &found.text.0)));
        let least = found.first().map_or(0.0, |(best, _)| best * LEAST);
        found.into_iter().take_while(|(worth, _)| *worth >= least).take(MOST).map(|(_, found)| found).collect()
    }

    /// What an asked word may mean: itself, and the words of its groups.
    fn meant(&self, word: String) -> Meant {
        let fits = |group: &&Vec<String>| group.contains(&word);
        let same = self.same.iter().filter(fits).flatten().filter(|other| **other != word).cloned().collect();
        Meant { word, same }
    }

    /// How well an entry fits; `None` when it lacks more than half of the asked words.
    fn fit<'a>(&'a self, entry: &'a Entry, meant: &[Meant]) -> Option<(f64, Found<'a>)> {
        let sum = |words: &BTreeSet<String>| meant.iter().map(|asked| self.worth(asked, words)).sum::<f64>();
        let texts = entry.texts.iter().zip(&entry.place.texts).map(|(words, text)| (sum(words), text));
        let (_, text) = texts.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let mut worth = 0.0;
        let mut known = 0;
        for asked in meant {
            let in_texts = entry.texts.iter().map(|words| self.worth(asked, words)).fold(0.0, f64::max);
            let best = (IN_HEADING * self.worth(asked, &entry.heading))
                .max(IN_PAGE * self.worth(asked, &entry.page))
                .max(in_texts);
            known += usize::from(best > 0.0);
            worth += best;
        }
        if entry.place.page == entry.place.heading {
            worth *= WHOLE_PAGE;
        }
        // Whoever asks what it costs names the page of fees.
        if entry.place.fee && !meant.iter().any(|asked| self.worth(asked, &entry.page) > 0.0) {
            worth *= FEE;
        }
        (known > 0 && known * 2 >= meant.len()).then_some((worth, Found { place: &entry.place, text }))
    }

    /// What the best of some words is worth for an asked one: how alike, and how rare.
    fn worth(&self, asked: &Meant, words: &BTreeSet<String>) -> f64 {
        let one = |word: &String| {
            let same = asked.same.iter().map(|other| SAME_MEANING * f64::from(u8::from(other == word)));
            same.fold(alike(&asked.word, word), f64::max) * self.rarity(word)
        };
        words.iter().map(one).fold(0.0, f64::max)
    }

    fn rarity(&self, word: &str) -> f64 {
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        (1.0 + count(self.entries.len()) / count(self.spread.get(word).copied().unwrap_or(1))).ln()
    }
}

/// An asked word, and the words that mean the same.
struct Meant {
    word: String,
    same: Vec<String>,
}

/// How alike an asked word and a word of a text are, from 0 to 1. Both are folded.
fn alike(asked: &str, word: &str) -> f64 {
    let length = asked.chars().count();
    if asked == word {
        return 1.0;
    }
    if asked.chars().any(|c| c.is_ascii_digit()) {
        // A telephone number is told without its area code.
        return if length >= 4 && word.ends_with(asked) { 0.9 } else { 0.0 };
    }
    // Typed half, or with another ending.
    if length >= 4 && word.starts_with(asked) || word.chars().count() >= 4 && asked.starts_with(word) {
        return 0.9;
    }
    let mistakes = match length {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    // Two letters in the wrong order are one mistake.
    match strsim::osa_distance(asked, word) {
        distance if distance > mistakes => 0.0,
        1 => 0.7,
        _ => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> SiteIndex {
        let now = "2026-11-24T18:00:00Z".parse().unwrap();
        SiteIndex::build(&Texts::load().unwrap(), &Profile::built_in().unwrap(), now)
    }

    /// The addresses of what is found, the best first.
    fn hrefs(index: &SiteIndex, lang: Lang, query: &str) -> Vec<String> {
        index.find(lang, query).iter().map(|found| found.place.href.clone()).collect()
    }

    #[test]
    fn what_people_type_leads_to_where_they_must_go() {
        let index = index();
        for (lang, query, first) in [
            (Lang::En, "police report", "/services/police-report"),
            (Lang::En, "my car was towed", "/services/vehicle-release"),
            (Lang::En, "get my gun back", "/services/firearm-release"),
            (Lang::En, "fingerprints", "/services/fingerprinting"),
            (Lang::En, "subpeona", "/services/subpoena"),
            (Lang::En, "acessibility", "/accessibility"),
            (Lang::En, "text 911", "/911"),
            (Lang::Es, "informe policial", "/es/services/police-report"),
            (Lang::Es, "carcel", "/es/about/jail"),
            (Lang::Es, "huelas", "/es/services/fingerprinting"),
            (Lang::Es, "vehiculo remolcado", "/es/services/vehicle-release"),
            (Lang::Es, "tarifas", "/es/fees"),
        ] {
            let found = hrefs(&index, lang, query);
            let place = found.iter().take(3).any(|href| href.split('#').next() == Some(first));
            assert!(place, "{query:?} in {lang} finds {found:?}");
        }
    }

    #[test]
    fn a_service_comes_before_the_fee_for_it() {
        let index = index();
        for (lang, query, service) in [
            (Lang::En, "copy of a police report", "/services/police-report"),
            (Lang::En, "subpoena copies", "/services/subpoena"),
            (Lang::En, "storage of a firearm", "/services/firearm-release"),
            (Lang::En, "live scan rolling", "/services/fingerprinting"),
            (Lang::En, "release of a vehicle", "/services/vehicle-release"),
            (Lang::Es, "copia de un informe policial", "/es/services/police-report"),
            (Lang::Es, "citatorio", "/es/services/subpoena"),
        ] {
            let found = hrefs(&index, lang, query);
            let at = |href: &str| found.iter().position(|found| found.split('#').next() == Some(href));
            let fee = at(&lang.path("/fees")).unwrap_or(usize::MAX);
            assert!(at(service).is_some_and(|service| service < fee), "{query:?} in {lang} finds {found:?}");
        }
        let asked = hrefs(&index, Lang::En, "fee for a police report copy");
        assert!(asked.iter().take(2).any(|href| href == "/fees"), "who asks for the fee finds it: {asked:?}");
    }

    #[test]
    fn a_number_is_found_by_its_matter_and_a_matter_by_its_number() {
        let index = index();
        for (query, number) in
            [("warrants", "744-4556"), ("registration of arson", "744-7206"), ("jail fax", "396-4588")]
        {
            let found = index.find(Lang::En, query);
            assert!(found.iter().take(3).any(|found| found.text.0.contains(number)), "{query:?} finds {found:?}");
        }
        for query in ["626-744-4510", "744-4510", "7444510", "(626) 744-4510"] {
            let found = index.find(Lang::En, query);
            assert!(found.first().is_some_and(|found| found.text.0.contains("744-4510")), "{query:?} finds {found:?}");
        }
        let address = index.find(Lang::En, "address");
        assert!(address.iter().take(3).any(|found| found.text.0.contains("Garfield")), "{address:?}");
    }

    #[test]
    fn nonsense_finds_nothing_and_odd_input_does_no_harm() {
        let index = index();
        for query in ["", "   ", "xqzvkw", "''--//", "\u{0}", "🚓🚓", &"a ".repeat(5000), &"é".repeat(5000)] {
            assert!(index.find(Lang::En, query).len() <= MOST, "{query:?}");
        }
        assert!(hrefs(&index, Lang::En, "xqzvkw").is_empty());
        assert!(hrefs(&index, Lang::Es, "").is_empty());
    }

    #[test]
    fn words_are_alike_when_a_slip_of_the_finger_lies_between() {
        for (asked, word) in
            [("fingerprnts", "fingerprints"), ("reprot", "report"), ("fees", "fee"), ("prop", "property")]
        {
            assert!(alike(asked, word) > 0.0, "{asked} {word}");
        }
        for (asked, word) in [("car", "bar"), ("car", "card"), ("jail", "mail room"), ("911", "912"), ("to", "total")] {
            assert!(alike(asked, word) == 0.0, "{asked} {word}");
        }
    }
}
