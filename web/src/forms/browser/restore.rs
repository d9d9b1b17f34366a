//! Focus, selection, scroll and chosen files: what mounting over a form would lose.

use wasm_bindgen::JsCast;
use web_sys::{Element, FileList, HtmlElement, HtmlInputElement, HtmlTextAreaElement, window};

/// Everything that can have the focus in a form.
const FOCUSABLE: &str = "a, button, input, select, textarea, summary, [tabindex]";
/// Inputs that hold files.
const FILES: &str = "input[type=file]";

/// What must be put back after the form was mounted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Restore {
    /// Which of the focusable elements has the focus: the mounted form has the same ones in the same order.
    focused: Option<usize>,
    /// Start and end of the selection in it.
    selection: Option<(u32, u32)>,
    /// How far the page was scrolled.
    scroll: (f64, f64),
    /// The files chosen in each file input.
    files: Vec<Option<FileList>>,
}

impl Restore {
    /// What the visitor has done in `root` so far.
    pub(super) fn of(root: &Element) -> Self {
        let window = window();
        let active = window.as_ref().and_then(|window| window.document()?.active_element());
        let scroll = |position: Result<f64, _>| position.unwrap_or_default();
        Self {
            focused: all(root, FOCUSABLE).iter().position(|element| Some(element) == active.as_ref()),
            selection: active.as_ref().and_then(selection),
            scroll: window.map_or((0.0, 0.0), |window| (scroll(window.scroll_x()), scroll(window.scroll_y()))),
            files: all(root, FILES)
                .into_iter()
                .map(|input| input.dyn_into::<HtmlInputElement>().ok()?.files())
                .collect(),
        }
    }

    /// Puts it back.
    pub(super) fn put_back(&self, root: &Element) {
        for (input, files) in all(root, FILES).into_iter().zip(&self.files) {
            if let Ok(input) = input.dyn_into::<HtmlInputElement>() {
                input.set_files(files.as_ref());
            }
        }
        let focused = self.focused.and_then(|index| all(root, FOCUSABLE).into_iter().nth(index));
        let Some(element) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
        element.focus().ok();
        if let Some((start, end)) = self.selection {
            select(&element, start, end);
        }
        if let Some(window) = window() {
            window.scroll_to_with_x_and_y(self.scroll.0, self.scroll.1);
        }
    }
}

fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// The selection of a text control; inputs of other types, as email, have none and say so by an error.
fn selection(element: &Element) -> Option<(u32, u32)> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return Some((input.selection_start().ok()??, input.selection_end().ok()??));
    }
    let area = element.dyn_ref::<HtmlTextAreaElement>()?;
    Some((area.selection_start().ok()??, area.selection_end().ok()??))
}

fn select(element: &HtmlElement, start: u32, end: u32) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_selection_range(start, end).ok();
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_selection_range(start, end).ok();
    }
}
