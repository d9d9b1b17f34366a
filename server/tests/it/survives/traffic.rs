//! Residents who send requests and files, and staff who work on them, until each has heard that it is done.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};
use server::clock::{Clock, Random};
use server::domain::staff::second_factor;
use shared::service::{Role, state};
use shared::staff::{Session, StaffCase};

use super::Plan;
use crate::engine::THEFT;
use crate::fails::until;
use crate::support::{Answer, Browser, PASSWORD, TOTP_SECRET, TestApp, add_account};

/// Requests under way at a time.
const RESIDENTS: usize = 16;
/// People who work at a time.
const CLERKS: usize = 4;
/// One request in so many brings a file.
const FILE_EVERY: usize = 20;
/// How long a client waits before it asks again.
const PAUSE: Duration = Duration::from_millis(30);

const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

/// A request whose sender heard that it was taken in.
#[derive(Debug, Clone)]
pub struct Taken {
    pub reference: String,
    access_key: String,
    /// Whether staff heard that their two actions were done.
    pub worked: bool,
    /// Whether its sender heard that a file was added.
    pub with_file: bool,
}

pub struct Traffic {
    plan: (usize, usize),
    kills: usize,
    browser: Browser,
    clerks: Vec<(Browser, Session)>,
    taken: RefCell<Vec<Taken>>,
    interrupted: Cell<usize>,
    random: Random,
}

impl Traffic {
    /// Staff sign in, which they do once: their sessions must outlive every kill.
    pub async fn begin(app: &TestApp, plan: &Plan, addresses: Vec<String>) -> Self {
        app.write(|conn, cx| {
            for clerk in 0..CLERKS {
                let sealed = second_factor::seal(&cx.app.secrets, &cx.app.random, TOTP_SECRET);
                add_account(conn, cx, &email_of(clerk), &[Role::Records], Some(sealed))?;
            }
            Ok(())
        })
        .await;
        let mut clerks = Vec::new();
        for clerk in 0..CLERKS {
            let browser = Browser::new(addresses.clone());
            let totp = second_factor::code_at(TOTP_SECRET, Clock::System.now());
            let typed = json!({ "email": email_of(clerk), "password": PASSWORD, "totp": totp });
            let session = browser.post("/api/v1/staff/session", &typed).await.expect(200).json();
            clerks.push((browser, session));
        }
        Self {
            plan: (plan.submissions, plan.worked),
            kills: plan.kills,
            browser: Browser::new(addresses),
            clerks,
            taken: RefCell::default(),
            interrupted: Cell::default(),
            random: Random::seeded(9),
        }
    }

    /// How many requests were answered.
    pub fn answered(&self) -> usize {
        self.taken.borrow().len()
    }

    /// After how many answers somebody kills: anywhere within equal parts of the whole.
    pub fn moments(&self) -> Vec<usize> {
        let part = self.plan.0 / (self.kills + 1);
        let within = |part: usize| usize::try_from(self.random.below(u32::try_from(part).unwrap())).unwrap();
        (1..=self.kills).map(|number| number * part + within(part * 3 / 4)).collect()
    }

    /// Runs until everybody has heard that everything is done.
    pub async fn flow(&self) {
        let residents = futures_util::stream::iter(0..self.plan.0).for_each_concurrent(RESIDENTS, |who| self.ask(who));
        let staff = futures_util::stream::iter(0..CLERKS).for_each_concurrent(CLERKS, |clerk| async move {
            for which in (clerk..self.plan.1).step_by(CLERKS) {
                self.work(clerk, which).await;
            }
        });
        futures_util::join!(residents, staff);
    }

    /// What was taken in. Without anything that a kill interrupted, nothing was tried.
    pub fn end(self) -> Vec<Taken> {
        assert!(self.kills == 0 || self.interrupted.get() > 0, "no kill hit anybody");
        self.taken.into_inner()
    }

    async fn ask(&self, who: usize) {
        let mut form: BTreeMap<_, _> = THEFT.iter().copied().collect();
        let email = format!("resident-{who}@example.test");
        form.insert("email", &email);
        let key = format!("a-key-of-one-request-{who:06}");
        let sent = self
            .insist(who, || {
                self.browser.call("POST", "/api/v1/requests/police_report").header("idempotency-key", &key).json(&form)
            })
            .await
            .expect(201)
            .json::<Value>();
        let text = |name: &str| sent[name].as_str().unwrap().to_owned();
        let mut taken =
            Taken { reference: text("reference"), access_key: text("access_key"), worked: false, with_file: false };
        let place = self.taken.borrow().len();
        self.taken.borrow_mut().push(taken.clone());
        // A file would answer what staff ask on the requests that they work on.
        if place >= self.plan.1 && who.is_multiple_of(FILE_EVERY) {
            let path = format!("/api/v1/requests/{}/documents", taken.reference);
            let body = crate::public::form::multipart(&[], &[("file", "receipt.pdf", PDF)]);
            let upload = || {
                let call = self.browser.call("POST", &path).without("sec-fetch-site");
                let call = call.header("authorization", &format!("Bearer {}", taken.access_key));
                call.body("multipart/form-data; boundary=edge", body.clone())
            };
            self.insist(who, upload).await.expect(201);
            taken.with_file = true;
            self.taken.borrow_mut()[place].with_file = true;
        }
    }

    /// Reviews a request and asks its sender something.
    async fn work(&self, clerk: usize, which: usize) {
        let reference = until("there is a request to work on", || async {
            self.taken.borrow().get(which).map(|taken| taken.reference.clone())
        })
        .await;
        for (action, fields, to) in [
            ("start_review", json!({}), state::IN_REVIEW),
            ("ask_information", json!({ "text": "Which day was it?" }), state::NEEDS_INFORMATION),
        ] {
            loop {
                let case = self.case(clerk, which, &reference).await;
                if case.state == to {
                    // It was done, and the answer got lost.
                    break;
                }
                let mut body = fields.clone();
                body["version"] = json!(case.version);
                let path = format!("/api/v1/staff/cases/{reference}/actions/{action}");
                let (browser, session) = &self.clerks[clerk];
                let act = || browser.call("POST", &path).header("x-csrf-token", &session.csrf).json(&body);
                let answer = self.insist(which, act).await;
                if answer.status == 200 {
                    break;
                }
                // Stale: a try before this one was done, and its answer got lost.
                assert_eq!(answer.status, 409, "{}", answer.text());
            }
        }
        self.taken.borrow_mut()[which].worked = true;
    }

    async fn case(&self, clerk: usize, which: usize, reference: &str) -> StaffCase {
        let path = format!("/api/v1/staff/cases/{reference}");
        self.insist(which, || self.clerks[clerk].0.call("GET", &path)).await.expect(200).json()
    }

    /// Sends the same until it is answered, as a browser or a script does that heard nothing.
    async fn insist(&self, who: usize, call: impl Fn() -> crate::support::Call) -> Answer {
        loop {
            match call().header("x-forwarded-for", &address(who)).try_send().await {
                Ok(answer) if answer.status == 503 || answer.code() == "in_progress" => {
                    actix_web::rt::time::sleep(PAUSE).await;
                }
                Ok(answer) => return answer,
                Err(_) => self.interrupted().await,
            }
        }
    }

    async fn interrupted(&self) {
        self.interrupted.set(self.interrupted.get() + 1);
        actix_web::rt::time::sleep(PAUSE).await;
    }
}

fn email_of(clerk: usize) -> String {
    format!("clerk-{clerk}@example.test")
}

/// An address of its own for everybody.
fn address(who: usize) -> String {
    format!("10.1.{}.{}", who / 250, who % 250 + 1)
}
