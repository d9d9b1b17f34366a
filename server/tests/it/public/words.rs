//! The words of a page as a reader meets them, and how hard they are to read.

/// Elements that do not end a line.
const INLINE: [&str; 9] = ["a", "strong", "span", "em", "b", "abbr", "use", "path", "font"];

/// What stands inside `<body>`, a line for each paragraph, item, heading or cell; styles, scripts and pictures left out,
/// and what is marked as another language.
pub fn lines(html: &str) -> Vec<String> {
    let (mut text, mut hidden) = (String::new(), None);
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    for part in body.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        match hidden {
            None if ["script", "style", "svg"].contains(&name) && !tag.ends_with('/') => hidden = Some(name),
            Some(open) if tag.strip_prefix('/') == Some(open) => hidden = None,
            _ => {}
        }
        if !INLINE.contains(&name) {
            text.push('\n');
        }
        if hidden.is_none() && !tag.contains(" lang=\"") {
            text.push_str(&after.replace('\n', " "));
        }
    }
    let plain = [("&#x27;", "'"), ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
        .into_iter()
        .fold(text, |text, (entity, character)| text.replace(entity, character));
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.lines().map(line).filter(|line| !line.is_empty()).collect()
}

/// The lines between the header and the footer.
pub fn main_lines(html: &str) -> Vec<String> {
    let main = html.split_once("<main").map_or(html, |(_, rest)| rest);
    lines(&format!("<main{}", main.split("</main>").next().unwrap_or_default()))
}

/// Where the links of a page lead.
pub fn addresses(html: &str) -> impl Iterator<Item = &str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// The US school grade of a text, a line at a time: Flesch and Kincaid, 1975.
pub fn grade(lines: &[String]) -> f64 {
    let (mut sentences, mut words, mut syllables) = (0_u32, 0_u32, 0_u32);
    for sentence in lines.iter().flat_map(|line| line.split_inclusive(['.', '!', '?', ':'])) {
        let before = words;
        for word in sentence.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')) {
            // A number is read as it is told, and no formula knows how.
            if word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_numeric) {
                words += 1;
                syllables += syllables_of(word);
            }
        }
        sentences += u32::from(words > before);
    }
    let per = |many: u32, of: u32| f64::from(many) / f64::from(of.max(1));
    0.39 * per(words, sentences) + 11.8 * per(syllables, words) - 15.59
}

/// Groups of vowels, less those that English does not speak.
fn syllables_of(word: &str) -> u32 {
    let word: String = word.to_lowercase().chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += u32::from(vowel(c) && !before);
        before = vowel(c);
    }
    let after_consonant =
        |ending: &str| word.strip_suffix(ending).and_then(|stem| stem.chars().last()).is_some_and(|last| !vowel(last));
    let hisses = ["ses", "xes", "zes", "ches", "shes", "ces", "ges"].iter().any(|ending| word.ends_with(ending));
    let silent = (after_consonant("e") && !word.ends_with("le"))
        || (after_consonant("es") && !hisses && !word.ends_with("les"))
        || (after_consonant("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    groups.saturating_sub(u32::from(silent)).max(1)
}

#[test]
fn syllables_are_those_that_are_spoken() {
    let counted = [
        ("the", 1),
        ("call", 1),
        ("phone", 1),
        ("closed", 1),
        ("needed", 2),
        ("vehicles", 3),
        ("people", 2),
        ("police", 2),
        ("emergency", 4),
        ("services", 3),
        ("dispatcher", 3),
        ("communications", 5),
        ("released", 2),
    ];
    for (word, expected) in counted {
        assert_eq!(syllables_of(word), expected, "{word}");
    }
}

#[test]
fn the_grade_tells_a_statute_from_plain_words() {
    let plain = ["Call us. We help you. Come to the counter and bring your card.".to_owned()];
    let statute = ["Notwithstanding any other provision of this chapter, the custodial agency may, consistent with \
                    applicable regulations, authorize the conditional disposition of unclaimed property."
        .to_owned()];
    assert!(grade(&plain) < 4.0, "{}", grade(&plain));
    assert!(grade(&statute) > 14.0, "{}", grade(&statute));
}

#[test]
fn a_line_is_what_a_reader_sees_in_one_piece() {
    let html = "<body><svg><text>1</text></svg><main><p>Call <a href=\"tel:911\">9-1-1</a>,\n now &amp; here.</p><ul><li>A</li></ul></main>";
    assert_eq!(lines(html), ["Call 9-1-1, now & here.", "A"]);
    assert_eq!(addresses(html).collect::<Vec<_>>(), ["tel:911"]);
}
