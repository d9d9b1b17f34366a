//! Pages that are the same for everyone: made once a minute, kept in memory with their compressed forms.
//!
//! A page may say what is open now, or how long requests take: so what is kept serves until its minute ends, and is
//! compared with what is made then. A page that did not change keeps its tag and its compressed forms.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use actix_web::body::to_bytes;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;

use crate::app::App;
use crate::http::ApiError;
use crate::http::encoding::{Coding, compress_to_keep};
use crate::http::extract::{app_of, header_text};
use crate::secrets::{hex, sha256};

/// Most addresses that are kept: more than there are pages, so that no handler's mistake fills the memory.
const MOST: usize = 1000;

/// Bytes of the hash that stand in a tag.
const TAG_BYTES: usize = 16;

/// The kept pages by their address, which names the language, too. Only what a handler made with 200 gets in, so that
/// invented addresses keep nothing; what stands behind a `?` is not looked at.
#[derive(Debug, Default)]
pub struct Kept(RwLock<HashMap<String, Arc<Page>>>);

/// A page and the minute for which it was made.
#[derive(Debug)]
struct Page {
    minute: i64,
    /// The pattern of its route, for the log: nobody looks for the route again.
    route: Arc<str>,
    content: Arc<Content>,
}

/// The pattern of the route whose page was answered before any route was looked for.
#[derive(Debug, Clone)]
pub struct KeptRoute(pub Arc<str>);

/// What is sent.
#[derive(Debug)]
struct Content {
    headers: Vec<(HeaderName, HeaderValue)>,
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
    /// A strong one for each coding: as it is, gzip, brotli.
    tags: [HeaderValue; 3],
}

/// Answers with the page of this address, the same for everyone; `make` makes it when it is not kept, or when its
/// minute is over.
///
/// # Errors
/// What `make` refuses; that is not kept.
pub async fn serve<F>(request: &HttpRequest, make: impl FnOnce() -> F) -> Result<HttpResponse, ApiError>
where
    F: Future<Output = Result<HttpResponse, ApiError>>,
{
    let minute = minute_of(&app_of(request)?);
    let kept = request.app_data::<web::Data<Kept>>().ok_or_else(|| ApiError::Internal("no Kept".to_owned()))?;
    kept.serve(request, minute, make).await
}

fn minute_of(app: &App) -> i64 {
    app.clock.now().timestamp().div_euclid(60)
}

impl Kept {
    /// The page of an address while it is right, with its route: for a middleware that answers before routing.
    #[must_use]
    pub fn fresh(&self, app: &App, address: &str, asked: &HeaderMap) -> Option<(HttpResponse, KeptRoute)> {
        let page = self.get(address).filter(|page| page.minute == minute_of(app))?;
        Some((page.content.answer(asked), KeptRoute(Arc::clone(&page.route))))
    }

    async fn serve<F>(
        &self,
        request: &HttpRequest,
        minute: i64,
        make: impl FnOnce() -> F,
    ) -> Result<HttpResponse, ApiError>
    where
        F: Future<Output = Result<HttpResponse, ApiError>>,
    {
        let before = self.get(request.path());
        if let Some(page) = before.as_ref().filter(|page| page.minute == minute) {
            return Ok(page.content.answer(request.headers()));
        }
        let made = make().await?;
        if made.status() != StatusCode::OK {
            return Ok(made);
        }
        let content = Content::of(made, before.map(|page| Arc::clone(&page.content))).await?;
        let answer = content.answer(request.headers());
        let route = request.match_pattern().unwrap_or_default().into();
        self.put(request.path(), Page { minute, route, content });
        Ok(answer)
    }

    fn get(&self, address: &str) -> Option<Arc<Page>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(address).cloned()
    }

    fn put(&self, address: &str, page: Page) {
        let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if pages.len() < MOST || pages.contains_key(address) {
            pages.insert(address.to_owned(), Arc::new(page));
        }
    }
}

impl Content {
    /// What a handler made; `before` when it made the same again.
    async fn of(made: HttpResponse, before: Option<Arc<Self>>) -> Result<Arc<Self>, ApiError> {
        let headers: Vec<_> = made.headers().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let plain = to_bytes(made.into_body()).await.map_err(|error| ApiError::Internal(error.to_string()))?;
        if let Some(before) = before.filter(|before| before.plain == plain && before.headers == headers) {
            return Ok(before);
        }
        let mut hash = sha256(&[&plain]);
        hash.truncate(TAG_BYTES);
        let hash = hex(&hash);
        let tag = |coding: Coding| HeaderValue::from_str(&format!("\"{hash}-{}\"", coding.name()));
        let tags = (tag(Coding::Identity), tag(Coding::Gzip), tag(Coding::Brotli));
        let (Ok(identity), Ok(gzip), Ok(brotli)) = tags else {
            return Err(ApiError::Internal("a tag is no header".to_owned()));
        };
        let tags = [identity, gzip, brotli];
        Ok(Arc::new(Self { headers, plain, gzip: OnceLock::new(), brotli: OnceLock::new(), tags }))
    }

    /// The answer to a client: in the smallest form that it takes, or that it has the page already.
    fn answer(&self, asked: &HeaderMap) -> HttpResponse {
        let coding = Coding::smallest(asked);
        let [identity, gzip, brotli] = &self.tags;
        let tag = match coding {
            Coding::Identity => identity,
            Coding::Gzip => gzip,
            Coding::Brotli => brotli,
        };
        let known = header_text(asked, header::IF_NONE_MATCH.as_str()).is_some_and(|tags| names(tags, tag));
        let status = if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let mut answer = HttpResponse::build(status);
        for (name, value) in &self.headers {
            answer.insert_header((name, value.clone()));
        }
        answer
            .insert_header((header::ETAG, tag.clone()))
            .insert_header((header::VARY, HeaderValue::from_static("accept-encoding")));
        if known {
            return answer.finish();
        }
        // Named also when it is none, so that nothing compresses the page once more.
        answer.insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(coding.name())));
        answer.body(self.body(coding))
    }

    fn body(&self, coding: Coding) -> Bytes {
        let compressed = || compress_to_keep(coding, &self.plain).into();
        match coding {
            Coding::Identity => self.plain.clone(),
            Coding::Gzip => self.gzip.get_or_init(compressed).clone(),
            Coding::Brotli => self.brotli.get_or_init(compressed).clone(),
        }
    }
}

/// Whether `If-None-Match` names a tag. A weak one is as good: the comparison of RFC 9110, 13.1.2.
fn names(header: &str, tag: &HeaderValue) -> bool {
    header.split(',').map(|known| known.trim().trim_start_matches("W/")).any(|known| tag == known || known == "*")
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::ready;

    use actix_web::test::TestRequest;

    use super::*;

    async fn ask(kept: &Kept, request: TestRequest, minute: i64, made: Result<HttpResponse, ApiError>) -> HttpResponse {
        let answer = kept.serve(&request.to_http_request(), minute, || ready(made)).await;
        answer.unwrap_or_else(HttpResponse::from_error)
    }

    fn page(text: &'static str) -> Result<HttpResponse, ApiError> {
        Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(text))
    }

    fn header(answer: &HttpResponse, name: &HeaderName) -> String {
        answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    async fn text(answer: HttpResponse) -> Bytes {
        to_bytes(answer.into_body()).await.unwrap()
    }

    #[actix_web::test]
    async fn a_page_is_made_once_a_minute() {
        let (kept, made) = (Kept::default(), Cell::new(0));
        for (minute, times) in [(7, 1), (7, 1), (8, 2), (8, 2)] {
            let make = || {
                made.set(made.get() + 1);
                ready(page("hours"))
            };
            let request = TestRequest::with_uri("/fees?noise=1").to_http_request();
            assert_eq!(text(kept.serve(&request, minute, make).await.unwrap()).await, "hours");
            assert_eq!(made.get(), times, "in minute {minute}");
        }
    }

    #[actix_web::test]
    async fn what_no_handler_makes_is_not_kept() {
        let kept = Kept::default();
        ask(&kept, TestRequest::with_uri("/about/nothing"), 1, Err(ApiError::NotFound)).await;
        ask(&kept, TestRequest::with_uri("/fees"), 1, Ok(HttpResponse::SeeOther().finish())).await;
        assert!(kept.0.read().unwrap().is_empty());
        for number in 0..MOST + 10 {
            ask(&kept, TestRequest::with_uri(&format!("/{number}")), 1, page("a mistake")).await;
        }
        assert_eq!(kept.0.read().unwrap().len(), MOST);
    }

    #[actix_web::test]
    async fn a_page_that_stays_the_same_keeps_its_tag_and_one_that_changed_gets_another() {
        let kept = Kept::default();
        let fees = || TestRequest::with_uri("/fees");
        let first = ask(&kept, fees(), 1, page("old")).await;
        let again = ask(&kept, fees(), 2, page("old")).await;
        let changed = ask(&kept, fees(), 3, page("new")).await;
        let tag = |answer| header(answer, &header::ETAG);
        assert_eq!(tag(&first), tag(&again));
        assert_ne!(tag(&first), tag(&changed));
        assert_eq!(text(changed).await, "new");
    }

    #[actix_web::test]
    async fn whoever_has_the_page_is_told_so_and_gets_the_headers_alone() {
        let kept = Kept::default();
        let tag = header(&ask(&kept, TestRequest::with_uri("/fees"), 1, page("fees")).await, &header::ETAG);
        for (tags, status) in [
            (tag.clone(), StatusCode::NOT_MODIFIED),
            (format!("\"other\", W/{tag}"), StatusCode::NOT_MODIFIED),
            ("*".to_owned(), StatusCode::NOT_MODIFIED),
            ("\"other\"".to_owned(), StatusCode::OK),
            (tag.replace("identity", "br"), StatusCode::OK),
        ] {
            let request = TestRequest::with_uri("/fees").insert_header((header::IF_NONE_MATCH, tags.clone()));
            let answer = ask(&kept, request, 1, page("fees")).await;
            assert_eq!(answer.status(), status, "{tags}");
            assert_eq!(header(&answer, &header::ETAG), tag);
        }
    }

    #[actix_web::test]
    async fn every_coding_has_a_tag_of_its_own() {
        let kept = Kept::default();
        let mut tags = std::collections::BTreeSet::new();
        for (accepted, coding) in [("", "identity"), ("gzip", "gzip"), ("gzip, br", "br")] {
            let request = TestRequest::with_uri("/fees").insert_header((header::ACCEPT_ENCODING, accepted));
            let answer = ask(&kept, request, 1, page("fees")).await;
            assert_eq!(header(&answer, &header::CONTENT_ENCODING), coding);
            assert_eq!(header(&answer, &header::VARY), "accept-encoding");
            assert!(tags.insert(header(&answer, &header::ETAG)), "{coding}");
        }
    }
}
