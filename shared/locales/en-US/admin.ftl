# What administrators see: accounts, office calendars, failed mail, the profile.

sheet-admin-accounts = Accounts
sheet-admin-calendars = Calendars
sheet-admin-outbox = Failed mail
sheet-admin-profile = Profile

gate-own-administration = You cannot take this from yourself. Another administrator can.
gate-last-administrator = This is the last administrator. Make somebody else an administrator first.

case-event-move-clock = moved a deadline, because the office calendar changed: { $rule }, { $from } → { $to }. { $reason }

# --- What was done, to what ---

admin-history = History
admin-history-empty = Nothing was changed yet.
admin-by-console = At the server
admin-done-account-add = Account opened
admin-done-account-change = Account changed
admin-done-account-reset-mfa = Second factor reset
admin-done-account-disable = Account closed
admin-done-account-enable = Account opened again
admin-done-account-unlock = Account unlocked
admin-done-account-end-sessions = Sessions ended
admin-done-calendar-close = Closure added
admin-done-calendar-open = Closure removed
admin-done-calendar-week = Week changed
admin-done-calendar-known-until = Known until changed
admin-done-calendar-catch-up = Deadlines moved
admin-done-job-retry = Tried again
admin-done-job-give-up = Given up
admin-done-fees-adopt = Fee schedule adopted

admin-column-when = When
admin-column-who = Who
admin-column-what = What
admin-column-change = Change
admin-column-why = Reason
admin-field-reason = Reason
    .hint = It is kept in the history, for auditors.

# --- Accounts ---

admin-accounts = Everybody with an account
admin-accounts-lead = Who can sign in, and as what.
admin-tile-open = Open accounts
admin-tile-no-mfa = Without a second factor
admin-tile-sessions = Open sessions
admin-column-name = Name
admin-column-email = Email
admin-column-roles = Roles
admin-column-mfa = Second factor
admin-column-signed-in = Last sign-in
admin-column-state = State
admin-column-sessions-count = Open sessions
admin-mfa-set-up = Set up
admin-mfa-missing = Not set up
admin-never = Never
admin-open = Open
admin-closed-since = Closed since { $when }
admin-locked-until = Locked until { $when }, after wrong tries
admin-opened = Account opened
admin-account-about = About this account
admin-field-name = Name
    .hint = As colleagues see it.
admin-field-title = Title
    .hint = As it stands under letters. May be empty.
admin-field-email = Email
    .hint = The address to sign in with.
admin-field-email-error-taken = Somebody has this address already
admin-field-language = Language of the console
admin-field-roles = Roles
    .hint = What a person sees and may do comes from their roles alone. A change ends their sessions.
admin-do-add = Add an account
    .does = The password is made up and shown once. At the first sign-in the person sets up a second factor and chooses a password.
admin-do-change = Change
    .does = Other roles end every session of this person at once.
admin-do-reset-mfa = Reset the second factor
    .does = Ends every session, takes the second factor and the recovery codes away, and makes up a new password, which is shown once.
admin-do-disable = Close the account
    .does = Ends every session at once. The account stays in every history, and can be opened again.
admin-do-enable = Open the account again
    .does = With the password and the second factor that it had.
admin-do-unlock = Unlock
    .does = The person can try to sign in again at once.
admin-do-end-sessions = End all sessions
    .does = The person has to sign in again everywhere.
admin-done-add = The account of { $name } is open. Hand the password over now.
admin-done-change = The account was changed.
admin-done-reset-mfa = The second factor was reset. Hand the new password over now.
admin-done-disable = The account is closed, and its sessions are ended.
admin-done-enable = The account is open again.
admin-done-unlock = The account is unlocked.
admin-done-end-sessions = Every session of this person is ended.
admin-password = One-time password
admin-password-label = Password
admin-password-text = It is shown only now and kept nowhere. Read it out or hand it over, never by email. It stops working once the person has set up their second factor and chosen a password.

# --- Calendars ---

admin-calendars = Office calendars
admin-calendars-lead = On which days each office is closed. Deadlines count by these calendars.
admin-calendar-lead = A change makes a new version. Deadlines that were worked out before can always be checked against the version they name.
admin-column-office = Office
admin-column-weekdays = Closed every week
admin-column-next-closure = Next closure
admin-column-known-until = Known until
admin-column-version-count = Version
admin-week = The week
admin-week-planned = From { $date }, closed every week: { $days }
admin-no-weekday = None
admin-version = version { $version }
admin-closures = Holidays and closures
admin-closures-all = Every year
admin-closures-empty = No closure is known.
admin-column-day = Day
admin-column-reason-en = Reason in English
admin-column-reason-es = Reason in Spanish
admin-field-day = Day
admin-field-day-error-closed-already = The office is closed then already
admin-field-day-error-open-already = This day is no closure any more
admin-field-day-error-date = Check the year
admin-field-last-day = Last day
    .hint = Only for more than one day in a row.
admin-field-last-day-error-order = The last day is before the first
admin-field-last-day-error-days = At most 31 days in one go
admin-field-reason-en = Reason in English
    .hint = The public reads it, as in “Holiday” or “Power failure”.
admin-field-reason-es = Reason in Spanish
    .hint = The same, for readers of Spanish.
admin-field-weekdays = Closed every week on
    .hint = Tick every day on which the office never opens.
admin-field-weekdays-error-never-open = The office must open on one day at least
admin-field-weekdays-error-same = This is how the week is then already
admin-field-from = From
    .hint = The first day of the new week.
admin-field-from-error-past = A week can change from today on, not before
admin-field-from-error-date = Check the year
admin-field-known-until = Known until
    .hint = Deadlines that end later are shown as provisional.
admin-field-known-until-error-past = This day is over
admin-field-known-until-error-same = The calendar says so already
admin-field-known-until-error-date = Check the year
admin-do-close = Add a closure
    .does = First you see which deadlines it would move.
admin-do-open = Open on this day
admin-do-open-does = The office opens on { $date }. First you see which deadlines that would move.
admin-do-week = Change the week
    .does = First you see which deadlines it would move.
admin-do-known-until = Change how far it is known
    .does = First you see which deadlines it would move.
admin-known-soon = The closures end soon
admin-known-soon-text = They are known until { $date }. Deadlines that end later are provisional until you add the next ones.
admin-behind = { $count ->
        [one] One deadline follows an older version
       *[other] { $count } deadlines follow an older version
    }
admin-behind-text = The clock of a statute moves only when somebody says so and why.
admin-behind-link = Deadlines that follow an older version
admin-behind-title = Deadlines that follow an older version
admin-change-close = Closed: { $days }
admin-change-open = Open: { $day }
admin-change-known-until = Known until { $day }
admin-preview-lead = { $office }: the deadlines that would move.
admin-preview-done = This is a preview. Nothing is changed yet.
admin-preview-back = Back to the calendar
admin-preview-targets = The agency’s own targets
    .text = They follow the calendar by themselves.
admin-preview-statutes = Deadlines of statutes
    .text = They move only where you tick the statute below and say why. The others stay as they are.
admin-preview-none = None would move.
admin-preview-more = The first { $shown } of { $count } are listed.
admin-preview-decide = Decide
admin-preview-text = Each deadline that moves gets an entry in the history of its case, with the day before and after and your reason.
admin-preview-nothing = No running deadline would move.
admin-column-case = Case
admin-column-rule = Deadline
admin-column-due-before = Due now
admin-column-due-after = Due then
admin-field-statutes = Statutes whose deadlines move, too
    .hint = Ask the city attorney when in doubt.
admin-statute-option = { $rule } ({ $citation }): { $count ->
        [one] one deadline
       *[other] { $count } deadlines
    }
admin-do-confirm = Make this change
    .does = Makes a new version of the calendar. The deadlines move within a minute.
admin-do-catch-up = Move these deadlines
    .does = The agency’s own targets, and the statutes that you tick. They move within a minute.
admin-done-calendar = The calendar has a new version. Its deadlines move now.
admin-done-catch-up = The deadlines move now.

# --- Failed mail and other jobs ---

admin-outbox-lead = Mail and timers that failed. Nothing here tells about a case or a person.
admin-tile-dead = Stopped after many tries
admin-tile-retrying = Will be tried again
admin-tile-waiting = Waiting in all
admin-tile-oldest = Longest due
admin-minutes = { $count ->
        [one] One minute
       *[other] { $count } minutes
    }
admin-outbox-causes = By cause
    .empty = Nothing failed.
admin-outbox-dead = Stopped
    .empty = Nothing was stopped.
admin-outbox-retrying = Will be tried again
    .empty = Nothing waits for another try.
admin-column-cause = Cause
admin-column-job = Kind
admin-column-jobs-count = Number
admin-column-oldest = Oldest since
admin-column-attempts-count = Tries
admin-column-made = Made
admin-column-next-try = Next try
admin-column-given-up = Stopped on
admin-column-id = Number in the log
admin-job-waiting = Will be tried again
admin-job-leased = Being tried
admin-job-dead = Stopped
admin-job-kind-mail-update = Mail: news on a request
admin-job-kind-mail-code = Mail: code that confirms an address
admin-job-kind-mail-link = Mail: lost link
admin-job-kind-mail-seal = Mail: daily seal
admin-job-kind-clock-ran-out = Timer of a deadline
admin-job-kind-move-clocks = Deadlines of a calendar
admin-job-kind-sweep = Clearing up
admin-job-kind-seal = Daily seal
admin-job-kind-propose-destruction = Retention
admin-job-kind-destroy-document = Destruction of an identity document
admin-job-kind-delete-files = Deletion of files
admin-job-kind-scan-document = Virus scan
admin-cause-smtp = The mail server refused it
admin-cause-file = It could not be written to a file
admin-cause-smtp-timeout = The mail server does not answer
admin-cause-smtp-tls = The mail server’s encryption does not fit
admin-cause-smtp-connection = The mail server cannot be reached
admin-cause-document-store = The document store cannot be reached
admin-cause-virus-scanner = The virus scanner cannot be reached
admin-cause-database-unavailable = The database could not be reached
admin-cause-not-found = What it was about is gone
admin-cause-refused = The case does not allow it any more
admin-cause-panic = A defect of the program
admin-cause-from = The sender’s address is wrong: see the profile
admin-cause-to = The recipient’s address cannot be written to
admin-do-retry = Try again now
admin-do-retry-all = Try all of these now
    .does = Everything that failed for this cause, 200 of each state at a time.
admin-do-give-up = Give up
    .does = It is never tried again. If it was mail, nobody gets it.
admin-done-retry = It is tried again now.
admin-done-retry-all = { $count ->
        [one] One job is tried again now.
       *[other] { $count } jobs are tried again now.
    }
admin-done-give-up = It was given up.

# --- The profile ---

admin-profile-lead = What the file of the department says, against the day and against the database.
admin-stale = { $count ->
        [one] One fact was last checked over 180 days ago
       *[other] { $count } facts were last checked over 180 days ago
    }
admin-stale-text = Compare them with the department, then change the date in the profile.
admin-profile-stale = Old facts
    .text = Facts that nobody has compared with the department for 180 days.
    .empty = Everything was checked in the last 180 days.
admin-column-fact = Fact
admin-column-checked = Last checked
admin-column-days-count = Days ago
admin-fact-department = Names and address
admin-fact-phones = Telephone lines
admin-fact-hours = Hours of the counters
admin-fact-closures = Holidays and closures
admin-fact-fees = Fees
admin-fact-vendors = Outside services
admin-fact-links = Links to other sites
admin-profile-fees = Fees
    .text = The database took the fees from the file once. Orders name the version they were made from.
    .empty = The file and the database have the same fees.
admin-profile-calendars = Calendars
    .text = The database took the calendars from the file once. Since then they are changed on their own pages.
    .empty = The file and the database have the same calendars.
admin-profile-periods = Retention periods
    .text = The database took the period of closed cases from the file once. It is changed on the page about retention.
    .empty = The file and the database have the same periods.
admin-column-in-file = In the file
admin-column-in-database = In the database
admin-missing = Not there
admin-days = { $count ->
        [one] One day
       *[other] { $count } days
    }
admin-fees-version = Version of the schedule
admin-fees-standing = Standing
admin-fees-sample = A sample that nobody adopted yet
admin-fees-adopted = Adopted
admin-field-effective-from = In force from
admin-field-effective-from-error-past = A fee cannot be raised for days that are over
admin-do-adopt-fees = Adopt the fees of the file
    .does = Makes a new version that is no sample any more. New orders use it from its day on.
admin-done-fees = The fee schedule was adopted.
