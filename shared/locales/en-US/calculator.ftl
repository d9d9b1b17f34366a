# The deadline calculator of the console.

sheet-deadlines = Deadlines

calculator-lead = Works a deadline out the way the counter does, and shows every day on the way. Nothing is stored: share the address, or print the page.
calculator-field-rule = Deadline
calculator-field-day = It starts on
calculator-field-time = At
    .hint = Local time, as in 14:30. It matters for deadlines in hours.
calculator-field-time-error-time = Write a time, like 14:30
calculator-field-time-error-skipped = That hour does not exist on that day: the clocks go forward
calculator-field-calendar = Office calendar
    .hint = Empty for the office of the rule.
calculator-due = Due
calculator-how = How it is worked out
calculator-other-language = The same in Spanish
calculator-trigger = Starts
calculator-rule = Rule
calculator-source = Source
calculator-calendar = Calendar
calculator-version = { $name }, version { $version }
calculator-days = Every day
calculator-days-text = { $rule }: each day and what became of it.
calculator-date = Date
calculator-count = Day number
calculator-what = In words
calculator-unverified = The citation is not confirmed
    .text = A city attorney still has to confirm the statute behind this rule. The arithmetic is the same.
calculator-provisional = Provisional
    .text = The closures of this office are not known that far ahead. One that is added later may move this deadline.
calculator-no-clock = This rule has no deadline
    .text = It stands until somebody lifts it.
