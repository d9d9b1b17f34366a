//! A link to a file of the API.

use std::cell::Cell;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::{console::use_console, icon::Icon};

/// Files that hold people's requests: the server gives them only after a proof of who asks.
fn wants_proof(href: &str) -> bool {
    href.starts_with("/api/v1/staff/cases.csv") || href.ends_with("/audit/export")
}

/// Props of [`FileLink`].
#[derive(Properties, PartialEq)]
pub struct FileLinkProps {
    /// Where the file is.
    pub href: AttrValue,
    /// Classes.
    #[prop_or_default]
    pub class: Classes,
    /// What is read.
    pub label: AttrValue,
}

/// Takes a file away, after password and code where the server wants them.
#[component]
pub fn FileLink(props: &FileLinkProps) -> Html {
    let console = use_console();
    let node = use_node_ref();
    let proved = use_memo((), |()| Cell::new(false));
    let onclick = {
        let (node, guarded) = (node.clone(), wants_proof(&props.href));
        Callback::from(move |event: MouseEvent| {
            if !guarded || proved.replace(false) {
                return;
            }
            event.prevent_default();
            let (node, proved) = (node.clone(), proved.clone());
            console.reauthenticate.emit(Callback::from(move |given| {
                if let Some(link) = node.cast::<HtmlElement>().filter(|_| given) {
                    proved.set(true);
                    link.click();
                }
            }));
        })
    };
    html! {
        <a ref={node} href={props.href.clone()} class={props.class.clone()} download={true} {onclick}>
            { Icon::Download.html() }{ &props.label }
        </a>
    }
}
