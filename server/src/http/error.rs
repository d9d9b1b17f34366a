//! The one error that becomes a response. How it is written, as JSON or as a page, is `middleware::problems`'s part.

use std::borrow::Cow;
use std::io::ErrorKind;

use actix_web::error::PayloadError;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use shared::form::Fault;
use shared::service::Block;
use shared::staff::code;

use crate::db;
use crate::domain::Refusal;

/// Seconds after which another try is worth it when storage cannot be reached.
const RETRY_UNAVAILABLE: u64 = 5;

/// Seconds after which the answer of a request that is still running may be there.
const RETRY_IN_PROGRESS: u64 = 1;

/// Why a request was not served.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// 404: there is no such thing, or this person may not know of it.
    #[error("not found")]
    NotFound,
    /// 405: only with these methods.
    #[error("method not allowed")]
    Method(String),
    /// 401: nobody is signed in.
    #[error("sign-in required")]
    SignIn,
    /// 401: email address, password or code is wrong; which one is not told.
    #[error("credentials refused")]
    Credentials,
    /// 401: the session was idle for too long.
    #[error("session locked")]
    Locked,
    /// 403: the person must prove again who they are.
    #[error("proof needed")]
    ProofNeeded,
    /// 403: the account has no second factor yet.
    #[error("enrolment required")]
    Enrol,
    /// 403: not for this person.
    #[error("forbidden")]
    Forbidden,
    /// 403: a write that did not come from our own pages, or without the session's token.
    #[error("foreign origin")]
    Origin,
    /// 400: the body, a header or the address cannot be read; where, when that is known. Never a typed value.
    #[error("malformed")]
    Malformed(Option<String>),
    /// 408: the body came too slowly.
    #[error("too slow")]
    Slow,
    /// 413: more bytes than this address takes.
    #[error("too large")]
    TooLarge,
    /// 415: another media type than this address takes.
    #[error("unsupported media type")]
    MediaType,
    /// 422: by field.
    #[error("invalid fields")]
    Invalid(Vec<Fault>),
    /// 422: by field; the locale files have words for the fields of this form, as `police-report` or `action-field`.
    #[error("invalid fields")]
    InvalidIn(Cow<'static, str>, Vec<Fault>),
    /// 409: the case moved. Members such as `current` stand beside those of the problem.
    #[error("stale version")]
    Stale(Option<Box<serde_json::Value>>),
    /// 409: another change came first.
    #[error("conflict: {0}")]
    Conflict(String),
    /// 409: the request with this idempotency key is still running.
    #[error("in progress")]
    InProgress,
    /// 409: the idempotency key was used with another body.
    #[error("idempotency key reused")]
    KeyReused,
    /// 403, 409 or 422: role, state or law forbid it now.
    #[error("blocked: {0:?}")]
    Blocked(Block),
    /// 429: seconds until another try may succeed.
    #[error("limited for {0} s")]
    Limited(u64),
    /// 503: storage cannot be reached.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// 500: a defect. Logged with its cause, told to nobody.
    #[error("internal: {0}")]
    Internal(String),
}

/// What an error looks like from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The HTTP status.
    pub status: StatusCode,
    /// The word for programs.
    pub code: &'static str,
    /// The text's key; its `.text` says what to do.
    pub text: &'static str,
    /// The header `Retry-After`, in seconds.
    pub retry_after: Option<u64>,
}

impl ApiError {
    /// What it looks like from outside.
    #[must_use]
    pub fn face(&self) -> Face {
        let face = |status, code, text| Face { status, code, text, retry_after: None };
        match self {
            Self::NotFound => face(StatusCode::NOT_FOUND, "not_found", "error-not-found"),
            Self::Method(_) => face(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "error-method"),
            Self::SignIn => face(StatusCode::UNAUTHORIZED, code::SIGN_IN, "error-unauthorised"),
            Self::Credentials => face(StatusCode::UNAUTHORIZED, "credentials_refused", "error-credentials"),
            Self::Locked => face(StatusCode::UNAUTHORIZED, code::LOCKED, "error-locked"),
            Self::ProofNeeded => face(StatusCode::FORBIDDEN, code::REAUTH, "error-proof"),
            Self::Enrol => face(StatusCode::FORBIDDEN, code::ENROL, "error-enrol"),
            Self::Forbidden | Self::Blocked(Block::Role) => face(StatusCode::FORBIDDEN, "forbidden", "error-forbidden"),
            Self::Origin => face(StatusCode::FORBIDDEN, "foreign_origin", "error-origin"),
            Self::Malformed(_) => face(StatusCode::BAD_REQUEST, "malformed", "error-malformed"),
            Self::Slow => face(StatusCode::REQUEST_TIMEOUT, "too_slow", "error-slow"),
            Self::TooLarge => face(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "error-body-too-large"),
            Self::MediaType => face(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "error-media-type"),
            Self::Invalid(_) | Self::InvalidIn(..) => {
                face(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "error-invalid")
            }
            Self::Stale(_) => face(StatusCode::CONFLICT, code::STALE, "error-stale-version"),
            Self::Conflict(_) => face(StatusCode::CONFLICT, "conflict", "error-conflict"),
            Self::Blocked(Block::State) => face(StatusCode::CONFLICT, "wrong_state", "error-conflict"),
            Self::Blocked(Block::Gate(gate)) => face(StatusCode::UNPROCESSABLE_ENTITY, gate, "error-gate"),
            Self::KeyReused => face(StatusCode::CONFLICT, "idempotency_key_reused", "error-idempotency"),
            Self::InProgress => Face {
                retry_after: Some(RETRY_IN_PROGRESS),
                ..face(StatusCode::CONFLICT, "in_progress", "error-in-progress")
            },
            Self::Limited(seconds) => {
                Face { retry_after: Some(*seconds), ..face(StatusCode::TOO_MANY_REQUESTS, "limited", "error-limited") }
            }
            Self::Unavailable(_) => Face {
                retry_after: Some(RETRY_UNAVAILABLE),
                ..face(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "error-unavailable")
            },
            Self::Internal(_) => face(StatusCode::INTERNAL_SERVER_ERROR, "internal", "error-internal"),
        }
    }

    /// The error that a status of the framework stands for, when no handler of ours answered.
    #[must_use]
    pub fn of_status(status: StatusCode, cause: &str) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::MediaType,
            status if status.is_client_error() => Self::Malformed(None),
            _ => Self::Internal(cause.to_owned()),
        }
    }

    /// Why a body could not be read to its end.
    #[must_use]
    pub fn of_payload(error: &PayloadError) -> Self {
        match error {
            PayloadError::Overflow => Self::TooLarge,
            PayloadError::Io(error) if error.kind() == ErrorKind::TimedOut => Self::Slow,
            _ => Self::Malformed(None),
        }
    }

    /// The same error, its faults put in the words of a form: `police-report`, `action-field`.
    #[must_use]
    pub fn in_form(self, prefix: impl Into<Cow<'static, str>>) -> Self {
        match self {
            Self::Invalid(faults) => Self::InvalidIn(prefix.into(), faults),
            other => other,
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::Forbidden => Self::Forbidden,
            Refusal::Invalid(faults) => Self::Invalid(faults),
            Refusal::Stale(_) => Self::Stale(None),
            Refusal::Blocked(block) => Self::Blocked(block),
            Refusal::ProofNeeded => Self::ProofNeeded,
            Refusal::Limited(seconds) => Self::Limited(seconds),
            Refusal::Storage(error) => error.into(),
        }
    }
}

impl From<db::Error> for ApiError {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::NotFound => Self::NotFound,
            db::Error::Conflict(constraint) => Self::Conflict(constraint),
            db::Error::Unavailable(cause) => Self::Unavailable(cause),
            db::Error::Other(cause) => Self::Internal(cause),
        }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.face().status
    }

    /// An empty response: `middleware::problems`, which knows the reader's language, fills it.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
