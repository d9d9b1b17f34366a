# Letters of the agency. When a word changes here, TEMPLATE_VERSION in server/src/domain/letters.rs rises.

letter-print = Print this letter

letter-denial-title = Decision on your request { $reference }
letter-denial-opening = The { $department } received your request { $reference } on { $received }. We cannot give you the copy you asked for.
letter-denial-law = The decision rests on this law: { $citation }.
letter-denial-reason = This is the reason:
letter-denial-responsible = The person responsible for this decision is { $name }, { $title }.
letter-denial-again = If you think this is wrong, ask us to look at it again. Write to us on the page of your request, or call { $phone }. Tell us what we should know. A supervisor can open the request again.
letter-denial-records-request = You can also ask for the same record as a public records request. You may then get the parts that are public. Write to us, and we change your request. It keeps the date on which we received it.
letter-denial-advice = This letter does not tell you about every right you may have. A lawyer or the self-help center of the court can tell you more.

letter-closure-title = Your request { $reference } is closed
letter-closure-opening = The { $department } received your request { $reference } on { $received }. It is now closed.
letter-closure-released = We gave you what you asked for.
letter-closure-released-full = We gave you what you asked for.
letter-closure-denied = We could not give you what you asked for. Our letter with the decision gives the reason.
letter-closure-withdrawn = You took the request back.
letter-closure-no-record = We searched and found no record that fits your request.
letter-closure-no-records = We searched and found no record that fits your request.
letter-closure-referred = Another agency has what you asked for. Our messages on the page of your request say which one.
letter-closure-duplicate = You have another request for the same record. We go on with that one.
letter-closure-no-answer = We asked you a question and did not get an answer.
letter-closure-uncollected = Your copy waited at the counter and was not picked up in time.
letter-closure-other = Nothing more will happen in it.
letter-closure-again = If you think this is wrong, write to us on the page of your request or call { $phone }. You can send a new request at any time.
