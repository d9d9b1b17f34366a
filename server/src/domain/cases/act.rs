//! Doing what an action table allows.

use serde_json::json;
use shared::form::{self, Answers, Field};
use shared::service::{self, Action, Block, Service, Who, state};

use super::effect;
use super::facts::{answers, facts_of};
use crate::app::{Actor, Cx};
use crate::db::approvals::{self, Approval};
use crate::db::cases::Case;
use crate::db::{self, Conn, cases};
use crate::domain::{Outcome, Refusal, clocks, history, policy, statistics};
use crate::outbox::{self, Job};

/// Somebody's wish to do something with a case.
#[derive(Debug, Clone)]
pub struct Act {
    /// The action's id.
    pub action: String,
    /// The version that the person saw; none for timers and requesters, whose actions depend on the state alone.
    pub version: Option<i64>,
    /// The action's fields.
    pub fields: Answers,
}

/// Does an action, or proposes it when its table asks for a second person. Returns the case after it.
///
/// # Errors
/// [`Refusal::Stale`] when the case moved, [`Refusal::Blocked`] when state, role or law forbid it,
/// [`Refusal::Invalid`] by field, [`Refusal::ProofNeeded`].
pub fn act(conn: &mut Conn, cx: &Cx, case: &Case, act: &Act) -> Outcome<Case> {
    let (service, action) = lookup(cx, case, &act.action)?;
    fresh(case, act.version)?;
    let fields = form::tidy(&act.fields);
    let fields = checked(conn, cx, case, service, action, &fields, &who(cx, case))?;
    prove(cx, action)?;
    match action.approval {
        Some(_) => propose(conn, cx, case, action, &fields),
        None => perform(conn, cx, case, action, &fields, None),
    }
}

/// The action of a case's service.
///
/// # Errors
/// [`Refusal::NotFound`] when the table has no such action.
pub(super) fn lookup(cx: &Cx, case: &Case, action: &str) -> Outcome<(&'static Service, &'static Action)> {
    let service = service_of(cx, case)?;
    Ok((service, service.action(action).ok_or(Refusal::NotFound)?))
}

pub(super) fn service_of(cx: &Cx, case: &Case) -> Outcome<&'static Service> {
    service::find(&cx.app.services, &case.service)
        .ok_or_else(|| db::Error::Other(format!("no service {}", case.service)).into())
}

/// Refuses when the case is not as the person saw it.
pub(super) fn fresh(case: &Case, version: Option<i64>) -> Outcome<()> {
    match version {
        Some(version) if version != case.head_seq => Err(Refusal::Stale(case.head_seq)),
        _ => Ok(()),
    }
}

/// Everything that the actor is to this case.
pub(super) fn who(cx: &Cx, case: &Case) -> Vec<Who> {
    let mut who = match &cx.actor {
        // The key to one case is none to another.
        Actor::Requester(of) if *of != case.id => Vec::new(),
        actor => actor.who(),
    };
    if cx.actor.staff_id().is_some() && cx.actor.staff_id() == case.released_by.as_deref() {
        who.push(Who::Releaser);
    }
    who
}

/// Asks state, role, law and the table's fields; returns the fields that count.
pub(super) fn checked(
    conn: &mut Conn,
    cx: &Cx,
    case: &Case,
    service: &'static Service,
    action: &'static Action,
    fields: &Answers,
    who: &[Who],
) -> Outcome<Answers> {
    let intake = answers(case);
    let facts = facts_of(conn, cx, case, &intake)?;
    service.permit(&facts, action, who).map_err(Refusal::Blocked)?;
    let faults = service.check_action(&facts, action, fields);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let table: Vec<&Field> = action.fields.iter().collect();
    Ok(form::relevant(&table, fields))
}

/// Asks for a recent proof of identity where the table does.
pub(super) fn prove(cx: &Cx, action: &Action) -> Outcome<()> {
    match &cx.actor {
        Actor::Staff(staff) if action.reauthenticate && !policy::proved(staff, cx.now) => Err(Refusal::ProofNeeded),
        _ => Ok(()),
    }
}

fn propose(conn: &mut Conn, cx: &Cx, case: &Case, action: &Action, fields: &Answers) -> Outcome<Case> {
    let by = cx.actor.staff_id().ok_or(Refusal::Forbidden)?;
    let id = cx.id();
    let payload = json!({ "action": action.id, "approval": id, "fields": fields });
    let version = history::record(conn, cx, &case.id, "propose", &payload, Some(case.head_seq)).map_err(moved(case))?;
    approvals::insert(
        conn,
        &Approval {
            id,
            case_id: case.id.clone(),
            action: action.id.to_owned(),
            payload: json!(fields).to_string(),
            case_version: version,
            proposed_by: by.to_owned(),
            proposed_at: cx.now.naive_utc(),
            decided_by: None,
            decided_at: None,
            outcome: None,
        },
    )?;
    Ok(cases::get(conn, &case.id)?)
}

/// Carries an action out: event, effect, state, clocks, timers and mail, in this order, all in one transaction.
pub(super) fn perform(
    conn: &mut Conn,
    cx: &Cx,
    case: &Case,
    action: &'static Action,
    fields: &Answers,
    proposed_by: Option<&str>,
) -> Outcome<Case> {
    let to = action.to.unwrap_or(&case.state);
    let payload = json!({ "from": case.state, "to": to, "fields": fields, "proposed_by": proposed_by });
    history::record(conn, cx, &case.id, action.id, &payload, Some(case.head_seq)).map_err(moved(case))?;
    let mut change = case.change();
    to.clone_into(&mut change.state);
    change.ended = state::ENDED.contains(&to);
    effect::apply(conn, cx, &effect::Deed { case, action, fields }, &mut change)?;
    if change.ended {
        effect::void_order(conn, cx, case, &mut change)?;
    }
    change.next_due_at = clocks::meet(conn, &case.id, action.meets, cx.now)?;
    for (rule, then) in action.starts {
        let clock = clocks::start(conn, cx, &case.id, rule, cx.now)?;
        change.next_due_at = change.next_due_at.min(clock.due_at);
        let job = Job::ClockRanOut { case_id: case.id.clone(), clock_id: clock.id, action: (*then).to_owned() };
        outbox::enqueue(conn, cx, &job, clock.due_at.and_utc())?;
    }
    cases::update(conn, &case.id, &change)?;
    statistics::note_end(conn, cx, case, &change)?;
    if let Some(mail) = action.mail {
        outbox::enqueue_mail(conn, cx, &case.id, &Job::MailUpdate { case_id: case.id.clone(), mail })?;
    }
    Ok(cases::get(conn, &case.id)?)
}

/// An event that found the case moved is a stale version, not a missing case.
pub(super) fn moved(case: &Case) -> impl FnOnce(Refusal) -> Refusal {
    let seen = case.head_seq;
    move |refusal| match refusal {
        Refusal::NotFound => Refusal::Stale(seen + 1),
        other => other,
    }
}

/// One action as it stands for one person.
#[derive(Debug)]
pub struct Offer {
    /// The action.
    pub action: &'static Action,
    /// What stands in the way; none when it may be done now.
    pub block: Option<Block>,
}

/// The actions of a case that concern this person: those they may do, and those that the state or the law still blocks.
///
/// # Errors
/// When storage fails.
pub fn offers(conn: &mut Conn, cx: &Cx, case: &Case) -> Outcome<Vec<Offer>> {
    let service = service_of(cx, case)?;
    let intake = answers(case);
    let facts = facts_of(conn, cx, case, &intake)?;
    let who = who(cx, case);
    let offer = |action: &'static Action| Offer { action, block: service.permit(&facts, action, &who).err() };
    Ok(service.actions.iter().map(offer).filter(|offer| offer.block != Some(Block::Role)).collect())
}
