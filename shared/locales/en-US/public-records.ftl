# Public records requests, as far as a report request turns into one: where the common words of a state do not fit.

public-records-state-received = Received
    .title = We have your records request
    .sentence = Someone at Records will read it soon. You do not need to do anything now.
    .acts = Records
public-records-state-in-review = In review
    .title = Records is looking for the records
    .sentence = They look for what you asked for and decide which parts are public. You do not need to do anything now.
    .acts = Records
public-records-state-needs-information = We need something from you
    .title = We have a question about your request
    .sentence = Answer the last message. Meanwhile our time to answer keeps running.
    .acts = You
public-records-request = Your records request

public-records-step-request = What is asked for
    .short = Request
public-records-description = What records are asked for?
public-records-description-error-required = Write what records are asked for
public-records-description-error-too-long = Shorten the description to 10,000 characters
public-records-description-error-characters = Remove the hidden characters from the description
public-records-report-number = Report or case number
public-records-name = Name of the requester
public-records-email = Email
public-records-email-error-email = Write the address as in name@example.org
