//! When the facts of the profile were last compared with the department, and which of them are old.

use chrono::NaiveDate;
use serde::Deserialize;

use super::Profile;

/// A fact that nobody checked for so many days may be wrong.
const STALE_AFTER_DAYS: i64 = 180;

/// The day of the last check, for each group of facts.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Names and the address.
    pub department: NaiveDate,
    /// Telephone lines.
    pub phones: NaiveDate,
    /// Hours of counters, windows of appointments.
    pub hours: NaiveDate,
    /// Holidays and other closures.
    pub closures: NaiveDate,
    /// The fee schedule.
    pub fees: NaiveDate,
    /// Outside services.
    pub vendors: NaiveDate,
    /// Addresses outside this site.
    pub links: NaiveDate,
}

/// A group of facts, or the holder of an office, that was last checked long ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleFact {
    /// The key of the profile: a group of `[checked]`, as `phones`, or a line whose person is named.
    pub fact: String,
    /// The day of its last check.
    pub checked: NaiveDate,
    /// How many days ago that was.
    pub days: i64,
}

impl Checked {
    /// Every group by its key.
    pub(super) const fn groups(&self) -> [(&'static str, NaiveDate); 7] {
        [
            ("department", self.department),
            ("phones", self.phones),
            ("hours", self.hours),
            ("closures", self.closures),
            ("fees", self.fees),
            ("vendors", self.vendors),
            ("links", self.links),
        ]
    }

    /// Since when both phones and hours are known to be right, for the foot of the page.
    pub fn phones_and_hours(&self) -> NaiveDate {
        self.phones.min(self.hours)
    }
}

impl Profile {
    /// The facts that nobody has checked for 180 days, the oldest first; for staff.
    pub fn stale_facts(&self, today: NaiveDate) -> Vec<StaleFact> {
        let mut stale: Vec<StaleFact> = self
            .dated_facts()
            .map(|(fact, checked)| StaleFact { fact, checked, days: (today - checked).num_days() })
            .filter(|fact| fact.days > STALE_AFTER_DAYS)
            .collect();
        stale.sort_by_key(|fact| fact.checked);
        stale
    }

    /// Every fact that has a date: the groups, and the people named with a telephone line.
    pub(super) fn dated_facts(&self) -> impl Iterator<Item = (String, NaiveDate)> {
        let groups = self.checked.groups().map(|(group, date)| (group.to_owned(), date));
        let people = self.phones.iter().filter_map(|(id, line)| Some((id.clone(), line.person.as_ref()?.as_of)));
        groups.into_iter().chain(people)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn a_fact_is_old_after_180_days_and_the_oldest_comes_first() {
        let mut profile = Profile::built_in().unwrap();
        let checked = profile.checked.phones;
        assert_eq!(profile.stale_facts(checked + Days::new(180)), []);
        profile.checked.vendors = checked - Days::new(1);
        profile.phones.get_mut("jail_administrator").unwrap().person.as_mut().unwrap().as_of = checked - Days::new(30);
        let stale = profile.stale_facts(checked + Days::new(180));
        let facts: Vec<_> = stale.iter().map(|fact| (fact.fact.as_str(), fact.days)).collect();
        assert_eq!(facts, [("jail_administrator", 210), ("vendors", 181)]);
        assert_eq!(profile.stale_facts(checked + Days::new(181)).len(), 8, "every group and the person");
    }

    #[test]
    fn the_foot_of_the_page_tells_the_older_of_phones_and_hours() {
        let mut checked = Profile::built_in().unwrap().checked;
        let before = checked.hours;
        checked.hours = before - Days::new(9);
        assert_eq!(checked.phones_and_hours(), before - Days::new(9));
    }
}
