# Mail to a requester. It may be read over a shoulder: never what the request is about, never a name.

mail-subject = Update on your request { $reference }
# Where somebody near may be a danger: not even the reference.
mail-subject-at-risk = Update on your request

mail-received = We received your request on { $date }.
mail-received-due = We plan to answer by { $date }. The page of your request shows how we count the days.

# The state of the request, as its page says it, without the subject matter.
mail-state-received = We have your request. Someone will read it soon. You do not need to do anything now.
mail-state-needs-information = We need something from you before we can go on. The page of your request says what.
mail-state-in-review = We are working on your request. You do not need to do anything now.
mail-state-approved = Your request was approved. We are preparing what you asked for.
mail-state-denied = We made a decision on your request. The letter on its page gives the reason and tells you what you can do.
mail-state-fee-due = There is a fee to pay. The page of your request shows the amount.
mail-state-ready = What you asked for is ready at the counter.
mail-state-partly-released = A part of what you asked for is on the page of your request. We are still working on the rest.
mail-state-released = You have what you asked for. If we sent it online, it is on the page of your request.
mail-state-closed = Your request is finished.
mail-state-withdrawn = You took your request back. We stopped working on it.
mail-state-other = There is news on your request. You can read it on its page.

mail-message = We wrote you a message. You can read it and answer on the page of your request.
mail-question = We have a question for you. Please answer it on the page of your request. Then we go on right away.
mail-invoice = There is a fee of { $amount } to pay before we can go on.
mail-invoice-pay = Pay it at the counter. Bring your reference, { $reference }.
mail-receipt = We received your payment of { $amount }. Thank you. The receipt number is { $number }.
mail-released = Something is ready for you to download on the page of your request. Please save it: we close the request after a while.
mail-ready = What you asked for is ready at the counter.
mail-ready-bring = Bring a government photo ID and your reference, { $reference }.
mail-ready-until = We keep it for you until { $date }.
mail-counter = { $counter }: { $address }. Open { $hours }.
mail-letter = We made a decision on your request and wrote you a letter. It gives the reason and tells you what you can do. You can read it on the page of your request.
mail-closed = Your request is closed. The letter on its page says why. You can send a new request at any time.

# All that a mail says where somebody near may be a danger.
mail-at-risk = There is news on your request. You can read it on its page.

mail-code = Type this code on the page of your request to confirm this address:
mail-code-note = It works for 30 minutes. If you did not ask for it, you can ignore this mail: without the code nothing happens.
mail-link = You asked for the link to your request again. If you did not ask, you can ignore this mail.
mail-link-unconfirmed = We cannot send you the link, because this address was never confirmed. Call { $phone }, or come to the counter with your photo ID, and we give you a new one.
mail-unconfirmed = This mail has no link, because this address is not confirmed yet. To get links, open the page of your request, ask for a code, and type the six digits that we mail to you.

mail-open = Open my request
mail-link-note = Anyone who has this link can open your request, so keep it safe. It stops working when it is not used for 30 days.
mail-link-note-pin = We also ask for your PIN. The link stops working when it is not used for 30 days.

mail-footer-why = You get this mail because this address was given for a request to the { $department }.
mail-footer-ask = No one reads replies to this mail. Questions? Call { $phone }.
mail-footer-emergency = In an emergency, call 9-1-1.
mail-footer-unread = No one reads replies to this mail.
