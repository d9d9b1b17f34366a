//! What the mail says, and what it never says.

use diesel::connection::SimpleConnection;
use server::app::Cx;
use server::db::{self, Conn};
use server::domain::{email_code, keys};
use server::outbox::Job;
use shared::lang::{LANGS, Lang};
use shared::service::Mail;

use crate::on_both;
use crate::support::{TestApp, code_in};

const UPDATES: [Mail; 9] = [
    Mail::Received,
    Mail::State,
    Mail::Message,
    Mail::Invoice,
    Mail::Receipt,
    Mail::Released,
    Mail::Ready,
    Mail::Letter,
    Mail::Closed,
];

on_both! {
    async fn a_case_without_contact_never_makes_a_mail_row(counter) {
        let case = counter.ask(Lang::En, &[("contact", "none")]).await.case;
        assert!(!case.mail_allowed);
        for mail in UPDATES {
            counter.enqueue(Job::MailUpdate { case_id: case.id.clone(), mail }).await;
        }
        counter.enqueue(Job::MailLink { case_id: case.id.clone() }).await;
        counter.enqueue(Job::MailCode { case_id: case.id.clone() }).await;
        let sent = case.clone();
        counter.try_write(move |conn, cx| email_code::send(conn, cx, &sent)).await.unwrap();
        assert!(counter.jobs_of(&case.id).await.is_empty());
        assert_eq!(counter.work_outbox().await, 0);
    }

    async fn the_gate_is_asked_again_when_the_mail_is_sent(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        let forbid = |conn: &mut Conn, _: &Cx| Ok::<_, db::Error>(conn.batch_execute("UPDATE cases SET mail_allowed = FALSE")?);
        counter.try_write(forbid).await.unwrap();
        assert!(!counter.case(&case.id).await.mail_allowed);
        assert_eq!(counter.work_outbox().await, 1, "there is nothing to do, and that is done");
        assert!(counter.mails().is_empty());
    }

    async fn the_code_confirms_the_address_and_then_the_link_arrives(counter) {
        let submitted = counter.ask(Lang::Es, &[]).await;
        counter.work_outbox().await;
        let code = code_in(&counter.mails()[0]).unwrap();
        let case = submitted.case.clone();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert_eq!(confirm(&counter, &case, wrong).await, keys::Try::Wrong);
        assert_eq!(confirm(&counter, &case, &format!(" {} {} ", &code[..3], &code[3..])).await, keys::Try::Right);
        assert_eq!(confirm(&counter, &case, &code).await, keys::Try::Locked, "a code works once");
        assert!(counter.case(&case.id).await.email_confirmed_at.is_some());
        counter.work_outbox().await;
        let mails = counter.mails();
        assert_eq!(mails.len(), 2);
        let (_, rest) = mails[1].split_once("http://127.0.0.1:8080/es/k/").expect("a link in Spanish");
        let key = rest[..32].to_owned();
        let opened = counter.try_write(move |conn, cx| keys::open(conn, cx, &key)).await.unwrap();
        assert_eq!(opened.case_id, case.id);
        assert!(mails[1].contains("Recibimos su solicitud el martes 24 de noviembre de 2026"), "{}", mails[1]);
    }

    async fn an_unconfirmed_address_gets_the_news_without_a_link(counter) {
        let case = counter.ask(Lang::En, &[]).await.case;
        counter.enqueue(Job::MailUpdate { case_id: case.id.clone(), mail: Mail::Message }).await;
        counter.enqueue(Job::MailLink { case_id: case.id.clone() }).await;
        counter.work_outbox().await;
        let mails = counter.mails();
        assert_eq!(mails.len(), 3, "the code, the update, the lost link");
        for mail in &mails {
            assert!(!mail.contains("/k/") && !mail.contains("<a "), "{mail}");
        }
        assert!(mails.iter().any(|mail| mail.contains("We wrote you a message") && mail.contains("not confirmed yet")));
        assert!(mails.iter().any(|mail| mail.contains("was never confirmed")));
    }

    async fn a_mail_at_risk_says_nothing_but_that_there_is_news(counter) {
        let risk = [("incident_kind", "violence"), ("violence_kind", "domestic_violence"), ("suspect", "no"), ("pin", "491703")];
        let case = counter.ask(Lang::En, &risk).await.case;
        assert!(case.at_risk);
        counter.confirm_email(&case.id).await;
        for mail in UPDATES {
            counter.enqueue(Job::MailUpdate { case_id: case.id.clone(), mail }).await;
        }
        counter.work_outbox().await;
        let mails = counter.mails();
        assert_eq!(mails.len(), UPDATES.len(), "no code: the address is confirmed");
        for mail in mails {
            assert!(mail.contains("Subject: Update on your request\r\n"), "{mail}");
            assert!(mail.contains("There is news on your request") && mail.contains("your PIN"), "{mail}");
            for word in [case.reference.as_str(), "olice", "eport", "24-001234", "Ruiz", "ecords", "9-1-1"] {
                assert!(!mail.contains(word), "{word} in {mail}");
            }
        }
    }

    async fn every_news_has_words_in_both_languages_and_tells_no_subject(counter) {
        for lang in LANGS {
            let case = counter.ask(lang, &[]).await.case;
            counter.confirm_email(&case.id).await;
            for mail in UPDATES {
                counter.enqueue(Job::MailUpdate { case_id: case.id.clone(), mail }).await;
            }
            counter.enqueue(Job::MailLink { case_id: case.id.clone() }).await;
        }
        counter.work_outbox().await;
        let mails = counter.mails();
        assert_eq!(mails.len(), LANGS.len() * (UPDATES.len() + 1));
        for mail in mails {
            let [text, html] = [part(&mail, "text/plain"), part(&mail, "text/html")];
            for told in [text, html] {
                assert!(told.contains("/k/"), "the link is in both parts: {mail}");
                for word in ["24-001234", "Ruiz", "theft", "robo", "victim", "mail-", "{", "\u{2068}"] {
                    assert!(!told.contains(word), "{word} in {told}");
                }
            }
            assert!(mail.contains("Auto-Submitted: auto-generated"), "{mail}");
            assert!(mail.contains("From: \"Pasadena Police Department\" <no-reply@127.0.0.1>"), "{mail}");
            assert!(!html.contains("<img") && !html.contains("<script"), "{html}");
        }
    }

    async fn no_key_and_no_code_stands_in_clear_in_the_database(counter) {
        let submitted = counter.ask(Lang::En, &[]).await;
        counter.work_outbox().await;
        counter.confirm_email(&submitted.case.id).await;
        counter.enqueue(Job::MailUpdate { case_id: submitted.case.id.clone(), mail: Mail::State }).await;
        counter.work_outbox().await;
        let mails = counter.mails();
        let code = code_in(&mails[0]).unwrap();
        let key = mails[1].split_once("/k/").unwrap().1[..32].to_owned();
        let jobs = format!("{:?}", counter.jobs_of(&submitted.case.id).await);
        assert!(!jobs.contains("ana@example.test"), "{jobs}");
        // What PostgreSQL writes where is its own affair: the rows are the same.
        if let Some(file) = counter.database_url().strip_prefix("sqlite:") {
            let database = [file.to_owned(), format!("{file}-wal")].map(|file| std::fs::read(file).unwrap_or_default()).concat();
            assert!(contains(&database, submitted.case.reference.as_bytes()), "what is there is found");
            // Six digits may stand by chance in a number; as a text they must not.
            for secret in [&key, submitted.access_key.expose(), "ana@example.test", &format!("\"{code}\"")] {
                assert!(!contains(&database, secret.as_bytes()), "a secret is in the database");
            }
        }
    }
}

async fn confirm(counter: &TestApp, case: &db::cases::Case, code: &str) -> keys::Try {
    let (case, code) = (case.clone(), code.to_owned());
    counter.try_write(move |conn, cx| email_code::confirm(conn, cx, &case, &code)).await.unwrap()
}

/// What stands between one part's header and the next part.
fn part<'a>(mail: &'a str, media_type: &str) -> &'a str {
    let (_, part) = mail.split_once(&format!("Content-Type: {media_type}")).expect(media_type);
    part.split("\r\n--").next().unwrap_or_default()
}

fn contains(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}
