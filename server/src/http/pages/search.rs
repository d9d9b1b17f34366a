//! `/search`: one search over services, answers, sections and contacts. What is typed is never logged nor kept.

mod index;
mod places;

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use shared::page::{Page, Prose, SearchForm, SearchPage, SearchResult};

pub use index::SiteIndex;

use self::index::Found;
pub use self::places::plain;
use super::shell::Frame;
use super::{Voice, document};
use crate::http::Ctx;

/// Characters of a query that are looked at.
const QUERY: usize = 120;
/// Characters of a text that are shown.
const SHOWN: usize = 170;

/// Pages that many look for: key, path.
const OFTEN: [(&str, &str); 4] = [
    ("search-often-report", "/services/police-report"),
    ("search-often-property", "/about/property"),
    ("search-often-contacts", "/contact"),
    ("search-often-fees", "/fees"),
];

/// `GET /search?q=…`.
pub async fn search(
    ctx: Ctx,
    request: HttpRequest,
    typed: web::Query<BTreeMap<String, String>>,
    index: web::Data<SiteIndex>,
) -> HttpResponse {
    let words = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let query: String = typed.get("q").map(|query| query.trim().chars().take(QUERY).collect()).unwrap_or_default();
    let found = index.find(ctx.lang, &query);
    let page = SearchPage {
        title: words.get("search-title"),
        count: (!query.is_empty()).then(|| count(&words, found.len())),
        results: found.into_iter().map(result).collect(),
        form: SearchForm { value: query, ..form(&words) },
        help: words.prose_with("search-help", &[("phone", words.phone_in_text("records_counter"))]),
        often_title: words.get("search-often"),
        often: OFTEN.iter().map(|(key, path)| words.described(path, key, &[])).collect(),
    };
    let title = page.title.clone();
    let frame = Frame { title: &title, path: "/search", ..Frame::default() };
    document::render_private(&ctx, &request, &frame, Page::Search(page)).await
}

/// The form, empty.
pub(super) fn form(words: &Voice<'_>) -> SearchForm {
    SearchForm {
        action: words.path("/search"),
        label: words.get("search-label"),
        value: String::new(),
        button: words.get("search-button"),
    }
}

fn count(words: &Voice<'_>, found: usize) -> String {
    match found {
        0 => words.get("search-none"),
        1 => words.get("search-one"),
        many => words.with("search-many", &[("count", many.to_string())]),
    }
}

fn result(found: Found<'_>) -> SearchResult {
    let place = found.place;
    SearchResult {
        href: place.href.clone(),
        title: place.heading.clone(),
        page: if place.page == place.heading { String::new() } else { place.page.clone() },
        text: shortened(found.text),
    }
}

/// A text that is short as it is, with its links; of a long one the first words.
fn shortened(text: &Prose) -> Prose {
    let words = plain(text);
    if words.chars().count() <= SHOWN {
        return text.clone();
    }
    let cut: String = words.chars().take(SHOWN).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':'])).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words_and_a_short_one_keeps_its_links() {
        let short = Prose::from("Call [626-555-0100](tel:+16265550100).");
        assert_eq!(shortened(&short), short);
        let long = Prose::from(format!("{} **end**", "some words, ".repeat(20)));
        let cut = shortened(&long).0;
        assert!(cut.ends_with("words…") && cut.chars().count() <= SHOWN + 1, "{cut}");
    }
}
