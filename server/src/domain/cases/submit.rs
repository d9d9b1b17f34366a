//! Taking a request in.

use chrono::{DateTime, Utc};
use serde_json::json;
use shared::form::{self, Answers, Fault, Field};
use shared::ids::{AccessKey, Reference};
use shared::lang::Lang;
use shared::search::index_words;
use shared::service::{self, Fee, Filing, Mail, Service, state};

use super::sealed;
use crate::app::Cx;
use crate::db::clocks::Clock;
use crate::db::{self, Conn, cases, documents, search};
use crate::domain::{Outcome, Refusal, clocks, history, keys};
use crate::outbox::{self, Job};

/// A complete form on its way in.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The service that was asked.
    pub service: &'static Service,
    /// The requester's language.
    pub lang: Lang,
    /// The answers.
    pub answers: Answers,
    /// The draft whose documents belong to it.
    pub draft_id: Option<String>,
    /// `web`, `counter`, `phone` or `import`.
    pub channel: &'static str,
    /// The hash of the PIN among the answers: made before the transaction, because it is slow on purpose.
    pub pin_hash: Option<String>,
}

/// When a request came in that staff key in later, and how they know.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// When it came in, in the legal sense.
    pub at: DateTime<Utc>,
    /// How it came, and why that moment counts, in the person's words.
    pub reason: String,
}

/// What the requester is told.
#[derive(Debug)]
pub struct Submitted {
    /// The case.
    pub case: cases::Case,
    /// The reference.
    pub reference: Reference,
    /// The first key to it.
    pub access_key: AccessKey,
    /// The key's row.
    pub key_id: String,
    /// The clocks that run.
    pub clocks: Vec<Clock>,
}

/// Takes a request in: case, first event, clocks, documents, key and mail, all or nothing.
///
/// # Errors
/// [`Refusal::Invalid`] with every fault of the answers and every required document that is missing.
pub fn submit(conn: &mut Conn, cx: &Cx, submission: &Submission) -> Outcome<Submitted> {
    take_in(conn, cx, submission, None)
}

/// [`submit`], with the receipt that staff told where it was not now.
pub(super) fn take_in(
    conn: &mut Conn,
    cx: &Cx,
    submission: &Submission,
    receipt: Option<&Receipt>,
) -> Outcome<Submitted> {
    let today = cx.app.profile.zone.date(cx.now);
    let answers = form::tidy(&submission.answers);
    let faults = submission.service.check(&answers, today);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let fields = submission.service.fields();
    let answers = form::relevant(&fields, &answers);
    let filing = (submission.service.filing)(&answers);
    if filing.pin.is_some() != submission.pin_hash.is_some() {
        return Err(db::Error::Other("a PIN and its hash belong together".to_owned()).into());
    }
    if let Some(draft) = &submission.draft_id {
        require_documents(conn, draft, &filing)?;
    }
    let service = service::find(&cx.app.services, filing.kind)
        .ok_or_else(|| db::Error::Other(format!("{} files as an unknown service", submission.service.kind)))?;
    let (open, secret) = split(&fields, answers);
    let received = receipt.map_or(cx.now, |receipt| receipt.at);
    let request =
        Request { service, lang: submission.lang, open, secret, filing, received, channel: submission.channel };
    let mut case = request.case(cx, draw_reference(conn, cx)?);
    case.pin_hash.clone_from(&submission.pin_hash);
    let event = if receipt.is_some() { "keyed_in" } else { "received" };
    let clocks = open_case(conn, cx, &mut case, &request.filing.clocks, event, receipt)?;
    if let Some(draft) = &submission.draft_id {
        documents::adopt(conn, draft, &case.id)?;
    }
    let (access_key, key_id) = keys::mint(conn, cx, &case.id, "submission")?;
    if case.mail_allowed {
        outbox::enqueue_mail(conn, cx, &case.id, &Job::MailCode { case_id: case.id.clone() })?;
    }
    let reference = case.reference.parse().map_err(|_| db::Error::Other("a reference does not read".to_owned()))?;
    Ok(Submitted { case, reference, access_key, key_id, clocks })
}

/// Opens a case that was converted from another: the same requester, answers and receipt date, another service.
///
/// # Errors
/// When the service is not on offer, or storage fails.
pub fn convert(conn: &mut Conn, cx: &Cx, from: &cases::Case, kind: &str) -> Outcome<cases::Case> {
    let service =
        service::find(&cx.app.services, kind).ok_or_else(|| db::Error::Other(format!("no service {kind}")))?;
    let reference = draw_reference(conn, cx)?;
    let mut case = cases::Case {
        id: cx.id(),
        reference: reference.to_string(),
        service: service.kind.to_owned(),
        section: service.section.code().to_owned(),
        state: state::RECEIVED.to_owned(),
        head_seq: 0,
        head_hash: db::events::GENESIS.to_vec(),
        decision: None,
        disposition: None,
        fee: Fee::Undecided.code().to_owned(),
        assigned_to: None,
        released_by: None,
        released_at: None,
        converted_from: Some(from.id.clone()),
        next_due_at: cases::never(),
        ended: false,
        ..from.clone()
    };
    let answers: Answers = serde_json::from_str(&case.intake).unwrap_or_default();
    let clocks = (service.filing)(&answers).clocks;
    open_case(conn, cx, &mut case, &clocks, "converted", None)?;
    outbox::enqueue_mail(conn, cx, &case.id, &Job::MailUpdate { case_id: case.id.clone(), mail: Mail::Received })?;
    Ok(case)
}

/// The parts from which a new case is made.
struct Request {
    service: &'static Service,
    lang: Lang,
    open: Answers,
    secret: Answers,
    filing: Filing,
    received: DateTime<Utc>,
    channel: &'static str,
}

impl Request {
    fn case(&self, cx: &Cx, reference: Reference) -> cases::Case {
        cases::Case {
            id: cx.id(),
            reference: reference.to_string(),
            service: self.service.kind.to_owned(),
            section: self.service.section.code().to_owned(),
            state: state::RECEIVED.to_owned(),
            head_seq: 0,
            head_hash: db::events::GENESIS.to_vec(),
            channel: self.channel.to_owned(),
            language: self.lang.code().to_owned(),
            requester_name: self.filing.requester_name.clone(),
            subject: self.filing.subject.clone(),
            report_number: self.filing.report_number.clone(),
            at_risk: self.filing.at_risk,
            mail_allowed: self.filing.email.is_some(),
            sealed: sealed::seal(cx, &self.secret),
            email_digest: self.filing.email.as_deref().map(|email| sealed::email_digest(&cx.app, email)),
            email_confirmed_at: None,
            intake_version: self.service.intake_version,
            intake: json!(self.open).to_string(),
            decision: None,
            disposition: None,
            fee: Fee::Undecided.code().to_owned(),
            assigned_to: None,
            released_by: None,
            released_at: None,
            pin_hash: None,
            pin_tries: 0,
            converted_from: None,
            received_at: self.received.naive_utc(),
            next_due_at: cases::never(),
            ended: false,
        }
    }
}

/// Stores a new case with its first event, its clocks and its search words. The clocks are worked out before, so that
/// the case's row is written once with its due moment and not moved in every index that holds it.
fn open_case(
    conn: &mut Conn,
    cx: &Cx,
    case: &mut cases::Case,
    rules: &[&str],
    event: &str,
    receipt: Option<&Receipt>,
) -> Outcome<Vec<Clock>> {
    let received = case.received_at.and_utc();
    let mut started = Vec::new();
    for rule in rules {
        let trigger = clocks::receipt(conn, &cx.app, rule, received)?;
        started.push(clocks::make(conn, cx, &case.id, rule, trigger)?);
    }
    case.next_due_at = started.iter().map(|clock| clock.due_at).min().unwrap_or_else(cases::never);
    cases::insert(conn, case)?;
    let mut payload =
        json!({ "to": case.state, "channel": case.channel, "service": case.service, "intake": case.intake });
    if let (Some(receipt), Some(told)) = (receipt, payload.as_object_mut()) {
        told.insert("received".to_owned(), json!(receipt.at.to_rfc3339()));
        told.insert("reason".to_owned(), json!(receipt.reason));
    }
    case.head_seq = history::record(conn, cx, &case.id, event, &payload, None)?;
    for clock in &started {
        db::clocks::insert(conn, clock)?;
    }
    search::insert(conn, case, &index_words(&search_text(case)))?;
    Ok(started)
}

/// The text by whose words a case is found from its first day on.
#[must_use]
pub fn search_text(case: &cases::Case) -> String {
    let answers: Answers = serde_json::from_str(&case.intake).unwrap_or_default();
    let words: Vec<&str> = [case.reference.as_str(), &case.requester_name, &case.subject]
        .into_iter()
        .chain(case.report_number.as_deref())
        .chain(["place", "description"].iter().filter_map(|name| answers.get(*name).map(String::as_str)))
        .collect();
    words.join(" ")
}

fn draw_reference(conn: &mut Conn, cx: &Cx) -> Outcome<Reference> {
    loop {
        let reference = Reference::from_random(u64::from_le_bytes(cx.app.random.bytes()));
        if !cases::reference_taken(conn, &reference.to_string())? {
            return Ok(reference);
        }
    }
}

/// Parts the answers into those that stand in clear and those that are sealed. The PIN stands in neither.
fn split(fields: &[&Field], answers: Answers) -> (Answers, Answers) {
    let sealed = |name: &str| fields.iter().any(|field| field.name == name && field.sealed);
    let (mut secret, open): (Answers, Answers) = answers.into_iter().partition(|(name, _)| sealed(name));
    secret.remove("pin");
    (open, secret)
}

fn require_documents(conn: &mut Conn, draft: &str, filing: &Filing) -> Outcome<()> {
    if filing.documents_later {
        return Ok(());
    }
    let given = documents::of_draft(conn, draft)?;
    let missing = filing.documents.iter().filter(|need| !given.iter().any(|document| document.purpose == need.purpose));
    let faults: Vec<Fault> = missing.map(|need| Fault::new(need.purpose, "required")).collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Invalid(faults)) }
}
