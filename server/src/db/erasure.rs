//! What lawful destruction removes of a case, table by table. The rows that statistics and the chain need stay.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    access_keys, access_log, approvals, case_links, case_words, cases, destructions, documents, email_codes,
    event_payloads, grants, holds, letters, messages, notes,
};
use super::{Conn, Result};

/// Removes the details of events and their salts: nobody can tell any more what the digest was made of.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn payloads(conn: &mut Conn, event_ids: &[String]) -> Result<()> {
    diesel::delete(event_payloads::table.filter(event_payloads::event_id.eq_any(event_ids))).execute(conn)?;
    Ok(())
}

/// Removes messages, notes and letters of a case; how many of each there were.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn correspondence(conn: &mut Conn, case_id: &str) -> Result<[usize; 3]> {
    Ok([
        diesel::delete(messages::table.filter(messages::case_id.eq(case_id))).execute(conn)?,
        diesel::delete(notes::table.filter(notes::case_id.eq(case_id))).execute(conn)?,
        diesel::delete(letters::table.filter(letters::case_id.eq(case_id))).execute(conn)?,
    ])
}

/// Removes the readings of a case from before a moment and of it; how many there were.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn accesses(conn: &mut Conn, case_id: &str, until: NaiveDateTime) -> Result<usize> {
    let old = access_log::table.filter(access_log::case_id.eq(case_id)).filter(access_log::at.le(until));
    Ok(diesel::delete(old).execute(conn)?)
}

/// Removes what tells of documents whose content is destroyed: names and fingerprints. The rows stay, because the
/// access log names them.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn document_names(conn: &mut Conn, case_id: &str) -> Result<()> {
    let gone = (documents::name.eq(""), documents::sha256.eq(Vec::<u8>::new()));
    diesel::update(documents::table.filter(documents::case_id.eq(case_id))).set(gone).execute(conn)?;
    Ok(())
}

/// Removes every way by which the requester comes to a case: keys, what browsers got by them, and the mailed code.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn ways_in(conn: &mut Conn, case_id: &str) -> Result<()> {
    diesel::delete(grants::table.filter(grants::case_id.eq(case_id))).execute(conn)?;
    diesel::delete(access_keys::table.filter(access_keys::case_id.eq(case_id))).execute(conn)?;
    diesel::delete(email_codes::table.filter(email_codes::case_id.eq(case_id))).execute(conn)?;
    Ok(())
}

/// Removes what people wrote where they proposed, refused, held or linked something.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn reasons(conn: &mut Conn, case_id: &str) -> Result<()> {
    diesel::update(approvals::table.filter(approvals::case_id.eq(case_id)))
        .set(approvals::payload.eq("{}"))
        .execute(conn)?;
    diesel::update(holds::table.filter(holds::case_id.eq(case_id)))
        .set((holds::reason.eq(""), holds::lift_reason.eq("")))
        .execute(conn)?;
    diesel::update(destructions::table.filter(destructions::case_id.eq(case_id)))
        .set(destructions::reason.eq(None::<String>))
        .execute(conn)?;
    let links = case_links::case_id.eq(case_id).or(case_links::other_id.eq(case_id));
    diesel::update(case_links::table.filter(links)).set(case_links::reason.eq("")).execute(conn)?;
    Ok(())
}

/// Makes a case nobody's: what the requester told, their name, their address and the words that find it go. Reference,
/// service, states, decision, dates and fee stay for the statistics. `sealed` is the encryption of no answers.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn identity(conn: &mut Conn, case_id: &str, subject: &str, sealed: &[u8]) -> Result<()> {
    diesel::update(cases::table.find(case_id))
        .set((
            cases::requester_name.eq(""),
            cases::subject.eq(subject),
            cases::report_number.eq(None::<String>),
            cases::mail_allowed.eq(false),
            cases::sealed.eq(sealed),
            cases::email_digest.eq(None::<Vec<u8>>),
            cases::email_confirmed_at.eq(None::<NaiveDateTime>),
            cases::intake.eq("{}"),
            cases::pin_hash.eq(None::<String>),
        ))
        .execute(conn)?;
    // Changed and not deleted: the trigger that takes the old words out of the full text stands on changes.
    diesel::update(case_words::table.filter(case_words::case_id.eq(case_id)))
        .set(case_words::words.eq(""))
        .execute(conn)?;
    Ok(())
}
