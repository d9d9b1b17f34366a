//! What is asked, by whom, and what proves their right to it.

use shared::staff::{RoleCheck, StaffCase};
use yew::prelude::*;

use crate::pages::staff::{console::Console, icon::Icon};

pub(super) fn request(console: &Console, case: &StaffCase) -> Html {
    html! {
        <section class="panel" aria-labelledby="request">
            <div class="panel-head"><h2 id="request">{ console.words.get("staff-request") }</h2></div>
            if !case.request.is_empty() {
                <blockquote class="kept-lines">{ &case.request }</blockquote>
            }
            <dl class="facts">
                { for case.facts.iter().map(|fact| html! {
                    <div><dt>{ &fact.label }</dt><dd class="kept-lines">{ &fact.value }</dd></div>
                }) }
            </dl>
        </section>
    }
}

pub(super) fn role(console: &Console, case: &StaffCase, role: &RoleCheck) -> Html {
    let words = &console.words;
    html! {
        <section class="panel" aria-labelledby="role">
            <div class="panel-head"><h2 id="role">{ words.get("staff-role-panel") }</h2></div>
            <p><strong>{ &role.role }</strong></p>
            <p class="quiet">{ &role.rule }</p>
            <ul class="proofs">
                { for role.documents.iter().map(|proof| html! {
                    <li>
                        <span class={classes!("tick", proof.checked.then_some("tick-on"))} aria-hidden="true">
                            if proof.checked { { Icon::Check.html() } }
                        </span>
                        <span class="proof-label">{ &proof.label }</span>
                        <span class="quiet">{ &proof.status }</span>
                        if let Some(id) = &proof.document {
                            <a href={super::documents::href(&case.reference, id)} download={true}>
                                { words.get("staff-download") }
                                <span class="spoken">{ format!(": {}", proof.label) }</span>
                            </a>
                        }
                    </li>
                }) }
            </ul>
            if let Some(checked) = &role.checked {
                <p class="ok">{ Icon::Check.html() }{ checked }</p>
            }
        </section>
    }
}
