//! `seed-demo`: a counter that looks as if it had been worked for four months. Everybody in it is invented.

pub mod load;
mod people;
mod story;

use chrono::{DateTime, TimeDelta, Utc};
use shared::lang::Lang;
use shared::service::Role;

use crate::app::{Actor, App, Cx, StaffActor};
use crate::db::{Conn, outbox, settings, staff};
use crate::domain::staff::accounts::{self, NewAccount};
use crate::domain::staff::second_factor;
use crate::domain::{Outcome, Refusal};
use story::Story;

/// How many cases, over how many days.
const CASES: u32 = 400;
const DAYS: u32 = 120;

/// The password of every demo account, as the README says.
const PASSWORD: &str = "front-counter-demo";
/// The TOTP secret of every demo account, in base32.
const TOTP_SECRET: &str = "JBSWY3DPEHPK3PXP";

/// The accounts: address, name, title, language, role.
const ACCOUNTS: [(&str, &str, &str, Role); 7] = [
    ("records@example.test", "Jo Alvarado", "Police Specialist", Role::Records),
    ("property@example.test", "Kim Nakata", "Property Technician", Role::Property),
    ("supervisor@example.test", "Maya Desai", "Records Supervisor", Role::Supervisor),
    ("prea@example.test", "Lena Okafor", "PREA Coordinator", Role::Prea),
    ("clerk@example.test", "Ruth Lindqvist", "Deputy City Clerk", Role::Clerk),
    ("cashier@example.test", "Sam Whitlock", "Cashier", Role::Cashier),
    ("admin@example.test", "Noor Haddad", "Administrator", Role::Admin),
];

/// What stands in the settings of a database that holds the demo accounts.
pub const DEMO: &str = "demo";

/// Fills an empty database with the demo; does nothing when it is there.
///
/// # Errors
/// When storage fails. Everything that was seeded until then stays, and another run begins anew after a `migrate` of
/// an empty database.
pub async fn seed(app: &App) -> Outcome<()> {
    if app.read(&Actor::System, |conn, _| Ok::<_, Refusal>(settings::get(conn, DEMO)?)).await?.is_some() {
        return Ok(());
    }
    let staff = app.write(&Actor::System, add_accounts).await?;
    let copy = story::store_copy(app).await?;
    for number in 0..CASES {
        let received = receipt(app);
        let (staff, copy) = (staff.clone(), copy.clone());
        let story = Story::draw(app, number, received);
        app.write(&Actor::System, move |conn, cx| story.tell(conn, cx, &staff, &copy)).await?;
    }
    app.write(&Actor::System, |conn, cx| Ok(outbox::end_all_mail(conn, cx.now.naive_utc())?)).await
}

fn add_accounts(conn: &mut Conn, cx: &Cx) -> Outcome<Vec<StaffActor>> {
    settings::set(conn, DEMO, "yes")?;
    let secret = second_factor::parse_base32(TOTP_SECRET).unwrap_or_default();
    for (email, name, title, role) in ACCOUNTS {
        let account = NewAccount {
            email: email.to_owned(),
            name: name.to_owned(),
            title: title.to_owned(),
            language: Lang::En,
            roles: vec![role],
        };
        let sealed = second_factor::seal(&cx.app.secrets, &cx.app.random, &secret);
        accounts::insert(conn, cx, &account, PASSWORD, Some(sealed))?;
    }
    Ok(staff::actors(conn)?)
}

/// When a case came in: more of them lately, and none in the last minutes.
fn receipt(app: &App) -> DateTime<Utc> {
    let minutes = DAYS * 24 * 60;
    // The smaller of two draws: twice as many in the newer half.
    let age = app.random.below(minutes).min(app.random.below(minutes));
    app.clock.now() - TimeDelta::minutes(i64::from(age) + 5)
}
