//! Text folded to words of letters and digits, done here and not by a database, so that both find alike.

/// The words of a query, in lower case and without accents.
///
/// A number with dashes is one word (`24-001234` is `24001234`), so that it is found with the dashes and without.
#[must_use]
pub fn fold_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for parts in compounds(text) {
        if is_number(&parts) { words.push(parts.concat()) } else { words.extend(parts) }
    }
    words
}

/// The words under which a text is found: those of [`fold_words`], and each part of a number with dashes by itself.
#[must_use]
pub fn index_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for parts in compounds(text) {
        if parts.len() > 1 && is_number(&parts) {
            words.push(parts.concat());
        }
        words.extend(parts);
    }
    words
}

fn is_number(parts: &[String]) -> bool {
    parts.iter().any(|part| part.chars().any(char::is_numeric))
}

/// Splits at everything that is no letter, digit or joiner, then each piece at its joiners.
fn compounds(text: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && !is_joiner(c) && !vanishes(c))
        .map(|piece| piece.split(is_joiner).map(fold).filter(|part| !part.is_empty()).collect())
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '/' | '\u{2010}'..='\u{2014}')
}

/// Apostrophes inside names, and accents that stand behind their letter as a character of their own.
fn vanishes(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{300}'..='\u{36f}')
}

fn fold(part: &str) -> String {
    let mut folded = String::with_capacity(part.len());
    for c in part.chars().flat_map(char::to_lowercase).filter(|c| !vanishes(*c)) {
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
    folded
}

/// The plain letters for an accented Latin one: enough for names of Europe, the Americas, and Vietnamese vowels that
/// have one mark. A full table would cost more than it finds.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'ª' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' | 'ơ' | 'º' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_report_number_is_found_however_it_is_written() {
        for stored in ["24-001234", "24001234", "Report #24‑001234, please"] {
            let index = index_words(stored);
            for query in ["24-001234", "24001234", "24–001234"] {
                assert!(fold_words(query).iter().all(|word| index.contains(word)), "{query} in {stored}");
            }
        }
        assert!(index_words("24-001234").contains(&"001234".to_owned()));
        assert!(fold_words("24 001234").iter().all(|word| index_words("24-001234").contains(word)));
    }

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(fold_words("José Muñoz-GARCÍA"), ["jose", "munoz", "garcia"]);
        assert_eq!(fold_words("Jose\u{301} MUN\u{303}OZ"), ["jose", "munoz"]);
        assert_eq!(fold_words("O'Brien, D’Angelo"), ["obrien", "dangelo"]);
        assert_eq!(fold_words("Łukasz Weiß Øster İnan"), ["lukasz", "weiss", "oster", "inan"]);
        assert_eq!(fold_words("Иван 王"), ["иван", "王"]);
    }

    #[test]
    fn signs_that_mean_something_to_a_search_engine_are_gone() {
        assert_eq!(fold_words("\"a\" OR b* NEAR(c) :d & !e -f --g"), ["a", "or", "b", "near", "c", "d", "e", "f", "g"]);
        assert!(fold_words(" - '' -- / ").is_empty());
    }

    proptest! {
        #[test]
        fn words_are_letters_and_digits_and_always_in_the_index_of_their_text(text: String) {
            let index = index_words(&text);
            for word in fold_words(&text) {
                prop_assert!(!word.is_empty() && index.contains(&word));
                prop_assert_eq!(fold_words(&word), vec![word.clone()]);
            }
        }
    }
}
