# /fees

fees-title = Fees
    .lead = What each thing costs, who pays it, and the law it rests on. Looking at a record is free, and so is our search for it.
fees-sample = A sample schedule
    .text = The department has not adopted these amounts yet. Ask at the counter for today's fee: { $phone }.
fees-caption = Fees, version { $version }, from { $date }
fees-column-fee = Fee
fees-column-amount = Amount
fees-column-law = Law
fees-column-payer = Who pays
fees-amount = { $amount } per { $unit }
fees-amount-actual = At actual cost, told to you first
fees-law-unverified = { $law } (to be confirmed)
fees-file = [The same list as a file for spreadsheets (CSV)]({ $root }/fees.csv)
fees-never-title = What we never charge for
fees-never-search = Searching for, reviewing or redacting a public record
fees-never-look = Looking at a public record at the counter
fees-never-victim = A report copy for a victim of domestic violence, sexual assault, stalking, trafficking, or elder or dependent abuse, or for the person who represents them
fees-never-prea = A report of abuse in custody
fees-pay-title = How to pay
fees-pay = We tell you the amount before you pay. For now you pay by cash, check or card at this counter: { $counter }, { $hours }. Bring your reference.
