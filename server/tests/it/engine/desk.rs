//! The desk of a test: requests come in and are worked through the use cases, without HTTP.

use server::app::{Actor, StaffActor};
use server::db::cases::Case;
use server::db::documents::{Document, STAFF};
use server::db::{self, outbox};
use server::domain::cases::{Act, Submission, Submitted, act, submit};
use server::domain::{Outcome, keys};
use shared::form::Answers;
use shared::lang::Lang;
use shared::service::{Role, Service, police_report};

use crate::support::{TestApp, email_of};

/// A victim of theft who can be written to.
pub const THEFT: &[(&str, &str)] = &[
    ("incident_kind", "theft_damage"),
    ("role", "victim"),
    ("have_number", "yes"),
    ("report_number", "24-001234"),
    ("contact", "email"),
    ("email", "ana@example.test"),
    ("name", "Ana Ruíz"),
    ("documents_later", "yes"),
    ("delivery", "download"),
];

/// What makes [`THEFT`] a request under Family Code 6228.
pub const VIOLENCE: &[(&str, &str)] =
    &[("incident_kind", "violence"), ("violence_kind", "domestic_violence"), ("suspect", "no")];

/// What makes nobody be written to.
pub const NO_CONTACT: &[(&str, &str)] = &[("contact", "none"), ("email", "")];

/// The fields of an approval that owes a fee.
pub const OWED: &[(&str, &str)] =
    &[("role_checked", "yes"), ("documents_checked", "yes"), ("named_as_suspect", "no"), ("fee", "owed")];

/// The fields of an approval without a fee.
pub const FREE: &[(&str, &str)] =
    &[("role_checked", "yes"), ("documents_checked", "yes"), ("named_as_suspect", "no"), ("fee", "free")];

/// The fields of a denial.
pub const DENIAL: &[(&str, &str)] = &[
    ("citation", "Gov 7923.600"),
    ("reason", "The investigation is still open."),
    ("responsible_name", "Jo Alvarado"),
    ("responsible_title", "Police Specialist"),
];

/// Answers by name.
pub fn answers(pairs: &[&[(&str, &str)]]) -> Answers {
    pairs.concat().into_iter().map(|(name, answer)| (name.to_owned(), answer.to_owned())).collect()
}

impl TestApp {
    /// The person with a role, who proved who they are just now.
    pub async fn person(&self, role: Role) -> StaffActor {
        let person = self.read(move |conn, _| {
            let account = db::staff::by_email(conn, &email_of(role))?;
            db::staff::actor(conn, &account.id)
        });
        StaffActor { proved_at: self.now(), ..person.await }
    }

    /// The same, as an actor.
    pub async fn staff(&self, role: Role) -> Actor {
        Actor::Staff(self.person(role).await)
    }

    /// Takes the request of [`THEFT`] in, with changes.
    pub async fn take_in(&self, changes: &[&[(&str, &str)]]) -> Submitted {
        let answers = answers(&[&[THEFT], changes].concat());
        self.submit(&police_report::SERVICE, answers).await.expect("a complete form")
    }

    /// Takes a request in.
    pub async fn submit(&self, service: &'static Service, answers: Answers) -> Outcome<Submitted> {
        let pin_hash =
            answers.get("pin").and_then(|pin| keys::hash_pin(&self.app.random, &pin.parse().expect("a PIN")));
        let submission = Submission { service, lang: Lang::En, answers, draft_id: None, channel: "web", pin_hash };
        self.app.write(&Actor::Visitor, move |conn, cx| submit(conn, cx, &submission)).await
    }

    /// The case as it is now.
    pub async fn case(&self, id: &str) -> Case {
        let id = id.to_owned();
        self.read(move |conn, _| db::cases::get(conn, &id)).await
    }

    /// Tries an action on a case as it was seen.
    pub async fn attempt(&self, actor: &Actor, case: &Case, action: &str, fields: &[(&str, &str)]) -> Outcome<Case> {
        let wish = Act { action: action.to_owned(), version: Some(case.head_seq), fields: answers(&[fields]) };
        let case = case.clone();
        self.app.write(actor, move |conn, cx| act(conn, cx, &case, &wish)).await
    }

    /// Does an action as the person with a role.
    pub async fn by(&self, role: Role, case: &Case, action: &str, fields: &[(&str, &str)]) -> Case {
        let actor = self.staff(role).await;
        self.attempt(&actor, case, action, fields).await.unwrap_or_else(|refusal| panic!("{action}: {refusal}"))
    }

    /// A request that was taken in and reviewed.
    pub async fn in_review(&self, changes: &[&[(&str, &str)]]) -> Case {
        let case = self.take_in(changes).await.case;
        let case = self.case(&case.id).await;
        self.by(Role::Records, &case, "start_review", &[]).await
    }

    /// A request that was approved without a fee.
    pub async fn approved(&self, changes: &[&[(&str, &str)]]) -> Case {
        let case = self.in_review(changes).await;
        self.by(Role::Records, &case, "approve", FREE).await
    }

    /// Adds the row of a copy that Records made; its id.
    pub async fn add_copy(&self, case: &Case) -> String {
        let records = self.person(Role::Records).await.id;
        let case_id = case.id.clone();
        self.write(move |conn, cx| {
            let copy = copy(cx.id(), case_id, records, cx.now);
            db::documents::insert(conn, &copy)?;
            Ok(copy.id)
        })
        .await
    }

    /// The codes of the mails that were ever enqueued for a case.
    pub async fn mail_rows(&self, case: &Case) -> Vec<String> {
        let id = case.id.clone();
        let rows = self.read(move |conn, _| outbox::of_case(conn, &id)).await;
        rows.into_iter().map(|row| row.job).filter(|job| job.starts_with("mail")).collect()
    }

    /// The rules whose clocks are open, soonest first.
    pub async fn open_clocks(&self, case: &Case) -> Vec<String> {
        let id = case.id.clone();
        let clocks = self.read(move |conn, _| db::clocks::of_case(conn, &id)).await;
        clocks.into_iter().filter(|clock| clock.met_at.is_none()).map(|clock| clock.rule).collect()
    }

    /// The case that another was converted into, as its history says.
    pub async fn converted(&self, from: &Case) -> Case {
        let id = from.id.clone();
        self.read(move |conn, _| {
            let history = db::events::of_case(conn, &id)?;
            let payload =
                history.into_iter().find(|(event, _)| event.kind == "converted_to").and_then(|(_, payload)| payload);
            let payload: serde_json::Value =
                serde_json::from_str(&payload.expect("a conversion").payload).expect("JSON");
            db::cases::by_reference(conn, payload["to_reference"].as_str().expect("a reference"))
        })
        .await
    }

    /// What happened to a case, oldest first.
    pub async fn kinds_of_events(&self, case: &Case) -> Vec<String> {
        let id = case.id.clone();
        let events = self.read(move |conn, _| db::events::of_case(conn, &id)).await;
        events.into_iter().map(|(event, _)| event.kind).collect()
    }
}

/// A copy that staff made.
pub fn copy(id: String, case_id: String, staff_id: String, at: chrono::DateTime<chrono::Utc>) -> Document {
    Document {
        storage_key: id.clone(),
        id,
        case_id: Some(case_id),
        draft_id: None,
        name: "copy.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size_bytes: 3,
        sha256: vec![0; 32],
        sealed: false,
        purpose: "release".to_owned(),
        visibility: STAFF.to_owned(),
        staff_id: Some(staff_id),
        scanned: false,
        added_at: at.naive_utc(),
        checked_at: None,
        released_at: None,
        destroyed_at: None,
        quarantine: None,
        locked: false,
    }
}

/// The fields of a release.
pub fn release_of(document: &str) -> [(&str, &str); 3] {
    [("document", document), ("recipient", "Ana Ruíz"), ("redacted", "yes")]
}
