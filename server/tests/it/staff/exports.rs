//! The queue as a file.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::json;
use server::db::{self, exports};
use server::domain::cases::assign;
use shared::service::Role;
use shared::staff::code;

use super::numbers::PREA;
use crate::engine::OWED;
use crate::on_both;
use crate::support::{PASSWORD, TestApp, Wishes, code_now};

/// The records of a file, its heading left out.
fn records(file: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(file.as_bytes()).into_records().map(|record| record.expect("a record")).collect()
}

async fn taken(app: &TestApp, role: Role) -> Vec<exports::Export> {
    let id = app.person(role).await.id;
    app.read(move |conn, _| exports::of_staff(conn, &id, 10)).await
}

on_both! {
    async fn a_file_is_complete_while_its_cases_change(app) {
        let like = app.take_in(&[]).await.case;
        let case = app.case(&like.id).await;
        let later = |number: usize, case: &mut db::cases::Case| {
            case.received_at -= TimeDelta::seconds(i64::try_from(number / 3).expect("a number"));
        };
        let copies = app.copies(&case, 4_999, later).await;
        let console = app.sign_in(Role::Records).await;
        let supervisor = app.staff(Role::Supervisor).await;
        let me = app.person(Role::Records).await.id;
        // While the file is read, cases move to other places of the queue, and new ones come in.
        let moving = async {
            for copy in copies.iter().step_by(100) {
                let (copy, me) = (copy.clone(), me.clone());
                let moved = app.app.write(&supervisor, move |conn, cx| {
                    let case = assign(conn, cx, &copy, copy.head_seq, Some(&me))?;
                    let change = db::cases::CaseChange { next_due_at: db::cases::never(), ..case.change() };
                    db::cases::update(conn, &case.id, &change)?;
                    Ok::<_, server::domain::Refusal>(())
                });
                moved.await.expect("an assignment");
            }
            app.take_in(&[]).await;
        };
        let (file, ()) = futures_util::join!(console.get("cases.csv?state=open&sort=due"), moving);
        let file = file.expect(200);
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"cases-2026-11-24.csv\"");
        let found: Vec<String> = records(&file.text()).iter().map(|row| row[0].to_owned()).collect();
        let once: BTreeSet<&String> = found.iter().collect();
        assert_eq!(once.len(), found.len(), "none is told twice");
        let missing = copies.iter().chain([&case]).filter(|case| !once.contains(&case.reference)).count();
        assert_eq!(missing, 0, "of {} in the file", found.len());
        let taken = taken(&app, Role::Records).await;
        assert_eq!(taken[0].row_count, i64::try_from(found.len()).ok());
        app.work_outbox().await;
    }

    async fn a_file_holds_what_its_reader_may_see(app, Wishes { services: vec![&PREA], ..Wishes::default() }) {
        let like = app.take_in(&[&[("name", "=HYPERLINK(\"http://example.test\")")]]).await.case;
        let case = app.case(&like.id).await;
        let hidden = |_: usize, case: &mut db::cases::Case| (case.section, case.service) = ("prea".to_owned(), "prea_report".to_owned());
        let secret = app.copies(&case, 1, hidden).await.remove(0);
        let due = app.in_review(&[]).await;
        let due = app.by(Role::Records, &due, "approve", OWED).await;
        let due = app.by(Role::Records, &due, "charge_fee", &[("fee_line", "report_copy"), ("quantity", "1")]).await;
        for (role, references) in [
            (Role::Records, vec![&due.reference, &case.reference]),
            (Role::Supervisor, vec![&due.reference, &case.reference]),
            (Role::Prea, vec![&secret.reference]),
            (Role::Cashier, vec![&due.reference]),
            (Role::Property, vec![]),
            (Role::Admin, vec![]),
        ] {
            let file = app.sign_in(role).await.get("cases.csv").await.expect(200).text();
            let rows = records(&file);
            let found: BTreeSet<&str> = rows.iter().map(|row| &row[0]).collect();
            assert_eq!(found, references.into_iter().map(String::as_str).collect(), "{role:?}");
            if role == Role::Cashier {
                assert_eq!([&rows[0][2], &rows[0][6], &rows[0][8]], ["", "", ""], "a fee names nobody");
            }
            if role == Role::Records {
                let row = rows.iter().find(|row| row[0] == case.reference).expect("the case");
                assert_eq!(&row[6], "'=HYPERLINK(\"http://example.test\")", "a spreadsheet shows it and runs nothing");
                assert_eq!((&row[1], &row[3], &row[9]), ("Report copy", "Received", "2026-11-24T10:00:00-08:00"));
            }
        }
        app.work_outbox().await;
    }

    async fn a_file_asks_who_is_there_and_is_noted_without_names(app) {
        let case = app.take_in(&[]).await.case;
        let console = app.sign_in(Role::Records).await;
        app.advance(TimeDelta::minutes(20));
        let refused = console.get("cases.csv?q=Ruiz").await.expect(403);
        assert_eq!(refused.code(), code::REAUTH);
        assert!(taken(&app, Role::Records).await.is_empty());
        let proof = json!({ "password": PASSWORD, "totp": code_now(&app) });
        console.post("session/reauth", &proof).await.expect(200);
        let file = console.get("cases.csv?q=Ruiz&state=open&service=Ana").await.expect(200);
        assert_eq!(records(&file.text()).len(), 0, "no service is called so");
        app.advance(TimeDelta::seconds(1));
        let file = console.get("cases.csv?q=Ruiz&state=open").await.expect(200);
        assert_eq!(&records(&file.text())[0][0], case.reference);
        let noted = taken(&app, Role::Records).await;
        assert_eq!(noted.iter().map(|export| export.row_count).collect::<Vec<_>>(), [Some(1), Some(0)]);
        for export in noted {
            assert!(export.filter.contains("\"searched\":true"), "{}", export.filter);
            assert!(!export.filter.contains("Ruiz") && !export.filter.contains("Ana"), "{}", export.filter);
        }
        app.work_outbox().await;
    }
}
