# The staff console's view of a case: words that the server puts together.

due-met = Met { $date }
due-overdue-days =
    { $days ->
        [one] Overdue 1 day
       *[other] Overdue { $days } days
    }
due-overdue-hours =
    { $hours ->
        [0] Overdue { $minutes } min
       *[other] Overdue { $hours } h { $minutes } min
    }
due-today = Today
due-today-at = Today { $time }
due-tomorrow = Tomorrow
due-tomorrow-at = Tomorrow { $time }
due-later =
    { $days ->
       *[other] { $date }, { $days } days
    }

view-open = Open
view-mine = Mine
view-unassigned = Unassigned
view-today = Due today
view-overdue = Overdue
view-waiting = Waiting for requester
view-ended = Ended

case-channel-web = web
case-channel-api = by a program
case-channel-counter = counter
case-channel-phone = phone
case-channel-import = import

case-caution-no-contact = No contact: never write, call or mail this person. They look at the case page themselves.
case-caution-at-risk = At risk (Family 6228): nobody else may learn of this request. Mail carries no reference.
case-caution-phone = By phone only. Read the contact note before you call.
case-caution-note = Contact note: { $note }
case-caution-unconfirmed = The email address is not confirmed: mail goes out without a link.
case-reach-mail = The requester reads it on the case page. A neutral email says that there is news.
case-reach-page = The requester reads it on the case page. No email is sent.

case-fact-name = Name
case-fact-reach = Reach by
case-fact-language = Language
case-fact-received = Received
case-fact-converted-from = Converted from
case-fact-converted-to = Continued as

case-role-rule-fc6228 = Family Code 6228: free copies for the victim or their representative; face sheet in 48 hours, report in 5 working days.
case-role-rule-plain = Check the role against the report before you approve.
case-role-rule-public = No right to a copy: answer it as a records request.
case-role-checked = Role and documents checked by { $name }, { $when }
case-document-sent = Sent, not checked
case-document-missing = Not sent
case-document-checked = Checked { $date }

case-visibility-staff = Staff only
case-visibility-requester = Released to the requester
case-visibility-requester-own = Sent by the requester
case-visibility-public = Public
case-document-not-scanned = not scanned
case-document-infected = in quarantine: the virus scanner found something, nobody can open it
case-document-waiting = in quarantine until it is scanned for viruses
case-document-locked = may ask for a password
case-document-sealed = encrypted identity document
case-document-destroyed = destroyed after it was checked
case-document-from-requester = From the requester, { $when }
case-document-from-staff = Added by { $name }, { $when }

case-order-due = Due, not paid yet
case-order-paid = Paid { $when }: receipt { $receipt }, drawer { $drawer }
case-order-waived = Waived { $when }
case-order-void = Void since { $when }: the request ended unpaid
case-order-line = { $name }, { $quantity } × { $unit }

case-event-actor-requester = Requester
case-event-actor-system = System
case-event-received = sent the request
case-event-converted = opened the case by conversion
case-event-converted-to = continued it as { $reference }
case-event-message = wrote a message
case-event-note = added a note
case-event-document = added a document
case-event-destroy-document = destroyed an identity document that was checked
case-event-quarantine-document = put a document in quarantine: the virus scanner found something
case-event-download = downloaded a document
case-event-assign = took or gave the case
case-event-propose = proposed: { $action }
case-event-refuse = refused: { $action }
case-event-email-confirmed = confirmed the email address
case-event-action = { $action }
case-event-action-moved = { $action }: { $from } → { $to }
case-chain-holds =
    { $count ->
        [one] 1 event, chain verified { $time }
       *[other] { $count } events, chain verified { $time }
    }
case-chain-broken = The history was changed: { $break }

case-approval-own = You proposed it. Somebody else must decide.
case-approval-role = Only a supervisor can decide.
case-approval-not-yet = Not in this state.

case-gate-state = Not while the case is “{ $state }”.

service-police-report = Report copy
service-public-records = Public records
language-en-US = English
language-es-US = Spanish
answer-yes = Yes
