//! The same thing done to every ticked case: first what would become of each, then what became of it.

use std::collections::BTreeMap;

use shared::staff::{Bulk, BulkAction, BulkAnswer, BulkCase, BulkLine};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::api::{Failure, Method};
use crate::pages::staff::{
    answers::use_failure_focus,
    console::{Console, use_console},
    dialog::Dialog,
    field::Field,
    icon::Icon,
    parts,
};

/// Props of [`BulkDialog`].
#[derive(Properties, PartialEq)]
pub struct BulkProps {
    /// What is done.
    pub action: BulkAction,
    /// To which cases.
    pub cases: Vec<BulkCase>,
    /// Called at the end; with whether anything was done.
    pub on_end: Callback<bool>,
}

/// Asks what has to be said, shows what that does to each case, and does it.
#[component]
pub fn BulkDialog(props: &BulkProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let preview = use_state(|| None::<BulkAnswer>);
    let result = use_state(|| None::<BulkAnswer>);
    let given = use_state(BTreeMap::<String, String>::new);
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let (error, done) = (use_node_ref(), use_node_ref());
    use_failure_focus(error.clone(), (*failure).clone());

    let bulk = Bulk { action: props.action, cases: props.cases.clone(), fields: (*given).clone() };
    {
        let (console, preview, failure, given) = (console.clone(), preview.clone(), failure.clone(), given.clone());
        use_effect_with(bulk.clone(), move |bulk| {
            let bulk = bulk.clone();
            spawn_local(async move {
                match console.api.write::<BulkAnswer>(Method::Post, "cases/bulk/preview", &bulk).await {
                    Ok(answer) => {
                        // What stands in a field at first is an answer, too.
                        let first = answer.fields.iter().filter(|field| !field.value.is_empty());
                        let first: Vec<_> = first.filter(|field| !bulk.fields.contains_key(&field.name)).collect();
                        if !first.is_empty() {
                            let first = first.into_iter().map(|field| (field.name.clone(), field.value.clone()));
                            given.set(bulk.fields.into_iter().chain(first).collect());
                        }
                        preview.set(Some(answer));
                    }
                    Err(why) => failure.set(Some(why)),
                }
            });
        });
    }
    {
        let done = done.clone();
        use_effect_with(result.is_some(), move |_| {
            if let Some(done) = done.cast::<HtmlElement>() {
                // The button that had the focus went with the form.
                let _ = done.focus();
            }
        });
    }
    let acting = preview.as_ref().map_or(0, |preview| preview.lines.iter().filter(|line| line.acts).count());
    let onsubmit = {
        let (console, busy, failure, result) = (console.clone(), busy.clone(), failure.clone(), result.clone());
        let acts = |line: &&BulkLine| line.acts;
        let will: Vec<String> = preview
            .iter()
            .flat_map(|preview| preview.lines.iter().filter(acts).map(|line| line.reference.clone()))
            .collect();
        // Only what the preview promised is asked for.
        let cases = bulk.cases.iter().filter(|case| will.contains(&case.reference)).cloned().collect();
        let bulk = Bulk { cases, ..bulk };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            busy.set(true);
            let (console, busy, failure, result) = (console.clone(), busy.clone(), failure.clone(), result.clone());
            let bulk = bulk.clone();
            spawn_local(async move {
                match console.api.write::<BulkAnswer>(Method::Post, "cases/bulk", &bulk).await {
                    Ok(answer) => {
                        failure.set(None);
                        result.set(Some(answer));
                    }
                    Err(why) => failure.set(Some(why)),
                }
                busy.set(false);
            });
        })
    };
    let title = match props.action {
        BulkAction::Assign => "staff-bulk-assign-title",
        BulkAction::Close => "staff-bulk-close-title",
    };
    let end = |done: bool| props.on_end.reform(move |_: MouseEvent| done);
    let on_close = {
        let (on_end, done) = (props.on_end.clone(), result.is_some());
        Callback::from(move |()| on_end.emit(done))
    };
    let body = if let Some(result) = &*result {
        html! {
            <>
                <p ref={done} tabindex="-1" role="status">
                    { counted(&console, result, "staff-bulk-done", "staff-bulk-not-done") }
                </p>
                { lines(result) }
                <div class="buttons">
                    <button type="button" class="button button-main" onclick={end(true)}>
                        { words.get("staff-close") }
                    </button>
                </div>
            </>
        }
    } else {
        html! {
            <form class="stack" {onsubmit} novalidate={true}>
                if let Some(failure) = &*failure {
                    <div ref={error} tabindex="-1" role="alert">{ parts::failure(words, failure) }</div>
                }
                { for preview.iter().flat_map(|preview| &preview.fields).map(|field| {
                    let value = given.get(&field.name).cloned().unwrap_or_default();
                    let wrong = failure.as_ref().and_then(|failure| failure.field(&field.name));
                    let on_change = {
                        let (given, name) = (given.clone(), field.name.clone());
                        Callback::from(move |value: String| {
                            let mut changed = (*given).clone();
                            changed.insert(name.clone(), value);
                            given.set(changed);
                        })
                    };
                    html! {
                        <Field key={field.name.clone()} field={field.clone()} form="bulk" {value}
                            error={wrong.map(|wrong| AttrValue::from(wrong.to_owned()))} optional="" {on_change} />
                    }
                }) }
                <p role="status">
                    { match &*preview {
                        Some(preview) => counted(&console, preview, "staff-bulk-will", "staff-bulk-skipped"),
                        None => words.get("staff-loading"),
                    } }
                </p>
                { for preview.iter().map(lines) }
                <div class="buttons">
                    if acting > 0 {
                        <button class="button button-main" aria-busy={busy.to_string()}>
                            { if *busy { words.get("staff-working") } else { words.get(title) } }
                        </button>
                    }
                    <button type="button" class="button" onclick={end(false)}>{ words.get("staff-cancel") }</button>
                </div>
            </form>
        }
    };
    html! { <Dialog title={words.get(title)} class="dialog-wide" {on_close}>{ body }</Dialog> }
}

/// "12 cases will be changed, 3 are skipped."
fn counted(console: &Console, answer: &BulkAnswer, acts: &str, skips: &str) -> String {
    let count = answer.lines.iter().filter(|line| line.acts).count();
    let skipped = answer.lines.len() - count;
    let mut said = console.words.count(acts, count);
    if skipped > 0 {
        said = format!("{said} {}", console.words.count(skips, skipped));
    }
    said
}

/// Each case with what becomes of it; what is skipped says why.
fn lines(answer: &BulkAnswer) -> Html {
    html! {
        <ul class="bulk-lines">
            { for answer.lines.iter().map(|line| html! {
                <li key={line.reference.clone()} class={(!line.acts).then_some("skipped")}>
                    { if line.acts { Icon::Check.html() } else { Icon::Close.html() } }
                    <span class="mono">{ &line.reference }</span>
                    <span>{ &line.subject }</span>
                    <span class="bulk-text">{ &line.text }</span>
                </li>
            }) }
        </ul>
    }
}
