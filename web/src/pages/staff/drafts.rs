//! What was typed and not sent. It survives a reload, the lock and the end of a session, but only in this tab and only
//! for the person who typed it; signing out forgets it.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use web_sys::{Storage, window};
use yew::prelude::*;

use super::console::use_console;

/// Where the tab keeps the texts, with the account that they belong to.
const KEPT: &str = "staff.drafts";

type Texts = BTreeMap<String, String>;

/// The unsent texts of one person by name, as in `D9HW-4KRM/message`.
#[derive(Clone)]
pub struct Drafts(Rc<Desk>);

struct Desk {
    owner: String,
    texts: RefCell<Texts>,
}

impl PartialEq for Drafts {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Drafts {
    /// What this tab has kept for an account; what it kept for anybody else is forgotten.
    pub fn of(owner: &str) -> Self {
        let kept = storage().and_then(|storage| storage.get_item(KEPT).ok()?);
        let kept = kept.and_then(|json| serde_json::from_str::<(String, Texts)>(&json).ok());
        let texts = kept.filter(|(of, _)| of == owner).map(|(_, texts)| texts).unwrap_or_default();
        let drafts = Self(Rc::new(Desk { owner: owner.to_owned(), texts: RefCell::new(texts) }));
        drafts.save();
        drafts
    }

    /// What was typed under this name.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.texts.borrow().get(name).cloned()
    }

    /// Keeps a text, unless it is what stood there at first.
    pub fn keep(&self, name: &str, text: &str, first: &str) {
        if text == first {
            self.0.texts.borrow_mut().remove(name);
        } else {
            self.0.texts.borrow_mut().insert(name.to_owned(), text.to_owned());
        }
        self.save();
    }

    /// Forgets every text whose name begins so.
    pub fn forget(&self, start: &str) {
        self.0.texts.borrow_mut().retain(|name, _| !name.starts_with(start));
        self.save();
    }

    /// The texts whose names begin so.
    pub fn under(&self, start: &str) -> Vec<String> {
        let texts = self.0.texts.borrow();
        let found = texts.iter().filter(|(name, _)| name.starts_with(start));
        found.map(|(_, text)| text.clone()).collect()
    }

    /// Whether nothing is unsent.
    pub fn is_empty(&self) -> bool {
        self.0.texts.borrow().is_empty()
    }

    /// A full or forbidden storage only means that the texts do not survive a reload.
    fn save(&self) {
        let Some(storage) = storage() else { return };
        let texts = self.0.texts.borrow();
        if texts.is_empty() {
            let _ = storage.remove_item(KEPT);
        } else if let Ok(json) = serde_json::to_string(&(&self.0.owner, &*texts)) {
            let _ = storage.set_item(KEPT, &json);
        }
    }
}

/// One draft as a state: its text, and what changes it.
#[hook]
pub fn use_draft(name: String) -> (String, Callback<String>) {
    let drafts = use_console().drafts;
    let redraw = use_force_update();
    let text = drafts.get(&name).unwrap_or_default();
    let set = Callback::from(move |text: String| {
        drafts.keep(&name, &text, "");
        redraw.force_update();
    });
    (text, set)
}

fn storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}
