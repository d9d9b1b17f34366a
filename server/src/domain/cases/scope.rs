//! Whose eyes a case is for. Every case that anybody sees comes through here.

use chrono::TimeDelta;
use shared::service::Fee;

use super::sealed;
use crate::app::{Cx, StaffActor};
use crate::db::cases::Case;
use crate::db::{Conn, access_log, cases, keys, queue};
use crate::domain::{Outcome, Refusal, limits, policy};
use crate::outbox::{self, Job};

/// The case with a reference, for a member of staff who may see it; for everyone else there is none.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn for_staff(conn: &mut Conn, staff: &StaffActor, reference: &str) -> Outcome<Case> {
    let case = cases::by_reference(conn, &canonical(reference)?)?;
    let in_scope = policy::may_see(staff, &case.section)
        || (policy::may_see_payments(staff, &case.section) && fee_codes().contains(&case.fee.as_str()));
    if in_scope { Ok(case) } else { Err(Refusal::NotFound) }
}

/// The case with a reference, for a visitor whose session was granted it, or the case it was converted from.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn for_requester(conn: &mut Conn, session: &[u8], reference: &str) -> Outcome<Case> {
    let case = cases::by_reference(conn, &canonical(reference)?)?;
    let own = keys::granted(conn, session, &case.id)?;
    let through = match &case.converted_from {
        Some(from) if !own => keys::granted(conn, session, from)?,
        _ => false,
    };
    if own || through { Ok(case) } else { Err(Refusal::NotFound) }
}

/// The case with a reference, for use cases that ask for the right to it in another way.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn by_reference(conn: &mut Conn, reference: &str) -> Outcome<Case> {
    Ok(cases::by_reference(conn, &canonical(reference)?)?)
}

/// Mails the link again to the address of a case, when both are given right. Tells nobody whether it did.
///
/// # Errors
/// When storage fails.
pub fn find(conn: &mut Conn, cx: &Cx, reference: &str, email: &str, most_mails: i32) -> Outcome<()> {
    let found = match by_reference(conn, reference) {
        Ok(case) => Some(case),
        Err(Refusal::NotFound) => None,
        Err(other) => return Err(other),
    };
    let digest = sealed::email_digest(&cx.app, email);
    let within =
        limits::take(conn, cx, "find-mail", &crate::secrets::hex(&digest), most_mails, TimeDelta::days(1)).is_ok();
    let case = found.filter(|case| within && case.email_digest.as_deref() == Some(digest.as_slice()));
    if let Some(case) = case.filter(|case| case.email_confirmed_at.is_some()) {
        outbox::enqueue_mail(conn, cx, &case.id, &Job::MailLink { case_id: case.id.clone() })?;
    }
    Ok(())
}

/// What the queue may list for a person.
#[must_use]
pub fn queue_filter(staff: &StaffActor) -> queue::Filter {
    let sections = policy::sections(staff);
    if sections.is_empty() {
        let paying = policy::payment_sections(staff);
        return queue::Filter { sections: owned(&paying), fees: Some(owned(fee_codes())), ..queue::Filter::default() };
    }
    queue::Filter { sections: owned(&sections), ..queue::Filter::default() }
}

/// Notes that somebody of the staff opened a case.
///
/// # Errors
/// When storage fails.
pub fn log_reading(conn: &mut Conn, cx: &Cx, case_id: &str) -> Outcome<()> {
    log(conn, cx, case_id, None, "read")
}

/// Notes that somebody downloaded a document.
///
/// # Errors
/// When storage fails.
pub fn log_download(conn: &mut Conn, cx: &Cx, case_id: &str, document_id: &str) -> Outcome<()> {
    log(conn, cx, case_id, Some(document_id), "download")
}

fn log(conn: &mut Conn, cx: &Cx, case_id: &str, document_id: Option<&str>, what: &str) -> Outcome<()> {
    let access = access_log::Access {
        id: cx.id(),
        at: cx.now.naive_utc(),
        actor: cx.actor.code().to_owned(),
        staff_id: cx.actor.staff_id().map(ToOwned::to_owned),
        case_id: case_id.to_owned(),
        document_id: document_id.map(ToOwned::to_owned),
        what: what.to_owned(),
        reason: None,
    };
    Ok(access_log::insert(conn, &access)?)
}

fn canonical(reference: &str) -> Outcome<String> {
    reference.parse::<shared::ids::Reference>().map(|parsed| parsed.to_string()).map_err(|_| Refusal::NotFound)
}

/// The fees that bring a case to the cashier.
fn fee_codes() -> &'static [&'static str] {
    const { &[Fee::Due.code(), Fee::Paid.code()] }
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}
