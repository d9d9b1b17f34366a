//! A clock that is wrong and is put right.

use chrono::TimeDelta;
use server::db::{outbox as rows, sessions};
use server::domain::history;
use shared::service::{Role, state};

use super::{send, whole_cases};
use crate::on_both;
use crate::support::TestApp;

on_both! {
    async fn a_clock_that_is_set_back_breaks_no_history_and_loses_no_mail(app) {
        let browser = app.browser();
        send(&browser).await.expect(201);
        let case = app.in_review(&[]).await;
        app.advance(TimeDelta::hours(-2));
        send(&browser).await.expect(201);
        let moved = app.by(Role::Records, &case, "ask_information", &[("text", "Which day was it?")]).await;
        assert_eq!(moved.state, state::NEEDS_INFORMATION);
        let checked = app.read(move |conn, _| history::verify(conn, &moved.id)).await;
        assert!(checked.is_ok(), "the order of a history is that of its numbers: {checked:?}");
        assert!(app.work_outbox().await >= 2, "mail of the present goes out");
        let left = async |app: &TestApp| app.read(|conn, _| rows::count(conn, rows::WAITING)).await;
        assert!(left(&app).await > 0, "that of the wrong time waits for it");
        app.advance(TimeDelta::hours(2));
        app.work_outbox().await;
        assert_eq!(left(&app).await, 0);
        assert_eq!(whole_cases(&app).await, 3);
    }

    async fn a_lease_of_a_wrong_time_ends(app) {
        app.take_in(&[]).await;
        app.advance(TimeDelta::days(3));
        let begin = |conn: &mut server::db::Conn, cx: &server::app::Cx| {
            let id = rows::due(conn, cx.now.naive_utc(), 1)?.remove(0);
            Ok(rows::claim(conn, &id, cx.now.naive_utc(), (cx.now + TimeDelta::minutes(3)).naive_utc())?.id)
        };
        let id = app.write(begin).await;
        app.advance(TimeDelta::days(-3));
        assert_eq!(app.work_outbox().await, 1, "nobody waits three days for {id}");
        assert_eq!(app.mails().len(), 1);
    }

    async fn a_session_of_a_wrong_time_ends_when_the_clock_is_put_right(app) {
        app.advance(TimeDelta::days(3));
        let console = app.sign_in(Role::Records).await;
        console.get("cases").await.expect(200);
        app.advance(TimeDelta::days(-3));
        console.get("cases").await.expect(401);
        let token = console.browser.cookie("staff").unwrap();
        let hash = server::domain::sessions::token_hash(&token);
        let row = app.try_write(move |conn, cx| sessions::live(conn, &hash, cx.now.naive_utc())).await;
        assert!(row.is_err(), "it would last three days and twelve hours");
    }

    async fn a_clock_that_jumps_ahead_ends_what_was_open_and_serves_the_next(app) {
        let console = app.sign_in(Role::Records).await;
        app.advance(TimeDelta::days(2));
        console.get("cases").await.expect(401);
        let again = app.sign_in(Role::Records).await;
        again.get("cases").await.expect(200);
        send(&app.browser()).await.expect(201);
        app.work_outbox().await;
    }

    async fn a_limit_is_counted_anew_at_another_time_and_never_refuses_for_longer_than_its_window(app) {
        let browser = app.browser();
        let ask = || browser.post_form("/find", &[("reference", "34CD-67F9"), ("email", "ana@example.test")]);
        let mut last = ask().await;
        while last.status != 429 {
            last = ask().await;
        }
        app.advance(TimeDelta::days(-1));
        assert_ne!(ask().await.status, 429, "yesterday is another window");
        app.advance(TimeDelta::days(1));
        let refused = ask().await.expect(429);
        assert!(refused.header("retry-after").parse::<i64>().unwrap() <= 24 * 60 * 60);
        app.work_outbox().await;
    }
}
