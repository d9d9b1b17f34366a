//! The sheets of the console: each file writes one as a value.

pub mod accounts;
mod admin;
pub mod audit;
pub mod calendars;
pub(super) mod charts;
pub mod day;
pub mod deadlines;
pub mod home;
pub mod key_in;
pub mod outbox;
pub mod profile;
pub mod related;
pub mod replies;
pub mod retention;
pub mod statistics;

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::header;
use shared::service::Role;
use shared::staff::{Sheet, SheetLink};

use crate::http::words::{Words, slug};
use crate::http::{ApiError, csv};

/// What narrows a sheet, by the names of its filters.
pub type Filters = BTreeMap<String, String>;

/// The sheets of the rail, in its order, and the roles that have them. The name of `admin/accounts` is the text
/// `sheet-admin-accounts`.
const RAIL: &[(&str, &[Role])] = &[
    ("home", &Role::ALL),
    ("statistics", &[Role::Records, Role::Property, Role::Supervisor, Role::Prea, Role::Clerk]),
    ("new", &[Role::Records, Role::Supervisor]),
    ("deadlines", &Role::ALL),
    ("replies", &[Role::Supervisor]),
    ("retention", &[Role::Records, Role::Property, Role::Supervisor, Role::Prea, Role::Clerk, Role::Admin]),
    ("admin/accounts", &[Role::Admin]),
    ("admin/calendars", &[Role::Admin]),
    ("admin/outbox", &[Role::Admin]),
    ("admin/profile", &[Role::Admin]),
];

/// The sheets that somebody with these roles may open from the rail.
#[must_use]
pub fn rail(words: &Words, roles: &[Role]) -> Vec<SheetLink> {
    let mine = RAIL.iter().filter(|(_, who)| who.iter().any(|role| roles.contains(role)));
    let link = |path: &str| SheetLink {
        label: words.get(&format!("sheet-{}", slug(path).replace('/', "-"))),
        href: path.to_owned(),
    };
    mine.map(|(path, _)| link(path)).collect()
}

/// The sheet as JSON; with `csv=ID` in its address, the table of that section as a file.
///
/// # Errors
/// 404 for a section without a table that is a file.
pub fn answer(sheet: &Sheet, filters: &Filters) -> Result<HttpResponse, ApiError> {
    let Some(id) = filters.get("csv") else { return Ok(HttpResponse::Ok().json(sheet)) };
    let section = sheet.sections.iter().find(|section| section.id == *id);
    let table = section.and_then(|section| section.table.as_ref());
    // A list of cases is no table to take away from here: it asks for proof, at `cases.csv`.
    let table = table.filter(|table| table.csv.is_some()).ok_or(ApiError::NotFound)?;
    let file = csv::table(table).map_err(|error| ApiError::Internal(error.to_string()))?;
    let name = format!("attachment; filename=\"{id}.csv\"");
    Ok(HttpResponse::Ok().content_type(csv::MEDIA_TYPE).insert_header((header::CONTENT_DISPOSITION, name)).body(file))
}
