//! What search engines, phones and other sites read.

use serde_json::Value;
use shared::service::Role;

use crate::on_both;

/// The addresses of the sitemap, without the host.
async fn listed(app: &crate::support::TestApp) -> Vec<String> {
    let map = app.browser().get("/sitemap.xml").await.expect(200).text();
    let addresses = map.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().expect("an end"));
    addresses.map(|address| address.strip_prefix("http://127.0.0.1:8080").expect("our host").to_owned()).collect()
}

/// What stands between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

fn linked(page: &str) -> Vec<Value> {
    let values = between(page, "<script type=\"application/ld+json\">", "</script>");
    values.into_iter().map(|json| serde_json::from_str(json).expect("JSON-LD")).collect()
}

on_both! {
    async fn every_page_of_the_sitemap_names_itself_in_both_languages(app) {
        let pages = listed(&app).await;
        assert!(pages.len() > 40 && pages.contains(&"/es/911".to_owned()), "{pages:?}");
        let mut descriptions = std::collections::BTreeSet::new();
        for path in &pages {
            let page = app.browser().get(path).await.expect(200);
            assert_eq!(page.header("x-robots-tag"), "", "{path}");
            let page = page.text();
            let english = path.strip_prefix("/es").unwrap_or(path);
            for (mark, address) in [
                ("rel=\"canonical\" href=\"", path.clone()),
                ("hreflang=\"en-US\" href=\"", english.to_owned()),
                ("hreflang=\"es-US\" href=\"", format!("/es{english}")),
                ("hreflang=\"x-default\" href=\"", english.to_owned()),
                ("property=\"og:url\" content=\"", path.clone()),
            ] {
                assert_eq!(between(&page, mark, "\""), [format!("http://127.0.0.1:8080{address}")], "{path}: {mark}");
            }
            let description = between(&page, "<meta name=\"description\" content=\"", "\"");
            assert_eq!(description.len(), 1, "{path}");
            assert!(description[0].len() > 20, "{path}: {description:?}");
            assert!(descriptions.insert(description[0].to_owned()), "{path}: another page has this description, too");
            assert_eq!(between(&page, "<title>", "</title>").len(), 1, "{path}");
        }
    }

    async fn what_belongs_to_somebody_is_not_found(app) {
        let console = app.sign_in(Role::Records).await;
        for path in ["/services/police-report/start/part", "/find", "/search?q=jail", "/no-such-page"] {
            let page = app.browser().get(path).await;
            assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
            let page = page.text();
            assert!(!page.contains("rel=\"canonical\"") && !page.contains("ld+json") && !page.contains("og:"), "{path}");
            assert_eq!(between(&page, "name=\"description\" content=\"", "\"").len(), 1, "{path}");
        }
        assert!(console.browser.get("/staff/").await.text().contains("noindex"));
        let robots = app.browser().get("/robots.txt").await.expect(200);
        assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
        let robots = robots.text();
        for line in ["User-agent: *", "Disallow: /staff", "Disallow: /requests/", "Disallow: /es/requests/", "Disallow: /k/",
            "Disallow: /api/", "Sitemap: http://127.0.0.1:8080/sitemap.xml"] {
            assert!(robots.lines().any(|found| found == line), "{line}: {robots}");
        }
        let pages = listed(&app).await;
        let hidden = robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect::<Vec<_>>();
        assert!(pages.iter().all(|page| hidden.iter().all(|start| !page.starts_with(start))), "the sitemap names a hidden page");
    }

    async fn the_department_is_told_with_its_hours_numbers_and_closures(app) {
        let values = linked(&app.browser().get("/contact").await.expect(200).text());
        let office = values.iter().find(|value| value["@type"] == "GovernmentOffice").expect("an office");
        assert_eq!(office["telephone"], "+1-626-744-4241");
        assert_eq!(office["address"]["postalCode"], "91101");
        let contacts = office["contactPoint"].as_array().expect("contacts");
        assert!(contacts.iter().any(|point| point["contactType"] == "Subpoenas" && point["telephone"] == "+1-626-744-7578"));
        assert!(contacts.iter().any(|point| point["faxNumber"] == "+1-626-744-6778" && point.get("telephone").is_none()));
        let counters = office["department"].as_array().expect("counters");
        let records = counters.iter().find(|counter| counter["name"] == "Records counter").expect("the counter");
        let hours = &records["openingHoursSpecification"][0];
        assert_eq!((hours["opens"].as_str(), hours["closes"].as_str()), (Some("09:00"), Some("17:00")));
        assert_eq!(hours["dayOfWeek"].as_array().expect("days").len(), 5);
        let closed = records["specialOpeningHoursSpecification"].as_array().expect("closures");
        assert!(closed.iter().any(|day| day["validFrom"] == "2026-11-26"), "{closed:?}");
    }

    async fn questions_are_told_with_their_answers(app) {
        let values = linked(&app.browser().get("/es/about/property").await.expect(200).text());
        let faq = values.iter().find(|value| value["@type"] == "FAQPage").expect("questions");
        let questions = faq["mainEntity"].as_array().expect("questions");
        assert!(questions.len() >= 3, "{questions:?}");
        for question in questions {
            let answer = question["acceptedAnswer"]["text"].as_str().expect("an answer");
            assert!(question["name"].as_str().is_some_and(|name| name.contains('?')), "{question}");
            assert!(!answer.is_empty() && !answer.contains("](") && !answer.contains("**"), "{answer}");
        }
    }

    async fn a_phone_can_keep_the_counter_on_its_first_screen(app) {
        for (path, lang, start) in [("/manifest.webmanifest", "en-US", "/"), ("/es/manifest.webmanifest", "es-US", "/es/")] {
            let manifest = app.browser().get(path).await.expect(200);
            assert_eq!(manifest.header("content-type"), "application/manifest+json");
            let manifest: Value = manifest.json();
            assert_eq!((manifest["lang"].as_str(), manifest["start_url"].as_str()), (Some(lang), Some(start)));
            assert_eq!(manifest["name"], "Pasadena Police Department");
            let icons = manifest["icons"].as_array().expect("icons");
            for (sizes, purpose) in [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")] {
                let icon = icons.iter().find(|icon| icon["sizes"] == sizes && icon["purpose"] == purpose).expect("an icon");
                // Without a build of the static files there are no addresses.
                let address = icon["src"].as_str().expect("an address");
                if !address.is_empty() {
                    assert_eq!(app.browser().get(address).await.expect(200).header("content-type"), "image/png");
                }
            }
        }
        assert!(app.browser().get("/es/911").await.text().contains("rel=\"manifest\" href=\"/es/manifest.webmanifest\""));
    }
}
