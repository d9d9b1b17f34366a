//! What passed and what failed, counted over stages and over the tests inside them.

use std::process::{Command, ExitCode};

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
        match work() {
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
        let mut counts = Counts::default();
        let outcome = process::stream(command, |line| {
            println!("{line}");
            counts.read(line);
        });
        self.passed += counts.passed;
        if counts.failed > 0 {
            return self.fail(name, counts.failed);
        }
        match outcome {
            Ok(status) if status.success() && counts.passed > 0 => {}
            Ok(status) if status.success() => {
                println!("no test ran");
                self.fail(name, 1);
            }
            Ok(status) => {
                println!("it ended with {status}");
                self.fail(name, 1);
            }
            Err(error) => {
                println!("{error:#}");
                self.fail(name, 1);
            }
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

/// Counts read from the summaries of cargo's and Node's test runners.
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
    fn other_lines_count_nothing() {
        assert_eq!(count("running 5 tests\n✔ a pass 3 (4 ms)"), Counts::default());
    }
}
