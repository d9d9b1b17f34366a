//! Cases that belong together.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::cases::Case;
use super::schema::{case_links, cases};
use super::{Conn, Result};

/// Two cases that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_links)]
pub struct Link {
    /// UUIDv7.
    pub id: String,
    /// One case.
    pub case_id: String,
    /// The other.
    pub other_id: String,
    /// [`RELATED`] or [`DUPLICATE`].
    pub kind: String,
    /// Why, in the person's words.
    pub reason: String,
    /// Who said so.
    pub made_by: String,
    /// When.
    pub made_at: NaiveDateTime,
}

/// They belong together.
pub const RELATED: &str = "related";
/// The first was closed in favour of the other.
pub const DUPLICATE: &str = "duplicate";

/// Likely duplicates that are looked for.
const MOST: i64 = 20;

/// Links two cases.
///
/// # Errors
/// [`super::Error::Conflict`] on `case_links_pair_unique`.
pub fn insert(conn: &mut Conn, link: &Link) -> Result<()> {
    diesel::insert_into(case_links::table).values(link).execute(conn)?;
    Ok(())
}

/// Takes back that two cases are related, whichever of them said so; what the histories tell of it stays.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn remove_related(conn: &mut Conn, one: &str, other: &str) -> Result<()> {
    let pair =
        |from: &str, to: &str| case_links::case_id.eq(from.to_owned()).and(case_links::other_id.eq(to.to_owned()));
    let related = case_links::table.filter(case_links::kind.eq(RELATED));
    diesel::delete(related.filter(pair(one, other).or(pair(other, one)))).execute(conn)?;
    Ok(())
}

/// The links of a case with the case at their other end, the newest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<(Link, Case)>> {
    let of = case_links::case_id.eq(case_id).or(case_links::other_id.eq(case_id));
    let links = case_links::table.filter(of).order(case_links::id.desc());
    let links: Vec<Link> = links.select(Link::as_select()).load(conn)?;
    let far = |link: &Link| if link.case_id == case_id { link.other_id.clone() } else { link.case_id.clone() };
    let ids: Vec<String> = links.iter().map(far).collect();
    let others: Vec<Case> = cases::table.filter(cases::id.eq_any(ids)).select(Case::as_select()).load(conn)?;
    let with = |link: Link| {
        let other = others.iter().find(|case| case.id == far(&link))?.clone();
        Some((link, other))
    };
    Ok(links.into_iter().filter_map(with).collect())
}

/// Other cases about the same report in the same section, the newest first: the likely duplicates.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_same_report(conn: &mut Conn, case: &Case) -> Result<Vec<Case>> {
    let Some(report) = &case.report_number else { return Ok(Vec::new()) };
    Ok(cases::table
        .filter(cases::report_number.eq(report).and(cases::section.eq(&case.section)))
        .filter(cases::id.ne(&case.id))
        .order(cases::received_at.desc())
        .limit(MOST)
        .select(Case::as_select())
        .load(conn)?)
}
