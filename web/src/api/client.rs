//! Calls with JSON both ways, and the three ways in which they fail.

use std::{cell::RefCell, rc::Rc};

use gloo_net::http::RequestBuilder;
use serde::{Serialize, de::DeserializeOwned};
use shared::problem::Problem;
use shared::staff::{Conflict, StaffCase, code};
use yew::prelude::*;

const BASE: &str = "/api/v1/staff/";

/// Why a call did not do what was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The server said no, and why.
    Problem(Box<Problem>),
    /// The case has moved; nothing was changed.
    Conflict(Box<Conflict>),
    /// No answer, or one that is not the API's.
    Offline,
}

impl Failure {
    /// The problem's code; empty when no answer came.
    pub fn code(&self) -> &str {
        match self {
            Self::Problem(problem) => &problem.code,
            Self::Conflict(_) => code::STALE,
            Self::Offline => "",
        }
    }

    /// The HTTP status; 0 when no answer came.
    pub fn status(&self) -> u16 {
        match self {
            Self::Problem(problem) => problem.status,
            Self::Conflict(_) => 409,
            Self::Offline => 0,
        }
    }

    /// The error of one field.
    pub fn field(&self, name: &str) -> Option<&str> {
        match self {
            Self::Problem(problem) => problem.errors.get(name).map(String::as_str),
            _ => None,
        }
    }
}

/// The methods that write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Creates or acts.
    Post,
    /// Ends.
    Delete,
}

/// The API with the token of one session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// Shared by all clones: a call that waits for the password is repeated with the token made after it.
    csrf: Rc<RefCell<String>>,
    /// Hears of every failure's code, so that the console can lock or ask for the password.
    on_refused: Callback<String>,
    /// Whether nobody asked for it: then it does not keep the session open.
    by_itself: bool,
}

impl Api {
    /// Calls with this token; `on_refused` hears the code of each problem.
    pub fn new(csrf: &str, on_refused: Callback<String>) -> Self {
        Self { csrf: Rc::new(RefCell::new(csrf.to_owned())), on_refused, by_itself: false }
    }

    /// The same API for what the console asks by itself, while perhaps nobody sits before it.
    pub fn by_itself(&self) -> Self {
        Self { by_itself: true, ..self.clone() }
    }

    /// Takes the token of a session that was proven again.
    pub fn set_csrf(&self, csrf: &str) {
        csrf.clone_into(&mut self.csrf.borrow_mut());
    }

    /// Reads `path`, relative to the staff API.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        read(&self.send(path, None).await?)
    }

    /// Writes `body` to `path`, relative to the staff API.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Failure> {
        read(&self.send(path, Some((method, json(body)))).await?)
    }

    /// Writes JSON to `path` and answers the JSON that came back; for callers that are not compiled once for each type.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn post_json(&self, path: &str, body: String) -> Result<String, Failure> {
        self.send(path, Some((Method::Post, body))).await
    }

    /// Adds a file to a case, staff only at first; `on_progress` hears the share sent, in percent.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn upload(
        &self,
        reference: &str,
        file: &web_sys::File,
        on_progress: Callback<f64>,
    ) -> Result<StaffCase, Failure> {
        let path = address(&format!("cases/{reference}/documents"));
        let csrf = self.csrf.borrow().clone();
        let (status, body) = super::upload::send(&path, &csrf, file, on_progress).await.ok_or(Failure::Offline)?;
        read(&self.accepted(status, body)?)
    }

    /// One call, whatever is read or written: the body of an answer that is no refusal.
    async fn send(&self, path: &str, write: Option<(Method, String)>) -> Result<String, Failure> {
        let mut request = RequestBuilder::new(&address(path)).header("Accept", "application/json");
        if self.by_itself {
            request = request.header("X-Unattended", "1");
        }
        let sent = match write {
            None => request.send().await,
            Some((method, body)) => {
                let request = request
                    .method(match method {
                        Method::Post => gloo_net::http::Method::POST,
                        Method::Delete => gloo_net::http::Method::DELETE,
                    })
                    .header("Content-Type", "application/json")
                    .header("X-CSRF-Token", &self.csrf.borrow())
                    .body(body);
                request.map_err(|_| Failure::Offline)?.send().await
            }
        };
        let response = sent.map_err(|_| Failure::Offline)?;
        let body = response.text().await.map_err(|_| Failure::Offline)?;
        self.accepted(response.status(), body)
    }

    /// The body of an answer; a refusal is heard by the console and returned.
    fn accepted(&self, status: u16, body: String) -> Result<String, Failure> {
        if status < 400 {
            return Ok(body);
        }
        if status == 409
            && let Ok(conflict) = serde_json::from_str(&body)
        {
            return Err(Failure::Conflict(Box::new(conflict)));
        }
        let problem: Problem = serde_json::from_str(&body).map_err(|_| Failure::Offline)?;
        self.on_refused.emit(problem.code.clone());
        Err(Failure::Problem(Box::new(problem)))
    }
}

/// What an answer says.
///
/// # Errors
/// [`Failure::Offline`] for what is not the API's.
pub fn read<T: DeserializeOwned>(body: &str) -> Result<T, Failure> {
    // An answer without content is JSON's `null`, which reads as `()`.
    let body = if body.is_empty() { "null" } else { body };
    serde_json::from_str(body).map_err(|_| Failure::Offline)
}

/// A body as JSON. Writing our own types cannot fail; the server would refuse an empty one.
pub fn json(body: &impl Serialize) -> String {
    serde_json::to_string(body).unwrap_or_default()
}

fn address(path: &str) -> String {
    format!("{BASE}{path}")
}
