//! Cases that wander: whatever is permitted happens in any order, and what must always hold does.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use server::app::{Actor, Cx};
use server::clock::Random;
use server::db::cases::{self, Case};
use server::db::{self, Conn, approvals, clocks, orders};
use server::domain::cases::{assign, confirm, message, note, offers};
use server::domain::history;
use shared::form::Control;
use shared::service::{Action, Role, state};

use super::{NO_CONTACT, VIOLENCE};
use crate::on_both;
use crate::support::TestApp;

/// Steps of one case.
const STEPS: u32 = 40;

fn pick<'t, T>(random: &Random, from: &'t [T]) -> &'t T {
    &from[usize::try_from(random.below(u32::try_from(from.len()).unwrap())).unwrap()]
}

/// An answer that the field takes.
fn answer(random: &Random, control: Control, document: &str) -> String {
    match control {
        Control::Choice(values) => (*pick(random, values)).to_owned(),
        Control::Checkbox => "yes".to_owned(),
        Control::Document => document.to_owned(),
        _ => "7".to_owned(),
    }
}

/// Everything that must hold of a case at any time.
fn check(conn: &mut Conn, id: &str) -> Result<(), String> {
    let case = cases::get(conn, id).map_err(|error| error.to_string())?;
    let broken = |what: &str| Err(format!("{what}: {} {} fee {}", case.service, case.state, case.fee));
    if history::verify(conn, id).unwrap() != Ok(case.head_seq) {
        return broken("the history does not verify");
    }
    if case.ended != state::ENDED.contains(&case.state.as_str()) {
        return broken("it is ended, or not, against its state");
    }
    let open = clocks::of_case(conn, id).unwrap().into_iter().filter(|clock| clock.met_at.is_none());
    if case.next_due_at != open.map(|clock| clock.due_at).min().unwrap_or_else(cases::never) {
        return broken("the queue shows another due moment than its clocks");
    }
    let due = orders::of_case(conn, id).unwrap().iter().filter(|order| order.state == "due").count();
    if due != usize::from(case.fee == "due") || (case.state == state::FEE_DUE) != (case.fee == "due") {
        return broken("its fee, its orders and its state disagree");
    }
    if !case.mail_allowed && db::outbox::of_case(conn, id).unwrap().iter().any(|row| row.job.starts_with("mail")) {
        return broken("mail was made for somebody who must get none");
    }
    Ok(())
}

/// One thing that somebody may do now, done; its name.
async fn step(app: &TestApp, random: &Random, case: &Case) -> String {
    let document = app.add_copy(case).await;
    let role = *pick(random, &[Role::Records, Role::Records, Role::Records, Role::Supervisor, Role::Cashier]);
    let actor = if random.below(4) == 0 { Actor::Requester(case.id.clone()) } else { app.staff(role).await };
    let of = case.clone();
    let open: Vec<&'static Action> = app
        .app
        .read(&actor, move |conn, cx| offers(conn, cx, &of))
        .await
        .unwrap()
        .into_iter()
        .filter(|offer| offer.block.is_none())
        // Most requests are answered: the ways out are taken seldom, so that the walks go far.
        .filter(|offer| !["withdraw", "convert", "deny"].contains(&offer.action.id) || random.below(8) == 0)
        .map(|offer| offer.action)
        .collect();
    if let (false, true) = (open.is_empty(), random.below(10) < 7) {
        let action = *pick(random, &open);
        let mut fields: Vec<(&str, String)> =
            action.fields.iter().map(|field| (field.name, answer(random, field.control, &document))).collect();
        if let Some(line) = fields.iter_mut().find(|(name, _)| *name == "fee_line") {
            line.1 = "report_copy".to_owned();
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, answer)| (*name, answer.as_str())).collect();
        let done = app.attempt(&actor, case, action.id, &fields).await;
        return done.map_or_else(|refusal| format!("{} ({refusal:?})", action.id), |_| action.id.to_owned());
    }
    let (of, kind) = (case.clone(), random.below(4));
    let wrote = app.app.write(&actor, move |conn: &mut Conn, cx: &Cx| match (kind, &cx.actor) {
        (0, Actor::Staff(staff)) => assign(conn, cx, &of, of.head_seq, Some(&staff.id)),
        (1, Actor::Staff(_)) => note(conn, cx, &of, "A note"),
        (2, Actor::Staff(_)) => {
            let waiting = approvals::open_of_case(conn, &of.id, of.head_seq)?;
            waiting.first().map_or_else(|| Ok(of.clone()), |waiting| confirm(conn, cx, &of, &waiting.id, of.head_seq))
        }
        _ => message(conn, cx, &of, "A word"),
    });
    let done = wrote.await;
    format!("writing {kind}{}", if done.is_ok() { "" } else { " (refused)" })
}

/// Lets one case wander. What it went through stands in the message of a failure.
async fn wander(app: &TestApp, seed: u64) -> Vec<String> {
    let random = Random::seeded(seed);
    let kinds: [&[&[(&str, &str)]]; 4] =
        [&[], &[VIOLENCE], &[VIOLENCE, NO_CONTACT], &[&[("role", "public"), ("as_public_record", "yes")]]];
    let changes = *pick(&random, &kinds);
    let mut id = app.take_in(changes).await.case.id;
    let mut path = Vec::new();
    for _ in 0..STEPS {
        let case = app.case(&id).await;
        path.push(step(app, &random, &case).await);
        if random.below(5) == 0 {
            app.advance(TimeDelta::hours(i64::from(random.below(300))));
            app.work_outbox().await;
        }
        let wandered = id.clone();
        let held = app.read(move |conn, _| Ok(check(conn, &wandered))).await;
        assert!(held.is_ok(), "seed {seed}: {} after {}", held.unwrap_err(), path.join(", "));
        if app.kinds_of_events(&case).await.last().is_some_and(|kind| kind == "converted_to") && random.below(2) == 0 {
            id = app.converted(&case).await.id;
        }
    }
    path
}

on_both! {
    async fn whatever_is_permitted_in_whatever_order_leaves_a_case_whole(app) {
        let mut happened = BTreeSet::new();
        for seed in 0..16 {
            happened.extend(wander(&app, seed).await);
        }
        let main_road = ["approve", "charge_fee", "record_payment", "waive_fee", "release", "mark_ready", "hand_over", "deny", "reopen", "convert", "close"];
        let missed: Vec<&str> = main_road.into_iter().filter(|action| !happened.contains(*action)).collect();
        assert!(missed.is_empty(), "no walk led to {missed:?}, only to {happened:#?}");
        app.work_outbox().await;
    }
}
