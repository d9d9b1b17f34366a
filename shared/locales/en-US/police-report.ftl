# The service, its page and its form.

police-report = Police report
    .summary = A copy of an incident or collision report.
    .short-time = Usually within { $days } working days
    .short-cost = Copy fee. Free for victims of domestic or sexual violence

police-report-request = Your police report request

# /services/police-report
police-report-lead = Ask for a copy of a report written by the { $department }. You do not need an account.
police-report-start = Ask for a report
police-report-cell-time = { $days } working days
    .label = Usual time
    .text = Much sooner for victims of some crimes: see below.
police-report-cell-cost = Copy fee
    .label = Cost
    .text = Free for victims of domestic or sexual violence and some other crimes.
police-report-cell-documents = Photo ID
    .label = Have ready
    .text = And the report number, or the date and the place.
police-report-who-title = Who may get a copy
police-report-who-intro = You, if the report is about something that happened to you or to someone you care for:
police-report-who-victim = a victim, or someone who was hurt
police-report-who-party = a driver or another person involved
police-report-who-parent = the parent or guardian of a child involved
police-report-who-owner = the owner of property that was damaged or taken
police-report-who-agent = an insurer, an attorney, or someone with signed permission
police-report-who-public = Anyone else may still ask. We then treat it as a public records request and look for the parts that are public.
police-report-cost-title = What it costs
police-report-cost = There may be a [copy fee]({ $root }/fees). We tell you the amount before you pay. You pay at the counter for now.
police-report-cost-free = It is free for victims of domestic violence, sexual assault, stalking, trafficking, or elder or dependent abuse, and for the people who represent them.
police-report-need-title = What to have ready
police-report-need-number = The report number, or the date, the place and what happened
police-report-need-id = A photo of your government ID. An insurer, an attorney or a representative sends a letter too
police-report-need-later = You can send the request now and add documents later.
police-report-time-title = How long it takes
police-report-time = Usually { $days } working days. This is our own target; the page of your request shows every day we count.
police-report-time-victims = Victims of the kinds of violence named above: the face sheet within 48 hours and the report within 5 working days, unless we tell you a good reason in writing.
police-report-other-title = Other ways
police-report-other-collision = A collision report? You can get most of them online from [{ $vendor }]({ $address }), with the report number, the driver's last name and the date.
police-report-other-counter = In person: { $counter }, { $hours }, { $address }.
police-report-other-phone = By phone: { $phone }.
police-report-other-record = Another kind of record: [public records]({ $root }/services/public-records) or [plate-camera data]({ $root }/services/alpr).
police-report-other-crime = To report a crime that is not an emergency, call { $phone }.
police-report-next-title = What happens next
police-report-next = You get a reference and a private page. There you see each step, write to us, and download your copy.

# Steps
police-report-step-part = What happened, and what was your part?
    .short = Your part in it
police-report-step-report = Which report do you need?
    .short = The report
police-report-step-about = How can we reach you?
    .short = About you
police-report-step-documents = Add your documents
    .short = Documents
police-report-step-delivery = How do you want your copy?
    .short = How you want it
police-report-step-check = Check your answers
    .short = Check and send

# Your part in it
police-report-incident-kind = What was it about?
    .hint = Choose the closest one.
police-report-incident-kind-theft-damage = Something was stolen, lost or damaged
police-report-incident-kind-collision = A traffic collision
police-report-incident-kind-violence = Someone was hurt, threatened or followed
    .hint = Also violence at home, sexual violence, or harm to an older person. Some of these copies are free and come faster.
police-report-incident-kind-other = Something else
police-report-incident-kind-error-required = Choose what it was about
police-report-collision-service = You may get it faster online
    .hint = Most collision reports are sold by an outside service. You need the report number, the driver's last name and the date. If you cannot find yours there, go on here or come to the Records counter.
police-report-violence-kind = What kind was it?
    .why = the law gives victims of some crimes a free and faster copy. You do not need to give details.
police-report-violence-kind-domestic-violence = Violence or threats by a partner, ex-partner or family member
police-report-violence-kind-sexual-assault = Sexual assault
police-report-violence-kind-stalking = Stalking
police-report-violence-kind-trafficking = Human trafficking
police-report-violence-kind-elder-abuse = Abuse of an older or dependent adult
police-report-violence-kind-other-violence = Another kind
police-report-violence-kind-error-required = Choose the kind, or Another kind
police-report-role = What was your part in it?
    .why = the law says who may have a copy of a report.
police-report-role-victim = I am the victim
police-report-role-party = I was the driver or another person involved
police-report-role-parent = I am the parent or guardian of someone involved
police-report-role-owner = I own property that was damaged or taken
police-report-role-injured = I was hurt
police-report-role-insurer = I work for the insurer
police-report-role-attorney = I am the attorney of someone involved
police-report-role-representative = I have signed permission from someone involved
police-report-role-public = None of these
    .hint = You can still ask for the parts that are public.
police-report-role-error-required = Choose your part in it, or None of these
police-report-attorney-declaration = I declare under penalty of perjury under the laws of the State of California that I represent a person who has a proper interest in this report.
    .why = Vehicle Code 20012 asks it of attorneys.
police-report-attorney-declaration-error-required = Read the declaration and check the box, or choose another part
police-report-as-public-record = Shall we take it as a public records request?
    .hint = We then look for the parts that are public. We answer within 10 days, and the day we got your request stays the same.
police-report-as-public-record-yes = Yes, look for what is public
police-report-as-public-record-no = No, I think I may have the whole report
    .hint = We check it. If the answer is no, we can still change it to a public records request.
police-report-as-public-record-error-required = Choose yes or no
police-report-suspect = Does the report name you as a suspect?
    .hint = You can send your request whatever the answer is.
    .why = the free copy for victims cannot go to a suspect.
police-report-suspect-no = No, or I do not know
police-report-suspect-yes = Yes
police-report-suspect-error-required = Choose one of the two answers

# The report
police-report-have-number = Do you have the report number?
    .hint = The number looks like 26-014872. It may be on the card or letter you were given.
police-report-have-number-yes = I have the report number
police-report-have-number-no = I do not have it. I know when and where
police-report-have-number-error-required = Choose whether you have the report number
police-report-report-number = Report number
    .hint = Letters and dashes do not matter.
police-report-report-number-error-required = Write the report number, or choose that you do not have it
police-report-report-number-error-report-number = Write the whole report number, like 26-014872
police-report-incident-date = When did it happen?
    .hint = Your best guess is fine. For example, 11 3 2026.
police-report-incident-date-error-required = Add the date it happened. Your best guess is fine
police-report-incident-date-error-year = Add the year it happened, like 2026
police-report-incident-date-error-month = Add the month it happened, from 1 to 12
police-report-incident-date-error-day = Add the day it happened, from 1 to 31
police-report-incident-date-error-date = Check the date: that day is not in the calendar
police-report-incident-date-error-future = Check the date: it is still to come
police-report-place = Where did it happen?
    .hint = An address, a crossing, or a place such as a park.
police-report-place-error-required = Write the street, crossing or place
police-report-place-error-place = Write a little more about the place
police-report-description = What happened?
    .hint = One or two sentences. No need for details that are hard to write.
    .why = it helps us tell your report from others on that day and street.

# About you
police-report-contact = What is a safe way to reach you?
    .hint = If someone else may read your email or answer your phone, choose no contact.
police-report-contact-email = Email
    .hint = Short and neutral. Nothing in it says what your request is about.
police-report-contact-phone = Phone
police-report-contact-none = Do not contact me
    .hint = We send nothing. You follow your request on its private page, or ask at the Records counter. Keep your reference.
police-report-contact-error-required = Choose how we may reach you, or Do not contact me
police-report-email = Your email address
    .hint = We send a six-digit code to check it. Without it we send no link.
police-report-email-error-required = Write your email address, or choose another way
police-report-email-error-email = Check the email address. It looks like name@example.org
police-report-phone = Your phone number
    .hint = With the area code.
police-report-phone-error-required = Write your phone number, or choose another way
police-report-phone-error-phone = Check the phone number. It has ten digits, like 626-555-0142
police-report-contact-note = What should we know before we contact you?
    .hint = For example: only in the morning, leave no message, use another name.
police-report-pin = Choose a six-digit PIN
    .hint = Then the link alone does not open your request. Write the PIN down: only the counter can reset it, with your ID.
    .why = a PIN protects you when someone else may see your email or phone.
police-report-pin-error-pin = Use exactly six digits for the PIN
police-report-name = Your name
    .hint = As on your ID. If you work for an insurer or a law office, add its name.
police-report-name-error-required = Write your name
police-report-name-error-name = Write your full name
police-report-accommodation = Do you need anything from us to use this service?
    .hint = For example large print, an interpreter, or help at the counter.

# Documents
police-report-documents = Documents
    .hint = Add what you have now. We check that you may have the report before we give it to you.
    .why = only the right people may get a report. We destroy pictures of IDs 30 days after we check them.
police-report-documents-error-required = Add the document, or check that you will add it later
police-report-documents-later = I will add documents later
    .hint = You keep your place in line. We need them before we can give you the copy.
police-report-documents-later-error-required = Add the document, or check that you will add it later

# Delivery
police-report-delivery = How do you want your copy?
police-report-delivery-download = Download from my private page
    .hint = The fastest way.
police-report-delivery-counter = Pick up at the Records counter
    .hint = Bring your photo ID. The copy waits 60 days.
police-report-delivery-post = By mail
police-report-delivery-error-required = Choose how you want your copy
police-report-postal-address = Where shall we send it?
    .hint = A P.O. box or a substitute address such as Safe at Home is fine. You never have to give your street address.
police-report-postal-address-error-required = Write the mailing address, or choose another way

# Confirmation
police-report-sent = We have your request
    .lead = Records will look for the report and check that you may have a copy.
police-report-sent-as-public-records = We have your records request
    .lead = We look for the parts of the report that are public and answer within 10 days. It counts as received today.
