//! Facts of this installation that no setting of the environment holds.

use diesel::prelude::*;

use super::schema::settings;
use super::{Conn, Result};

/// What is kept under a name.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn get(conn: &mut Conn, name: &str) -> Result<Option<String>> {
    Ok(settings::table.find(name).select(settings::value).first(conn).optional()?)
}

/// Keeps something under a name that is free.
///
/// # Errors
/// [`super::Error::Conflict`] when the name is taken.
pub fn set(conn: &mut Conn, name: &str, value: &str) -> Result<()> {
    diesel::insert_into(settings::table).values((settings::name.eq(name), settings::value.eq(value))).execute(conn)?;
    Ok(())
}
