//! The keys, in a dialog.

use yew::prelude::*;

use super::{console::use_console, dialog::Dialog};

/// Key and the id of what it does, in the order shown.
const KEYS: [(&str, &str); 11] = [
    ("J", "staff-key-next"),
    ("K", "staff-key-previous"),
    ("Enter", "staff-key-open"),
    ("A", "staff-key-assign"),
    ("/", "staff-key-search"),
    ("P", "staff-key-preview"),
    ("Q", "staff-key-queue"),
    ("M", "staff-key-message"),
    ("N", "staff-key-note"),
    ("U", "staff-key-upload"),
    ("?", "staff-key-help"),
];

/// Props of [`HelpDialog`].
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// Closes it.
    pub on_close: Callback<()>,
}

/// Every key of the console, and how to switch single keys off.
#[component]
pub fn HelpDialog(props: &HelpProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let state = if console.prefs.single_keys { "staff-keys-on" } else { "staff-keys-off" };
    html! {
        <Dialog title={words.get("staff-keys")} on_close={props.on_close.clone()}>
            <dl class="keys">
                { for KEYS.iter().map(|(key, does)| html! {
                    <div><dt><kbd>{ key }</kbd></dt><dd>{ words.get(does) }</dd></div>
                }) }
            </dl>
            <p class="hint">{ words.get(state) }</p>
            <div class="buttons">
                <button type="button" class="button button-main"
                    onclick={props.on_close.reform(|_: MouseEvent| ())}>
                    { words.get("staff-close") }
                </button>
            </div>
        </Dialog>
    }
}
