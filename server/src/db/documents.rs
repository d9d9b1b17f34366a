//! Files of cases and of drafts: everything but their content.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::dsl::{max, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

use super::schema::{documents, seals};
use super::{Conn, Error, Result};

/// A file of a case, or of a draft until it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = documents)]
pub struct Document {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: Option<String>,
    /// Its draft, while it has no case.
    pub draft_id: Option<String>,
    /// Its cleaned name.
    pub name: String,
    /// Its media type, told by its content.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its content.
    pub sha256: Vec<u8>,
    /// Where its content stands in the store.
    pub storage_key: String,
    /// Whether it is an identity document, encrypted in the store.
    pub sealed: bool,
    /// What it is for: the purpose of a need, `other` or `release`.
    pub purpose: String,
    /// `staff`, `requester` or `public`.
    pub visibility: String,
    /// Who of the staff added it; none when the requester did.
    pub staff_id: Option<String>,
    /// Whether a virus scanner saw it.
    pub scanned: bool,
    /// When it was added.
    pub added_at: NaiveDateTime,
    /// When staff checked it.
    pub checked_at: Option<NaiveDateTime>,
    /// When it was given to the requester.
    pub released_at: Option<NaiveDateTime>,
    /// When its content was destroyed.
    pub destroyed_at: Option<NaiveDateTime>,
    /// Why nobody gets it: [`WAITING`] or [`INFECTED`].
    pub quarantine: Option<String>,
    /// Whether it may ask for a password.
    pub locked: bool,
}

/// A document that only staff see.
pub const STAFF: &str = "staff";
/// A document that its requester sees too.
pub const REQUESTER: &str = "requester";

/// The virus scanner did not see it yet.
pub const WAITING: &str = "waiting";
/// The virus scanner found something in it.
pub const INFECTED: &str = "infected";

/// Adds a document.
///
/// # Errors
/// [`Error::Conflict`] when its draft or case is gone.
pub fn insert(conn: &mut Conn, document: &Document) -> Result<()> {
    diesel::insert_into(documents::table).values(document).execute(conn)?;
    Ok(())
}

/// The document with an id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: &str) -> Result<Document> {
    Ok(documents::table.find(id).select(Document::as_select()).first(conn)?)
}

/// The documents of a draft, oldest first.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn of_draft(conn: &mut Conn, draft_id: &str) -> Result<Vec<Document>> {
    let of_draft = documents::table.filter(documents::draft_id.eq(draft_id));
    Ok(of_draft.order((documents::added_at, documents::id)).select(Document::as_select()).load(conn)?)
}

/// The documents of a case, oldest first, destroyed ones too.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Document>> {
    let of_case = documents::table.filter(documents::case_id.eq(case_id));
    Ok(of_case.order((documents::added_at, documents::id)).select(Document::as_select()).load(conn)?)
}

/// Those of some places in the store at which neither a document's content nor the list of a seal stands.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn without_row(conn: &mut Conn, storage_keys: Vec<String>) -> Result<Vec<String>> {
    let known = documents::table.filter(documents::storage_key.eq_any(&storage_keys));
    let mut known: HashSet<String> = known.select(documents::storage_key).load(conn)?.into_iter().collect();
    let of_seals = seals::table.filter(seals::storage_key.eq_any(&storage_keys)).select(seals::storage_key);
    known.extend(of_seals.load::<String>(conn)?);
    Ok(storage_keys.into_iter().filter(|key| !known.contains(key)).collect())
}

/// Moves the documents of a draft to the case that was made of it.
///
/// # Errors
/// [`Error::Conflict`] when there is no such case.
pub fn adopt(conn: &mut Conn, draft_id: &str, case_id: &str) -> Result<()> {
    let moved = (documents::draft_id.eq(None::<String>), documents::case_id.eq(case_id));
    diesel::update(documents::table.filter(documents::draft_id.eq(draft_id))).set(moved).execute(conn)?;
    Ok(())
}

/// Forgets documents of drafts; returns where their content stands. A case's documents keep their rows.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn forget(conn: &mut Conn, draft_ids: &[String], only: Option<&str>) -> Result<Vec<String>> {
    let mut found = documents::table.filter(documents::draft_id.eq_any(draft_ids)).into_boxed();
    if let Some(id) = only {
        found = found.filter(documents::id.eq(id));
    }
    let rows: Vec<(String, String)> = found.select((documents::id, documents::storage_key)).load(conn)?;
    let (ids, keys): (Vec<String>, Vec<String>) = rows.into_iter().unzip();
    diesel::delete(documents::table.filter(documents::id.eq_any(ids))).execute(conn)?;
    Ok(keys)
}

/// How many bytes the documents of a case have together.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn bytes_of_case(conn: &mut Conn, case_id: &str) -> Result<u64> {
    Ok(bytes(documents::table.filter(documents::case_id.eq(case_id)).select(all_bytes()).first(conn)?))
}

/// How many bytes the documents of all drafts have together.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn bytes_of_drafts(conn: &mut Conn) -> Result<u64> {
    Ok(bytes(documents::table.filter(documents::draft_id.is_not_null()).select(all_bytes()).first(conn)?))
}

/// PostgreSQL sums up to a decimal, which the two databases do not share.
fn all_bytes() -> SqlLiteral<Nullable<BigInt>> {
    sql("CAST(SUM(size_bytes) AS BIGINT)")
}

fn bytes(sum: Option<i64>) -> u64 {
    sum.and_then(|sum| u64::try_from(sum).ok()).unwrap_or(0)
}

/// Marks a document as checked.
///
/// # Errors
/// [`Error::NotFound`].
pub fn check(conn: &mut Conn, id: &str, at: NaiveDateTime) -> Result<()> {
    found(diesel::update(documents::table.find(id)).set(documents::checked_at.eq(at)).execute(conn)?)
}

/// Gives a document that staff added to the requester of its case.
///
/// # Errors
/// [`Error::NotFound`] when the case has no such document.
pub fn release(conn: &mut Conn, case_id: &str, id: &str, at: NaiveDateTime) -> Result<()> {
    let document = documents::table
        .filter(documents::id.eq(id).and(documents::case_id.eq(case_id)))
        .filter(documents::staff_id.is_not_null().and(documents::destroyed_at.is_null()))
        .filter(documents::quarantine.is_null());
    let given = (documents::visibility.eq(REQUESTER), documents::released_at.eq(at));
    found(diesel::update(document).set(given).execute(conn)?)
}

/// Takes the newest release of a case back; what was given before it stays given.
///
/// # Errors
/// [`Error::NotFound`] when nothing was released.
pub fn recall(conn: &mut Conn, case_id: &str) -> Result<()> {
    let of_case = documents::table.filter(documents::case_id.eq(case_id));
    let newest: Option<NaiveDateTime> = of_case.select(max(documents::released_at)).first(conn)?;
    let taken = (documents::visibility.eq(STAFF), documents::released_at.eq(None::<NaiveDateTime>));
    let released = documents::table.filter(documents::case_id.eq(case_id)).filter(documents::released_at.eq(newest));
    found(diesel::update(released).set(taken).execute(conn)?)
}

/// Notes that a document was scanned; an infected one stays in quarantine.
///
/// # Errors
/// [`Error::NotFound`].
pub fn note_scan(conn: &mut Conn, id: &str, infected: bool) -> Result<()> {
    let seen = (documents::scanned.eq(true), documents::quarantine.eq(infected.then_some(INFECTED)));
    found(diesel::update(documents::table.find(id)).set(seen).execute(conn)?)
}

/// Notes that the content of a document is destroyed.
///
/// # Errors
/// [`Error::NotFound`].
pub fn mark_destroyed(conn: &mut Conn, id: &str, at: NaiveDateTime) -> Result<()> {
    found(diesel::update(documents::table.find(id)).set(documents::destroyed_at.eq(at)).execute(conn)?)
}

const fn found(changed: usize) -> Result<()> {
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}
