//! A document store that fails, and a server whose connections are all in use.

use std::sync::mpsc::channel;

use chrono::TimeDelta;
use serde_json::Value;
use server::app::{Actor, Cx};
use server::db::{self, Conn};
use server::outbox::Job;
use shared::service::Role;

use super::{send, told_a_program, until};
use crate::on_both;
use crate::support::Browser;

const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

on_both! {
    async fn a_file_that_cannot_be_stored_or_read_is_worth_another_try_and_leaves_no_row(app) {
        let sent: Value = send(&app.browser()).await.expect(201).json();
        let (reference, key) = (sent["reference"].as_str().unwrap().to_owned(), sent["access_key"].as_str().unwrap().to_owned());
        let upload = || {
            let body = crate::public::form::multipart(&[], &[("file", "receipt.pdf", PDF)]);
            let call = app.browser().call("POST", &format!("/api/v1/requests/{reference}/documents"));
            call.header("authorization", &format!("Bearer {key}")).body("multipart/form-data; boundary=edge", body).send()
        };
        upload().await.expect(201);
        let records = app.sign_in(Role::Records).await;
        let case = records.get(&format!("cases/{reference}")).await.expect(200);
        let id = case.json::<Value>()["documents"][0]["id"].as_str().unwrap().to_owned();
        // A folder whose disk is gone: a file that stands in its place can hold no other.
        let store = app.data_dir().join("documents");
        let away = app.data_dir().join("away");
        std::fs::rename(&store, &away).unwrap();
        std::fs::write(&store, b"").unwrap();
        told_a_program(upload().await);
        told_a_program(records.get(&format!("cases/{reference}/documents/{id}")).await);
        std::fs::remove_file(&store).unwrap();
        std::fs::rename(&away, &store).unwrap();
        assert_eq!(records.get(&format!("cases/{reference}/documents/{id}")).await.expect(200).body, PDF);
        upload().await.expect(201);
        let documents = records.get(&format!("cases/{reference}")).await.expect(200).json::<Value>();
        assert_eq!(documents["documents"].as_array().unwrap().len(), 2, "{documents}");
        app.work_outbox().await;
    }

    async fn a_file_that_no_row_names_goes_after_a_day_and_others_stay(app) {
        let sent: Value = send(&app.browser()).await.expect(201).json();
        let body = crate::public::form::multipart(&[], &[("file", "receipt.pdf", PDF)]);
        let call = app.browser().call("POST", &format!("/api/v1/requests/{}/documents", sent["reference"].as_str().unwrap()));
        let call = call.header("authorization", &format!("Bearer {}", sent["access_key"].as_str().unwrap()));
        call.body("multipart/form-data; boundary=edge", body).send().await.expect(201);
        let store = app.data_dir().join("documents");
        // What two processes leave that die after storing a file and in the middle of it.
        std::fs::write(store.join("00112233445566778899aabbccddeeff"), PDF).unwrap();
        std::fs::write(store.join("ffeeddccbbaa99887766554433221100#1"), PDF).unwrap();
        let files = || std::fs::read_dir(&store).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
        for file in files() {
            // The store's own clock is the machine's.
            std::fs::File::options().write(true).open(file).unwrap().set_modified(app.now().into()).unwrap();
        }
        for (hours, left) in [(23, 3), (2, 1)] {
            app.advance(TimeDelta::hours(hours));
            app.enqueue(Job::SweepStore).await;
            app.work_outbox().await;
            assert_eq!(files().len(), left, "{:?}", files());
        }
    }

    async fn a_server_whose_connections_are_all_in_use_says_so_and_goes_on_when_one_is_free(app) {
        let browser = Browser::new(vec![app.address.clone()]);
        let console = app.sign_in(Role::Records).await;
        browser.set_cookie("staff", console.browser.cookie("staff").as_deref());
        let connections = app.app.settings.connections;
        let (begun, has_begun) = channel();
        let holders: Vec<_> = (0..connections).map(|_| {
            let (release, released) = channel::<()>();
            let (held, begun) = (app.app.clone(), begun.clone());
            let hold = actix_web::rt::spawn(async move {
                held.read(&Actor::System, move |_: &mut Conn, _: &Cx| {
                    begun.send(()).unwrap();
                    // Ends when the test lets go.
                    released.recv().ok();
                    Ok::<_, db::Error>(())
                }).await
            });
            (release, hold)
        }).collect();
        let held = std::cell::Cell::new(0);
        until("every connection is held", || async {
            held.set(held.get() + has_begun.try_iter().count());
            (held.get() == usize::try_from(connections).unwrap()).then_some(())
        }).await;
        told_a_program(browser.get("/api/v1/staff/cases").await);
        for (release, hold) in holders {
            drop(release);
            hold.await.unwrap().unwrap();
        }
        browser.get("/api/v1/staff/cases").await.expect(200);
    }
}
