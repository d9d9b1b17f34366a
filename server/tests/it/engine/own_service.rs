//! A service that the engine never heard of goes the whole way, by its table alone.

use serde_json::{Value, json};
use server::app::Actor;
use server::domain::cases::message;
use shared::form::{Answers, Control, Field, Step};
use shared::service::action::Meets;
use shared::service::{Action, Effect, Fee, Filing, Mail, Role, Service, Who, state};
use shared::staff::StaffCase;

use super::answers;
use crate::on_both;
use crate::support::{Console, Wishes};

/// Copies of parade permits: a form of its own, a state of its own, three people who work it.
static PERMIT: Service = Service {
    kind: "parade_permit",
    intake_version: 3,
    section: Role::Records,
    online: true,
    steps: &[Step {
        id: "parade",
        fields: &[
            Field::required("street", Control::Text { max: 80, autocomplete: "" }),
            Field::required("floats", Control::Choice(&["few", "many"])),
            Field::required("elephants", Control::Checkbox).when("floats", &["many"]),
            Field::required("email", Control::Email).sealed(),
        ],
    }],
    rules: |_, _| Vec::new(),
    filing: |answers| Filing {
        kind: "parade_permit",
        requester_name: String::new(),
        email: answers.get("email").cloned(),
        subject: answers.get("street").cloned().unwrap_or_default(),
        report_number: None,
        at_risk: false,
        pin: None,
        clocks: vec!["report.target"],
        documents: Vec::new(),
        documents_later: true,
    },
    actions: ACTIONS,
    gate: |facts, action| {
        let many = facts.answers.get("floats").is_some_and(|floats| floats == "many");
        (action.id == "send" && many && facts.fee == Fee::Free).then_some("parades_with_many_floats_pay")
    },
    action_rules: |_, _, _| Vec::new(),
};

/// The state that only this service has.
const ON_THE_STREET: &str = "on_the_street";
const RECORDS: &[Who] = &[Who::Staff(Role::Records)];

const ACTIONS: &[Action] = &[
    Action {
        id: "walk",
        from: &[state::RECEIVED],
        to: Some(ON_THE_STREET),
        who: RECORDS,
        mail: Some(Mail::State),
        ..Action::PLAIN
    },
    Action {
        id: "wonder",
        from: &[ON_THE_STREET],
        to: Some(state::NEEDS_INFORMATION),
        who: RECORDS,
        fields: &[Field::required("text", Control::LongText { max: 100 })],
        effect: Effect::AskRequester,
        mail: Some(Mail::Message),
        ..Action::PLAIN
    },
    Action {
        id: "tell",
        from: &[state::NEEDS_INFORMATION],
        to: Some(ON_THE_STREET),
        who: &[Who::Requester],
        ..Action::PLAIN
    },
    Action {
        id: "like",
        from: &[ON_THE_STREET],
        to: Some(state::APPROVED),
        who: RECORDS,
        fields: &[Field::required("fee", Control::Choice(&["owed", "free"]))],
        approval: Some(Role::Supervisor),
        effect: Effect::Approve,
        mail: Some(Mail::State),
        ..Action::PLAIN
    },
    Action {
        id: "bill",
        from: &[state::APPROVED],
        to: Some(state::FEE_DUE),
        who: RECORDS,
        fields: &[
            Field::required("fee_line", Control::Text { max: 40, autocomplete: "" }),
            Field::required("quantity", Control::Text { max: 6, autocomplete: "" }),
        ],
        effect: Effect::Charge,
        mail: Some(Mail::Invoice),
        ..Action::PLAIN
    },
    Action {
        id: "cash_in",
        from: &[state::FEE_DUE],
        to: Some(state::APPROVED),
        who: &[Who::Staff(Role::Cashier)],
        fields: &[Field::required("receipt_number", Control::Text { max: 40, autocomplete: "" })],
        effect: Effect::Pay,
        mail: Some(Mail::Receipt),
        ..Action::PLAIN
    },
    Action {
        id: "send",
        from: &[state::APPROVED],
        to: Some(state::RELEASED),
        who: RECORDS,
        fields: &[Field::required("document", Control::Document)],
        effect: Effect::Release { partial: false },
        mail: Some(Mail::Released),
        meets: Meets::All,
        reauthenticate: true,
        ..Action::PLAIN
    },
    Action {
        id: "shelve",
        from: &[state::RELEASED],
        to: Some(state::CLOSED),
        who: RECORDS,
        effect: Effect::Close,
        mail: Some(Mail::Closed),
        ..Action::PLAIN
    },
];

/// Does something with the case at the console; the case after it.
async fn post(console: &Console, case: &StaffCase, what: &str, fields: Value) -> StaffCase {
    let mut body = fields;
    body["version"] = json!(case.version);
    console.post(&format!("cases/{}/{what}", case.reference), &body).await.expect(200).json()
}

on_both! {
    async fn a_service_of_a_test_goes_from_receipt_to_its_end(app, Wishes { services: vec![&PERMIT], ..Wishes::default() }) {
        let visitor = app.browser();
        let asked = json!({ "street": "Colorado Boulevard", "floats": "many", "email": "ana@example.test" });
        let missing = visitor.post("/api/v1/requests/parade_permit", &asked).await.expect(422);
        assert!(missing.text().contains("elephants"), "the form's own rules hold: {}", missing.text());
        let mut answered = asked;
        answered["elephants"] = json!("yes");
        let taken: Value = visitor.post("/api/v1/requests/parade_permit", &answered).await.expect(201).json();
        assert_eq!(taken["clocks"][0]["rule"], json!("report.target"));
        let reference = taken["reference"].as_str().unwrap().to_owned();
        let bearer = format!("Bearer {}", taken["access_key"].as_str().unwrap());

        let records = app.sign_in(Role::Records).await;
        let case: StaffCase = records.get(&format!("cases/{reference}")).await.expect(200).json();
        assert_eq!(case.actions.iter().map(|action| action.id.as_str()).collect::<Vec<_>>(), ["walk"]);
        let case = post(&records, &case, "actions/walk", json!({})).await;
        assert_eq!(case.state, ON_THE_STREET);
        let case = post(&records, &case, "actions/wonder", json!({ "text": "Which day?" })).await;
        assert_eq!(case.state, state::NEEDS_INFORMATION);

        let told = app.browser().call("POST", &format!("/api/v1/requests/{reference}/messages"));
        let told: Value = told.header("authorization", &bearer).json(&json!({ "body": "New Year" })).send().await.expect(200).json();
        assert_eq!(told["state"], json!(ON_THE_STREET), "the answer goes back to where this service reviews");

        let case: StaffCase = records.get(&format!("cases/{reference}")).await.expect(200).json();
        let case = post(&records, &case, "actions/like", json!({ "fee": "owed" })).await;
        assert_eq!(case.state, ON_THE_STREET, "liking needs a second person");
        let supervisor = app.sign_in(Role::Supervisor).await;
        let seen: StaffCase = supervisor.get(&format!("cases/{reference}")).await.expect(200).json();
        let approval = format!("approvals/{}/confirm", seen.approvals[0].id);
        let case = post(&supervisor, &seen, &approval, json!({})).await;
        assert_eq!(case.state, state::APPROVED);

        let case = post(&records, &case, "actions/bill", json!({ "fee_line": "report_copy", "quantity": "2" })).await;
        assert_eq!(case.state, state::FEE_DUE);
        let cashier = app.sign_in(Role::Cashier).await;
        let case = post(&cashier, &case, "actions/cash_in", json!({ "receipt_number": "R-1" })).await;
        assert_eq!(case.state, state::APPROVED);

        let wanted = reference.clone();
        let row = app.read(move |conn, _| server::db::cases::by_reference(conn, &wanted)).await;
        let copy = app.add_copy(&row).await;
        let records = app.sign_in(Role::Records).await;
        let case = post(&records, &case, "actions/send", json!({ "document": copy })).await;
        assert_eq!(case.state, state::RELEASED);
        let mine = app.browser().call("GET", &format!("/api/v1/requests/{reference}")).header("authorization", &bearer);
        let mine: Value = mine.send().await.expect(200).json();
        assert_eq!(mine["documents"][0]["name"], json!("copy.pdf"), "{mine}");
        let case = post(&records, &case, "actions/shelve", json!({})).await;
        assert_eq!(case.state, state::CLOSED);
        assert_eq!(
            app.kinds_of_events(&row).await,
            ["received", "walk", "wonder", "message", "tell", "propose", "like", "bill", "cash_in", "send", "shelve"]
        );
        let id = row.id.clone();
        let verified = app.read(move |conn, _| server::domain::history::verify(conn, &id)).await;
        assert_eq!(verified, Ok(11));
        app.work_outbox().await;
    }

    async fn the_gate_of_a_service_of_a_test_holds(app, Wishes { services: vec![&PERMIT], ..Wishes::default() }) {
        let form: Answers = answers(&[&[("street", "Lake"), ("floats", "many"), ("elephants", "yes"), ("email", "ana@example.test")]]);
        let case = app.submit(&PERMIT, form).await.unwrap().case;
        let case = app.case(&case.id).await;
        let case = app.by(Role::Records, &case, "walk", &[]).await;
        let of = case.clone();
        app.write(move |conn, _| {
            let mut change = of.change();
            state::APPROVED.clone_into(&mut change.state);
            Fee::Free.code().clone_into(&mut change.fee);
            Ok(server::db::cases::update(conn, &of.id, &change)?)
        })
        .await;
        let case = app.case(&case.id).await;
        let copy = app.add_copy(&case).await;
        let sent = app.attempt(&app.staff(Role::Records).await, &case, "send", &[("document", &copy)]).await;
        let gate = shared::service::Block::Gate("parades_with_many_floats_pay");
        assert!(matches!(&sent, Err(server::domain::Refusal::Blocked(block)) if *block == gate), "{sent:?}");
        let of = case.clone();
        let spoken = app.app.write(&Actor::Requester(case.id.clone()), move |conn, cx| message(conn, cx, &of, "Hello?")).await.unwrap();
        assert_eq!(spoken.state, state::APPROVED, "a message answers nothing when nothing was asked");
        app.work_outbox().await;
    }
}
