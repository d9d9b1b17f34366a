//! Letters: what the agency says in writing stays as it was written.

use server::db;
use server::domain::letters;
use shared::form::Answers;
use shared::lang::Lang;
use shared::page::{self, Link};

use crate::on_both;
use crate::support::TestApp;

const REASON: &str = "The investigation is open.\n\nReleasing it now could <harm> a witness.\r\nAsk again later.";

on_both! {
    async fn a_denial_names_the_law_the_reason_and_the_person_and_tells_what_else_can_be_done(counter) {
        let letter = written(&counter, Lang::En, "denial", Lang::En).await;
        let text = letter.paragraphs.join("\n");
        for part in ["Gov 7923.600", "Rosa Lane, Records Supervisor", "look at it again", "626-744-4565", "public records request", "November 24, 2026"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let reason = letter.paragraphs.iter().position(|paragraph| paragraph == "The investigation is open.").expect("its own paragraph");
        assert_eq!(letter.paragraphs[reason + 1], "Releasing it now could <harm> a witness.\nAsk again later.");
        assert_eq!(letter.signature, ["Rosa Lane", "Records Supervisor"]);
        assert_eq!(letter.from[0], "Pasadena Police Department");
        assert_eq!(letter.to, ["Ana <b>Ruiz</b>"], "the page escapes, the letter does not");
        assert_eq!(letter.date, "November 24, 2026");
        assert_eq!(letter.lang, None);
    }

    async fn a_letter_is_in_the_language_of_the_case_and_keeps_it(counter) {
        let letter = written(&counter, Lang::Es, "denial", Lang::En).await;
        assert_eq!(letter.lang.as_deref(), Some("es-US"));
        assert!(letter.title.starts_with("Decisión sobre su solicitud"), "{}", letter.title);
        assert_eq!(letter.print, "Print this letter", "the page is the reader's");
        assert!(letter.paragraphs.iter().any(|paragraph| paragraph.contains("traductor")), "{:?}", letter.paragraphs);
    }

    async fn a_closure_tells_how_it_ended(counter) {
        let letter = written(&counter, Lang::En, "closure", Lang::En).await;
        assert!(letter.paragraphs.contains(&"We searched and found no record that fits your request.".to_owned()), "{:?}", letter.paragraphs);
        assert_eq!(letter.signature, ["Pasadena Police Department"]);
    }
}

/// A letter that was written and read back.
async fn written(counter: &TestApp, lang: Lang, kind: &'static str, reader: Lang) -> page::Letter {
    let case = counter.ask(lang, &[]).await.case;
    let fields: &[(&str, &str)] = match kind {
        "denial" => &[
            ("citation", "Gov 7923.600"),
            ("reason", REASON),
            ("responsible_name", "Rosa Lane"),
            ("responsible_title", "Records Supervisor"),
        ],
        _ => &[("disposition", "no_record")],
    };
    let fields: Answers = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let (written, case_id) = (case.clone(), case.id.clone());
    let id = counter.try_write(move |conn, cx| letters::write(conn, cx, &written, kind, &fields)).await.unwrap();
    let stored = counter.try_write(move |conn, _| db::letters::get(conn, &case_id, &id)).await.unwrap();
    assert_eq!((stored.kind.as_str(), stored.template_version), (kind, 1));
    counter.work_outbox().await;
    letters::page(&counter.app.texts, reader, &stored, Link::default()).unwrap()
}
