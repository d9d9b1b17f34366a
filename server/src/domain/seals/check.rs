//! Holding a database against a seal that left it.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::pin::pin;

use futures_util::TryStreamExt;

use super::make::{SealError, lines, public_key, stored_list};
use super::tree::Tree;
use super::{BadHead, Head};
use crate::app::{Actor, App, Cx};
use crate::db::{self, Conn, seals};
use crate::secrets::{hex, unhex};

/// Lines that are held against the database at a time.
const PAGE: usize = 500;
/// The signed text has so many lines.
const HEAD_LINES: usize = 8;

/// The first thing that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The file cannot be trusted.
    #[error(transparent)]
    File(#[from] BadHead),
    /// The list does not have the root that was signed.
    #[error("the list of seal {0} was edited: it is not the one that was signed")]
    List(i64),
    /// The file has no list, and the store has none either.
    #[error("the list of seal {0} is gone from the document store, and the file holds none")]
    ListGone(i64),
    /// It is a seal of another installation, or the key was replaced.
    #[error("the seal was signed with the key {0}, which is not the key of this installation")]
    Key(String),
    /// The database does not know the seal.
    #[error("seal {0} was removed from the database")]
    SealGone(i64),
    /// The database holds another seal in its place.
    #[error("the database holds another seal {0} than the one in the file")]
    SealReplaced(i64),
    /// A case is no longer there.
    #[error("case {reference}: removed, with the {events} events that the seal counted")]
    Removed {
        /// The case.
        reference: String,
        /// How many events it had.
        events: i64,
    },
    /// Events at the end are no longer there.
    #[error("case {reference}: the history ends at event {found}, but the seal counted {events} events")]
    Tail {
        /// The case.
        reference: String,
        /// How many events it had.
        events: i64,
        /// How many it has.
        found: i64,
    },
    /// The history is another one than the one that was sealed.
    #[error("case {reference}: event {event} is not the one that was sealed: the history was written anew")]
    Rewritten {
        /// The case.
        reference: String,
        /// The newest event at the time of the seal.
        event: i64,
    },
}

/// Holds the database against a seal in a file; returns what the seal says when both agree.
///
/// # Errors
/// When the file or storage cannot be read; what does not agree is not an error but a finding.
pub async fn check(app: &App, file: &mut impl BufRead) -> Result<Result<Head, Finding>, SealError> {
    let unreadable = |error: std::io::Error| SealError::List(error.to_string());
    let mut signed = String::new();
    for _ in 0..HEAD_LINES {
        file.read_line(&mut signed).map_err(unreadable)?;
    }
    let head = match Head::read(&signed) {
        Ok(head) => head,
        Err(bad) => return Ok(Err(bad.into())),
    };
    if public_key(app).await? != hex(&head.key) {
        return Ok(Err(Finding::Key(hex(&head.key))));
    }
    let number = head.number;
    let known = match app.read(&Actor::System, move |conn: &mut Conn, _: &Cx| seals::get(conn, number)).await {
        Ok(seal) => seal,
        Err(db::Error::NotFound) => return Ok(Err(Finding::SealGone(number))),
        Err(error) => return Err(error.into()),
    };
    if known.head != signed {
        return Ok(Err(Finding::SealReplaced(number)));
    }
    let mut list = Comparison::new(app);
    let mut in_file = file.lines().map_while(Result::ok).filter(|line| !line.is_empty()).peekable();
    if in_file.peek().is_some() {
        for line in in_file {
            list.take(line).await?;
        }
    } else {
        let Ok(stored) = stored_list(app, &known).await else { return Ok(Err(Finding::ListGone(number))) };
        let mut stored = pin!(lines(stored));
        while let Some(line) = stored.try_next().await? {
            list.take(line).await?;
        }
    }
    let (root, finding) = list.finish().await?;
    // An edited list names cases at will: only one that was signed is believed.
    Ok(if root != head.root { Err(Finding::List(number)) } else { finding.map_or(Ok(head), Err) })
}

/// A list that is being held against the database while its tree grows.
struct Comparison<'a> {
    app: &'a App,
    tree: Tree,
    page: Vec<String>,
    finding: Option<Finding>,
}

impl<'a> Comparison<'a> {
    fn new(app: &'a App) -> Self {
        Self { app, tree: Tree::default(), page: Vec::new(), finding: None }
    }

    async fn take(&mut self, line: String) -> db::Result<()> {
        self.tree.push(line.as_bytes(), false);
        self.page.push(line);
        if self.page.len() < PAGE { Ok(()) } else { self.compare().await }
    }

    async fn finish(mut self) -> db::Result<(Vec<u8>, Option<Finding>)> {
        self.compare().await?;
        Ok((self.tree.finish().0, self.finding))
    }

    async fn compare(&mut self) -> db::Result<()> {
        let page = std::mem::take(&mut self.page);
        if self.finding.is_none() && !page.is_empty() {
            self.finding =
                self.app.read(&Actor::System, move |conn: &mut Conn, _: &Cx| first_finding(conn, &page)).await?;
        }
        Ok(())
    }
}

/// What the database says of one case: how many events it counts, and the hashes of some.
type Known = (i64, BTreeMap<i64, Vec<u8>>);

fn first_finding(conn: &mut Conn, page: &[String]) -> db::Result<Option<Finding>> {
    // A line that does not read is part of an edited list: its root tells.
    let sealed: Vec<(&str, i64, Vec<u8>)> = page.iter().filter_map(|line| parse(line)).collect();
    let references: Vec<&str> = sealed.iter().map(|(reference, ..)| *reference).collect();
    let mut numbers: Vec<i64> = sealed.iter().map(|(_, seq, _)| *seq).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for (reference, head_seq, event) in seals::hashes(conn, &references, &numbers)? {
        known.entry(reference).or_insert_with(|| (head_seq, BTreeMap::new())).1.extend(event);
    }
    Ok(sealed.into_iter().find_map(|(reference, events, hash)| {
        let reference = reference.to_owned();
        match known.get(&reference) {
            None => Some(Finding::Removed { reference, events }),
            Some((head_seq, _)) if *head_seq < events => Some(Finding::Tail { reference, events, found: *head_seq }),
            Some((_, hashes)) => match hashes.get(&events) {
                Some(found) if *found == hash => None,
                _ => Some(Finding::Rewritten { reference, event: events }),
            },
        }
    }))
}

fn parse(line: &str) -> Option<(&str, i64, Vec<u8>)> {
    let mut words = line.split(' ');
    Some((words.next()?, words.next()?.parse().ok()?, unhex(words.next()?)?))
}
