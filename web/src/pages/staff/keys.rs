//! Single keys: they never fire while somebody types or a dialog is open, and can be switched off.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, window};
use yew::prelude::*;

/// Hears single keys, lower case, while `on` is set; `act` answers whether it used the key.
#[hook]
pub fn use_keys(on: bool, act: impl Fn(&str) -> bool + 'static) {
    use_effect(move || {
        let listener = on.then(|| window()?.document()).flatten().map(|document| {
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if is_free(event) && act(&event.key().to_lowercase()) {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}

fn is_free(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let on_control = |selector| matches!(target.as_ref().map(|it| it.closest(selector)), Some(Ok(Some(_))));
    // Enter and space belong to whatever has the focus.
    let belongs = matches!(event.key().as_str(), "Enter" | " ") && on_control("a,button,summary");
    let in_dialog = window().and_then(|window| window.document()?.query_selector("dialog[open]").ok()?).is_some();
    !(modified
        || event.default_prevented()
        || event.is_composing()
        || belongs
        || in_dialog
        || on_control("input,textarea,select,[contenteditable]"))
}
