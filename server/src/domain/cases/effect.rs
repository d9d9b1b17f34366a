//! What actions do beside changing the state.

use serde_json::json;
use shared::form::{Answers, Fault};
use shared::service::{Action, Effect, Fee};

use super::act::service_of;
use super::facts::answers;
use super::submit;
use crate::app::Cx;
use crate::db::cases::{Case, CaseChange};
use crate::db::messages::Message;
use crate::db::orders::{Order, Settlement};
use crate::db::{self, Conn, clocks, documents, messages, orders};
use crate::domain::{Outcome, Refusal, history, letters};
use crate::outbox::{self, Job};

/// Most copies or pages on one order.
const MOST: i32 = 10_000;

/// An action that is being carried out.
pub(super) struct Deed<'a> {
    pub case: &'a Case,
    pub action: &'static Action,
    pub fields: &'a Answers,
}

impl Deed<'_> {
    /// A field that the table requires, so that it is there.
    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// Applies the effect of an action: rows of other tables at once, columns of the case through `change`.
pub(super) fn apply(conn: &mut Conn, cx: &Cx, deed: &Deed<'_>, change: &mut CaseChange) -> Outcome<()> {
    let now = cx.now.naive_utc();
    match deed.action.effect {
        Effect::None | Effect::Ready => {}
        Effect::AskRequester => {
            let body = deed.field("text").to_owned();
            let staff_id = cx.actor.staff_id().map(ToOwned::to_owned);
            messages::add(conn, &Message { id: cx.id(), case_id: deed.case.id.clone(), at: now, staff_id, body })?;
        }
        Effect::Approve => {
            change.decision = Some("approved".to_owned());
            let fee = if deed.field("fee") == Fee::Free.code() { Fee::Free } else { Fee::Owed };
            fee.code().clone_into(&mut change.fee);
            check_off_documents(conn, cx, deed)?;
        }
        Effect::Charge => charge(conn, cx, deed, change)?,
        Effect::Pay | Effect::Waive => settle(conn, cx, deed, change)?,
        Effect::Release { .. } => {
            match documents::release(conn, &deed.case.id, deed.field("document"), now) {
                Err(db::Error::NotFound) => return Err(fault("document", "document")),
                done => done?,
            }
            change.released_by = cx.actor.staff_id().map(ToOwned::to_owned);
            change.released_at = Some(now);
        }
        Effect::Recall => {
            documents::recall(conn, &deed.case.id)?;
            if let Some(released_at) = deed.case.released_at {
                clocks::run_again(conn, &deed.case.id, released_at)?;
            }
            change.released_by = None;
            change.released_at = None;
        }
        Effect::Deny => {
            change.decision = Some("denied".to_owned());
            letters::write(conn, cx, deed.case, "denial", deed.fields)?;
        }
        Effect::Convert(kind) => {
            let to = submit::convert(conn, cx, deed.case, kind)?;
            change.disposition = Some("converted".to_owned());
            let payload = json!({ "to_reference": to.reference, "service": to.service });
            history::record(conn, cx, &deed.case.id, "converted_to", &payload, None)?;
        }
        Effect::Close => {
            let disposition = deed.fields.get("disposition").map_or("uncollected", String::as_str);
            change.disposition = Some(disposition.to_owned());
            letters::write(conn, cx, deed.case, "closure", deed.fields)?;
        }
        Effect::Reopen => {
            change.decision = None;
            change.disposition = None;
            // The decision is taken back, and so is the end that it set to what was promised with the receipt. The
            // law counts from the receipt: a wrong denial does not give the agency new days.
            let promised = (service_of(cx, deed.case)?.filing)(&answers(deed.case)).clocks;
            clocks::run_again_rules(conn, &deed.case.id, &promised)?;
        }
    }
    Ok(())
}

/// Voids the order of a case that ends unpaid, so that nobody is asked for it and a later one stands alone.
pub(super) fn void_order(conn: &mut Conn, cx: &Cx, case: &Case, change: &mut CaseChange) -> Outcome<()> {
    if case.fee == Fee::Due.code() && change.fee == case.fee {
        orders::void(conn, &case.id, cx.now.naive_utc())?;
        Fee::Owed.code().clone_into(&mut change.fee);
    }
    Ok(())
}

/// The documents that proved the right are checked; identity documents are destroyed 30 days later.
fn check_off_documents(conn: &mut Conn, cx: &Cx, deed: &Deed<'_>) -> Outcome<()> {
    let days = i64::from(cx.app.profile.retention.identity_document_days);
    for document in documents::of_case(conn, &deed.case.id)? {
        if document.staff_id.is_some() || document.checked_at.is_some() {
            continue;
        }
        documents::check(conn, &document.id, cx.now.naive_utc())?;
        if document.sealed {
            let job = Job::DestroyDocument { document_id: document.id };
            outbox::enqueue(conn, cx, &job, cx.now + chrono::TimeDelta::days(days))?;
        }
    }
    Ok(())
}

fn charge(conn: &mut Conn, cx: &Cx, deed: &Deed<'_>, change: &mut CaseChange) -> Outcome<()> {
    let schedule = orders::schedule(conn, cx.app.profile.zone.date(cx.now))?;
    let line =
        schedule.iter().find(|line| line.code == deed.field("fee_line")).ok_or_else(|| fault("fee_line", "choice"))?;
    let quantity = deed
        .field("quantity")
        .parse::<i32>()
        .ok()
        .filter(|n| (1..=MOST).contains(n))
        .ok_or_else(|| fault("quantity", "quantity"))?;
    let total_cents = line.cents.checked_mul(i64::from(quantity)).ok_or_else(|| fault("quantity", "quantity"))?;
    orders::insert(
        conn,
        &Order {
            id: cx.id(),
            case_id: deed.case.id.clone(),
            schedule_version: line.schedule_version,
            line_code: line.code.clone(),
            quantity,
            total_cents,
            state: Fee::Due.code().to_owned(),
            made_at: cx.now.naive_utc(),
            settled_at: None,
            method: None,
            receipt_number: None,
            drawer: None,
            cashier_id: None,
        },
    )?;
    Fee::Due.code().clone_into(&mut change.fee);
    Ok(())
}

fn settle(conn: &mut Conn, cx: &Cx, deed: &Deed<'_>, change: &mut CaseChange) -> Outcome<()> {
    let fee = if deed.action.effect == Effect::Waive { Fee::Waived } else { Fee::Paid };
    let given = |name: &str| deed.fields.get(name).cloned();
    let settlement = Settlement {
        state: fee.code().to_owned(),
        settled_at: Some(cx.now.naive_utc()),
        method: given("method"),
        receipt_number: given("receipt_number"),
        drawer: given("drawer"),
        cashier_id: cx.actor.staff_id().map(ToOwned::to_owned),
    };
    orders::settle(conn, &deed.case.id, &settlement)?;
    fee.code().clone_into(&mut change.fee);
    Ok(())
}

fn fault(field: &str, code: &str) -> Refusal {
    Refusal::Invalid(vec![Fault::new(field, code)])
}
