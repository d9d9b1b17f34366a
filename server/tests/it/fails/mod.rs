//! Parts that fail: what is answered meanwhile, that nothing is half done, and that all goes on by itself afterwards.

mod files;
mod network;
mod postgres;
mod sqlite;
mod time;

use std::time::{Duration, Instant};

use server::db::cases;
use shared::problem::Problem;

use crate::engine::THEFT;
use crate::support::{Answer, Browser, TestApp};

/// Longest wait for something that must happen by itself.
const LONGEST: Duration = Duration::from_secs(40);

/// Sends a request as a program does.
pub async fn send(browser: &Browser) -> Answer {
    let form: std::collections::BTreeMap<_, _> = THEFT.iter().copied().collect();
    browser.post("/api/v1/requests/police_report", &form).await
}

/// A program hears that the counter cannot serve it now, and when to come again.
#[track_caller]
pub fn told_a_program(answer: Answer) {
    let answer = answer.expect(503);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.header("retry-after"), "5");
    assert_eq!(answer.json::<Problem>().code, "unavailable");
}

/// What everybody hears while nothing can be kept: programs a problem, people a page in their language. Guidance in
/// an emergency and the hours are there all the same, and the process counts as living but not as ready.
pub async fn nothing_can_be_kept(browser: &Browser) {
    let form = [("reference", "34CD-67F9"), ("email", "ana@example.test")];
    let (program, person, ready, contacts) = futures_util::join!(
        send(browser),
        browser.post_form("/es/find", &form),
        browser.get("/readyz"),
        browser.get("/contact")
    );
    told_a_program(program);
    let page = person.expect(503);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("retry-after"), "5");
    let text = page.text();
    assert!(text.contains("<html lang=\"es-US\">") && text.contains(page.header("x-request-id")), "{text}");
    assert!(!text.contains("ana@example.test"), "{text}");
    ready.expect(503);
    browser.get("/healthz").await.expect(200);
    browser.get("/911").await.expect(200);
    assert!(contacts.expect(200).text().contains("closes at 5:00"), "hours are told from the profile");
}

/// Waits until everything is served again, without a restart, and sends a request.
pub async fn serves_again(browser: &Browser) {
    until("the counter is ready", || async { (browser.get("/readyz").await.status == 200).then_some(()) }).await;
    send(browser).await.expect(201);
}

/// Looks again and again until there is something.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, look: impl Fn() -> F) -> T {
    let begun = now();
    while now() - begun < LONGEST {
        if let Some(found) = look().await {
            return found;
        }
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("waited in vain until {what}");
}

#[expect(clippy::disallowed_methods, reason = "the machine's time bounds how long a test waits")]
fn now() -> Instant {
    Instant::now()
}

/// How many cases there are, and that each of them is whole: its history has as many events as it says, its clock runs.
pub async fn whole_cases(app: &TestApp) -> usize {
    app.read(|conn, _| {
        let ids = cases::ids_after(conn, "", 10_000)?;
        for id in &ids {
            server::domain::history::verify(conn, id)?.expect("a whole history");
            assert!(!server::db::clocks::of_case(conn, id)?.is_empty(), "a case without a clock");
            assert!(!server::db::outbox::of_case(conn, id)?.is_empty(), "a case without its mail");
        }
        Ok(ids.len())
    })
    .await
}
