//! A department that does not exist: its facts are on every page, and those of the profile that ships on none.

use std::collections::BTreeSet;

use server::app::App;
use server::db::Database;
use server::http::middleware::{Patience, Shield};
use server::startup::{Application, seed_from_profile};

use crate::support::{Browser, Wishes, parts};

const PROFILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/profiles/port_alder.toml");

/// Words that are true of the department that ships and of no other.
const FOREIGN: [&str; 8] =
    ["Pasadena", "626-744", "626-396", "+1626", "+1-626", "Garfield", "91101", "Mercier Robinson"];

/// Page, and what the invented department says there in English and in Spanish.
const OWN: [(&str, [&str; 2]); 19] = [
    ("/", ["Port Alder Police Department", "Ventanilla de papeles"]),
    ("/911", ["262-555-0100", "262-555-0100"]),
    ("/contact", ["Rowan Fjeld", "Cosas que guarda la oficina del puerto"]),
    ("/contact", ["Saturday, 10:00", "hora del Centro"]),
    ("/fees", ["$0.35 per sheet", "$0.35 por hoja"]),
    ("/closures", ["Regatta Day", "Día de la Regata"]),
    ("/language", ["Waxaan ku hadlaa af Soomaali.", "Somalí"]),
    ("/privacy", ["20 days", "800 días"]),
    ("/about/property", ["77 days", "66 días"]),
    ("/about/jail", ["262-555-0134", "Teniente de celdas"]),
    ("/about/jail", ["A lockup with four bunks at 14 Lighthouse Road", "Remiendo de redes"]),
    ("/about/communications", ["patience and dry socks", "los calcetines secos"]),
    ("/about/records", ["Two deckhands help you", "Dos marineros"]),
    ("/about/property", ["the harbor attorney", "la secretaría del pueblo"]),
    ("/about/technical-services", ["over 12 users", "más de 12 usuarios"]),
    ("/services/reimbursement-claim", ["the town clerk", "la secretaría del pueblo"]),
    ("/services/police-report", ["262-555-0111", "14 Lighthouse Road"]),
    ("/search?q=regatta+harbor", ["Harbor store", "name=\"q\""]),
    ("/manifest.webmanifest", ["#14532d", "Port Alder Police Department"]),
];

/// What the state calls things, whatever the department.
const SHARED: [&str; 6] = [
    "The registered owner",
    "El propietario registrado",
    "Live Scan",
    "Registration of sex, arson",
    "Registro por delitos",
    "Órdenes judiciales",
];

/// What the profile that ships says in several words, and the invented one does not.
fn foreign() -> BTreeSet<String> {
    let shipped = strings(include_str!("../../../profile/pasadena.toml"));
    let own = strings(include_str!("../../profiles/port_alder.toml"));
    let told = |text: &String| text.trim().contains(' ') && !SHARED.iter().any(|words| text.contains(words));
    shipped.difference(&own).filter(|text| told(text)).cloned().collect()
}

fn strings(source: &str) -> BTreeSet<String> {
    fn collect(value: &toml::Value, into: &mut BTreeSet<String>) {
        match value {
            toml::Value::String(text) => drop(into.insert(text.clone())),
            toml::Value::Array(values) => values.iter().for_each(|value| collect(value, into)),
            toml::Value::Table(table) => table.values().for_each(|value| collect(value, into)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(&toml::Value::Table(source.parse().expect("TOML")), &mut found);
    found
}

/// Figures that the words about the department may use: numbers to call that are the same everywhere, years and
/// sections of the law, and the times that the law or the state sets.
const FIGURES: [&str; 14] =
    ["9-1-1", "911", "7-1-1", "711", "2003", "1", "2020", "5150", "10", "15", "5", "6", "400", "2.2"];

#[test]
fn no_figure_of_a_department_stands_in_the_words() {
    let mut found = Vec::new();
    for lang in ["en-US", "es-US"] {
        for file in ["about", "call", "info", "front-door", "found", "fees"] {
            let path = format!("{}/../shared/locales/{lang}/{file}.ftl", env!("CARGO_MANIFEST_DIR"));
            let words = std::fs::read_to_string(&path).expect("a locale file");
            for line in words.lines().filter(|line| !line.starts_with('#')) {
                let told = line.split_once('=').map_or(line, |(_, text)| text);
                let figures = told.split(|c: char| !c.is_ascii_digit() && !['-', '.'].contains(&c));
                for figure in figures.map(|figure| figure.trim_matches(['-', '.'])) {
                    if figure.contains(|c: char| c.is_ascii_digit()) && !FIGURES.contains(&figure) {
                        found.push(format!("{lang}/{file}.ftl: {figure} in {line}"));
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "a figure that another department may not share belongs into the profile: {found:#?}");
}

#[test]
fn a_department_that_does_not_exist_has_every_page_and_nothing_of_another() {
    actix_web::rt::System::new().block_on(async {
        let dir = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", dir.path().join("alder.db").display());
        Database::migrate(&url).expect("a database");
        let wishes = Wishes { settings: vec![("PROFILE", PROFILE.to_owned())], ..Wishes::default() };
        let app = App::new(parts(&url, dir.path(), &wishes, 7));
        seed_from_profile(&app).await.expect("calendars and fees");
        let application = Application::build(app, Shield::generous(), Patience::default()).expect("a port");
        let (address, server) = (format!("http://127.0.0.1:{}", application.port()), application.handle());
        actix_web::rt::spawn(application.run());
        let browser = Browser::new(vec![address]);

        let map = browser.get("/sitemap.xml").await.expect(200).text();
        let listed = map.split("<loc>http://127.0.0.1:8080").skip(1).filter_map(|rest| rest.split("</loc>").next());
        let others =
            ["/find", "/es/find", "/closures.ics", "/fees.csv", "/services/police-report/start/part", "/sitemap.xml"];
        let foreign = foreign();
        let mut leaks = Vec::new();
        for path in listed.chain(others) {
            let page = browser.get(path).await.expect(200).text();
            for words in FOREIGN.into_iter().chain(foreign.iter().map(String::as_str)) {
                if page.contains(words) {
                    leaks.push(format!("{path} says {words:?}"));
                }
            }
        }
        assert!(leaks.is_empty(), "of another department: {leaks:#?}");
        for (path, [english, spanish]) in OWN {
            for (path, words) in [(path.to_owned(), english), (format!("/es{path}"), spanish)] {
                let page = browser.get(&path).await.expect(200).text();
                assert!(page.contains(words), "{path} does not say {words:?}: {page}");
            }
        }
        assert!(!browser.get("/fees").await.expect(200).text().contains("A sample schedule"), "this one is adopted");
        server.stop(false).await;
    });
}
