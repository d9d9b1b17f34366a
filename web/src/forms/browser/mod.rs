//! The browser's part in a form: it takes the page over without losing what was typed, checks answers before they
//! are sent, and sends files with their progress.
//!
//! The form is mounted over the server's, never hydrated: nodes that a translator or an extension put in would make
//! hydration panic. After a panic nothing here runs any more and the form posts as plain HTML.

mod form;
mod page;
mod restore;
mod typed;
mod upload;

use std::sync::atomic::{AtomicBool, Ordering};

use shared::page::Mount;
use wasm_bindgen::JsCast;
use web_sys::{Element, window};
use yew::Renderer;

use form::{LiveForm, LiveFormProps};
use restore::Restore;

/// Whether no panic has happened.
static ALIVE: AtomicBool = AtomicBool::new(true);

/// Takes over the form of this page; nothing happens when there is none.
pub fn take_over() {
    std::panic::set_hook(Box::new(|info| {
        ALIVE.store(false, Ordering::Relaxed);
        web_sys::console::error_1(&info.to_string().into());
    }));
    let Some((root, mut mount)) = find() else { return };
    let restore = Restore::of(&root);
    typed::read_into(&mut mount.form);
    Renderer::<LiveForm>::with_root_and_props(root.clone(), LiveFormProps { mount, root, restore }).render();
}

/// The root of the form and the value that the server rendered it from.
fn find() -> Option<(Element, Mount)> {
    let document = window()?.document()?;
    let root = document.query_selector("[data-mount=\"form\"]").ok()??;
    let value = document.get_element_by_id("page-value")?.text_content()?;
    Some((root, serde_json::from_str(&value).ok()?))
}

/// Whether the events of this page may still be answered.
fn alive() -> bool {
    ALIVE.load(Ordering::Relaxed)
}

/// The element with an id, as `T`.
fn element<T: JsCast>(id: &str) -> Option<T> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}
