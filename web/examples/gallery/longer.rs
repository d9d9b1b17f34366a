//! Texts a third longer, to see what Spanish does to a page.

use serde_json::Value;
use shared::page::{Page, Shell};

/// Keys whose values are no words.
const NO_WORDS: [&str; 22] = [
    "href",
    "name",
    "id",
    "lang",
    "assets",
    "action",
    "autocomplete",
    "value",
    "accept",
    "reference",
    "number",
    "mark",
    "weekday",
    "weekdays",
    "icon",
    "tone",
    "look",
    "upload_href",
    "kind",
    "level",
    "status",
    "home",
];

/// The shell with longer texts.
pub fn shell(shell: Shell) -> serde_json::Result<Shell> {
    let mut value = serde_json::to_value(shell)?;
    lengthen(&mut value);
    serde_json::from_value(value)
}

/// The page with longer texts.
pub fn page(page: Page) -> serde_json::Result<Page> {
    let mut value = serde_json::to_value(page)?;
    lengthen(&mut value);
    serde_json::from_value(value)
}

fn lengthen(value: &mut Value) {
    match value {
        Value::String(text) if !text.is_empty() => {
            *text = text
                .split(' ')
                .map(|word| {
                    let plain = word.chars().all(char::is_alphabetic);
                    if plain && word.len() > 2 { format!("{word}{}", tail(word.len())) } else { word.to_owned() }
                })
                .collect::<Vec<_>>()
                .join(" ");
        }
        Value::Array(items) => items.iter_mut().for_each(lengthen),
        Value::Object(fields) => {
            for (key, value) in fields {
                // The one `name` with words is that of a desk or a document, which has a sibling text.
                if !NO_WORDS.contains(&key.as_str()) {
                    lengthen(value);
                }
            }
        }
        _ => {}
    }
}

fn tail(length: usize) -> &'static str {
    match length {
        0..=4 => "os",
        5..=7 => "ción",
        _ => "mente",
    }
}
