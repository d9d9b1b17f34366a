//! What passed and what failed, counted over stages and over the tests inside them.

use std::process::{Command, ExitCode};
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::process;

/// The outcome so far.
#[derive(Default)]
pub struct Report {
    passed: u32,
    failed: u32,
    complaints: Vec<String>,
}

impl Report {
    /// Does one thing that passes or fails as a whole, and says whether it passed.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        self.value(name, work).is_some()
    }

    /// The same, for what comes to a value.
    pub fn value<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        if process::interrupted() {
            return None;
        }
        println!("\n── {name}");
        let began = now();
        let outcome = work();
        print_time(began);
        match outcome {
            Ok(value) => {
                self.passed += 1;
                Some(value)
            }
            Err(error) => {
                println!("{error:#}");
                self.fail(name, 1);
                None
            }
        }
    }

    /// Runs a test runner, shows what it prints, and counts the tests by it.
    pub fn tests(&mut self, name: &str, command: &mut Command) {
        if process::interrupted() {
            return;
        }
        println!("\n── {name}");
        let began = now();
        let outcome = Outcome::of(command, |line| println!("{line}"));
        self.take(name, outcome);
        print_time(began);
    }

    /// The same for several at the same time. Each line begins with the name of the one that printed it.
    pub fn tests_together(&mut self, name: &str, runners: Vec<(&'static str, Command)>) {
        if process::interrupted() {
            return;
        }
        println!("\n── {name}");
        let began = now();
        let outcomes: Vec<_> = thread::scope(|scope| {
            let start = |(label, mut command): (&'static str, Command)| {
                let run = move || Outcome::of(&mut command, |line| println!("{label:>10} │ {line}"));
                (label, scope.spawn(run))
            };
            let running: Vec<_> = runners.into_iter().map(start).collect();
            running.into_iter().map(|(label, run)| (label, run.join())).collect()
        });
        for (label, outcome) in outcomes {
            let panicked = |_| Outcome { error: Some("it could not be watched".to_owned()), ..Outcome::default() };
            self.take(&format!("{name} on {label}"), outcome.unwrap_or_else(panicked));
        }
        print_time(began);
    }

    fn take(&mut self, name: &str, outcome: Outcome) {
        self.passed += outcome.counts.passed;
        if let Some(error) = outcome.error {
            println!("{name}: {error}");
            self.fail(name, outcome.counts.failed.max(1));
        }
    }

    /// Names what failed and ends with the line that is counted.
    pub fn finish(self) -> Result<ExitCode> {
        if process::interrupted() {
            bail!("interrupted");
        }
        if !self.complaints.is_empty() {
            println!("\nFailed: {}", self.complaints.join(", "));
        }
        println!("\n{} passed, {} failed", self.passed, self.failed);
        Ok(if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn fail(&mut self, name: &str, count: u32) {
        self.failed += count;
        self.complaints.push(name.to_owned());
    }
}

/// What became of a test runner.
#[derive(Default)]
struct Outcome {
    counts: Counts,
    /// Why it does not count as passed.
    error: Option<String>,
}

impl Outcome {
    fn of(command: &mut Command, show: impl Fn(&str)) -> Self {
        let mut counts = Counts::default();
        let ended = process::stream(command, |line| {
            show(line);
            counts.read(line);
        });
        let error = match ended {
            _ if counts.failed > 0 => Some(format!("{} failed", counts.failed)),
            Ok(status) if !status.success() => Some(format!("it ended with {status}")),
            Ok(_) if counts.passed == 0 => Some("no test ran".to_owned()),
            Ok(_) => None,
            Err(error) => Some(format!("{error:#}")),
        };
        Self { counts, error }
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a step takes is what is asked")]
fn now() -> Instant {
    Instant::now()
}

/// Tells where the time goes, of steps that take any.
fn print_time(began: Instant) {
    let seconds = began.elapsed().as_secs();
    if seconds > 0 {
        println!("   took {seconds} s");
    }
}

/// Counts read from the summaries of cargo's and Node's test runners, and of schemathesis.
#[derive(Default, Debug, PartialEq, Eq)]
struct Counts {
    passed: u32,
    failed: u32,
}

impl Counts {
    fn read(&mut self, line: &str) {
        if let Some(summary) = line.trim().strip_prefix("test result: ") {
            // "ok. 5 passed; 1 failed; 0 ignored; …"
            let mut words = summary.split([' ', ';', '.']).filter(|word| !word.is_empty());
            while let Some(word) = words.next() {
                let Ok(count) = word.parse::<u32>() else {
                    continue;
                };
                match words.next() {
                    Some("passed") => self.passed += count,
                    Some("failed") => self.failed += count,
                    _ => break,
                }
            }
        } else if let Some(operations) = line.trim().strip_prefix("Tested: ") {
            // One operation is one test. What failed is told by how it ends.
            self.passed += operations.parse().unwrap_or(0);
        } else if let Some(summary) = line.strip_prefix("ℹ ") {
            // "ℹ pass 5", "ℹ fail 0", "ℹ cancelled 0"
            let Some((word, count)) = summary.split_once(' ') else {
                return;
            };
            let Ok(count) = count.trim().parse::<u32>() else {
                return;
            };
            match word {
                "pass" => self.passed += count,
                "fail" | "cancelled" => self.failed += count,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn count(output: &str) -> Counts {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.read(line));
        counts
    }

    #[test]
    fn the_summaries_of_several_cargo_binaries_add_up() {
        let output = "test result: ok. 5 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                      test result: FAILED. 7 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s";
        assert_eq!(count(output), Counts { passed: 12, failed: 3 });
    }

    #[test]
    fn nodes_summary_counts_cancelled_tests_as_failed() {
        let output = "ℹ tests 9\nℹ suites 1\nℹ pass 6\nℹ fail 2\nℹ cancelled 1\nℹ skipped 0";
        assert_eq!(count(output), Counts { passed: 6, failed: 3 });
    }

    #[test]
    fn each_operation_that_schemathesis_tried_is_a_test() {
        let output = "API Operations:\n  Selected: 71/71\n  Tested: 71\n";
        assert_eq!(count(output), Counts { passed: 71, failed: 0 });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(count("running 5 tests\n✔ a pass 3 (4 ms)"), Counts::default());
    }
}
