//! What handlers take from a request: the circumstances, JSON, keys.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::TimeDelta;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use shared::form::Fault;
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
        let network = network_of(self.client_ip).to_string();
        self.limit_for(what, network, max, window).await
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

/// A JSON body, with the bytes that idempotency compares.
#[derive(Debug, Clone)]
pub struct Json<T> {
    /// What was sent.
    pub value: T,
    /// As it was sent.
    pub bytes: web::Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let media_type = request.content_type().to_owned();
        let body = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            if !media_type.eq_ignore_ascii_case("application/json") {
                return Err(ApiError::MediaType);
            }
            let bytes =
                body.await.map_err(|error| ApiError::of_status(error.as_response_error().status_code(), "body"))?;
            let value = serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))?;
            Ok(Self { value, bytes })
        })
    }
}

/// Serde's message may quote what was typed, so only the names of fields and the place are taken from it.
fn unreadable(error: &serde_json::Error) -> ApiError {
    let message = error.to_string();
    let name = |kind: &str| message.strip_prefix(kind).and_then(|rest| rest.split('`').next()).map(ToOwned::to_owned);
    if error.is_data() {
        if let Some(field) = name("unknown field `") {
            return ApiError::Invalid(vec![Fault::new(&field, "unknown")]);
        }
        if let Some(field) = name("missing field `") {
            return ApiError::Invalid(vec![Fault::new(&field, "required")]);
        }
    }
    ApiError::Malformed(Some(format!("JSON {}:{}", error.line(), error.column())))
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

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[expect(dead_code, reason = "only its absence matters")]
        name: String,
    }

    #[test]
    fn an_unreadable_body_names_the_field_or_the_place_and_never_what_was_typed() {
        let error = |body: &str| unreadable(&serde_json::from_str::<Sample>(body).unwrap_err());
        assert!(
            matches!(error(r#"{"name":"a","b":"secret"}"#), ApiError::Invalid(faults) if faults == [Fault::new("b", "unknown")])
        );
        assert!(matches!(error("{}"), ApiError::Invalid(faults) if faults == [Fault::new("name", "required")]));
        assert!(
            matches!(error(r#"{"name": {"x": "secret"}}"#), ApiError::Malformed(Some(place)) if place.starts_with("JSON 1:"))
        );
        assert!(matches!(error("{"), ApiError::Malformed(Some(_))));
    }
}
