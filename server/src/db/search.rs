//! Full text over folded words, one table with an integer key on both databases.
//!
//! A word stands there behind its section, as in `recordsstreet`: so a search meets no case of another section, however
//! common the word is there. No section's code begins with another's.

use diesel::prelude::*;

use super::cases::Case;
use super::dialect::{self, LastWord};
use super::schema::case_words;
use super::{Conn, Result};

/// Most hits of a search: the newest; beyond, the person is asked to narrow it.
pub const MOST_HITS: usize = 200;

/// The words of a section's case, as they are stored.
#[must_use]
pub fn stored(section: &str, words: &[String]) -> String {
    words.iter().map(|word| format!("{section}{word}")).collect::<Vec<_>>().join(" ")
}

/// Stores the words under which a case is found.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn insert(conn: &mut Conn, case: &Case, words: &[String]) -> Result<()> {
    diesel::insert_into(case_words::table)
        .values((case_words::case_id.eq(&case.id), case_words::words.eq(stored(&case.section, words))))
        .execute(conn)?;
    Ok(())
}

/// Adds words to those of a case.
///
/// # Errors
/// [`super::Error::NotFound`] when the case has none.
pub fn add(conn: &mut Conn, case: &Case, words: &[String]) -> Result<()> {
    let row = case_words::table.filter(case_words::case_id.eq(&case.id));
    let known: String = row.select(case_words::words).first(conn)?;
    let all = format!("{known} {}", stored(&case.section, words));
    diesel::update(row).set(case_words::words.eq(all)).execute(conn)?;
    Ok(())
}

/// Ids of the newest `most` cases of the sections that have all words, the last one as a beginning; and whether there may
/// be more.
///
/// A word that so many cases have whole is not completed, nor is one that begins so many: all cases with those words
/// would have to be gathered first, and whoever types it must narrow the search anyway.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn newest_hits(conn: &mut Conn, sections: &[String], words: &[String], most: usize) -> Result<(Vec<String>, bool)> {
    let Some(last) = words.last().filter(|_| !sections.is_empty()) else { return Ok((Vec::new(), false)) };
    let mut ids = dialect::full_text(conn, sections, words, LastWord::Whole, most + 1)?;
    if ids.len() <= most {
        if !dialect::begins_few(conn, sections, last)? {
            return Ok((ids, true));
        }
        ids = dialect::full_text(conn, sections, words, LastWord::Beginning, most + 1)?;
    }
    let more = ids.len() > most;
    ids.truncate(most);
    Ok((ids, more))
}

/// Those of some cases that have all words, the last one as a beginning.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn among(conn: &mut Conn, ids: &[String], sections: &[String], words: &[String]) -> Result<Vec<String>> {
    let rows = case_words::table.filter(case_words::case_id.eq_any(ids));
    let rows: Vec<(String, String)> = rows.select((case_words::case_id, case_words::words)).load(conn)?;
    let mut hits = Vec::new();
    for (id, stored) in rows {
        if sections.iter().any(|section| has_all(&stored, section, words)) {
            hits.push(id);
        }
    }
    Ok(hits)
}

fn has_all(stored: &str, section: &str, words: &[String]) -> bool {
    let of_section: Vec<&str> = stored.split(' ').filter_map(|word| word.strip_prefix(section)).collect();
    let Some((last, whole)) = words.split_last() else { return true };
    whole.iter().all(|word| of_section.contains(&word.as_str()))
        && of_section.iter().any(|word| word.starts_with(last.as_str()))
}

#[cfg(test)]
mod tests {
    use shared::service::Role;

    #[test]
    fn no_section_finds_the_words_of_another() {
        for (one, other) in Role::ALL.iter().flat_map(|one| Role::ALL.map(|other| (*one, other))) {
            assert!(one == other || !one.code().starts_with(other.code()), "{one:?} begins with {other:?}");
        }
    }
}
