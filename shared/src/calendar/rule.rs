//! The rule table: every clock of every service, as data.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a clock counts. The trigger day is day zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// So many calendar days; when the last one is closed, the next open day (Gov 6800, CCP 12, 12a, 12b).
    CalendarRolled(u32),
    /// So many calendar days, closed or not: holding and validity periods.
    CalendarFirm(u32),
    /// So many days on which the office is open.
    WorkingDays(u32),
    /// So many times 3600 seconds after the trigger, across daylight-saving changes.
    ElapsedHours(u32),
    /// The same, but closed days (local midnight to midnight) do not count.
    OpenHours(u32),
    /// The same day of the month so many months later, or that month's last day; then rolled like calendar days.
    MonthsRolled(u32),
    /// A standing rule without a due moment.
    NoClock,
}

impl Kind {
    /// Whether a closure can move the due moment.
    #[must_use]
    pub fn needs_calendar(self) -> bool {
        !matches!(self, CalendarFirm(_) | ElapsedHours(_) | NoClock)
    }
}

/// Whose calendar says which days are closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// The Records section.
    Records,
    /// The Property section.
    Property,
    /// City Hall, for claims.
    CityHall,
}

impl Office {
    /// The calendar's id, as in the profile and in the vectors.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Property => "property",
            Self::CityHall => "city_hall",
        }
    }
}

/// What starts a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The request was received.
    Receipt,
    /// The agency learned of the incident.
    IncidentKnown,
    /// The last review of a withheld recording.
    LastReview,
    /// The copy was ready.
    Ready,
    /// The owner got the property receipt.
    ReceiptGiven,
    /// The first holding period ended.
    HoldingEnded,
    /// The found item was taken in.
    Intake,
    /// The notice of a found item was published.
    Publication,
    /// The other party was told of a competing claim.
    CompetingClaim,
    /// The date on a clearance letter.
    LetterDate,
    /// The owner was told that the firearm is available.
    AvailableNotice,
    /// The loss happened.
    Accrual,
    /// The clerk received the claim.
    Presentation,
    /// The date on a notice of storage.
    StorageNotice,
    /// A storage hearing was asked for.
    HearingRequest,
    /// What makes a person register.
    RegistrationEvent,
    /// A subpoena was served.
    SubpoenaServed,
    /// A legal hold was placed.
    HoldPlaced,
}

impl Trigger {
    /// Key of the sentence that tells it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Receipt => "clock-trigger-receipt",
            Self::IncidentKnown => "clock-trigger-incident-known",
            Self::LastReview => "clock-trigger-last-review",
            Self::Ready => "clock-trigger-ready",
            Self::ReceiptGiven => "clock-trigger-receipt-given",
            Self::HoldingEnded => "clock-trigger-holding-ended",
            Self::Intake => "clock-trigger-intake",
            Self::Publication => "clock-trigger-publication",
            Self::CompetingClaim => "clock-trigger-competing-claim",
            Self::LetterDate => "clock-trigger-letter-date",
            Self::AvailableNotice => "clock-trigger-available-notice",
            Self::Accrual => "clock-trigger-accrual",
            Self::Presentation => "clock-trigger-presentation",
            Self::StorageNotice => "clock-trigger-storage-notice",
            Self::HearingRequest => "clock-trigger-hearing-request",
            Self::RegistrationEvent => "clock-trigger-registration-event",
            Self::SubpoenaServed => "clock-trigger-subpoena-served",
            Self::HoldPlaced => "clock-trigger-hold-placed",
        }
    }
}

/// Who has to act before the clock ends. A requester's missed deadline is shown to staff and stops nobody from sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binds {
    /// The agency.
    Agency,
    /// The requester, claimant, owner or registrant.
    Requester,
    /// Nobody: a period that has to pass.
    Nobody,
}

/// One rule. A version that has been used never changes; a new one is a row of its own with a date of effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Such as `report.target`.
    pub id: &'static str,
    /// Counts up from 1.
    pub version: u32,
    /// First day of this version; none for what was in force before the counter opened.
    pub effective_from: Option<NaiveDate>,
    /// How it counts.
    pub kind: Kind,
    /// What starts it.
    pub trigger: Trigger,
    /// Who must act.
    pub binds: Binds,
    /// Whose closed days matter.
    pub office: Office,
    /// Statute or practice that it comes from.
    pub citation: &'static str,
    /// False while a city attorney has still to confirm it; staff see that.
    pub verified: bool,
    /// Law, which a profile cannot change; else the agency's own target or practice.
    pub legal: bool,
}

impl Rule {
    /// Key of the name that the public sees.
    #[must_use]
    pub fn name_key(&self) -> String {
        format!("clock-name-{}", self.slug())
    }

    /// Key of the shorter name that staff see.
    #[must_use]
    pub fn staff_name_key(&self) -> String {
        format!("clock-staff-{}", self.slug())
    }

    fn slug(&self) -> String {
        self.id.replace(['.', '_'], "-")
    }

    const fn unverified(self) -> Self {
        Self { verified: false, ..self }
    }
}

/// The newest version of a rule.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().filter(|rule| rule.id == id).max_by_key(|rule| rule.version)
}

/// A version of a rule as it was, to work a stored clock out again.
#[must_use]
pub fn rule_version(id: &str, version: u32) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id && rule.version == version)
}

const fn law(
    id: &'static str,
    kind: Kind,
    trigger: Trigger,
    binds: Binds,
    office: Office,
    citation: &'static str,
) -> Rule {
    Rule { id, version: 1, effective_from: None, kind, trigger, binds, office, citation, verified: true, legal: true }
}

const fn own(
    id: &'static str,
    kind: Kind,
    trigger: Trigger,
    binds: Binds,
    office: Office,
    citation: &'static str,
) -> Rule {
    Rule { legal: false, ..law(id, kind, trigger, binds, office, citation) }
}

use Binds::{Agency, Nobody, Requester};
use Kind::{CalendarFirm, CalendarRolled, ElapsedHours, MonthsRolled, NoClock, OpenHours, WorkingDays};
use Office::{CityHall, Property, Records};
use Trigger::{
    Accrual, AvailableNotice, CompetingClaim, HearingRequest, HoldPlaced, HoldingEnded, IncidentKnown, Intake,
    LastReview, LetterDate, Presentation, Publication, Ready, Receipt, ReceiptGiven, RegistrationEvent, StorageNotice,
    SubpoenaServed,
};

/// Every rule, all versions. Each clock runs from its own trigger: those that follow another period (`cpra.video_review`,
/// `property.safekeeping_in_custody`) start where that one ended. The extension counts 10 + 14 days from receipt in one
/// go, that is from the unrolled tenth day, the stricter reading.
#[rustfmt::skip] // a table: one rule a line
pub static RULES: &[Rule] = &[
    law("cpra.determination", CalendarRolled(10), Receipt, Agency, Records, "Gov 7922.535(a)"),
    law("cpra.extension", CalendarRolled(24), Receipt, Agency, Records, "Gov 7922.535(b)"),
    law("cpra.video_initial", CalendarFirm(45), IncidentKnown, Agency, Records, "Gov 7923.625"),
    law("cpra.video_review", CalendarFirm(30), LastReview, Agency, Records, "Gov 7923.625"),
    law("cpra.personnel", CalendarFirm(45), Receipt, Agency, Records, "PC 832.7"),
    own("report.target", WorkingDays(10), Receipt, Agency, Records, "Agency target, not law"),
    own("report.uncollected", CalendarFirm(60), Ready, Requester, Records, "Agency practice"),
    law("report.fc6228_face_sheet", ElapsedHours(48), Receipt, Agency, Records, "Family 6228"),
    law("report.fc6228_face_sheet_good_cause", WorkingDays(5), Receipt, Agency, Records, "Family 6228"),
    law("report.fc6228_report", WorkingDays(5), Receipt, Agency, Records, "Family 6228"),
    law("report.fc6228_report_good_cause", WorkingDays(10), Receipt, Agency, Records, "Family 6228"),
    law("property.safekeeping", CalendarFirm(60), ReceiptGiven, Nobody, Property, "Civil 2080.10"),
    law("property.safekeeping_in_custody", MonthsRolled(10), HoldingEnded, Nobody, Property, "Civil 2080.10"),
    law("property.found", CalendarFirm(90), Intake, Nobody, Property, "Civil 2080.2–2080.3"),
    law("property.found_publication", CalendarFirm(7), Publication, Nobody, Property, "Civil 2080.3"),
    law("property.competing_claim", CalendarRolled(15), CompetingClaim, Requester, Property, "PC 1413"),
    law("firearm.clearance", CalendarFirm(30), LetterDate, Requester, Property, "DOJ practice, PC 33850 ff."),
    law("firearm.unclaimed", CalendarFirm(180), AvailableNotice, Requester, Property, "PC 33875"),
    law("claim.presentation", MonthsRolled(6), Accrual, Requester, CityHall, "Gov 911.2"),
    law("claim.presentation_year", MonthsRolled(12), Accrual, Requester, CityHall, "Gov 911.2"),
    law("claim.late_application", MonthsRolled(12), Accrual, Requester, CityHall, "Gov 911.4"),
    law("claim.insufficiency", CalendarRolled(20), Presentation, Agency, CityHall, "Gov 910.8").unverified(),
    law("claim.decision", CalendarRolled(45), Presentation, Agency, CityHall, "Gov 912.4"),
    law("vehicle.hearing_request", CalendarRolled(10), StorageNotice, Requester, Records, "VC 22852"),
    law("vehicle.hearing_held", OpenHours(48), HearingRequest, Agency, Records, "VC 22852"),
    law("registration.sex", WorkingDays(5), RegistrationEvent, Requester, Records, "PC 290"),
    law("registration.arson", CalendarRolled(14), RegistrationEvent, Requester, Records, "PC 457.1").unverified(),
    law("registration.gang", CalendarRolled(10), RegistrationEvent, Requester, Records, "PC 186.30").unverified(),
    law("subpoena.civil", CalendarRolled(15), SubpoenaServed, Agency, Records, "Evid 1560").unverified(),
    law("subpoena.criminal", CalendarRolled(5), SubpoenaServed, Agency, Records, "Evid 1560").unverified(),
    law("retention.hold", NoClock, HoldPlaced, Nobody, Records, "Gov 34090"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_of_the_rule_table_is_here_once() {
        let ids: BTreeSet<(&str, u32)> = RULES.iter().map(|rule| (rule.id, rule.version)).collect();
        assert_eq!(ids.len(), RULES.len());
        assert_eq!(RULES.len(), 31);
    }

    #[test]
    fn a_rule_is_found_by_id_and_version() {
        let target = rule("report.target").unwrap();
        assert_eq!((target.kind, target.legal), (WorkingDays(10), false));
        assert_eq!(rule_version("report.target", 1), Some(target));
        assert_eq!(rule_version("report.target", 2), None);
        assert_eq!(rule("report"), None);
    }

    #[test]
    fn what_an_attorney_must_still_confirm_is_marked() {
        let open: Vec<&str> = RULES.iter().filter(|rule| !rule.verified).map(|rule| rule.id).collect();
        assert_eq!(
            open,
            ["claim.insufficiency", "registration.arson", "registration.gang", "subpoena.civil", "subpoena.criminal"]
        );
    }
}
