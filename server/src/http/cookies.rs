//! The two cookies: a visitor's and a member of staff's. Each holds a random token and nothing else.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpMessage, HttpRequest};
use chrono::TimeDelta;

use crate::config::Settings;

/// Name of the visitor's cookie, on loopback http; with TLS `__Host-` stands before it.
pub const VISITOR_COOKIE: &str = "visitor";

/// Name of the cookie of staff, on loopback http; with TLS `__Host-` stands before it.
pub const STAFF_COOKIE: &str = "staff";

/// Cookies that the response will carry, put there by [`set`] and sent by `middleware::problems`.
#[derive(Debug, Default)]
pub(super) struct Pending(pub Vec<Cookie<'static>>);

fn full_name(settings: &Settings, name: &str) -> String {
    // The prefix makes browsers insist on Secure, this very host, and the path `/`.
    if settings.secure() { format!("__Host-{name}") } else { name.to_owned() }
}

/// The token that the browser sent.
pub(super) fn read(request: &HttpRequest, settings: &Settings, name: &str) -> Option<String> {
    request.cookie(&full_name(settings, name)).map(|cookie| cookie.value().to_owned())
}

/// Lets the response set the cookie; without `keep` the browser forgets it when it is closed.
pub(super) fn set(request: &HttpRequest, settings: &Settings, name: &str, token: &str, keep: Option<TimeDelta>) {
    let mut cookie = Cookie::build(full_name(settings, name), token.to_owned())
        .path("/")
        .http_only(true)
        .secure(settings.secure())
        .same_site(SameSite::Lax)
        .finish();
    if let Some(keep) = keep {
        cookie.set_max_age(Duration::seconds(keep.num_seconds()));
    }
    push(request, cookie);
}

/// Lets the response take the cookie away.
pub(super) fn clear(request: &HttpRequest, settings: &Settings, name: &str) {
    set(request, settings, name, "", Some(TimeDelta::zero()));
}

fn push(request: &HttpRequest, cookie: Cookie<'static>) {
    let mut extensions = request.extensions_mut();
    if let Some(pending) = extensions.get_mut::<Pending>() {
        pending.0.retain(|other| other.name() != cookie.name());
        pending.0.push(cookie);
    } else {
        extensions.insert(Pending(vec![cookie]));
    }
}
