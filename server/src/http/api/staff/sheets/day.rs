//! The day sheet: what is due today, to be printed and carried along.

use actix_web::{HttpResponse, web};
use shared::problem::Problem;
use shared::staff::{Column, QueueQuery, QueueRow, Sheet, SheetLink, SheetSection, Table, TableCell, TableRow};

use super::{Filters, answer};
use crate::app::Cx;
use crate::db::Conn;
use crate::domain::{Outcome, Refusal};
use crate::http::api::staff::queue;
use crate::http::words::Words;
use crate::http::{ApiError, Ctx, StaffSession};
use crate::local_time;

/// Most cases on the sheet.
const MOST: u32 = 200;

/// `GET sheets/day`: overdue and due today, the soonest first.
///
/// # Errors
/// 401.
#[utoipa::path(get, path = "/api/v1/staff/sheets/day", responses((status = 200, body = Sheet), (status = 401, body = Problem)))]
pub async fn show(ctx: Ctx, staff: StaffSession, filters: web::Query<Filters>) -> Result<HttpResponse, ApiError> {
    let words = Words::new(&ctx.app, staff.lang);
    let load = move |conn: &mut Conn, cx: &Cx| sheet(conn, cx, &words);
    let sheet = ctx.app.read(&staff.as_actor(), load).await.map_err(|refusal: Refusal| ApiError::from(refusal))?;
    answer(&sheet, &filters)
}

fn sheet(conn: &mut Conn, cx: &Cx, words: &Words) -> Outcome<Sheet> {
    let today = QueueQuery {
        state: Some("open".to_owned()),
        due_before: Some("tomorrow".to_owned()),
        limit: Some(MOST),
        ..QueueQuery::default()
    };
    let page = queue::load(conn, cx, words, &today)?;
    let keys = ["export-due", "export-reference", "export-subject", "export-state", "export-owner"];
    let row = |row: &QueueRow| {
        let mut cells = due_cells(row);
        cells.extend([TableCell::new(&row.state_text), owner(words, row)]);
        TableRow { cells, ..TableRow::default() }
    };
    let section = SheetSection {
        id: "due".to_owned(),
        title: words.get("numbers-due-today"),
        wide: true,
        table: Some(Table {
            columns: columns(words, &keys),
            rows: page.cases.iter().map(row).collect(),
            empty: words.get("numbers-nothing-due"),
            ..Table::default()
        }),
        text: page.next.map(|_| words.format("numbers-day-more", &[("most", MOST.into())])).into_iter().collect(),
        ..SheetSection::default()
    };
    Ok(Sheet {
        title: words.get("sheet-day"),
        lead: Some(local_time::day_with_year(words.lang, words.today())),
        up: Some(SheetLink { label: words.get("sheet-home"), href: "home".to_owned() }),
        sections: vec![section],
        ..Sheet::default()
    })
}

/// Columns by the keys of their headings.
pub(super) fn columns(words: &Words, keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column { name: words.get(key), number: false }).collect()
}

/// When it is due, its reference, and what it is about.
pub(super) fn due_cells(row: &QueueRow) -> Vec<TableCell> {
    let due = row.due.as_ref();
    let cell = due.map(|due| TableCell { text: due.words.clone(), href: None, urgency: Some(due.urgency) });
    vec![cell.unwrap_or_default(), TableCell::case(&row.reference), TableCell::new(&row.subject)]
}

/// Whose it is.
pub(super) fn owner(words: &Words, row: &QueueRow) -> TableCell {
    TableCell::new(row.owner.as_ref().map_or_else(|| words.get("numbers-nobody"), |owner| owner.short.clone()))
}
