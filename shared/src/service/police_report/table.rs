//! What may be done with a report request: the table of the desk procedure.

use crate::form::{Control, Field};
use crate::service::action::{Action, Effect, Mail, Meets, OPEN_STATES, Who};
use crate::service::{
    Role,
    state::{APPROVED, CLOSED, DENIED, FEE_DUE, IN_REVIEW, NEEDS_INFORMATION, READY, RECEIVED, RELEASED, WITHDRAWN},
};

const LINE: Control = Control::Text { max: 200, autocomplete: "" };
const RECORDS: &[Who] = &[Who::Staff(Role::Records)];
const SUPERVISOR: &[Who] = &[Who::Staff(Role::Supervisor)];
const REASON: Field = Field::required("reason", Control::LongText { max: 2000 });

/// The table: action, from, to, who, fields, approval, mail.
pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "start_review",
        from: &[RECEIVED],
        to: Some(IN_REVIEW),
        who: RECORDS,
        mail: Some(Mail::State),
        ..Action::PLAIN
    },
    Action {
        id: "ask_information",
        from: &[RECEIVED, IN_REVIEW],
        to: Some(NEEDS_INFORMATION),
        who: RECORDS,
        fields: &[Field::required("text", Control::LongText { max: 10_000 })],
        effect: Effect::AskRequester,
        mail: Some(Mail::Message),
        ..Action::PLAIN
    },
    // Taken by the engine when the requester writes or adds a document.
    Action { id: "answer", from: &[NEEDS_INFORMATION], to: Some(IN_REVIEW), who: &[Who::Requester], ..Action::PLAIN },
    Action {
        id: "approve",
        from: &[IN_REVIEW],
        to: Some(APPROVED),
        who: RECORDS,
        fields: &[
            Field::required("role_checked", Control::Checkbox),
            Field::required("documents_checked", Control::Checkbox),
            Field::required("named_as_suspect", Control::Choice(&["no", "yes"])),
            Field::required("fee", Control::Choice(&["owed", "free"])),
        ],
        effect: Effect::Approve,
        mail: Some(Mail::State),
        ..Action::PLAIN
    },
    // Family Code 6228 gives the face sheet 48 hours and the report five days: the first may go before the second.
    Action {
        id: "send_face_sheet",
        from: &[APPROVED],
        to: None,
        who: RECORDS,
        fields: RELEASE_FIELDS,
        effect: Effect::Release { partial: true },
        mail: Some(Mail::Released),
        meets: Meets::Rule("report.fc6228_face_sheet"),
        reauthenticate: true,
        ..Action::PLAIN
    },
    Action {
        id: "charge_fee",
        from: &[APPROVED],
        to: Some(FEE_DUE),
        who: RECORDS,
        fields: &[
            Field::required("fee_line", LINE),
            Field::required("quantity", Control::Text { max: 6, autocomplete: "" }),
        ],
        effect: Effect::Charge,
        mail: Some(Mail::Invoice),
        ..Action::PLAIN
    },
    Action {
        id: "record_payment",
        from: &[FEE_DUE],
        to: Some(APPROVED),
        who: &[Who::Staff(Role::Cashier), Who::Staff(Role::Records)],
        fields: &[
            Field::required("method", Control::Choice(&["cash", "cheque", "card"])),
            Field::required("receipt_number", Control::Text { max: 40, autocomplete: "" }),
            Field::required("drawer", Control::Text { max: 40, autocomplete: "" }),
        ],
        effect: Effect::Pay,
        mail: Some(Mail::Receipt),
        ..Action::PLAIN
    },
    Action {
        id: "waive_fee",
        from: &[FEE_DUE],
        to: Some(APPROVED),
        who: SUPERVISOR,
        fields: &[REASON],
        effect: Effect::Waive,
        mail: Some(Mail::State),
        ..Action::PLAIN
    },
    Action {
        id: "release",
        from: &[APPROVED],
        to: Some(RELEASED),
        who: RECORDS,
        fields: RELEASE_FIELDS,
        effect: Effect::Release { partial: false },
        mail: Some(Mail::Released),
        meets: Meets::All,
        reauthenticate: true,
        ..Action::PLAIN
    },
    Action {
        id: "recall",
        // Approved, too: a face sheet goes out while the case stays approved.
        from: &[RELEASED, APPROVED],
        to: Some(APPROVED),
        who: &[Who::Releaser, Who::Staff(Role::Supervisor)],
        fields: &[REASON],
        effect: Effect::Recall,
        mail: Some(Mail::State),
        ..Action::PLAIN
    },
    Action {
        id: "mark_ready",
        from: &[APPROVED],
        to: Some(READY),
        who: RECORDS,
        effect: Effect::Ready,
        mail: Some(Mail::Ready),
        meets: Meets::All,
        starts: &[("report.uncollected", "close_uncollected")],
        ..Action::PLAIN
    },
    Action {
        id: "hand_over",
        from: &[READY],
        to: Some(RELEASED),
        who: RECORDS,
        fields: &[
            Field::required("id_checked", Control::Checkbox),
            Field::required("handed_to", Control::Text { max: 120, autocomplete: "" }),
        ],
        meets: Meets::All,
        ..Action::PLAIN
    },
    Action {
        id: "deny",
        from: &[IN_REVIEW],
        to: Some(DENIED),
        who: RECORDS,
        fields: &[
            Field::required("citation", LINE),
            REASON,
            Field::required("responsible_name", Control::Text { max: 120, autocomplete: "" }),
            Field::required("responsible_title", Control::Text { max: 120, autocomplete: "" }),
        ],
        approval: Some(Role::Supervisor),
        effect: Effect::Deny,
        mail: Some(Mail::Letter),
        meets: Meets::All,
        ..Action::PLAIN
    },
    Action {
        id: "reopen",
        from: &[DENIED, CLOSED],
        to: Some(IN_REVIEW),
        who: SUPERVISOR,
        fields: &[REASON],
        effect: Effect::Reopen,
        mail: Some(Mail::State),
        ..Action::PLAIN
    },
    Action {
        id: "convert",
        from: &[RECEIVED, IN_REVIEW, DENIED],
        to: Some(CLOSED),
        who: RECORDS,
        effect: Effect::Convert("public_records"),
        mail: Some(Mail::State),
        meets: Meets::All,
        ..Action::PLAIN
    },
    Action {
        id: "withdraw",
        from: OPEN_STATES,
        to: Some(WITHDRAWN),
        who: &[Who::Requester],
        mail: Some(Mail::State),
        meets: Meets::All,
        ..Action::PLAIN
    },
    Action {
        id: "close",
        from: &[RELEASED, DENIED, WITHDRAWN],
        to: Some(CLOSED),
        who: RECORDS,
        fields: &[Field::required("disposition", Control::Choice(DISPOSITIONS))],
        effect: Effect::Close,
        mail: Some(Mail::Closed),
        meets: Meets::All,
        ..Action::PLAIN
    },
    Action {
        id: "close_uncollected",
        from: &[READY],
        to: Some(CLOSED),
        who: &[Who::System],
        effect: Effect::Close,
        mail: Some(Mail::Closed),
        meets: Meets::All,
        ..Action::PLAIN
    },
];

const DISPOSITIONS: &[&str] = &["released", "denied", "withdrawn", "no_record", "referred", "duplicate"];
const RELEASE_FIELDS: &[Field] = &[
    Field::required("document", Control::Document),
    Field::required("recipient", Control::Text { max: 120, autocomplete: "" }),
    Field::required("redacted", Control::Checkbox),
];
