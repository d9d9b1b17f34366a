# Pages to read.

# /contact
contact-title = Contacts and hours
    .lead = Find the number by what you need. For an emergency, call 9-1-1.
contact-now = Local time
contact-no-answer = No answer? Call { $phone }, day and night.
contact-hours-unknown = Ask for the hours when you call.
contact-address = Address
contact-person = { $matter } ({ $name }, as of { $date })
contact-checked = Phones and hours last checked { $date }. Something wrong? Tell us: { $phone }.
contact-website = The department's own site
