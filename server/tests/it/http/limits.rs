//! How often something may be done.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;

use chrono::TimeDelta;
use futures_util::future::join_all;
use server::http::{ApiError, Ctx};
use shared::lang::Lang;

use crate::on_both;
use crate::support::{TestApp, Wishes};

fn ctx(app: &TestApp, last: u8) -> Ctx {
    let client_ip = IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
    Ctx { app: app.app.clone(), lang: Lang::En, client_ip, request_id: String::new(), path: "/".to_owned() }
}

on_both! {
    async fn of_many_at_once_just_the_allowed_number_passes(app) {
        let ctx = ctx(&app, 1);
        let tries = join_all((0..30).map(|_| ctx.limit("trying", 7, TimeDelta::hours(1)))).await;
        assert_eq!(tries.iter().filter(|outcome| outcome.is_ok()).count(), 7);
        assert!(tries.iter().all(|outcome| matches!(outcome, Ok(()) | Err(ApiError::Limited(3600)))), "{tries:?}");
    }

    async fn a_limit_is_for_one_client_one_thing_and_one_window(app) {
        let (one, other) = (ctx(&app, 1), ctx(&app, 2));
        let hour = TimeDelta::hours(1);
        one.limit("trying", 1, hour).await.unwrap();
        assert!(one.limit("trying", 1, hour).await.is_err());
        other.limit("trying", 1, hour).await.unwrap();
        one.limit("finding", 1, hour).await.unwrap();
        app.advance(hour);
        one.limit("trying", 1, hour).await.unwrap();
    }

    async fn a_flood_from_one_address_is_stopped_and_another_address_is_served(app, Wishes {
        settings: vec![("TRUSTED_PROXIES", "127.0.0.0/8".into())],
        burst: NonZeroU32::new(3),
        ..Wishes::default()
    }) {
        let from = |address: &'static str| app.browser().call("GET", "/healthz").header("x-forwarded-for", address).send();
        for _ in 0..3 {
            from("198.51.100.1").await.expect(200);
        }
        let refused = from("198.51.100.1").await.expect(429);
        assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
        from("198.51.100.2").await.expect(200);
    }

    async fn no_address_stands_in_the_database_in_clear(app) {
        ctx(&app, 77).limit("trying", 1, TimeDelta::hours(1)).await.unwrap();
        if let Some(file) = app.database_url().strip_prefix("sqlite:") {
            for file in [file.to_owned(), format!("{file}-wal")] {
                let bytes = std::fs::read(file).unwrap_or_default();
                assert!(!bytes.windows(10).any(|part| part == b"192.0.2.77"));
            }
        }
    }
}
