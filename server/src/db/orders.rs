//! Fee schedules and the orders made from them. Money is integer cents.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{fee_lines, orders};
use super::{Conn, Result};

/// One line of a version of the fee schedule.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = fee_lines)]
pub struct FeeLine {
    /// The schedule's version.
    pub schedule_version: i32,
    /// Its code.
    pub code: String,
    /// Its name in English.
    pub name_en: String,
    /// Its name in Spanish.
    pub name_es: String,
    /// What one of it is.
    pub unit: String,
    /// The amount of one, in cents.
    pub cents: i64,
    /// The law or resolution it rests on.
    pub legal_basis: String,
    /// From when it is charged.
    pub effective_from: NaiveDate,
    /// Whether the agency has not adopted it yet.
    pub sample: bool,
}

/// What a case owes.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = orders)]
pub struct Order {
    /// UUIDv7.
    pub id: String,
    /// Its case.
    pub case_id: String,
    /// The schedule's version.
    pub schedule_version: i32,
    /// The line's code.
    pub line_code: String,
    /// How many.
    pub quantity: i32,
    /// In cents.
    pub total_cents: i64,
    /// `due`, `paid`, `waived` or `void`.
    pub state: String,
    /// When.
    pub made_at: NaiveDateTime,
    /// When it was paid, waived or voided.
    pub settled_at: Option<NaiveDateTime>,
    /// `cash`, `cheque` or `card`.
    pub method: Option<String>,
    /// The counter's receipt.
    pub receipt_number: Option<String>,
    /// The drawer.
    pub drawer: Option<String>,
    /// Who took the money.
    pub cashier_id: Option<String>,
}

/// How an order was settled.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = orders)]
pub struct Settlement {
    /// `paid` or `waived`.
    pub state: String,
    /// When.
    pub settled_at: Option<NaiveDateTime>,
    /// `cash`, `cheque` or `card`.
    pub method: Option<String>,
    /// The counter's receipt.
    pub receipt_number: Option<String>,
    /// The drawer.
    pub drawer: Option<String>,
    /// Who settled it.
    pub cashier_id: Option<String>,
}

/// The newest schedule in force on a day, by code.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn schedule(conn: &mut Conn, on: NaiveDate) -> Result<Vec<FeeLine>> {
    let newest: Option<i32> = fee_lines::table
        .filter(fee_lines::effective_from.le(on))
        .select(diesel::dsl::max(fee_lines::schedule_version))
        .first(conn)?;
    let lines = fee_lines::table.filter(fee_lines::schedule_version.eq(newest.unwrap_or(0)));
    Ok(lines.order(fee_lines::code).select(FeeLine::as_select()).load(conn)?)
}

/// The newest schedule, which may come into force later, by code.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn newest_schedule(conn: &mut Conn) -> Result<Vec<FeeLine>> {
    schedule(conn, super::cases::never().date())
}

/// Adds a version of the schedule.
///
/// # Errors
/// [`super::Error::Conflict`] when the version exists.
pub fn add_schedule(conn: &mut Conn, lines: &[FeeLine]) -> Result<()> {
    for line in lines {
        diesel::insert_into(fee_lines::table).values(line).execute(conn)?;
    }
    Ok(())
}

/// Adds an order.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn insert(conn: &mut Conn, order: &Order) -> Result<()> {
    diesel::insert_into(orders::table).values(order).execute(conn)?;
    Ok(())
}

/// The orders of a case, oldest first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn of_case(conn: &mut Conn, case_id: &str) -> Result<Vec<Order>> {
    Ok(orders::table
        .filter(orders::case_id.eq(case_id))
        .order((orders::made_at, orders::id))
        .select(Order::as_select())
        .load(conn)?)
}

/// Settles the order of a case that is due.
///
/// # Errors
/// [`super::Error::NotFound`] when none is due.
pub fn settle(conn: &mut Conn, case_id: &str, settlement: &Settlement) -> Result<()> {
    let due = orders::table.filter(orders::case_id.eq(case_id)).filter(orders::state.eq("due"));
    let changed = diesel::update(due).set(settlement).execute(conn)?;
    if changed == 0 { Err(super::Error::NotFound) } else { Ok(()) }
}

/// Voids the order of a case that is due: it will not be paid any more.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn void(conn: &mut Conn, case_id: &str, at: NaiveDateTime) -> Result<()> {
    let due = orders::table.filter(orders::case_id.eq(case_id)).filter(orders::state.eq("due"));
    diesel::update(due).set((orders::state.eq("void"), orders::settled_at.eq(at))).execute(conn)?;
    Ok(())
}
