//! Many clients at once, and how long each of their requests took.

use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};

use super::client::{Client, now};

/// What many requests came to.
#[derive(Debug, Clone)]
pub struct Took {
    /// How long each took, the shortest first.
    times: Vec<Duration>,
    /// From the first request to the last answer.
    all: Duration,
}

/// Has every client ask again and again until the time is over. The first answer that is not wanted ends it.
pub fn many(
    mut clients: Vec<Client>,
    time: Duration,
    ask: impl Fn(&mut Client, usize) -> Result<()> + Sync,
) -> Result<Took> {
    let began = now();
    let ask = &ask;
    let times: Result<Vec<Vec<Duration>>> = thread::scope(|scope| {
        let running: Vec<_> = clients
            .iter_mut()
            .enumerate()
            .map(|(number, client)| {
                scope.spawn(move || {
                    let mut times = Vec::new();
                    while began.elapsed() < time {
                        let asked = now();
                        ask(client, number)?;
                        times.push(asked.elapsed());
                    }
                    Ok(times)
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("a client panicked"))?).collect()
    });
    let mut times = times?.concat();
    times.sort_unstable();
    Ok(Took { times, all: began.elapsed() })
}

/// Has one client ask so many times.
pub fn one(client: &mut Client, times: usize, mut ask: impl FnMut(&mut Client) -> Result<()>) -> Result<Took> {
    let began = now();
    let mut took = Vec::with_capacity(times);
    for _ in 0..times {
        let asked = now();
        ask(client)?;
        took.push(asked.elapsed());
    }
    took.sort_unstable();
    Ok(Took { times: took, all: began.elapsed() })
}

impl Took {
    /// How many requests there were.
    pub fn count(&self) -> usize {
        self.times.len()
    }

    /// Requests in a second.
    pub fn per_second(&self) -> f64 {
        f64::from(u32::try_from(self.count()).unwrap_or(u32::MAX)) / self.all.as_secs_f64()
    }

    /// The time in milliseconds within which so many of a hundred requests were answered.
    pub fn percentile(&self, percent: usize) -> f64 {
        let index = (self.count() * percent).div_ceil(100).saturating_sub(1);
        self.times.get(index).map_or(f64::NAN, Duration::as_secs_f64) * 1000.0
    }
}

/// The middle one of several figures: a round that something else disturbed does not count.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times = (1..=200).map(Duration::from_millis).collect();
        let took = Took { times, all: Duration::from_secs(4) };
        assert_eq!((took.percentile(50), took.percentile(99)), (100.0, 198.0));
        assert!((took.per_second() - 50.0).abs() < 1e-9);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
    }
}
