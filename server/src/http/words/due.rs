//! Due moments as the console says them: the word first.

use chrono::{DateTime, NaiveDateTime, Utc};
use shared::calendar::{Kind, rule};
use shared::staff::{Due, Urgency};

use super::Words;
use crate::db::cases;
use crate::db::clocks::Clock;
use crate::i18n::Value;
use crate::local_time;

impl Words {
    /// How a clock stands.
    #[must_use]
    pub fn due_of(&self, clock: &Clock) -> Due {
        let at = clock.due_at.and_utc();
        let Some(met_at) = clock.met_at else {
            return self.due_at(at, is_hourly(&clock.rule));
        };
        let met = self.app.profile.zone.date(met_at.and_utc());
        let words = self.format("due-met", &[("date", local_time::short_day(self.lang, met).into())]);
        Due { at: rfc3339(at), text: self.staff_moment(at), words, urgency: Urgency::Met }
    }

    /// How the soonest open clock of a case stands; none when no clock runs.
    #[must_use]
    pub fn next_due(&self, next_due_at: NaiveDateTime, soonest: Option<&Clock>) -> Option<Due> {
        if next_due_at == cases::never() {
            return None;
        }
        Some(self.due_at(next_due_at.and_utc(), soonest.is_some_and(|clock| is_hourly(&clock.rule))))
    }

    fn due_at(&self, at: DateTime<Utc>, hourly: bool) -> Due {
        let zone = &self.app.profile.zone;
        let date = zone.date(at);
        let days = (date - self.today()).num_days();
        let clock_time = local_time::time_24(zone.time(at));
        let late = self.now - at;
        let (urgency, key, values): (Urgency, &str, Vec<(&str, Value<'_>)>) = if late.num_seconds() > 0 {
            if late.num_hours() < 24 && hourly {
                let minutes = late.num_minutes() % 60;
                (
                    Urgency::Overdue,
                    "due-overdue-hours",
                    vec![("hours", late.num_hours().into()), ("minutes", minutes.into())],
                )
            } else {
                (Urgency::Overdue, "due-overdue-days", vec![("days", days.abs().max(1).into())])
            }
        } else {
            let timed = if hourly { "-at" } else { "" };
            match (days, timed) {
                (0, "") => (Urgency::Today, "due-today", vec![]),
                (0, _) => (Urgency::Today, "due-today-at", vec![("time", clock_time.into())]),
                (1, "") => (Urgency::Tomorrow, "due-tomorrow", vec![]),
                (1, _) => (Urgency::Tomorrow, "due-tomorrow-at", vec![("time", clock_time.into())]),
                _ => {
                    let day = local_time::short_weekday_day(self.lang, date);
                    (Urgency::Later, "due-later", vec![("date", day.into()), ("days", days.into())])
                }
            }
        };
        Due { at: rfc3339(at), text: self.staff_moment(at), words: self.format(key, &values), urgency }
    }
}

/// Clocks that count hours are due at a minute; the others at the end of a day.
fn is_hourly(id: &str) -> bool {
    rule(id).is_some_and(|rule| matches!(rule.kind, Kind::ElapsedHours(_) | Kind::OpenHours(_)))
}

/// RFC 3339 in UTC.
#[must_use]
pub fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
