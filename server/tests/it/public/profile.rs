//! A department that does not exist: its facts are on every page, and those of the profile that ships on none.

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
const OWN: [(&str, [&str; 2]); 13] = [
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
    ("/services/police-report", ["262-555-0111", "14 Lighthouse Road"]),
    ("/search?q=regatta+harbor", ["Harbor store", "name=\"q\""]),
    ("/manifest.webmanifest", ["#14532d", "Port Alder Police Department"]),
];

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
        for path in listed.chain(others) {
            let page = browser.get(path).await.expect(200).text();
            for words in FOREIGN {
                assert!(!page.contains(words), "{path} says {words:?} of another department");
            }
        }
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
