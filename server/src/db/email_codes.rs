//! The six digits that confirm an address: one row a case, its newest code.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::email_codes;
use super::{Conn, Result};

/// A code as stored: its digest, never the digits.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = email_codes)]
pub struct EmailCode {
    /// The case.
    pub case_id: String,
    /// Digest under a key of the installation: six digits could be guessed from a plain hash.
    pub code_hash: Vec<u8>,
    /// Tries so far.
    pub tries: i32,
    /// When it ends.
    pub expires_at: NaiveDateTime,
}

/// Puts a code in place of the one before.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn replace(conn: &mut Conn, code: &EmailCode) -> Result<()> {
    remove(conn, &code.case_id)?;
    diesel::insert_into(email_codes::table).values(code).execute(conn)?;
    Ok(())
}

/// Counts a try at a case's code before it is looked at, so that tries at the same moment count too; returns the code.
///
/// # Errors
/// [`super::Error::NotFound`] when there is none, it expired, or no try is left.
pub fn take_try(conn: &mut Conn, case_id: &str, now: NaiveDateTime, most: i32) -> Result<EmailCode> {
    let open =
        email_codes::table.find(case_id).filter(email_codes::expires_at.gt(now)).filter(email_codes::tries.lt(most));
    let counted = diesel::update(open).set(email_codes::tries.eq(email_codes::tries + 1)).execute(conn)?;
    if counted == 0 {
        return Err(super::Error::NotFound);
    }
    Ok(email_codes::table.find(case_id).select(EmailCode::as_select()).first(conn)?)
}

/// Removes the code of a case.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn remove(conn: &mut Conn, case_id: &str) -> Result<()> {
    diesel::delete(email_codes::table.find(case_id)).execute(conn)?;
    Ok(())
}

/// Removes codes that ended.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn remove_expired(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    diesel::delete(email_codes::table.filter(email_codes::expires_at.le(now))).execute(conn)?;
    Ok(())
}
