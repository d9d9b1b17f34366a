//! Tables as CSV (RFC 4180), safe to open in a spreadsheet.

use std::borrow::Cow;

use shared::staff::Table;

/// The media type of what [`table`] makes.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// A value as it may stand in a file that a spreadsheet opens: one that would be read as a formula gets an apostrophe
/// before it (OWASP, CSV injection).
#[must_use]
pub fn cell(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

/// One line of a file.
///
/// # Errors
/// None into memory.
pub fn line<'a>(cells: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells.map(|text| cell(text).into_owned()))?;
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A whole table with its headings.
///
/// # Errors
/// None into memory.
pub fn table(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut file = line(table.columns.iter().map(|column| column.name.as_str()))?;
    for row in &table.rows {
        file.extend(line(row.cells.iter().map(|cell| cell.text.as_str()))?);
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use shared::staff::{Column, TableCell, TableRow};

    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_text() {
        for formula in ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        assert_eq!(cell("Ana = Ruiz"), "Ana = Ruiz");
    }

    #[test]
    fn quotes_commas_and_lines_stay_in_their_cell() {
        let made = table(&Table {
            columns: vec![Column { name: "What".into(), number: false }],
            rows: vec![TableRow { cells: vec![TableCell::new("a \"b\", c\nd")], ..TableRow::default() }],
            ..Table::default()
        });
        assert_eq!(made.unwrap(), b"What\r\n\"a \"\"b\"\", c\nd\"\r\n");
    }
}
