use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use shared::form::{Control, Field};
use shared::lang::LANGS;
use shared::service::SERVICES;

use super::*;

/// `file key` or `file key.attribute` -> the variables it uses.
fn outline(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut outline = BTreeMap::new();
    for file in files_of(lang) {
        let source = String::from_utf8(Files::get(&file).unwrap().data.into_owned()).unwrap();
        let resource = fluent_syntax::parser::parse(source).expect("valid Fluent");
        let name = file.split('/').next_back().unwrap();
        for entry in resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => (message.id.name, message.value, message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes),
                _ => continue,
            };
            if let Some(value) = value {
                outline.insert(format!("{name} {id}"), variables(&value));
            }
            for attribute in attributes {
                outline.insert(format!("{name} {id}.{}", attribute.id.name), variables(&attribute.value));
            }
        }
    }
    outline
}

fn variables(pattern: &Pattern<String>) -> BTreeSet<String> {
    fn of_inline(expression: &InlineExpression<String>, found: &mut BTreeSet<String>) {
        match expression {
            InlineExpression::VariableReference { id } => {
                found.insert(id.name.clone());
            }
            InlineExpression::Placeable { expression } => of_expression(expression, found),
            _ => {}
        }
    }
    fn of_expression(expression: &Expression<String>, found: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(inline) => of_inline(inline, found),
            Expression::Select { selector, variants } => {
                of_inline(selector, found);
                for variant in variants {
                    found.extend(variables(&variant.value));
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, &mut found);
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_keys_attributes_and_variables() {
    let (en, es) = (outline(Lang::En), outline(Lang::Es));
    assert!(!en.is_empty(), "no text found");
    let missing: Vec<_> = en.keys().filter(|key| !es.contains_key(*key)).collect();
    assert!(missing.is_empty(), "missing in Spanish: {missing:#?}");
    let surplus: Vec<_> = es.keys().filter(|key| !en.contains_key(*key)).collect();
    assert!(surplus.is_empty(), "missing in English: {surplus:#?}");
    for (key, variables) in &en {
        assert_eq!(Some(variables), es.get(key), "the variables of {key} differ");
    }
}

#[test]
fn no_sentence_is_the_same_in_both_languages() {
    let texts = Texts::load().unwrap();
    for entry in outline(Lang::En).keys().filter(|entry| !entry.contains(" -")) {
        let key = entry.split_once(' ').unwrap().1;
        let (en, es) = (texts.get(Lang::En, key), texts.get(Lang::Es, key));
        // One word may be alike ("No", "PIN"), and so may a text of values alone.
        let words = en.split(' ').filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic)).count();
        assert!(words < 2 || en != es, "{key} is not translated: {en}");
    }
}

#[test]
fn every_key_named_in_the_source_exists() {
    let known: BTreeSet<String> =
        outline(Lang::En).into_keys().map(|entry| entry.split_once(' ').unwrap().1.to_owned()).collect();
    let begins_a_key = |literal: &str| {
        known.contains(literal)
            || known.iter().any(|key| key.strip_prefix(literal).is_some_and(|rest| rest.starts_with('-')))
    };
    let families: BTreeSet<&str> = known.iter().filter_map(|key| key.split('-').next()).collect();
    let mut missing = BTreeSet::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let source = std::fs::read_to_string(&file).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap();
        for literal in code.split('"').filter(|literal| is_key(literal)) {
            // Only words of a family that has texts: "content-type" is no key. What ends in a dash is put together.
            let family = literal.split('-').next().unwrap();
            if families.contains(family) && !begins_a_key(literal) && !NOT_KEYS.contains(&literal) {
                missing.insert(format!("{literal} in {}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "keys without a text: {missing:#?}");
}

/// Literals that look like keys and are none: a header's word, a limit's name, the demo's password, the name of a file's
/// format, what a secret is for, forms whose key gets a beginning.
const NOT_KEYS: [&str; 7] = [
    "form-data",
    "find-mail",
    "front-counter-demo",
    "front-counter-history-1",
    "seal-key",
    "reply-add",
    "reply-change",
];

fn is_key(literal: &str) -> bool {
    let (id, attribute) = literal.split_once('.').unwrap_or((literal, "a"));
    let worded = |text: &str| {
        let inside = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        inside && text.starts_with(|c: char| c.is_ascii_lowercase()) && !text.ends_with('-')
    };
    id.contains('-') && worded(id) && worded(attribute)
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The keys that a form's fields need, under a prefix.
fn keys_of(prefix: &str, fields: &[Field]) -> Vec<String> {
    let mut keys = Vec::new();
    for field in fields {
        let key = format!("{prefix}-{}", field.name.replace('_', "-"));
        if let Control::Choice(values) = field.control {
            keys.extend(values.iter().map(|value| format!("{key}-{}", value.replace('_', "-"))));
        }
        keys.push(key);
    }
    keys
}

#[test]
fn every_word_of_every_service_exists() {
    let texts = Texts::load().unwrap();
    let mut keys = Vec::new();
    for service in SERVICES {
        let kind = service.kind.replace('_', "-");
        keys.extend([kind.clone(), format!("{kind}-request"), format!("{kind}.summary")]);
        for action in service.actions {
            let id = action.id.replace('_', "-");
            keys.extend([format!("action-{id}"), format!("action-{id}.does"), format!("action-{id}.done")]);
            keys.extend(keys_of("action-field", action.fields));
            for state in action.from.iter().chain(&action.to) {
                let key = format!("state-{}", state.replace('_', "-"));
                keys.extend(["", ".title", ".sentence", ".acts"].map(|part| format!("{key}{part}")));
            }
        }
        for step in service.steps {
            keys.extend([format!("{kind}-step-{}", step.id), format!("{kind}-step-{}.short", step.id)]);
            keys.extend(keys_of(&kind, step.fields));
            for field in step.fields.iter().filter(|field| field.name == "role") {
                let Control::Choice(roles) = field.control else { continue };
                for role in roles {
                    let answers = [("role".to_owned(), (*role).to_owned())].into();
                    let needs = (service.filing)(&answers).documents;
                    keys.extend(needs.iter().map(|need| format!("document-{}", need.purpose.replace('_', "-"))));
                }
            }
        }
    }
    let missing: BTreeSet<_> = keys.into_iter().filter(|key| texts.find(Lang::En, key).is_none()).collect();
    assert!(missing.is_empty(), "words that a service needs: {missing:#?}");
}

#[test]
fn every_fault_of_a_form_has_words() {
    let texts = Texts::load().unwrap();
    let common = ["required", "characters", "too_long", "choice", "unknown", "email", "phone", "pin", "money"];
    let dates = ["date", "year", "month", "day", "future"];
    for lang in LANGS {
        for code in common.iter().chain(&dates) {
            let text = texts.fault(lang, "police-report", &Fault::new("no_such_field", code));
            assert!(!text.starts_with("fault-"), "no words for {code}");
        }
        for (field, code) in
            [("report_number", "report_number"), ("place", "place"), ("name", "name"), ("documents", "required")]
        {
            let text = texts.fault(lang, "police-report", &Fault::new(field, code));
            assert!(!text.starts_with("fault-"), "no words for {code} of {field}");
        }
    }
}

#[test]
fn a_missing_key_shows_itself_and_no_mark_surrounds_a_value() {
    let texts = Texts::load().unwrap();
    for lang in LANGS {
        assert_eq!(texts.get(lang, "no-such-key"), "no-such-key");
        assert_eq!(texts.find(lang, "site-skip.nothing"), None);
        let text = texts.format(lang, "contact-no-answer", &[("phone", "626-555-0100".into())]);
        assert!(text.contains("626-555-0100") && !text.contains('\u{2068}'), "{text:?}");
    }
}

#[test]
fn texts_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Texts>();
}

#[test]
fn a_sentence_that_ends_in_a_time_has_one_full_stop() {
    let texts = Texts::load().unwrap();
    let time = crate::local_time::time(Lang::Es, chrono::NaiveTime::from_hms_opt(17, 0, 0).unwrap());
    let text =
        texts.format(Lang::Es, "open-summary-closed", &[("counter", "x".into()), ("next", format!("{time}.").into())]);
    assert!(text.ends_with("p.\u{a0}m."), "{text:?}");
    assert!(!text.ends_with(".."), "{text:?}");
}
