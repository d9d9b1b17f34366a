//! Messages with the requester, notes among staff, and where they are written.

use shared::staff::{Entry, EntryKind, StaffCase, Write};
use web_sys::{HtmlElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::writer::{Outcome, Writer};
use crate::api::Failure;
use crate::pages::staff::{
    console::{Console, use_console},
    drafts::use_draft,
    icon::Icon,
    keys::{Key, use_keys},
    parts,
};

/// Props of [`Talk`].
#[derive(Properties, PartialEq)]
pub struct TalkProps {
    /// The case.
    pub case: StaffCase,
    /// Writes to it.
    pub writer: Writer,
}

/// The entries, oldest first, and the composer, which names who will read what is written.
#[component]
pub fn Talk(props: &TalkProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let case = &props.case;
    let note = use_state(|| !case.may_message);
    let kind = if *note { "notes" } else { "messages" };
    let (text, set_text) = use_draft(format!("{}/{kind}", case.reference));
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let field = use_node_ref();

    {
        let (note, field, may_message) = (note.setter(), field.clone(), case.may_message);
        let message = may_message.then(|| Key::new("m", words.get("staff-key-message")));
        let keys = message.into_iter().chain([Key::new("n", words.get("staff-key-note"))]).collect();
        use_keys(&console, keys, move |key| {
            match key {
                "m" if may_message => note.set(false),
                "n" => note.set(true),
                _ => return false,
            }
            if let Some(field) = field.cast::<HtmlElement>() {
                // The field is on the page.
                let _ = field.focus();
            }
            true
        });
    }
    let send = {
        let (busy, failure, set_text) = (busy.clone(), failure.clone(), set_text.clone());
        let field = field.clone();
        let (writer, text, console) = (props.writer.clone(), text.clone(), console.clone());
        Callback::from(move |()| {
            if *busy {
                return;
            }
            if text.trim().is_empty() {
                // Nothing to send yet: this is where it is written.
                if let Some(field) = field.cast::<HtmlElement>() {
                    let _ = field.focus();
                }
                return;
            }
            busy.set(true);
            let (busy, failure, set_text) = (busy.clone(), failure.clone(), set_text.clone());
            let (announce, sent) = (console.announce.clone(), console.words.get("staff-sent"));
            let done = Callback::from(move |outcome: Outcome| {
                busy.set(false);
                if outcome == Outcome::Done {
                    set_text.emit(String::new());
                    announce.emit(sent.clone());
                }
                failure.set(outcome.failure());
            });
            writer.post(false, kind, &Write { body: text.clone() }, done);
        })
    };
    let onsubmit = {
        let send = send.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(());
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            send.emit(());
        }
    });
    let oninput = set_text.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
            oninput.emit(field.value());
        }
    });
    // The reply goes behind what was typed already; the choice goes back, so that the next one can be the same.
    let on_reply = {
        let (replies, text, set_text, field) = (case.replies.clone(), text.clone(), set_text.clone(), field.clone());
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            if let Some(reply) = replies.iter().find(|reply| reply.label == select.value()) {
                let gap = if text.trim().is_empty() { "" } else { "\n\n" };
                set_text.emit(format!("{}{gap}{}", text.trim_end(), reply.value));
                if let Some(field) = field.cast::<HtmlElement>() {
                    // The field is on the page.
                    let _ = field.focus();
                }
            }
            select.set_value("");
        })
    };
    let choose = |to_note: bool| {
        let note = note.setter();
        Callback::from(move |_: Event| note.set(to_note))
    };
    let notes = case.entries.iter().filter(|entry| entry.kind == EntryKind::Note).count();
    let counts = format!(
        "{}, {}",
        words.count("staff-messages", case.entries.len() - notes),
        words.count("staff-notes", notes),
    );
    let (reach, button) = if *note {
        (words.get("staff-note-reach"), "staff-add-note")
    } else {
        (case.message_reach.clone(), "staff-send")
    };

    html! {
        <section class="panel" aria-labelledby="talk">
            <div class="panel-head"><h2 id="talk">{ words.get("staff-talk") }</h2><p>{ counts }</p></div>
            <ol class="entries">{ for case.entries.iter().map(|it| entry(&console, it)) }</ol>
            if let Some(failure) = &*failure {
                <div role="alert">{ parts::failure(words, failure) }</div>
            }
            <form class={classes!("composer", note.then_some("composer-note"))} {onsubmit}>
                <fieldset class="composer-tabs">
                    <legend class="spoken">{ words.get("staff-composer") }</legend>
                    if case.may_message {
                        <label>
                            <input type="radio" name="composer" checked={!*note} onchange={choose(false)} />
                            { words.get("staff-message") }{ parts::key(console.prefs.single_keys, "M") }
                        </label>
                    }
                    <label>
                        <input type="radio" name="composer" checked={*note} onchange={choose(true)} />
                        { words.get("staff-note") }{ parts::key(console.prefs.single_keys, "N") }
                    </label>
                </fieldset>
                if !*note && !case.replies.is_empty() {
                    <select class="composer-reply" aria-label={words.get("staff-reply")} onchange={on_reply}>
                        // Yew puts the last option in first, and the browser would keep that one.
                        <option value="" selected={true}>{ words.get("staff-reply") }</option>
                        { for case.replies.iter().map(|reply| html! {
                            <option value={reply.label.clone()}>{ &reply.label }</option>
                        }) }
                    </select>
                }
                <textarea ref={field} rows="3" value={text.clone()} {oninput} {onkeydown}
                    aria-label={words.get(if *note { "staff-note" } else { "staff-message" })}
                    aria-describedby="composer-reach" />
                <div class="composer-foot">
                    if !text.is_empty() {
                        <span class="quiet">{ words.get("staff-draft-kept") }</span>
                    }
                    <span id="composer-reach" class="quiet composer-reach">{ reach }</span>
                    <button class="button button-main" aria-busy={busy.to_string()}>
                        { words.get(if *busy { "staff-working" } else { button }) }<kbd>{ "Ctrl ↵" }</kbd>
                    </button>
                </div>
            </form>
        </section>
    }
}

fn entry(console: &Console, entry: &Entry) -> Html {
    let (class, audience) = match entry.kind {
        EntryKind::FromStaff => ("entry entry-staff", Some("staff-to-requester")),
        EntryKind::FromRequester => ("entry entry-requester", None),
        EntryKind::Note => ("entry entry-note", Some("staff-only")),
    };
    html! {
        <li {class}>
            <p class="entry-head">
                <strong>{ &entry.author }</strong>
                if entry.kind == EntryKind::Note { { Icon::Lock.html() } }
                if let Some(audience) = audience { <span>{ console.words.get(audience) }</span> }
                <time datetime={entry.at.at.clone()}>{ &entry.at.text }</time>
            </p>
            <p class="kept-lines">{ &entry.body }</p>
        </li>
    }
}
