//! The deadline calculator, held against the vectors.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use server::db;
use shared::calendar::{Closures, Reason};
use shared::service::Role;
use shared::staff::Sheet;

use crate::on_both;
use crate::support::TestApp;

const CLOSURES: &str = include_str!("../../../../shared/tests/vectors/closures.csv");
const ROWS: &str = include_str!("../../../../shared/tests/vectors/deadlines.csv");

fn records(csv: &str) -> impl Iterator<Item = Vec<String>> {
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(ToOwned::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>().into_iter()
}

/// Gives the counter the calendars of the vectors.
async fn take_over_calendars(app: &TestApp) {
    let mut calendars: BTreeMap<String, Closures> = BTreeMap::new();
    for row in records(CLOSURES) {
        let calendar = calendars.entry(row[0].clone()).or_insert_with(|| Closures {
            id: row[0].clone(),
            version: 2,
            weekdays: Vec::new(),
            weekday_changes: BTreeMap::new(),
            dates: BTreeMap::new(),
            known_until: NaiveDate::from_ymd_opt(2040, 12, 31).expect("a day"),
        });
        match row[1].as_str() {
            "weekday" => calendar.weekdays.push(row[2].parse().expect("a weekday")),
            _ => drop(
                calendar
                    .dates
                    .insert(row[2].parse().expect("a day"), Reason { en: row[3].clone(), es: row[3].clone() }),
            ),
        }
    }
    app.write(move |conn, cx| {
        Ok(calendars.values().try_for_each(|calendar| db::calendars::add(conn, calendar, cx.now.naive_utc()))?)
    })
    .await;
}

on_both! {
    async fn every_row_of_the_vectors_comes_out_on_the_page(app) {
        take_over_calendars(&app).await;
        let console = app.sign_in(Role::Records).await;
        let mut wrong = Vec::new();
        // Two rows of each rule; of the hour that happens twice the page takes the first one.
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for row in records(ROWS).filter(|row| row[2].as_str() < "2026-11-01" || row[2].as_str() > "2026-11-02") {
            let times = seen.entry(row[0].clone()).or_default();
            *times += 1;
            if *times > 2 {
                continue;
            }
            let (day, time) = row[2].split_once('T').expect("a moment");
            let address = format!("sheets/deadlines?rule={}&calendar={}&day={day}&time={}", row[0], row[1], &time[..8]);
            let sheet: Sheet = console.get(&address).await.expect(200).json();
            let (day, time) = row[3].split_once('T').expect("a moment");
            let day: NaiveDate = day.parse().expect("a day");
            let due = format!("{}, {}", day.format("%b %-d, %Y"), &time[..5]);
            if sheet.tiles[0].value != due {
                wrong.push(format!("{row:?}: {}", sheet.tiles[0].value));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let all: BTreeSet<String> = records(ROWS).map(|row| row[0].clone()).collect();
        assert_eq!(seen.into_keys().collect::<BTreeSet<_>>(), all);
    }

    async fn the_page_explains_itself_in_both_languages_and_as_a_file(app) {
        let console = app.sign_in(Role::Clerk).await;
        let address = "sheets/deadlines?rule=report.target&day=2026-11-16&time=10:42";
        let sheet: Sheet = console.get(address).await.expect(200).json();
        assert_eq!(sheet.tiles[0].note, "Wednesday, December 2, 11:59 pm Pacific time");
        let told = |id: &str| sheet.sections.iter().find(|section| section.id == id).expect("a section").text.join(" ");
        assert!(told("en-US").contains("We count 10 days on which Records is open."));
        assert!(told("es-US").contains("Contamos 10 días en que Registros abre."));
        let days = sheet.sections.iter().find(|section| section.id == "days").expect("days").table.as_ref().expect("a table");
        assert_eq!(days.rows.len(), 17);
        let values: Vec<&str> = sheet.filters.iter().map(|filter| filter.value.as_str()).collect();
        assert_eq!(values, ["report.target", "2026-11-16", "10:42", ""]);
        assert_eq!(sheet.filters[0].options.len(), 31);
        let file = days.csv.as_deref().expect("a file").strip_prefix("/api/v1/staff/").expect("an address");
        let file = console.get(file).await.expect(200).text();
        assert!(file.contains("2026-11-26") && file.contains("Thanksgiving Day"), "{file}");
    }

    async fn what_cannot_be_worked_out_is_told(app) {
        let console = app.sign_in(Role::Records).await;
        let hold: Sheet = console.get("sheets/deadlines?rule=retention.hold").await.expect(200).json();
        assert_eq!((hold.tiles.len(), hold.notices.len()), (0, 1));
        let far: Sheet = console.get("sheets/deadlines?rule=subpoena.civil&day=2036-01-02").await.expect(200).json();
        assert_eq!(far.notices.len(), 2, "not confirmed, and provisional: {:?}", far.notices);
        for (address, field) in [
            ("rule=no.rule", "rule"),
            ("day=2026-02-30", "day"),
            ("time=25:00", "time"),
            ("day=2027-03-14&time=02:30", "time"),
            ("calendar=garage", "calendar"),
        ] {
            let problem: shared::problem::Problem = console.get(&format!("sheets/deadlines?{address}")).await.expect(422).json();
            assert!(problem.errors.contains_key(field), "{address}: {problem:?}");
        }
    }
}
