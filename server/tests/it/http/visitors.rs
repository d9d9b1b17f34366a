//! A visitor's session: made when it is needed, shut when it was idle.

use chrono::TimeDelta;
use shared::lang::Lang;

use crate::on_both;
use crate::support::{Browser, TestApp};

/// A browser that opened the link of a new request, and the address of the request.
async fn opened(app: &TestApp) -> (Browser, String) {
    let submitted = app.ask(Lang::En, &[]).await;
    app.work_outbox().await;
    let browser = app.browser();
    let answer = browser.get(&format!("/k/{}", submitted.access_key.expose())).await;
    assert!((300..400).contains(&answer.status), "{}", answer.status);
    let page = format!("/requests/{}", submitted.reference);
    assert_eq!(answer.header("location"), page);
    browser.get(&page).await.expect(200);
    (browser, page)
}

on_both! {
    async fn half_an_hour_without_use_closes_a_request(app) {
        let (browser, page) = opened(&app).await;
        app.advance(TimeDelta::minutes(29));
        browser.get(&page).await.expect(200);
        app.advance(TimeDelta::minutes(29));
        browser.get(&page).await.expect(200);
        app.advance(TimeDelta::minutes(31));
        browser.get(&page).await.expect(404);
        browser.get(&page).await.expect(404);
    }

    async fn closing_takes_a_request_from_this_browser_alone_and_its_link_brings_it_back(app) {
        let submitted = app.ask(Lang::En, &[]).await;
        app.work_outbox().await;
        let (page, link) = (format!("/requests/{}", submitted.reference), format!("/k/{}", submitted.access_key.expose()));
        let [here, elsewhere] = [app.browser(), app.browser()];
        for browser in [&here, &elsewhere] {
            browser.get(&link).await.expect(303);
        }
        let button = format!("action=\"{page}/close\"");
        assert!(here.get(&page).await.expect(200).text().contains(&button), "no button to close it");
        let closed = here.post_form(&format!("{page}/close"), &[]).await.expect(303);
        assert_eq!(closed.header("location"), "/");
        here.get(&page).await.expect(404);
        elsewhere.get(&page).await.expect(200);
        here.get(&link).await.expect(303);
        here.get(&page).await.expect(200);
    }

    async fn leaving_takes_the_session_away(app) {
        let (browser, page) = opened(&app).await;
        let cookie = browser.cookie("visitor");
        let answer = browser.get("/leave").await;
        assert!(answer.header("location").starts_with("https://"), "{}", answer.status);
        assert_eq!(browser.cookie("visitor"), None);
        browser.set_cookie("visitor", cookie.as_deref());
        browser.get(&page).await.expect(404);
    }

    async fn the_cookie_of_a_visitor_says_nothing_and_goes_nowhere_else(app) {
        let submitted = app.ask(Lang::En, &[]).await;
        app.work_outbox().await;
        let answer = app.browser().get(&format!("/k/{}", submitted.access_key.expose())).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("visitor=") && cookie.contains("HttpOnly"), "{cookie}");
        assert!(cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
        assert!(!cookie.contains("Max-Age") && !cookie.contains(submitted.access_key.expose()), "{cookie}");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}
