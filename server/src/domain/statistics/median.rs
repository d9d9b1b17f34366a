//! Half of how many days.

use std::collections::BTreeMap;

/// How many cases ended after how many days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Durations(BTreeMap<i32, u64>);

impl Durations {
    /// Counts more cases that took so many days.
    pub fn add(&mut self, days: i32, cases: u64) {
        *self.0.entry(days).or_default() += cases;
    }

    /// How many cases were counted.
    #[must_use]
    pub fn cases(&self) -> u64 {
        self.0.values().sum()
    }

    /// The least number of days within which half of the cases, or more, had ended: the lower median, which some case
    /// took. None of fewer cases than `fewest`, because a median of few tells about persons and not about the agency.
    #[must_use]
    pub fn half_within(&self, fewest: u64) -> Option<i32> {
        let all = self.cases();
        if all < fewest {
            return None;
        }
        let mut so_far = 0;
        self.0.iter().find_map(|(days, cases)| {
            so_far += cases;
            (so_far * 2 >= all).then_some(*days)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn durations(days: &[i32]) -> Durations {
        let mut durations = Durations::default();
        days.iter().for_each(|days| durations.add(*days, 1));
        durations
    }

    #[test]
    fn half_had_ended_within_the_median() {
        assert_eq!(durations(&[20, 1, 3, 2, 8]).half_within(5), Some(3));
        assert_eq!(durations(&[1, 2, 3, 5, 8, 20]).half_within(5), Some(3), "three of six within three days");
        assert_eq!(durations(&[4, 4, 4, 4, 90]).half_within(5), Some(4));
        assert_eq!(durations(&[0, 0, 0, 1, 1, 1]).half_within(5), Some(0));
    }

    #[test]
    fn there_is_no_median_of_few() {
        assert_eq!(durations(&[1, 2, 3, 4]).half_within(5), None);
        assert_eq!(durations(&[]).half_within(0), None);
    }
}
