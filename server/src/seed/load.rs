//! `bench seed`: a counter after many years, for `cargo xtask bench`. The cases of the demo are copied until there are
//! as many as were asked for: each copy has an id, a reference, a report number and a time of its own, one event, and,
//! while it is open, its clocks.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde::Serialize;
use serde_json::json;
use shared::ids::Reference;
use shared::search::index_words;
use shared::service::Role;

use crate::app::{Actor, App, Cx};
use crate::db::bulk::{Batch, First, Loading};
use crate::db::cases::Case;
use crate::db::clocks::Clock;
use crate::db::endings::{self, Ending};
use crate::db::{Conn, cases, clocks, staff};
use crate::domain::cases::{note, search_text};
use crate::domain::{Outcome, Refusal};

/// Cases in one transaction.
const BATCH: usize = 5_000;
/// Over how many more days ended cases are spread, and open ones.
const DAYS: u32 = 1_500;
const OPEN_DAYS: u32 = 20;
/// Notes on the case that is much talked about.
const NOTES: usize = 499;
/// Takes the numbers of copies apart, so that references do not stand in the order of their cases. It has no factor in
/// common with 21, so that two copies never get the same.
const STRIDE: u64 = 1_234_567_891;

/// A case of the demo with its clocks, and its end when it has one.
type Original = (Case, Vec<Clock>, Option<Ending>);

/// What the bench asks for.
#[derive(Debug, Serialize)]
pub struct Loaded {
    /// How many cases there are.
    pub cases: usize,
    /// The reference of the case that is much talked about.
    pub long_case: String,
    /// A report number that one case has.
    pub rare: String,
}

/// Fills an empty database with the demo and copies of its cases.
///
/// # Errors
/// When storage fails.
pub async fn load(app: &App, wanted: usize) -> Outcome<Loaded> {
    super::seed(app).await?;
    let originals = app.read(&Actor::System, |conn, _| originals(conn)).await?;
    let known: BTreeSet<String> = originals.iter().map(|(case, ..)| case.reference.clone()).collect();
    let numbers = 1..u64::MAX;
    let references = numbers.map(|number| Reference::from_random(number.wrapping_mul(STRIDE)).to_string());
    let mut references = references.filter(|reference| !known.contains(reference));
    let mut copies = originals.iter().cycle().zip(originals.len()..wanted);
    let mut rare = String::new();
    let mut loading = Loading::begin(&app.settings.database_url)?;
    loop {
        let mut batch = Batch::default();
        for (((case, clocks, end), number), reference) in copies.by_ref().take(BATCH).zip(&mut references) {
            let case = copy(app, case, number, reference);
            batch.end(&case, end.as_ref());
            rare = case.report_number.clone().unwrap_or(rare);
            add(app, &mut batch, case, clocks)?;
        }
        if batch.is_empty() {
            break;
        }
        loading.insert(&batch)?;
    }
    let long_case = app.write(&Actor::System, talk).await?;
    loading.settle()?;
    Ok(Loaded { cases: wanted.max(originals.len()), long_case, rare })
}

fn originals(conn: &mut Conn) -> Outcome<Vec<Original>> {
    let ids = cases::ids_after(conn, "", i64::MAX)?;
    let whole = |id: String| Ok((cases::get(conn, &id)?, clocks::of_case(conn, &id)?, endings::of_case(conn, &id)?));
    ids.into_iter().map(whole).collect()
}

/// The same request on another day.
fn copy(app: &App, original: &Case, number: usize, reference: String) -> Case {
    let days = if original.ended { DAYS } else { OPEN_DAYS };
    let earlier = TimeDelta::minutes(i64::from(app.random.below(days * 24 * 60)));
    let received = original.received_at - earlier;
    let report_number = original.report_number.as_ref().map(|_| format!("{}-{number:07}", received.format("%y")));
    Case {
        id: app.random.id(received.and_utc()),
        reference,
        // A case that is asked for by number is named by it.
        subject: report_number.clone().unwrap_or_else(|| original.subject.clone()),
        report_number,
        converted_from: None,
        received_at: received,
        next_due_at: if original.next_due_at == cases::never() {
            cases::never()
        } else {
            original.next_due_at - earlier
        },
        ..original.clone()
    }
}

fn add(app: &App, batch: &mut Batch, case: Case, clocks: &[Clock]) -> Outcome<()> {
    let at = case.received_at;
    let id = || app.random.id(at.and_utc());
    let first = First {
        id: id(),
        at,
        kind: "received".to_owned(),
        payload: json!({ "to": case.state, "channel": case.channel, "service": case.service }).to_string(),
        salt: app.random.bytes::<16>().to_vec(),
    };
    let running = |clock: &&Clock| !case.ended && clock.met_at.is_none();
    let clocks = clocks.iter().filter(running).map(|clock| Clock {
        id: id(),
        case_id: case.id.clone(),
        trigger_at: at,
        due_at: case.next_due_at,
        ..clock.clone()
    });
    let clocks = clocks.collect();
    let words = index_words(&search_text(&case));
    Ok(batch.add(case, first, clocks, &words)?)
}

/// Writes notes on the oldest case: with what it has it comes to 500 events or a few more.
fn talk(conn: &mut Conn, cx: &Cx) -> Outcome<String> {
    let oldest = cases::ids_after(conn, "", 1)?.pop().ok_or(Refusal::NotFound)?;
    let mut case = cases::get(conn, &oldest)?;
    let people = staff::actors(conn)?;
    let person = people.into_iter().find(|person| person.roles.contains(&Role::Records)).ok_or(Refusal::NotFound)?;
    let cx = Cx { actor: Actor::Staff(person), ..cx.clone() };
    for number in 1..=NOTES {
        case = note(conn, &cx, &case, &format!("Called the requester, try {number}: nobody answered."))?;
    }
    Ok(case.reference)
}
