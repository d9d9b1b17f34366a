# Replies that staff write often, cases that belong together, requests that come by phone or at the counter.

sheet-replies = Replies
sheet-new = Key in a request

# --- Replies ---

replies-lead = Texts that staff put into a message and finish by hand. A change is a new version; nothing is lost.
replies-offered = In use
replies-versions = Every version
replies-places = In these texts, words in braces are filled in with the facts of the case:
replies-none = Nobody wrote a reply yet.
reply-column-name = Name
reply-column-for = For
reply-column-text = Text
reply-column-state = State
reply-in-use = in use
reply-retired = retired
reply-place-name = the requester's name
reply-place-reference = the reference of the request
reply-place-report-number = the report number
reply-place-staff = your name
reply-place-phone = the phone number for this service
reply-done-add = The reply was added
reply-done-change = A new version was saved
admin-do-reply-add = Add a reply
    .does = Offers this text to everybody who writes to requesters of this service in this language.
admin-do-reply-change = Change
    .does = Saves a new version. What was sent before stays as it was.
admin-field-reply-service = Service
admin-field-reply-service-error-choice = Choose a service
admin-field-reply-language = Language of the requester
admin-field-reply-language-error-choice = Choose a language
admin-field-reply-name = Name
    .hint = What staff choose it by, as in “Where to bring ID”
admin-field-reply-name-error-required = Give the reply a name
admin-field-reply-name-error-too-long = Shorten the name to 80 characters
admin-field-reply-name-error-characters = Write the name on one line
admin-field-reply-body = Text
    .hint = The words in braces above are filled in for each request
admin-field-reply-body-error-required = Write the text
admin-field-reply-body-error-too-long = Shorten the text to 10,000 characters
admin-field-reply-body-error-characters = Remove the hidden characters from the text
admin-field-reply-body-error-place = Use only the words in braces that stand in the list above
admin-field-retired = Retire it: staff are not offered it any more

# --- Cases that belong together ---

related-title = Related to { $reference }
related-lead = Linked cases, and others about the same report
related-linked = Linked cases
related-none = No case is linked.
related-alike = Others about the same report
related-alike-none = No other case has this report number.
related-column-case = Case
related-column-subject = About
related-column-state = State
related-column-received = Received
related-column-kind = How
related-related = belongs together
related-duplicate = is a duplicate that was closed
related-duplicate-of = goes on with this request
related-done-link = The cases are linked
related-done-merge = The duplicate was closed
admin-do-related-link = Link another case
    .does = Shows each case on the other. Nobody is sent anything.
admin-do-related-merge = Close as a duplicate
    .does = Closes this request because the same person asked for the same thing before. The older request goes on with its own deadline. Sends a notice, if this requester gets mail.
admin-field-other = Reference of the other case
admin-field-other-error-no-case = No case that you can see has this reference
admin-field-other-error-itself = This is the case itself
admin-field-other-error-linked = These two are linked already
admin-field-other-error-other-service = A duplicate is of the same service
admin-field-other-error-other-requester = Somebody else asked for it. Each person gets an answer of their own; link the two instead
admin-field-other-error-younger = That one is newer. Open it and close it in favour of this one: the law counts from the first
admin-field-other-error-ended = That one is over. Link the two instead
action-merge = Close as a duplicate
    .does = Ends the request in favour of an older one of the same person and sends a notice.
    .done = The request was closed as a duplicate
case-event-link = linked it with { $reference }
case-event-merged-from = closed { $reference } as a duplicate of this one
case-merged = We go on with your other request
    .text = You asked for the same thing before. That request keeps its date and its deadline.

# --- A request by phone, by post, at the counter ---

key-in-lead = For somebody who asked by phone, by post or at the counter
key-in-receipt = The deadline counts from when the request came in, not from now. A request that was spoken counts as well (Gov. Code § 7922.525 ff.).
key-in-send = Take the request in
    .does = Opens the case with the receipt that you tell, starts its deadlines from there, and sends a code to the email address if one is given.
key-in-reason = How you know when it came
key-in-only = Only if “{ $question }” is: { $answers }
key-in-done = Request { $reference } was taken in
key-in-tell = Tell the requester this reference. With it and their email address they find the request on this site.
key-in-hand-over = Check the requester's ID, then give them this address. It opens the request and is shown only now: { $address }
admin-field-new-service = Service
admin-field-channel = How it came
admin-field-channel-error-choice = Choose how it came
admin-field-channel-error-sent-before = This form was sent before with other answers. Look for that request in the queue; to take in another one, open this page again
admin-field-received-day = Day it came in
admin-field-received-day-error-date = Choose the day
admin-field-received-day-error-future = This moment is still to come
admin-field-received-day-error-too-old = This is more than a year ago. Ask a supervisor
admin-field-received-time = Time it came in
    .hint = As in 14:30; at the latest when somebody heard or opened it
admin-field-received-time-error-time = Write the time as in 14:30
admin-field-their-language = Language of the requester
admin-field-reason-error-required = Say why
case-channel-post = post
key-in-channel-phone = By phone
key-in-channel-counter = At the counter
key-in-channel-post = By post
case-event-keyed-in = keyed in the request
