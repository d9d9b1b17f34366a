//! Facts of this installation that no setting of the environment holds.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

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

/// Keeps something under a name, in place of what was there.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn replace(conn: &mut Conn, name: &str, value: &str) -> Result<()> {
    sql_query(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind::<Text, _>(name)
    .bind::<Text, _>(value)
    .execute(conn)?;
    Ok(())
}
