# What a form says beside its questions: saved, gone, sending, files, sent.

form-sending = Sending…
form-uploading = { $percent } % sent
form-upload-failed = The file did not get through. Please try again.
form-no-documents = You do not need to add documents
form-saved = Your answers are kept on this device
    .text = Come back to this address within 7 days to go on. On a computer that others use, choose Leave this page now instead.
form-document-later = I will add it later

# Words that make the page remind of the emergency number, once. Parts of words count: lower case, separated by commas.
form-danger-words = right now, he is here, she is here, they are here, is outside, is coming, has a gun, has a knife, going to kill, going to hurt, breaking in, bleeding, cannot breathe, can't breathe, unconscious, overdose, kill myself, help me now

# What is wrong with a file.
fault-file-too-large = This file is too large. Choose a smaller one, or bring it to the counter
fault-file-kind = We cannot open this kind of file. Choose a PDF, JPEG, PNG or HEIC
fault-file-cut-off = The end of this file is missing. Save or copy it again, then choose it
fault-file-empty = This file is empty. Choose it again
fault-no-room = There is no more room for files. Remove one first, or bring the rest to the counter
fault-too-many = There are too many files. Remove one first, or bring the rest to the counter
fault-declared = Check the box to say that your answers are true

# Check your answers
check-pin-set = A PIN is set
check-cost-none = Nothing now
    .text = If there is a copy fee, we tell you the amount before you pay. [Fees]({ $root }/fees)
check-cost-free = Free
    .text = The law gives this copy free of charge. [Fees]({ $root }/fees)
check-due-each = { $name }: { $day }.

# After sending
sent-reference = Your reference
sent-keep = Keep this private link: [{ $link }]({ $path }). Whoever has it can open your request.
sent-keep-reference = Write the reference down. With your ID the counter finds your request by it.
sent-next-title = What happens next
sent-next-code = We sent six digits to your email address. Type them in the box above, or later on the page of your request, and we can mail you news.
sent-next-no-mail = We send you nothing. Look at the page of your request, or ask at the counter with your reference.
sent-next-due = We answer by { $day }.
sent-bring-title = What to bring or add
sent-case = Open my request
sent-print = Print this page
