//! The page's title, and the focus when a page begins.

use web_sys::{HtmlElement, window};
use yew::prelude::*;

/// Sets the browser's title for as long as this page is shown.
#[hook]
pub fn use_title(title: &str) {
    use_effect_with(title.to_owned(), |title| {
        if let Some(document) = window().and_then(|window| window.document()) {
            document.set_title(&format!("{title} · Front Counter"));
        }
    });
}

/// Gives the focus to the element when `page` changes, so that a screen reader begins at its heading.
///
/// Not on the first page after loading: there the browser's own reading order is right.
#[hook]
pub fn use_heading_focus(heading: NodeRef, page: String) {
    let first = use_mut_ref(|| true);
    use_effect_with(page, move |_| {
        if first.replace(false) {
            return;
        }
        if let Some(heading) = heading.cast::<HtmlElement>() {
            // It was rendered a moment ago.
            let _ = heading.focus();
        }
    });
}
