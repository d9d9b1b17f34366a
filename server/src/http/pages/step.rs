//! Keeping one step of a form that was sent, and leading on.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse};
use shared::form::{Answers, Control, Step};
use shared::lang::LANGS;
use shared::service::Service;
use uuid::Uuid;

use super::form::{CHECK, LATER, REMOVE, Showing, Typed};
use super::service::{Begun, faults_of, respond, see_other, today, words};
use crate::app::Actor;
use crate::domain::documents::add_to_draft;
use crate::domain::{Outcome, Refusal, drafts};
use crate::http::body::Posted;
use crate::http::words::slug;
use crate::http::{ApiError, Ctx};

/// A step that was sent.
pub(super) struct Sent {
    pub service: &'static Service,
    pub step: &'static Step,
    pub session: Vec<u8>,
    /// Whether the visitor came from "check your answers".
    pub change: bool,
}

/// What keeping a step came to.
struct Kept {
    begun: Begun,
    /// Whether the reminder of the emergency number interrupts now.
    danger: bool,
}

impl Sent {
    /// Keeps the step, and leads on, or shows it again.
    pub async fn keep(&self, ctx: &Ctx, request: &HttpRequest, posted: Posted) -> Result<HttpResponse, ApiError> {
        let answers = gather(self.step, &posted.fields);
        let kept = match self.write(ctx, &answers, &posted).await {
            Ok(kept) => kept,
            // No room for a file: nothing was kept, but what was typed is shown again.
            Err(Refusal::Invalid(faults)) if faults.iter().all(|fault| fault.code != "unknown") => {
                let typed = Typed { answers: &answers, faults: &faults, documents: &[] };
                let showing = Showing { today: today(ctx), change: self.change, ..Showing::default() };
                return Ok(respond(ctx, request, self.service, self.step, &typed, showing).await);
            }
            Err(refusal) => return Err(ApiError::from(refusal).in_form(slug(self.service.kind))),
        };
        posted.files.claim();
        let Begun { draft, documents } = &kept.begun;
        let back_here = words(ctx, self.service).step_path(self.step.id);
        if posted.fields.contains_key(REMOVE) {
            return Ok(see_other(&back_here));
        }
        if posted.fields.contains_key(LATER) {
            return Ok(see_other(&format!("{back_here}?saved=1")));
        }
        let mut faults = faults_of(self.service, self.step, &draft.body.answers, documents, today(ctx));
        // What is wrong with a file says more than that it is missing.
        faults.retain(|fault| posted.refused.iter().all(|refused| refused.field != fault.field));
        faults.extend(posted.refused);
        if faults.is_empty() && !kept.danger {
            return Ok(see_other(&words(ctx, self.service).step_path(self.next())));
        }
        let typed = Typed { answers: &draft.body.answers, faults: &faults, documents };
        let showing = Showing { today: today(ctx), change: self.change, problem: None, danger: kept.danger };
        Ok(respond(ctx, request, self.service, self.step, &typed, showing).await)
    }

    async fn write(&self, ctx: &Ctx, answers: &Answers, posted: &Posted) -> Outcome<Kept> {
        let (service, step, session, answers) = (self.service, self.step, self.session.clone(), answers.clone());
        // An id is short and plain; anything else names no document, and PostgreSQL would choke on a NUL.
        let remove = posted.fields.get(REMOVE).filter(|id| Uuid::try_parse(id).is_ok()).cloned();
        let files = posted.files.files();
        let later = posted.fields.contains_key(LATER);
        let danger = speaks_of_danger(ctx, service, step, &answers);
        let write = move |conn: &mut _, cx: &_| {
            let mut draft = drafts::begin(conn, cx, &session, service)?;
            let danger = danger && !draft.body.reminded;
            draft.body.reminded |= danger;
            draft.body.kept |= later;
            let draft = drafts::save_step(conn, cx, draft, step, &answers)?;
            let draft = drafts::save(conn, cx, draft)?;
            for file in &files {
                add_to_draft(conn, cx, &draft.id, file)?;
            }
            if let Some(id) = &remove {
                drafts::remove_document(conn, cx, &draft, id)?;
            }
            let documents = drafts::documents(conn, &draft)?;
            Ok(Kept { begun: Begun { draft, documents }, danger })
        };
        ctx.app.write(&Actor::Visitor, write).await
    }

    /// The step after this one; back to "check your answers" for who came from there.
    fn next(&self) -> &'static str {
        let after = self.service.steps.iter().map(|step| step.id).skip_while(|id| *id != self.step.id).nth(1);
        after.filter(|_| !self.change).unwrap_or(CHECK)
    }
}

/// The answers of a form: the three boxes of a date joined, empty ones kept (`-11-03`), and buttons left out.
fn gather(step: &Step, fields: &BTreeMap<String, String>) -> Answers {
    let mut answers = fields.clone();
    answers.retain(|name, _| name != REMOVE && name != LATER);
    for field in step.fields.iter().filter(|field| field.control == Control::Date) {
        let mut part = |unit: &str| answers.remove(&format!("{}_{unit}", field.name));
        let parts = [part("year"), part("month"), part("day")];
        if parts.iter().any(Option::is_some) {
            let [year, month, day] = parts.map(Option::unwrap_or_default);
            let date = format!("{}-{}-{}", year.trim(), two_digits(&month), two_digits(&day));
            answers.insert(field.name.to_owned(), date);
        }
    }
    answers
}

/// `3` as `03`; anything that is no single digit as it is, without the sign that would part the date.
fn two_digits(part: &str) -> String {
    let part = part.trim().replace('-', "");
    if part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit()) { format!("0{part}") } else { part }
}

/// Whether a free text says that somebody is in danger now, in any of our languages.
fn speaks_of_danger(ctx: &Ctx, service: &'static Service, step: &Step, answers: &Answers) -> bool {
    let free = step.fields.iter().filter(|field| matches!(field.control, Control::LongText { .. }));
    let texts: Vec<String> = free.filter_map(|field| answers.get(field.name)).map(|text| text.to_lowercase()).collect();
    let known = LANGS.into_iter().flat_map(|lang| {
        let mut words = words(ctx, service);
        words.voice.lang = lang;
        words.danger_words()
    });
    known.into_iter().any(|word| texts.iter().any(|text| text.contains(&word)))
}

#[cfg(test)]
mod tests {
    use shared::service::police_report::SERVICE;

    use super::*;

    fn gathered(pairs: &[(&str, &str)]) -> Option<String> {
        let fields = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        gather(SERVICE.step("report").unwrap(), &fields).remove("incident_date")
    }

    #[test]
    fn a_date_is_joined_and_says_which_part_is_missing() {
        let date = |year, month, day| {
            gathered(&[("incident_date_year", year), ("incident_date_month", month), ("incident_date_day", day)])
        };
        assert_eq!(date("2026", "11", "3").unwrap(), "2026-11-03");
        assert_eq!(date("", "11", "3").unwrap(), "-11-03");
        assert_eq!(date(" 2026 ", " ", "03").unwrap(), "2026--03");
        assert_eq!(date("2026", "-1", "x").unwrap(), "2026-01-x");
        assert_eq!(date("", "", "").unwrap(), "--");
        assert_eq!(gathered(&[]), None);
        assert_eq!(gathered(&[("incident_date", "2026-11-03")]).unwrap(), "2026-11-03");
    }
}
