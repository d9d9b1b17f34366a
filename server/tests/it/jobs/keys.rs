//! What opens a case: keys, PIN and the code by mail.

use chrono::TimeDelta;
use server::app::Cx;
use server::db::sessions::{self, Session};
use server::db::{self, Conn};
use server::domain::keys::{self, Opened, Try};
use server::domain::{Refusal, email_code};
use shared::ids::AccessKey;
use shared::lang::Lang;

use crate::on_both;
use crate::support::TestApp;

const SESSION: &[u8] = b"a session";
const PIN: &str = "491703";

on_both! {
    async fn a_key_works_until_thirty_days_after_its_last_use(counter) {
        let submitted = counter.ask(Lang::En, &[]).await;
        for _ in 0..3 {
            counter.advance(TimeDelta::days(29));
            assert!(open(&counter, &submitted.access_key).await.is_ok());
        }
        counter.advance(TimeDelta::days(30));
        assert!(matches!(open(&counter, &submitted.access_key).await, Err(Refusal::NotFound)));
        let unknown = AccessKey::from_random(&[7; 24]);
        assert!(matches!(open(&counter, &unknown).await, Err(Refusal::NotFound)));
        let no_key = counter.try_write(|conn, cx| keys::open(conn, cx, "' OR 1=1 --")).await;
        assert!(matches!(no_key, Err(Refusal::NotFound)));
        counter.work_outbox().await;
    }

    async fn a_revoked_key_and_what_browsers_got_by_it_are_gone(counter) {
        let submitted = counter.ask(Lang::En, &[]).await;
        let opened = open(&counter, &submitted.access_key).await.unwrap();
        begin_session(&counter).await;
        grant(&counter, &opened).await;
        assert!(granted(&counter, &opened.case_id).await);
        let case_id = opened.case_id.clone();
        counter.try_write(move |conn, cx| keys::revoke_all(conn, cx, &case_id)).await.unwrap();
        assert!(!granted(&counter, &opened.case_id).await);
        assert!(matches!(open(&counter, &submitted.access_key).await, Err(Refusal::NotFound)));
        counter.work_outbox().await;
    }

    async fn a_key_opens_a_case_with_a_pin_only_together_with_the_pin(counter) {
        let submitted = counter.ask(Lang::En, &[("pin", PIN)]).await;
        let opened = open(&counter, &submitted.access_key).await.unwrap();
        assert!(opened.needs_pin);
        begin_session(&counter).await;
        assert!(matches!(pass(&counter, &opened.case_id, PIN).await, Err(Refusal::NotFound)), "the PIN alone opens nothing");
        grant(&counter, &opened).await;
        assert!(!granted(&counter, &opened.case_id).await, "nor does the key");
        assert_eq!(pass(&counter, &opened.case_id, "491704").await.unwrap(), Try::Wrong);
        assert_eq!(pass(&counter, &opened.case_id, "not a PIN").await.unwrap(), Try::Wrong);
        assert!(!granted(&counter, &opened.case_id).await);
        assert_eq!(pass(&counter, &opened.case_id, "49 17-03").await.unwrap(), Try::Right);
        assert!(granted(&counter, &opened.case_id).await);
        grant(&counter, &opened).await;
        assert!(granted(&counter, &opened.case_id).await, "the link once more does not ask again");
        assert_eq!(counter.case(&opened.case_id).await.pin_tries, 0);
        counter.work_outbox().await;
    }

    async fn the_sixth_try_at_a_pin_is_not_looked_at_even_if_it_is_right(counter) {
        let submitted = counter.ask(Lang::En, &[("pin", PIN)]).await;
        let opened = open(&counter, &submitted.access_key).await.unwrap();
        begin_session(&counter).await;
        grant(&counter, &opened).await;
        for _ in 0..5 {
            assert_eq!(pass(&counter, &opened.case_id, "491704").await.unwrap(), Try::Wrong);
        }
        assert_eq!(pass(&counter, &opened.case_id, PIN).await.unwrap(), Try::Locked);
        let (case_id, pin) = (opened.case_id.clone(), keys::hash_pin(&counter.app.random, &"380514".parse().unwrap()));
        counter.try_write(move |conn, _| keys::reset_pin(conn, &case_id, pin.as_deref())).await.unwrap();
        assert_eq!(pass(&counter, &opened.case_id, "380514").await.unwrap(), Try::Right, "the counter lifts the lock");
        counter.work_outbox().await;
    }

    async fn tries_at_the_same_moment_all_count(counter) {
        let submitted = counter.ask(Lang::En, &[("pin", PIN)]).await;
        let id = &submitted.case.id;
        let tries = (0..20).map(|_| {
            let id = id.clone();
            counter.try_write(move |conn, _| keys::try_pin(conn, &id, "491704"))
        });
        let tries = futures_util::future::join_all(tries).await;
        assert_eq!(tries.iter().filter(|tried| matches!(tried, Ok(Try::Wrong))).count(), 5, "{tries:?}");
        assert_eq!(tries.iter().filter(|tried| matches!(tried, Ok(Try::Locked))).count(), 15, "{tries:?}");
        counter.work_outbox().await;
    }

    async fn a_code_has_five_tries_and_thirty_minutes(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        assert_eq!(confirm(&counter, &case, "000000").await, Try::Locked, "there is none yet");
        let code = mint(&counter, &case.id).await;
        let wrong = if code == "111111" { "111112" } else { "111111" };
        for _ in 0..5 {
            assert_eq!(confirm(&counter, &case, wrong).await, Try::Wrong);
        }
        assert_eq!(confirm(&counter, &case, &code).await, Try::Locked);
        let late = mint(&counter, &case.id).await;
        counter.advance(email_code::LASTS);
        assert_eq!(confirm(&counter, &case, &late).await, Try::Locked);
        let other = counter.ask(Lang::En, &[]).await.case;
        let code = mint(&counter, &case.id).await;
        mint(&counter, &other.id).await;
        assert_ne!(confirm(&counter, &other, &code).await, Try::Right, "a code is for one case");
        assert_eq!(confirm(&counter, &case, &code).await, Try::Right);
        counter.work_outbox().await;
    }

    async fn codes_cannot_be_sent_to_a_stranger_without_end(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        let mut sent = 1;
        assert!(matches!(send(&counter, &case).await, Err(Refusal::Limited(1..=60))), "one was sent just now");
        for _ in 0..24 {
            counter.advance(TimeDelta::minutes(10));
            sent += i32::from(send(&counter, &case).await.is_ok());
        }
        assert_eq!(sent, 6);
        let Err(Refusal::Limited(seconds)) = send(&counter, &case).await else { panic!("limited") };
        assert_eq!(seconds, 20 * 60 * 60);
        counter.advance(TimeDelta::hours(20));
        assert!(send(&counter, &case).await.is_ok(), "a day later again");
        counter.work_outbox().await;
    }
}

async fn open(counter: &TestApp, key: &AccessKey) -> Result<Opened, Refusal> {
    let key = key.clone();
    counter.try_write(move |conn, cx| keys::open(conn, cx, key.expose())).await
}

async fn begin_session(counter: &TestApp) {
    let begin = |conn: &mut Conn, cx: &Cx| {
        let now = cx.now.naive_utc();
        let session = Session {
            token_hash: SESSION.to_vec(),
            staff_id: None,
            csrf: String::new(),
            created_at: now,
            last_seen_at: now,
            expires_at: now + TimeDelta::minutes(30),
            proved_at: None,
        };
        sessions::insert(conn, &session)
    };
    counter.try_write(begin).await.unwrap();
}

async fn grant(counter: &TestApp, opened: &Opened) {
    let opened = opened.clone();
    counter.try_write(move |conn, _| keys::grant(conn, SESSION, &opened)).await.unwrap();
}

async fn granted(counter: &TestApp, case_id: &str) -> bool {
    let case_id = case_id.to_owned();
    counter.try_write(move |conn, _| db::keys::granted(conn, SESSION, &case_id)).await.unwrap()
}

async fn pass(counter: &TestApp, case_id: &str, pin: &str) -> Result<Try, Refusal> {
    let (case_id, pin) = (case_id.to_owned(), pin.to_owned());
    counter.try_write(move |conn, _| keys::pass_pin(conn, SESSION, &case_id, &pin)).await
}

async fn mint(counter: &TestApp, case_id: &str) -> String {
    let case_id = case_id.to_owned();
    counter.try_write(move |conn, cx| email_code::mint(conn, cx, &case_id)).await.unwrap()
}

async fn confirm(counter: &TestApp, case: &db::cases::Case, code: &str) -> Try {
    let (case, code) = (case.clone(), code.to_owned());
    counter.try_write(move |conn, cx| email_code::confirm(conn, cx, &case, &code)).await.unwrap()
}

async fn send(counter: &TestApp, case: &db::cases::Case) -> Result<(), Refusal> {
    let case = case.clone();
    counter.try_write(move |conn, cx| email_code::send(conn, cx, &case)).await
}
