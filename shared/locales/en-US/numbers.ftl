# Figures: home, statistics, files of lists, and what the public is told of times.

sheet-home = Today
sheet-day = Day sheet
sheet-statistics = Statistics

## Home

numbers-home-lead =
    { $count ->
        [one] 1 open case
       *[other] { $said } open cases
    }
numbers-open-file = Open cases (CSV)
numbers-oldest-days =
    { $days ->
        [one] Oldest by 1 day
       *[other] Oldest by { $days } days
    }
numbers-oldest-hours =
    { $hours ->
        [0] Oldest by { $minutes } min
       *[other] Oldest by { $hours } h { $minutes } min
    }
numbers-none-overdue = Nothing is late
numbers-next-at =
    { $hours ->
        [0] Next at { $time }, in { $minutes } min
       *[other] Next at { $time }, in { $hours } h { $minutes } min
    }
numbers-next-midnight = By the end of the day
numbers-none-today = Nothing more today
numbers-came-today =
    { $count ->
        [0] None came in today
        [one] 1 came in today
       *[other] { $count } came in today
    }
numbers-silent =
    { $count ->
        [0] None silent for a week
        [one] 1 silent for more than a week
       *[other] { $said } silent for more than a week
    }
numbers-first = Do first
numbers-nothing-runs = No deadline runs.
numbers-to-queue = Open in the queue
numbers-nobody = Unassigned
numbers-due-today = Overdue and due today
numbers-nothing-due = Nothing is due today.
numbers-day-more = There are more: these are the soonest { $most }.

numbers-ahead = Coming up
numbers-nothing-ahead = No closures in the next two weeks, and nothing waits for a second person.
numbers-closed =
    { $count ->
        [one] Closed { $first }
        [2] Closed { $first } and { $last }
       *[other] Closed { $first } to { $last }
    }
numbers-rolls =
    { $count ->
        [0] No deadline moves to { $day }.
        [one] 1 deadline moves to { $day }.
       *[other] { $said } deadlines move to { $day }.
    }
numbers-approvals =
    { $count ->
        [one] 1 proposal waits for a second person
       *[other] { $said } proposals wait for a second person
    }
numbers-past =
    { $count ->
        [one] 1 record past retention
       *[other] { $said } records past retention
    }
numbers-past-next = Destruction is proposed. A supervisor decides, on the page Retention.
numbers-for-you-more = There are more: these are the { $most } oldest.
numbers-for-you = Waiting for your approval
numbers-none-for-you = Nothing waits for you.
numbers-action = Action
numbers-proposed-by = Proposed by
numbers-proposed-at = When

numbers-cashier-lead = The fees to take at the counter
numbers-fees-due = Fees due
numbers-fees-wait = Waiting for payment
numbers-no-fees = Nobody owes a fee

numbers-admin-lead = You see no cases
numbers-admin-does = What administrators do
numbers-admin-why = Keeping accounts, calendars and fees gives no right to read anybody's request. Whoever also works cases has a second role for it.
numbers-page = Page
numbers-does = What it is for
numbers-does-deadlines = Work out a legal deadline, day by day.
numbers-does-retention = What is kept for how long, what may be destroyed, and what is held.
numbers-does-admin-accounts = Open and close accounts, set roles, reset a second factor, end sessions.
numbers-does-admin-calendars = Closures, holidays and office hours, and which deadlines a change would move.
numbers-does-admin-outbox = Mail that was not sent: why, and try it again.
numbers-does-admin-profile = The facts that the public reads, and how old they are.

## Charts

numbers-volume-day = Received and ended, by day
numbers-volume-week = Received and ended, by week
numbers-volume-month = Received and ended, by month
numbers-volume-year = Received and ended, by year
numbers-part-day = Day
numbers-part-week = Week from
numbers-part-month = Month
numbers-part-year = Year
numbers-this-week = This week
numbers-received = Received
numbers-ended = Ended
numbers-ages = Open cases by age
numbers-age = Days since receipt
numbers-age-days = { $from }–{ $to } days
numbers-age-over = Over { $days } days
numbers-open = Open
numbers-late = Overdue
numbers-in-time = In time
numbers-overdue = overdue
numbers-outcomes = How cases ended
numbers-outcomes-all =
    { $count ->
        [one] 1 case ended.
       *[other] { $count } cases ended.
    }
numbers-outcome = Outcome
numbers-cases = Cases
numbers-share = Share
numbers-none-ended = No case ended in this time.
outcome-converted = Became a records request
outcome-merged = Joined with another case
numbers-times = How many days cases took
numbers-times-how = Half of the cases that ended took so many days from the receipt, or fewer. Told only of { $fewest } cases or more; what went on under another reference is left out.
numbers-service = Service
numbers-half-ended = Half ended within
numbers-half-released = Half released within
numbers-days =
    { $days ->
        [0] the same day
        [one] 1 day
       *[other] { $days } days
    }
numbers-too-few = Too few to tell

## Statistics

numbers-period = { $from } to { $to }
numbers-last-30 = Last 30 days
numbers-last-90 = Last 90 days
numbers-this-year = This year
numbers-last-year = Last year
numbers-all-services = All services
numbers-field-from = From
numbers-field-from-error-order = Choose a day before the last one, after 1999
numbers-field-to = To
numbers-field-to-error-future = Choose today or a day before
numbers-field-service = Service

## Files

export-reference = Reference
export-service = Service
export-subject = Subject
export-state = State
export-due = Due
export-owner = Owner
export-requester = Requester
export-language = Language
export-report-number = Report number
export-received = Received
export-ended = Ended
export-outcome = Outcome

## The public

median-time =
    { $days ->
        [0] Half of the requests that ended in the last { $span } days took less than a day.
        [one] Half of the requests that ended in the last { $span } days took 1 day or less.
       *[other] Half of the requests that ended in the last { $span } days took { $days } days or less.
    }
median-short =
    { $days ->
        [0] Lately, half took less than a day
        [one] Lately, half took 1 day or less
       *[other] Lately, half took { $days } days or less
    }
