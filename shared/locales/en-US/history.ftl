# The history proven to outsiders, and let go lawfully: seals, retention, holds, the audit sheet.

seal-mail-subject = Seal { $number } of the case histories, { $date }
seal-mail-what = The attached file states, signed, how many events each of { $cases } cases had and what the newest one was.
seal-mail-whole = It lists every case.
seal-mail-head = The list is too long for a mail: it stands in the document store of the counter, and the signed lines prove that it was not changed.
seal-mail-keep = Keep it where nobody who runs the counter can change it. It holds references and fingerprints, and nothing about people.
seal-mail-verify = To hold the counter against it: frontcounter audit verify --seal FILE

case-event-place-hold = placed a legal hold
case-event-lift-hold = lifted a legal hold
case-event-refuse-destruction = refused a proposed destruction
case-event-erase = destroyed records under the retention schedule

gate-legal-hold = A legal hold stands on this case: nothing of it may be destroyed.
gate-approval-open = A decision on this case waits for a second person.
gate-already-destroyed = This was destroyed before.
gate-destruction-proposed = This is proposed already.
gate-not-past-retention = The case has not ended, or its retention period is not over.

sheet-retention = Retention

retention-title = Retention
retention-lead = What is past its period is proposed for destruction. Nothing goes before a supervisor says so, and never what is on hold.
retention-proposed = Proposed for destruction
retention-proposed-empty = Nothing is past its period.
retention-proposed-more = The { $count } oldest are shown. Decide on them first.
retention-col-case = Case
retention-col-service = Service
retention-col-what = What goes
retention-col-past = Past since
retention-col-rule = Rule
retention-col-by = Proposed by
retention-col-days = Days kept
retention-col-since = Since
retention-col-reason = Reason
retention-col-source = Source
retention-by-system = The schedule
retention-what-files = Files
retention-what-record = The whole record
retention-what-accesses = The log of who opened it
retention-rule = { $days } days, { $citation }
retention-approve = Destroy
retention-approve-files = Deletes the files of this case for good. Everything else stays, and the history tells it.
retention-approve-record = Deletes for good what tells of a person: the request, names, messages, notes, letters, files and the details of the history. Reference, dates and outcome stay for the statistics.
retention-approve-accesses = Deletes the entries of who opened this case, as far as they are older than the period. Everything else stays, and the history tells it.
retention-approve-shown = Destroy the { $count } shown
retention-approve-shown-does = Does for each of them what its own button does. One that came under a hold meanwhile is left as it is.
retention-refuse = Keep
retention-refuse-does = The schedule does not propose it again for a year.
retention-refuse-reason = Why it is kept
retention-propose = Propose a case
retention-propose-does = For a case whose period is over. Somebody else decides.
retention-propose-reference = Reference
retention-propose-what = What goes
retention-holds = Legal holds
retention-holds-empty = No case is on hold.
retention-hold = Place a hold
retention-hold-does = Nothing of the case is destroyed until the hold is lifted. What was proposed for it is void.
retention-hold-reason = Why, as in the name of the lawsuit
retention-lift = Lift
retention-lift-does = The retention period counts again as if there had been no hold.
retention-lift-reason = Why it is lifted
retention-schedule = The schedule
retention-schedule-text = Days count from the last thing that happened on a case that has ended. Identity documents go { $days } days after they were checked, without a proposal. The log of who opened a case counts from each opening. Gov 34090 asks for two years at least.
retention-change = Change a period
retention-change-does = For proposals from now on. The version before stays readable.
retention-change-service = Service
retention-change-what = What
retention-change-days = Days
retention-change-citation = Source
retention-change-reason = Why it changes
retention-done-destroyed = { $reference }: destroyed. The history says what and under which rule.
retention-done-destroyed-shown = { $count } destroyed, { $left } left as they were. Each history says what and under which rule.
retention-done-kept = { $reference }: kept.
retention-done-proposed = { $reference }: proposed. Somebody else decides.
retention-done-held = { $reference }: on hold.
retention-done-lifted = { $reference }: the hold is lifted.
retention-done-changed = The schedule is changed.
retention-days-error-too-few-days = Enter at least 730 days: Gov 34090 keeps a city's records for two years.
retention-reference-error-reference = Enter a reference like KTMX-4R7V of a case that you may see.

audit-title = Audit of { $reference }
audit-lead = Every event and every reading of this case, each event checked as this page was made.
audit-up = Case { $reference }
audit-export = Export with verifier
audit-export-does = One file with the whole history, personal details included, that checks itself in any browser without a network. Taking it is noted here.
audit-verify = Verify now
audit-holds = { $count ->
        [one] The history holds: 1 event, verified { $time }.
       *[other] The history holds: { $count } events, verified { $time }.
    }
audit-broken = The history was changed
audit-no-seal-address = No seal leaves this system
audit-no-seal-address-text = SEAL_EMAIL is not set. Whoever controls the database and its keys could write a history anew, and nothing outside would tell.
audit-facts = Proof
audit-fact-chain = Chain
audit-fact-seal = Newest seal
audit-fact-seal-value = { $number }, { $time }
audit-fact-seal-none = None yet
audit-fact-key = Public key
audit-fact-mailed = Seals go to
audit-fact-mailed-none = Nowhere
audit-fact-erased = Details destroyed
audit-fact-erased-value = { $count ->
        [one] of 1 event, lawfully
       *[other] of { $count } events, lawfully
    }
audit-fact-hold = Legal hold
audit-fact-hold-value = Since { $time }: { $reason }
audit-events = Events
audit-event-propose = proposed an action
audit-event-refuse = refused a proposed action
audit-event-converted-to = continued it as another case
audit-event-link = linked it with another case
audit-event-merged-from = closed another case as a duplicate of this one
audit-event-move-clock = moved a deadline, because the office calendar changed
audit-accesses = Who read it
audit-accesses-empty = Nobody has opened this case yet.
audit-accesses-more = The newest { $count } are shown; the export has all.
audit-col-seq = No.
audit-col-at = When
audit-col-who = Who
audit-col-what = What
audit-col-hash = Hash
audit-col-check = Check
audit-col-document = Document
audit-check-holds = Holds
audit-check-erased = Holds, details destroyed
audit-check-broken = Broken
audit-check-unknown = Not reached
audit-access-read = opened the case
audit-access-download = downloaded a file
audit-access-export = took the history away
audit-access-audit = opened this page
audit-access-search = found it in a search

audit-break-order = Event { $found } stands where event { $seq } belongs: one was removed, added or moved.
audit-break-link = Event { $seq } does not follow from the event before it.
audit-break-changed = Event { $seq } was changed.
audit-break-payload = The details of event { $seq } were changed.
audit-break-payload-gone = The details of event { $seq } are gone, and no lawful destruction names them.
audit-break-tail = The history ends at event { $found }, but { $seq } events were written.
audit-break-head = The newest event is not the one that was written last.
audit-break-next = Tell whoever answers for the records, keep the database as it is, and hold it against a mailed seal.
audit-to-retention = Retention of this case
