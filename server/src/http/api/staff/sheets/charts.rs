//! Figures as charts, each with its table, for home and for the statistics.

use shared::staff::{Chart, ChartKind, Column, Series, SheetSection, Table, TableCell, TableRow};

use crate::domain::statistics::{Age, FEWEST, Figures, Grain, Period, Volume};
use crate::http::words::{Words, slug};
use crate::local_time;

/// How a case ended, in words: a disposition's or a state's.
pub(in crate::http::api::staff) fn outcome(words: &Words, code: &str) -> String {
    let slug = slug(code);
    words
        .find(&format!("action-field-disposition-{slug}"))
        .or_else(|| words.find(&format!("outcome-{slug}")))
        .unwrap_or_else(|| words.state(code))
}

/// How much came in and ended, part by part. The last part of home's is "This week".
pub(super) fn volume(words: &Words, grain: Grain, volumes: &[Volume], this: bool) -> SheetSection {
    let mut labels: Vec<String> = volumes.iter().map(|volume| short_label(words, grain, volume.period)).collect();
    if let Some(last) = labels.last_mut().filter(|_| this) {
        *last = words.get("numbers-this-week");
    }
    let series = |key: &str, value: fn(&Volume) -> u64| Series {
        name: words.get(key),
        overdue: false,
        values: volumes.iter().map(value).collect(),
    };
    let row = |volume: &Volume| {
        let part = long_label(words, grain, volume.period);
        cells([part, volume.received.to_string(), volume.ended.to_string()])
    };
    SheetSection {
        id: "volume".to_owned(),
        title: words.get(&format!("numbers-volume-{}", grain_key(grain))),
        chart: Some(Chart {
            kind: ChartKind::Columns,
            labels,
            series: vec![
                series("numbers-received", |volume| volume.received),
                series("numbers-ended", |volume| volume.ended),
            ],
        }),
        table: Some(Table {
            columns: columns(
                words,
                [&format!("numbers-part-{}", grain_key(grain)), "numbers-received", "numbers-ended"],
            ),
            rows: volumes.iter().map(row).collect(),
            ..Table::default()
        }),
        ..SheetSection::default()
    }
}

/// How old the open cases are.
pub(super) fn ages(words: &Words, ages: &[Age]) -> SheetSection {
    let label = |age: &Age| match age.to {
        Some(to) => words.format("numbers-age-days", &[("from", age.from.into()), ("to", to.into())]),
        None => words.format("numbers-age-over", &[("days", age.from.saturating_sub(1).into())]),
    };
    let series = |key: &str, overdue, value: fn(&Age) -> u64| Series {
        name: words.get(key),
        overdue,
        values: ages.iter().map(value).collect(),
    };
    let row = |age: &Age| cells([label(age), age.open.to_string(), age.overdue.to_string()]);
    SheetSection {
        id: "age".to_owned(),
        title: words.get("numbers-ages"),
        chart: Some(Chart {
            kind: ChartKind::Bars,
            labels: ages.iter().map(label).collect(),
            series: vec![
                series("numbers-in-time", false, |age| age.open - age.overdue),
                series("numbers-overdue", true, |age| age.overdue),
            ],
        }),
        table: Some(Table {
            columns: columns(words, ["numbers-age", "numbers-open", "numbers-late"]),
            rows: ages.iter().map(row).collect(),
            ..Table::default()
        }),
        ..SheetSection::default()
    }
}

/// How cases ended. The table stands open below the shares, which mean nothing without it.
pub(super) fn outcomes(words: &Words, figures: &Figures) -> SheetSection {
    let all: u64 = figures.outcomes.iter().map(|(_, cases)| cases).sum();
    let percent = |cases: u64| format!("{}%", (cases * 200 + all) / (all * 2).max(1));
    let rows =
        figures.outcomes.iter().map(|(code, cases)| cells([outcome(words, code), cases.to_string(), percent(*cases)]));
    SheetSection {
        id: "outcomes".to_owned(),
        title: words.get("numbers-outcomes"),
        text: vec![words.format("numbers-outcomes-all", &[("count", all.into())])],
        chart: (all > 0).then(|| Chart {
            kind: ChartKind::Shares,
            labels: figures.outcomes.iter().map(|(code, _)| outcome(words, code)).collect(),
            series: vec![Series {
                name: words.get("numbers-cases"),
                overdue: false,
                values: figures.outcomes.iter().map(|(_, cases)| *cases).collect(),
            }],
        }),
        table: Some(Table {
            columns: columns(words, ["numbers-outcome", "numbers-cases", "numbers-share"]),
            rows: rows.collect(),
            empty: words.get("numbers-none-ended"),
            ..Table::default()
        }),
        ..SheetSection::default()
    }
}

/// Within how many days half of the cases ended, service by service.
pub(super) fn times(words: &Words, figures: &Figures) -> SheetSection {
    let service = |kind: &str| words.get(&format!("service-{}", slug(kind)));
    let half = |days: Option<i32>| match days {
        Some(days) => words.format("numbers-days", &[("days", days.into())]),
        None => words.get("numbers-too-few"),
    };
    let rows = figures.services.iter().map(|(kind, figures)| {
        cells([
            service(kind),
            figures.received.to_string(),
            figures.ended.to_string(),
            half(figures.to_end.half_within(FEWEST)),
            half(figures.to_release.half_within(FEWEST)),
        ])
    });
    let known = figures.services.iter().filter_map(|(kind, figures)| {
        Some((service(kind), u64::try_from(figures.to_end.half_within(FEWEST)?).unwrap_or_default()))
    });
    let (labels, values): (Vec<String>, Vec<u64>) = known.unzip();
    let names = ["numbers-service", "numbers-received", "numbers-ended", "numbers-half-ended", "numbers-half-released"];
    SheetSection {
        id: "times".to_owned(),
        title: words.get("numbers-times"),
        text: vec![words.format("numbers-times-how", &[("fewest", FEWEST.into())])],
        chart: (!labels.is_empty()).then(|| Chart {
            kind: ChartKind::Bars,
            labels,
            series: vec![Series { name: words.get("numbers-half-ended"), overdue: false, values }],
        }),
        table: Some(Table {
            columns: columns(words, names),
            rows: rows.collect(),
            empty: words.get("numbers-none-ended"),
            ..Table::default()
        }),
        ..SheetSection::default()
    }
}

/// The section with its table as a file of a sheet.
pub(super) fn with_file(mut section: SheetSection, sheet: &str) -> SheetSection {
    let joint = if sheet.contains('?') { '&' } else { '?' };
    if let Some(table) = &mut section.table {
        table.csv = Some(format!("/api/v1/staff/sheets/{sheet}{joint}csv={}", section.id));
    }
    section
}

/// Columns by the keys of their headings: all but the first hold figures.
fn columns<const N: usize>(words: &Words, keys: [&str; N]) -> Vec<Column> {
    keys.iter().enumerate().map(|(at, key)| Column { name: words.get(key), number: at > 0 }).collect()
}

fn cells<const N: usize>(texts: [String; N]) -> TableRow {
    TableRow { cells: texts.into_iter().map(TableCell::new).collect(), ..TableRow::default() }
}

fn grain_key(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
        Grain::Year => "year",
    }
}

/// What stands under a bar.
fn short_label(words: &Words, grain: Grain, part: Period) -> String {
    match grain {
        Grain::Day | Grain::Week => local_time::short_day(words.lang, part.from),
        Grain::Month => local_time::short_month(words.lang, part.from),
        Grain::Year => part.from.format("%Y").to_string(),
    }
}

/// What stands in the table, which is read without the page around it.
fn long_label(words: &Words, grain: Grain, part: Period) -> String {
    match grain {
        Grain::Day | Grain::Week => local_time::short_day_with_year(words.lang, part.from),
        Grain::Month | Grain::Year => short_label(words, grain, part),
    }
}
