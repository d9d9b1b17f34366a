//! Names of files, as people may see them. A name is never a path.

use super::Kind;

/// Longest name in characters, ending included.
const LONGEST: usize = 100;

/// The name of a file without anything that could deceive: no folders, no invisible or direction-changing
/// characters, none that a file system forbids, and the ending of what the file is.
#[must_use]
pub fn clean_name(given: &str, kind: Kind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.chars().filter(|c| !is_hidden(*c)).map(|c| if "<>:\"|?*".contains(c) { '_' } else { c }).collect();
    let words = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = words.trim_matches(['.', ' ']);
    let usual = kind.endings().first().copied().unwrap_or_default();
    // `photo.jpeg` keeps its ending, `photo.exe` gets the one of what it is.
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if kind.endings().iter().any(|known| ending.eq_ignore_ascii_case(known)) => (stem, ending),
        _ => (name, usual),
    };
    let stem: String = stem.chars().take(LONGEST - ending.len() - 1).collect();
    let stem = stem.trim_matches(['.', ' ']);
    format!("{}.{ending}", if stem.is_empty() { "document" } else { stem })
}

/// Controls, line separators, and characters that change the direction of text or have no width.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_no_path_and_hides_nothing() {
        for (given, clean) in [
            ("license front.jpg", "license front.jpg"),
            ("IMG_1234.JPEG", "IMG_1234.JPEG"),
            ("../../etc/passwd", "passwd.jpg"),
            ("C:\\Users\\dana\\id.jpg", "id.jpg"),
            ("photo\u{202e}gpj.exe", "photogpj.exe.jpg"),
            ("a\u{0}b\r\nc.jpg", "abc.jpg"),
            ("..", "document.jpg"),
            ("", "document.jpg"),
            (".jpg", "jpg.jpg"),
            ("identificación niño.jpg", "identificación niño.jpg"),
            ("a<b>\"c\".jpg", "a_b__c_.jpg"),
        ] {
            assert_eq!(clean_name(given, Kind::Jpeg), clean, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = clean_name(&format!("{}.pdf", "ñ".repeat(300)), Kind::Pdf);
        assert_eq!(name.chars().count(), LONGEST);
        assert!(name.ends_with("ñ.pdf"));
    }

    proptest! {
        #[test]
        fn any_name_becomes_a_short_plain_one_with_the_ending_of_what_the_file_is(given in "\\PC{0,150}|[./\\\\ a-z\u{0}-\u{1f}\u{202e}]{0,150}|.*") {
            for kind in [Kind::Pdf, Kind::Jpeg, Kind::Txt, Kind::Docx] {
                let name = clean_name(&given, kind);
                prop_assert!(name.chars().count() <= LONGEST);
                prop_assert!(!name.contains(['/', '\\', '"', '<', ':']) && !name.starts_with('.') && !name.chars().any(is_hidden));
                let (stem, ending) = name.rsplit_once('.').unwrap();
                prop_assert!(!stem.is_empty() && kind.endings().iter().any(|known| ending.eq_ignore_ascii_case(known)));
                prop_assert_eq!(clean_name(&name, kind), name);
            }
        }
    }
}
