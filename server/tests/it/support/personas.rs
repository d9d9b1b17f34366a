//! The people of the tests: one of the staff for each role.

use chrono::TimeDelta;
use serde_json::json;
use server::app::Cx;
use server::db::Conn;
use server::domain::Outcome;
use server::domain::staff::accounts::{self, NewAccount};
use server::domain::staff::second_factor;
use shared::lang::Lang;
use shared::service::Role;
use shared::staff::Session;

use super::{Answer, Browser, TestApp};

/// The password of everybody.
pub const PASSWORD: &str = "correct horse battery staple";

/// The second factor of everybody, 160 bits.
pub const SECRET: &[u8; 20] = b"twenty bytes of test";

/// The address of the person with a role.
pub fn email_of(role: Role) -> String {
    format!("{}@example.test", role.code())
}

/// Opens an account for each role.
pub fn open_accounts(conn: &mut Conn, cx: &Cx) -> Outcome<()> {
    for role in Role::ALL {
        let sealed = second_factor::seal(&cx.app.secrets, &cx.app.random, SECRET);
        add_account(conn, cx, &email_of(role), &[role], Some(sealed))?;
    }
    Ok(())
}

/// Opens an account; without a sealed secret its owner must enrol.
pub fn add_account(conn: &mut Conn, cx: &Cx, email: &str, roles: &[Role], sealed: Option<Vec<u8>>) -> Outcome<String> {
    let new = NewAccount {
        email: email.to_owned(),
        name: format!("Person {}", email.split('@').next().unwrap_or_default()),
        title: "Specialist".to_owned(),
        language: Lang::En,
        roles: roles.to_vec(),
    };
    accounts::insert(conn, cx, &new, PASSWORD, sealed)
}

/// The code that everybody's app shows now.
pub fn code_now(app: &TestApp) -> String {
    second_factor::code_at(SECRET, app.now())
}

/// A member of staff at their console.
pub struct Console {
    /// Their browser.
    pub browser: Browser,
    /// What the server said when they signed in.
    pub session: Session,
}

impl TestApp {
    /// Signs the person with this role in. A code works once: time moves on to the next one where it must.
    pub async fn sign_in(&self, role: Role) -> Console {
        for _ in 0..3 {
            let browser = self.browser();
            let typed = json!({ "email": email_of(role), "password": PASSWORD, "totp": code_now(self) });
            let answer = browser.post("/api/v1/staff/session", &typed).await;
            if answer.status == 200 {
                return Console { browser, session: answer.json() };
            }
            self.advance(TimeDelta::seconds(30));
        }
        panic!("{role:?} could not sign in");
    }
}

impl Console {
    /// Reads from the staff API: `cases`.
    pub async fn get(&self, path: &str) -> Answer {
        self.browser.get(&format!("/api/v1/staff/{path}")).await
    }

    /// Writes to the staff API.
    pub async fn post(&self, path: &str, body: &impl serde::Serialize) -> Answer {
        let call = self.browser.call("POST", &format!("/api/v1/staff/{path}"));
        call.header("x-csrf-token", &self.session.csrf).json(body).send().await
    }
}
