//! Who may do what: the one table of roles and sections.
//!
//! What may be done with a single case stands in its service's action table. Here stands which cases a person may
//! know of at all, and when they must prove again who they are.

use chrono::{DateTime, TimeDelta, Utc};
use shared::service::Role;

use crate::app::StaffActor;

/// For how long a proof of identity holds before an action that asks for one (release, export, staff
/// changes).
pub const PROOF_HOLDS: TimeDelta = TimeDelta::minutes(15);

/// What one role may know of.
struct Scope {
    role: Role,
    /// Sections whose cases it sees.
    sees: &'static [Role],
    /// Sections of whose cases it sees those with a fee to settle, and no others.
    takes_payments_of: &'static [Role],
}

/// Role by role. A role that is not in `sees` of anybody else keeps its cases to itself: PREA.
const SCOPES: [Scope; 7] = [
    Scope { role: Role::Records, sees: &[Role::Records], takes_payments_of: &[] },
    Scope { role: Role::Property, sees: &[Role::Property], takes_payments_of: &[] },
    Scope { role: Role::Supervisor, sees: &[Role::Records, Role::Property, Role::Clerk], takes_payments_of: &[] },
    Scope { role: Role::Prea, sees: &[Role::Prea], takes_payments_of: &[] },
    Scope { role: Role::Clerk, sees: &[Role::Clerk], takes_payments_of: &[] },
    Scope { role: Role::Cashier, sees: &[], takes_payments_of: &[Role::Records] },
    Scope { role: Role::Admin, sees: &[], takes_payments_of: &[] },
];

/// Codes of the sections whose cases this person sees, without repetition.
#[must_use]
pub fn sections(staff: &StaffActor) -> Vec<&'static str> {
    gather(staff, |scope| scope.sees)
}

/// Codes of the sections of whose cases this person sees those with a fee to settle.
#[must_use]
pub fn payment_sections(staff: &StaffActor) -> Vec<&'static str> {
    gather(staff, |scope| scope.takes_payments_of)
}

/// Whether this person sees the cases of a section.
#[must_use]
pub fn may_see(staff: &StaffActor, section: &str) -> bool {
    sections(staff).contains(&section)
}

/// Whether this person decides on keeping and destroying the records of a section: a supervisor who sees its cases; for a
/// section that no supervisor sees, whoever does.
#[must_use]
pub fn supervises(staff: &StaffActor, section: &str) -> bool {
    may_see(staff, section) && (staff.roles.contains(&Role::Supervisor) || !is_supervised(section))
}

/// Whether a supervisor sees the cases of a section. Of the others nobody else is told that they are there, and
/// administrators neither.
#[must_use]
pub fn is_supervised(section: &str) -> bool {
    let supervisors = SCOPES.iter().filter(|scope| scope.role == Role::Supervisor);
    supervisors.flat_map(|scope| scope.sees).any(|seen| seen.code() == section)
}

/// Whether this person sees those cases of a section that have a fee to settle.
#[must_use]
pub fn may_see_payments(staff: &StaffActor, section: &str) -> bool {
    payment_sections(staff).contains(&section)
}

/// Whether this person proved who they are so recently that they need not do it again now.
#[must_use]
pub fn proved(staff: &StaffActor, now: DateTime<Utc>) -> bool {
    now - staff.proved_at <= PROOF_HOLDS
}

fn gather(staff: &StaffActor, part: impl Fn(&Scope) -> &'static [Role]) -> Vec<&'static str> {
    let mine = SCOPES.iter().filter(|scope| staff.roles.contains(&scope.role));
    let mut codes: Vec<&'static str> = mine.flat_map(part).map(|section| section.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(roles: &[Role]) -> StaffActor {
        StaffActor { id: "1".into(), name: "Sam Ng".into(), roles: roles.to_vec(), proved_at: DateTime::UNIX_EPOCH }
    }

    #[test]
    fn reports_of_abuse_in_custody_are_for_their_coordinator_alone() {
        for role in Role::ALL {
            assert_eq!(may_see(&person(&[role]), "prea"), role == Role::Prea, "{role:?}");
        }
    }

    #[test]
    fn an_administrator_sees_no_case_for_that_alone() {
        assert!(sections(&person(&[Role::Admin])).is_empty());
        assert!(payment_sections(&person(&[Role::Admin])).is_empty());
        assert_eq!(sections(&person(&[Role::Admin, Role::Records])), ["records"]);
    }

    #[test]
    fn a_cashier_sees_records_cases_only_for_their_fees() {
        let cashier = person(&[Role::Cashier]);
        assert!(!may_see(&cashier, "records") && may_see_payments(&cashier, "records"));
        assert!(!may_see_payments(&cashier, "prea"));
    }

    #[test]
    fn supervisors_decide_for_the_sections_they_see_and_a_section_without_one_for_itself() {
        for section in ["records", "property", "clerk"] {
            for role in Role::ALL {
                assert_eq!(supervises(&person(&[role]), section), role == Role::Supervisor, "{role:?} {section}");
            }
        }
        for role in Role::ALL {
            assert_eq!(supervises(&person(&[role]), "prea"), role == Role::Prea, "{role:?}");
        }
    }

    #[test]
    fn every_role_has_its_row() {
        for role in Role::ALL {
            assert_eq!(SCOPES.iter().filter(|scope| scope.role == role).count(), 1, "{role:?}");
        }
    }

    #[test]
    fn a_proof_holds_for_a_quarter_of_an_hour() {
        let staff = person(&[Role::Records]);
        assert!(proved(&staff, staff.proved_at + PROOF_HOLDS));
        assert!(!proved(&staff, staff.proved_at + PROOF_HOLDS + TimeDelta::seconds(1)));
    }
}
