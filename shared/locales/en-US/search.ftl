# /search

search-title = Search
search-label = Search services, answers and phone numbers
search-button = Search
search-nav = Search
search-none = Nothing found
search-one = One place found
search-many = { $count } places found
search-help = Not what you need? Use other words, look at [all contacts]({ $root }/contact), or call { $phone }. We do not keep what you type here.
search-often = Often looked for
search-often-report = Police report
    .text = Ask for a copy, and what it costs.
search-often-property = Property
    .text = Pick-up hours, and how long we keep things.
search-often-contacts = Contacts and hours
    .text = Every number by what it is for.
search-often-fees = Fees
    .text = Every fee, with the law it rests on.

# Words of the same meaning, a line for each group; not shown.
search-same =
    car, cars, auto, automobile, vehicle, truck, motorcycle
    tow, towed, impound, impounded, stored
    gun, guns, firearm, firearms, weapon, pistol, rifle
    cop, cops, police, officer
    money, cash
    jail, prison, custody, inmate, arrested, detained
    job, jobs, career, hiring, dispatcher, recruitment
    cost, costs, price, fee, fees, charge
    phone, telephone, number, contact
    hours, open, opening, closed, schedule
    holiday, holidays, closure, closures
    crash, collision, accident
    video, footage, recording, bodycam
    lost, found
    belongings, stuff, property, things
    rape, abuse, assault, harassment, prea
    livescan, fingerprint, fingerprints, fingerprinting
    plate, license, alpr, camera
    lawyer, attorney, subpoena
    refund, reimbursement, claim, compensation
    deaf, tty, tdd, relay
    suicide, crisis, mental
    location, address, where, directions
    911, 9-1-1, emergency
    copy, copies
    report, reports

# Words that say nothing about what is looked for; not shown.
search-ignored = a an the of to for in on at is are was were be do does did how what when who can could i my me we our you your it its this that and or from with about need want get please
