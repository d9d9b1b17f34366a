# What search engines, phones and calendars read; and /closures.

found-description = { $page } · { $department }, front counter online.
found-image = A counter window

footer-closures = Holidays and closures
footer-language = Help in your language

closures-title = Holidays and closures
    .lead = The days on which our offices are closed in the next twelve months. You can still send requests, and 9-1-1 always answers.
closures-feed = [Add these days to your calendar]({ $root }/closures.ics) (an .ics file, which calendar programs can subscribe to).
closures-weekly = Closed every week
closures-weekly-from = From { $day }: { $weekdays }
closures-weekly-none = No day of the week
closures-all = All offices closed
closures-only = Only { $offices } closed
closures-together = { $names } and { $last }
closures-event = { $offices } closed: { $reason }
closures-event-all = All offices
closures-feed-name = { $department }: closures
