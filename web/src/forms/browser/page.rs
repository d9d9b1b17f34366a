//! What a form changes in the page around it.

use web_sys::{HtmlElement, window};

use super::element;

/// Moves the focus to the summary of errors, and says in the window's title that there is one.
pub(super) fn show_errors(prefix: &str) {
    if let Some(summary) = element::<HtmlElement>("errors") {
        summary.focus().ok();
    }
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let title = document.title();
    if !title.starts_with(prefix) {
        document.set_title(&format!("{prefix} {title}"));
    }
}
