//! Processes that are killed in the middle of their work, several on one database, and what is left after a loss.
//!
//! Those that are ignored take a minute each and keep both cores busy, so `cargo xtask test` runs them apart from the
//! others: `cargo test -p server --test it -- --ignored --test-threads=1 survives`.

mod backup;
mod process;
mod shared;
mod traffic;
mod verdict;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::fails::until;
use crate::jobs::mail_server::{MailServer, Manner};
use crate::support::{Kind, TestApp, Wishes, run};
use process::Process;
use traffic::Traffic;

/// How much happens, and what goes wrong meanwhile.
pub struct Plan {
    /// Requests that are sent.
    pub submissions: usize,
    /// Requests that staff work on, two actions each.
    pub worked: usize,
    /// Processes that serve.
    pub processes: usize,
    /// How often one is killed.
    pub kills: usize,
    /// Whether it is started again.
    pub comes_back: bool,
}

/// What was in flight when a process was killed: ids of jobs that a worker had, with how often that happened.
pub type InFlight = BTreeMap<String, usize>;

#[test]
#[ignore = "takes a minute: run apart"]
fn what_was_answered_survives_kills_on_sqlite() {
    let plan = Plan { submissions: 2000, worked: 250, processes: 1, kills: 6, comes_back: true };
    run(Kind::Sqlite, Wishes::default(), |app| live_through(app, plan));
}

#[test]
#[ignore = "takes a minute: run apart"]
fn what_was_answered_survives_kills_on_postgres() {
    let plan = Plan { submissions: 2000, worked: 250, processes: 1, kills: 6, comes_back: true };
    run(Kind::Postgres, Wishes::default(), |app| live_through(app, plan));
}

#[test]
#[ignore = "takes half a minute: run apart"]
fn two_processes_share_the_work_and_one_ends_it_alone() {
    let plan = Plan { submissions: 400, worked: 50, processes: 2, kills: 1, comes_back: false };
    run(Kind::Postgres, Wishes::default(), |app| live_through(app, plan));
}

#[test]
#[ignore = "takes half a minute: run apart"]
fn four_processes_share_the_work_and_three_end_it() {
    let plan = Plan { submissions: 400, worked: 50, processes: 4, kills: 1, comes_back: false };
    run(Kind::Postgres, Wishes::default(), |app| live_through(app, plan));
}

async fn live_through(app: TestApp, plan: Plan) -> TestApp {
    let mail = MailServer::start(Manner::Takes);
    let processes: Vec<Process> = (0..plan.processes).map(|number| Process::start(&app, number, &mail)).collect();
    for process in &processes {
        process.until_it_serves().await;
    }
    let in_flight = RefCell::new(InFlight::new());
    let processes = RefCell::new(processes);
    let addresses = processes.borrow().iter().map(Process::address).collect();
    let traffic = Traffic::begin(&app, &plan, addresses).await;
    futures_util::join!(traffic.flow(), async {
        for at in traffic.moments() {
            until("enough was answered", || async { (traffic.answered() >= at).then_some(()) }).await;
            // The newest, so that the others have been there for longer.
            let mut killed = processes.borrow_mut().pop().expect("a process");
            killed.kill();
            for id in verdict::leased(&app).await {
                *in_flight.borrow_mut().entry(id).or_default() += 1;
            }
            if plan.comes_back {
                let again = killed.start_again();
                again.until_it_serves().await;
                processes.borrow_mut().push(again);
            }
        }
    });
    let in_flight = in_flight.into_inner();
    if plan.processes > 1 {
        let addresses: Vec<String> = processes.borrow().iter().map(Process::address).collect();
        shared::sessions_and_limits_are_shared(&app, &addresses).await;
        shared::each_timer_rings_once(&app).await;
    }
    verdict::until_the_outbox_is_empty(&app, &in_flight).await;
    drop(processes);
    let taken = traffic.end();
    verdict::everything_is_whole(&app, &plan, &taken, &in_flight, &mail.taken()).await;
    verdict::the_audit_is_clean(&app, plan.submissions);
    app
}
