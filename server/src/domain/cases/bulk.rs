//! The same thing done to many cases. Each is a use case of its own, with its own version and transaction: one that
//! fails leaves the others done.

use shared::form::{Answers, Control};
use shared::service::{Action, Service};

use super::act::{Act, act, checked, fresh, lookup, who};
use super::for_staff;
use super::write::{assign, may_take};
use crate::app::{Actor, Cx};
use crate::db::Conn;
use crate::db::cases::Case;
use crate::domain::{Outcome, Refusal};

/// The action of every service that ends a case by hand.
const CLOSE: &str = "close";

/// The field of that action that says how the case ended.
pub const DISPOSITION: &str = "disposition";

/// What is done to each of many cases.
#[derive(Debug, Clone)]
pub enum Wish {
    /// Gives it to somebody, or back to nobody.
    Assign(Option<String>),
    /// Closes it with these answers.
    Close(Answers),
}

/// What would become of a case.
#[derive(Debug)]
pub struct Forecast {
    /// The case as it stands.
    pub case: Case,
    /// What closes it; none for an assignment.
    pub action: Option<&'static Action>,
    /// Why nothing would be done, if so.
    pub refusal: Option<Refusal>,
    /// Whether it stands already as it was wished.
    pub already: bool,
}

/// What a wish would do to the case that the person saw in this version. Changes nothing.
///
/// # Errors
/// [`Refusal::NotFound`] for a case outside the person's scope; when storage fails.
pub fn foresee(conn: &mut Conn, cx: &Cx, wish: &Wish, reference: &str, version: i64) -> Outcome<Forecast> {
    let Actor::Staff(staff) = &cx.actor else { return Err(Refusal::Forbidden) };
    let case = for_staff(conn, staff, reference)?;
    let (action, already, tried) = match wish {
        Wish::Assign(to) => (None, case.assigned_to == *to, may_take(conn, cx, &case, to.as_deref())),
        Wish::Close(fields) => {
            let (service, action) = lookup(cx, &case, CLOSE)?;
            let tried = checked(conn, cx, &case, service, action, fields, &who(cx, &case)).map(drop);
            (Some(action), false, tried)
        }
    };
    match fresh(&case, Some(version)).and(tried) {
        Err(Refusal::Storage(error)) => Err(Refusal::Storage(error)),
        tried => Ok(Forecast { case, action, refusal: tried.err(), already }),
    }
}

/// Does what was wished; the answer holds the case after it, or why nothing was done.
///
/// # Errors
/// As [`assign`] and [`act`].
pub fn fulfil(conn: &mut Conn, cx: &Cx, wish: &Wish, reference: &str, version: i64) -> Outcome<Forecast> {
    let forecast = foresee(conn, cx, wish, reference, version)?;
    if forecast.already || forecast.refusal.is_some() {
        return Ok(forecast);
    }
    let case = match wish {
        Wish::Assign(to) => assign(conn, cx, &forecast.case, version, to.as_deref())?,
        Wish::Close(fields) => {
            let close = Act { action: CLOSE.to_owned(), version: Some(version), fields: fields.clone() };
            act(conn, cx, &forecast.case, &close)?
        }
    };
    Ok(Forecast { case, ..forecast })
}

/// The outcomes that cases of these services can be closed with, each once.
#[must_use]
pub fn dispositions(services: &[&'static Service]) -> Vec<&'static str> {
    let mut outcomes: Vec<&'static str> = Vec::new();
    let fields = services.iter().filter_map(|service| service.action(CLOSE)).flat_map(|action| action.fields);
    for field in fields.filter(|field| field.name == DISPOSITION) {
        if let Control::Choice(values) = field.control {
            outcomes.extend(values.iter().filter(|value| !outcomes.contains(value)).copied().collect::<Vec<_>>());
        }
    }
    outcomes
}
