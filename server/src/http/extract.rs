//! What handlers take from a request: the circumstances, keys.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::TimeDelta;
use shared::lang::Lang;

use super::client_address::{client_address, network_of};
use super::{ApiError, session};
use crate::app::{Actor, App};
use crate::domain::{Refusal, limits};

pub use session::{StaffSession, Visitor};

/// The language of whoever signed in, which goes before `Accept-Language`.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReaderLang(pub Lang);

/// The id under which the log knows a request.
#[derive(Debug, Clone)]
pub(super) struct RequestId(pub String);

/// The circumstances of one request.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The counter.
    pub app: App,
    /// The reader's language: from the address of a page, from `Accept-Language` for the API and the console.
    pub lang: Lang,
    /// The client's address; never logged.
    pub client_ip: IpAddr,
    /// The id under which the log knows this request.
    pub request_id: String,
    /// The path of the address without the language's prefix, as `/fees`.
    pub path: String,
}

impl Ctx {
    /// The circumstances of `request`.
    ///
    /// # Errors
    /// [`ApiError::Internal`] outside a running server.
    pub fn of(request: &HttpRequest) -> Result<Self, ApiError> {
        let app = app_of(request)?;
        Ok(Self {
            lang: lang_of(request),
            client_ip: client_address(request.peer_addr(), request.headers(), &app.settings.trusted_proxies),
            request_id: request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
            path: Lang::split_path(request.path()).1.to_owned(),
            app,
        })
    }

    /// The text of a key in the reader's language.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.app.texts.get(self.lang, key)
    }

    /// Counts one use of `what` by this client's network, and refuses when there were `max` in this `window` already.
    /// The count stands even when the request fails afterwards.
    ///
    /// # Errors
    /// [`ApiError::Limited`], or [`ApiError::Unavailable`].
    pub async fn limit(&self, what: &'static str, max: i32, window: TimeDelta) -> Result<(), ApiError> {
        self.limit_for(what, self.network(), max, window).await
    }

    /// The client's network, as limits count it.
    #[must_use]
    pub fn network(&self) -> String {
        network_of(self.client_ip).to_string()
    }

    /// Like [`Ctx::limit`], for something else than an address: a reference, an email address.
    ///
    /// # Errors
    /// [`ApiError::Limited`], or [`ApiError::Unavailable`].
    pub async fn limit_for(
        &self,
        what: &'static str,
        who: String,
        max: i32,
        window: TimeDelta,
    ) -> Result<(), ApiError> {
        let take = move |conn: &mut _, cx: &_| Ok::<_, Refusal>(limits::take(conn, cx, what, &who, max, window));
        // The refusal is carried out of the transaction as a value: an error would take the count back.
        Ok(self.app.write(&Actor::System, take).await??)
    }
}

impl FromRequest for Ctx {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

pub(super) fn app_of(request: &HttpRequest) -> Result<App, ApiError> {
    let app = request.app_data::<web::Data<App>>();
    app.map(|app| app.get_ref().clone()).ok_or_else(|| ApiError::Internal("no App in the server".to_owned()))
}

/// The language in which this request is answered.
pub(super) fn lang_of(request: &HttpRequest) -> Lang {
    if let Some(reader) = request.extensions().get::<ReaderLang>() {
        return reader.0;
    }
    let path = request.path();
    if path.starts_with("/api/") || path.starts_with("/staff") {
        header_text(request.headers(), header::ACCEPT_LANGUAGE.as_str()).map_or(Lang::En, Lang::from_accept_language)
    } else {
        Lang::split_path(path).0
    }
}

pub(super) fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The access key of `Authorization: Bearer …`, if one was sent.
#[derive(Clone)]
pub struct Bearer(pub Option<String>);

impl FromRequest for Bearer {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(bearer(request.headers()).map(ToOwned::to_owned))))
    }
}

pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = header_text(headers, "authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim()).filter(|key| !key.is_empty())
}
