# The frame of every public page: header, emergency line, footer, forms.

site-tagline = Front counter, online
site-skip = Skip to the main content
site-menu = Main menu
site-find = Find my request
site-contacts = Contacts
site-language = Español
site-language-label = Ver esta página en español
site-title = { $page }, { $department }

demo-word = Demonstration.
demo-text = Nothing here reaches the police.

emergency-word = Emergency?
emergency-call = Call 9-1-1
emergency-how = How to call or text 9-1-1
emergency-unwatched = This site is not watched.
emergency-not = Not an emergency:
emergency-label = Emergency
# Shown once, in the page, when someone writes of danger; it never stops the sending.
emergency-reminder = Are you in danger now?
    .text = Call 9-1-1, or text 9-1-1 if you cannot speak. No one reads this form as you write it. You can still send it.

leave-now = Leave this page now
    .hint = Clears your answers and opens a weather site. Pressing Shift three times does the same.

footer-fees = Fees
footer-contacts = Contacts and hours
footer-accessibility = Accessibility
footer-privacy = Privacy
footer-checked = Phones and hours last checked { $date }
footer-label = About this site
footer-translation = A certified translator has not yet reviewed the Spanish legal texts. The English text is the official one.

# Forms
form-back = Back
form-continue = Continue
form-save = Save and finish later
form-optional = (optional)
form-why = Why we ask: { $reason }
form-step = Step { $step } of { $steps }
form-steps = Steps of this request
form-month = Month
form-day = Day
form-year = Year
form-yes = Yes
form-no = No
form-none = Not answered
form-errors =
    { $count ->
        [one] Please complete one answer
        [2] Please complete two answers
        [3] Please complete three answers
       *[other] Please complete { $count } answers
    }
form-error-title = Error: { $title }
form-danger = In danger now?
    .text = Call 9-1-1, or text 9-1-1 if you cannot speak. No one reads this form as you write it.
form-draft = Your answers stay private
    .text = We keep them encrypted while you write. After two hours without a change we delete them, or after seven days if you choose to finish later. We read them only after you send.
form-in-person = Prefer to ask in person?
form-once-more = Please press Send request once more
    .text = This small check keeps machines out. Nothing you wrote is lost.
form-honeypot = Leave this box empty
form-expired = Your answers are no longer here
    .text = We delete a started form after two hours without a change, to keep it private. You can start again.

upload-choose = Choose a file
upload-add = Add this file
upload-remove = Remove { $file }
upload-allowed = PDF, JPEG, PNG or HEIC, up to { $size } each. A clear photo from your phone is fine.
upload-progress = Sending { $file }: { $percent } %
upload-done = { $file } was added
upload-removed = { $file } was removed
upload-none = No files yet

# Check your answers
check-title = Check your answers
check-nothing-sent = Nothing has been sent yet.
check-change = Change
    .label = Change: { $question }
check-if-sent = If you send it today
check-due = Answer due by
check-cost = Cost
check-next = Who acts next
check-true = My answers are true as far as I know.
check-send = Send request
check-print = Print this page
check-link-note = You get a reference and a private link. Anyone with the link can open the request, so keep it safe.

# What a document is for
document-photo-id = Government photo ID
    .hint = A driver's license, state ID, passport or consular card. We destroy the picture { $days } days after we check it.
document-authorisation = Signed permission
    .hint = A letter from the person you speak for. It names you and the report, and it is signed and dated.
document-insurer-letter = Letter from the insurer
    .hint = On letterhead, with the claim number and the name of the person you insure.
document-attorney-declaration = Attorney's declaration
    .hint = It names your client and the report, and it is signed under penalty of perjury.

download-size = { $kind }, { $size }
