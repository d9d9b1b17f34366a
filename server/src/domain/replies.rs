//! Reply templates: kept by supervisors with their history, filled with the facts of a case where staff write.

use shared::form::Fault;
use shared::lang::LANGS;
use shared::service::Role;

use super::cases::words;
use super::{Outcome, Refusal, policy};
use crate::app::{Actor, Cx, StaffActor};
use crate::db::cases::Case;
use crate::db::replies::{self, Reply};
use crate::db::{self, Conn};

/// The places of a template, each standing in it as `{name}`.
pub const PLACES: [&str; 5] = ["name", "reference", "report_number", "staff", "phone"];

/// Most characters of a template's name.
const LONGEST_NAME: usize = 80;

/// A template as somebody wrote it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The service kind that it is for.
    pub service: String,
    /// The code of its language.
    pub language: String,
    /// What staff choose it by.
    pub name: String,
    /// The text.
    pub body: String,
}

/// The newest version of each reply that a supervisor keeps, and all versions, the newest first.
///
/// # Errors
/// [`Refusal::Forbidden`] for anybody but a supervisor.
pub fn all(conn: &mut Conn, cx: &Cx) -> Outcome<Vec<Reply>> {
    let keeper = keeper(cx)?;
    let mut all = replies::all(conn)?;
    all.retain(|reply| in_scope(cx, keeper, &reply.service));
    Ok(all)
}

/// Adds a template.
///
/// # Errors
/// [`Refusal::Forbidden`]; [`Refusal::Invalid`] by field, `place` on `body` for a place that does not exist.
pub fn add(conn: &mut Conn, cx: &Cx, draft: &Draft) -> Outcome<()> {
    write(conn, cx, draft, cx.id(), 1, false)
}

/// Changes a template, or takes it from the offer: a new version, if nobody wrote one since `seen`.
///
/// # Errors
/// As [`add`]; [`Refusal::NotFound`]; [`Refusal::Stale`] with the newest version.
pub fn change(conn: &mut Conn, cx: &Cx, id: &str, seen: i32, draft: &Draft, retired: bool) -> Outcome<()> {
    let versions = replies::versions(conn, id)?;
    let newest = versions.first().ok_or(Refusal::NotFound)?;
    if newest.version != seen {
        return Err(Refusal::Stale(newest.version.into()));
    }
    // What a template is for stays: its history is about one thing.
    let draft = Draft { service: newest.service.clone(), language: newest.language.clone(), ..draft.clone() };
    write(conn, cx, &draft, id.to_owned(), seen + 1, retired)
}

/// The templates on offer for a case, by name, filled with its facts.
///
/// # Errors
/// When storage fails.
pub fn offered(conn: &mut Conn, cx: &Cx, case: &Case) -> db::Result<Vec<(String, String)>> {
    let mut newest = replies::of_service(conn, &case.service, &case.language)?;
    newest.dedup_by(|older, newer| older.id == newer.id);
    let offered = newest.into_iter().filter(|reply| !reply.retired);
    let mut filled: Vec<_> = offered.map(|reply| (reply.name, fill(cx, case, &reply.body))).collect();
    filled.sort();
    Ok(filled)
}

fn fill(cx: &Cx, case: &Case, body: &str) -> String {
    let staff = match &cx.actor {
        Actor::Staff(staff) => staff.name.as_str(),
        _ => "",
    };
    let profile = &cx.app.profile;
    let line = profile.services.get(&case.service).and_then(|reach| profile.line(&reach.phone));
    let phone = line.map(|line| line.number.as_str().to_owned()).unwrap_or_default();
    let report = case.report_number.as_deref().unwrap_or_default();
    let values = [case.requester_name.as_str(), &case.reference, report, staff, &phone];
    PLACES.iter().zip(values).fold(body.to_owned(), |text, (place, value)| text.replace(&format!("{{{place}}}"), value))
}

fn write(conn: &mut Conn, cx: &Cx, draft: &Draft, id: String, version: i32, retired: bool) -> Outcome<()> {
    let keeper = keeper(cx)?;
    let invalid = |field: &str, code: &str| Refusal::Invalid(vec![Fault::new(field, code)]);
    if !in_scope(cx, keeper, &draft.service) {
        return Err(invalid("service", "choice"));
    }
    let language = LANGS.into_iter().find(|lang| lang.code() == draft.language);
    let language = language.ok_or_else(|| invalid("language", "choice"))?;
    let (name, body) = (words("name", &draft.name)?, words("body", &draft.body)?);
    if name.chars().count() > LONGEST_NAME {
        return Err(invalid("name", "too_long"));
    }
    if name.contains('\n') {
        return Err(invalid("name", "characters"));
    }
    if unknown_place(&body) {
        return Err(invalid("body", "place"));
    }
    let reply = Reply {
        id,
        version,
        service: draft.service.clone(),
        language: language.code().to_owned(),
        name,
        body,
        retired,
        made_by: keeper.id.clone(),
        made_at: cx.now.naive_utc(),
    };
    match replies::insert(conn, &reply) {
        Err(db::Error::Conflict(_)) => Err(Refusal::Stale(version.into())),
        done => Ok(done?),
    }
}

/// Whether a text has a place that is none of [`PLACES`].
fn unknown_place(body: &str) -> bool {
    let places = body.split('{').skip(1).map(|rest| rest.split_once('}').map(|(place, _)| place));
    places.into_iter().any(|place| place.is_none_or(|place| !PLACES.contains(&place)))
}

fn keeper(cx: &Cx) -> Outcome<&StaffActor> {
    match &cx.actor {
        Actor::Staff(staff) if staff.roles.contains(&Role::Supervisor) => Ok(staff),
        _ => Err(Refusal::Forbidden),
    }
}

fn in_scope(cx: &Cx, staff: &StaffActor, kind: &str) -> bool {
    shared::service::find(&cx.app.services, kind).is_some_and(|service| policy::may_see(staff, service.section.code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_does_not_exist_is_noticed() {
        for body in ["Dear {name}, {reference}", "no place", "closed } only"] {
            assert!(!unknown_place(body), "{body}");
        }
        for body in ["Dear {nam}", "an open { brace", "{}", "{ name }", "{{name}}"] {
            assert!(unknown_place(body), "{body}");
        }
    }
}
