//! Single keys, alone or after `g`: they never fire while somebody types or a dialog is open, and can be switched off.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, window};
use yew::prelude::*;

use super::console::Console;

/// How long `g` waits for the key after it.
const SEQUENCE_MS: f64 = 1_500.0;

/// A key and what it does, as the help prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Lower case, as in `j`, `enter`, `shift+x` or `g q`.
    pub name: String,
    /// In words.
    pub does: String,
}

impl Key {
    /// A key.
    pub fn new(name: &str, does: String) -> Self {
        Self { name: name.to_owned(), does }
    }

    /// How the key is printed, as in `J`, `Shift+X` or `G Q`.
    pub fn label(&self) -> String {
        match self.name.as_str() {
            "enter" => "Enter".to_owned(),
            "escape" => "Esc".to_owned(),
            name => name.to_ascii_uppercase().replace("SHIFT", "Shift"),
        }
    }
}

/// The keys that act now, by the parts of the page that hear them, and the `g` that waits for its second key.
#[derive(Clone, Default)]
pub struct Keyboard(Rc<Board>);

#[derive(Default)]
struct Board {
    bound: RefCell<BTreeMap<u32, Vec<Key>>>,
    parts: Cell<u32>,
    /// When `g` was pressed, and the key after it; every part hears the same event, so both are times of events.
    g_at: Cell<f64>,
    after_g_at: Cell<f64>,
}

impl PartialEq for Keyboard {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Keyboard {
    /// The keys of the frame, which is rendered first, and those of the page in it.
    pub fn everywhere_and_here(&self) -> (Vec<Key>, Vec<Key>) {
        let bound = self.0.bound.borrow();
        let mut parts = bound.values().cloned();
        (parts.next().unwrap_or_default(), parts.flatten().collect())
    }

    /// The name of the key that was pressed, with the `g` before it.
    fn name(&self, event: &KeyboardEvent) -> String {
        let (key, now) = (event.key().to_ascii_lowercase(), event.time_stamp());
        if key == "g" {
            self.0.g_at.set(now);
            self.0.after_g_at.set(0.0);
            return key;
        }
        let (g_at, after) = (self.0.g_at.get(), self.0.after_g_at.get());
        let in_time = g_at > 0.0 && now - g_at < SEQUENCE_MS;
        if in_time && (after == 0.0 || after == now) {
            self.0.after_g_at.set(now);
            return format!("g {key}");
        }
        let letter = key.len() == 1 && key.starts_with(|letter: char| letter.is_ascii_lowercase());
        if letter && event.shift_key() { format!("shift+{key}") } else { key }
    }
}

/// Hears these keys unless the reader has switched single keys off; `act` answers whether it used the key.
#[hook]
pub fn use_keys(console: &Console, keys: Vec<Key>, act: impl Fn(&str) -> bool + 'static) {
    let (keyboard, on) = (console.keyboard.clone(), console.prefs.single_keys);
    let part = {
        let board = Rc::clone(&keyboard.0);
        *use_memo((), move |()| board.parts.replace(board.parts.get() + 1))
    };
    use_effect(move || {
        keyboard.0.bound.borrow_mut().insert(part, keys);
        let board = Rc::clone(&keyboard.0);
        let listener = on.then(|| window()?.document()).flatten().map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if is_free(event) && act(&keyboard.name(event)) {
                    event.prevent_default();
                }
            })
        });
        move || {
            drop(listener);
            board.bound.borrow_mut().remove(&part);
        }
    });
}

fn is_free(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let on_control = |selector| matches!(target.as_ref().map(|it| it.closest(selector)), Some(Ok(Some(_))));
    // Enter and space belong to whatever has the focus.
    let belongs = matches!(event.key().as_str(), "Enter" | " ") && on_control("a,button,summary,input");
    let in_dialog = window().and_then(|window| window.document()?.query_selector("dialog[open]").ok()?).is_some();
    !(modified
        || event.default_prevented()
        || event.is_composing()
        || belongs
        || in_dialog
        || on_control("input:not([type=checkbox]),textarea,select,[contenteditable]"))
}
