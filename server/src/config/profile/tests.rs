use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_line_that_was_spoilt_is_told_by_its_place_and_never_breaks_the_start(
        line: usize,
        by in "\\PC{0,20}|[a-z_]{1,9} = (\"\"|-?[0-9]{1,20}|true|\\[\\]|[0-9]{4}-[0-9]{2}-[0-9]{2})|\\[+[a-z.]{0,9}\\]*",
    ) {
        let mut lines: Vec<&str> = BUILT_IN.lines().collect();
        let place = line % lines.len();
        lines[place] = &by;
        if let Err(error) = Profile::parse("own.toml", &lines.join("\n")) {
            prop_assert!(error.line >= 1 && error.line <= lines.len() && !error.reason.is_empty(), "{}", error);
            prop_assert_eq!(error.file, "own.toml");
        }
    }
}
