//! Requests that came by phone, by post or at the counter: staff key them in with the receipt that was told, because the
//! law counts from there and not from the keyboard.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use shared::form::{Answers, Control, Fault, Field};
use shared::lang::Lang;
use shared::service::Service;

use super::submit::{Receipt, take_in};
use super::{Submission, Submitted, words};
use crate::app::{Actor, Cx};
use crate::db::Conn;
use crate::domain::{Outcome, Refusal, policy};

/// The ways on which a request comes in beside the pages.
pub const CHANNELS: &[&str] = &["phone", "counter", "post"];

/// How long ago a receipt may be.
const OLDEST: TimeDelta = TimeDelta::days(366);

/// A request as staff key it in.
#[derive(Debug, Clone)]
pub struct KeyedIn {
    /// The service that was asked.
    pub service: &'static Service,
    /// The requester's language.
    pub lang: Lang,
    /// One of [`CHANNELS`].
    pub channel: String,
    /// The local day of the receipt.
    pub day: String,
    /// The local time of the receipt, `HH:MM`.
    pub time: String,
    /// How it came, and how the moment is known.
    pub reason: String,
    /// The answers of the service's form.
    pub answers: Answers,
}

/// The questions of a service's form that staff answer for somebody else: without notices, files and the PIN, which only
/// its owner may know.
pub fn fields(service: &Service) -> impl Iterator<Item = &'static Field> {
    let asked = |field: &&Field| !matches!(field.control, Control::Notice | Control::Uploads | Control::Pin);
    service.fields().into_iter().filter(asked)
}

/// Takes the request in with its receipt.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever does not see this service's cases; [`Refusal::Invalid`] by field, on
/// `received_day` `future` or `too_old`.
pub fn key_in(conn: &mut Conn, cx: &Cx, told: &KeyedIn) -> Outcome<Submitted> {
    match &cx.actor {
        Actor::Staff(staff) if policy::may_see(staff, told.service.section.code()) => {}
        _ => return Err(Refusal::Forbidden),
    }
    let invalid = |field: &str, code: &str| Refusal::Invalid(vec![Fault::new(field, code)]);
    let channel = CHANNELS.iter().find(|channel| **channel == told.channel);
    let channel = channel.ok_or_else(|| invalid("channel", "choice"))?;
    let day: NaiveDate = told.day.parse().map_err(|_| invalid("received_day", "date"))?;
    let time = NaiveTime::parse_from_str(&told.time, "%H:%M").map_err(|_| invalid("received_time", "time"))?;
    // A time that the clocks skipped in spring is told wrong; of one that came twice, the first is the stricter.
    let at = day.and_time(time).and_local_timezone(cx.app.profile.zone.id).earliest();
    let at = at.ok_or_else(|| invalid("received_time", "time"))?.to_utc();
    if at > cx.now {
        return Err(invalid("received_day", "future"));
    }
    if cx.now - at > OLDEST {
        return Err(invalid("received_day", "too_old"));
    }
    let receipt = Receipt { at, reason: words("reason", &told.reason)? };
    let submission = Submission {
        service: told.service,
        lang: told.lang,
        answers: told.answers.clone(),
        draft_id: None,
        channel,
        pin_hash: None,
    };
    take_in(conn, cx, &submission, Some(&receipt))
}
