//! The browser's own modal dialog: it holds the focus, makes the page behind it inert, and closes with Escape.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, KeyboardEvent, window};
use yew::prelude::*;

/// Props of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its title, which also names it.
    pub title: AttrValue,
    /// Called on Escape; without it the dialog cannot be closed.
    #[prop_or_default]
    pub on_close: Option<Callback<()>>,
    /// Class beside `dialog`.
    #[prop_or_default]
    pub class: Classes,
    /// What stands in it.
    pub children: Html,
}

/// A modal dialog that is open for as long as it is rendered, and gives the focus back afterwards.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            let before = focused();
            if let Some(dialog) = &dialog {
                // Only fails when it is open already.
                let _ = dialog.show_modal();
            }
            let reopen = dialog.map(|dialog| {
                let again = dialog.clone();
                // A browser may close a dialog against our will (a second Escape): open it again.
                EventListener::new(&dialog, "close", move |_| {
                    let _ = again.show_modal();
                })
            });
            move || {
                drop(reopen);
                if let Some(before) = before {
                    // It may have left the page.
                    let _ = before.focus();
                }
            }
        });
    }
    {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        use_effect_with(on_close, move |on_close| {
            let on_close = on_close.clone();
            let listener = node.cast::<HtmlElement>().map(|dialog| {
                let options = EventListenerOptions::enable_prevent_default();
                let asked = move |event: &Event| {
                    let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
                    if key.is_none_or(|key| key == "Escape") {
                        event.prevent_default();
                        if let Some(on_close) = &on_close {
                            on_close.emit(());
                        }
                    }
                };
                // When nothing in the dialog has the focus, the browser itself hears the key and asks to cancel.
                let key = EventListener::new_with_options(&dialog, "keydown", options, asked.clone());
                (key, EventListener::new_with_options(&dialog, "cancel", options, asked))
            });
            move || drop(listener)
        });
    }
    html! {
        <dialog ref={node} class={classes!("dialog", props.class.clone())} aria-labelledby="dialog-title">
            <h2 id="dialog-title">{ &props.title }</h2>
            { props.children.clone() }
        </dialog>
    }
}

fn focused() -> Option<HtmlElement> {
    window()?.document()?.active_element()?.dyn_into().ok()
}
