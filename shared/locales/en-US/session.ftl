# Signing in, sessions, and errors that only a person at a keyboard or a program of ours meets.

error-credentials = We could not sign you in
    .text = Check the email address, the password and the code, then try again. A code works once: wait for the next one.
error-locked = The console is locked
    .text = Nobody used it for 30 minutes. Prove that it is you to go on.
error-proof = Please confirm that it is you
    .text = This needs your password and a code again.
error-enrol = Set up your second factor first
    .text = Nothing else is open until then.
error-body-too-large = That was more than we can take at once
    .text = Shorten it, then send it again.
error-media-type = We cannot read this kind of content
    .text = Send JSON, with the header Content-Type: application/json.
error-page = This page could not be shown. Please try again in a minute, or call us.

fault-totp = That code does not fit. Use the one that the app shows now

role-records = Records
role-property = Property
role-supervisor = Supervisor
role-prea = PREA coordinator
role-clerk = Clerk
role-cashier = Cashier
role-admin = Administrator

staff-upload-rule = PDF, JPEG, PNG, HEIC, TXT, DOCX, MP4, MP3 or WAV, up to { $size } each.
staff-console-title = { $agency }, staff
staff-start-failed = The console could not start. Load this page again. If it happens again, use a current version of Chrome, Edge, Firefox or Safari, or call your administrator.
staff-no-script = The console needs JavaScript and WebAssembly. Allow both for this address, then load this page again.
