# What becomes of each of many cases.

bulk-will-assign = Now: { $name }
bulk-assigned = Now with { $name }
bulk-will-close = { $state }, will be closed. { $mail }
bulk-closed = { $state }. { $mail }
bulk-mail = A notice goes out by email.
bulk-no-mail = No email: this requester must not be written to. The letter stands on the case page.
bulk-silent = Nothing is sent.
bulk-skip-already = Stays as it is.
bulk-skip-moved = Somebody changed it, or you may not see it. Look at it again first.
bulk-skip-state = Cannot be closed in its state.
bulk-skip-role = Your role may not do this.
bulk-skip-person = That person may not see this case.
bulk-skip-outcome = This outcome does not fit its service.
fault-many-cases = Choose at most 100 at a time
