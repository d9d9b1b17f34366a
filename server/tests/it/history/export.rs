//! What is taken away proves itself without us.

use serde_json::Value;
use server::domain::history::export;
use server::domain::seals;
use server::secrets::{hex, sha256, unhex};

use super::closed;
use super::seals::command;
use crate::on_both;

on_both! {
    async fn an_export_holds_all_that_the_chain_is_made_of(app) {
        let case = closed(&app).await;
        app.work_outbox().await;
        seals::make(&app.app).await.unwrap().expect("a seal");
        let export = export::export(&app.app, &case).await.unwrap();
        assert_eq!(export["case"]["reference"], case.reference);
        let mut previous = vec![0; 32];
        let events = export["events"].as_array().unwrap();
        assert_eq!(i64::try_from(events.len()).unwrap(), case.head_seq);
        for event in events {
            // serde_json keeps the members of an object sorted and writes nothing between: here that is RFC 8785.
            let hashed = event["hashed"].to_string();
            assert_eq!(event["prev_hash"], hex(&previous));
            previous = sha256(&[&previous, hashed.as_bytes()]);
            assert_eq!(event["hash"], hex(&previous));
            let salt = unhex(event["salt"].as_str().unwrap()).unwrap();
            let digest = sha256(&[&salt, event["payload"].as_str().unwrap().as_bytes()]);
            assert_eq!(event["hashed"]["payload_digest"], hex(&digest));
        }
        assert_eq!(export["case"]["head_hash"], hex(&previous));
        let line = export["seal"]["line"].as_str().unwrap();
        assert_eq!(line, format!("{} {} {}", case.reference, case.head_seq, hex(&previous)));
        assert!(export["people"].as_object().unwrap().values().any(|name| name == "Person records"), "{}", export["people"]);
    }

    async fn the_page_holds_the_export_and_no_word_of_it_ends_its_script(app) {
        let case = closed(&app).await;
        let of = case.clone();
        let records = app.staff(shared::service::Role::Records).await;
        app.app.write(&records, move |conn, cx| server::domain::cases::note(conn, cx, &of, "</script><script>alert(1)</script>")).await.unwrap();
        let export = export::export(&app.app, &case).await.unwrap();
        let page = export::page(&export);
        assert!(!page.contains("<script>alert"), "a note ends the script");
        let (_, rest) = page.split_once("<script type=\"application/json\" id=\"export\">").unwrap();
        let (json, _) = rest.split_once("</script>").unwrap();
        assert_eq!(serde_json::from_str::<Value>(json).unwrap(), export);
        for outside in ["http:", "https:", "src=", "@import", "url("] {
            assert!(!export::verifier().contains(outside), "the verifier reaches outside: {outside}");
        }
        app.work_outbox().await;
    }

    async fn the_command_writes_one_history_or_all(app) {
        let [first, second] = [closed(&app).await, closed(&app).await];
        app.work_outbox().await;
        let folder = app.data_dir().join("exports");
        let one = command(&app, &["export", &first.reference, folder.to_str().unwrap()]);
        assert_eq!(one.0, Some(0), "{one:?}");
        assert!(folder.join(format!("{}.html", first.reference)).is_file());
        assert!(!folder.join(format!("{}.json", second.reference)).exists());
        let all = command(&app, &["export", "--all", folder.to_str().unwrap()]);
        assert!(all.0 == Some(0) && all.1.starts_with("2 histories were written"), "{all:?}");
        let json = std::fs::read_to_string(folder.join(format!("{}.json", second.reference))).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["case"]["id"], second.id);
        let unknown = command(&app, &["export", "3333-3333", folder.to_str().unwrap()]);
        assert!(unknown.0 == Some(1) && unknown.1.contains("there is no case"), "{unknown:?}");
    }
}
