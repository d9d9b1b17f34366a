//! Full text over folded words, one table with an integer key on both databases.

use diesel::prelude::*;

use super::dialect::{self, LastWord};
use super::schema::case_words;
use super::{Conn, Result};

/// Most hits of a search: the newest; beyond, the person is asked to narrow it.
pub const MOST_HITS: usize = 200;

/// Stores the words under which a case is found.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn insert(conn: &mut Conn, case_id: &str, words: &[String]) -> Result<()> {
    diesel::insert_into(case_words::table)
        .values((case_words::case_id.eq(case_id), case_words::words.eq(words.join(" "))))
        .execute(conn)?;
    Ok(())
}

/// Adds words to those of a case.
///
/// # Errors
/// [`super::Error::NotFound`] when the case has none.
pub fn add(conn: &mut Conn, case_id: &str, words: &[String]) -> Result<()> {
    let row = case_words::table.filter(case_words::case_id.eq(case_id));
    let known: String = row.select(case_words::words).first(conn)?;
    let all = format!("{known} {}", words.join(" "));
    diesel::update(row).set(case_words::words.eq(all)).execute(conn)?;
    Ok(())
}

/// Ids of the newest cases that have all words, the last one as a beginning; and whether there are more.
///
/// Words that so many cases have whole are not completed: whoever types one must narrow the search anyway, and all
/// cases with a word that begins like a common one would have to be gathered first.
///
/// # Errors
/// [`super::Error::Unavailable`].
pub fn newest_hits(conn: &mut Conn, words: &[String]) -> Result<(Vec<String>, bool)> {
    let mut ids = dialect::full_text(conn, words, LastWord::Whole, MOST_HITS + 1)?;
    if ids.len() <= MOST_HITS {
        ids = dialect::full_text(conn, words, LastWord::Beginning, MOST_HITS + 1)?;
    }
    let more = ids.len() > MOST_HITS;
    ids.truncate(MOST_HITS);
    Ok((ids, more))
}
