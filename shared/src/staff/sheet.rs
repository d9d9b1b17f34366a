//! A sheet: a page of the console that the server writes as a value, and one component draws.
//!
//! Home, statistics, administration, retention and the calculator are sheets. Only queue and case have components of
//! their own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ActionField, Fact, Urgency};

/// `GET sheets/{name}`, and the answer of each of its forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Sheet {
    /// The heading.
    pub title: String,
    /// What stands beside it, in one sentence.
    pub lead: Option<String>,
    /// One level up.
    pub up: Option<SheetLink>,
    /// Where else to go, and what to download.
    pub links: Vec<SheetLink>,
    /// What a form has just done, in one sentence; it is announced.
    pub done: Option<String>,
    /// What must be known first.
    pub notices: Vec<SheetNotice>,
    /// What narrows the sheet; the answers stand in its address.
    pub filters: Vec<ActionField>,
    /// The figures on top.
    pub tiles: Vec<Tile>,
    /// The rest, in order.
    pub sections: Vec<SheetSection>,
    /// After how many seconds the console reads a shown sheet again by itself.
    pub refresh_seconds: Option<u32>,
}

/// A link: a path under `/staff/` as in `admin/accounts?x=y`, or a whole path from `/` on, which the browser loads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetLink {
    /// What is read.
    pub label: String,
    /// Where it goes.
    pub href: String,
}

/// Something that stands out from the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetNotice {
    /// Whether it tells of something wrong.
    pub danger: bool,
    /// Its title.
    pub title: String,
    /// What follows.
    pub text: String,
}

/// One figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tile {
    /// What is counted.
    pub label: String,
    /// How many.
    pub value: String,
    /// A second line, as in "Oldest by 1 day".
    pub note: String,
    /// How it is coloured.
    pub urgency: Urgency,
    /// The list behind it, as in [`SheetLink::href`].
    pub href: Option<String>,
}

/// One part of a sheet: any of text, facts, a chart with its table, a table, forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SheetSection {
    /// Its anchor, and `csv=` in the sheet's address.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Whether it takes the whole width.
    pub wide: bool,
    /// Paragraphs.
    pub text: Vec<String>,
    /// The language of the paragraphs as in `es-US`, when it is not the reader's.
    pub lang: Option<String>,
    /// Labels and values.
    pub facts: Vec<Fact>,
    /// Drawn above its table, which is then folded.
    pub chart: Option<Chart>,
    /// The rows.
    pub table: Option<Table>,
    /// Where more of the same stands, as in "Open in queue".
    pub more: Option<SheetLink>,
    /// What can be done here.
    pub forms: Vec<SheetForm>,
}

/// Rows under named columns; the same value is the CSV file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<TableRow>,
    /// What is said when there are none.
    pub empty: String,
    /// Where the file is, as in [`SheetLink::href`]; nothing where the list is no list to take away.
    pub csv: Option<String>,
    /// Where the next rows are.
    pub next: Option<SheetLink>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// Whether it holds figures, which stand to the right.
    pub number: bool,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TableRow {
    /// One for each column.
    pub cells: Vec<TableCell>,
    /// What can be done with this row.
    pub forms: Vec<SheetForm>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TableCell {
    /// What is read.
    pub text: String,
    /// Where it leads, as in [`SheetLink::href`].
    pub href: Option<String>,
    /// Set when it is a due moment.
    pub urgency: Option<Urgency>,
}

impl TableCell {
    /// A cell that is only read.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell that leads to a case.
    #[must_use]
    pub fn case(reference: &str) -> Self {
        Self { text: reference.to_owned(), href: Some(format!("cases/{reference}")), urgency: None }
    }
}

/// A picture of figures, in the order of its table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// What each group of bars, or each share, stands for.
    pub labels: Vec<String>,
    /// One or two.
    pub series: Vec<Series>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Upright bars side by side, for time.
    #[default]
    Columns,
    /// Lying bars, the series one after the other, with the figures printed.
    Bars,
    /// One bar of shares.
    Shares,
}

/// The figures of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Series {
    /// What they count.
    pub name: String,
    /// Whether they are overdue, which is drawn red.
    pub overdue: bool,
    /// One for each label.
    pub values: Vec<u64>,
}

/// Something that can be done from a sheet. It is posted as the flat answers of its fields by name, and answers the
/// [`Sheet`] after it, or 422 by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SheetForm {
    /// Unique on its sheet.
    pub id: String,
    /// What the button says.
    pub label: String,
    /// What it will do and send, in one sentence.
    pub does: String,
    /// Where it is posted, relative to the staff API.
    pub post: String,
    /// What has to be said; without any, and without `does`, the button acts at once.
    pub fields: Vec<ActionField>,
    /// What is sent along unseen, as the version that the person saw.
    pub sent: BTreeMap<String, String>,
    /// Whether it stands open; otherwise a button opens it.
    pub open: bool,
    /// Whether it takes something away.
    pub danger: bool,
    /// Whether password and code are asked again before it.
    pub needs_reauth: bool,
}
