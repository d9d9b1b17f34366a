//! What happens to one case of the demo, told through the same use cases as in life.

use bytes::Bytes;
use chrono::{DateTime, Days, TimeDelta, Utc};
use shared::form::Answers;
use shared::lang::Lang;
use shared::service::Role;

use super::people::{ANSWERS, FAMILY, GIVEN, INCIDENTS, NOTES, PLACES, QUESTIONS};
use crate::app::{Actor, App, Cx, StaffActor};
use crate::clock::Random;
use crate::db::cases::Case;
use crate::db::{self, Conn, cases, documents};
use crate::documents::Stored;
use crate::domain::cases::{Act, Submission, act, assign, confirm, message, note, submit};
use crate::domain::{Outcome, Refusal};

/// How far a case came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    Received,
    InReview,
    NeedsInformation,
    Approved,
    FeeDue,
    Ready,
    DenialProposed,
    Released,
    Denied,
    Withdrawn,
    Closed,
}

/// Steps that no story has more of.
const STEPS: i32 = 10;

/// One case to be told.
#[derive(Debug, Clone)]
pub(super) struct Story {
    received: DateTime<Utc>,
    lang: Lang,
    answers: Answers,
    ending: Ending,
    talk: bool,
    /// Most people type the six digits that they were mailed.
    confirms: bool,
    pause: TimeDelta,
}

/// Stores the one small file that stands for every released copy.
pub(super) async fn store_copy(app: &App) -> Outcome<Stored> {
    let pdf = Bytes::from_static(include_bytes!("copy.pdf"));
    let body = Box::pin(futures_util::stream::once(async move { Ok::<_, std::io::Error>(pdf) }));
    let stored = app.documents.put(false, crate::documents::MAX_FILE_BYTES, body).await;
    stored.map_err(|error| Refusal::Storage(db::Error::Other(error.to_string())))
}

impl Story {
    /// Invents a case that came in at `received`; older ones have come further.
    pub(super) fn draw(app: &App, number: u32, received: DateTime<Utc>) -> Self {
        let random = &app.random;
        let age = app.clock.now() - received;
        let lang = if random.below(10) < 3 { Lang::Es } else { Lang::En };
        Self {
            received,
            lang,
            answers: answers(app, number, received, lang),
            ending: ending(random, age.num_days()),
            talk: random.below(3) == 0,
            confirms: random.below(6) != 0,
            // About a day between two steps; what came in lately has had less time.
            pause: TimeDelta::minutes(i64::from(random.below(2_400)) + 200).min(age / STEPS),
        }
    }

    /// Tells it: every step at its own time, none later than now.
    pub(super) fn tell(&self, conn: &mut Conn, cx: &Cx, staff: &[StaffActor], copy: &Stored) -> Outcome<()> {
        let mut teller = Teller { conn, cx, staff, at: self.received, pause: self.pause };
        let submission = Submission {
            service: &shared::service::police_report::SERVICE,
            lang: self.lang,
            answers: self.answers.clone(),
            draft_id: None,
            channel: "web",
            pin_hash: None,
        };
        let sender = teller.cx(Actor::Visitor);
        let mut case = submit(teller.conn, &sender, &submission)?.case;
        if case.mail_allowed && self.confirms {
            cases::confirm_email(teller.conn, &case.id, sender.now.naive_utc())?;
        }
        if self.ending == Ending::Received {
            return Ok(());
        }
        if self.ending == Ending::Withdrawn {
            let requester = teller.cx(Actor::Requester(case.id.clone()));
            teller.act(&case, &requester, "withdraw", &[])?;
            return Ok(());
        }
        case = teller.take(&case)?;
        case = teller.by(&case, Role::Records, "start_review", &[])?;
        if self.talk || self.ending == Ending::NeedsInformation {
            case = self.ask(&mut teller, &case)?;
            if self.ending == Ending::NeedsInformation {
                return Ok(());
            }
            case = self.answer(&mut teller, &case)?;
        }
        match self.ending {
            Ending::InReview => Ok(()),
            _ if case.service != "police_report" => {
                teller.by(&case, Role::Records, "close", &[("disposition", "released_full")])?;
                Ok(())
            }
            Ending::DenialProposed | Ending::Denied => self.deny(&mut teller, &case),
            _ => self.approve(&mut teller, &case, copy),
        }
    }

    fn ask(&self, teller: &mut Teller<'_>, case: &Case) -> Outcome<Case> {
        let (en, es) = pick(&teller.cx.app.random, QUESTIONS);
        teller.by(case, Role::Records, "ask_information", &[("text", self.say(en, es))])
    }

    fn answer(&self, teller: &mut Teller<'_>, case: &Case) -> Outcome<Case> {
        let (en, es) = pick(&teller.cx.app.random, ANSWERS);
        let cx = teller.cx(Actor::Requester(case.id.clone()));
        let case = message(teller.conn, &cx, case, self.say(en, es))?;
        let cx = teller.staff(Role::Records)?;
        let words = pick(&cx.app.random, NOTES);
        note(teller.conn, &cx, &case, words)
    }

    fn deny(&self, teller: &mut Teller<'_>, case: &Case) -> Outcome<()> {
        let fields = [
            ("citation", "Gov 7923.600"),
            ("reason", "The report is part of an investigation that is still open."),
            ("responsible_name", "Jo Alvarado"),
            ("responsible_title", "Police Specialist"),
        ];
        let case = teller.by(case, Role::Records, "deny", &fields)?;
        if self.ending == Ending::Denied {
            let cx = teller.staff(Role::Supervisor)?;
            let open = db::approvals::open_of_case(teller.conn, &case.id, case.head_seq)?;
            if let Some(approval) = open.first() {
                let case = confirm(teller.conn, &cx, &case, &approval.id, case.head_seq)?;
                if self.confirms {
                    let disposition = if self.talk { "denied" } else { "no_record" };
                    teller.by(&case, Role::Records, "close", &[("disposition", disposition)])?;
                }
            }
        }
        Ok(())
    }

    fn approve(&self, teller: &mut Teller<'_>, case: &Case, copy: &Stored) -> Outcome<()> {
        let free = case.at_risk || self.ending == Ending::Approved;
        let fields = [
            ("role_checked", "yes"),
            ("documents_checked", "yes"),
            ("named_as_suspect", "no"),
            ("fee", if free { "free" } else { "owed" }),
        ];
        let mut case = teller.by(case, Role::Records, "approve", &fields)?;
        if self.ending == Ending::Approved {
            return Ok(());
        }
        if !free {
            case = teller.by(&case, Role::Records, "charge_fee", &[("fee_line", "report_copy"), ("quantity", "6")])?;
            if self.ending == Ending::FeeDue {
                return Ok(());
            }
            let receipt = format!("R-{:05}", teller.cx.app.random.below(90_000) + 10_000);
            case = teller.by(
                &case,
                Role::Cashier,
                "record_payment",
                &[("method", "card"), ("receipt_number", &receipt), ("drawer", "2")],
            )?;
        }
        if self.ending == Ending::Ready {
            teller.by(&case, Role::Records, "mark_ready", &[])?;
            return Ok(());
        }
        let document = teller.add_copy(&case, copy)?;
        let name = case.requester_name.clone();
        case = teller.by(
            &case,
            Role::Records,
            "release",
            &[("document", &document), ("recipient", &name), ("redacted", "yes")],
        )?;
        if self.ending == Ending::Closed {
            teller.by(&case, Role::Records, "close", &[("disposition", "released")])?;
        }
        Ok(())
    }

    fn say<'t>(&self, en: &'t str, es: &'t str) -> &'t str {
        match self.lang {
            Lang::En => en,
            Lang::Es => es,
        }
    }
}

/// The teller moves through time, and speaks for whoever acts.
struct Teller<'a> {
    conn: &'a mut Conn,
    cx: &'a Cx,
    staff: &'a [StaffActor],
    at: DateTime<Utc>,
    pause: TimeDelta,
}

impl Teller<'_> {
    /// The next moment, as lived by `actor`.
    fn cx(&mut self, actor: Actor) -> Cx {
        let now = self.at;
        // Never past the present: what would come later happens just now.
        self.at = (self.at + self.pause).min(self.cx.now);
        Cx { app: self.cx.app.clone(), actor, now }
    }

    fn staff(&mut self, role: Role) -> Outcome<Cx> {
        let person = self.staff.iter().find(|person| person.roles.contains(&role)).ok_or(Refusal::NotFound)?.clone();
        let proved_at = self.at;
        Ok(self.cx(Actor::Staff(StaffActor { proved_at, ..person })))
    }

    fn by(&mut self, case: &Case, role: Role, action: &str, fields: &[(&str, &str)]) -> Outcome<Case> {
        let cx = self.staff(role)?;
        self.act(case, &cx, action, fields)
    }

    fn act(&mut self, case: &Case, cx: &Cx, action: &str, fields: &[(&str, &str)]) -> Outcome<Case> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        act(self.conn, cx, case, &Act { action: action.to_owned(), version: Some(case.head_seq), fields })
    }

    /// Most cases are somebody's; some stay nobody's.
    fn take(&mut self, case: &Case) -> Outcome<Case> {
        let role = if self.cx.app.random.below(5) == 0 { Role::Supervisor } else { Role::Records };
        let cx = self.staff(role)?;
        let me = cx.actor.staff_id().map(ToOwned::to_owned);
        assign(self.conn, &cx, case, case.head_seq, me.as_deref())
    }

    /// A copy that staff added: a row of its own for the one stored file.
    fn add_copy(&mut self, case: &Case, copy: &Stored) -> Outcome<String> {
        let cx = self.staff(Role::Records)?;
        let id = cx.id();
        documents::insert(
            self.conn,
            &documents::Document {
                id: id.clone(),
                case_id: Some(case.id.clone()),
                draft_id: None,
                name: "report-copy.pdf".to_owned(),
                media_type: copy.kind.media_type().to_owned(),
                size_bytes: i64::try_from(copy.size_bytes).unwrap_or_default(),
                sha256: copy.sha256.clone(),
                storage_key: copy.storage_key.clone(),
                sealed: false,
                purpose: "copy".to_owned(),
                visibility: "staff".to_owned(),
                staff_id: cx.actor.staff_id().map(ToOwned::to_owned),
                scanned: false,
                added_at: cx.now.naive_utc(),
                checked_at: None,
                released_at: None,
                destroyed_at: None,
                quarantine: None,
                locked: false,
            },
        )?;
        Ok(id)
    }
}

fn ending(random: &Random, age_days: i64) -> Ending {
    use Ending::{
        Approved, Closed, DenialProposed, Denied, FeeDue, InReview, NeedsInformation, Ready, Received, Released,
        Withdrawn,
    };
    let choices: &[Ending] = match age_days {
        0..=2 => &[Received, Received, Received, InReview, InReview, NeedsInformation],
        3..=8 => &[
            Received,
            InReview,
            InReview,
            InReview,
            NeedsInformation,
            Approved,
            FeeDue,
            DenialProposed,
            Released,
            Withdrawn,
        ],
        9..=20 => &[
            InReview,
            NeedsInformation,
            FeeDue,
            Ready,
            Released,
            Released,
            Released,
            Denied,
            Closed,
            Closed,
            Withdrawn,
        ],
        _ => &[Closed, Closed, Closed, Closed, Closed, Released, Denied, Withdrawn, Closed, Closed, Closed],
    };
    *pick(random, choices)
}

fn answers(app: &App, number: u32, received: DateTime<Utc>, lang: Lang) -> Answers {
    let random = &app.random;
    let (given, family) = (pick(random, GIVEN), pick(random, FAMILY));
    let day = app.profile.zone.date(received) - Days::new(u64::from(random.below(20)) + 1);
    let (en, es) = pick(random, INCIDENTS);
    let at_risk = random.below(14) == 0;
    let role = if at_risk {
        "victim"
    } else {
        *pick(random, &["victim", "owner", "party", "injured", "insurer", "representative", "public"])
    };
    let email = format!("{}.{}{number}@example.test", plain(given), plain(family));
    let mut answers: Vec<(&str, String)> = vec![
        ("role", role.to_owned()),
        ("name", format!("{given} {family}")),
        ("delivery", if random.below(4) == 0 { "counter" } else { "download" }.to_owned()),
        ("documents_later", "yes".to_owned()),
    ];
    if at_risk {
        answers.extend([
            ("incident_kind", "violence".to_owned()),
            ("violence_kind", "domestic_violence".to_owned()),
            ("suspect", "no".to_owned()),
        ]);
    } else {
        answers
            .push(("incident_kind", pick(random, &["theft_damage", "theft_damage", "collision", "other"]).to_string()));
    }
    if role == "public" {
        answers.push(("as_public_record", if random.below(2) == 0 { "yes" } else { "no" }.to_owned()));
    }
    if at_risk && random.below(2) == 0 {
        answers.push(("contact", "none".to_owned()));
    } else {
        answers.extend([("contact", "email".to_owned()), ("email", email)]);
    }
    if random.below(2) == 0 {
        answers
            .extend([("have_number", "yes".to_owned()), ("report_number", format!("26-{:06}", 9_000 + number * 17))]);
    } else {
        answers.extend([
            ("have_number", "no".to_owned()),
            ("incident_date", day.to_string()),
            ("place", (*pick(random, PLACES)).to_owned()),
            ("description", if lang == Lang::Es { *es } else { *en }.to_owned()),
        ]);
    }
    answers.into_iter().map(|(name, answer)| (name.to_owned(), answer)).collect()
}

/// One of several; the slices here are never empty.
fn pick<'t, T>(random: &Random, from: &'t [T]) -> &'t T {
    let count = u32::try_from(from.len()).unwrap_or(1);
    let index = usize::try_from(random.below(count)).unwrap_or_default();
    from.get(index).unwrap_or_else(|| unreachable!("an empty choice"))
}

fn plain(name: &str) -> String {
    shared::search::fold_words(name).concat()
}
