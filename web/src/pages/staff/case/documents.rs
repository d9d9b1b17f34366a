//! The case's files, letters and fees.

use js_sys::Number;
use shared::staff::{StaffCase, Visibility};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::writer::{Outcome, Writer};
use crate::api::Failure;
use crate::pages::staff::{
    console::{Console, use_console},
    icon::Icon,
    keys::{Key, use_keys},
    parts,
};

/// Where a file is read.
pub(super) fn href(reference: &str, id: &str) -> String {
    format!("/api/v1/staff/cases/{reference}/documents/{id}")
}

/// Props of [`Documents`].
#[derive(Properties, PartialEq)]
pub struct DocumentsProps {
    /// The case.
    pub case: StaffCase,
    /// Writes to it.
    pub writer: Writer,
}

/// The files with who sees them, and the way to add one.
#[component]
pub fn Documents(props: &DocumentsProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let case = &props.case;
    let sent = use_state(|| None::<f64>);
    let failure = use_state(|| None::<Failure>);
    let input = use_node_ref();

    {
        let (input, may) = (input.clone(), case.may_upload);
        let keys = may.then(|| Key::new("u", words.get("staff-key-upload"))).into_iter().collect();
        use_keys(&console, keys, move |key| {
            let input = input.cast::<HtmlElement>().filter(|_| may && key == "u");
            if let Some(input) = &input {
                // The field is on the page.
                let _ = input.focus();
                input.click();
            }
            input.is_some()
        });
    }
    let onchange = {
        let (sent, failure, writer) = (sent.clone(), failure.clone(), props.writer.clone());
        let done = words.get("staff-uploaded");
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let (sent, failure, writer, done) = (sent.clone(), failure.clone(), writer.clone(), done.clone());
            sent.set(Some(0.0));
            spawn_local(async move {
                let on_progress = {
                    let sent = sent.setter();
                    Callback::from(move |percent: f64| sent.set(Some(percent)))
                };
                let api = writer.console.api.clone();
                let answer = api.upload(&writer.reference, &file, on_progress).await;
                let outcome = writer.take(answer);
                if outcome == Outcome::Done {
                    writer.console.announce.emit(done);
                }
                failure.set(outcome.failure());
                sent.set(None);
                // The same file can be chosen again.
                input.set_value("");
            });
        })
    };
    html! {
        <section class="panel" aria-labelledby="documents">
            <div class="panel-head">
                <h2 id="documents">{ words.get("staff-documents") }</h2>
                if case.may_upload {
                    <label class="upload">
                        { Icon::Upload.html() }{ words.get("staff-add-document") }
                        { parts::key(console.prefs.single_keys, "U") }
                        <input ref={input} type="file" accept={console.session.upload_accept.clone()}
                            aria-describedby="upload-rule" {onchange} />
                    </label>
                }
            </div>
            if let Some(percent) = *sent {
                <p><progress max="100" value={rounded(percent)} aria-label={words.get("staff-uploading")} />
                    { format!(" {}%", rounded(percent)) }</p>
            }
            if let Some(failure) = &*failure {
                <div role="alert">{ parts::failure(words, failure) }</div>
            }
            <ul class="files">
                { for case.documents.iter().map(|document| html! {
                    <li key={document.id.clone()}>
                        { if document.visibility == Visibility::Staff { Icon::Lock.html() } else { Icon::Document.html() } }
                        <span>
                            if document.readable {
                                <a href={href(&case.reference, &document.id)} download={true}>{ &document.name }</a>
                            } else {
                                { &document.name }
                            }
                            <span class="quiet">{ &document.status }</span>
                            <span class="quiet">{ &document.origin }</span>
                        </span>
                        <span class="file-size">{ &document.size }</span>
                    </li>
                }) }
            </ul>
            if case.documents.is_empty() {
                <p class="quiet">{ words.get("staff-no-documents") }</p>
            }
            if case.may_upload {
                <p class="hint" id="upload-rule">{ &console.session.upload_rule }</p>
            }
        </section>
    }
}

pub(super) fn letters(console: &Console, case: &StaffCase) -> Html {
    let words = &console.words;
    html! {
        <section class="panel" aria-labelledby="letters">
            <div class="panel-head"><h2 id="letters">{ words.get("staff-letters") }</h2></div>
            <ul class="files">
                { for case.letters.iter().map(|letter| html! {
                    <li key={letter.href.clone()}>
                        { Icon::Document.html() }
                        <span>
                            <a href={letter.href.clone()} target="_blank" rel="noopener">
                                { &letter.title }<span class="spoken">{ words.get("staff-new-tab") }</span>
                            </a>
                            <time class="quiet" datetime={letter.at.at.clone()}>{ &letter.at.text }</time>
                        </span>
                    </li>
                }) }
            </ul>
            if case.letters.is_empty() {
                <p class="quiet">{ words.get("staff-no-letters") }</p>
            }
        </section>
    }
}

pub(super) fn fees(console: &Console, case: &StaffCase) -> Html {
    let words = &console.words;
    html! {
        <section class="panel" aria-labelledby="fees">
            <div class="panel-head"><h2 id="fees">{ words.get("staff-fees") }</h2></div>
            if let Some(fees) = &case.fees {
                <dl class="sum">
                    { for fees.lines.iter().map(|line| html! {
                        <div><dt>{ &line.label }</dt><dd>{ &line.value }</dd></div>
                    }) }
                    <div class="sum-total"><dt>{ words.get("staff-total") }</dt><dd>{ &fees.total }</dd></div>
                </dl>
                <p class="quiet">{ &fees.status }</p>
            } else {
                <p class="quiet">{ words.get("staff-no-fees") }</p>
            }
        </section>
    }
}

/// A percentage in whole numbers; the browser can write them, so the program need not.
fn rounded(percent: f64) -> String {
    Number::from(percent).to_fixed(0).map(String::from).unwrap_or_default()
}
