//! An address and the methods that it takes.

use std::future::ready;

use actix_web::http::Method;
use actix_web::{FromRequest, Handler, Resource, Responder, Route, web};

use super::ApiError;

/// A method, on its way to a handler.
pub struct Verb(Method);

/// `GET`, and `HEAD`, which `middleware::access` turns into it.
pub const fn get() -> Verb {
    Verb(Method::GET)
}

/// `POST`.
pub const fn post() -> Verb {
    Verb(Method::POST)
}

/// `DELETE`.
pub const fn delete() -> Verb {
    Verb(Method::DELETE)
}

impl Verb {
    /// The handler for this method.
    pub fn to<F, Args>(self, handler: F) -> (Method, Route)
    where
        F: Handler<Args, Output: Responder + 'static>,
        Args: FromRequest + 'static,
    {
        (self.0.clone(), web::method(self.0).to(handler))
    }
}

/// The handlers of an address; any other method is a 405 that names those (RFC 9110, 15.5.6).
pub fn at<const N: usize>(path: &str, handlers: [(Method, Route); N]) -> Resource {
    let methods: Vec<&str> = handlers.iter().map(|(method, _)| method.as_str()).collect();
    let allow = methods.join(", ").replace("GET", "GET, HEAD");
    let resource = handlers.into_iter().fold(web::resource(path), |resource, (_, route)| resource.route(route));
    resource.default_service(web::to(move || ready(Err::<&'static str, _>(ApiError::Method(allow.clone())))))
}
