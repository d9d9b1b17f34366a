//! What was typed and not sent: in memory only, since it is about people, and kept from page to page.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use yew::prelude::*;

use super::console::use_console;

/// The unsent texts of this console by name, as in `D9HW-4KRM/message`.
#[derive(Clone, Default)]
pub struct Drafts(Rc<RefCell<BTreeMap<String, String>>>);

impl PartialEq for Drafts {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Drafts {
    /// What was typed under this name.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.borrow().get(name).cloned()
    }

    /// Keeps a text; an empty one is forgotten.
    pub fn keep(&self, name: &str, text: &str) {
        if text.is_empty() {
            self.0.borrow_mut().remove(name);
        } else {
            self.0.borrow_mut().insert(name.to_owned(), text.to_owned());
        }
    }

    /// Forgets every text whose name begins so.
    pub fn forget(&self, start: &str) {
        self.0.borrow_mut().retain(|name, _| !name.starts_with(start));
    }

    /// The texts whose names begin so.
    pub fn under(&self, start: &str) -> Vec<String> {
        let drafts = self.0.borrow();
        let found = drafts.iter().filter(|(name, _)| name.starts_with(start));
        found.map(|(_, text)| text.clone()).collect()
    }

    /// Whether nothing is unsent.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}

/// One draft as a state: its text, and what changes it.
#[hook]
pub fn use_draft(name: String) -> (String, Callback<String>) {
    let drafts = use_console().drafts;
    let redraw = use_force_update();
    let text = drafts.get(&name).unwrap_or_default();
    let set = Callback::from(move |text: String| {
        drafts.keep(&name, &text);
        redraw.force_update();
    });
    (text, set)
}
