//! The clocks of a case with their reckoning.

use shared::staff as view;

use super::Page;
use crate::db;
use crate::db::clocks::Clock;
use crate::http::words::{StoredClock, Words};

impl Page<'_> {
    pub(super) fn clock(&self, clock: &Clock) -> db::Result<view::Clock> {
        let told = StoredClock::new(self.words, clock)?;
        let sentences = told.sentences();
        let today = self.words.today();
        let days = told.strip().map(|strip| {
            let cells = told.days().into_iter().zip(strip.days);
            cells.map(|(day, cell)| day_view(self.words, &day, cell, today)).collect()
        });
        Ok(view::Clock {
            rule: clock.rule.clone(),
            name: told.staff_name(),
            source: told.footing(),
            due: self.words.due_of(clock),
            summary: sentences.iter().skip(1).cloned().collect::<Vec<_>>().join(" "),
            steps: told.every_day(),
            days: days.unwrap_or_default(),
            provisional: clock.provisional,
        })
    }
}

fn day_view(
    words: &Words,
    day: &shared::calendar::explain::Day,
    cell: shared::page::DayCell,
    today: chrono::NaiveDate,
) -> view::Day {
    use shared::calendar::explain::DayKind;
    view::Day {
        date: day.date.to_string(),
        weekday: words.weekday_short(day.date),
        number: cell.number,
        mark: cell.mark,
        text: cell.words,
        kind: match day.kind {
            DayKind::Zero => view::DayKind::Start,
            DayKind::Counted if day.date <= today => view::DayKind::Counted,
            DayKind::Counted => view::DayKind::Ahead,
            DayKind::Weekday => view::DayKind::Weekend,
            DayKind::Closed => view::DayKind::Holiday,
            DayKind::Due => view::DayKind::Plain,
        },
        today: day.date == today,
        due: day.kind == DayKind::Due,
    }
}
