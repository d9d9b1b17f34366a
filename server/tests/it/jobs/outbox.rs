//! The outbox: at least once, by one worker at a time, and given up in the end.

use chrono::TimeDelta;
use server::db::{self, outbox as rows};
use server::outbox::{Job, runner};
use shared::lang::Lang;
use shared::service::Mail;

use super::mail_server::{MailServer, Manner, WORDS};
use crate::on_both;
use crate::support::TestApp;

const UPDATE: Mail = Mail::State;

on_both! {
    async fn a_process_that_dies_between_commit_and_mail_leaves_the_mail_to_the_next(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        assert!(counter.mails().is_empty(), "nothing is sent before the commit is answered");
        // The first process never comes to it.
        let next = counter.another_process(None);
        assert_eq!(runner::run_due(&next).await.unwrap(), 1);
        assert_eq!(counter.mails().len(), 1);
        let jobs = counter.jobs_of(&case.id).await;
        assert_eq!(jobs[0].state, rows::DONE);
        assert_eq!(runner::run_due(&next).await.unwrap(), 0, "and only once");
    }

    async fn a_worker_that_dies_with_a_job_loses_it_when_its_lease_ends(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        let id = counter.jobs_of(&case.id).await[0].id.clone();
        claim(&counter, &id, TimeDelta::minutes(3)).await.unwrap();
        assert_eq!(counter.work_outbox().await, 0, "somebody has it");
        counter.advance(TimeDelta::minutes(3));
        assert_eq!(counter.work_outbox().await, 1);
        assert_eq!(counter.mails().len(), 1);
    }

    async fn of_many_workers_one_gets_a_lease(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        let id = counter.jobs_of(&case.id).await[0].id.clone();
        let claims = (0..16).map(|_| claim(&counter, &id, TimeDelta::minutes(3)));
        let claims = futures_util::future::join_all(claims).await;
        assert_eq!(claims.iter().filter(|claim| claim.is_ok()).count(), 1, "{claims:?}");
        assert!(claims.iter().all(|claim| matches!(claim, Ok(_) | Err(db::Error::NotFound))), "{claims:?}");
    }

    async fn a_worker_that_lost_its_lease_cannot_end_the_job(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        let id = counter.jobs_of(&case.id).await[0].id.clone();
        let first = claim(&counter, &id, TimeDelta::minutes(3)).await.unwrap();
        counter.advance(TimeDelta::minutes(4));
        let second = claim(&counter, &id, TimeDelta::minutes(3)).await.unwrap();
        for (attempt, may) in [(first.attempts, false), (second.attempts, true)] {
            let id = id.clone();
            let end = counter.try_write(move |conn, cx| rows::end(conn, &id, attempt, cx.now.naive_utc(), &rows::Ending::Done)).await;
            assert_eq!(end.is_ok(), may, "attempt {attempt}");
        }
    }

    async fn many_processes_at_once_send_every_mail_once(counter) {
        let server = MailServer::start(Manner::Takes);
        for _ in 0..12 {
            counter.ask(Lang::En, &[]).await;
        }
        let processes: Vec<_> = (0..3).map(|_| counter.another_process(Some(&server.url))).collect();
        let done = futures_util::future::join_all(processes.iter().map(runner::run_due)).await;
        let done: Vec<usize> = done.into_iter().map(|done| done.unwrap()).collect();
        assert_eq!(done.iter().sum::<usize>(), 12, "{done:?}");
        assert_eq!(server.taken().len(), 12);
    }

    async fn a_refused_mail_is_tried_again_later_and_later_and_then_given_up(counter) {
        let server = MailServer::start(Manner::Refuses);
        let worker = counter.another_process(Some(&server.url));
        let case = counter.ask(Lang::En, &[]).await.case;
        for attempt in 1..=runner::ATTEMPTS {
            assert_eq!(runner::run_due(&worker).await.unwrap(), 0);
            let job = counter.jobs_of(&case.id).await.remove(0);
            assert_eq!(job.attempts, attempt);
            assert_eq!(job.last_error.as_deref(), Some("smtp_550"), "a code, and not \"{WORDS}\"");
            counter.advance(TimeDelta::hours(6));
        }
        let job = counter.jobs_of(&case.id).await.remove(0);
        assert_eq!((job.state.as_str(), job.leased_until), (rows::DEAD, None));
        counter.advance(TimeDelta::days(30));
        assert_eq!(runner::run_due(&worker).await.unwrap(), 0, "nobody touches it any more");
        assert!(server.taken().is_empty());
    }

    async fn a_mail_server_that_comes_back_gets_the_mail(counter) {
        let server = MailServer::start(Manner::DiesHalfWay);
        let worker = counter.another_process(Some(&server.url));
        let case = counter.ask(Lang::En, &[]).await.case;
        assert_eq!(runner::run_due(&worker).await.unwrap(), 0);
        assert_eq!(counter.jobs_of(&case.id).await[0].last_error.as_deref(), Some("smtp_connection"));
        server.becomes(Manner::Takes);
        assert_eq!(runner::run_due(&worker).await.unwrap(), 0, "not at once");
        counter.advance(TimeDelta::seconds(30));
        assert_eq!(runner::run_due(&worker).await.unwrap(), 1);
        assert_eq!(server.taken().len(), 1);
    }

    async fn a_mail_that_may_have_arrived_is_sent_again_as_the_same_message(counter) {
        let server = MailServer::start(Manner::DiesAfterTheLastWord);
        let worker = counter.another_process(Some(&server.url));
        let case = counter.ask(Lang::En, &[]).await.case;
        counter.enqueue(Job::MailUpdate { case_id: case.id.clone(), mail: UPDATE }).await;
        runner::run_due(&worker).await.unwrap();
        server.becomes(Manner::Takes);
        counter.advance(TimeDelta::seconds(30));
        runner::run_due(&worker).await.unwrap();
        let taken = server.taken();
        let mut ids: Vec<&str> = taken.iter().filter_map(|mail| mail.lines().find(|line| line.starts_with("Message-ID: "))).collect();
        assert_eq!(ids.len(), 4, "two mails, each twice");
        ids.sort_unstable();
        ids.dedup();
        let jobs = counter.jobs_of(&case.id).await;
        let expected: Vec<String> = jobs.iter().map(|job| format!("Message-ID: <{}@127.0.0.1>", job.id)).collect();
        assert_eq!(ids, expected);
    }
}

async fn claim(counter: &TestApp, id: &str, lease: TimeDelta) -> db::Result<rows::Row> {
    let id = id.to_owned();
    counter.try_write(move |conn, cx| rows::claim(conn, &id, cx.now.naive_utc(), (cx.now + lease).naive_utc())).await
}
