//! What the public is told: every fact of the department, in both languages, in words that are easy to read.

use std::collections::{BTreeMap, BTreeSet};

use server::http::pages::info::{EMERGENCY, PAGES};
use shared::lang::{LANGS, Lang};

use super::words::{addresses, grade, lines, main_lines};
use crate::on_both;
use crate::support::TestApp;

const FACTS: &str = include_str!("facts.txt");

/// The highest US school grade of a page.
const GRADE: f64 = 8.0;

/// Most bytes of the HTML of `/911` as it travels.
const EMERGENCY_BYTES: usize = 30 * 1024;

/// Names that are the same in every language.
const NAMES: [&str; 8] = [
    "Pasadena Police Department",
    "Strategic Services Division",
    "Bureau of Firearms",
    "Fee-Paying Inmate Worker Program",
    "Inmate Worker Program",
    "Legacy Communications",
    "Property Bureau",
    "Live Scan",
];

/// Frequent words of English that no Spanish sentence has.
const ENGLISH: [&str; 24] = [
    "the", "and", "of", "your", "you", "with", "for", "from", "are", "is", "this", "that", "not", "we", "our", "to",
    "by", "on", "it", "what", "how", "call", "days", "open",
];

on_both! {
    async fn every_fact_stands_on_its_page_in_both_languages(app) {
        let mut missing = Vec::new();
        let mut pages = BTreeMap::new();
        for fact in FACTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let parts: Vec<&str> = fact.split(" | ").collect();
            let [page, en, es] = parts[..] else { panic!("not page | English | Spanish: {fact}") };
            for (lang, words) in [(Lang::En, en), (Lang::Es, if es == "=" { en } else { es })] {
                let path = lang.path(page);
                if !pages.contains_key(&path) {
                    pages.insert(path.clone(), told(&html(&app, &path).await));
                }
                if !pages[&path].contains(words) {
                    missing.push(format!("{path} does not say {words:?}"));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    async fn english_pages_are_for_grade_eight_at_most(app) {
        let mut hard = Vec::new();
        for path in PAGES.iter().chain(&["/"]) {
            let all = main_lines(&html(&app, path).await);
            // Short headings and labels make any text look easy: what is a sentence must be easy by itself.
            let sentences: Vec<String> = all.iter().filter(|line| line.ends_with(['.', '!', '?'])).cloned().collect();
            for (what, lines) in [("the page", &all), ("its sentences", &sentences)] {
                let grade = grade(lines);
                if grade > GRADE {
                    hard.push(format!("{path}: {what} grade {grade:.1}"));
                }
            }
        }
        assert!(hard.is_empty(), "too hard to read: {hard:#?}");
    }

    async fn no_english_is_left_on_a_spanish_page(app) {
        let mut left = Vec::new();
        for path in PAGES.iter().chain(&["/"]) {
            let english: BTreeSet<String> = lines(&html(&app, path).await).into_iter().collect();
            for line in lines(&html(&app, &Lang::Es.path(path)).await) {
                let own = NAMES.iter().fold(line.clone(), |line, name| line.replace(name, ""));
                let words: Vec<String> =
                    own.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1).map(str::to_lowercase).collect();
                let foreign = words.iter().any(|word| ENGLISH.contains(&word.as_str()));
                // Two words that are the same in both languages are an address or a name.
                if foreign || (words.len() > 2 && english.contains(&line)) {
                    left.push(format!("{path}: {line}"));
                }
            }
        }
        assert!(left.is_empty(), "{left:#?}");
    }

    async fn the_emergency_page_is_light_and_needs_nothing_else_to_be_read(app) {
        for lang in LANGS {
            let path = lang.path("/911");
            let answer = app.browser().call("GET", &path).header("accept-encoding", "gzip").send().await.expect(200);
            assert!(answer.body.len() < EMERGENCY_BYTES, "{path} is {} bytes", answer.body.len());
            let html = html(&app, &path).await;
            let main = html.split_once("<main").unwrap().1.split("</main>").next().unwrap();
            assert!(main.find("tel:911").unwrap() < main.find("<h2 id").unwrap(), "calling comes before reading");
            assert!(!html.contains(" style=") && !html.contains("<style"), "the policy forbids inline styles");
        }
    }

    async fn places_say_whether_they_are_open_now_and_when_they_open_next(app) {
        // Tuesday, ten in the morning: the window for returns opens at noon.
        let page = told(&html(&app, "/about/property").await);
        assert!(page.contains("Property pick-up window Opens at 12:00 pm today"), "{page}");
        assert!(page.contains("Open, closes at 5:30 pm"), "{page}");
        // Wednesday evening before Thanksgiving: Records is closed until Monday.
        app.advance(chrono::TimeDelta::hours(32));
        let page = told(&html(&app, "/about/records").await);
        assert!(page.contains("Records counter Opens Monday, November 30 at 9:00 am"), "{page}");
        let page = told(&html(&app, "/es/about/records").await);
        assert!(page.contains("Abre el lunes 30 de noviembre a las 9:00 a. m."), "{page}");
    }

    async fn the_worker_keeps_the_pages_for_an_emergency_and_nothing_else(app) {
        let worker = app.browser().get("/service-worker.js").await.expect(200);
        assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(worker.header("cache-control"), "no-cache");
        assert!(worker.header("content-security-policy").contains("worker-src 'self'"));
        let edition = edition(&worker.text());
        let pages: Vec<&str> = edition["pages"].as_array().unwrap().iter().map(|page| page.as_str().unwrap()).collect();
        let expected: Vec<String> = LANGS.iter().flat_map(|lang| EMERGENCY.map(|path| lang.path(path))).collect();
        assert_eq!(pages, expected);
        for file in edition["files"].as_array().unwrap() {
            assert!(file.as_str().unwrap().starts_with("/static/"), "{file}");
        }
        // The same pages make the same edition, whatever the hour.
        app.advance(chrono::TimeDelta::hours(9));
        assert_eq!(self::edition(&app.browser().get("/service-worker.js").await.text()), edition);
    }

    async fn the_practice_has_nothing_that_could_send_or_store(app) {
        for lang in LANGS {
            let html = html(&app, &lang.path("/911/practice")).await;
            let main = html.split_once("<main").unwrap().1.split("</main>").next().unwrap();
            assert!(!main.contains("<form") && !main.contains(" name="), "a field with a name in a form is sent");
            let fields = main.matches("<input").count();
            assert_eq!(fields, 10);
            assert_eq!(main.matches("autocomplete=\"off\"").count(), fields);
            assert_eq!(main.matches("spellcheck=\"false\"").count(), fields);
        }
    }
}

async fn html(app: &TestApp, path: &str) -> String {
    app.browser().get(path).await.expect(200).text()
}

/// The words of a page in one line, then the addresses of its links.
fn told(html: &str) -> String {
    let words = lines(html).join(" ").replace('\u{a0}', " ");
    format!("{words} {}", addresses(html).collect::<Vec<_>>().join(" "))
}

/// What the server put before the worker.
fn edition(worker: &str) -> serde_json::Value {
    let line = worker.lines().next().unwrap();
    let json = line.strip_prefix("const EDITION = ").and_then(|rest| rest.strip_suffix(';')).unwrap();
    serde_json::from_str(json).unwrap()
}
