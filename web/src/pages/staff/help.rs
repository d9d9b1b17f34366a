//! The keys, in a dialog.

use yew::prelude::*;

use super::{console::use_console, dialog::Dialog, keys::Key};

/// Props of [`HelpDialog`].
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// Closes it.
    pub on_close: Callback<()>,
}

/// Every key that acts on this page, and how to switch single keys off.
#[component]
pub fn HelpDialog(props: &HelpProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let state = if console.prefs.single_keys { "staff-keys-on" } else { "staff-keys-off" };
    let (everywhere, here) = console.keyboard.everywhere_and_here();
    let list = |title: &str, keys: &[Key]| {
        if keys.is_empty() {
            return Html::default();
        }
        html! {
            <>
                <h3>{ words.get(title) }</h3>
                <dl class="keys">
                    { for keys.iter().map(|key| html! {
                        <div><dt><kbd>{ key.label() }</kbd></dt><dd>{ &key.does }</dd></div>
                    }) }
                </dl>
            </>
        }
    };
    html! {
        <Dialog title={words.get("staff-keys")} on_close={props.on_close.clone()}>
            { list("staff-keys-here", &here) }
            { list("staff-keys-everywhere", &everywhere) }
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
