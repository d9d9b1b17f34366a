# The front door: what do you need?

front-title = What do you need?
    .lead = Ask for a police report here, or see whom to call for everything else. You do not need an account.

situation-report = A report or record
    .text = Police and collision reports, public records, plate-camera scans of your own vehicle
situation-property = My property back
    .text = Property or money we are holding for you, or a firearm with a state clearance letter
situation-vehicle = My towed vehicle
    .text = Get a stored or impounded vehicle released, or ask for a hearing
situation-appointment = An appointment
    .text = Live Scan fingerprints, or a registration visit
situation-claim = To make a claim
    .text = When we wrongly released or destroyed your property
situation-custody = Help someone in custody
    .text = Report sexual abuse or harassment, or reach the jail

open-title = Open now
open-until = Open, closes at { $time }
open-today = Opens at { $time } today
open-tomorrow = Opens tomorrow at { $time }
open-on = Opens { $day } at { $time }
open-unknown = Closed
open-summary-until = { $counter } open until { $time }
open-summary-closed = { $counter } closed. { $next }
open-now = { $now }. [All hours and phones]({ $root }/contact)

closure-title = Closed { $days }
closure-title-only = { $counter } closed { $days }
closure-days-one = { $day }
closure-weekdays-two = { $first } and { $last }
closure-weekdays-more = { $first } to { $last }
closure-text = { $weekdays }: { $reasons }. You can still send requests.
closure-days-two = { $first } and { $last }
closure-days-more = { $first } to { $last }

already-title = Already asked?
    .text = Open the link we sent you. If you lost it, we can send a new one.
    .link = Find my request

services-title = All services
services-column-service = Service
services-column-time = How long it takes
services-column-cost = Cost
services-hours = Calls to { $phone } are answered { $hours }.
services-by-phone = By phone for now: { $phone }, { $hours }
services-by-phone-any = By phone for now: { $phone }
services-also = Also: [registration visits]({ $root }/services/registration) and [reporting abuse in custody]({ $root }/services/prea-report), both handled in confidence.

know-title = Good to know
know-call = How to call 9-1-1
    .text = Seven steps, and what they will ask you.
know-dispatch = How dispatch works
    .text = From your call to the people who come.
know-join = Become a dispatcher
    .text = The work and how to apply.
know-jail = Jail
    .text = Phones, programs, and safety in custody.
know-property = Property: how long we keep it
    .text = Found { $found } days. Safekeeping at least { $safekeeping } days.
know-fees = Fees
    .text = Every fee, with the law it rests on.

# Services that cannot be asked for here yet: name, what it is, time, cost, and what to have ready when you call.
public-records = Public records
    .summary = Any other record, under the California Public Records Act.
    .short-time = An answer within { $days } days
    .short-cost = Free to inspect. Copies at cost
    .ready = Describe the record as well as you can. You do not have to give your name or say why you want it.
alpr = Plate-camera data
    .summary = Scans of your own vehicle, totals, or the policy.
    .short-time = An answer within { $days } days
    .short-cost = Copies at cost
    .ready = For scans of your own vehicle: the plate, the dates, your ID and the registration.
property-release = Collect property or money
    .summary = Safekeeping, found property, evidence. Money by appointment only.
    .short-time = Pick-up { $hours }
    .short-cost = Ask when you call
    .ready = The report number or the property receipt, and your photo ID. Someone else can pick it up only if you arrange that first.
firearm-release = Collect a firearm
    .summary = After the California Department of Justice clears you. Appointment only.
    .short-time = The state letter can take up to 6 weeks
    .short-cost = State fee, and storage at cost
    .ready = The clearance letter from the Department of Justice. The registered owner applies for it online at the state (CFARS). Nobody else can pick it up for you.
vehicle-release = Vehicle release
    .summary = A stored or impounded vehicle, and storage hearings.
    .short-time = Ask for a hearing within 10 days of the notice
    .short-cost = Release fee. Waived if stolen
    .ready = The plate or VIN, the date of the tow, the registration, proof of insurance, and a licensed driver.
fingerprinting = Live Scan fingerprints
    .summary = For jobs and permits.
    .short-time = { $hours }
    .short-cost = State and rolling fees
    .ready = The request form from your employer or licensing agency, and your photo ID.
reimbursement-claim = Property claim
    .summary = For property we wrongly released or destroyed. You file the claim with { $clerk }.
    .short-time = File within 6 months of the loss
    .short-cost = Ask when you call
    .ready = What you lost, when and where, what it was worth, and receipts or photos if you have them. A claim counts once it reaches { $clerk }.
subpoena = Subpoena for records
    .summary = Serve it and follow its costs.
    .short-time = 15 days, or 5 in a criminal case
    .short-cost = Set by state law
    .ready = The court, the case number and the date of service.
registration = Registration visit
    .summary = For people whom the law asks to register. Handled in confidence.
    .short-time = By appointment
    .short-cost = Ask when you call
    .ready = Your photo ID and the papers you were given. You do not have to say on the phone why you must register.
prea-report = Report abuse in custody
    .summary = Sexual abuse or harassment of someone in custody. You do not have to give your name.
    .short-time = The supervisor is told right away
    .short-cost = Free
    .ready = Say what you know: who, what, where and when. If someone is in danger now, say so first, or call 9-1-1.

# The page of a service that cannot be asked for here yet.
by-phone-title = By phone for now
    .text = You cannot ask for this here yet. Call { $phone }. { $hours }.
    .any = You cannot ask for this here yet. Call { $phone }.
by-phone-ready = What to have ready
by-phone-time = How long it takes
by-phone-cost = What it costs
by-phone-visit = Or come in: { $address }.
