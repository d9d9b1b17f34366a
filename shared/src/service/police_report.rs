//! Copies of police reports: incidents, and collisions that the external service cannot find.
//!
//! Sources: Vehicle Code 20012 (collisions), Family Code 6228 (victims of abuse), Penal Code 293.

mod table;

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::action::{Action, Effect, Facts, Fee};
use super::{DocumentNeed, Filing, Role, Service};
use crate::form::{Answers, Control, Fault, Field, Step};

/// The service.
pub static SERVICE: Service = Service {
    kind: "police_report",
    intake_version: 1,
    section: Role::Records,
    online: true,
    steps: STEPS,
    rules,
    filing,
    actions: table::ACTIONS,
    gate,
    action_rules,
};

/// The kinds of violence for which Family Code 6228 gives the victim free copies.
const FC6228: &[&str] = &["domestic_violence", "sexual_assault", "stalking", "trafficking", "elder_abuse"];
const ROLES: &[&str] =
    &["victim", "party", "parent", "owner", "injured", "insurer", "attorney", "representative", "public"];
const NAME: Control = Control::Text { max: 120, autocomplete: "name" };
const LINE: Control = Control::Text { max: 200, autocomplete: "" };

const STEPS: &[Step] = &[
    Step {
        id: "part",
        fields: &[
            Field::required("incident_kind", Control::Choice(&["theft_damage", "collision", "violence", "other"])),
            Field::optional("collision_service", Control::Notice).when("incident_kind", &["collision"]),
            Field::required(
                "violence_kind",
                Control::Choice(&[
                    "domestic_violence",
                    "sexual_assault",
                    "stalking",
                    "trafficking",
                    "elder_abuse",
                    "other_violence",
                ]),
            )
            .when("incident_kind", &["violence"]),
            Field::required("role", Control::Choice(ROLES)),
            Field::required("attorney_declaration", Control::Checkbox).when("role", &["attorney"]),
            Field::required("as_public_record", Control::Choice(&["yes", "no"])).when("role", &["public"]),
            Field::required("suspect", Control::Choice(&["no", "yes"])).when("violence_kind", FC6228),
        ],
    },
    Step {
        id: "report",
        fields: &[
            Field::required("have_number", Control::Choice(&["yes", "no"])),
            Field::required("report_number", Control::Text { max: 30, autocomplete: "" }).when("have_number", &["yes"]),
            Field::required("incident_date", Control::Date).when("have_number", &["no"]),
            Field::required("place", LINE).when("have_number", &["no"]),
            Field::optional("description", Control::LongText { max: 4000 }).when("have_number", &["no"]),
        ],
    },
    Step {
        id: "about",
        fields: &[
            Field::required("contact", Control::Choice(&["email", "phone", "none"])),
            Field::required("email", Control::Email).when("contact", &["email"]).sealed(),
            Field::required("phone", Control::Phone).when("contact", &["phone"]).sealed(),
            Field::optional("contact_note", Control::LongText { max: 500 })
                .when("contact", &["email", "phone"])
                .sealed(),
            Field::optional("pin", Control::Pin).sealed(),
            Field::required("name", NAME),
            Field::optional("accommodation", Control::LongText { max: 500 }),
        ],
    },
    Step {
        id: "documents",
        fields: &[
            Field::optional("documents", Control::Uploads),
            Field::optional("documents_later", Control::Checkbox),
        ],
    },
    Step {
        id: "delivery",
        fields: &[
            Field::required("delivery", Control::Choice(&["download", "counter", "post"])),
            Field::required("postal_address", Control::LongText { max: 300 }).when("delivery", &["post"]).sealed(),
        ],
    },
];

/// The intake, typed: what the answers mean.
#[derive(Debug, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
#[validate(context = NaiveDate)]
struct Intake {
    incident_kind: String,
    violence_kind: Option<String>,
    role: String,
    as_public_record: Option<String>,
    suspect: Option<String>,
    #[validate(length(min = 3, code = "report_number"))]
    report_number: Option<String>,
    #[validate(custom(function = "not_in_the_future", use_context))]
    incident_date: Option<NaiveDate>,
    #[validate(length(min = 3, code = "place"))]
    place: Option<String>,
    description: Option<String>,
    contact: String,
    email: Option<String>,
    pin: Option<String>,
    #[validate(length(min = 2, code = "name"))]
    name: Option<String>,
    documents_later: Option<String>,
    delivery: String,
}

fn not_in_the_future(date: &NaiveDate, today: &NaiveDate) -> Result<(), ValidationError> {
    if date > today {
        return Err(ValidationError::new("future"));
    }
    if chrono::Datelike::year(date) < 1900 {
        return Err(ValidationError::new("year"));
    }
    Ok(())
}

impl Intake {
    /// Reads what is there; an answer of the wrong kind is a fault of form, found before.
    fn read(answers: &Answers) -> Self {
        let readable = answers
            .iter()
            .filter(|(name, answer)| *name != "incident_date" || answer.parse::<NaiveDate>().is_ok())
            .map(|(name, answer)| (name.clone(), answer.clone().into()))
            .collect();
        serde_json::from_value(serde_json::Value::Object(readable)).unwrap_or_default()
    }

    fn fc6228(&self) -> bool {
        self.incident_kind == "violence" && self.violence_kind.as_deref().is_some_and(|kind| FC6228.contains(&kind))
    }
}

fn rules(answers: &Answers, today: NaiveDate) -> Vec<Fault> {
    use validator::ValidateArgs;
    let Err(errors) = Intake::read(answers).validate_with_args(&today) else { return Vec::new() };
    let fields = errors.field_errors();
    fields
        .iter()
        .flat_map(|(field, errors)| errors.iter().map(move |error| Fault::new(field, error.code.as_ref())))
        .collect()
}

fn filing(answers: &Answers) -> Filing {
    let intake = Intake::read(answers);
    let fc6228 = intake.fc6228();
    let by_number = intake.report_number.as_deref().map(Cow::Borrowed);
    let by_place = || {
        // The place first: it tells one case from the next in a narrow column.
        let told = [intake.place.clone(), intake.incident_date.map(|date| date.to_string())];
        Cow::Owned(told.into_iter().flatten().collect::<Vec<_>>().join(", "))
    };
    let to_public_records = intake.role == "public" && intake.as_public_record.as_deref() == Some("yes");
    Filing {
        kind: if to_public_records { super::public_records::SERVICE.kind } else { SERVICE.kind },
        requester_name: intake.name.clone().unwrap_or_default(),
        email: intake.email.clone().filter(|_| intake.contact == "email"),
        subject: by_number.unwrap_or_else(by_place).into_owned(),
        report_number: intake.report_number.clone(),
        at_risk: fc6228,
        pin: intake.pin.clone(),
        clocks: match (to_public_records, fc6228 && entitled(&intake)) {
            (true, _) => vec!["cpra.determination"],
            (false, true) => vec!["report.fc6228_face_sheet", "report.fc6228_report"],
            (false, false) => vec!["report.target"],
        },
        documents: documents(&intake.role),
        documents_later: intake.documents_later.is_some() || to_public_records,
    }
}

/// Family Code 6228 serves the victim and the victim's representative, never a suspect.
fn entitled(intake: &Intake) -> bool {
    let suspect = intake.suspect.as_deref() == Some("yes");
    !suspect && ["victim", "injured", "parent", "representative", "attorney"].contains(&intake.role.as_str())
}

fn documents(role: &str) -> Vec<DocumentNeed> {
    const PHOTO_ID: DocumentNeed = DocumentNeed { purpose: "photo_id", identity: true };
    const AUTHORISATION: DocumentNeed = DocumentNeed { purpose: "authorisation", identity: false };
    const INSURER_LETTER: DocumentNeed = DocumentNeed { purpose: "insurer_letter", identity: false };
    const DECLARATION: DocumentNeed = DocumentNeed { purpose: "attorney_declaration", identity: false };
    match role {
        "insurer" => vec![INSURER_LETTER],
        "attorney" => vec![DECLARATION],
        "representative" => vec![PHOTO_ID, AUTHORISATION],
        "public" => Vec::new(),
        _ => vec![PHOTO_ID],
    }
}

fn gate(facts: &Facts<'_>, action: &Action) -> Option<&'static str> {
    let intake = Intake::read(facts.answers);
    match action.id {
        "charge_fee" if intake.fc6228() && entitled(&intake) => Some("fc6228_free"),
        "send_face_sheet" if !(intake.fc6228() && entitled(&intake)) => Some("only_fc6228"),
        _ => None,
    }
}

fn action_rules(facts: &Facts<'_>, action: &Action, fields: &Answers) -> Vec<Fault> {
    let intake = Intake::read(facts.answers);
    let mut faults = Vec::new();
    if action.effect == Effect::Approve && intake.fc6228() {
        let suspect = fields.get("named_as_suspect").is_some_and(|answer| answer == "yes");
        if suspect {
            faults.push(Fault::new("named_as_suspect", "fc6228_suspect"));
        } else if entitled(&intake) && fields.get("fee").is_some_and(|fee| fee != Fee::Free.code()) {
            faults.push(Fault::new("fee", "fc6228_free"));
        }
    }
    faults
}
