//! Mail to the requester of a case: what is new, in quiet words that never say what the case is about.
//!
//! Everything is read when it is sent, so that a mail that waited tells how things stand. The key in a link and the
//! code are made here; only their hashes are stored.

use shared::email::EmailAddress;
use shared::lang::Lang;
use shared::money::Cents;
use shared::service::{Fee, Mail as Update, state};

use super::Failed;
use crate::app::{Actor, App, Cx};
use crate::config::profile::{Counter, Line};
use crate::db::cases::Case;
use crate::db::{Conn, cases, clocks, orders};
use crate::domain::{Outcome, cases as engine, email_code, keys};
use crate::i18n::Value;
use crate::local_time;
use crate::mail::{self, Body, Code, Mail, PrivateLink};

/// Why the requester is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    /// Something is new on the case.
    Update(Update),
    /// The address is to be confirmed.
    Code,
    /// Somebody who lost the link asked for it.
    Link,
}

pub(super) async fn run(app: &App, id: &str, case_id: String, news: News) -> Result<(), Failed> {
    match app.write(&Actor::System, move |conn: &mut Conn, cx: &Cx| write(conn, cx, &case_id, news)).await? {
        Some(mail) => mail::send(app, id, mail).await.map_err(|unsent| Failed(unsent.0)),
        None => Ok(()),
    }
}

/// Writes the mail; none when the case must not be written to any more, or has no address.
fn write(conn: &mut Conn, cx: &Cx, case_id: &str, news: News) -> Outcome<Option<Mail>> {
    let case = cases::get(conn, case_id)?;
    let confirmed = case.email_confirmed_at.is_some();
    if !case.mail_allowed || (news == News::Code && confirmed) {
        return Ok(None);
    }
    let answers = engine::sealed::open(&cx.app, &case)?;
    let Some(to) = answers.get("email").and_then(|email| email.parse::<EmailAddress>().ok()) else { return Ok(None) };
    let lang = Lang::from_code(&case.language).unwrap_or_default();
    let words = Words { cx, case: &case, lang };
    let mut paragraphs = match news {
        News::Update(_) if case.at_risk => vec![words.say("mail-at-risk")],
        News::Update(update) => words.update(conn, update)?,
        News::Code => vec![words.say("mail-code")],
        News::Link => vec![words.say("mail-link")],
    };
    let (mut code, mut link) = (None, None);
    match news {
        News::Code => {
            code = Some(Code { digits: email_code::mint(conn, cx, case_id)?, note: words.say("mail-code-note") });
        }
        _ if confirmed => link = Some(words.link(conn)?),
        News::Update(_) => paragraphs.push(words.say("mail-unconfirmed")),
        News::Link => paragraphs.push(words.say("mail-link-unconfirmed")),
    }
    Ok(Some(Mail {
        to,
        from_name: words.sender(),
        subject: words.subject(),
        body: words.body(paragraphs, code, link),
        attachment: None,
    }))
}

/// The words for one case in its language.
struct Words<'a> {
    cx: &'a Cx,
    case: &'a Case,
    lang: Lang,
}

impl Words<'_> {
    fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    fn say_with<'v>(&'v self, key: &str, values: &[(&'v str, Value<'v>)]) -> String {
        let phone = self.line().map_or("", |line| line.number.as_str());
        let facts = [
            ("reference", self.case.reference.as_str().into()),
            ("phone", phone.into()),
            ("department", self.cx.app.profile.department.name.as_str().into()),
        ];
        self.cx.app.texts.format(self.lang, key, &[&facts, values].concat())
    }

    fn line(&self) -> Option<&Line> {
        let profile = &self.cx.app.profile;
        profile.services.get(&self.case.service).and_then(|reach| profile.line(&reach.phone))
    }

    fn counter(&self) -> Option<&Counter> {
        let profile = &self.cx.app.profile;
        let reach = profile.services.get(&self.case.service)?;
        profile.counters.get(reach.counter.as_ref()?)
    }

    /// The same for every mail, so that a glance at a screen tells nothing; at risk, not even the reference.
    fn subject(&self) -> String {
        if self.case.at_risk { self.say("mail-subject-at-risk") } else { self.say("mail-subject") }
    }

    /// The division's name does not say police.
    fn sender(&self) -> String {
        let department = &self.cx.app.profile.department;
        if self.case.at_risk { department.division.clone() } else { department.name.clone() }
    }

    fn body(&self, paragraphs: Vec<String>, code: Option<Code>, link: Option<PrivateLink>) -> Body {
        let footer = if self.case.at_risk {
            vec![self.say("mail-footer-unread")]
        } else {
            vec![self.say("mail-footer-why"), self.say("mail-footer-ask"), self.say("mail-footer-emergency")]
        };
        Body { lang: self.lang, title: self.subject(), paragraphs, code, link, footer }
    }

    fn link(&self, conn: &mut Conn) -> Outcome<PrivateLink> {
        let (key, _) = keys::mint(conn, self.cx, &self.case.id, "mail")?;
        let note = if self.case.pin_hash.is_some() { "mail-link-note-pin" } else { "mail-link-note" };
        Ok(PrivateLink {
            label: self.say("mail-open"),
            url: self.cx.app.settings.link(&self.lang.path(&format!("/k/{}", key.expose()))),
            note: self.say(note),
        })
    }

    fn update(&self, conn: &mut Conn, update: Update) -> Outcome<Vec<String>> {
        Ok(match update {
            Update::Received => {
                let received = self.day(self.case.received_at);
                let mut said = vec![self.say_with("mail-received", &[("date", received.into())])];
                said.extend(self.due(conn)?.map(|date| self.say_with("mail-received-due", &[("date", date.into())])));
                said
            }
            Update::State => vec![self.state()],
            Update::Message if self.case.state == state::NEEDS_INFORMATION => vec![self.say("mail-question")],
            Update::Message => vec![self.say("mail-message")],
            Update::Invoice => self.invoice(conn)?,
            Update::Receipt => self.receipt(conn)?,
            Update::Released => vec![self.say("mail-released")],
            Update::Ready => {
                let mut said = vec![self.say("mail-ready"), self.say("mail-ready-bring")];
                said.extend(self.counter_in_words());
                said.extend(self.due(conn)?.map(|date| self.say_with("mail-ready-until", &[("date", date.into())])));
                said
            }
            Update::Letter => vec![self.say("mail-letter")],
            Update::Closed => vec![self.say("mail-closed")],
        })
    }

    /// A service may add states that have no sentence here: then the page tells.
    fn state(&self) -> String {
        let key = format!("mail-state-{}", self.case.state.replace('_', "-"));
        let known = self.cx.app.texts.find(self.lang, &key).is_some();
        if known { self.say(&key) } else { self.say("mail-state-other") }
    }

    fn invoice(&self, conn: &mut Conn) -> Outcome<Vec<String>> {
        let orders = orders::of_case(conn, &self.case.id)?;
        // Paid or waived while the mail waited: then there is nothing to ask for.
        let Some(due) = orders.iter().rev().find(|order| order.state == Fee::Due.code()) else {
            return Ok(vec![self.state()]);
        };
        let amount = Cents(due.total_cents).to_string();
        let mut said = vec![self.say_with("mail-invoice", &[("amount", amount.into())]), self.say("mail-invoice-pay")];
        said.extend(self.counter_in_words());
        Ok(said)
    }

    fn receipt(&self, conn: &mut Conn) -> Outcome<Vec<String>> {
        let orders = orders::of_case(conn, &self.case.id)?;
        let Some(paid) = orders.iter().rev().find(|order| order.state == Fee::Paid.code()) else {
            return Ok(vec![self.state()]);
        };
        let amount = Cents(paid.total_cents).to_string();
        let number = paid.receipt_number.as_deref().unwrap_or_default();
        Ok(vec![self.say_with("mail-receipt", &[("amount", amount.into()), ("number", number.into())])])
    }

    /// "Records counter, 207 N. Garfield Avenue, Pasadena, CA 91101. Monday to Friday, 9:00 am to 5:00 pm."
    fn counter_in_words(&self) -> Option<String> {
        let counter = self.counter()?;
        let address = self.cx.app.profile.department.address.join(", ");
        let values = [
            ("counter", counter.name.get(self.lang).into()),
            ("address", address.into()),
            ("hours", counter.hours_in_words(self.lang).into()),
        ];
        Some(self.say_with("mail-counter", &values))
    }

    /// The day of the soonest clock that is still open.
    fn due(&self, conn: &mut Conn) -> Outcome<Option<String>> {
        let clocks = clocks::of_case(conn, &self.case.id)?;
        Ok(clocks.iter().find(|clock| clock.met_at.is_none()).map(|clock| self.day(clock.due_at)))
    }

    fn day(&self, at: chrono::NaiveDateTime) -> String {
        local_time::day_with_year(self.lang, self.cx.app.profile.zone.date(at.and_utc()))
    }
}
