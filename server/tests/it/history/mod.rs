//! The history proven to outsiders, and let go lawfully.

mod export;
mod retention;
mod seals;

use server::db::cases::Case;
use server::domain::cases::{message, note};
use server::domain::history::{self, Break};
use shared::service::Role;

use crate::engine::{release_of, tables};
use crate::support::TestApp;

/// A word that stands in messages and notes, and nowhere else.
pub const WORD: &str = "aardvark";

/// A case that was released and closed, with messages, a note, a file and a letter; its file is in the store.
pub async fn closed(app: &TestApp) -> Case {
    let case = app.approved(&[]).await;
    let (records, of) = (app.staff(Role::Records).await, case.clone());
    app.app.write(&records, move |conn, cx| note(conn, cx, &of, "It was an aardvark")).await.unwrap();
    let (requester, of) = (server::app::Actor::Requester(case.id.clone()), case.clone());
    app.app.write(&requester, move |conn, cx| message(conn, cx, &of, "My aardvark, Ana Ruíz")).await.unwrap();
    let copy = app.add_copy(&case).await;
    let case = app.case(&case.id).await;
    let case = app.by(Role::Records, &case, "release", &release_of(&copy)).await;
    app.by(Role::Records, &case, "close", &[("disposition", "released")]).await
}

/// Verifies a history.
pub async fn verified(app: &TestApp, case: &Case) -> Result<i64, Break> {
    let id = case.id.clone();
    app.read(move |conn, _| history::verify(conn, &id)).await
}

/// Changes the database behind the counter's back. `{case}` stands for the case's id.
pub async fn tamper(app: &TestApp, case: &Case, sql: &[&str]) {
    let statements: Vec<String> = sql.iter().map(|sql| sql.replace("{case}", &case.id)).collect();
    app.write(move |conn, _| {
        for statement in statements {
            tables::run(conn, &statement);
        }
        Ok(())
    })
    .await;
}
