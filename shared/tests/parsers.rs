//! Whatever people and programs send, the parsers of the domain answer, and say by field what is wrong.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not as expected")]

use chrono::NaiveDate;
use proptest::prelude::*;
use shared::form::{self, Answers};
use shared::lang::Lang;
use shared::search::{fold_words, index_words};
use shared::service::SERVICES;

/// What stands in a field: text of any kind, and what fits some of the fields.
const VALUE: &str = "\\PC{0,40}|[\u{0}-\u{1f}a]{0,5}|yes|no|email|none|violence|victim|attorney|public|-?[0-9]{1,6}-[0-9]{0,3}-[0-9]{0,3}|ana@example\\.test|[0-9]{6}|24-001234";

/// Answers to every field of every service, some of them missing, and to one that none has.
fn answers() -> impl Strategy<Value = Answers> {
    let mut names: Vec<&str> = SERVICES.iter().flat_map(|service| service.fields()).map(|field| field.name).collect();
    names.push("colour");
    prop::collection::btree_map(prop::sample::select(names).prop_map(str::to_owned), VALUE, 0..20)
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

proptest! {
    #[test]
    fn any_answers_are_checked_filed_and_told_by_field(answers in answers()) {
        let tidied = form::tidy(&answers);
        prop_assert_eq!(&form::tidy(&tidied), &tidied);
        for service in SERVICES {
            let faults = service.check(&tidied, today());
            for fault in &faults {
                let known = service.fields().iter().any(|field| field.name == fault.field);
                prop_assert!(known || fault.code == "unknown", "{:?}", fault);
            }
            let relevant = form::relevant(&service.fields(), &tidied);
            prop_assert_eq!(&form::relevant(&service.fields(), &relevant), &relevant);
            let filing = (service.filing)(&relevant);
            let printable = |text: &str| !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
            prop_assert!(!faults.is_empty() || (printable(&filing.requester_name) && printable(&filing.subject)));
        }
    }

    #[test]
    fn a_date_is_one_of_the_calendar_or_a_fault(year in 1900..2027_i32, month in 0..14_u32, day in 0..33_u32) {
        let written = format!("{year:04}-{month:02}-{day:02}");
        let field = form::Field::required("day", form::Control::Date);
        let faults = form::check(&[&field], &[("day".to_owned(), written)].into());
        prop_assert_eq!(faults.is_empty(), NaiveDate::from_ymd_opt(year, month, day).is_some());
    }

    #[test]
    fn any_header_names_one_of_our_languages(header in "\\PC{0,60}|(([a-z]{1,8}|es|en|\\*)(-[A-Z]{2})?(;q=[0-9.]{0,5})?, ?){0,20}") {
        let lang = Lang::from_accept_language(&header);
        prop_assert!(lang == Lang::En || header.to_lowercase().contains("es"));
    }

    #[test]
    fn words_of_a_search_are_letters_and_digits_alone_and_as_many_as_were_typed(text in "\\PC{0,200}|.*") {
        for words in [fold_words(&text), index_words(&text)] {
            prop_assert!(words.iter().flat_map(|word| word.chars()).all(char::is_alphanumeric), "{:?}", words);
            prop_assert!(words.len() <= 2 * text.chars().count() + 1);
            prop_assert!(words.iter().map(String::len).sum::<usize>() <= 8 * text.len());
        }
    }
}
