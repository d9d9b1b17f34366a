//! The words of a clock: how it was worked out, day by day, and how much is left.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use shared::calendar::explain::{self, Arg, Day, DayKind, Sentence};
use shared::calendar::{Reason, Rule, Step};
use shared::lang::Lang;
use shared::page::{DayCell, DayLook, DaysStrip, LegendItem};

use crate::i18n::{Texts, Value};
use crate::local_time::{self, Zone};

/// In which language, in which zone and on which day clocks are told.
#[derive(Debug, Clone, Copy)]
pub struct ClockWords<'a> {
    /// The texts.
    pub texts: &'a Texts,
    /// The reader's language.
    pub lang: Lang,
    /// The department's zone.
    pub zone: &'a Zone,
    /// The local date.
    pub today: NaiveDate,
}

impl ClockWords<'_> {
    /// The answer to "How was this worked out?", a sentence or two each.
    pub fn explanation(&self, rule: &Rule, steps: &[Step]) -> Vec<String> {
        explain::sentences(rule, steps).iter().map(|sentence| self.tell(sentence)).collect()
    }

    /// Whether this is law or the agency's own target, with the rule's id and version.
    pub fn footing(&self, rule: &Rule) -> String {
        self.tell(&explain::footing(rule))
    }

    /// Every day as text.
    pub fn every_day(&self, steps: &[Step]) -> Vec<String> {
        explain::days(steps).iter().map(|day| self.tell(&day.text)).collect()
    }

    /// "4 working days left."; empty for a rule without a clock.
    pub fn left(&self, rule: &Rule, steps: &[Step]) -> String {
        explain::days_left(rule, steps, self.today).map(|left| self.tell(&left)).unwrap_or_default()
    }

    /// The days strip.
    pub fn strip(&self, steps: &[Step]) -> DaysStrip {
        let days: Vec<DayCell> = explain::days(steps).iter().map(|day| self.cell(day)).collect();
        let folded = u32::try_from(days.len().saturating_sub(SHOWN_OF_A_FOLD)).unwrap_or(u32::MAX);
        let legend = LEGEND.iter().filter(|(look, _)| days.iter().any(|day| day.look == *look));
        DaysStrip {
            label: self.texts.get(self.lang, "clock-strip-label"),
            weekdays: WEEK.map(|weekday| local_time::weekday(self.lang, weekday).chars().take(3).collect()),
            first_weekday: steps
                .first()
                .and_then(|step| u8::try_from(step.date.weekday().num_days_from_monday()).ok())
                .unwrap_or_default(),
            folded: self.texts.format(self.lang, "clock-folded", &[("count", folded.into())]),
            legend: legend
                .map(|(look, key)| LegendItem { look: *look, text: self.texts.get(self.lang, key) })
                .collect(),
            days,
        }
    }

    fn cell(&self, day: &Day) -> DayCell {
        let text = |key| self.texts.get(self.lang, key);
        let (today, due) = (day.date == self.today, day.kind == DayKind::Due);
        let weekday = local_time::weekday(self.lang, day.date.weekday());
        DayCell {
            weekday: weekday.chars().take(1).flat_map(char::to_uppercase).collect(),
            number: day.date.day().to_string(),
            mark: match (day.count, day.kind) {
                (Some(count), _) => count.to_string(),
                (None, DayKind::Zero) => text("clock-cell-zero"),
                (None, DayKind::Closed) => text("clock-cell-closed"),
                (None, DayKind::Due) => text("clock-cell-due"),
                (None, DayKind::Counted | DayKind::Weekday) => "–".to_owned(),
            },
            look: match day.kind {
                DayKind::Zero => DayLook::Plain,
                DayKind::Counted if day.date <= self.today => DayLook::Counted,
                DayKind::Counted => DayLook::ToCount,
                DayKind::Weekday => DayLook::Weekend,
                DayKind::Closed => DayLook::Holiday,
                DayKind::Due => DayLook::Due,
            },
            today,
            due,
            flag: match (today, due) {
                (true, _) => text("clock-flag-today"),
                (false, true) => text("clock-flag-due"),
                (false, false) => String::new(),
            },
            words: self.tell(&day.text),
        }
    }

    fn tell(&self, sentence: &Sentence) -> String {
        let args: Vec<(&str, Value<'_>)> = sentence.args.iter().map(|(name, arg)| (*name, self.value(arg))).collect();
        self.texts.format(self.lang, &sentence.key, &args)
    }

    fn value(&self, arg: &Arg) -> Value<'static> {
        match arg {
            Arg::Number(number) => (*number).into(),
            Arg::Date(date) => self.date(*date).into(),
            Arg::Time(time) => self.time(*time).into(),
            Arg::Moment(moment) => format!("{}, {}", self.date(moment.date()), self.time(moment.time())).into(),
            Arg::Reason(reason) => reason.get(self.lang).to_owned().into(),
            Arg::Closed(days) => self.list(days).into(),
            Arg::Verbatim(text) => text.clone().into(),
            Arg::Sentence(inner) => self.tell(inner).into(),
        }
    }

    /// With the year when it is not this one.
    fn date(&self, date: NaiveDate) -> String {
        let this_year = date.year() == self.today.year();
        if this_year { local_time::day(self.lang, date) } else { local_time::day_with_year(self.lang, date) }
    }

    fn time(&self, time: NaiveTime) -> String {
        let separator = match self.lang {
            Lang::En => " ",
            Lang::Es => ", ",
        };
        format!("{}{separator}{}", local_time::time(self.lang, time), self.zone.name.get(self.lang))
    }

    fn list(&self, days: &[(Reason, NaiveDate)]) -> String {
        let told = |(reason, date): &(Reason, NaiveDate)| format!("{} ({})", reason.get(self.lang), self.date(*date));
        let Some((last, before)) = days.split_last() else { return String::new() };
        if before.is_empty() {
            return told(last);
        }
        let first = before.iter().map(told).collect::<Vec<_>>().join(", ");
        self.texts.format(self.lang, "clock-list-and", &[("first", first.into()), ("last", told(last).into())])
    }
}

/// A strip of more than 28 days shows its first and its last week.
const SHOWN_OF_A_FOLD: usize = 14;

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

const LEGEND: [(DayLook, &str); 5] = [
    (DayLook::Counted, "clock-legend-counted"),
    (DayLook::ToCount, "clock-legend-to-count"),
    (DayLook::Weekend, "clock-legend-weekend"),
    (DayLook::Holiday, "clock-legend-holiday"),
    (DayLook::Due, "clock-legend-due"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::profile::Profile;
    use shared::calendar::{deadline, rule};

    fn told<T>(id: &str, received: &str, lang: Lang, tell: impl Fn(&ClockWords<'_>, &Rule, &[Step]) -> T) -> T {
        let profile = Profile::built_in().unwrap();
        let rule = rule(id).unwrap();
        let trigger = chrono::DateTime::parse_from_rfc3339(received).unwrap().with_timezone(&profile.zone.id);
        let steps = deadline(rule, trigger, &profile.closures(rule.office.id()).unwrap()).unwrap().steps;
        let texts = Texts::load().unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        tell(&ClockWords { texts: &texts, lang, zone: &profile.zone, today }, rule, &steps)
    }

    #[test]
    fn a_working_day_target_is_explained_in_both_languages() {
        let explain = |lang| {
            told("report.target", "2026-11-16T18:42:00Z", lang, |words, rule, steps| {
                let mut lines = words.explanation(rule, steps);
                lines.extend([words.left(rule, steps), words.footing(rule)]);
                lines.join("\n").replace('\u{a0}', " ")
            })
        };
        assert_eq!(
            explain(Lang::En),
            "We received your request on Monday, November 16. That is day zero.\n\
             We count 10 days on which Records is open.\n\
             We skip two weekends.\n\
             We skip 2 days on which Records is closed: Thanksgiving Day (Thursday, November 26) and Day after \
             Thanksgiving (Friday, November 27).\n\
             Day 10 is Wednesday, December 2. We have until 11:59 pm Pacific time.\n\
             4 working days left.\n\
             This is the department's own target, not a legal deadline. Rule report.target, version 1."
        );
        assert_eq!(
            explain(Lang::Es),
            "Recibimos su solicitud el lunes 16 de noviembre. Ese es el día cero.\n\
             Contamos 10 días en que Registros abre.\n\
             No cuentan dos fines de semana.\n\
             No cuentan 2 días en que Registros no abre: Día de Acción de Gracias (jueves 26 de noviembre) y Día después \
             de Acción de Gracias (viernes 27 de noviembre).\n\
             El día número 10 es el miércoles 2 de diciembre. Tenemos hasta las 11:59 p. m., hora del Pacífico.\n\
             Quedan 4 días hábiles.\n\
             Es una meta del departamento, no un plazo legal. Regla report.target, versión 1."
        );
    }

    #[test]
    fn hours_and_a_rolled_end_are_explained() {
        let explain = |id, received| told(id, received, Lang::En, |words, rule, steps| words.explanation(rule, steps));
        assert_eq!(
            explain("report.fc6228_face_sheet", "2026-11-26T07:00:00Z"),
            [
                "We received your request on Wednesday, November 25, 11:00 pm Pacific time. We count from that moment.",
                "We count 48 hours in a row, nights, weekends and holidays included.",
                "We have until Friday, November 27, 11:00 pm Pacific time.",
            ]
        );
        assert_eq!(
            explain("cpra.determination", "2026-11-16T18:12:00Z")[2..],
            [
                "Day 10 is Thursday, November 26. Records is closed then, so the time runs on to the next open day.",
                "Holidays and special closing days: Thanksgiving Day (Thursday, November 26) and Day after Thanksgiving \
                 (Friday, November 27).",
                "We have until Monday, November 30, 11:59 pm Pacific time.",
            ]
        );
    }

    #[test]
    fn the_strip_shows_each_day_as_counted_skipped_or_due() {
        let strip = told("report.target", "2026-11-16T18:42:00Z", Lang::En, |words, _, steps| words.strip(steps));
        let cells: Vec<String> = strip
            .days
            .iter()
            .map(|day| format!("{}{} {} {:?}{}", day.weekday, day.number, day.mark, day.look, day.flag))
            .collect();
        assert_eq!(
            cells,
            [
                "M16 Day 0 Plain",
                "T17 1 Counted",
                "W18 2 Counted",
                "T19 3 Counted",
                "F20 4 Counted",
                "S21 – Weekend",
                "S22 – Weekend",
                "M23 5 Counted",
                "T24 6 CountedToday",
                "W25 7 ToCount",
                "T26 Hol. Holiday",
                "F27 Hol. Holiday",
                "S28 – Weekend",
                "S29 – Weekend",
                "M30 8 ToCount",
                "T1 9 ToCount",
                "W2 10 DueDue",
            ]
        );
        assert_eq!(strip.legend.len(), 5);
        assert_eq!(strip.days[10].words, "Thursday, November 26: closed, not counted (Thanksgiving Day)");
    }
}
