//! Family Code 6228: free copies for victims, and mail to nobody who must not get any.

use server::app::Actor;
use server::domain::Refusal;
use server::domain::cases::{Act, act, find, message};
use server::domain::email_code;
use server::outbox::{self, Job};
use shared::form::Answers;
use shared::service::{Block, Mail, Role, state};

use super::{DENIAL, FREE, NO_CONTACT, OWED, VIOLENCE, release_of};
use crate::on_both;
use crate::support::TestApp;

async fn clocks_with(app: &TestApp, changes: &[&[(&str, &str)]]) -> Vec<String> {
    let case = app.take_in(changes).await.case;
    app.open_clocks(&case).await
}

on_both! {
    async fn a_victim_gets_the_two_clocks_of_the_law(app) {
        assert_eq!(clocks_with(&app, &[VIOLENCE]).await, ["report.fc6228_face_sheet", "report.fc6228_report"]);
        for kind in ["sexual_assault", "stalking", "trafficking", "elder_abuse"] {
            assert_eq!(clocks_with(&app, &[VIOLENCE, &[("violence_kind", kind)]]).await.len(), 2, "{kind}");
        }
        app.work_outbox().await;
    }

    async fn a_suspect_and_anybody_without_the_right_get_the_ordinary_target(app) {
        assert_eq!(clocks_with(&app, &[VIOLENCE, &[("suspect", "yes")]]).await, ["report.target"]);
        assert_eq!(clocks_with(&app, &[VIOLENCE, &[("role", "insurer")]]).await, ["report.target"]);
        assert_eq!(clocks_with(&app, &[VIOLENCE, &[("violence_kind", "other_violence"), ("suspect", "")]]).await, ["report.target"]);
        app.work_outbox().await;
    }

    async fn a_victim_cannot_be_charged(app) {
        let case = app.in_review(&[VIOLENCE]).await;
        let records = app.staff(Role::Records).await;
        let owed = app.attempt(&records, &case, "approve", OWED).await;
        assert!(matches!(&owed, Err(Refusal::Invalid(faults)) if faults[0].code == "fc6228_free"), "{owed:?}");
        let case = app.by(Role::Records, &case, "approve", FREE).await;
        let charged = app.attempt(&records, &case, "charge_fee", &[("fee_line", "report_copy"), ("quantity", "1")]).await;
        assert!(matches!(charged, Err(Refusal::Blocked(Block::Gate(_)))), "{charged:?}");
        app.work_outbox().await;
    }

    async fn a_suspect_gets_nothing_by_that_law(app) {
        let case = app.in_review(&[VIOLENCE]).await;
        let records = app.staff(Role::Records).await;
        let named = [("role_checked", "yes"), ("documents_checked", "yes"), ("named_as_suspect", "yes"), ("fee", "free")];
        let approved = app.attempt(&records, &case, "approve", &named).await;
        assert!(matches!(&approved, Err(Refusal::Invalid(faults)) if faults[0].code == "fc6228_suspect"), "{approved:?}");
        assert_eq!(app.case(&case.id).await.head_seq, case.head_seq);
        app.work_outbox().await;
    }

    async fn the_face_sheet_goes_before_the_report_and_can_be_taken_back(app) {
        let case = app.approved(&[VIOLENCE]).await;
        let sheet = app.add_copy(&case).await;
        let sent = app.by(Role::Records, &case, "send_face_sheet", &release_of(&sheet)).await;
        assert_eq!(sent.state, state::APPROVED);
        assert_eq!(app.open_clocks(&sent).await, ["report.fc6228_report"], "the face sheet's clock is met, the report's runs");
        let taken_back = app.by(Role::Supervisor, &sent, "recall", &[("reason", "The wrong sheet")]).await;
        assert_eq!(app.open_clocks(&taken_back).await, ["report.fc6228_face_sheet", "report.fc6228_report"]);
        let ordinary = app.approved(&[]).await;
        let copy = app.add_copy(&ordinary).await;
        let refused = app.attempt(&app.staff(Role::Records).await, &ordinary, "send_face_sheet", &release_of(&copy)).await;
        assert!(matches!(refused, Err(Refusal::Blocked(Block::Gate("only_fc6228")))), "{refused:?}");
        app.work_outbox().await;
    }

    async fn no_contact_means_no_mail_by_any_way(app) {
        let released = app.approved(&[VIOLENCE, NO_CONTACT]).await;
        let copy = app.add_copy(&released).await;
        let released = app.by(Role::Records, &released, "release", &release_of(&copy)).await;
        app.by(Role::Records, &released, "close", &[("disposition", "released")]).await;

        let denied = app.in_review(&[VIOLENCE, NO_CONTACT]).await;
        let denied = app.by(Role::Records, &denied, "ask_information", &[("text", "Which day?")]).await;
        let of = denied.clone();
        app.app.write(&app.staff(Role::Records).await, move |conn, cx| message(conn, cx, &of, "Are you safe?")).await.unwrap();
        let of = denied.clone();
        let answered = app.app.write(&Actor::Requester(denied.id.clone()), move |conn, cx| message(conn, cx, &of, "Tuesday")).await.unwrap();
        assert_eq!(answered.state, state::IN_REVIEW);
        app.by(Role::Records, &answered, "deny", DENIAL).await;

        let from = app.take_in(&[VIOLENCE, NO_CONTACT]).await.case;
        let from = app.by(Role::Records, &app.case(&from.id).await, "convert", &[]).await;
        let converted = app.converted(&from).await;
        app.by(Role::Records, &converted, "start_review", &[]).await;

        let ready = app.approved(&[VIOLENCE, NO_CONTACT, &[("delivery", "counter")]]).await;
        app.by(Role::Records, &ready, "mark_ready", &[]).await;

        let withdrawn = app.take_in(&[VIOLENCE, NO_CONTACT]).await.case;
        let of = withdrawn.clone();
        let wish = Act { action: "withdraw".to_owned(), version: None, fields: Answers::new() };
        app.app.write(&Actor::Requester(of.id.clone()), move |conn, cx| act(conn, cx, &of, &wish)).await.unwrap();

        let quiet = [&released, &denied, &from, &converted, &ready, &withdrawn];
        for case in quiet {
            let of = case.clone();
            app.write(move |conn, cx| {
                // The ways that ask for nothing but a case.
                find(conn, cx, &of.reference, "ana@example.test", 5)?;
                find(conn, cx, &of.reference, "", 5)?;
                email_code::send(conn, cx, &of)?;
                for job in [
                    Job::MailUpdate { case_id: of.id.clone(), mail: Mail::State },
                    Job::MailCode { case_id: of.id.clone() },
                    Job::MailLink { case_id: of.id.clone() },
                ] {
                    outbox::enqueue_mail(conn, cx, &of.id, &job)?;
                    outbox::enqueue(conn, cx, &job, cx.now)?;
                }
                Ok(())
            })
            .await;
        }
        app.advance(chrono::TimeDelta::days(61));
        app.work_outbox().await;
        assert_eq!(app.case(&ready.id).await.disposition.as_deref(), Some("uncollected"), "the timer closed it");
        for case in quiet {
            assert_eq!(app.mail_rows(case).await, Vec::<String>::new(), "{} in {}", case.service, case.state);
        }
        assert!(app.mails().is_empty());
    }
}
