//! Requests and jobs without HTTP, for tests of what happens afterwards.

use server::app::{Actor, App, Cx};
use server::db::{self, Conn};
use server::domain::cases::{Submission, Submitted};
use server::domain::{cases, keys};
use server::outbox::{self, Job};
use shared::form::Answers;
use shared::lang::Lang;
use shared::service::police_report;
use url::Url;

use crate::support::{TestApp, Wishes, parts};

impl TestApp {
    /// Another process on the same database and folder, at the same time of day; its mail goes to `smtp`.
    pub fn another_process(&self, smtp: Option<&Url>) -> App {
        let settings = smtp.map(|url| ("SMTP_URL", url.to_string())).into_iter().collect();
        let wishes = Wishes { settings, ..Wishes::default() };
        let seed = u64::from(self.app.random.below(u32::MAX));
        let mut parts = parts(self.database_url(), self.data_dir(), &wishes, seed);
        parts.clock = self.app.clock.clone();
        App::new(parts)
    }

    /// Writes to the database as the system; a refusal is an answer.
    pub async fn try_write<T, E>(
        &self,
        work: impl FnOnce(&mut Conn, &Cx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<db::Error> + Send + 'static,
    {
        self.app.write(&Actor::System, work).await
    }

    /// Takes in the request of [`answers`], with changes, in a language.
    pub async fn ask(&self, lang: Lang, changes: &[(&str, &str)]) -> Submitted {
        let mut answers = answers();
        for (name, answer) in changes {
            answers.insert((*name).to_owned(), (*answer).to_owned());
        }
        let pin = answers.get("pin").map(|pin| pin.parse().unwrap());
        let pin_hash = pin.and_then(|pin| keys::hash_pin(&self.app.random, &pin));
        let submission =
            Submission { service: &police_report::SERVICE, lang, answers, draft_id: None, channel: "web", pin_hash };
        self.app.write(&Actor::Visitor, move |conn, cx| cases::submit(conn, cx, &submission)).await.unwrap()
    }

    /// Confirms the address of a case without the code.
    pub async fn confirm_email(&self, case_id: &str) {
        let case_id = case_id.to_owned();
        self.try_write(move |conn, cx| db::cases::confirm_email(conn, &case_id, cx.now.naive_utc())).await.unwrap();
    }

    /// Enqueues a job for now.
    pub async fn enqueue(&self, job: Job) {
        self.try_write(move |conn, cx| outbox::enqueue(conn, cx, &job, cx.now)).await.unwrap();
    }

    /// The jobs of a case, oldest first.
    pub async fn jobs_of(&self, case_id: &str) -> Vec<db::outbox::Row> {
        let case_id = case_id.to_owned();
        self.read(move |conn, _| db::outbox::of_case(conn, &case_id)).await
    }
}

/// A request that can be written to.
fn answers() -> Answers {
    [
        ("incident_kind", "theft_damage"),
        ("role", "victim"),
        ("have_number", "yes"),
        ("report_number", "24-001234"),
        ("contact", "email"),
        ("email", "ana@example.test"),
        ("name", "Ana <b>Ruiz</b>"),
        ("documents_later", "yes"),
        ("delivery", "download"),
    ]
    .map(|(name, answer)| (name.to_owned(), answer.to_owned()))
    .into()
}
