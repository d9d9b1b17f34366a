//! What one person proposed and another must confirm or refuse.

use std::collections::BTreeMap;

use shared::staff::{ActionRequest, Approval, StaffCase};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::writer::{Outcome, Writer};
use crate::api::Failure;
use crate::pages::staff::{console::use_console, drafts::use_draft, parts};

/// Props of [`Approvals`].
#[derive(Properties, PartialEq)]
pub struct ApprovalsProps {
    /// The case.
    pub case: StaffCase,
    /// Writes to it.
    pub writer: Writer,
}

/// Every approval that waits.
#[component]
pub fn Approvals(props: &ApprovalsProps) -> Html {
    html! {
        <>
            { for props.case.approvals.iter().map(|approval| html! {
                <Waiting key={approval.id.clone()} approval={approval.clone()} version={props.case.version}
                    writer={props.writer.clone()} />
            }) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct WaitingProps {
    approval: Approval,
    version: i64,
    writer: Writer,
}

/// The exact payload, and the two buttons for the one who may decide.
#[component]
fn Waiting(props: &WaitingProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let approval = &props.approval;
    let title = format!("approval-{}", approval.id);
    let reason_id = format!("{title}-reason");
    let draft = format!("{}/approval/{}", props.writer.reference, approval.id);
    let (reason, set_reason) = use_draft(draft);
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);

    let decide = |verb: &'static str| {
        let (busy, failure) = (busy.clone(), failure.clone());
        let (writer, announce) = (props.writer.clone(), console.announce.clone());
        let (reason, set_reason) = (reason.clone(), set_reason.clone());
        let (id, version) = (approval.id.clone(), props.version);
        let proof = approval.needs_reauth && verb == "confirm";
        let said = words.fill("staff-action-done", &[("what", &approval.label)]);
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let mut fields = BTreeMap::new();
            if !reason.is_empty() {
                fields.insert("reason".to_owned(), reason.clone());
            }
            let (busy, failure) = (busy.clone(), failure.clone());
            let (announce, said, set_reason) = (announce.clone(), said.clone(), set_reason.clone());
            let done = Callback::from(move |outcome: Outcome| {
                busy.set(false);
                if outcome == Outcome::Done {
                    set_reason.emit(String::new());
                    announce.emit(said.clone());
                }
                failure.set(outcome.failure());
            });
            let path = format!("approvals/{id}/{verb}");
            writer.post(proof, &path, &ActionRequest { version, fields }, done);
        })
    };
    let oninput = {
        let set_reason = set_reason.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                set_reason.emit(area.value());
            }
        })
    };
    let by = words.fill("staff-proposed-by", &[("name", &approval.proposed_by), ("when", &approval.at.text)]);
    let error = failure.as_ref().and_then(|failure| failure.field("reason")).map(str::to_owned);

    html! {
        <section class="panel approval" aria-labelledby={title.clone()}>
            <div class="panel-head">
                <h2 id={title}>{ words.fill("staff-approval", &[("what", &approval.label)]) }</h2><p>{ by }</p>
            </div>
            <p>{ &approval.does }</p>
            <dl class="facts">
                { for approval.payload.iter().map(|fact| html! {
                    <div><dt>{ &fact.label }</dt><dd class="kept-lines">{ &fact.value }</dd></div>
                }) }
            </dl>
            if let Some(failure) = &*failure {
                <div role="alert">{ parts::failure(words, failure) }</div>
            }
            if approval.may_decide {
                <div class={classes!("field", error.is_some().then_some("field-error"))}>
                    <label for={reason_id.clone()}>{ words.get("staff-refuse-reason") }</label>
                    if let Some(error) = error { <p class="error">{ error }</p> }
                    <textarea id={reason_id} rows="2" value={reason.clone()} {oninput} />
                </div>
                if approval.needs_reauth { <p class="quiet">{ words.get("staff-needs-reauth") }</p> }
                <div class="buttons">
                    <button type="button" class="button button-main" onclick={decide("confirm")}
                        aria-busy={busy.to_string()}>{ words.get("staff-confirm") }</button>
                    <button type="button" class="button" onclick={decide("refuse")}
                        aria-busy={busy.to_string()}>{ words.get("staff-refuse") }</button>
                </div>
            } else if let Some(why) = &approval.why_not {
                <p class="quiet">{ why }</p>
            }
        </section>
    }
}
