//! How one person wants the console; kept in this browser, nothing personal in it.

use web_sys::{Storage, window};

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The system's.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word kept, and the value of `data-theme`; `public/scripts/staff.js` sets it again at the next start.
    pub fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefs {
    /// Colours.
    pub theme: Theme,
    /// Whether single keys act (WCAG 2.1.4 asks that they can be switched off).
    pub single_keys: bool,
    /// Whether the queue shows the case beside it.
    pub preview: bool,
    /// Whether rows stand close together.
    pub dense: bool,
}

impl Prefs {
    /// What this browser has kept.
    pub fn load() -> Self {
        let kept = |key: &str| storage()?.get_item(key).ok()?;
        let theme = kept("staff.theme").unwrap_or_default();
        Self {
            theme: Theme::ALL.into_iter().find(|known| known.code() == theme).unwrap_or_default(),
            single_keys: kept("staff.keys").as_deref() != Some("off"),
            preview: kept("staff.preview").as_deref() != Some("off"),
            dense: kept("staff.dense").as_deref() == Some("on"),
        }
    }

    /// Keeps them in this browser and shows the colours.
    pub fn keep(self) {
        let switch = |on| if on { "on" } else { "off" };
        if let Some(storage) = storage() {
            // A full or forbidden storage only means that the choice is not remembered.
            let _ = storage.set_item("staff.theme", self.theme.code());
            let _ = storage.set_item("staff.keys", switch(self.single_keys));
            let _ = storage.set_item("staff.preview", switch(self.preview));
            let _ = storage.set_item("staff.dense", switch(self.dense));
        }
        let root = window().and_then(|window| window.document()?.document_element());
        if let Some(root) = root {
            let _ = match self.theme {
                Theme::System => root.remove_attribute("data-theme"),
                theme => root.set_attribute("data-theme", theme.code()),
            };
        }
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}
