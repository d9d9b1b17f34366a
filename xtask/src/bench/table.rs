//! What was measured, as it is printed, kept and shown in the README.

use std::fs;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::workspace;

/// Between these lines of the README stands the table.
const BEGIN: &str = "<!-- bench: written by `cargo xtask bench` -->";
const END: &str = "<!-- bench: end -->";

/// Everything that was measured.
#[derive(Debug, Default, Serialize)]
pub struct Table {
    rows: Vec<Row>,
}

/// One thing that was measured.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What.
    pub what: String,
    /// What it came to.
    pub figure: String,
    /// What it shall reach; none where it is only told.
    pub reach: Option<Reach>,
}

/// A goal.
#[derive(Debug, Serialize)]
pub struct Reach {
    /// In words.
    pub words: String,
    /// Whether it was reached.
    pub met: bool,
}

impl Table {
    /// Adds a row and says it.
    pub fn add(&mut self, row: Row) {
        println!("{}", line(&row));
        self.rows.push(row);
    }

    /// Whether every goal was reached.
    pub fn met(&self) -> bool {
        self.rows.iter().filter_map(|row| row.reach.as_ref()).all(|reach| reach.met)
    }

    /// Keeps it as JSON in `target/bench/`.
    pub fn keep(&self) -> Result<()> {
        let file = workspace::cargo_target().join("bench/figures.json");
        workspace::write_whole(&file, &serde_json::to_vec_pretty(self)?)?;
        println!("\nKept in {}", file.display());
        Ok(())
    }

    /// Puts it into the README in place of the one before.
    pub fn write_readme(&self) -> Result<()> {
        let file = workspace::root().join("README.md");
        let readme = fs::read_to_string(&file)?;
        let text = between(&readme, &self.markdown()).context("the README has no place for the table")?;
        workspace::write_whole(&file, text.as_bytes())
    }

    fn markdown(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(line).collect();
        format!("| what | reached | asked |\n| --- | --- | --- |\n{}", rows.join("\n"))
    }
}

fn line(row: &Row) -> String {
    let asked = match &row.reach {
        None => String::new(),
        Some(Reach { words, met: true }) => words.clone(),
        Some(Reach { words, met: false }) => format!("**missed:** {words}"),
    };
    format!("| {} | {} | {asked} |", row.what, row.figure)
}

fn between(readme: &str, table: &str) -> Option<String> {
    let (before, rest) = readme.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_between_its_marks_and_nothing_else_changes() {
        let readme = format!("# A\n{BEGIN}\nold\n{END}\n# B\n");
        assert_eq!(between(&readme, "new").unwrap(), format!("# A\n{BEGIN}\nnew\n{END}\n# B\n"));
        assert_eq!(between("# A\n", "new"), None);
    }

    #[test]
    fn a_goal_that_was_missed_says_so() {
        let row = |met| Row {
            what: "a page".to_owned(),
            figure: "20%".to_owned(),
            reach: Some(Reach { words: "at least 25%".to_owned(), met }),
        };
        assert_eq!(line(&row(true)), "| a page | 20% | at least 25% |");
        assert_eq!(line(&row(false)), "| a page | 20% | **missed:** at least 25% |");
        assert!(!Table { rows: vec![row(true), row(false)] }.met());
    }
}
