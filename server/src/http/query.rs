//! What stands behind the `?` of an address.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use super::ApiError;
use super::json::faulty;

/// The parameters of a query; one that is wrong is refused by its name.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(request.query_string().as_bytes()));
        let read = serde_path_to_error::deserialize(pairs);
        ready(read.map(Self).map_err(|error| faulty(error.path(), &error.inner().to_string())))
    }
}
