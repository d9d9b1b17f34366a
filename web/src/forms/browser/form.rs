//! The form that is alive: the same view as on the server, with one set of listeners on its root.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use shared::page::{Control, Form, Mount};
use shared::service::SERVICES;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlFormElement, HtmlInputElement, SubmitEvent};
use yew::prelude::*;

use super::restore::Restore;
use super::upload::{self, Outcome};
use super::{alive, page, typed};
use crate::components::set_sprite;
use crate::forms::{Live, Progress, Upload, form_view};

/// Properties of [`LiveForm`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct LiveFormProps {
    /// The value of the form, with what was typed before.
    pub mount: Mount,
    /// The element it is mounted over.
    pub root: Element,
    /// What to put back once it stands.
    pub restore: Restore,
}

/// What the form knows while it lives.
struct Model {
    form: Form,
    live: Live,
    /// Whether errors have been shown: from then on each answer is checked when it is left.
    checking: bool,
    /// Whether the focus must move to the errors after the next rendering.
    focus_errors: bool,
    /// Whether the form waits for uploads to end before it is sent.
    waiting: Option<HtmlFormElement>,
    uploads_so_far: u32,
}

/// A handle for the listeners: the model, and how to render again.
#[derive(Clone)]
struct Handle {
    model: Rc<RefCell<Model>>,
    render: UseForceUpdateHandle,
}

/// The form in the browser.
#[component]
pub(super) fn LiveForm(props: &LiveFormProps) -> Html {
    let LiveFormProps { mount, root, restore } = props.clone();
    set_sprite(&mount.icons);
    let model = use_mut_ref(|| Model {
        checking: !mount.form.errors().is_empty(),
        form: mount.form,
        live: Live::default(),
        focus_errors: false,
        waiting: None,
        uploads_so_far: 0,
    });
    let handle = Handle { model: model.clone(), render: use_force_update() };
    use_effect_with((), move |()| {
        restore.put_back(&root);
        // For whoever waits for it, such as a test; a mark that cannot be set is no loss.
        root.set_attribute("data-alive", "").ok();
        let listeners = handle.listen(&root);
        move || drop(listeners)
    });
    use_effect({
        let model = model.clone();
        move || {
            // Moving the focus fires events that borrow the model too: it must be free by then.
            let asked = std::mem::take(&mut model.borrow_mut().focus_errors);
            if asked {
                let prefix = model.borrow().form.texts.error_prefix.clone();
                page::show_errors(&prefix);
            }
        }
    });
    let model = model.borrow();
    form_view(&model.form, &model.live)
}

impl Handle {
    fn listen(self, root: &Element) -> Vec<EventListener> {
        let on = |name: &'static str, act: fn(&Self, &Event)| {
            let handle = self.clone();
            EventListener::new_with_options(root, name, EventListenerOptions::enable_prevent_default(), move |event| {
                if alive() {
                    act(&handle, event);
                }
            })
        };
        vec![
            on("input", |handle, event| handle.answered(event, false)),
            on("change", Self::changed),
            on("focusout", |handle, event| handle.answered(event, goes_to_field(event))),
            on("submit", Self::submitted),
        ]
    }

    /// Something was typed or ticked in a field, or the field was `left` for another one.
    fn answered(&self, event: &Event, left: bool) {
        let mut model = self.model.borrow_mut();
        typed::read_into(&mut model.form);
        let before = model.form.errors();
        if model.checking
            && let Some(name) = field_of(event)
        {
            let fault = model.form.faults(SERVICES).into_iter().find(|fault| fault.field == name);
            // While typing an error only goes away; a new one would interrupt.
            if left || fault.is_none() {
                model.form.mark_one(&name, fault.as_ref());
            }
        }
        let reminded = remind_of_danger(&mut model.form);
        if reminded || model.form.errors() != before {
            drop(model);
            self.render.force_update();
        }
    }

    /// A choice was made, or files were chosen.
    fn changed(&self, event: &Event) {
        self.answered(event, false);
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input.filter(|input| input.type_() == "file") else { return };
        self.upload(&input);
    }

    /// The form is about to be posted. It is stopped only for errors that can be shown, or while files are on their way.
    fn submitted(&self, event: &Event) {
        let submitter = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        if submitter.is_some_and(|button| button.has_attribute("data-unchecked")) {
            return;
        }
        let mut model = self.model.borrow_mut();
        typed::read_into(&mut model.form);
        let faults = model.form.faults(SERVICES);
        model.form.mark(&faults);
        if !model.form.errors().is_empty() {
            event.prevent_default();
            model.checking = true;
            model.focus_errors = true;
        } else if model.live.uploads.iter().any(Upload::is_sending) {
            event.prevent_default();
            model.waiting = event.target().and_then(|target| target.dyn_into().ok());
            model.live.sending = true;
        } else {
            model.live.sending = true;
        }
        drop(model);
        self.render.force_update();
    }

    /// Sends the files of an input by themselves, where the form says how; else they go with the form.
    fn upload(&self, input: &HtmlInputElement) {
        let Some(files) = input.files().filter(|files| files.length() > 0) else { return };
        let mut model = self.model.borrow_mut();
        let Some((href, max_bytes)) = upload_target(&model.form, &input.name()) else { return };
        let chosen: Vec<_> = (0..files.length()).filter_map(|index| files.item(index)).collect();
        // The form must not carry them a second time.
        input.set_value("");
        for file in chosen {
            let id = model.uploads_so_far;
            model.uploads_so_far += 1;
            let too_large = file.size() > max_bytes;
            let progress = if too_large {
                Progress::Failed(model.form.texts.upload_too_large.clone())
            } else {
                Progress::Sending(0, percent_words(&model.form, 0))
            };
            model.live.uploads.push(Upload { id, field: input.name(), name: file.name(), progress });
            if !too_large {
                let handle = self.clone();
                upload::send(&href, &file, move |outcome| {
                    if alive() {
                        handle.uploaded(id, outcome);
                    }
                });
            }
        }
        drop(model);
        self.render.force_update();
    }

    fn uploaded(&self, id: u32, outcome: Outcome) {
        let mut model = self.model.borrow_mut();
        let Some(place) = model.live.uploads.iter().position(|upload| upload.id == id) else { return };
        match outcome {
            Outcome::Percent(percent) => {
                let words = percent_words(&model.form, percent);
                set_progress(&mut model.live, id, Progress::Sending(percent, words));
            }
            Outcome::Refused(reason) => {
                let words = reason.unwrap_or_else(|| model.form.texts.upload_failed.clone());
                set_progress(&mut model.live, id, Progress::Failed(words));
                model.waiting = None;
                model.live.sending = false;
            }
            Outcome::Stored(file) => {
                let field_name = model.live.uploads.remove(place).field;
                model.form.for_each_field(|field| {
                    if field.name == field_name
                        && let Control::Documents(documents) = &mut field.control
                    {
                        documents.files.push(file.clone());
                        field.error = None;
                    }
                });
            }
        }
        let ready = !model.live.uploads.iter().any(Upload::is_sending);
        let waiting = if ready { model.waiting.take() } else { None };
        drop(model);
        self.render.force_update();
        if let Some(form) = waiting {
            form.request_submit().ok();
        }
    }
}

/// Name of the field in which an event happened.
fn field_of(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("[data-field]").ok()??.get_attribute("data-field")
}

/// Whether the focus moves on to another field. On its way to a button nothing may move: the button would slip away
/// from under the finger.
fn goes_to_field(event: &Event) -> bool {
    let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    let next = next.and_then(|next| next.dyn_into::<Element>().ok());
    next.is_some_and(|next| next.matches("input, select, textarea").unwrap_or(false))
}

/// Where the files of a field go and how large one may be; `None` when they go with the form.
fn upload_target(form: &Form, name: &str) -> Option<(String, f64)> {
    let field = form.open_fields().into_iter().find(|field| field.name == name)?;
    let Control::Documents(documents) = &field.control else { return None };
    // Sizes of files are below 2^53 bytes; `File::size` is a JavaScript number.
    let max_bytes = u32::try_from(documents.max_bytes).map_or(f64::MAX, f64::from);
    Some((documents.upload_href.clone()?, max_bytes))
}

fn percent_words(form: &Form, percent: u8) -> String {
    form.texts.uploading.replace("{percent}", &percent.to_string())
}

fn set_progress(live: &mut Live, id: u32, progress: Progress) {
    if let Some(upload) = live.uploads.iter_mut().find(|upload| upload.id == id) {
        upload.progress = progress;
    }
}

/// Shows the reminder of the emergency number once, when a long text speaks of danger. Whether it changed anything.
fn remind_of_danger(form: &mut Form) -> bool {
    let texts: Vec<String> = form
        .open_fields()
        .into_iter()
        .filter_map(|field| match &field.control {
            Control::LongText { value, .. } => Some(value.to_lowercase()),
            _ => None,
        })
        .collect();
    let Some(reminder) = form.danger.as_mut().filter(|reminder| !reminder.shown) else { return false };
    reminder.shown = reminder.words.iter().any(|word| texts.iter().any(|text| text.contains(word.as_str())));
    reminder.shown
}
