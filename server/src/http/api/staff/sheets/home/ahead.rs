//! What comes: closures and the deadlines that move past them, and what waits for a second person.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use shared::calendar::{Closures, Office, Step, What};
use shared::service::{Role, Service, action};
use shared::staff::{Fact, SheetSection, Table, TableCell, TableRow, capped};

use super::super::day::columns;
use crate::app::{Cx, StaffActor};
use crate::db::approvals::Approval;
use crate::db::queue::COUNT_LIMIT;
use crate::db::statistics::{self as counts, Decider, Scope, Span};
use crate::db::{Conn, calendars, retention, staff};
use crate::domain::Outcome;
use crate::domain::statistics::start_of;
use crate::http::words::{Words, slug};
use crate::local_time;

/// Days that are looked ahead for closures.
const DAYS: u64 = 14;
/// Most clocks and proposals that are looked at; beyond, "200+" is said.
const MOST: usize = 200;

/// Coming up.
pub(super) fn section(
    conn: &mut Conn,
    cx: &Cx,
    words: &Words,
    services: &[&'static Service],
    scope: &Scope,
) -> Outcome<SheetSection> {
    let mut offices: Vec<Office> = services.iter().map(|service| office_of(service.section)).collect();
    offices.sort_unstable_by_key(|office| office.id());
    offices.dedup();
    let mut facts = Vec::new();
    for office in &offices {
        let calendar = calendars::newest(conn, office.id(), words.today(), calendars::FAR)?;
        for closure in closures(words, &calendar) {
            facts.push(closure.fact(conn, cx, words, scope, (offices.len() > 1).then_some(*office))?);
        }
    }
    let waiting = counts::proposals(conn, scope, None, one_more())?;
    if !waiting.is_empty() {
        facts.push(proposals(words, &waiting));
    }
    let past = retention::count_open(conn, &scope.sections, COUNT_LIMIT)?;
    if past > 0 {
        facts.push(Fact {
            label: words.format("numbers-past", &[("count", past.into()), ("said", capped(past).into())]),
            value: words.get("numbers-past-next"),
        });
    }
    let text = if facts.is_empty() { vec![words.get("numbers-nothing-ahead")] } else { Vec::new() };
    Ok(SheetSection {
        id: "ahead".to_owned(),
        title: words.get("numbers-ahead"),
        text,
        facts,
        ..SheetSection::default()
    })
}

/// The office whose days count for a section.
fn office_of(section: Role) -> Office {
    match section {
        Role::Property => Office::Property,
        Role::Clerk => Office::CityHall,
        _ => Office::Records,
    }
}

/// Days on which an office is closed for a reason, and the day on which it opens again.
struct Closure {
    days: Vec<NaiveDate>,
    reasons: Vec<String>,
    opens: NaiveDate,
}

/// The closures of the next two weeks; those after which the office opens on the same day are one.
fn closures(words: &Words, calendar: &Closures) -> Vec<Closure> {
    let (today, lang) = (words.today(), words.lang);
    let mut found: BTreeMap<NaiveDate, Closure> = BTreeMap::new();
    for (day, reason) in calendar.dates.range(today..=today + Days::new(DAYS)) {
        let Some(opens) = calendar.next_open(*day) else { continue };
        let closure = found.entry(opens).or_insert_with(|| Closure { days: Vec::new(), reasons: Vec::new(), opens });
        closure.days.push(*day);
        closure.reasons.push(reason.get(lang).to_owned());
    }
    found.into_values().collect()
}

impl Closure {
    fn fact(&self, conn: &mut Conn, cx: &Cx, words: &Words, scope: &Scope, office: Option<Office>) -> Outcome<Fact> {
        let zone = cx.app.profile.zone.id;
        let span = Span { from: start_of(self.opens, zone), until: start_of(self.opens + Days::new(1), zone) };
        let steps = counts::explanations_due(conn, scope, span, one_more())?;
        let moved = steps.iter().take(MOST).filter(|steps| self.moves(steps)).count();
        let day = |day: NaiveDate| local_time::short_weekday_day(words.lang, day);
        let (first, last) = (self.days.first().copied().map(day), self.days.last().copied().map(day));
        let values = [
            ("count", self.days.len().into()),
            ("first", first.unwrap_or_default().into()),
            ("last", last.unwrap_or_default().into()),
        ];
        let title = words.format("numbers-closed", &values);
        let name = office.and_then(|office| cx.app.profile.calendars.get(office.id()));
        let label = match name {
            Some(calendar) => format!("{}: {title}", calendar.name.get(words.lang)),
            None => title,
        };
        let cut = steps.len() > MOST;
        let rolls = words.format(
            "numbers-rolls",
            // Of a list that was cut, not even one or none is known.
            &[
                ("count", if cut { MOST } else { moved }.into()),
                ("said", said(moved, cut).into()),
                ("day", day(self.opens).into()),
            ],
        );
        Ok(Fact { label, value: format!("{}. {rolls}", self.reasons.join(", ")) })
    }

    /// Whether a clock would have ended on one of the days.
    fn moves(&self, steps: &str) -> bool {
        let steps: Vec<Step> = serde_json::from_str(steps).unwrap_or_default();
        steps.iter().any(|step| matches!(step.what, What::Rolled { .. }) && self.days.contains(&step.date))
    }
}

/// How many proposals wait for a second person, and for what.
fn proposals(words: &Words, waiting: &[(Approval, String, String)]) -> Fact {
    let mut by_action: BTreeMap<&str, usize> = BTreeMap::new();
    let cut = waiting.len() > MOST;
    let shown = waiting.len().min(MOST);
    for (approval, ..) in waiting.iter().take(MOST) {
        *by_action.entry(&approval.action).or_default() += 1;
    }
    let each = by_action.iter().map(|(action, count)| format!("{} {}", named(words, action), said(*count, cut)));
    Fact {
        label: words.format("numbers-approvals", &[("count", shown.into()), ("said", said(shown, cut).into())]),
        value: each.collect::<Vec<_>>().join(", "),
    }
}

/// The proposals that this person may decide, the oldest first.
pub(super) fn approvals(
    conn: &mut Conn,
    words: &Words,
    reader: &StaffActor,
    services: &[&'static Service],
    scope: &Scope,
) -> Outcome<Option<SheetSection>> {
    let mut decides: Vec<(&str, &str)> = Vec::new();
    for service in services {
        let mine = |action: &&action::Action| action.approval.is_some_and(|role| reader.roles.contains(&role));
        decides.extend(service.actions.iter().filter(mine).map(|action| (service.kind, action.id)));
    }
    if decides.is_empty() {
        return Ok(None);
    }
    let decider = Decider { decides: &decides, not_by: &reader.id };
    let mut waiting = counts::proposals(conn, scope, Some(decider), one_more())?;
    waiting.retain(|(approval, _, kind)| decides.contains(&(kind.as_str(), approval.action.as_str())));
    let names: BTreeMap<String, String> = staff::names(conn)?.into_iter().collect();
    let row = |(approval, reference, _): &(Approval, String, String)| TableRow {
        cells: vec![
            TableCell::new(named(words, &approval.action)),
            TableCell::case(reference),
            TableCell::new(names.get(&approval.proposed_by).cloned().unwrap_or_default()),
            TableCell::new(words.staff_moment(approval.proposed_at.and_utc())),
        ],
        ..TableRow::default()
    };
    Ok(Some(SheetSection {
        id: "approvals".to_owned(),
        title: words.get("numbers-for-you"),
        wide: true,
        text: (waiting.len() > MOST)
            .then(|| words.format("numbers-for-you-more", &[("most", MOST.into())]))
            .into_iter()
            .collect(),
        table: Some(Table {
            columns: columns(
                words,
                &["numbers-action", "export-reference", "numbers-proposed-by", "numbers-proposed-at"],
            ),
            rows: waiting.iter().take(MOST).map(row).collect(),
            empty: words.get("numbers-none-for-you"),
            ..Table::default()
        }),
        ..SheetSection::default()
    }))
}

/// One row beyond those that are counted tells that there are more.
fn one_more() -> i64 {
    i64::try_from(MOST + 1).unwrap_or(i64::MAX)
}

/// A count of a list that may have been cut.
fn said(count: usize, cut: bool) -> String {
    if cut { format!("{count}+") } else { count.to_string() }
}

fn named(words: &Words, action: &str) -> String {
    words.get(&format!("action-{}", slug(action)))
}
