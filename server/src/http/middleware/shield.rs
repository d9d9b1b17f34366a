//! The flood shield of one process. The limits that matter are rows; this one keeps a single machine from drowning us.

use std::net::IpAddr;
use std::num::NonZeroU32;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use crate::app::App;
use crate::http::ApiError;
use crate::http::client_address::{client_address, network_of};

/// Requests per second that one client's network may send for long: a page with its files is about ten.
const PER_SECOND: NonZeroU32 = NonZeroU32::new(50).unwrap();

/// Requests that it may send at once.
const BURST: NonZeroU32 = NonZeroU32::new(300).unwrap();

/// Counts requests by the client's network.
#[derive(Debug)]
pub struct Shield(DefaultKeyedRateLimiter<IpAddr>);

impl Shield {
    /// A shield that lets through what many people behind one address need.
    #[must_use]
    pub fn generous() -> Self {
        Self::new(PER_SECOND, BURST)
    }

    /// A shield of `per_second` requests for long and `burst` at once.
    #[must_use]
    pub fn new(per_second: NonZeroU32, burst: NonZeroU32) -> Self {
        Self(DefaultKeyedRateLimiter::keyed(Quota::per_second(per_second).allow_burst(burst)))
    }

    /// Forgets clients that have been quiet, so that memory stays bounded.
    pub fn forget_quiet(&self) {
        self.0.retain_recent();
    }

    /// Seconds to wait when this network sent too much.
    fn wait(&self, network: IpAddr) -> Option<u64> {
        let refused = self.0.check_key(&network).err()?;
        Some(refused.wait_time_from(DefaultClock::default().now()).as_secs() + 1)
    }
}

/// Refuses a flood with 429.
///
/// # Errors
/// Never: the refusal is a response.
pub async fn shield(
    app: web::Data<App>,
    shield: web::Data<Shield>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let client = client_address(request.peer_addr(), request.headers(), &app.settings.trusted_proxies);
    match shield.wait(network_of(client)) {
        None => Ok(next.call(request).await?.map_into_left_body()),
        Some(seconds) => Ok(request.error_response(ApiError::Limited(seconds)).map_into_right_body()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_is_stopped_and_another_is_not() {
        let one = NonZeroU32::new(1).unwrap();
        let shield = Shield::new(one, one);
        let (first, second): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        assert_eq!(shield.wait(first), None);
        assert_eq!(shield.wait(first), Some(1));
        assert_eq!(shield.wait(second), None);
    }
}
