//! A client that keeps cookies, as browsers do, and follows no redirect by itself.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use awc::http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Largest body that a test reads: a released file.
const BODY_BYTES: usize = 64 * 1024 * 1024;

/// A browser with its cookies. Clones share them.
#[derive(Clone)]
pub struct Browser {
    /// The servers that are asked, in turns.
    addresses: Vec<String>,
    turn: Rc<Cell<usize>>,
    client: awc::Client,
    cookies: Rc<RefCell<BTreeMap<String, String>>>,
}

/// A request that is being put together.
pub struct Call {
    browser: Browser,
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Browser {
    /// A browser without cookies.
    pub fn new(addresses: Vec<String>) -> Self {
        let client = awc::Client::builder().timeout(Duration::from_secs(300)).disable_redirects().no_default_headers();
        Self { addresses, turn: Rc::default(), client: client.finish(), cookies: Rc::default() }
    }

    /// A request as our own pages send it: writes say that they come from the same origin.
    pub fn call(&self, method: &str, path: &str) -> Call {
        let method: Method = method.parse().expect("a method");
        let accept = if path.starts_with("/api/") { "application/json" } else { "text/html" };
        let mut headers = vec![("accept".to_owned(), accept.to_owned())];
        if method != Method::GET {
            headers.push(("sec-fetch-site".to_owned(), "same-origin".to_owned()));
        }
        Call { browser: self.clone(), method, path: path.to_owned(), headers, body: Vec::new() }
    }

    /// Reads an address.
    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path).send().await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.call("POST", path).json(body).send().await
    }

    /// Sends a form as a page without scripts does.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.call("POST", path).form(fields).send().await
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Sets or forgets a cookie.
    pub fn set_cookie(&self, name: &str, value: Option<&str>) {
        let mut cookies = self.cookies.borrow_mut();
        match value {
            Some(value) => cookies.insert(name.to_owned(), value.to_owned()),
            None => cookies.remove(name),
        };
    }

    /// The next server's address.
    fn address(&self) -> &str {
        let turn = self.turn.get();
        self.turn.set(turn + 1);
        &self.addresses[turn % self.addresses.len()]
    }

    fn keep(&self, answer: &Answer) {
        for set in answer.all("set-cookie") {
            let mut parts = set.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            let gone = parts.any(|part| part.eq_ignore_ascii_case("max-age=0"));
            self.set_cookie(name, (!gone).then_some(value));
        }
    }
}

impl Call {
    /// Adds a header, in place of one with the same name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Leaves a header out that is usually sent.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    /// A JSON body.
    pub fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("JSON");
        self.body("application/json", body)
    }

    /// A form's body.
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.body("application/x-www-form-urlencoded", body.into_bytes())
    }

    /// Any body.
    pub fn body(mut self, media_type: &str, body: Vec<u8>) -> Self {
        self.body = body;
        self.header("content-type", media_type)
    }

    /// Sends it, and keeps the cookies that come back.
    pub async fn send(self) -> Answer {
        self.try_send().await.expect("an answer")
    }

    /// The same with a server that may die meanwhile.
    pub async fn try_send(self) -> Result<Answer, String> {
        let mut request = self.browser.client.request(self.method, format!("{}{}", self.browser.address(), self.path));
        for (name, value) in &self.headers {
            request = request.insert_header((name.as_str(), value.as_str()));
        }
        let cookies: Vec<String> =
            self.browser.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.insert_header(("cookie", cookies.join("; ")));
        }
        let mut response = request.send_body(self.body).await.map_err(|error| error.to_string())?;
        let text = |value: &awc::http::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let body = response.body().limit(BODY_BYTES).await.map_err(|error| error.to_string())?.to_vec();
        let answer = Answer { status: response.status().as_u16(), headers, body };
        self.browser.keep(&answer);
        Ok(answer)
    }
}

impl Answer {
    /// A header's value; empty when it was not sent.
    pub fn header(&self, name: &str) -> &str {
        self.all(name).first().copied().unwrap_or_default()
    }

    /// Every value of a header.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Every header, its name in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body from JSON.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {} {}", self.status, self.text()))
    }

    /// The problem's code; empty when the body is no problem.
    pub fn code(&self) -> String {
        serde_json::from_slice::<shared::problem::Problem>(&self.body).map(|problem| problem.code).unwrap_or_default()
    }

    /// The answer itself, when it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}
