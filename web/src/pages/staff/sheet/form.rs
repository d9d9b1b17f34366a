//! Something that can be done from a sheet: a button, or a form that stands open or behind one.

use shared::staff::{Sheet, SheetForm};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::api::{Failure, json, read};
use crate::pages::staff::{
    answers::{Answers, use_answers, use_failure_focus},
    console::use_console,
    parts,
    proof::{self, Proved},
};

/// What the forms of a sheet have in common.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// The sheet's path; the names of drafts begin with it.
    pub path: AttrValue,
    /// Whether the password was given on this page.
    pub proved: Proved,
    /// Takes the sheet after a form was done.
    pub on_sheet: Callback<Sheet>,
}

impl Desk {
    /// How the names of a form's drafts begin.
    pub fn draft(&self, form: &SheetForm) -> String {
        format!("sheet/{}/{}/", self.path, form.id)
    }
}

/// Props of [`FormPart`] and [`FormBody`].
#[derive(Properties, PartialEq)]
pub struct FormProps {
    /// The form.
    pub form: SheetForm,
    /// The sheet.
    pub desk: Desk,
    /// Called when it was done or called off; without it, it cannot be called off.
    #[prop_or_default]
    pub on_end: Option<Callback<()>>,
}

/// Whether a press of the button is enough.
pub fn acts_at_once(form: &SheetForm) -> bool {
    form.fields.is_empty() && form.does.is_empty()
}

/// A form of a section. What was typed before a reload is shown again.
#[component]
pub fn FormPart(props: &FormProps) -> Html {
    let console = use_console();
    let form = &props.form;
    let typed = !console.drafts.under(&props.desk.draft(form)).is_empty();
    let open = use_state(|| typed);
    let button = use_node_ref();
    if acts_at_once(form) {
        return html! { <ActButton form={form.clone()} desk={props.desk.clone()} /> };
    }
    if form.open {
        return html! { <FormBody form={form.clone()} desk={props.desk.clone()} /> };
    }
    let on_end = {
        let (open, button) = (open.setter(), button.clone());
        Callback::from(move |()| {
            open.set(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                // It may have left the page with the form.
                let _ = button.focus();
            }
        })
    };
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class={classes!("sheet-form", open.then_some("open"))}>
            <button ref={button} type="button" class={button_class(form, false)} aria-expanded={open.to_string()} {onclick}>
                { &form.label }
            </button>
            if *open { <FormBody form={form.clone()} desk={props.desk.clone()} {on_end} /> }
        </div>
    }
}

/// A button that does it at once.
#[component]
pub fn ActButton(props: &FormProps) -> Html {
    let console = use_console();
    let error = use_node_ref();
    let answers = use_answers(props.desk.draft(&props.form), &props.form.id, &props.form.fields);
    let sending = use_sending(props, answers);
    use_failure_focus(error.clone(), sending.failure.clone());
    html! {
        <>
            <button type="button" class={button_class(&props.form, false)} aria-busy={sending.busy.to_string()}
                onclick={sending.send.reform(|_: MouseEvent| ())}>
                { if sending.busy { console.words.get("staff-working") } else { props.form.label.clone() } }
            </button>
            if let Some(failure) = &sending.failure {
                <div ref={error} tabindex="-1" role="alert">{ parts::failure(&console.words, failure) }</div>
            }
        </>
    }
}

/// What it does, what has to be said, and the button that does it.
#[component]
pub fn FormBody(props: &FormProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let form = &props.form;
    let (top, error) = (use_node_ref(), use_node_ref());
    let answers = use_answers(props.desk.draft(form), &form.id, &form.fields);
    let sending = use_sending(props, answers.clone());
    use_failure_focus(error.clone(), sending.failure.clone());
    {
        let (top, opened) = (top.clone(), props.on_end.is_some());
        use_effect_with((), move |()| {
            if let Some(top) = top.cast::<HtmlElement>().filter(|_| opened) {
                // The form was rendered a moment ago.
                let _ = top.focus();
            }
        });
    }
    let onsubmit = sending.send.reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <form ref={top} tabindex="-1" class="action-form stack" {onsubmit} novalidate={true}
            aria-label={form.label.clone()}>
            if !form.does.is_empty() { <p class="quiet">{ &form.does }</p> }
            if form.needs_reauth { <p class="quiet">{ words.get("staff-needs-reauth") }</p> }
            if let Some(failure) = &sending.failure {
                <div ref={error} tabindex="-1" role="alert">{ answers.summary(failure) }</div>
            }
            { answers.fields(sending.failure.as_ref()) }
            <div class="buttons">
                <button class={button_class(form, true)} aria-busy={sending.busy.to_string()}>
                    { if sending.busy { words.get("staff-working") } else { form.label.clone() } }
                </button>
                if let Some(on_end) = &props.on_end {
                    <button type="button" class="button" onclick={on_end.reform(|_: MouseEvent| ())}>
                        { words.get("staff-cancel") }
                    </button>
                }
            </div>
        </form>
    }
}

/// How far a form is with being sent.
struct Sending {
    busy: bool,
    failure: Option<Failure>,
    send: Callback<()>,
}

#[hook]
fn use_sending(props: &FormProps, answers: Answers) -> Sending {
    let console = use_console();
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let (form, desk, on_end) = (props.form.clone(), props.desk.clone(), props.on_end.clone());
    let sending = Sending { busy: *busy, failure: (*failure).clone(), send: Callback::noop() };
    let send = Callback::from(move |()| {
        if *busy {
            return;
        }
        if let Some(missing) = answers.missing() {
            failure.set(Some(missing));
            return;
        }
        busy.set(true);
        let mut body = form.sent.clone();
        body.extend(answers.given());
        let (busy, failure, answers) = (busy.clone(), failure.clone(), answers.clone());
        let (on_sheet, on_end) = (desk.on_sheet.clone(), on_end.clone());
        let done = Callback::from(move |answer: Option<Result<String, Failure>>| {
            busy.set(false);
            match answer.map(|answer| answer.and_then(|body| read::<Sheet>(&body))) {
                Some(Ok(sheet)) => {
                    failure.set(None);
                    answers.forget();
                    if let Some(on_end) = &on_end {
                        on_end.emit(());
                    }
                    on_sheet.emit(sheet);
                }
                Some(Err(why)) => failure.set(Some(why)),
                None => {}
            }
        });
        proof::post(&console, &desk.proved, form.needs_reauth, form.post.clone(), json(&body), done);
    });
    Sending { send, ..sending }
}

/// The button that opens a form or acts; `main` is the one that does what the form says.
fn button_class(form: &SheetForm, main: bool) -> Classes {
    classes!("button", form.danger.then_some("button-danger"), (main && !form.danger).then_some("button-main"))
}
