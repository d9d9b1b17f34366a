//! Every action × every person × every state: what the table permits happens, and nothing else.

use chrono::NaiveDateTime;
use server::app::{Actor, Cx, StaffActor};
use server::db::cases::Case;
use server::db::{self, Conn, cases, documents};
use server::domain::cases::{Act, act};
use server::domain::{Outcome, Refusal};
use shared::service::{Block, Fee, Role, Service, police_report, public_records, state};

use super::{DENIAL, FREE, VIOLENCE, answers, copy, release_of, tables};
use crate::on_both;
use crate::support::TestApp;

/// Action, the states in which it may be done, who may do it, and the state after it. Written from the rules, not from
/// the service's table, which it is held against.
type Row = (&'static str, &'static [&'static str], &'static [&'static str], &'static str);

const POLICE_REPORT: &[Row] = &[
    ("start_review", &["received"], &["records"], "in_review"),
    ("ask_information", &["received", "in_review"], &["records"], "needs_information"),
    ("answer", &["needs_information"], &["requester"], "in_review"),
    ("approve", &["in_review"], &["records"], "approved"),
    ("send_face_sheet", &["approved"], &["records"], "approved"),
    ("charge_fee", &["approved"], &["records"], "fee_due"),
    ("record_payment", &["fee_due"], &["cashier", "records"], "approved"),
    ("waive_fee", &["fee_due"], &["supervisor"], "approved"),
    ("release", &["approved"], &["records"], "released"),
    ("recall", &["released", "approved"], &["releaser", "supervisor"], "approved"),
    ("mark_ready", &["approved"], &["records"], "ready"),
    ("hand_over", &["ready"], &["records"], "released"),
    // A proposal: it is the second person who denies.
    ("deny", &["in_review"], &["records"], "in_review"),
    ("reopen", &["denied", "closed"], &["supervisor"], "in_review"),
    ("convert", &["received", "in_review", "denied"], &["records"], "closed"),
    (
        "withdraw",
        &["received", "needs_information", "in_review", "approved", "fee_due", "ready"],
        &["requester"],
        "withdrawn",
    ),
    ("close", &["released", "denied", "withdrawn"], &["records"], "closed"),
    ("close_uncollected", &["ready"], &["system"], "closed"),
];

const PUBLIC_RECORDS: &[Row] = &[
    ("start_review", &["received"], &["records"], "in_review"),
    ("ask_information", &["received", "in_review"], &["records"], "needs_information"),
    ("answer", &["needs_information"], &["requester"], "in_review"),
    (
        "withdraw",
        &["received", "needs_information", "in_review", "approved", "fee_due", "ready"],
        &["requester"],
        "withdrawn",
    ),
    ("close", &["in_review", "withdrawn"], &["records"], "closed"),
];

const STATES: [&str; 10] = [
    state::RECEIVED,
    state::NEEDS_INFORMATION,
    state::IN_REVIEW,
    state::APPROVED,
    state::DENIED,
    state::FEE_DUE,
    state::READY,
    state::RELEASED,
    state::CLOSED,
    state::WITHDRAWN,
];

/// Everybody who may try something, by name.
async fn people(app: &TestApp, case: &Case) -> Vec<(&'static str, Actor)> {
    let mut people = vec![
        ("requester", Actor::Requester(case.id.clone())),
        ("requester of another case", Actor::Requester("another".to_owned())),
        ("visitor", Actor::Visitor),
        ("system", Actor::System),
    ];
    for role in Role::ALL {
        people.push((role.code(), app.staff(role).await));
    }
    // Who released, and may do nothing else.
    people.push(("releaser", Actor::Staff(StaffActor { roles: Vec::new(), ..app.person(Role::Clerk).await })));
    people
}

/// How an attempt ended; as an error, so that all of it is rolled back.
enum Probe {
    Done(Box<Case>),
    Refused(Refusal),
}

impl From<db::Error> for Probe {
    fn from(error: db::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Where an attempt is made.
#[derive(Clone)]
struct At {
    state: &'static str,
    /// Who released the case.
    releaser: String,
    /// Every table.
    tables: Vec<String>,
}

/// One attempt on a case that is put into a state in which nothing but state and person can be in the way.
fn attempt(conn: &mut Conn, cx: &Cx, case: &Case, at: &At, action: &str) -> Result<(), Probe> {
    let At { state, releaser, tables } = at;
    let mut change = case.change();
    (*state).clone_into(&mut change.state);
    change.fee = if action == "charge_fee" { Fee::Owed } else { Fee::Free }.code().to_owned();
    change.released_by = Some(releaser.clone());
    change.released_at = Some(cx.now.naive_utc());
    cases::update(conn, &case.id, &change)?;
    let document = copy(cx.id(), case.id.clone(), releaser.clone(), cx.now);
    documents::insert(conn, &document)?;
    if matches!(action, "record_payment" | "waive_fee") {
        due_order(conn, cx, case)?;
    }
    if action == "recall" {
        documents::release(conn, &case.id, &document.id, cx.now.naive_utc())?;
    }
    let case = cases::get(conn, &case.id)?;
    let before = tables::rows(conn, tables);
    let wish = Act { action: action.to_owned(), version: Some(case.head_seq), fields: fields(action, &document.id) };
    match act(conn, cx, &case, &wish) {
        Ok(case) => Err(Probe::Done(Box::new(case))),
        Err(refusal) => {
            let after = cases::get(conn, &case.id)?;
            assert_eq!(
                (after.head_seq, &after.state),
                (case.head_seq, &case.state),
                "{action} was refused and changed the case"
            );
            assert_eq!(tables::rows(conn, tables), before, "{action} was refused and wrote a row");
            Err(Probe::Refused(refusal))
        }
    }
}

fn due_order(conn: &mut Conn, cx: &Cx, case: &Case) -> db::Result<()> {
    db::orders::insert(
        conn,
        &db::orders::Order {
            id: cx.id(),
            case_id: case.id.clone(),
            schedule_version: 1,
            line_code: "report_copy".to_owned(),
            quantity: 1,
            total_cents: 100,
            state: "due".to_owned(),
            made_at: NaiveDateTime::default(),
            settled_at: None,
            method: None,
            receipt_number: None,
            drawer: None,
            cashier_id: None,
        },
    )
}

fn fields(action: &str, document: &str) -> shared::form::Answers {
    answers(&[match action {
        "ask_information" => &[("text", "Which day was it?")],
        "approve" => FREE,
        "send_face_sheet" | "release" => return answers(&[&release_of(document)]),
        "charge_fee" => &[("fee_line", "report_copy"), ("quantity", "2")],
        "record_payment" => &[("method", "cash"), ("receipt_number", "R-1"), ("drawer", "1")],
        "waive_fee" | "recall" | "reopen" => &[("reason", "A good one")],
        "hand_over" => &[("id_checked", "yes"), ("handed_to", "Ana Ruíz")],
        "deny" => DENIAL,
        "close" => &[("disposition", "referred")],
        _ => &[],
    }])
}

/// Tries everything, and compares with the rows.
async fn try_all(app: &TestApp, service: &'static Service, rows: &'static [Row], case_of: impl Fn(&str) -> Case) {
    let mut known: Vec<&str> = service.actions.iter().map(|action| action.id).collect();
    let mut expected: Vec<&str> = rows.iter().map(|(action, ..)| *action).collect();
    known.sort_unstable();
    expected.sort_unstable();
    assert_eq!(known, expected, "the table of the test and the table of {} name the same actions", service.kind);
    let (before, tables) = app.read(|conn, _| Ok((tables::dump(conn), tables::names(conn)))).await;
    for (action, states, who, to) in rows.iter().copied() {
        let case = case_of(action);
        let people = people(app, &case).await;
        let releaser = app.person(Role::Clerk).await.id;
        for state in STATES {
            let at = At { state, releaser: releaser.clone(), tables: tables.clone() };
            for (name, actor) in &people {
                // The clerk's id released: the clerk is the releaser, too.
                let may = who.contains(name) || (who.contains(&"releaser") && *name == "clerk");
                let (case, at) = (case.clone(), at.clone());
                let tried = app.app.write(actor, move |conn, cx| attempt(conn, cx, &case, &at, action)).await;
                let told = format!("{action} in {state} by {name}");
                match tried {
                    Err(Probe::Done(after)) => {
                        assert!(may && states.contains(&state), "{told} happened");
                        assert_eq!(after.state, to, "{told}");
                    }
                    Err(Probe::Refused(Refusal::Blocked(Block::Role))) => {
                        assert!(!may, "{told} was refused for the person")
                    }
                    Err(Probe::Refused(Refusal::Blocked(Block::State))) => {
                        assert!(may && !states.contains(&state), "{told} was refused for the state");
                    }
                    Err(Probe::Refused(other)) => panic!("{told}: {other:?}"),
                    Ok(()) => unreachable!("every attempt is rolled back"),
                }
            }
        }
    }
    let after = app.read(|conn, _| Ok(tables::dump(conn))).await;
    assert!(before == after, "an attempt left something behind");
}

on_both! {
    async fn only_what_the_rules_of_report_copies_permit_happens(app) {
        let ordinary = app.take_in(&[]).await.case;
        let victim = app.take_in(&[VIOLENCE]).await.case;
        app.work_outbox().await;
        try_all(&app, &police_report::SERVICE, POLICE_REPORT, |action| match action {
            "send_face_sheet" => victim.clone(),
            _ => ordinary.clone(),
        })
        .await;
    }

    async fn only_what_the_rules_of_records_requests_permit_happens(app) {
        let case = app.take_in(&[&[("role", "public"), ("as_public_record", "yes")]]).await.case;
        assert_eq!(case.service, public_records::SERVICE.kind);
        app.work_outbox().await;
        try_all(&app, &public_records::SERVICE, PUBLIC_RECORDS, |_| case.clone()).await;
    }

    async fn what_is_not_in_the_table_is_not_found(app) {
        let case = app.take_in(&[]).await.case;
        let case = app.case(&case.id).await;
        let unknown: Outcome<Case> = app.attempt(&app.staff(Role::Supervisor).await, &case, "shred", &[]).await;
        assert!(matches!(unknown, Err(Refusal::NotFound)), "{unknown:?}");
        app.work_outbox().await;
    }
}
