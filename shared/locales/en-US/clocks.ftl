# Deadlines: what each is called, and how it was worked out.

# --- What the public calls them: clock-name- and the rule's id ---

clock-name-cpra-determination = Answer to your records request
clock-name-cpra-extension = Answer to your records request, with more time
clock-name-cpra-video-initial = Decision on the recording
clock-name-cpra-video-review = Next look at whether the recording can be released
clock-name-cpra-personnel = Officer records
clock-name-report-target = Answer to your request for a report
clock-name-report-uncollected = Time to collect your copy
clock-name-report-fc6228-face-sheet = First page of your report
clock-name-report-fc6228-face-sheet-good-cause = First page of your report, with more time
clock-name-report-fc6228-report = Your full report, photographs and recordings
clock-name-report-fc6228-report-good-cause = Your full report, photographs and recordings, with more time
clock-name-property-safekeeping = Time we keep your property safe
clock-name-property-safekeeping-in-custody = Longer time we keep your property while you are in custody
clock-name-property-found = Time we hold a found item for its owner
clock-name-property-found-publication = Time after the notice of a found item was published
clock-name-property-competing-claim = Time to answer another person's claim
clock-name-firearm-clearance = Time your clearance letter is valid
clock-name-firearm-unclaimed = Time to collect your property
clock-name-claim-presentation = Time to bring your claim to the City Clerk
clock-name-claim-presentation-year = Time to bring your claim to the City Clerk
clock-name-claim-late-application = Time to ask that a late claim be accepted
clock-name-claim-insufficiency = Notice if something is missing from your claim
clock-name-claim-decision = Decision on your claim
clock-name-vehicle-hearing-request = Time to ask for a storage hearing
clock-name-vehicle-hearing-held = Your storage hearing
clock-name-registration-sex = Time to register
clock-name-registration-arson = Time to register
clock-name-registration-gang = Time to register
clock-name-subpoena-civil = Records for your subpoena
clock-name-subpoena-criminal = Records for your subpoena
clock-name-retention-hold = Hold on destroying records

# --- What staff call them: clock-staff- and the rule's id ---

clock-staff-cpra-determination = Determination
clock-staff-cpra-extension = Extended determination
clock-staff-cpra-video-initial = Recording, first 45 days
clock-staff-cpra-video-review = Recording, next review
clock-staff-cpra-personnel = Personnel records
clock-staff-report-target = Report target
clock-staff-report-uncollected = Uncollected copy
clock-staff-report-fc6228-face-sheet = Face sheet, Family 6228
clock-staff-report-fc6228-face-sheet-good-cause = Face sheet, Family 6228, good cause
clock-staff-report-fc6228-report = Report, Family 6228
clock-staff-report-fc6228-report-good-cause = Report, Family 6228, good cause
clock-staff-property-safekeeping = Safekeeping
clock-staff-property-safekeeping-in-custody = Safekeeping, owner in custody
clock-staff-property-found = Found property
clock-staff-property-found-publication = Found property, after publication
clock-staff-property-competing-claim = Competing claim, answer
clock-staff-firearm-clearance = Clearance letter
clock-staff-firearm-unclaimed = Unclaimed after notice
clock-staff-claim-presentation = Claim presentation, 6 months
clock-staff-claim-presentation-year = Claim presentation, 12 months
clock-staff-claim-late-application = Late-claim application
clock-staff-claim-insufficiency = Notice of insufficiency
clock-staff-claim-decision = Claim decision
clock-staff-vehicle-hearing-request = Storage hearing, request
clock-staff-vehicle-hearing-held = Storage hearing, held
clock-staff-registration-sex = Registration, 5 working days
clock-staff-registration-arson = Registration, 14 days
clock-staff-registration-gang = Registration, 10 days
clock-staff-subpoena-civil = Civil subpoena
clock-staff-subpoena-criminal = Criminal subpoena
clock-staff-retention-hold = Legal hold

# --- How was this worked out? ---

clock-how = How was this worked out?
clock-every-day = See every day as text

clock-office-records = Records
clock-office-property = Property
clock-office-city-hall = City Hall

# What started it. $when is a day, or a day and a time.
clock-trigger-receipt = We received your request on { $when }.
clock-trigger-incident-known = We learned of the incident on { $when }.
clock-trigger-last-review = We last reviewed it on { $when }.
clock-trigger-ready = Your copy was ready on { $when }.
clock-trigger-receipt-given = We gave the property receipt on { $when }.
clock-trigger-holding-ended = The first holding time ended on { $when }.
clock-trigger-intake = We took the item in on { $when }.
clock-trigger-publication = The notice was published on { $when }.
clock-trigger-competing-claim = We told the other person about the claim on { $when }.
clock-trigger-letter-date = The date on the clearance letter is { $when }.
clock-trigger-available-notice = We sent the notice that it can be collected on { $when }.
clock-trigger-accrual = The loss happened on { $when }.
clock-trigger-presentation = The City Clerk received the claim on { $when }.
clock-trigger-storage-notice = The date on the storage notice is { $when }.
clock-trigger-hearing-request = We received the request for a hearing on { $when }.
clock-trigger-registration-event = The event that started this time was on { $when }.
clock-trigger-subpoena-served = The subpoena was served on { $when }.
clock-trigger-hold-placed = The hold was placed on { $when }.

clock-start-day = { $event } That is day zero.
clock-start-moment = { $event } We count from that moment.

clock-count-calendar-days =
    { $count ->
        [one] We count one day, even on a weekend or a holiday.
       *[other] We count { $count } days, weekends and holidays included.
    }
clock-count-working-days =
    { $count ->
        [one] We count one day on which { $office } is open.
       *[other] We count { $count } days on which { $office } is open.
    }
clock-count-hours =
    { $count ->
        [one] We count one hour.
       *[other] We count { $count } hours in a row, nights, weekends and holidays included.
    }
clock-count-open-hours =
    { $count ->
        [one] We count one hour. A day on which { $office } is closed does not count, from midnight to midnight.
       *[other] We count { $count } hours. Days on which { $office } is closed do not count, from midnight to midnight.
    }
clock-count-months =
    { $count ->
        [one] We go one month ahead, to { $date }.
       *[other] We go { $count } months ahead to the same day of the month, { $date }.
    }
clock-count-months-shortened =
    { $count ->
        [one] We go one month ahead. That month is shorter, so we take its last day, { $date }.
       *[other] We go { $count } months ahead. That month is shorter, so we take its last day, { $date }.
    }

clock-skip-weekends =
    { $count ->
        [one] We skip one weekend.
        [2] We skip two weekends.
        [3] We skip three weekends.
       *[other] We skip { $count } weekends.
    }
clock-skip-weekdays =
    { $count ->
        [one] We skip one day of the week on which { $office } is never open.
       *[other] We skip { $count } days of the week on which { $office } is never open.
    }
# $days: "Thanksgiving Day (Thursday, November 26) and …"
clock-skip-dates =
    { $count ->
        [one] We skip one day on which { $office } is closed: { $days }.
       *[other] We skip { $count } days on which { $office } is closed: { $days }.
    }

# $count is 0 when months were counted.
clock-rolled =
    { $count ->
        [0] On { $date } { $office } is closed, so the time runs on to the next open day.
       *[other] Day { $count } is { $date }. { $office } is closed then, so the time runs on to the next open day.
    }
clock-rolled-dates = Holidays and special closing days: { $days }.

# Before the last day of a list.
clock-list-and = { $first } and { $last }

clock-until-day-agency = Day { $count } is { $date }. We have until { $time }.
clock-until-day-other = Day { $count } is { $date }. The time ends at { $time }.
clock-until-agency = We have until { $date }, { $time }.
clock-until-other = The time ends on { $date }, { $time }.
clock-provisional = We know the closing days only through { $date }. This date may still change.

clock-footing-law = The law sets this time ({ $citation }). Rule { $rule }, version { $version }.
clock-footing-target = This is the department's own target, not a legal deadline. Rule { $rule }, version { $version }.
clock-unverified = A city attorney has not confirmed this citation yet.

# --- Each day as text. $count is 0 on a day that has no number. ---

clock-day-zero = { $date }: day zero
clock-day-started = { $date }: the time starts at { $time }
clock-day-counted = { $date }: day { $count }
clock-day-hours = { $date }: hours counted
clock-day-months = { $date }: end of the months counted
clock-day-skipped = { $date }: closed every week, not counted
clock-day-skipped-closed = { $date }: closed, not counted ({ $reason })
clock-day-rolled =
    { $count ->
        [0] { $date }: closed every week, so the time runs on
       *[other] { $date }: day { $count }, but closed every week, so the time runs on
    }
clock-day-rolled-closed =
    { $count ->
        [0] { $date }: closed ({ $reason }), so the time runs on
       *[other] { $date }: day { $count }, but closed ({ $reason }), so the time runs on
    }
clock-day-due =
    { $count ->
        [0] { $date }: the time ends at { $time }
       *[other] { $date }: day { $count }, the time ends at { $time }
    }

# --- The days strip ---

clock-strip-label = How the days were counted
clock-cell-zero = Day 0
clock-cell-closed = Hol.
clock-cell-due = due
clock-flag-today = Today
clock-flag-due = Due
clock-legend-counted = Counted, past
clock-legend-to-count = Will be counted
clock-legend-weekend = Weekend, skipped
clock-legend-holiday = Holiday, skipped
clock-legend-due = Due
clock-folded =
    { $count ->
        [one] one more day
       *[other] { $count } more days
    }

# --- How much is left ---

clock-left-working-days =
    { $count ->
        [0] Due today.
        [one] One working day left.
       *[other] { $count } working days left.
    }
clock-left-days =
    { $count ->
        [0] Due today.
        [one] One day left.
       *[other] { $count } days left.
    }
clock-left-overdue =
    { $count ->
        [one] One day late.
       *[other] { $count } days late.
    }
