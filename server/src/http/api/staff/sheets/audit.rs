//! The audit sheet of a case: every event as it verifies, and who read what.

use actix_web::{HttpResponse, web};
use shared::problem::Problem;
use shared::staff::{Fact, Sheet, SheetForm, SheetLink, SheetNotice, SheetSection, Table, TableCell, TableRow};

use super::admin::{Answers, columns, fact, link, moment};
use crate::app::Cx;
use crate::db::access_log::{self, Access};
use crate::db::cases::Case;
use crate::db::seals::{self as rows, Seal};
use crate::db::{Conn, documents, holds, staff};
use crate::domain::history::{self, Break, Events, export};
use crate::domain::{Outcome, seals};
use crate::http::answers::only;
use crate::http::api::staff::audit::whole;
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, Json, StaffSession};
use crate::secrets::hex;

/// Readings that are shown; the export has all.
const SHOWN: i64 = 200;

/// `GET sheets/cases/{reference}/audit`: the history, verified as it is shown; that it was looked at is noted.
///
/// # Errors
/// 404 for a case outside the person's scope.
#[utoipa::path(get, path = "/api/v1/staff/sheets/cases/{reference}/audit", params(("reference" = String, Path)), responses((status = 200, body = Sheet), (status = 404, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, reference: web::Path<String>) -> Result<HttpResponse, ApiError> {
    verified(&ctx, &staff, reference.into_inner(), false).await
}

/// `POST sheets/cases/{reference}/audit`: verifies again, and says what was found.
///
/// # Errors
/// 404 for a case outside the person's scope; 422 when anything is sent.
#[utoipa::path(post, path = "/api/v1/staff/sheets/cases/{reference}/audit", params(("reference" = String, Path)), request_body = BTreeMap<String, String>, responses((status = 200, body = Sheet), (status = 404, body = Problem)))]
pub async fn verify(
    ctx: Ctx,
    staff: StaffSession,
    reference: web::Path<String>,
    body: Json<Answers>,
) -> Result<HttpResponse, ApiError> {
    only(&body.value, &[])?;
    verified(&ctx, &staff, reference.into_inner(), true).await
}

async fn verified(ctx: &Ctx, staff: &StaffSession, reference: String, asked: bool) -> Result<HttpResponse, ApiError> {
    let (words, actor) = (Words::new(&ctx.app, staff.lang), staff.as_actor());
    let note = move |conn: &mut Conn, cx: &Cx| -> Outcome<_> {
        let case = whole(conn, cx, &reference)?;
        export::log(conn, cx, &case, "audit")?;
        Ok(case)
    };
    let case = ctx.app.write(&actor, note).await?;
    let key = seals::public_key(&ctx.app).await.map_err(|error| ApiError::Internal(error.to_string()))?;
    let load = move |conn: &mut Conn, _: &Cx| -> Outcome<_> { Page::load(conn, words, case, key) };
    let page = ctx.app.read(&actor, load).await?;
    Ok(HttpResponse::Ok().json(page.sheet(asked)))
}

/// Where a history breaks, in one sentence.
pub(in crate::http::api::staff) fn broken(words: &Words, found: &Break) -> String {
    let said = |key: &str, seq: i64, found: i64| {
        words.format(&format!("audit-break-{key}"), &[("seq", seq.into()), ("found", found.into())])
    };
    match *found {
        Break::Order { expected, found } => said("order", expected, found),
        Break::Link(seq) => said("link", seq, 0),
        Break::Changed(seq) => said("changed", seq, 0),
        Break::Payload(seq) => said("payload", seq, 0),
        Break::PayloadGone(seq) => said("payload-gone", seq, 0),
        Break::Tail { expected, found } => said("tail", expected, found),
        Break::Head => said("head", 0, 0),
    }
}

/// Everything that the sheet tells.
struct Page {
    words: Words,
    case: Case,
    key: String,
    events: Events,
    found: Result<i64, Break>,
    accesses: Vec<Access>,
    names: Vec<(String, String)>,
    documents: Vec<documents::Document>,
    holds: Vec<holds::Hold>,
    seal: Option<Seal>,
}

impl Page {
    fn load(conn: &mut Conn, words: Words, case: Case, key: String) -> Outcome<Self> {
        let (events, found) = history::examine(conn, &case.id)?;
        Ok(Self {
            accesses: access_log::of_case(conn, &case.id, SHOWN)?,
            names: staff::names(conn)?,
            documents: documents::of_case(conn, &case.id)?,
            holds: holds::of_case(conn, &case.id)?,
            seal: rows::newest(conn)?,
            words,
            case,
            key,
            events,
            found,
        })
    }

    fn sheet(&self, asked: bool) -> Sheet {
        let words = &self.words;
        let reference = self.case.reference.as_str();
        let export = format!("/api/v1/staff/cases/{reference}/audit/export");
        let verdict = self.verdict();
        Sheet {
            title: words.format("audit-title", &[("reference", reference.into())]),
            lead: Some(words.get("audit-lead")),
            up: Some(SheetLink {
                label: words.format("audit-up", &[("reference", reference.into())]),
                href: format!("cases/{reference}"),
            }),
            links: vec![
                link(words, "audit-export", &export),
                link(words, "audit-to-retention", &format!("retention?reference={reference}")),
            ],
            done: asked.then_some(verdict),
            notices: self.notices(),
            sections: vec![self.proof(), self.table_of_events(), self.table_of_accesses()],
            ..Sheet::default()
        }
    }

    /// What verifying found, in one sentence.
    fn verdict(&self) -> String {
        match &self.found {
            Ok(count) => {
                let time = self.words.staff_moment(self.words.now);
                self.words.format("audit-holds", &[("count", (*count).into()), ("time", time.into())])
            }
            Err(found) => broken(&self.words, found),
        }
    }

    fn notices(&self) -> Vec<SheetNotice> {
        let words = &self.words;
        let broken = self.found.is_err().then(|| SheetNotice {
            danger: true,
            title: words.get("audit-broken"),
            text: format!("{} {}", self.verdict(), words.get("audit-break-next")),
        });
        let kept_here = words.app().settings.seal_email.is_none().then(|| SheetNotice {
            danger: false,
            title: words.get("audit-no-seal-address"),
            text: words.get("audit-no-seal-address-text"),
        });
        broken.into_iter().chain(kept_here).collect()
    }

    fn proof(&self) -> SheetSection {
        let words = &self.words;
        let seal = self.seal.as_ref().map_or_else(
            || words.get("audit-fact-seal-none"),
            |seal| {
                let (number, time) = (seal.number.to_string(), moment(words, seal.made_at));
                words.format("audit-fact-seal-value", &[("number", number.into()), ("time", time.into())])
            },
        );
        let mailed = words.app().settings.seal_email.as_ref();
        let mailed = mailed.map_or_else(|| words.get("audit-fact-mailed-none"), |to| to.as_str().to_owned());
        let mut facts = vec![
            fact(words, "audit-fact-chain", self.verdict()),
            fact(words, "audit-fact-seal", seal),
            fact(words, "audit-fact-mailed", mailed),
            fact(words, "audit-fact-key", self.key.clone()),
        ];
        let erased = self.events.iter().filter(|(_, payload)| payload.is_none()).count();
        if self.found.is_ok() && erased > 0 {
            let value = words.format("audit-fact-erased-value", &[("count", erased.into())]);
            facts.push(fact(words, "audit-fact-erased", value));
        }
        facts.extend(self.holds.iter().filter(|hold| hold.lifted_at.is_none()).map(|hold| self.held(hold)));
        SheetSection {
            id: "proof".to_owned(),
            title: words.get("audit-facts"),
            wide: true,
            text: vec![words.get("audit-export-does")],
            facts,
            forms: vec![SheetForm {
                id: "verify".to_owned(),
                label: words.get("audit-verify"),
                post: format!("sheets/cases/{}/audit", self.case.reference),
                ..SheetForm::default()
            }],
            ..SheetSection::default()
        }
    }

    fn held(&self, hold: &holds::Hold) -> Fact {
        let values = [("time", moment(&self.words, hold.placed_at).into()), ("reason", hold.reason.as_str().into())];
        fact(&self.words, "audit-fact-hold", self.words.format("audit-fact-hold-value", &values))
    }

    fn table_of_events(&self) -> SheetSection {
        let words = &self.words;
        let row = |(seq, (event, payload)): (i64, &(crate::db::events::Event, Option<_>))| {
            let check = match self.found.as_ref().err().map(Break::event) {
                Some(Some(at)) if seq == at => "audit-check-broken",
                Some(Some(at)) if seq > at => "audit-check-unknown",
                _ if payload.is_none() => "audit-check-erased",
                _ => "audit-check-holds",
            };
            super::admin::row(vec![
                TableCell::new(event.seq.to_string()),
                TableCell::new(moment(words, event.at)),
                TableCell::new(self.who(&event.actor, event.staff_id.as_deref())),
                TableCell::new(self.what(&event.kind)),
                TableCell::new(words.get(check)),
                TableCell::new(hex(&event.hash)),
            ])
        };
        let keys =
            ["audit-col-seq", "audit-col-at", "audit-col-who", "audit-col-what", "audit-col-check", "audit-col-hash"];
        self.section("events", &keys, (1..).zip(&self.events).map(row).collect())
    }

    fn table_of_accesses(&self) -> SheetSection {
        let words = &self.words;
        let row = |access: &Access| {
            let document = self.documents.iter().find(|document| Some(&document.id) == access.document_id.as_ref());
            let what = words.find(&format!("audit-access-{}", slug(&access.what)));
            super::admin::row(vec![
                TableCell::new(moment(words, access.at)),
                TableCell::new(self.who(&access.actor, access.staff_id.as_deref())),
                TableCell::new(what.unwrap_or_else(|| access.what.clone())),
                TableCell::new(document.map_or("", |document| document.name.as_str())),
                TableCell::new(access.reason.as_deref().unwrap_or_default()),
            ])
        };
        let keys = ["audit-col-at", "audit-col-who", "audit-col-what", "audit-col-document", "retention-col-reason"];
        let mut section = self.section("accesses", &keys, self.accesses.iter().map(row).collect());
        if i64::try_from(self.accesses.len()).is_ok_and(|count| count == SHOWN) {
            section.text = vec![words.format("audit-accesses-more", &[("count", SHOWN.into())])];
        }
        section
    }

    fn section(&self, id: &str, keys: &[&str], rows: Vec<TableRow>) -> SheetSection {
        SheetSection {
            id: id.to_owned(),
            title: self.words.get(&format!("audit-{id}")),
            wide: true,
            table: Some(Table {
                columns: columns(&self.words, keys),
                rows,
                empty: self.words.get("audit-accesses-empty"),
                ..Table::default()
            }),
            ..SheetSection::default()
        }
    }

    fn who(&self, actor: &str, staff_id: Option<&str>) -> String {
        let name = staff_id.and_then(|id| self.names.iter().find(|(of, _)| of == id));
        name.map_or_else(|| self.words.get(&format!("case-event-actor-{actor}")), |(_, name)| name.clone())
    }

    /// A kind of event in words that need no details, which may be destroyed; an action is told by its name.
    fn what(&self, kind: &str) -> String {
        let keys = ["audit-event", "case-event", "action"].map(|start| format!("{start}-{}", slug(kind)));
        keys.iter().find_map(|key| self.words.find(key)).unwrap_or_else(|| kind.to_owned())
    }
}
